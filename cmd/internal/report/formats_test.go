package report

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"
	"unicode/utf8"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	markdown "github.com/yuin/goldmark/text"

	"handoff/check"
	"handoff/lang"
	"handoff/lang/finding"
)

// What each format looks like stands in testdata/cmd/formats.txtar. Here they are held to their schemas, and to whatever a map may say.

func write(t *testing.T, f Format, r *Report) string {
	t.Helper()
	var b bytes.Buffer
	require.NoError(t, f.Write(&b, r, Style{}), f.Name)
	return b.String()
}

// hostile are texts that mean something to a format, or to what reads it.
var hostile = []string{
	"plain",
	"::error::forged", "a\n::stop-commands::x\nb", "\r\n::add-mask::x", "50% %0A %25",
	"<script>alert(1)</script>", "]]>", "-->", "<!-- x", "&amp; & &#10;",
	"[click](https://evil.example)", "[a](0)", "![x](https://evil.example/x.png)", "{0} {1}", "`code", "a `b` c", "|", "# x", "https://evil.example",
	"@everyone and #12 and !3 and ~bug", "\x1b[31mred\x1b[0m", "\x00\x01\x0b", "\xff\xfe", "\u202egnp.exe", "\ufeff", "\uffff", "😀", "title,with:marks", "|a|\n|-|\n|<b>[x](https://evil.example)|\n# y",
}

// hostileReport says each of them everywhere.
func hostileReport(t *testing.T) *Report {
	t.Helper()
	text := "\ufeff/* 😀 */ process \"a\" {}\n# handoff:ignore x/y -- 😀 ]]> --> ::error::\nprocess \"b\" {}\n"
	m := lang.Load(fstest.MapFS{"a b/é#%.handoff.hcl": {Data: []byte(text)}}, lang.Options{})
	f := m.Files[0]
	at := f.Path
	r := &Report{Folder: "maps/é x", FailOn: finding.Warning, Scope: Scope{Files: 1, Processes: 2, Rules: 3, Today: "2026-11-25"}, Version: "v1.2.3", Source: m.File, SourceURL: "https://git.example/{file}#L{line}"}
	here := finding.Range{File: at, Start: finding.Pos{Line: 1, Column: 9, Byte: bytes.Index(f.Source, []byte("process"))}}
	here.End = finding.Pos{Line: 1, Column: 16, Byte: here.Start.Byte + len("process")}
	for n, s := range hostile {
		x := finding.Finding{
			Rule: "x/y", Severity: []finding.Severity{finding.Error, finding.Warning, finding.Info}[n%3],
			Summary: s, Detail: s + " detail", Help: s, Address: "process." + s, Key: fmt.Sprint(n), Range: here,
			Related: []finding.Related{{Message: s, Address: s, Range: here}, {Message: s}, {Message: s}},
			Fixes: []finding.Fix{
				{Title: s, Edits: []finding.Edit{{File: at, Start: here.Start.Byte, End: here.End.Byte, Text: s}, {File: at, Start: 3, End: 3}}},
				{Title: "elsewhere", Edits: []finding.Edit{{File: "gone.hcl", Start: 3, End: 4}}},
				{Title: "nothing"},
			},
		}
		if n%4 == 3 {
			x.Range, x.Address = finding.Range{}, ""
		}
		if n%4 == 2 {
			x.Range = finding.Range{File: "gone.handoff.hcl", Start: finding.Pos{Line: 3, Column: 2, Byte: 700}, End: finding.Pos{Line: 3, Column: 4, Byte: 702}}
		}
		x.Seal()
		r.Findings = append(r.Findings, x)
		r.Silenced = append(r.Silenced, check.Silenced{Finding: x, Ignore: f.Ignores[0]})
	}
	r.Known = []Known{{From: "origin/x\n::error::", Count: 2}}
	r.Rules = []Rule{{ID: "x/y", Severity: finding.Off, Title: "T", Text: "text", Page: "# page"}, {ID: "x/z", Severity: finding.Info, Title: "Quiet", Text: "text", Page: "# page"}}
	return r
}

