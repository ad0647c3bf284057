// Package report writes findings for whoever wants them: people at a terminal, programs that read JSON. A format is a value in
// the list Formats and stands in a file of its own; all of them are made from the same findings, so that the same problem
// reads the same everywhere.
package report

import (
	"fmt"
	"io"
	"strings"

	"handoff/check"
	"handoff/lang"
	"handoff/lang/cases"
	"handoff/lang/finding"
)

// Report is what one run found, and where it looked.
type Report struct {
	Scope    Scope
	Findings []finding.Finding // sorted
	// Silenced are the findings that a comment keeps from view.
	Silenced []check.Silenced
	// Hidden counts the findings that a filter keeps from view.
	Hidden int
	// Known are the findings left out because they are old.
	Known []Known
	// Undecided are the parts of conditions that were left alone; nil unless somebody asked.
	Undecided []cases.Undecided
	// Source returns a file that findings point into, or nil; formats that quote the source read it.
	Source func(path string) *lang.File

	// What only some formats tell.

	// FailOn is the severity from which on a finding fails the check; "" is error.
	FailOn finding.Severity
	// Rules describes those that ran.
	Rules []Rule
	// Version is that of the program.
	Version string
	// Folder is where the map lies in its repository, a slash path; "" is the top.
	Folder string
	// SourceURL is the pattern of links to the source that the map gives (docs.source), with {file} and {line} in it; "" where it gives none.
	SourceURL string
}

// Rule is what there is to read about a rule.
type Rule struct {
	ID       string
	Severity finding.Severity // off where it does not run unless asked for
	Title    string
	Text     string // what it finds and why that matters, as plain paragraphs
	Page     string // its page, in Markdown
}

// fails reports whether a finding fails the check.
func (r *Report) fails(f finding.Finding) bool {
	at := r.FailOn
	if at == "" {
		at = finding.Error
	}
	return f.Severity.Rank() >= at.Rank()
}

// Known says which findings were left out, since they were there before.
type Known struct {
	From  string `json:"from"` // the file of a baseline, or a revision
	Count int    `json:"count"`
	// Stale are the entries of a baseline that stand for nothing any more.
	Stale []Stale `json:"stale,omitempty"`
	// Again is the command that writes the baseline anew; "" for handoff baseline.
	Again string `json:"-"`
	// Partial says that the earlier version could not be read in full, so that some of what is shown may be old.
	Partial bool `json:"partial,omitempty"`
}

// Stale is an entry of a baseline that stands for nothing any more.
type Stale struct {
	Rule    string `json:"rule"`
	Address string `json:"address,omitempty"`
}

// Scope says what was looked at, so that "no problems" can be told from "nothing to check".
type Scope struct {
	Files      int `json:"files"`
	Processes  int `json:"processes"`
	Interfaces int `json:"interfaces"`
	Rules      int `json:"rules"`
	// Today is the day that dates were held against; "" where none was.
	Today string `json:"today,omitempty"`
}

// Style is how a format for people may look; formats for programs ignore it.
type Style struct {
	Color bool
	Width int // columns; 0 means DefaultWidth
	// Whole lists rules whose findings are all shown, however many there are.
	Whole []string
}

// DefaultWidth is how wide text is set where no terminal says otherwise.
const DefaultWidth = 100

// Format is one way to write a report.
type Format struct {
	Name  string
	Doc   string
	Write func(w io.Writer, r *Report, style Style) error
}

// Formats are all there are; the first is the default.
var Formats = []Format{Text, JSON, SARIF, JUnit, Checkstyle, GitHub, GitLab, Markdown}

// Named returns the format of that name.
func Named(name string) (Format, bool) {
	for _, f := range Formats {
		if f.Name == name {
			return f, true
		}
	}
	return Format{}, false
}

// Names lists the names of all formats.
func Names() []string {
	names := make([]string, len(Formats))
	for i, f := range Formats {
		names[i] = f.Name
	}
	return names
}

// Describe lists the formats with what they are for, a line each, for a help text.
func Describe() string {
	var b strings.Builder
	for _, f := range Formats {
		fmt.Fprintf(&b, "  %-10s  %s\n", f.Name, f.Doc)
	}
	return strings.TrimRight(b.String(), "\n")
}
