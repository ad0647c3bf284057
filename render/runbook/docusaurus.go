package runbook

import (
	"iter"
	"path"
	"strconv"
	"strings"

	"handoff/render/address"
	"handoff/render/output"
)

// Docusaurus reads pages as MDX, in which braces are code and every tag a component: a note that somebody writes at night could break the build
// of the whole site. So each page asks to be read as CommonMark; and what comes from the map is escaped for MDX all the same, for sites
// that read everything as MDX. The folder may stand anywhere below the docs of a site: what orders it are the numbers in its front matter and a file
// _category_.json in each folder. Where it is all there is in the docs, sidebars.js lists it.
var docusaurus = Flavor{
	Name: "docusaurus", Doc: "A docs folder for Docusaurus: front matter, categories, sidebars.js.", Start: "index.md",
	File: func(page string) string {
		if page == address.Home {
			return "index.md"
		}
		return safePath(page) + ".md"
	},
	Picture: inDiagrams, Trail: true,
	syntax: syntax{
		escapes: mdx,
		link: func(b *book, from, to, anchor string) string {
			target := relativeLink(b, from, to, anchor)
			if from != to && !strings.HasPrefix(target, ".") {
				target = "./" + target // a file, never a page of the site
			}
			return target
		},
		anchor: htmlAnchor,
		heading: func(level int, text, anchor string) string {
			if anchor == "" {
				return hashes(level) + text
			}
			return hashes(level) + text + " {#" + anchor + "}"
		},
		picture: func(b *book, page Page, p Picture) string {
			target := Relative(path.Dir(b.flavor.File(page.Address)), p.Path)
			if !strings.HasPrefix(target, ".") {
				target = "./" + target
			}
			return "![" + mdx.text(p.Alt) + "](" + encodePath(target) + ")\n"
		},
		authored: rewritten,
		written:  rewrittenLine,
		before:   docusaurusFrontMatter,
		title:    func(_ *book, p Page) string { return "# " + headingText(mdx.text(docusaurusTitle(p))) + "\n" },
		notes: func(grave bool, items []string) string {
			kind := "warning"
			if grave {
				kind = "danger"
			}
			return ":::" + kind + "[What the checks found]\n\n- " + strings.Join(items, "\n- ") + "\n\n:::\n"
		},
	},
	write: func(b *book) iter.Seq[output.File] {
		var files []output.File
		type doc struct {
			Type  string `json:"type"`
			ID    string `json:"id,omitempty"`
			Label string `json:"label,omitempty"`
			Items []doc  `json:"items,omitempty"`
		}
		id := func(p Page) string { return strings.TrimSuffix(b.flavor.File(p.Address), ".md") }
		list := []doc{{Type: "doc", ID: id(b.Pages[0])}}
		for i, part := range b.contents() {
			var docs []doc
			for _, p := range part.Pages {
				docs = append(docs, doc{Type: "doc", ID: id(p)})
			}
			if part.Kind == "" {
				list = append(list, docs...)
				continue
			}
			list = append(list, doc{Type: "category", Label: part.Title, Items: docs})
			category := "{\n  \"label\": " + quoted(part.Title) + ",\n  \"position\": " + strconv.Itoa(100+i) + ",\n  \"link\": {\"type\": \"generated-index\", \"title\": " + quoted(part.Title) + "}\n}\n"
			files = append(files, output.File{Path: safeName(part.Kind) + "/_category_.json", Content: []byte(category)})
		}
		return and(b.markdown(), append(files, output.File{Path: "sidebars.js", Content: []byte(
			"// Written by handoff. For a site, or a docs plugin, whose docs are this folder: sidebarPath: require.resolve('./docs/sidebars.js').\nmodule.exports = {\n\"handoff\": " + strings.TrimSpace(string(indentedJSON(list))) + "\n};\n")})...)
	},
}

// docusaurusTitle is a title without backslashes and angle brackets: Docusaurus puts titles into scripts as they are, so that a title could end one.
func docusaurusTitle(p Page) string {
	return strings.NewReplacer(`\`, "∖", "<", "‹", ">", "›").Replace(clean(p.Title))
}

// docusaurusFrontMatter is YAML; strings in it are written as JSON has them.
func docusaurusFrontMatter(b *book, p Page) string {
	var s strings.Builder
	title := quoted(docusaurusTitle(p))
	s.WriteString("---\ntitle: " + title + "\nsidebar_label: " + title + "\n")
	switch position := b.places[p.Address]; {
	case p.MovedTo != "":
		s.WriteString("unlisted: true\n")
	case position > 0:
		s.WriteString("sidebar_position: " + strconv.Itoa(position) + "\n")
	}
	if p.Address == address.Home {
		s.WriteString("slug: ./\n")
	}
	s.WriteString("hide_title: true\ncustom_edit_url: ")
	if p.Source.URL != "" && escapeURL(p.Source.URL) != "" {
		s.WriteString(quoted(encodeURL(p.Source.URL)))
	} else {
		s.WriteString("null")
	}
	s.WriteString("\nmdx:\n  format: md\n---\n\n")
	return s.String()
}