func TestSARIFFollowsTheSchema(t *testing.T) {
	c := jsonschema.NewCompiler()
	schema, err := c.Compile(filepath.Join("..", "..", "..", "testdata", "report", "sarif-schema-2.1.0.json"))
	require.NoError(t, err)
	for name, r := range map[string]*Report{"hostile": hostileReport(t), "nothing": {}} {
		document, err := jsonschema.UnmarshalJSON(strings.NewReader(write(t, SARIF, r)))
		require.NoError(t, err)
		assert.NoError(t, schema.Validate(document), name)
	}
	var bad map[string]any
	require.NoError(t, json.Unmarshal([]byte(write(t, SARIF, &Report{})), &bad))
	bad["runs"].([]any)[0].(map[string]any)["columnKind"] = "bytes"
	assert.Error(t, schema.Validate(bad), "the schema is in force")
}

func TestSARIFPlaces(t *testing.T) {
	log := sarifOf(hostileReport(t))
	run := log.Runs[0]
	first := run.Results[0]
	assert.Equal(t, &sarifPhysical{
		Artifact: sarifArtifact{URI: "maps/%C3%A9%20x/a%20b/%C3%A9%23%25.handoff.hcl", Base: "%SRCROOT%"},
		Region:   &sarifRegion{StartLine: 1, StartColumn: 10, EndLine: 1, EndColumn: 17}, // the mark at the beginning is not counted, the face twice
	}, first.Locations[0].Physical)
	assert.Equal(t, "1.2.3", run.Tool.Driver.Version)
	assert.Equal(t, "handoff/maps/é x/", run.Automation.ID)
	assert.Equal(t, sarifDefaults{false, "note"}, run.Tool.Driver.Rules[first.RuleIndex].Defaults, "off by default")
	assert.Len(t, first.Fixes, 1, "a fix that cannot be carried out is left out")
	assert.Empty(t, first.Suppressions)
	last := run.Results[len(run.Results)-1]
	assert.Equal(t, "😀 ]]> --> ::error::", last.Suppressions[0].Justification)
	assert.Equal(t, 2, last.Suppressions[0].Location.Physical.Region.StartLine)
	assert.Equal(t, `[a\](0) {{0}}`, sarifText("[a](0) {0}").Text)
}

// Both XML formats can be read whatever a map says; JUnit also by the schema, where there is a tool that knows it.
func TestXML(t *testing.T) {
	for _, f := range []Format{JUnit, Checkstyle} {
		for _, r := range []*Report{hostileReport(t), {}} {
			out := write(t, f, r)
			for d := xml.NewDecoder(strings.NewReader(out)); ; {
				_, err := d.Token()
				if err == io.EOF {
					break
				}
				require.NoError(t, err, f.Name)
			}
			assert.NotContains(t, out, "\x1b")
			tool, err := exec.LookPath("xmllint")
			if err != nil {
				continue
			}
			args := []string{"--noout", "--nonet", "-"}
			if f.Name == "junit" {
				args = append([]string{"--schema", filepath.Join("..", "..", "..", "testdata", "report", "junit-10.xsd")}, args...)
			}
			cmd := exec.Command(tool, args...)
			cmd.Stdin = strings.NewReader(out)
			said, err := cmd.CombinedOutput()
			assert.NoError(t, err, string(said))
		}
	}
}

func TestJUnitCounts(t *testing.T) {
	r := hostileReport(t)
	out := junitOf(r)
	failures := 0
	for _, f := range r.Findings {
		if f.Severity != finding.Info { // --fail-on warning
			failures++
		}
	}
	assert.Equal(t, failures, out.Failures)
	assert.Equal(t, len(r.Findings)+len(r.Silenced)+1, out.Tests, "and the rule that found nothing")
	assert.Equal(t, len(r.Silenced), out.Suites[0].Skipped)
	names := map[string]bool{}
	for _, c := range out.Suites[0].Cases {
		assert.False(t, names[c.Class+c.Name], c.Name)
		names[c.Class+c.Name] = true
	}
}

var githubCommand = regexp.MustCompile(`^::(error|warning|notice) (file=[^,:]+,line=\d+(,endLine=\d+(,col=\d+,endColumn=\d+)?)?,)?title=[^,:]+::[^\r\n]+$`)

// No line that GitHub reads is of the map's making.
func TestGitHubCommands(t *testing.T) {
	r := hostileReport(t)
	for n, f := range r.Findings {
		one := *r
		one.Findings = r.Findings[n : n+1]
		lines := strings.Split(write(t, GitHub, &one), "\n")
		require.Len(t, lines, 3, f.Summary)
		assert.Regexp(t, githubCommand, lines[0])
		assert.Regexp(t, "^checked ", lines[1])
	}
	assert.Contains(t, write(t, GitHub, r), "::error file=maps/é x/a b/é#%25.handoff.hcl,line=1,endLine=1,col=10,endColumn=17,title=plain (x/y)::plain detail%0Aplain\n")
}

