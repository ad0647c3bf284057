package report

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"handoff/lang"
	"handoff/lang/finding"
)

// source loads one file, so that findings can point into it.
func source(t *testing.T, text string) *lang.File {
	t.Helper()
	m := lang.Load(fstest.MapFS{"a.handoff.hcl": {Data: []byte(text)}}, lang.Options{})
	require.NotNil(t, m.File("a.handoff.hcl"))
	return m.File("a.handoff.hcl")
}

// at is the range of a word of the file.
func at(t *testing.T, f *lang.File, word string) finding.Range {
	t.Helper()
	i := bytes.Index(f.Source, []byte(word))
	require.GreaterOrEqual(t, i, 0, "no %q", word)
	pos := func(offset int) finding.Pos {
		line := f.LineOf(offset)
		start := bytes.LastIndexByte(f.Source[:offset], '\n') + 1
		return finding.Pos{Line: line, Column: offset - start + 1, Byte: offset}
	}
	return finding.Range{File: f.Path, Start: pos(i), End: pos(i + len(word))}
}

func text(t *testing.T, f *lang.File, style Style, list ...finding.Finding) string {
	t.Helper()
	r := &Report{Findings: list, Scope: Scope{Files: 1, Processes: 1, Interfaces: 2, Rules: 3}, Source: func(path string) *lang.File {
		if f != nil && f.Path == path {
			return f
		}
		return nil
	}}
	var b bytes.Buffer
	require.NoError(t, Text.Write(&b, r, style))
	return b.String()
}

func TestFindingWithBothEnds(t *testing.T) {
	f := source(t, "output \"fault\" {\n  provides = [logs]\n}\n\ninput \"candidate\" {\n  requires = [steps]\n}\n")
	got := text(t, f, Style{Width: 70}, finding.Finding{
		Rule: "schema/unguaranteed-field", Severity: finding.Error, Summary: "Field may be missing", Range: at(t, f, "steps"),
		Detail:  "`process.problem.input.candidate` requires `steps`, which is optional at the sender and not in its `provides`.",
		Help:    "Add it to `provides`.",
		Related: []finding.Related{{Message: "the sender's end", Range: at(t, f, "[logs]")}},
	})
	assert.Equal(t, strings.TrimLeft(`
error[schema/unguaranteed-field]: Field may be missing
  --> a.handoff.hcl:6:15
   |
 6 |   requires = [steps]
   |               ^^^^^
   |
  ::: a.handoff.hcl:2:14
   |
 2 |   provides = [logs]
   |              ------ the sender's end
   |
   = `+"`process.problem.input.candidate` requires `steps`, which is"+`
     optional at the sender and not in its `+"`provides`."+`
   = help: Add it to `+"`provides`."+`

checked 1 file, 1 process, 2 interfaces, 3 rules: 1 error
`, "\n"), got)
}

// marks returns the quoted lines and the marks below them.
func marks(t *testing.T, f *lang.File, r finding.Range, columns int) string {
	t.Helper()
	var b strings.Builder
	for _, q := range quote(f, r, "^", columns) {
		if q.Gap {
			b.WriteString("...\n")
			continue
		}
		fmt.Fprintf(&b, "%s\n%s\n", q.Text, q.Marks)
	}
	return b.String()
}

func TestMarksStandUnderTheTokens(t *testing.T) {
	for _, test := range []struct{ name, source, word, want string }{
		{"plain", "team \"x\" {}\n", `"x"`, "team \"x\" {}\n     ^^^\n"},
		{"tabs reach to the next stop", "\tab\tword\n", "word", "    ab  word\n        ^^^^\n"},
		{"wide characters take two columns", "日本 = word\n", "word", "日本 = word\n       ^^^^\n"},
		{"a wide word", "a = \"日本\"\n", "日本", "a = \"日本\"\n     ^^^^\n"},
		{"combining marks take none", "e\u0301 = word\n", "word", "e\u0301 = word\n    ^^^^\n"},
		{"emoji", "👩‍💻 = word\n", "word", "👩‍💻 = word\n     ^^^^\n"},
		{"escapes shift what follows", "\x1b[2J word\n", "word", `\x1b[2J word` + "\n        ^^^^\n"},
		{"bidi controls are shown", "\u202eabc word\n", "word", `\u202eabc word` + "\n          ^^^^\n"},
		{"a byte order mark is not", "\ufeffword = 1\n", "word", "word = 1\n^^^^\n"},
		{"CRLF", "a = 1\r\nword = 2\r\n", "word", "word = 2\n^^^^\n"},
		{"no line end", "word", "word", "word\n^^^^\n"},
		{"two lines", "  a {\n  }\n", "a {\n  }", "  a {\n  ^^^\n  }\n  ^\n"},
		{"many lines", "a {\n  b = 1\n  c = 2\n  }\n", "a {\n  b = 1\n  c = 2\n  }", "a {\n^^^\n...\n  }\n  ^\n"},
		{"a line break at the end belongs to its line", "word\nnext\n", "word\n", "word\n^^^^\n"},
	} {
		t.Run(test.name, func(t *testing.T) {
			f := source(t, test.source)
			assert.Equal(t, test.want, marks(t, f, at(t, f, test.word), 80))
		})
	}
}

