package check_test

import (
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"handoff/check"
	"handoff/graph"
	"handoff/lang"
	"handoff/lang/finding"
)

// untitled reports every process, at its header and at its owner.
func untitled(id string, kind check.Kind) *check.Rule {
	return &check.Rule{ID: id, Severity: finding.Warning, Kind: kind, Run: func(p *check.Pass) {
		for _, process := range p.Graph.Processes {
			p.Report(finding.Finding{Summary: "A process", Address: process.Address(), Range: check.Header(process)})
			p.Report(finding.Finding{Summary: "Its owner", Address: process.Address(), Range: process.Owner.Range, Key: "owner", Severity: finding.Info})
		}
	}}
}

func run(t *testing.T, text string, rules ...*check.Rule) check.Report {
	t.Helper()
	m := lang.Load(fstest.MapFS{"a.handoff.hcl": {Data: []byte(text)}}, lang.Options{})
	return check.Run(m, graph.Build(m), rules, check.Options{})
}

func ids(list []finding.Finding) []string {
	var out []string
	for _, f := range list {
		out = append(out, f.Rule)
	}
	return out
}

const two = `
process "a" {
  owner = role.x
}
process "b" {
  owner = role.x
}
role "x" {}
`

func TestRun(t *testing.T) {
	r := run(t, two, untitled("style/b", check.Presence), untitled("style/a", check.Absence))
	assert.Equal(t, []string{"style/a", "style/b", "style/a", "style/b", "style/a", "style/b", "style/a", "style/b"}, ids(r.Findings), "sorted by place, then rule")
	assert.Equal(t, check.Report{Findings: r.Findings, Files: 1, Processes: 2, Rules: 2, Ran: []string{"style/b", "style/a"}}, r)
	seen := map[string]bool{}
	for _, f := range r.Findings {
		assert.NotEmpty(t, f.Fingerprint)
		assert.False(t, seen[f.Fingerprint])
		seen[f.Fingerprint] = true
		assert.Equal(t, "rule/"+f.Rule, f.URL)
	}
	assert.Equal(t, finding.Warning, r.Findings[0].Severity, "that of the rule")
	assert.Equal(t, finding.Info, r.Findings[2].Severity, "its own")
}

// A rule that fails is a finding; what it reported before stays, and others are not hindered.
func TestPanic(t *testing.T) {
	broken := &check.Rule{ID: "style/broken", Severity: finding.Warning, Run: func(p *check.Pass) {
		p.Report(finding.Finding{Summary: "So far so good"})
		panic("on the way")
	}}
	r := run(t, two, broken, untitled("style/a", check.Presence))
	assert.Contains(t, ids(r.Findings), "style/a")
	assert.Contains(t, ids(r.Findings), "style/broken")
	require.Contains(t, ids(r.Findings), check.RulePanic)
	for _, f := range r.Findings {
		if f.Rule == check.RulePanic {
			assert.Contains(t, f.Detail, "style/broken")
			assert.Contains(t, f.Detail, "on the way")
			assert.Equal(t, finding.Error, f.Severity)
		}
	}
}

// Rules about absence say nothing while a file cannot be read, and that is said once.
func TestIncomplete(t *testing.T) {
	m := lang.Load(fstest.MapFS{"a.handoff.hcl": {Data: []byte(two)}, "b.handoff.hcl": {Data: []byte("process {{{")}}, lang.Options{})
	require.True(t, m.Incomplete)
	r := check.Run(m, graph.Build(m), []*check.Rule{untitled("style/a", check.Absence), untitled("style/b", check.Presence), untitled("style/c", check.Absence)}, check.Options{})
	assert.NotContains(t, ids(r.Findings), "style/a")
	assert.Contains(t, ids(r.Findings), "style/b")
	assert.Equal(t, []string{"style/a", "style/c"}, r.Undecided)
	assert.Equal(t, 1, r.Rules)
	told := 0
	for _, f := range r.Findings {
		if f.Rule == check.RuleIncomplete {
			told++
			assert.Equal(t, finding.Info, f.Severity)
			assert.Equal(t, "b.handoff.hcl", f.Range.File)
		}
	}
	assert.Equal(t, 1, told)
}