func TestGitHubShowsTenOfAKind(t *testing.T) {
	var list []finding.Finding
	for n := range 30 {
		list = append(list, finding.Finding{Rule: "a/many", Severity: finding.Warning, Summary: "Many", Range: finding.Range{File: "a.handoff.hcl", Start: finding.Pos{Line: n + 1}}})
	}
	list = append(list,
		finding.Finding{Rule: "a/late", Severity: finding.Warning, Summary: "Late"},
		finding.Finding{Rule: "a/grave", Severity: finding.Error, Summary: "Grave"})
	lines := strings.Split(strings.TrimSpace(write(t, GitHub, &Report{Findings: list})), "\n")
	require.Len(t, lines, 1+10+1)
	assert.Contains(t, lines[0], "::error ", "errors come first")
	assert.Contains(t, lines[9], "(a/late)", "a rule that finds much does not hide another")
	assert.Equal(t, "::warning title=handoff check%3A 22 more warnings::GitHub shows no more than 10 of a step. In all: a/many 30, a/late 1.", lines[10])
	assert.Equal(t, "checked 0 files, 0 processes, 0 interfaces: 1 error, 31 warnings", lines[11])
	assert.Len(t, strings.Split(write(t, GitHub, &Report{Findings: list[:10]}), "\n"), 10+1+1, "ten are shown")
}

func TestGitLab(t *testing.T) {
	r := hostileReport(t)
	twin := r.Findings[0]
	r.Findings = append(r.Findings, twin)
	var out []codeQuality
	require.NoError(t, json.Unmarshal([]byte(write(t, GitLab, r)), &out))
	require.Len(t, out, len(r.Findings))
	prints := map[string]bool{}
	for _, c := range out {
		assert.False(t, prints[c.Fingerprint], "GitLab shows one of each fingerprint")
		prints[c.Fingerprint] = true
		assert.GreaterOrEqual(t, c.Location.Lines.Begin, 1)
		assert.NotContains(t, c.Description, "\n")
		assert.True(t, strings.HasPrefix(c.Location.Path, "maps/é x/"))
	}
	assert.Equal(t, "[]\n", write(t, GitLab, &Report{}))
}

func TestMarkdownIsInert(t *testing.T) {
	out := write(t, Markdown, hostileReport(t))
	inert(t, out)
	assert.True(t, strings.HasPrefix(out, "<!-- handoff check maps/é x -->\n"))
	assert.NotContains(t, out, "\x1b")
}

// inert holds a comment to having no link, picture, tag or mention of the map's making.
func inert(t *testing.T, comment string) {
	t.Helper()
	source := []byte(comment)
	doc := goldmark.New(goldmark.WithExtensions(extension.GFM)).Parser().Parse(markdown.NewReader(source))
	html := 0
	require.NoError(t, ast.Walk(doc, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		switch n := n.(type) {
		case *ast.Link:
			assert.True(t, strings.HasPrefix(string(n.Destination), "https://git.example/"), string(n.Destination))
		case *ast.Image, *ast.AutoLink, *ast.RawHTML, *ast.FencedCodeBlock, *ast.CodeBlock, *ast.Blockquote, *ast.ThematicBreak:
			assert.Fail(t, "made by the map", "%s", n.Kind())
		case *ast.HTMLBlock:
			html++
		case *ast.Heading:
			assert.Equal(t, 3, n.Level)
		case *ast.Text:
			if _, code := n.Parent().(*ast.CodeSpan); !code {
				assert.NotRegexp(t, `[@#][a-z0-9]`, string(n.Segment.Value(source)))
			}
		}
		return ast.WalkContinue, nil
	}))
	assert.Equal(t, 1, html, "the line by which a script finds its comment")
}

// A table in a detail stays one.
func TestMarkdownTables(t *testing.T) {
	f := finding.Finding{Rule: "sla/x", Severity: finding.Error, Summary: "Late", Detail: "Too late.\n\n| from | `at` |\n|---|---|\n| <b> | 1 |\n\nCounted so.", Help: "Promise more."}
	assert.Contains(t, write(t, Markdown, &Report{Findings: []finding.Finding{f}}),
		"- `handoff.hcl`: Too late.\n\n  | from | `at` |\n  |---|---|\n  | &lt;b> | 1 |\n\n  Counted so. Promise more.\n")
	f.Detail = "| no table"
	assert.Contains(t, write(t, Markdown, &Report{Findings: []finding.Finding{f}}), "- `handoff.hcl`: \\| no table Promise more.\n")
}

