package report

import (
	"encoding/xml"
	"fmt"
	"io"
	"strings"

	"handoff/cmd/internal/terminal"
	"handoff/lang/finding"
)

// JUnit is the report as a run of tests, which every CI system reads. A rule that found nothing is a test that passed; what fails the check is a
// test that failed; what does not is one that passed and says something; what a comment silences was skipped, for the reason given.
//
// No schema of it is official. This one keeps to what Jenkins's xUnit plugin validates, the strictest of its readers: places are told in words, since
// it knows no attributes for them.
var JUnit = Format{
	Name: "junit",
	Doc:  "JUnit XML: every rule a test, every finding that fails the check a failure",
	Write: func(w io.Writer, r *Report, _ Style) error {
		return writeXML(w, junitOf(r))
	},
}

func junitOf(r *Report) junitSuites {
	out := junitSuites{Name: "handoff check"}
	index := map[string]int{}
	suite := func(rule string) *junitSuite {
		group, _, _ := strings.Cut(rule, "/")
		i, known := index[group]
		if !known {
			i = len(out.Suites)
			index[group] = i
			out.Suites = append(out.Suites, junitSuite{Name: terminal.Line(group), Properties: []junitProperty{{"checked", r.looked()}}})
		}
		return &out.Suites[i]
	}
	quiet := map[string]bool{}
	for _, f := range r.all() {
		quiet[f.Rule] = true
	}
	for _, rule := range r.Rules {
		s := suite(rule.ID)
		if !quiet[rule.ID] {
			s.Cases = append(s.Cases, junitCase{Class: rule.ID, Name: rule.Title})
		}
	}
	taken := map[string]int{}
	test := func(f finding.Finding) junitCase {
		name := f.Summary
		if f.Address != "" {
			name = f.Address + ": " + f.Summary
		}
		key := f.Rule + " " + name
		if taken[key]++; taken[key] > 1 { // readers take two tests of one name for one
			name = fmt.Sprintf("%s (%d)", name, taken[key])
		}
		return junitCase{Class: terminal.Line(f.Rule), Name: terminal.Line(name)}
	}
	for _, f := range r.Findings {
		c, s := test(f), suite(f.Rule)
		text := terminal.Printable(r.located(f))
		if r.fails(f) {
			c.Failure = &junitFailure{Type: string(f.Severity), Message: terminal.Line(firstLine(said(f))), Text: text}
			s.Failures++
		} else {
			c.Out = text
		}
		s.Cases = append(s.Cases, c)
	}
	for _, silenced := range r.Silenced {
		c, s := test(silenced.Finding), suite(silenced.Finding.Rule)
		c.Skipped = &junitSkipped{Message: terminal.Line(silenced.Ignore.Reason.Value)}
		s.Skipped++
		s.Cases = append(s.Cases, c)
	}
	for i := range out.Suites {
		s := &out.Suites[i]
		s.Tests = len(s.Cases)
		out.Tests += s.Tests
		out.Failures += s.Failures
	}
	return out
}

// located is what a finding says, with where it is and every other place that has a part in it.
func (r *Report) located(f finding.Finding) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s: %s[%s]: %s\n", placeIn(r.file(f), f.Range), f.Severity, f.Rule, f.Summary)
	b.WriteString(said(f) + "\n")
	for _, related := range f.Related {
		if related.Range.File != "" {
			fmt.Fprintf(&b, "%s: ", placeIn(r.inRepository(related.Range.File), related.Range))
		}
		b.WriteString(related.Message + "\n")
	}
	return b.String()
}

func firstLine(text string) string {
	line, _, _ := strings.Cut(text, "\n")
	return line
}

type junitSuites struct {
	XMLName  xml.Name     `xml:"testsuites"`
	Name     string       `xml:"name,attr"`
	Tests    int          `xml:"tests,attr"`
	Failures int          `xml:"failures,attr"`
	Errors   int          `xml:"errors,attr"`
	Suites   []junitSuite `xml:"testsuite"`
}

type junitSuite struct {
	Name       string          `xml:"name,attr"`
	Tests      int             `xml:"tests,attr"`
	Failures   int             `xml:"failures,attr"`
	Errors     int             `xml:"errors,attr"`
	Skipped    int             `xml:"skipped,attr"`
	Properties []junitProperty `xml:"properties>property"`
	Cases      []junitCase     `xml:"testcase"`
}

type junitProperty struct {
	Name  string `xml:"name,attr"`
	Value string `xml:"value,attr"`
}

type junitCase struct {
	Class   string        `xml:"classname,attr"`
	Name    string        `xml:"name,attr"`
	Skipped *junitSkipped `xml:"skipped"`
	Failure *junitFailure `xml:"failure"`
	Out     string        `xml:"system-out,omitempty"`
}

type junitSkipped struct {
	Message string `xml:"message,attr"`
}

type junitFailure struct {
	Type    string `xml:"type,attr"`
	Message string `xml:"message,attr"`
	Text    string `xml:",chardata"`
}
