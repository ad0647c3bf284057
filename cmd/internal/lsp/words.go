package lsp

import (
	"strconv"
	"strings"

	"handoff/lang"
)

// kindWords prints "a role or team".
func kindWords(kinds []lang.Kind) string {
	var words []string
	for _, k := range kinds {
		if k != "end" {
			words = append(words, strings.ReplaceAll(string(k), "_", " "))
		}
	}
	if len(words) == 0 {
		return "something"
	}
	article := "a "
	if strings.ContainsAny(words[0][:1], "aeiou") {
		article = "an "
	}
	if len(words) == 1 {
		return article + words[0]
	}
	return article + strings.Join(words[:len(words)-1], ", ") + " or " + words[len(words)-1]
}

func quoted(words []string) string {
	return `"` + strings.Join(words, `", "`) + `"`
}

// plural prints "1 finding", "2 findings".
func plural(n int, one string) string {
	if n == 1 {
		return "1 " + one
	}
	return strconv.Itoa(n) + " " + one + "s"
}

// escape makes text of a map plain in Markdown.
func escape(text string) string {
	var out strings.Builder
	for _, r := range text {
		switch {
		case strings.ContainsRune("\\`*_{}[]<>#|!~&", r):
			out.WriteByte('\\')
			out.WriteRune(r)
		case r == '\n' || r == '\r':
			out.WriteByte(' ')
		default:
			out.WriteRune(r)
		}
	}
	return out.String()
}

// code puts text of a map between backticks.
func code(text string) string {
	return "`" + strings.NewReplacer("`", "'", "\n", " ", "\r", " ").Replace(text) + "`"
}

// inQuotes is a text as it stands between quotes in a map.
func inQuotes(text string) string {
	return strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", `\n`, "${", "$${", "%{", "%%{").Replace(text)
}
