package runbook

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"iter"
	"path"
	"slices"

	"handoff/lang"
	"handoff/render/output"
)

// Book is what a flavour writes down: the pages, and what they show.
type Book struct {
	Pages    []Page
	Pictures func(path string) []byte // SVG, by the Path of the pages' Picture blocks: for flavours whose pages hold their pictures; nil for none
	Map      string                   // the compiled map, from the wiki's folder; empty for none
	Page     string                   // the interactive page, likewise
	Binders  []Binder                 // to be printed, for flavours that are HTML
	Notes    map[string]string        // what people wrote elsewhere, as Markdown, by the ids of Keep blocks: it is shown, and nobody writes here; nil for none
}

// book is a Book being written in one flavour.
type book struct {
	Book
	flavor  Flavor
	index   index
	anchors map[string]map[string]string // what the wiki calls our anchors, by page; nil where it calls them as we do
	titles  map[string]string            // by address; no two the same
	places  map[string]int               // of the pages among those of their kind, from 1
	lists   map[string]string            // the titles of the pages that list those of a kind, where the book has none of its own
}

func (f Flavor) book(b Book) *book {
	b.Pages = f.Ready(b)
	if b.Pictures == nil {
		b.Pictures = func(string) []byte { return nil }
	}
	w := &book{Book: b, flavor: f, index: newIndex(b.Pages), titles: titles(b.Pages), places: map[string]int{}, lists: map[string]string{}}
	count := map[string]int{}
	for _, p := range b.Pages {
		kind := kindOf(p.Address)
		if p.MovedTo == "" {
			count[kind]++
		}
		w.places[p.Address] = count[kind]
	}
	for kind := range count {
		w.lists[kind] = w.free(kindTitle(kind))
	}
	if f.syntax.slug != nil {
		w.anchors = w.slugs()
	}
	return w
}

// Files writes a book down, each file under the given folder of the output ("" for its root).
func (f Flavor) Files(b Book, folder string) []output.File { return slices.Collect(f.files(b, folder)) }

// files gives the files of a book in their order, each made when its turn comes.
func (f Flavor) files(b Book, folder string) iter.Seq[output.File] {
	return func(yield func(output.File) bool) {
		w := f.book(b)
		index := output.File{Path: path.Join(f.Served, "llms.txt"), Content: w.llms()}
		for file := range and(f.write(w), index) {
			file.Path = path.Join(folder, file.Path)
			if !yield(file) {
				return
			}
		}
	}
}

// and gives more files after some.
func and(files iter.Seq[output.File], more ...output.File) iter.Seq[output.File] {
	return func(yield func(output.File) bool) {
		for f := range files {
			if !yield(f) {
				return
			}
		}
		for _, f := range more {
			if !yield(f) {
				return
			}
		}
	}
}

// without is the book without some of its pages.
func (b *book) without(leftOut func(Page) bool) *book {
	w := *b
	w.Pages = slices.DeleteFunc(slices.Clone(b.Pages), leftOut)
	return &w
}

// markdown writes the pages of a book as Markdown.
func (b *book) markdown() iter.Seq[output.File] {
	return output.InOrder(len(b.Pages), func(i int) output.File {
		p := b.Pages[i].whole()
		return output.File{Path: b.flavor.File(p.Address), Content: b.page(p)}
	})
}

// Output makes a book a set of files to be written or held against what is there. What else belongs in the folder (diagrams, the compiled map)
// is for its Files.
func Output(b Book, m *lang.Map, f Flavor, folder string) output.Set {
	b.Pages = keepAnchors(b.Pages, m)
	b.Pages = append(b.Pages[:len(b.Pages):len(b.Pages)], movedPages(b.Pages, m)...)
	return output.Set{
		Source: SourceHash(m),
		More: func(yield func(output.File, error) bool) {
			for file := range f.files(b, folder) {
				if !yield(file, nil) {
					return
				}
			}
		},
		Moves: moves(m),
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
