package runbook

import (
	"iter"
	"path"
	"strings"

	"handoff/render/address"
	"handoff/render/output"
)

// MkDocs is run by Python-Markdown, which reads nested lists, code in cells and much else in a way of its own. What an author wrote is therefore put
// down as HTML; the frame of a page stays Markdown, so that MkDocs checks its links and lists its headings.
var mkdocs = Flavor{
	Name: "mkdocs", Doc: "A MkDocs site with the Material theme: mkdocs.yml, and pages in docs.", Start: "mkdocs.yml", Served: "docs", Trail: true,
	File: func(page string) string {
		if page == address.Home {
			return "docs/index.md"
		}
		return "docs/" + safePath(page) + ".md"
	},
	Picture: func(name, extension string) string { return path.Join("docs/diagrams", name+extension) },
	syntax: syntax{
		escapes: python,
		link:    relativeLink,
		anchor:  htmlAnchor,
		heading: func(level int, text, anchor string) string {
			if anchor == "" {
				return hashes(level) + text
			}
			return hashes(level) + text + " { #" + anchor + " }"
		},
		title: func(b *book, page Page) string {
			if page.MovedTo != "" { // it stands in no list, and a theme would take its title from here
				return "# Moved\n"
			}
			return "# " + headingText(python.text(page.Title)) + "\n"
		},
		authored: func(markdown string, level int) string {
			return noTemplates(strings.TrimSuffix(XHTML{}.authored(markdown, level), "\n"))
		},
		written: func(markdown string, _ bool) (string, bool) {
			return noMarkdown(XHTML{}.written(markdown)), true
		},
		notes: func(grave bool, items []string) string {
			kind := "warning"
			if grave {
				kind = "danger"
			}
			return "!!! " + kind + " \"What the checks found\"\n\n    - " + strings.Join(items, "\n    - ") + "\n"
		},
	},
	write: func(b *book) iter.Seq[output.File] {
		return and(b.markdown(), output.File{Path: "mkdocs.yml", Content: b.mkdocsYAML()})
	},
}

// mkdocsYAML is the configuration. Strings are written as JSON has them, which is YAML too.
func (b *book) mkdocsYAML() []byte {
	var s strings.Builder
	s.WriteString("# Written by handoff. To change a setting, write a file of your own beside this one that begins with `INHERIT: mkdocs.yml`,\n# and build with `mkdocs build -f` that file.\n")
	// Themes put these titles into pages as they are, and the Material theme even takes entities back: so no < may be in them at all.
	title := func(text string) string {
		return quoted(attribute(strings.NewReplacer("<", "‹", ">", "›").Replace(clean(text))))
	}
	s.WriteString("site_name: " + title(b.titles[b.Pages[0].Address]) + "\ndocs_dir: docs\n")
	s.WriteString(`theme:
  name: material
  features: [navigation.indexes, navigation.top, search.highlight, content.code.copy]
  palette:
    - media: "(prefers-color-scheme: light)"
      scheme: default
      toggle: {icon: material/weather-night, name: "Switch to dark mode"}
    - media: "(prefers-color-scheme: dark)"
      scheme: slate
      toggle: {icon: material/weather-sunny, name: "Switch to light mode"}
markdown_extensions:
  - admonition
  - attr_list
  - tables
  - sane_lists
  - toc: {permalink: true}
plugins: [search]
`)
	s.WriteString("nav:\n")
	file := func(p Page) string { return quoted(strings.TrimPrefix(b.flavor.File(p.Address), "docs/")) }
	s.WriteString("  - " + title(b.titles[b.Pages[0].Address]) + ": " + file(b.Pages[0]) + "\n")
	for _, part := range b.contents() {
		s.WriteString("  - " + quoted(part.Title) + ":\n")
		for _, p := range part.Pages {
			s.WriteString("      - " + title(b.label(p)) + ": " + file(p) + "\n")
		}
	}
	return []byte(s.String())
}

// quoted is a text between double quotes, as JSON and YAML both read it.
func quoted(text string) string {
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range legal(clean(text)) {
		if r == '"' || r == '\\' {
			b.WriteByte('\\')
		}
		b.WriteRune(r)
	}
	b.WriteByte('"')
	return b.String()
}

// noTemplates keeps HTML from being read as a template by tools that a page is run through.
func noTemplates(html string) string {
	return strings.NewReplacer("{{", "&#123;&#123;", "{%", "&#123;%", "{#", "&#123;#").Replace(html)
}

// noMarkdown keeps the text of HTML from being read as Markdown: within a line, Markdown looks between tags. Tags stay as they are.
func noMarkdown(html string) string {
	var b strings.Builder
	inTag := false
	for i := 0; i < len(html); i++ {
		c := html[i]
		switch {
		case inTag:
			inTag = c != '>'
			b.WriteByte(c)
		case c == '<':
			inTag = true
			b.WriteByte(c)
		case c == '&':
			b.WriteByte(c) // of an entity; all others are written as one
		case c == '\n':
			b.WriteByte(' ')
		case strings.IndexByte("\\`*_{}[]()#+-.!|~$:", c) >= 0:
			b.WriteString(entities(string(c)))
		default:
			b.WriteByte(c)
		}
	}
	return b.String()
}