// FuzzFormats holds the formats that a program reads line by line, or that a browser shows, to whatever a map may say.
func FuzzFormats(f *testing.F) {
	for _, s := range hostile {
		f.Add(s, s)
	}
	f.Add("#``", "@` `x")
	f.Fuzz(func(t *testing.T, summary, detail string) {
		r := &Report{Findings: []finding.Finding{{
			Rule: "x/y", Severity: finding.Error, Summary: summary + "x", Detail: detail + "x", Help: detail,
			Range: finding.Range{File: "a.handoff.hcl", Start: finding.Pos{Line: 1, Column: 1}},
		}}}
		lines := strings.Split(write(t, GitHub, r), "\n")
		require.Len(t, lines, 3)
		require.Regexp(t, githubCommand, lines[0])
		inert(t, write(t, Markdown, r))
		for _, format := range []Format{JUnit, Checkstyle} {
			require.NoError(t, xml.Unmarshal([]byte(write(t, format, r)), new(struct{})))
		}
	})
}

// Five thousand findings on an old map stay readable: each format for people is short, and counts all.
func TestManyFindings(t *testing.T) {
	var list []finding.Finding
	for n := range 5000 {
		f := finding.Finding{
			Rule: fmt.Sprintf("a/rule-%d", n%100), Severity: []finding.Severity{finding.Error, finding.Warning, finding.Info}[n%100%3], Summary: "Something is wrong",
			Detail: strings.Repeat("It is `long` and needs *escaping*. ", 60), Help: "Mend it.", Address: fmt.Sprintf("process.p%d", n), Range: finding.Range{File: "a.handoff.hcl", Start: finding.Pos{Line: n + 1, Column: 1}},
		}
		f.Seal()
		list = append(list, f)
	}
	r := &Report{Findings: list}
	comment := write(t, Markdown, r)
	assert.Less(t, utf8.RuneCountInString(comment), 65_536)
	assert.Less(t, len(comment), commentSize)
	assert.Contains(t, comment, "1700 errors, 1650 warnings, 1650 notes")
	for n := range 100 {
		assert.Contains(t, comment, fmt.Sprintf("(`a/rule-%d`), 50 times", n))
	}
	assert.Less(t, strings.Count(write(t, GitHub, r), "\n"), 32)
	assert.Contains(t, write(t, GitHub, r), "1691 more errors")
	assert.Less(t, strings.Count(write(t, Text, &Report{Findings: list, Source: func(string) *lang.File { return nil }}), "… and 47 more of "), 101)

	// Even with a rule for each of them.
	for n := range list {
		list[n].Rule = fmt.Sprintf("rule/house-%d", n)
	}
	comment = write(t, Markdown, r)
	assert.Less(t, len(comment), commentSize)
	assert.Regexp(t, `…and \d+ findings of \d+ more rules\.`, comment)
}

func TestEveryFormatOfNothing(t *testing.T) {
	for _, f := range Formats {
		out := write(t, f, &Report{Scope: Scope{Files: 1}})
		assert.True(t, strings.HasSuffix(out, "\n"), f.Name)
		assert.NotEmpty(t, f.Doc)
	}
	readme, err := os.ReadFile(filepath.Join("..", "..", "..", "README.md"))
	require.NoError(t, err)
	for _, f := range Formats {
		assert.True(t, strings.Contains(string(readme), "| `"+f.Name+"` |"), "the README lists %s", f.Name)
	}
}

// Characters that turn the direction of text are escapes in JSON, and what programs read is the same.
func TestJSONTurnsNoText(t *testing.T) {
	const evil = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
	r := &Report{Findings: []finding.Finding{{Rule: "x/y", Severity: finding.Error, Summary: "s", Detail: `back\` + evil + "\u202f\u2065\u206aé"}}}
	for _, f := range []Format{JSON, SARIF, GitLab} {
		text := write(t, f, r)
		assert.False(t, strings.ContainsAny(text, evil), f.Name)
		assert.Contains(t, text, `\u2069`, f.Name)
		assert.True(t, json.Valid([]byte(text)), f.Name)
	}
	var read document
	require.NoError(t, json.Unmarshal([]byte(write(t, JSON, r)), &read))
	assert.Equal(t, r.Findings[0].Detail, read.Findings[0].Detail)
}
