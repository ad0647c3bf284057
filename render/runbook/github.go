package runbook

import (
	"iter"
	"strings"

	"handoff/render/address"
	"handoff/render/output"
)

// A GitHub wiki is flat: whatever the folder, a page goes by its file's name, and hyphens in it are shown as spaces. Its pages are linked by name
// without the extension. Raw anchors keep the name they are given.
var github = Flavor{
	Name: "github", Doc: "A GitHub wiki: flat page names, Home, sidebar and footer.", Start: "Home.md",
	File: func(page string) string { return githubName(page) + ".md" }, Picture: inDiagrams,
	syntax: syntax{
		link: func(b *book, from, to, anchor string) string {
			target := ""
			if from != to {
				target = githubName(to)
			}
			if anchor != "" {
				target += "#" + anchor
			}
			return encodePath(target)
		},
		anchor: func(id string) string { return `<a name="` + id + `"></a>` },
		heading: func(level int, text, anchor string) string {
			if anchor == "" {
				return hashes(level) + text
			}
			return `<a name="` + anchor + `"></a>` + "\n\n" + hashes(level) + text
		},
		picture: func(b *book, page Page, p Picture) string {
			return "![" + escape(p.Alt) + "](" + encodePath(p.Path) + ")\n"
		},
		notes: alert,
	},
	write: func(b *book) iter.Seq[output.File] {
		return and(b.markdown(),
			output.File{Path: "_Sidebar.md", Content: b.sidebar("**", "**")},
			output.File{Path: "_Footer.md", Content: []byte("These pages are generated from a map of processes: change them there. Notes go between the marks `handoff:keep` and `handoff:end`.\n")},
		)
	},
}

// githubName is Process-incident-management. A name that has hyphens of its own could be mistaken for another, and gets a part of its hash.
func githubName(page string) string {
	if page == address.Home {
		return "Home"
	}
	kind, name, below := strings.Cut(page, "/")
	if !below {
		return strings.ReplaceAll(capitals(safeName(page)), "_", "-")
	}
	if kind == "rule" { // rules are group/name-of-the-rule, and no group has a hyphen
		return "Rule-" + strings.ReplaceAll(safePath(name), "/", "-")
	}
	safe := safeName(name)
	if strings.Contains(name, "-") {
		safe = hashed(safe, name)
	}
	return capital(safeName(kind)) + "-" + strings.ReplaceAll(safe, "_", "-")
}

// capitals writes the name of a page about the whole map as people do.
func capitals(name string) string {
	switch name {
	case "raci":
		return "RACI"
	case "kpis":
		return "KPIs"
	}
	return capital(name)
}

// alert is a box, as GitHub and GitLab show a quotation that begins with a mark.
func alert(grave bool, items []string) string {
	kind := "WARNING"
	if grave {
		kind = "CAUTION"
	}
	return "> [!" + kind + "]\n> - " + strings.Join(items, "\n> - ") + "\n"
}

// label is what a page is called in a list of pages of its kind.
func (b *book) label(p Page) string {
	if title := clean(p.Title); title != "" {
		return title
	}
	return b.titles[p.Address]
}

// sidebar lists all pages but those of rules.
func (b *book) sidebar(open, end string) []byte {
	var s strings.Builder
	link := func(p Page) string { return "[" + escape(b.label(p)) + "](" + b.to("", p.Address, "") + ")" }
	s.WriteString(open + link(b.Pages[0]) + end + "\n")
	for _, part := range b.contents() {
		if part.Kind == "rule" {
			continue
		}
		s.WriteString("\n" + open + part.Title + end + "\n\n")
		for _, p := range part.Pages {
			s.WriteString("- " + link(p) + "\n")
		}
	}
	return []byte(s.String())
}
