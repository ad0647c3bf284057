package catalogue

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"handoff/check"
	"handoff/lang/finding"
)

// TestCases runs every rule on maps of processes as organisations publish them, and compares what is found with the list beside each. Every line
// there has been judged by hand to be true; one that comes or goes is to be judged too, before the list is written anew.
func TestCases(t *testing.T) {
	folders, err := filepath.Glob("../../testdata/cases/*")
	require.NoError(t, err)
	require.NotEmpty(t, folders)
	for _, folder := range folders {
		var lines []string
		for _, f := range run(load(folder), defaults()...).Findings {
			lines = append(lines, fmt.Sprintf("%s %s %s", f.Severity, f.Rule, f.Address))
		}
		got := strings.Join(lines, "\n") + "\n"
		list := filepath.Join(folder, "findings.txt")
		if os.Getenv("HANDOFF_UPDATE") == "1" {
			require.NoError(t, os.WriteFile(list, []byte(got), 0o666))
		}
		want, err := os.ReadFile(list)
		require.NoError(t, err)
		assert.Equal(t, string(want), got, "judge what has come or gone, then: HANDOFF_UPDATE=1 go test ./check/catalogue -run Cases")
	}
}

// defaults are the rules that run unless told otherwise.
func defaults() []*check.Rule {
	var out []*check.Rule
	for _, r := range Rules {
		if r.Severity != finding.Off {
			out = append(out, r)
		}
	}
	return out
}
