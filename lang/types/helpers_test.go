package types

import (
	"fmt"
	"regexp"
	"strings"
	"testing"

	"github.com/hashicorp/hcl/v2"
	"github.com/stretchr/testify/require"

	"handoff/lang/finding"
)

// world is a handful of records written as text: "incident" → "id! = string" (a key), "tags = list(string)" …
type world map[string]*Record

// newWorld reads records from lines such as `artifact incident { id! = string; logs = optional(list(uri)) }`. A field whose name
// ends in ! is a key, in + generated.
func newWorld(t testing.TB, text string) world {
	t.Helper()
	w := world{}
	for _, line := range strings.Split(strings.TrimSpace(text), "\n") {
		head, body, _ := strings.Cut(strings.TrimSuffix(strings.TrimSpace(line), "}"), "{")
		name := strings.TrimSpace(strings.TrimPrefix(strings.TrimSpace(head), "artifact"))
		r := &Record{Address: "artifact." + name, Range: finding.Range{File: name}}
		for _, decl := range strings.Split(body, ";") {
			if strings.TrimSpace(decl) == "" {
				continue
			}
			field, text, _ := strings.Cut(decl, "=")
			field = strings.TrimSpace(field)
			typ, wrong := ParseText(strings.TrimSpace(text), name, hcl.InitialPos)
			require.Empty(t, wrong, decl)
			r.Fields = append(r.Fields, Field{Name: strings.TrimRight(field, "!+"), Type: typ, Range: finding.Range{File: name, Start: finding.Pos{Line: len(r.Fields) + 2}},
				Key: strings.Contains(field, "!"), Generated: strings.Contains(field, "+")})
		}
		w[name] = r
	}
	for _, r := range w {
		for _, f := range r.Fields {
			require.Empty(t, Bind(f.Type, w.lookup))
		}
	}
	return w
}

func (w world) lookup(ref *Reference) (*Record, string, Status) {
	if r := w[ref.Artifact]; r != nil {
		return r, "", Found
	}
	return nil, "", Absent
}

// typ reads and binds a type that must be right.
func (w world) typ(t testing.TB, src string) *Type {
	t.Helper()
	typ, wrong := ParseText(src, "test", hcl.InitialPos)
	require.Empty(t, wrong, src)
	require.Empty(t, Bind(typ, w.lookup), src)
	return typ
}

// brief prints findings as "rule @start-end: detail help", one a line.
func brief(list []finding.Finding) string {
	var b strings.Builder
	for _, f := range list {
		fmt.Fprintf(&b, "%s @%d-%d: %s %s\n", f.Rule, f.Range.Start.Byte, f.Range.End.Byte, f.Detail, f.Help)
	}
	return plain(b.String())
}

// plain drops backticks, which Go's raw strings cannot hold.
func plain(s string) string { return strings.ReplaceAll(s, "`", "") }

var list = regexp.MustCompile(`(Types are|Write types) .*?artifact\.x\.field(, or ALIAS\.artifact\.x for an import)?\.`)

// squeeze puts … for the list of all types, and trims lines.
func squeeze(s string) string {
	s = list.ReplaceAllString(s, "…")
	lines := strings.Split(strings.TrimSpace(s), "\n")
	for i := range lines {
		lines[i] = strings.TrimSpace(lines[i])
	}
	return strings.Join(lines, "\n")
}
