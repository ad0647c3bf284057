package lang_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"handoff/lang"
	"handoff/lang/finding/want"
)

// TestMaps loads every folder of testdata/lang and holds what is found to the `want` comments at the lines that cause it.
func TestMaps(t *testing.T) {
	folders, err := filepath.Glob("../testdata/lang/*")
	require.NoError(t, err)
	require.NotEmpty(t, folders)
	for _, folder := range folders {
		t.Run(filepath.Base(folder), func(t *testing.T) {
			fsys := os.DirFS(folder)
			wanted, err := want.Read(fsys)
			require.NoError(t, err)
			for _, difference := range want.Compare(wanted, lang.Load(fsys, lang.Options{}).Findings) {
				t.Error(difference)
			}
		})
	}
}
