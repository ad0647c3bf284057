package runbook

import (
	"crypto/sha256"
	"encoding/hex"
	"path"
	"strings"
	"unicode"
	"unicode/utf8"

	"handoff/lang"
	"handoff/render/address"
	"handoff/render/output"
)

// Flavor is one dialect of wiki: how pages are named, how they refer to each other, how a page is written down.
type Flavor struct {
	Name string
	Doc  string

	// File names the file of a page, as a slash path in the wiki's folder. Two addresses never share a file, not even where
	// file names do not tell capitals apart.
	File func(address string) string
	// Link is how a page refers to another, or to an anchor; the anchor may be empty, and the pages the same.
	Link func(from, to, anchor string) string
	// Anchor is what is put before a heading so that links find it.
	Anchor func(id string) string
}

// Flavors lists all dialects; the first is the default.
var Flavors = []Flavor{
	{Name: "markdown", Doc: "A folder of plain Markdown (GitHub's dialect), readable as it is.", File: markdownFile, Link: markdownLink, Anchor: htmlAnchor},
}

func markdownFile(page string) string {
	if page == address.Home {
		return "README.md" // what a folder shows first, wherever folders of Markdown are shown
	}
	return safePath(page) + ".md"
}

func markdownLink(from, to, anchor string) string {
	target := ""
	if from != to {
		target = relative(path.Dir(markdownFile(from)), markdownFile(to))
	}
	if anchor != "" {
		target += "#" + anchor
	}
	return encodePath(target)
}

func htmlFile(page string) string {
	if page == address.Home {
		return "index.html"
	}
	return safePath(page) + ".html"
}

func htmlAnchor(id string) string { return `<a id="` + id + `"></a>` }

// relative is the way from a folder to a file, both within the wiki.
func relative(folder, file string) string {
	if folder == "." {
		return file
	}
	up := strings.Split(folder, "/")
	down := strings.Split(file, "/")
	for len(up) > 0 && len(down) > 1 && up[0] == down[0] {
		up, down = up[1:], down[1:]
	}
	return strings.Repeat("../", len(up)) + strings.Join(down, "/")
}

// safePath makes an address a path that every file system takes and keeps apart from all others. Lower-case names stay as they are; one
// that is reserved, too long or differs from another in capitals only gets a part of its hash.
func safePath(address string) string {
	parts := strings.Split(address, "/")
	for i, part := range parts {
		parts[i] = safeName(part)
	}
	return strings.Join(parts, "/")
}

const longestName = 80 // bytes: room for an extension, and for the 255 that file systems allow

func safeName(name string) string {
	safe := strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) || r == '_' || r == '-' {
			return r
		}
		return '-'
	}, name)
	for len(safe) > longestName {
		_, size := utf8.DecodeLastRuneInString(safe)
		safe = safe[:len(safe)-size]
	}
	if safe == name && safe != "" && strings.ToLower(safe) == safe && !reserved(safe) {
		return safe
	}
	sum := sha256.Sum256([]byte(name))
	return safe + "-" + hex.EncodeToString(sum[:4])
}

// reserved reports names that Windows keeps for devices, whatever the extension.
func reserved(name string) bool {
	name = strings.ToLower(name)
	switch name {
	case "con", "prn", "aux", "nul", "conin", "conout":
		return true
	}
	stem, ok := strings.CutPrefix(name, "com")
	if !ok {
		stem, ok = strings.CutPrefix(name, "lpt")
	}
	return ok && (len(stem) == 1 && stem[0] >= '0' && stem[0] <= '9' || stem == "¹" || stem == "²" || stem == "³")
}

// Files writes pages down, each under the given folder of the output ("" for its root).
func (f Flavor) Files(pages []Page, folder string) []output.File {
	index := newIndex(pages)
	out := make([]output.File, len(pages))
	for i, p := range pages {
		out[i] = output.File{Path: path.Join(folder, f.File(p.Address)), Content: f.page(p, index)}
	}
	return out
}

// Output makes pages a set of files to be written or held against what is there. What else belongs in the folder (diagrams, the compiled map)
// is appended to its Files.
func Output(pages []Page, m *lang.Map, f Flavor, folder string) output.Set {
	s := output.Set{
		Source: SourceHash(m),
		Files:  f.Files(pages, folder),
		Notes: output.Notes{
			Path: path.Join(folder, f.File("orphaned-notes")),
			Head: "# Orphaned notes\n\nThese notes were written by hand on pages, or at places, that are no longer there. Move each to where it belongs now, and cut it from here.\n",
		},
	}
	for _, moved := range m.Moves {
		if moved.To.Target != nil {
			s.Moves = append(s.Moves, output.Move{From: moved.From.Written, To: moved.To.Address()})
		}
	}
	return s
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
