package lsp

import (
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"handoff/lang"
)

func extensionFile(t *testing.T, name string) []byte {
	t.Helper()
	b, err := extension.ReadFile("extension/" + name)
	require.NoError(t, err)
	return b
}

// The grammar knows the words of the language: those of the tables, and no others.
func TestTheGrammarKnowsEveryBlock(t *testing.T) {
	grammar := string(extensionFile(t, "syntaxes/handoff.tmLanguage.json"))
	known := map[string]bool{}
	for _, list := range regexp.MustCompile(`"match": "\\\\b\(\?:([a-z_|]+)\)\\\\b"`).FindAllStringSubmatch(grammar, 2) {
		for _, word := range strings.Split(list[1], "|") {
			known[word] = true
		}
	}
	want := map[string]bool{}
	var walk func(rows []lang.InnerBlock)
	walk = func(rows []lang.InnerBlock) {
		for _, r := range rows {
			if !want[r.Type.Name] {
				want[r.Type.Name] = true
				walk(r.Type.Blocks)
			}
		}
	}
	walk(lang.TopLevel())
	walk(lang.SettingsLevel())
	assert.Equal(t, want, known)
}

// A snippet that is left as it comes is HCL that the language knows: only names are missing.
func TestSnippetsAreMaps(t *testing.T) {
	var snippets map[string]struct {
		Prefix string
		Body   []string
	}
	require.NoError(t, json.Unmarshal(extensionFile(t, "snippets/handoff.json"), &snippets))
	for name, s := range snippets {
		text := regexp.MustCompile(`\$\{\d+\|(\w+),[^}]*\}`).ReplaceAllString(strings.Join(s.Body, "\n"), "$1")
		text = plainSnippet(text) + "\n"
		switch s.Prefix {
		case "step", "sla":
			text = "process \"p\" {\n" + text + "}\n"
		case "branch":
			text = "process \"p\" {\nstep \"s\" {\n" + text + "}\n}\n"
		case "handoff:ignore":
			text += "role \"r\" {}\n"
		}
		laid, problem := lang.Format("x", []byte(text))
		if !assert.Nil(t, problem, name) {
			continue
		}
		if s.Prefix != "step" && s.Prefix != "sla" && s.Prefix != "branch" {
			assert.Equal(t, strings.TrimRight(string(laid), "\n"), strings.TrimRight(text, "\n"), "%s is not laid out", name)
		}
		for _, f := range lang.Load(fstest.MapFS{"x" + lang.FileSuffix: {Data: []byte(text)}}, lang.Options{}).Findings {
			assert.False(t, strings.HasPrefix(f.Rule, "syntax/"), "%s: %s", name, f.Detail)
		}
	}
}

func TestWriteExtension(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "made")
	written, err := WriteExtension(dir, "v1.2.3-rc1")
	require.NoError(t, err)
	assert.Contains(t, written, filepath.Join(dir, "syntaxes", "handoff.tmLanguage.json"))
	assert.Contains(t, written, filepath.Join(dir, ".vscodeignore"))
	var manifest struct{ Version string }
	b, err := os.ReadFile(filepath.Join(dir, "package.json"))
	require.NoError(t, err)
	require.NoError(t, json.Unmarshal(b, &manifest))
	assert.Equal(t, "1.2.3", manifest.Version)
	_, err = WriteExtension(dir, "v1.2.3-rc1")
	assert.ErrorContains(t, err, "not empty")
	require.NoError(t, os.Remove(filepath.Join(dir, "package.json"))) // as if it had been stopped half-way
	_, err = WriteExtension(dir, "v1.2.3-rc1")
	require.NoError(t, err)
	require.NoError(t, os.Remove(filepath.Join(dir, "README.md")))
	require.NoError(t, os.WriteFile(filepath.Join(dir, "mine"), nil, 0o666))
	_, err = WriteExtension(dir, "v1.2.3-rc1")
	assert.ErrorContains(t, err, "not empty")
}

func TestThePackageIsOfThisLicence(t *testing.T) {
	ours, err := os.ReadFile("../../../LICENSE")
	require.NoError(t, err)
	assert.Equal(t, string(ours), string(extensionFile(t, "LICENSE")))
}
