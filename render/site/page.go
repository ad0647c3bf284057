package site

import (
	"encoding/json"
	"fmt"
	"html"
	"net/url"
	"path"
	"strings"
)

// The docs page: a bar with search, the navigation beside the text, the text. It reads from top to bottom without scripts, on a phone, and on paper.

// longGroup is how many pages of one kind the navigation lists in the page itself; more are filled in by the script when the group is opened, so that a
// site of a thousand pages does not list a thousand pages a thousand times.
const longGroup = 40

// policy allows a page its own assets and nothing else. The scheme is named beside 'self', since not every browser takes a file to be of the same
// origin as the file beside it.
const policy = "default-src 'none'; script-src 'self' file:; style-src 'self' file:; img-src 'self' file: data:; font-src 'self' file: data:; base-uri 'none'; form-action 'none'"

// Page writes one page down.
func (s *Site) Page(p Page) []byte {
	w := &pageWriter{site: s, page: p}
	w.head()
	w.bar()
	w.line(`<div class="frame">`)
	w.navigation()
	w.line(`<main id="content" tabindex="-1">`)
	w.breadcrumb()
	w.line(`<article class="text">`)
	w.line(`<h1>%s</h1>`, esc(p.Title))
	w.WriteString(p.Body)
	w.line("\n</article>")
	w.foot()
	w.line("</main>\n</div>\n</body>\n</html>")
	return []byte(w.String())
}

// pageWriter is a page being written.
type pageWriter struct {
	strings.Builder
	site *Site
	page Page
}

func (w *pageWriter) line(format string, args ...any) { fmt.Fprintf(w, format+"\n", args...) }

// to is the way from this page to a file of the site.
func (w *pageWriter) to(file string) string { return esc(way(path.Dir(w.page.Path), file)) }

// way is the relative link from a folder to a file, which may have an anchor.
func way(folder, file string) string {
	file, anchor, _ := strings.Cut(file, "#")
	var up []string
	if folder != "." && folder != "" {
		up = strings.Split(folder, "/")
	}
	down := strings.Split(file, "/")
	for len(up) > 0 && len(down) > 1 && up[0] == down[0] {
		up, down = up[1:], down[1:]
	}
	link := url.URL{Path: strings.Repeat("../", len(up)) + strings.Join(down, "/"), Fragment: anchor}
	return link.String()
}

// esc makes plain text safe in content and in attributes between quotes.
func esc(text string) string { return html.EscapeString(clean(text)) }

// clean drops what no page may hold: characters that are not allowed in HTML, and those that turn the direction of what follows.
func clean(text string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\t':
			return r
		case r < ' ' || r >= 0x7f && r < 0xa0 || r == 0xfffe || r == 0xffff:
			return -1
		case r >= 0x202a && r <= 0x202e || r >= 0x2066 && r <= 0x2069:
			return -1
		}
		return r
	}, strings.ToValidUTF8(text, "\ufffd"))
}

