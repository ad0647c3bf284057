package style_test

import (
	"slices"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"handoff/check"
	"handoff/check/style"
	"handoff/graph"
	"handoff/lang"
)

// mend applies every fix of missing-title to a map of one file.
func mend(t *testing.T, text string) (string, *lang.Map) {
	t.Helper()
	load := func(text string) *lang.Map {
		m := lang.Load(fstest.MapFS{"a.handoff.hcl": {Data: []byte(text)}}, lang.Options{})
		require.Empty(t, m.Findings, text)
		return m
	}
	m := load(text)
	found := check.Run(m, graph.Build(m), []*check.Rule{&style.MissingTitle}, check.Options{}).Findings
	slices.Reverse(found) // from the back, so that offsets hold
	for _, f := range found {
		for _, fix := range f.Fixes {
			assert.True(t, fix.Safe)
			for _, e := range fix.Edits {
				text = text[:e.Start] + e.Text + text[e.End:]
			}
		}
	}
	return text, load(text)
}

func TestFix(t *testing.T) {
	for name, c := range map[string][2]string{
		"empty":              {"role \"head_baker\" {}\n", "role \"head_baker\" {\n  title = \"Head baker\"\n}\n"},
		"one line":           {"process \"p\" { external = true }\n", "process \"p\" {\n  title = \"P\"\n  external = true\n}\n"},
		"several lines":      {"process \"p\" {\n  external = true\n}\n", "process \"p\" {\n  title = \"P\"\n  external = true\n}\n"},
		"a comment behind":   {"process \"p\" { # why\n  external = true\n}\n", "process \"p\" { # why\n  title = \"P\"\n  external = true\n}\n"},
		"a comment below":    {"role \"r\" {\n  # why\n}\n", "role \"r\" {\n  title = \"R\"\n  # why\n}\n"},
		"other line ends":    {"role \"r\" {\r\n  retired = true\r\n}\r\nrole \"s\" {}\r\n", "role \"r\" {\r\n  title = \"R\"\r\n  retired = true\r\n}\r\nrole \"s\" {\r\n  title = \"S\"\r\n}\r\n"},
		"a byte order mark":  {"\ufeffrole \"r\" {}\n", "\ufeffrole \"r\" {\n  title = \"R\"\n}\n"},
		"odd spaces":         {"  role   \"r\"{ }", "  role   \"r\"{\n    title = \"R\"\n  }"},
		"other scripts":      {"role \"烘焙师\" {}\n", "role \"烘焙师\" {\n  title = \"烘焙师\"\n}\n"},
		"an inner block":     {"artifact \"a\" {\n  field \"x\" { type = string }\n}\n", "artifact \"a\" {\n  title = \"A\"\n  field \"x\" { type = string }\n}\n"},
		"not worth the risk": {"role \"r\" { /* why\n and how */\n  retired = true\n}\n", "role \"r\" { /* why\n and how */\n  retired = true\n}\n"},
	} {
		t.Run(name, func(t *testing.T) {
			got, m := mend(t, c[0])
			assert.Equal(t, c[1], got)
			again, _ := mend(t, got)
			assert.Equal(t, got, again)
			for _, d := range m.Declarations() {
				if b := d.Common(); b.Title.Given() {
					assert.Equal(t, (&lang.Block{Name: b.Name}).DisplayName(), b.Title.Value, "what pages show does not change")
				}
			}
		})
	}
}