func TestEmptyRangesAreMarkedToo(t *testing.T) {
	f := source(t, "a = \n")
	r := at(t, f, "\n")
	r.End = r.Start
	assert.Equal(t, "a =\n    ^\n", marks(t, f, r, 80))
	end := at(t, f, "a = \n")
	end.Start = finding.Pos{Line: 2, Column: 1, Byte: 5}
	end.End = end.Start
	assert.Equal(t, "\n^\n", marks(t, f, end, 80))
}

func TestLongLinesAreCutRoundTheMark(t *testing.T) {
	f := source(t, strings.Repeat("x", 200)+"word"+strings.Repeat("y", 200)+"\n")
	got := marks(t, f, at(t, f, "word"), 40)
	assert.Equal(t, "…xxxxxxxxxxxxwordyyyyyyyyyyyyyyyyyyyyyy…\n             ^^^^\n", got)

	// A mark that is longer than the terminal ends with the line.
	got = marks(t, f, at(t, f, strings.Repeat("x", 200)+"word"), 40)
	assert.Equal(t, strings.Repeat("x", 39)+"…\n"+strings.Repeat("^", 40)+"\n", got)

	// A line of megabytes costs no more than one of a few screens.
	f = source(t, strings.Repeat("日", 1<<20)+"word")
	assert.Contains(t, marks(t, f, at(t, f, "word"), 40), "日word\n")
}

func TestRangesOutsideTheFileAreNoSnippet(t *testing.T) {
	f := source(t, "a = 1\n")
	for _, r := range []finding.Range{
		{},
		{File: "a.handoff.hcl"},
		{File: "a.handoff.hcl", Start: finding.Pos{Line: 9, Column: 1, Byte: 900}, End: finding.Pos{Line: 9, Column: 1, Byte: 901}},
		{File: "gone.handoff.hcl", Start: finding.Pos{Line: 1, Column: 1}, End: finding.Pos{Line: 1, Column: 2, Byte: 1}},
	} {
		got := text(t, f, Style{}, finding.Finding{Rule: "x/y", Severity: finding.Info, Summary: "S", Address: "team.a", Range: r, Related: []finding.Related{{Message: "elsewhere", Range: r}}})
		assert.NotContains(t, got, "^")
		assert.Contains(t, got, "elsewhere")
	}
}

func TestNothingFromAMapReachesTheTerminalRaw(t *testing.T) {
	evil := "\x1b]0;owned\x07\r\x9b\u009b\u202e\u2066\u200f\ufeff\u2028\U000e0041\x00\xff"
	f := source(t, "# "+strings.ReplaceAll(evil, "\r", "")+" word\n")
	got := text(t, f, Style{}, finding.Finding{
		Rule: "x/" + evil, Severity: finding.Error, Summary: evil, Detail: evil, Help: evil, Range: at(t, f, "word"),
		Related: []finding.Related{{Message: evil, Range: at(t, f, "word")}, {Message: evil}},
		Fixes:   []finding.Fix{{Title: evil}},
	}, finding.Finding{Rule: "x/y", Severity: finding.Error, Address: evil}, finding.Finding{Rule: "x/y", Severity: finding.Error, Range: finding.Range{File: evil}})
	for _, r := range got {
		assert.False(t, r != '\n' && (r < ' ' || r >= 0x7f && r < 0xa0 || strings.ContainsRune("\u202e\u2066\u200f\ufeff\u2028\U000e0041\ufffd", r)), "%U", r)
	}
}

