package site

import (
	"fmt"
	"strings"
)

// The interactive page: one file with all pictures and all texts of a map. Only one picture is live at a time; the others wait (chunks.go), so that a map of
// hundreds of processes opens at once.

// Map is what the interactive page shows.
type Map struct {
	Title  string
	Places []Place
	Views  []View
	Texts  map[string]string // by page address: the page's runbook as an XHTML fragment, written as it is; its links are made by Hash
}

// Place is anything in the map that can be found, selected and linked to.
type Place struct {
	Address string `json:"address"`           // of its page, with the anchor there: `process/incident_management#step-diagnose`
	Block   string `json:"block,omitempty"`   // as pictures name it: `process.incident_management.step.diagnose`
	Kind    string `json:"kind"`              // `process`, `step` …; "landscape" for the whole map, "" for pages about the whole of it
	Title   string `json:"title"`             //
	Note    string `json:"note,omitempty"`    // a few words that tell it from others of its name
	Words   string `json:"words,omitempty"`   // what else it is to be found by
	Of      string `json:"of,omitempty"`      // the address of the place it is part of
	Runbook string `json:"runbook,omitempty"` // the way to its page in a wiki beside this file; empty for none

	// What it is filtered by: page addresses, and tags.
	Teams    []string `json:"teams,omitempty"`
	Services []string `json:"services,omitempty"`
	Tags     []string `json:"tags,omitempty"`

	// What overlays show. A mode is "automated", "manual", "approval" or empty; a risk is what threatens its promise, in a sentence.
	Mode     string   `json:"mode,omitempty"`
	Errors   int      `json:"errors,omitempty"`
	Warnings int      `json:"warnings,omitempty"`
	Notes    int      `json:"notes,omitempty"`
	Promise  string   `json:"promise,omitempty"`
	Risks    []string `json:"risks,omitempty"`

	// Share is how much of a promise is used up if everybody takes as long as they may: "80 %"; its tone is "good", "warning" or "error".
	Share     string `json:"share,omitempty"`
	ShareSays string `json:"shareSays,omitempty"`
	ShareTone string `json:"shareTone,omitempty"`
}

// View is one picture of a place; its page must be the address of one.
type View struct {
	Page        string // the page address of what it is a picture of
	Perspective string // as in render.Perspectives: its name
	Label       string // what its tab says: "Swimlane"
	SVG         []byte // with links made by Hash
}

// Hash is the link to a place within the interactive page: the page address, the anchor as one more part of it.
func Hash(address string) string {
	if address == "" {
		return ""
	}
	return "#" + fragment(strings.Replace(address, "#", "/", 1))
}

// Write writes the page. The same map gives the same bytes.
func (m Map) Write() []byte { return m.write("") }

// write writes the page with a script of its own behind those that all pages have, in their scope.
func (m Map) write(more string) []byte {
	var styles styles
	var chunks chunks
	type view struct {
		Page        string `json:"page"`
		Perspective string `json:"perspective"`
		Label       string `json:"label"`
		At          spot   `json:"at"`
	}
	views := []view{}
	of := map[string][]View{} // by page
	for _, v := range m.Views {
		of[v.Page] = append(of[v.Page], v)
	}
	texts := map[string]spot{}
	places := make([]Place, len(m.Places))
	for i, p := range m.Places {
		for _, text := range []*string{&p.Title, &p.Note, &p.Words, &p.Promise} {
			*text = clean(*text)
		}
		places[i] = p
		for _, v := range of[p.Address] { // what is shown together stands together
			views = append(views, view{v.Page, v.Perspective, v.Label, chunks.add(styles.take(v.SVG))})
		}
		delete(of, p.Address)
		if text, ok := m.Texts[p.Address]; ok {
			if _, twice := texts[p.Address]; !twice {
				texts[p.Address] = chunks.add(text)
			}
		}
	}
	// A style sheet and a script count, for their hashes, with every byte between their tags.
	light, dark := "\n"+mapStyle()+styles.light(), "\n"+darkStyle()+styles.dark()
	early, late := "\n"+themeScript(), "\n"+mapScript(more)
	policy := fmt.Sprintf("default-src 'none'; script-src %s %s; style-src %s %s; img-src data:; font-src data:; base-uri 'none'; form-action 'none'",
		hashOf(early), hashOf(late), hashOf(light), hashOf(dark))

	var b strings.Builder
	line := func(format string, args ...any) { fmt.Fprintf(&b, format+"\n", args...) }
	line("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">")
	line(`<meta http-equiv="Content-Security-Policy" content="%s">`, policy)
	line("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"color-scheme\" content=\"light dark\">")
	line("<title>%s</title>", esc(m.Title))
	line("<style>%s</style>", light)
	line(`<style media="%s" data-theme-sheet>%s</style>`, onDark, dark)
	line("<script>%s</script>", early)
	line("</head>\n<body class=\"map\">")
	m.body(line)
	line(`<script type="application/json" id="map-data">%s</script>`,
		jsonText(map[string]any{"title": clean(m.Title), "places": places, "views": views, "texts": texts}))
	chunks.write(line)
	line("<script>%s</script>\n</body>\n</html>", late)
	return []byte(b.String())
}

// body writes what stands on the page before scripts fill it.
func (m Map) body(line func(string, ...any)) {
	button := func(do, mark, label, attributes string) string {
		return fmt.Sprintf(`<button type="button" class="tool" data-do="%s" title="%s" aria-label="%s" %s hidden>%s</button>`, do, label, label, attributes, icon(mark))
	}
	line(`<a class="skip" href="#stage" data-skip="stage">Skip to the picture</a><a class="skip" href="#panel" data-skip="panel">Skip to the text</a>`)
	line(`<header class="bar">`)
	line(`<a class="brand" href="%s">%s</a>`, Hash("home"), esc(m.Title))
	line(`<button type="button" class="tool find" data-do="search" aria-label="Search" aria-keyshortcuts="Control+K /" hidden>%s<span>Search</span></button>`, icon("search"))
	line(`%s`, button("theme", "theme", "Dark colours", ""))
	line(`</header>`)
	line(`<div class="options">`)
	line(`<nav id="trail" class="crumbs" aria-label="Where you are"></nav>`)
	line(`<details id="filters" class="filters"><summary class="tool">%s<span>Show</span></summary><form role="search" aria-label="What the pictures show"></form></details>`, icon("filter"))
	line(`</div>`)
	line(`<main class="board">`)
	line(`<h1 class="away" id="where" tabindex="-1">%s</h1>`, esc(m.Title))
	line(`<section id="stage" class="stage" aria-label="Picture" tabindex="-1">`)
	line(`<div id="tabs" class="tabs" role="group" aria-label="Pictures of this"></div>`)
	line(`<div id="viewport" class="viewport" tabindex="0" role="region" aria-label="Picture: arrow keys move it, plus and minus zoom, 0 shows all of it"><div id="sheet" class="sheet"></div></div>`)
	line(`<div class="zoom" role="group" aria-label="Zoom">%s%s%s%s</div>`, button("zoom-in", "in", "Zoom in", `aria-keyshortcuts="+"`),
		button("zoom-out", "out", "Zoom out", `aria-keyshortcuts="-"`), button("fit", "fit", "Show all of it", `aria-keyshortcuts="0"`), button("print", "print", "Print", ""))
	line(`<p id="key" class="key" role="status"></p>`)
	line(`</section>`)
	line(`<section id="panel" class="panel text" aria-label="What is selected" tabindex="-1"><noscript><p>This page draws its pictures with a script. The runbooks beside it can be read without.</p></noscript></section>`)
	line(`</main>`)
}
