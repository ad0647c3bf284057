package workspace

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// No path that a map can write leads outside it, by whatever name or link: what lies there shows neither in the map nor in what is said of it.
func TestPathsOfHostileMaps(t *testing.T) {
	const secret = "hush"
	outer := tree(t, map[string]string{
		"secret/secret.json":   `{"type": "object", "title": "hush", "properties": {"hush": {"type": "string"}}}`,
		"secret/x.handoff.hcl": "role \"hush\" {}\n", "map/handoff.hcl": "", "map/sub/a.txt": "",
	})
	link := func(to, from string) {
		if os.Symlink(to, filepath.Join(outer, "map", from)) != nil {
			t.Skip("no links here")
		}
	}
	link("../secret/secret.json", "linked.json")
	link(filepath.Join(outer, "secret", "secret.json"), "absolute.json")
	link("../secret", "linked")
	link("sub/../../secret/x.handoff.hcl", "linked.handoff.hcl")
	link("/dev/zero", "zero.json")
	link("/proc/self/environ", "environ.json")
	link("/proc/self/fd/0", "fd.json")
	link("loop.json", "loop.json")
	t.Setenv("HUSH", secret)
	paths := []string{
		"../secret/secret.json", "sub/../../secret/secret.json", "./../secret/secret.json", filepath.ToSlash(outer) + "/secret/secret.json", "/dev/zero", "/proc/self/environ",
		`..\\secret\\secret.json`, `sub\\..\\..\\secret/secret.json`, `C:\\secret.json`, `C:secret.json`, `\\\\server\\share\\s.json`, `\\secret.json`, "//server/share/s.json",
		"file:///etc/passwd", "http://127.0.0.1:9/s.json", "~/s.json", "linked.json", "absolute.json", "linked/secret.json", "zero.json", "environ.json", "fd.json", "loop.json", "sub",
		"secret.json:stream", "secret.json\\u0000", "", ".", "..",
	}
	var text strings.Builder
	for k, p := range paths {
		fmt.Fprintf(&text, "artifact \"s%d\" {\n  schema = \"%s\"\n}\nartifact \"e%d\" {\n  example = \"%s\"\n  field \"a\" {\n    type = string\n  }\n}\n", k, p, k, p)
	}
	imports := []string{"../secret", "linked", filepath.ToSlash(outer) + "/secret", "sub/../../secret", "..", "/", `..\\secret`, "file:///etc", "linked/."}
	for k, p := range imports {
		fmt.Fprintf(&text, "import \"i%d\" {\n  source = \"%s\"\n}\nprocess \"p%d\" {\n  owner = i%d.role.hush\n}\n", k, p, k, k)
	}
	require.NoError(t, os.WriteFile(filepath.Join(outer, "map", "a.handoff.hcl"), []byte(text.String()), 0o666))
	w, err := Open(filepath.Join(outer, "map"))
	require.NoError(t, err)
	defer w.Close()
	m, err := w.Load()
	require.NoError(t, err)
	assert.Empty(t, m.Attachments)
	for _, i := range m.Imports {
		assert.Nil(t, i.Map, i.Source.Value)
	}
	for _, f := range m.Findings {
		said := strings.ReplaceAll(f.Detail, "role.hush", "") // what the map wrote itself
		assert.NotContains(t, said, secret, f.Summary)
		assert.NotZero(t, f.Range.Start.Line)
	}
	for _, a := range m.Artifacts {
		if strings.HasPrefix(a.Name, "s") {
			assert.Empty(t, a.Record.Fields, a.Schema.Written)
		}
	}
	assert.Nil(t, m.Lookup("role.hush"))
}

// A folder that becomes a link to elsewhere, after it was found to lie inside and before it is opened, is not entered.
func TestImportsThatBecomeLinks(t *testing.T) {
	outer := tree(t, map[string]string{"secret/x.handoff.hcl": "role \"hush\" {}\n", "map/handoff.hcl": "", "allowed/shop/x.handoff.hcl": "", "map/shop/x.handoff.hcl": ""})
	w, err := Open(filepath.Join(outer, "map"))
	require.NoError(t, err)
	defer w.Close()
	for _, dir := range []string{"map/shop", "allowed/shop"} {
		i := &importer{workspace: w, allowed: []string{filepath.Join(outer, "allowed")}}
		defer i.close()
		inside := filepath.Join(outer, filepath.FromSlash(dir))
		root, err := i.enter(inside)
		require.NoError(t, err)
		require.NotNil(t, root)
		require.NoError(t, os.RemoveAll(inside))
		if os.Symlink(filepath.Join(outer, "secret"), inside) != nil {
			t.Skip("no links here")
		}
		_, err = i.enter(inside)
		assert.ErrorContains(t, err, "escapes", dir)
	}
	i := &importer{workspace: w, allowed: []string{}}
	root, err := i.enter(filepath.Join(outer, "secret"))
	assert.NoError(t, err)
	assert.Nil(t, root)
}

// A chain of imports ends, and is told.
func TestLongChainsOfImports(t *testing.T) {
	files := map[string]string{"handoff.hcl": ""}
	var all strings.Builder
	for k := range 500 {
		files[fmt.Sprintf("m%d/handoff.hcl", k)] = ""
		files[fmt.Sprintf("m%d/a.handoff.hcl", k)] = fmt.Sprintf("role \"r\" {}\nimport \"next\" {\n  source = \"../m%d\"\n}\n", k+1)
		if k < 3 {
			fmt.Fprintf(&all, "import \"i%d\" {\n  source = \"m%d\"\n}\n", k, k)
		}
	}
	files["a.handoff.hcl"] = all.String()
	w, err := Open(tree(t, files))
	require.NoError(t, err)
	defer w.Close()
	m, err := w.Load()
	require.NoError(t, err)
	require.NotEmpty(t, m.Findings)
	assert.Contains(t, m.Findings[0].Detail, "folders are imported, one from another")
	assert.Equal(t, 5, m.Findings[0].Range.Start.Line, "the second import: the first took all there are")
}
