package runbook

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"path"
	"slices"

	"handoff/lang"
	"handoff/render/output"
)

// Book is what a flavour writes down: the pages, and what they show.
type Book struct {
	Pages    []Page
	Pictures map[string][]byte // SVG, by the Path of the pages' Picture blocks: for flavours whose pages hold their pictures
	Map      string            // the compiled map, from the wiki's folder; empty for none
	Page     string            // the interactive page, likewise
	Binders  []Binder          // to be printed, for flavours that are HTML
	Notes    map[string]string // what people wrote elsewhere, as Markdown, by the ids of Keep blocks: it is shown, and nobody writes here; nil for none
}

// book is a Book being written in one flavour.
type book struct {
	Book
	flavor  Flavor
	index   index
	anchors map[string]map[string]string // what the wiki calls our anchors, by page; nil where it calls them as we do
	titles  map[string]string            // by address; no two the same
}

func (f Flavor) book(b Book) *book {
	b.Pages = f.Ready(b)
	w := &book{Book: b, flavor: f, index: newIndex(b.Pages), titles: titles(b.Pages)}
	if f.syntax.slug != nil {
		w.anchors = w.slugs()
	}
	return w
}

// Files writes a book down, each file under the given folder of the output ("" for its root).
func (f Flavor) Files(b Book, folder string) []output.File {
	w := f.book(b)
	files := append(f.write(w), output.File{Path: path.Join(f.Served, "llms.txt"), Content: w.llms()})
	for i := range files {
		files[i].Path = path.Join(folder, files[i].Path)
	}
	return files
}

// without is the book without some of its pages.
func (b *book) without(leftOut func(Page) bool) *book {
	w := *b
	w.Pages = slices.DeleteFunc(slices.Clone(b.Pages), leftOut)
	return &w
}

// markdown writes the pages of a book as Markdown.
func (b *book) markdown() []output.File {
	out := make([]output.File, len(b.Pages))
	each(len(out), func(i int) {
		p := b.Pages[i]
		out[i] = output.File{Path: b.flavor.File(p.Address), Content: b.page(p)}
	})
	return out
}

// Output makes a book a set of files to be written or held against what is there. What else belongs in the folder (diagrams, the compiled map)
// is appended to its Files.
func Output(b Book, m *lang.Map, f Flavor, folder string) output.Set {
	b.Pages = append(b.Pages[:len(b.Pages):len(b.Pages)], movedPages(b.Pages, m)...)
	return output.Set{
		Source: SourceHash(m),
		Files:  f.Files(b, folder),
		Moves:  moves(m),
		Notes: output.Notes{
			Path: path.Join(folder, f.orphans()),
			Head: "# Orphaned notes\n\nThese notes were written by hand on pages, or at places, that are no longer there. Move each to where it belongs now, and cut it from here.\n",
		},
	}
}

// orphans is the file of the page for notes that have lost their place. Where nobody writes, it is there for notes from a time when people did.
func (f Flavor) orphans() string {
	const page = "orphaned-notes"
	if f.Published {
		return page + ".md"
	}
	return f.File(page)
}

// SourceHash tells the state of a map's files: it changes when any of them does.
func SourceHash(m *lang.Map) string {
	h := sha256.New()
	for _, file := range m.Files {
		h.Write([]byte(file.Path + "\x00"))
		h.Write(file.Source)
		h.Write([]byte{0})
	}
	return hex.EncodeToString(h.Sum(nil))
}

// index knows which pages and anchors there are, so that no link leads nowhere.
type index map[string]map[string]bool

func newIndex(pages []Page) index {
	x := index{}
	for _, p := range pages {
		anchors := map[string]bool{"": true}
		for _, b := range p.Body {
			if h, ok := b.(Heading); ok {
				anchors[h.Anchor] = true
			}
		}
		x[p.Address] = anchors
	}
	return x
}

// target is where a span leads: a page that is there, and an anchor on it that is there, or "". A span that leads to where it stands leads nowhere.
func (x index) target(here string, s Span) (page, anchor string) {
	if s.Page == "" || x[s.Page] == nil {
		return "", ""
	}
	if x[s.Page][s.Anchor] {
		anchor = s.Anchor
	}
	if s.Page == here && anchor == "" {
		return "", ""
	}
	return s.Page, anchor
}

// indentedJSON is data as JSON that people can read, the same on every run.
func indentedJSON(data any) []byte {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(data); err != nil {
		panic(err) // strings, numbers and lists of them
	}
	return b.Bytes()
}
