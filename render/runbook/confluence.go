package runbook

import (
	"iter"
	"path"
	"strings"

	"handoff/render/address"
	"handoff/render/output"
)

// Confluence stores pages as XHTML with elements of its own, knows them by their titles, and keeps their order in a tree. Each page is a file, as
// the REST API takes it for the body of a page in the "storage" representation; pages.json says what is above and what is attached to each. Nobody
// edits these files, and what somebody edits in Confluence is overwritten when they are published again: notes come from another folder. Source
// of the elements: Atlassian's documentation, "Confluence Storage Format".
var confluence = Flavor{
	Name: "confluence", Doc: "Pages for Confluence: storage format (XHTML), and the page tree in pages.json.", Start: "pages.json", Published: true, Trail: true,
	File: func(page string) string { return "pages/" + safePath(page) + ".xhtml" },
	Picture: func(name, extension string) string {
		return "attachments/" + strings.ReplaceAll(name, "/", "-") + extension
	},
	write: (*book).confluence,
}

// confluencePage is an entry of pages.json.
type confluencePage struct {
	Title       string   `json:"title"` // unique, as a space wants it
	Parent      string   `json:"parent,omitempty"`
	File        string   `json:"file"`
	Address     string   `json:"address"`
	Position    int      `json:"position"` // among those with the same parent, from 1
	Labels      []string `json:"labels"`
	Attachments []string `json:"attachments,omitempty"`
}

func (b *book) confluence() iter.Seq[output.File] {
	x := XHTML{elements: b.confluenceElements()}
	x.Picture = func(_ Page, p Picture) string {
		return `<ac:image ac:alt="` + attribute(clean(p.Alt)) + `"><ri:attachment ri:filename="` + attribute(path.Base(p.Path)) + `"/></ac:image>`
	}
	pages, entries := b.tree()
	index := newIndex(pages)
	files := output.InOrder(len(pages), func(i int) output.File {
		return output.File{Path: entries[i].File, Content: []byte(x.fragment(index, pages[i]).XHTML)}
	})
	list := struct {
		FormatVersion int              `json:"format_version"`
		Pages         []confluencePage `json:"pages"`
	}{1, entries}
	return and(files, output.File{Path: "pages.json", Content: indentedJSON(list)})
}

// tree is all pages with what Confluence wants to know of each, parents before their children. The pages of each kind stand below one that lists them.
func (b *book) tree() ([]Page, []confluencePage) {
	var pages []Page
	var entries []confluencePage
	position := map[string]int{}
	add := func(p Page, title, parent string) {
		position[parent]++
		e := confluencePage{Title: title, Parent: parent, File: b.flavor.File(p.Address), Address: p.Address, Position: position[parent], Labels: []string{"handoff"}}
		if kind := kindOf(p.Address); kind != "" {
			e.Labels = append(e.Labels, safeName(kind))
		}
		for _, block := range p.Body {
			if picture, ok := block.(Picture); ok {
				e.Attachments = append(e.Attachments, picture.Path)
			}
		}
		pages = append(pages, p)
		entries = append(entries, e)
	}
	home := b.Pages[0]
	add(home, b.titles[home.Address], "")
	for _, part := range b.contents() {
		parent := b.titles[home.Address]
		switch {
		case part.Own:
			parent = b.titles[part.List.Address]
		case part.Kind != "":
			title := b.free(part.Title)
			add(part.List, title, parent)
			parent = title
		}
		for _, p := range part.Pages {
			add(p, b.titles[p.Address], parent)
		}
	}
	return pages, entries
}

// above is the title of the page that the pages of a kind stand below.
func (b *book) above(kind string) string {
	if title, own := b.titles[strings.ToLower(kindTitle(kind))]; own {
		return title
	}
	return b.lists[kind]
}

// free is a title that no page of the map has.
func (b *book) free(title string) string {
	for {
		taken := false
		for _, t := range b.titles {
			taken = taken || strings.EqualFold(t, title)
		}
		if !taken {
			return title
		}
		title += " (list)"
	}
}

func (b *book) confluenceElements() elements {
	return elements{
		link: func(to, anchor, body string) string {
			at := ""
			if anchor != "" {
				at = ` ac:anchor="` + attribute(anchor) + `"`
			}
			return "<ac:link" + at + `><ri:page ri:content-title="` + attribute(b.titles[to]) + `"/><ac:link-body>` + body + "</ac:link-body></ac:link>"
		},
		anchor: confluenceAnchor,
		code: func(language, text string) string {
			return `<ac:structured-macro ac:name="code"><ac:plain-text-body>` + cdata(text) + "</ac:plain-text-body></ac:structured-macro>\n"
		},
		image: func(url, alt string) string {
			return `<ac:image ac:alt="` + attribute(alt) + `"><ri:url ri:value="` + attribute(url) + `"/></ac:image>`
		},
		boxes: func(items []string) string {
			var s strings.Builder
			s.WriteString("<ac:task-list>\n")
			for _, item := range items {
				s.WriteString("<ac:task><ac:task-status>incomplete</ac:task-status><ac:task-body>" + item + "</ac:task-body></ac:task>\n")
			}
			return s.String() + "</ac:task-list>\n"
		},
		notes: func(grave bool, list string) string {
			macro := "note"
			if grave {
				macro = "warning"
			}
			return `<ac:structured-macro ac:name="` + macro + `"><ac:rich-text-body>` + list + "</ac:rich-text-body></ac:structured-macro>\n"
		},
	}
}

func confluenceAnchor(id string) string {
	return `<ac:structured-macro ac:name="anchor"><ac:parameter ac:name="">` + escapeXML(id) + "</ac:parameter></ac:structured-macro>"
}

// cdata writes a text that is taken as it stands; what would end it is split in two.
func cdata(text string) string {
	return "<![CDATA[" + strings.ReplaceAll(legal(text), "]]>", "]]]]><![CDATA[>") + "]]>"
}

// markPublisher is the Markdown that the publisher mark takes: what it has to know of a page stands in comments at its head. It uploads the pictures, and
// finds pages by their files; the space is given on its command line. Source: the README of github.com/kovetskiy/mark.
var markPublisher = Flavor{
	Name: "mark", Doc: "Markdown for Confluence, as the publisher mark takes it (mark --space KEY --files 'OUT/**/*.md').", Start: "home.md",
	File: func(page string) string {
		if page == address.Home {
			return "home.md"
		}
		return safePath(page) + ".md"
	},
	Picture: inDiagrams, Trail: true,
	syntax: syntax{
		link:   relativeLink,
		anchor: confluenceAnchor,
		heading: func(level int, text, anchor string) string {
			if anchor == "" {
				return hashes(level) + text
			}
			return confluenceAnchor(anchor) + "\n\n" + hashes(level) + text
		},
		before: func(b *book, p Page) string {
			var s strings.Builder
			header := func(name, value string) {
				s.WriteString("<!-- " + name + ": " + strings.ReplaceAll(value, "--", "\u2013") + " -->\n")
			}
			if home := b.Pages[0]; p.Address != home.Address {
				header("Parent", b.titles[home.Address])
			}
			if kind := kindOf(p.Address); kind != "" {
				header("Parent", b.above(kind))
			}
			header("Title", b.titles[p.Address])
			header("Label", "handoff")
			return s.String() + "\n"
		},
		title: func(*book, Page) string { return "" }, // Confluence shows it above the page
	},
	write: func(b *book) iter.Seq[output.File] {
		moved := func(p Page) bool { return p.MovedTo != "" } // pages go by their titles, which do not move
		return b.without(moved).markdown()
	},
}
