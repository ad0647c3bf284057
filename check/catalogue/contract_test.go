package catalogue

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"handoff/lang"
	"handoff/lang/finding"
)

// TestFindingsKeepTheirContract holds every finding of every map in the repository to what all findings promise: the summary of a problem always
// reads the same and holds no name from the map; there is a detail, and help; the range lies in its file; and no two have one fingerprint.
func TestFindingsKeepTheirContract(t *testing.T) {
	summaries := map[string][]string{}
	var dirs []string
	for _, pattern := range []string{"../../examples/*", "../../testdata/lang/*", "../../testdata/check/*/*"} {
		folders, err := filepath.Glob(pattern)
		require.NoError(t, err)
		require.NotEmpty(t, folders)
		for _, folder := range folders {
			dirs = append(dirs, workspaces(t, folder)...)
		}
	}
	for _, dir := range dirs {
		m := lang.Load(os.DirFS(dir), lang.Options{})
		prints := map[string]finding.Finding{}
		for _, f := range run(m, Rules...).Findings {
			where := dir + "/" + f.Range.File + " " + f.Rule
			if !slices.Contains(summaries[f.Rule], f.Summary) {
				summaries[f.Rule] = append(summaries[f.Rule], f.Summary)
			}
			assert.NotContains(t, f.Summary, "`", where)
			assert.False(t, strings.HasSuffix(f.Summary, "."), "%s: a summary is no sentence: %s", where, f.Summary)
			assert.Equal(t, strings.ToUpper(f.Summary[:1]), f.Summary[:1], "%s: %s", where, f.Summary)
			assert.NotEmpty(t, f.Detail, where)
			assert.Positive(t, f.Severity.Rank(), where)
			if other, ok := prints[f.Fingerprint]; ok {
				t.Errorf("%s: one fingerprint for two findings:\n  %s: %s\n  %s: %s", where, other.Address, other.Detail, f.Address, f.Detail)
			}
			prints[f.Fingerprint] = f
			if file := m.File(f.Range.File); file != nil {
				assert.LessOrEqual(t, f.Range.End.Byte, len(file.Source), where)
				assert.LessOrEqual(t, f.Range.Start.Byte, f.Range.End.Byte, where)
			} else {
				assert.NotEmpty(t, f.Range.File, "%s points nowhere", where)
			}
		}
	}
	require.NotEmpty(t, summaries)
	for rule, list := range summaries {
		assert.LessOrEqual(t, len(list), 12, "%s has many summaries; do they hold names? %q", rule, list)
	}
}
