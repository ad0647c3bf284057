package runbook

import (
	"handoff/render/address"
	"handoff/render/output"
	"iter"
)

// A GitLab wiki has folders; a page goes by its path without the extension. A link that begins with a slash is seen from the wiki's root, whichever
// page it stands on. Headings are named by GitLab.
var gitlab = Flavor{
	Name: "gitlab", Doc: "A GitLab wiki: pages by path, home and sidebar.", Start: "home.md",
	File: func(page string) string { return gitlabName(page) + ".md" }, Picture: inDiagrams,
	syntax: syntax{
		link: func(b *book, from, to, anchor string) string {
			target := ""
			if from != to {
				target = "/" + gitlabName(to)
			}
			if anchor != "" {
				target += "#" + anchor
			}
			return encodePath(target)
		},
		heading: plainHeading,
		picture: func(b *book, page Page, p Picture) string {
			return "![" + escape(p.Alt) + "](" + encodePath("/"+p.Path) + ")\n"
		},
		notes: alert,
		slug:  gitlabSlug,
	},
	write: func(b *book) iter.Seq[output.File] {
		return and(b.markdown(), output.File{Path: "_sidebar.md", Content: b.sidebar("**", "**")})
	},
}

func gitlabName(page string) string {
	if page == address.Home {
		return "home"
	}
	return safePath(page)
}

func plainHeading(level int, text, _ string) string { return hashes(level) + text }
