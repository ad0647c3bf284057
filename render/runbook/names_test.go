package runbook

import (
	"path"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/require"
	"golang.org/x/text/unicode/norm"
)

// FuzzFileNames: two addresses are two files in every flavour, on every file system, and none is a file of the system's.
func FuzzFileNames(f *testing.F) {
	for _, pair := range [][2]string{{"a", "A"}, {"con", "CON"}, {"a-b", "a_b"}, {"störung", "Störung"}, {"e\u0301", "é"}, {"ß", "ss"}, {"ﬁ", "fi"}, {"İ", "i"}, {strings.Repeat("x", 300), strings.Repeat("x", 301)}, {"x.", "x"}, {"ſ", "s"}, {"K", "k"}} {
		f.Add(pair[0], pair[1])
	}
	f.Fuzz(func(t *testing.T, a, b string) {
		a, b = norm.NFC.String(a), norm.NFC.String(b)
		if a == b || a == "" || b == "" || !utf8.ValidString(a) || !utf8.ValidString(b) || strings.ContainsAny(a+b, "/\x00") {
			return
		}
		for _, flavor := range Flavors {
			for _, kind := range []string{"process/", "role/"} {
				one, two := flavor.File(kind+a), flavor.File(kind+b)
				require.NotEqual(t, strings.ToLower(one), strings.ToLower(two), "%s: %q and %q", flavor.Name, a, b)
				require.Equal(t, path.Clean(one), one, flavor.Name)
				require.False(t, strings.HasPrefix(one, "/") || strings.HasPrefix(one, "../"), one)
				require.True(t, utf8.ValidString(one))
				base := path.Base(one)
				require.LessOrEqual(t, len(base), 255, flavor.Name)
				require.False(t, strings.ContainsAny(base, "<>:\"\\|?*\x00\n"), "%s: %q", flavor.Name, one)
				require.False(t, reserved(strings.TrimSuffix(base, path.Ext(base))), "%s: %q", flavor.Name, one)
			}
		}
	})
}
