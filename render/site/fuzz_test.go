package site

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"golang.org/x/net/html"
)

// FuzzMap: a text is a text on the interactive page: it makes no element of its own, and the data in the page stay JSON.
func FuzzMap(f *testing.F) {
	for _, s := range []string{"plain", "</script><script>alert(1)</script>", "<!--", "-->", "]]>", "\u2028", `"`, "'", "&lt;", "\x00", "\xff", `\u003c`, "<!--<script>", "</title><img src=x onerror=alert(1)>"} {
		f.Add(s, s)
	}
	page := func(title, words string) string {
		return string(Map{Title: title, Places: []Place{{Address: "process/p", Kind: "process", Title: words}}, Texts: map[string]string{"process/p": "<p>x</p>"}}.Write())
	}
	want := tags(page("plain", "plain"))
	f.Fuzz(func(t *testing.T, title, words string) {
		out := page(title, words)
		require.Equal(t, out, page(title, words))
		require.Equal(t, want, tags(out), "%q %q", title, words)
		z := html.NewTokenizer(strings.NewReader(out))
		for z.Next() != html.ErrorToken {
			tag := z.Token()
			if tag.Type != html.StartTagToken || tag.Data != "script" {
				continue
			}
			for _, a := range tag.Attr {
				if a.Key == "type" && a.Val == "application/json" {
					z.Next()
					require.True(t, json.Valid(z.Raw()), "%.300s", z.Raw())
				}
			}
		}
	})
}

// tags counts the elements of a page.
func tags(page string) map[string]int {
	count := map[string]int{}
	z := html.NewTokenizer(strings.NewReader(page))
	for z.Next() != html.ErrorToken {
		if tag := z.Token(); tag.Type == html.StartTagToken || tag.Type == html.SelfClosingTagToken {
			count[tag.Data]++
			for _, a := range tag.Attr {
				if strings.HasPrefix(a.Key, "on") {
					count[a.Key]++
				}
			}
		}
	}
	return count
}
