package runbook

import (
	"iter"
	"path"
	"slices"

	"handoff/render/address"
	"handoff/render/output"
)

// Flavor is one dialect of wiki: how pages are named, how they refer to each other, how a page is written down, and what else the wiki wants
// beside its pages, such as a sidebar.
type Flavor struct {
	Name  string
	Doc   string
	Start string // the file to open first

	// File names the file of a page, as a slash path in the wiki's folder. Two addresses never share a file, not even where
	// file names do not tell capitals apart.
	File func(address string) string
	// Picture names the file of a picture, from a name that is safe as a path.
	Picture func(name, extension string) string
	// Format is that of the pictures; empty for SVG.
	Format string
	// Clickable says whether the pictures' own links, to files of pages, lead somewhere where the wiki is shown.
	Clickable bool
	// Inline says that pictures stand in the pages; they are no files beside them.
	Inline bool
	// Site says that pages are shown by our own site, which has the interactive page with it.
	Site bool
	// Served is the folder, in the wiki's, whose files can be read beside the pages where the wiki is shown.
	Served string
	// Trail says that the wiki shows the way back to the home page itself.
	Trail bool
	// Published says that nobody edits the pages: hand-written notes come from elsewhere, or not at all.
	Published bool

	syntax syntax
	write  func(b *book) iter.Seq[output.File]
}

// syntax is how a flavour of Markdown writes what flavours write differently. A nil function is as in plain Markdown.
type syntax struct {
	escapes  escapes
	link     func(b *book, from, to, anchor string) string      // the target of a link, encoded
	anchor   func(id string) string                             // the target of old links, on a line of its own; nil where the wiki takes none
	heading  func(level int, text, anchor string) string        // without a line break; the anchor may be empty
	picture  func(b *book, page Page, picture Picture) string   // with its line break
	authored func(markdown string, level int) string            // without a line break
	written  func(markdown string, inTable bool) (string, bool) // one paragraph; false where it is more
	before   func(b *book, page Page) string                    // what comes before the title
	title    func(b *book, page Page) string                    // the title, with its line break; "" where the wiki shows it itself
	notes    func(grave bool, items []string) string            // a box that stands out
	slug     func(text string, taken map[string]bool) string    // the anchor that the wiki gives a heading
}

// Flavors lists all dialects; the first is the default.
var Flavors = []Flavor{plainMarkdown, github, gitlab, azure, mkdocs, docusaurus, confluence, markPublisher, staticSite}

// Named returns the flavour of that name.
func Named(name string) (Flavor, bool) {
	if name == "" {
		return Flavors[0], true
	}
	i := slices.IndexFunc(Flavors, func(f Flavor) bool { return f.Name == name })
	if i < 0 {
		return Flavor{}, false
	}
	return Flavors[i], true
}

// Names lists the names of all flavours.
func Names() []string {
	names := make([]string, len(Flavors))
	for i, f := range Flavors {
		names[i] = f.Name
	}
	return names
}

var plainMarkdown = Flavor{
	Name: "markdown", Doc: "A folder of plain Markdown (GitHub's dialect), readable as it is.", Start: "README.md",
	File: markdownFile, Picture: inDiagrams, Clickable: true,
	syntax: syntax{link: relativeLink, anchor: htmlAnchor, heading: anchoredHeading},
	write:  (*book).markdown,
}

func markdownFile(page string) string {
	if page == address.Home {
		return "README.md" // what a folder shows first, wherever folders of Markdown are shown
	}
	return safePath(page) + ".md"
}

func inDiagrams(name, extension string) string { return path.Join("diagrams", name+extension) }

// relativeLink leads from file to file.
func relativeLink(b *book, from, to, anchor string) string {
	target := ""
	if from != to {
		target = Relative(path.Dir(b.flavor.File(from)), b.flavor.File(to))
	}
	if anchor != "" {
		target += "#" + anchor
	}
	return encodePath(target)
}

// anchoredHeading puts an anchor before a heading.
func anchoredHeading(level int, text, anchor string) string {
	if anchor == "" {
		return hashes(level) + text
	}
	return htmlAnchor(anchor) + "\n\n" + hashes(level) + text
}

func htmlAnchor(id string) string { return `<a id="` + id + `"></a>` }
