package check_test

import (
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

// counted reports every process with the value of its option.
func counted(id string, severity finding.Severity) *check.Rule {
	return &check.Rule{ID: id, Severity: severity, Options: []check.Option{{Name: "max", Default: 7}}, Run: func(p *check.Pass) {
		for _, process := range p.Graph.Processes {
			p.Report(finding.Finding{Summary: "A process", Detail: string(rune('0' + p.Option("max"))), Address: process.Address(), Range: check.Header(process)})
		}
	}}
}

// settings runs rules over three processes in three folders, and lists `address severity option`.
func settings(t *testing.T, text string, today time.Time, rules ...*check.Rule) (judged []string, notices []finding.Finding) {
	t.Helper()
	m := lang.Load(fstest.MapFS{
		"handoff.hcl":            {Data: []byte(text)},
		"a.handoff.hcl":          {Data: []byte(`process "a" {}`)},
		"legacy/b.handoff.hcl":   {Data: []byte(`process "b" {}`)},
		"legacy/x/c.handoff.hcl": {Data: []byte(`process "c" {}`)},
	}, lang.Options{})
	require.Empty(t, m.Findings)
	for _, f := range check.Run(m, graph.Build(m), rules, check.Options{Today: today}).Findings {
		if check.Always(f.Rule) {
			notices = append(notices, f)
			continue
		}
		judged = append(judged, f.Address[len("process."):]+" "+string(f.Severity)+" "+f.Detail)
	}
	return judged, notices
}

func TestSettings(t *testing.T) {
	for name, c := range map[string]struct {
		text     string
		severity finding.Severity
		want     []string
	}{
		"nothing said":    {``, finding.Warning, []string{"a warning 7", "b warning 7", "c warning 7"}},
		"a severity":      {`rule "style/a" { severity = "error" }`, finding.Warning, []string{"a error 7", "b error 7", "c error 7"}},
		"off":             {`rule "style/a" { severity = "off" }`, finding.Warning, nil},
		"off in a group":  {`rule "style/*" { severity = "off" }`, finding.Warning, nil},
		"on that was off": {`rule "style/a" { severity = "info" }`, finding.Off, []string{"a info 7", "b info 7", "c info 7"}},
		"an option":       {"rule \"style/a\" {\n max = 3\n}", finding.Warning, []string{"a warning 3", "b warning 3", "c warning 3"}},
		"for a folder": {"rule \"style/a\" {\n severity = \"info\"\n max = 3\n paths = [\"legacy\"]\n}", finding.Warning,
			[]string{"a warning 7", "b info 3", "c info 3"}},
		"the last one wins": {"rule \"style/a\" {\n severity = \"off\"\n}\nrule \"style/a\" {\n severity = \"error\"\n max = 2\n paths = [\"legacy/*/*\"]\n}", finding.Warning,
			[]string{"c error 2"}},
		"correctness drops what is no error": {`preset = "correctness"`, finding.Warning, nil},
		"correctness keeps errors":           {`preset = "correctness"`, finding.Error, []string{"a error 7", "b error 7", "c error 7"}},
		"strict raises notes":                {`preset = "strict"`, finding.Info, []string{"a warning 7", "b warning 7", "c warning 7"}},
		"strict has what is off":             {`preset = "strict"`, finding.Off, []string{"a warning 7", "b warning 7", "c warning 7"}},
		"a rule overrides the preset":        {"preset = \"correctness\"\nrule \"style/a\" { severity = \"info\" }", finding.Warning, []string{"a info 7", "b info 7", "c info 7"}},
	} {
		t.Run(name, func(t *testing.T) {
			got, notices := settings(t, "check {\n"+c.text+"\n}\n", time.Time{}, counted("style/a", c.severity))
			assert.Empty(t, notices)
			assert.Equal(t, c.want, got)
		})
	}
}

// A rule that came with a later edition than the one a map pins is off, unless somebody asks for it.
func TestEditions(t *testing.T) {
	late := counted("style/late", finding.Error)
	late.Edition = "2999-01"
	pin := "check {\n edition = \"" + check.Newest() + "\"\n"
	got, notices := settings(t, pin+"}\n", time.Time{}, late)
	assert.Empty(t, got)
	assert.Empty(t, notices)
	got, _ = settings(t, pin+"rule \"style/late\" { severity = \"warning\" }\n}\n", time.Time{}, late)
	assert.Len(t, got, 3, "it is asked for by the settings")
	got, _ = settings(t, pin+"}\n", time.Time{}, late.Asked())
	assert.Len(t, got, 3, "it is asked for by name")
	assert.IsIncreasing(t, append([]string{""}, check.Editions...))
}

func TestAskedFor(t *testing.T) {
	off := "check {\n preset = \"correctness\"\n rule \"style/a\" { severity = \"off\" }\n}\n"
	got, _ := settings(t, off, time.Time{}, counted("style/a", finding.Warning).Asked())
	assert.Equal(t, []string{"a warning 7", "b warning 7", "c warning 7"}, got)
	spared := "check {\n rule \"style/a\" {\n severity = \"off\"\n paths = [\"legacy/**\"]\n }\n}\n"
	got, _ = settings(t, spared, time.Time{}, counted("style/a", finding.Warning).Asked())
	assert.Equal(t, []string{"a warning 7"}, got, "paths are spared on purpose")
}

func TestPatterns(t *testing.T) {
	files := []string{"a.handoff.hcl", "legacy/b.handoff.hcl", "legacy/x/c.handoff.hcl"}
	for pattern, want := range map[string][]string{
		"legacy":             files[1:],
		"legacy/":            files[1:],
		"./legacy":           files[1:],
		"legacy/*":           files[1:],
		"legacy/*.hcl":       files[1:2],
		"legacy/**":          files[1:],
		"**":                 files,
		"**/*.handoff.hcl":   files,
		"**/x":               files[2:],
		"*/x/**/c*":          files[2:],
		"?.handoff.hcl":      files[:1],
		"[a-c].handoff.hcl":  files[:1],
		"**/**/**/**/**/c.*": files[2:],
	} {
		got, notices := settings(t, "check {\n rule \"style/a\" { severity = \"off\" }\n rule \"style/a\" {\n severity = \"info\"\n paths = [\""+pattern+"\"]\n }\n}\n", time.Time{}, counted("style/a", finding.Warning))
		assert.Empty(t, notices, pattern)
		assert.Len(t, got, len(want), pattern)
	}
}

// comments runs a rule over two processes whose comments are given, and lists what is wrong with the comments.
func comments(t *testing.T, text string, today time.Time, rules ...*check.Rule) ([]finding.Finding, check.Report) {
	t.Helper()
	m := lang.Load(fstest.MapFS{"a.handoff.hcl": {Data: []byte(text)}}, lang.Options{})
	require.Empty(t, m.Findings)
	r := check.Run(m, graph.Build(m), rules, check.Options{Today: today})
	var out []finding.Finding
	for _, f := range r.Findings {
		if check.Always(f.Rule) {
			out = append(out, f)
		}
	}
	return out, r
}

func TestComments(t *testing.T) {
	day := func(text string) time.Time {
		d, err := time.Parse(time.DateOnly, text)
		require.NoError(t, err)
		return d
	}
	rule := counted("style/alpha", finding.Warning)
	for name, c := range map[string]struct {
		comment string
		today   time.Time
		id      string
		help    string
		left    int
	}{
		"fine":              {"style/alpha -- so it is", day("2026-11-25"), "", "", 0},
		"unknown":           {"style/alhpa -- so it is", time.Time{}, check.RuleUnknownRule, "Did you mean `style/alpha`?", 1},
		"the group missing": {"alpha -- so it is", time.Time{}, check.RuleUnknownRule, "Did you mean `style/alpha`?", 1},
		"no rule":           {"-- so it is", time.Time{}, check.RuleUnknownRule, "one by one", 1},
		"no reason":         {"style/alpha", time.Time{}, check.RuleMissingReason, "two dashes", 1},
		"an empty reason":   {"style/alpha -- ", time.Time{}, check.RuleMissingReason, "two dashes", 1},
		"the last day":      {"style/alpha until=2026-11-25 -- soon", day("2026-11-25"), "", "", 0},
		"run out":           {"style/alpha until=2026-11-25 -- soon", day("2026-11-26"), check.RuleExpiredIgnore, "new date", 1},
		"no day known":      {"style/alpha until=2026-11-25 -- soon", time.Time{}, "", "", 0},
		"a compile error":   {"reference/unknown -- so it is", time.Time{}, check.RuleNotIgnorable, "mend", 1},
		"what is no rule":   {"check/unknown-rule -- so it is", time.Time{}, check.RuleNotIgnorable, "mend", 1},
	} {
		t.Run(name, func(t *testing.T) {
			found, r := comments(t, "# handoff:ignore "+c.comment+"\nprocess \"a\" {}\n", c.today, rule)
			assert.Len(t, r.Findings, c.left+len(found))
			if c.id == "" {
				assert.Empty(t, found)
				return
			}
			require.Len(t, found, 1)
			assert.Equal(t, c.id, found[0].Rule)
			assert.Contains(t, found[0].Help, c.help)
			assert.Equal(t, finding.Warning, found[0].Severity)
			assert.Equal(t, "process.a", found[0].Address)
			assert.Equal(t, 1, found[0].Range.Start.Line)
		})
	}
	_, r := comments(t, "# handoff:ignore style/alpha until=2026-11-25 -- soon\nprocess \"a\" {}\n", day("2026-11-01"), rule)
	assert.Equal(t, day("2026-11-01"), r.Today, "the report says which day it took")
	found, _ := comments(t, "# handoff:ignore style/nothing\nprocess \"a\" {}\n", time.Time{}, rule.Asked())
	assert.Empty(t, found, "who asks for one rule hears nothing of comments")
}

// A comment is unused only if its rule has looked there and found nothing.
func TestUnused(t *testing.T) {
	never := &check.Rule{ID: "style/never", Severity: finding.Warning, Run: func(*check.Pass) {}}
	fails := &check.Rule{ID: "style/fails", Severity: finding.Warning, Run: func(*check.Pass) { panic("on the way") }}
	off := &check.Rule{ID: "style/off", Severity: finding.Off, Run: func(*check.Pass) {}}
	var unused []string
	last := &check.Rule{ID: "style/last", Severity: finding.Warning, Kind: check.Last, Run: func(p *check.Pass) {
		for _, u := range p.Unused() {
			unused = append(unused, u.Rules...)
		}
	}}
	text := "# handoff:ignore style/alpha, style/never, style/fails, style/off, style/typo -- so it is\nprocess \"a\" {}\n"
	comments(t, text, time.Time{}, last, counted("style/alpha", finding.Warning), never, fails, off)
	assert.Equal(t, []string{"style/never"}, unused)

	// Asked for alone, it has the others look all the same, and tells nothing of what they find.
	unused = nil
	m := lang.Load(fstest.MapFS{"a.handoff.hcl": {Data: []byte(text + "process \"b\" {}\n")}}, lang.Options{})
	r := check.Run(m, graph.Build(m), []*check.Rule{last.Asked()}, check.Options{Catalogue: []*check.Rule{last, counted("style/alpha", finding.Warning), never}})
	assert.Equal(t, []string{"style/never"}, unused)
	assert.Empty(t, r.Findings)
	assert.Equal(t, 1, r.Rules)

	// Where a name does not resolve, that may be why a rule finds nothing.
	unused = nil
	m = lang.Load(fstest.MapFS{"a.handoff.hcl": {Data: []byte(text + "process \"b\" {\n  owner = role.nobody\n}\n")}}, lang.Options{})
	check.Run(m, graph.Build(m), []*check.Rule{last, never}, check.Options{})
	assert.Empty(t, unused)
}