func TestIgnore(t *testing.T) {
	rule := untitled("style/a", check.Presence)
	for name, c := range map[string]struct {
		text    string
		ignored int
	}{
		"a block and all in it": {`
# handoff:ignore style/a -- it has to be like this
process "a" {
  owner = role.x
}
process "b" { owner = role.x }
role "x" {}
`, 2},
		"an argument": {`
process "a" {
  owner = role.x # handoff:ignore style/a -- it has to be like this
}
process "b" { owner = role.x }
role "x" {}
`, 1},
		"another rule": {`
# handoff:ignore style/b -- it has to be like this
process "a" { owner = role.x }
process "b" { owner = role.x }
role "x" {}
`, 0},
		"without a reason": {`
# handoff:ignore style/a
process "a" { owner = role.x }
process "b" { owner = role.x }
role "x" {}
`, 0},
		"several rules": {`
# handoff:ignore style/b, style/a until=2098-01-01 -- it has to be like this
process "a" { owner = role.x }
process "b" { owner = role.x }
role "x" {}
`, 2},
	} {
		t.Run(name, func(t *testing.T) {
			r := run(t, c.text, rule)
			assert.Len(t, r.Silenced, c.ignored)
			found := slices.DeleteFunc(ids(r.Findings), func(id string) bool { return strings.HasPrefix(id, "check/") })
			assert.Len(t, found, 4-c.ignored)
		})
	}
	r := run(t, `
# handoff:ignore reference/unknown -- no
process "a" { owner = role.nobody }
`)
	assert.Equal(t, []string{"reference/unknown"}, ids(r.Findings), "a compile error cannot be ignored")
	assert.Empty(t, r.Silenced)
}

func TestOff(t *testing.T) {
	rule := untitled("style/a", check.Presence)
	rule.Severity = finding.Off
	r := run(t, two, rule)
	assert.Empty(t, r.Findings)
	assert.Zero(t, r.Rules)
}

func TestWords(t *testing.T) {
	assert.Equal(t, "", check.List(nil))
	assert.Equal(t, "a", check.List([]string{"a"}))
	assert.Equal(t, "a and b", check.List([]string{"a", "b"}))
	assert.Equal(t, "a, b and c", check.List([]string{"a", "b", "c"}))
	assert.Equal(t, "a, b, c, d and e", check.List([]string{"a", "b", "c", "d", "e"}))
	assert.Equal(t, "a, b, c, d and 2 more", check.List([]string{"a", "b", "c", "d", "e", "f"}))
	assert.Equal(t, "1 step", check.Count(1, "step"))
	assert.Equal(t, "3 steps", check.Count(3, "step"))
}

// The report says which day it took, if a rule held a date against it.
func TestToday(t *testing.T) {
	today := time.Date(2026, time.November, 25, 0, 0, 0, 0, time.UTC)
	var got time.Time
	dated := &check.Rule{ID: "style/dated", Severity: finding.Warning, Run: func(p *check.Pass) { got, _ = p.Today() }}
	m := lang.Load(fstest.MapFS{"a.handoff.hcl": {Data: []byte(two)}}, lang.Options{})
	g := graph.Build(m)
	assert.Equal(t, today, check.Run(m, g, []*check.Rule{dated}, check.Options{Today: today}).Today)
	assert.Equal(t, today, got)
	assert.Zero(t, check.Run(m, g, []*check.Rule{untitled("style/a", check.Presence)}, check.Options{Today: today}).Today, "no rule asked")
	assert.Zero(t, check.Run(m, g, []*check.Rule{dated}, check.Options{}).Today)
	assert.Zero(t, got, "the clock is not read")
}

func TestAsked(t *testing.T) {
	rule := untitled("style/a", check.Presence)
	assert.Len(t, run(t, two, rule.Asked()).Findings, 4)
	rule.Severity = finding.Off
	assert.Len(t, run(t, two, rule.Asked()).Findings, 4)
	assert.Equal(t, finding.Off, rule.Severity)
}