func TestManyFindingsAreGrouped(t *testing.T) {
	var list []finding.Finding
	for i := range 40 {
		list = append(list, finding.Finding{Rule: "style/naming", Severity: finding.Warning, Summary: "W", Address: fmt.Sprintf("team.w%02d", i)})
	}
	list = append(list, finding.Finding{Rule: "owner/missing-owner", Severity: finding.Error, Summary: "E", Address: "process.e"})
	got := text(t, nil, Style{}, list...)
	assert.Less(t, strings.Index(got, "process.e"), strings.Index(got, "team.w00"), "the gravest come first")
	assert.Contains(t, got, "team.w02")
	assert.NotContains(t, got, "team.w03")
	assert.Contains(t, got, "… and 37 more of style/naming; handoff check --only style/naming shows them all\n")
	assert.Contains(t, got, "1 error, 40 warnings")
	assert.Contains(t, text(t, nil, Style{Whole: []string{"style/naming"}}, list...), "team.w39")
}

func TestColourOnlyWhenAsked(t *testing.T) {
	f := finding.Finding{Rule: "x/y", Severity: finding.Warning, Summary: "S", Address: "team.a"}
	assert.NotContains(t, text(t, nil, Style{}, f), "\x1b")
	assert.Contains(t, text(t, nil, Style{Color: true}, f), "\x1b[33;1mwarning[x/y]\x1b")
}

func TestJSON(t *testing.T) {
	f := finding.Finding{
		Rule: "handoff/orphan-output", Severity: finding.Error, Summary: "S <&>", Detail: "D", Help: "H", Address: "process.a.output.b",
		Range:   finding.Range{File: "a.handoff.hcl", Start: finding.Pos{Line: 1, Column: 2, Byte: 1}, End: finding.Pos{Line: 1, Column: 4, Byte: 3}},
		Related: []finding.Related{{Message: "M", Address: "process.c", Range: finding.Range{File: "b.handoff.hcl"}}},
		Fixes:   []finding.Fix{{Title: "T", Safe: true, Edits: []finding.Edit{{File: "a.handoff.hcl", Start: 1, End: 3, Text: "x"}}}},
	}
	f.Seal()
	var b bytes.Buffer
	require.NoError(t, JSON.Write(&b, &Report{Findings: []finding.Finding{f}, Scope: Scope{14, 6, 11, 30, "2026-11-25"}}, Style{}))
	assert.JSONEq(t, `{"format_version": 1, "scope": {"files": 14, "processes": 6, "interfaces": 11, "rules": 30, "today": "2026-11-25"},
		"findings": [{"rule": "handoff/orphan-output", "severity": "error", "summary": "S <&>", "detail": "D", "help": "H", "address": "process.a.output.b",
			"range": {"file": "a.handoff.hcl", "start": {"line": 1, "column": 2, "byte": 1}, "end": {"line": 1, "column": 4, "byte": 3}},
			"related": [{"message": "M", "address": "process.c", "range": {"file": "b.handoff.hcl", "start": {"line": 0, "column": 0, "byte": 0}, "end": {"line": 0, "column": 0, "byte": 0}}}],
			"fixes": [{"title": "T", "safe": true, "edits": [{"file": "a.handoff.hcl", "start": 1, "end": 3, "text": "x"}]}],
			"fingerprint": "`+f.Fingerprint+`", "url": "rule/handoff/orphan-output"}],
		"counts": {"error": 1, "warning": 0, "info": 0}}`, b.String())

	b.Reset()
	require.NoError(t, JSON.Write(&b, &Report{}, Style{}))
	var empty struct{ Findings []json.RawMessage }
	require.NoError(t, json.Unmarshal(b.Bytes(), &empty))
	assert.NotNil(t, empty.Findings, "no findings are an empty list")
}

func TestParseOutputs(t *testing.T) {
	got, err := ParseOutputs([]string{"text", "json=out/f.json"})
	require.NoError(t, err)
	assert.Equal(t, "-", got[0].File)
	assert.Equal(t, "out/f.json", got[1].File)
	for _, bad := range [][]string{{"jsn"}, {"text", "json"}, {"json=-", "text"}, {"json=a", "text=a"}} {
		_, err := ParseOutputs(bad)
		assert.Error(t, err, bad)
	}
}
