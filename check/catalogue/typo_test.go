package catalogue

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/require"

	"handoff/lang"
	"handoff/lang/finding"
)

// TestTypo misspells one reference of a clean map after another: each is one error, and no rule speaks of what is only misspelt. The full round is for
// HANDOFF_FULL=1; a sample will do every day.
func TestTypo(t *testing.T) {
	whole := fstest.MapFS{}
	root := os.DirFS("../../examples/itil")
	require.NoError(t, fs.WalkDir(root, ".", func(p string, entry fs.DirEntry, err error) error {
		if err == nil && !entry.IsDir() {
			data, _ := fs.ReadFile(root, filepath.ToSlash(p))
			whole[p] = &fstest.MapFile{Data: data}
		}
		return err
	}))
	m := lang.Load(whole, lang.Options{})
	before := map[string]bool{}
	for _, f := range run(m, Rules...).Findings {
		before[f.Fingerprint] = true
	}
	every := 29
	if os.Getenv("HANDOFF_FULL") != "" {
		every = 1
	}
	for k, u := range m.Uses {
		if k%every != 0 || u.In == nil || u.End {
			continue
		}
		word := u.Written[strings.LastIndex(u.Written, ".")+1:]
		if len(word) < 4 {
			continue
		}
		source := whole[u.Range.File].Data
		end := u.Range.End.Byte
		if !strings.HasSuffix(string(source[:end]), u.Written) {
			continue // part of a longer name: a type
		}
		wrong := word[:len(word)-2] + word[len(word)-1:] + word[len(word)-2:len(word)-1]
		if wrong == word {
			wrong = word + "x"
		}
		changed := fstest.MapFS{}
		for p, f := range whole {
			changed[p] = f
		}
		changed[u.Range.File] = &fstest.MapFile{Data: []byte(string(source[:end-len(word)]) + wrong + string(source[end:]))}
		var list []finding.Finding
		for _, f := range run(lang.Load(changed, lang.Options{}), Rules...).Findings {
			if !before[f.Fingerprint] {
				list = append(list, f)
			}
		}
		if len(list) != 1 {
			t.Errorf("%s:%d: %s, misspelt as %s in %s: %d findings", u.Range.File, u.Range.Start.Line, u.Written, wrong, u.Argument, len(list))
			for _, f := range list {
				t.Logf("    %s %s: %s", f.Rule, f.Address, f.Detail)
			}
		}
	}
}