func (w *pageWriter) head() {
	title := w.page.Title
	if title != w.site.Title {
		title += " · " + w.site.Title
	}
	w.line("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">")
	w.line(`<meta http-equiv="Content-Security-Policy" content="%s">`, policy)
	w.line("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"color-scheme\" content=\"light dark\">")
	w.line("<title>%s</title>", esc(title))
	w.line(`<link rel="stylesheet" href="%s">`, w.to(w.site.asset("site.css")))
	w.line(`<link rel="stylesheet" href="%s" media="%s" data-theme-sheet>`, w.to(w.site.asset("dark.css")), onDark)
	w.line(`<script src="%s"></script>`, w.to(w.site.asset("theme.js")))
	w.line(`<script src="%s" defer></script>`, w.to(w.site.asset("site.js")))
	w.line(`</head>`)
	root := strings.Repeat("../", strings.Count(w.page.Path, "/"))
	w.line(`<body class="docs" data-root="%s" data-path="%s" data-index="%s">`, root, esc(w.page.Path), w.to(w.site.asset("index.js")))
	w.line(`<a class="skip" href="#content">Skip to the content</a>`)
}

func (w *pageWriter) bar() {
	w.line(`<header class="bar">`)
	w.line(`<button type="button" class="tool menu" data-do="menu" aria-label="Pages" aria-expanded="false" aria-controls="navigation" hidden>%s<span>Pages</span></button>`, icon("menu"))
	home := w.site.Title
	if len(w.site.Pages) > 0 {
		w.line(`<a class="brand" href="%s">%s</a>`, w.to(w.site.Pages[0].Path), esc(home))
	} else {
		w.line(`<span class="brand">%s</span>`, esc(home))
	}
	w.line(`<button type="button" class="tool find" data-do="search" aria-label="Search" aria-keyshortcuts="Control+K /" hidden>%s<span>Search</span></button>`, icon("search"))
	if w.site.Map != "" {
		w.line(`<a class="tool" href="%s" aria-label="Map">%s<span>Map</span></a>`, esc(way(path.Dir(w.page.Path), w.site.Map)+"#"+fragment(w.page.Address)), icon("map"))
	}
	w.line(`<button type="button" class="tool" data-do="theme" hidden>%s</button>`, icon("theme"))
	w.line(`</header>`)
}

// fragment is a page address as the interactive page takes it after the #.
func fragment(address string) string { return (&url.URL{Fragment: address}).EscapedFragment() }

func (w *pageWriter) navigation() {
	here := w.page.Address
	w.line(`<nav id="navigation" class="side" aria-label="Pages">`)
	for _, g := range w.site.groups() {
		if g.Title == "" {
			w.line(`<ul>`)
			w.entries(g.Of)
			w.line(`</ul>`)
			continue
		}
		open := ""
		if g.Kind == kindOf(here) || len(g.Of) <= 12 && g.Kind != "rule" {
			open = " open"
		}
		w.line(`<details data-kind="%s"%s><summary>%s<span class="count">%d</span></summary>`, esc(g.Kind), open, esc(g.Title), len(g.Of))
		if len(g.Of) > longGroup { // at least this page, so that it is clear where it belongs
			w.line(`<ul data-more>`)
			if i, ok := g.at[here]; ok {
				w.entries(g.Of[i : i+1])
			}
		} else {
			w.line(`<ul>`)
			w.entries(g.Of)
		}
		w.line(`</ul></details>`)
	}
	w.line(`</nav>`)
}

func (w *pageWriter) entries(list []Entry) {
	for _, e := range list {
		current := ""
		if e.Address == w.page.Address {
			current = ` aria-current="page"`
		}
		w.line(`<li><a href="%s"%s>%s</a></li>`, w.to(e.Path), current, esc(e.Title))
	}
}

func (w *pageWriter) breadcrumb() {
	if len(w.site.Pages) == 0 || w.page.Address == w.site.Pages[0].Address {
		return
	}
	home := w.site.Pages[0]
	w.line(`<nav class="crumbs" aria-label="Breadcrumb"><ol>`)
	w.line(`<li><a href="%s">%s</a></li>`, w.to(home.Path), esc(home.Title))
	w.line(`<li>%s</li>`, esc(titleOf(kindOf(w.page.Address))))
	w.line(`<li aria-current="page">%s</li>`, esc(w.page.Title))
	w.line(`</ol></nav>`)
}

func (w *pageWriter) foot() {
	if w.page.Source == "" {
		return
	}
	source := "<code>" + esc(w.page.Source) + "</code>"
	if u := safeURL(w.page.SourceURL); u != "" {
		source = `<a href="` + esc(u) + `" rel="noopener noreferrer">` + source + `</a>`
	}
	w.line(`<footer class="source">This page is generated from %s: change it there.</footer>`, source)
}

// safeURL is a link that may lead outside, or "".
func safeURL(link string) string {
	u, err := url.Parse(link)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
		return ""
	}
	return u.String()
}

// index is the search index and the navigation of long groups: a script that calls one function with data, since a page on disk may load a script
// and may not fetch a file.
func (s *Site) index() []byte {
	type found struct {
		Path  string `json:"p"`
		Title string `json:"t"`
		Kind  string `json:"k,omitempty"`
		Note  string `json:"n,omitempty"`
		Words string `json:"w,omitempty"`
	}
	list := []found{}
	for _, e := range s.Pages {
		list = append(list, found{way("", e.Path), clean(e.Title), kindOf(e.Address), clean(e.Note), clean(e.Words)})
		for _, part := range e.Parts {
			note := part.Note
			if note == "" {
				note = e.Title
			}
			kind := part.Kind
			if kind == "" {
				kind = "part"
			}
			list = append(list, found{way("", part.Path), clean(part.Title), kind, clean(note), clean(part.Words)})
		}
	}
	return []byte("handoffIndex(" + jsonText(list) + ");\n")
}

// inScript escapes what would end a script element, or open a comment in one.
var inScript = strings.NewReplacer("</", `<\/`, "<!", `<\u0021`, "]]>", `]]\u003e`)

// jsonText writes data down so that it can stand in a script element, of a page or by itself: nothing in it ends the element or opens a comment, and no
// separator of Unicode ends a line. Only what could is escaped, since most of what stands in a page is markup, which would grow by half.
func jsonText(data any) string {
	var b strings.Builder
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(data); err != nil {
		panic(err) // strings, numbers and lists of them
	}
	return inScript.Replace(strings.TrimSuffix(b.String(), "\n"))
}
