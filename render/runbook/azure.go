package runbook

import (
	"iter"
	"path"
	"strings"

	"handoff/render/address"
	"handoff/render/output"
)

// A wiki of Azure DevOps shows the names of its files as titles, with hyphens as spaces and some characters percent-encoded; a page with pages below
// it is a file beside the folder of that name, and a file .order in each folder says what comes first. Pictures lie in /.attachments, as PNG: SVG is not among the pictures it shows,
// and its Mermaid is an old one that stops at shapes it does not know. Headings are named by Azure DevOps.
var azure = Flavor{
	Name: "azure", Doc: "An Azure DevOps wiki: .order files, pictures in .attachments.", Start: "Home.md",
	File: func(page string) string { return azureName(page) + ".md" },
	Picture: func(name, extension string) string {
		return ".attachments/" + strings.ReplaceAll(name, "/", "-") + extension
	},
	Format: "png", Trail: true,
	syntax: syntax{
		link: func(b *book, from, to, anchor string) string {
			target := ""
			if from != to {
				target = "/" + encodePath(azureName(to))
			}
			if anchor != "" {
				target += "#" + encodePath(anchor)
			}
			return target
		},
		heading: plainHeading,
		picture: func(b *book, page Page, p Picture) string {
			return "![" + escape(p.Alt) + "](" + encodePath("/"+p.Path) + ")\n"
		},
		// The wiki shows the name of the page above it, which is not quite its title.
		title: func(b *book, page Page) string {
			contents := ""
			if kindOf(page.Address) == "process" {
				contents = "\n[[_TOC_]]\n"
			}
			return "# " + headingText(escape(page.Title)) + "\n" + contents
		},
		slug: azureSlug,
	},
	write: func(b *book) iter.Seq[output.File] {
		var files []output.File
		parts := b.contents()
		order := []string{path.Base(azureName(b.Pages[0].Address))}
		for _, part := range parts {
			var names []string
			for _, p := range part.Pages {
				names = append(names, path.Base(azureName(p.Address)))
			}
			if part.Kind == "" {
				order = append(order, names...)
				continue
			}
			if !part.Own {
				order = append(order, azureFolder(part.Kind))
				files = append(files, output.File{Path: azureFolder(part.Kind) + ".md", Content: b.page(part.List)})
			}
			files = append(files, output.File{Path: azureFolder(part.Kind) + "/.order", Content: []byte(strings.Join(names, "\n") + "\n")})
		}
		return and(b.markdown(), append(files, output.File{Path: ".order", Content: []byte(strings.Join(order, "\n") + "\n")})...)
	},
}

// azureFolder is the name of the page above those of a kind, and of the folder beside it.
func azureFolder(kind string) string {
	return azureWords(capital(safeName(strings.ToLower(kindTitle(kind)))))
}

// azureName is Processes/Incident-management.
func azureName(page string) string {
	if page == address.Home {
		return "Home"
	}
	kind, name, below := strings.Cut(page, "/")
	if !below {
		return azureWords(capitals(safeName(page)))
	}
	return azureFolder(kind) + "/" + azureWords(capital(strings.ReplaceAll(safePath(name), "/", "_")))
}

// azureWords encodes a hyphen that is one, then makes hyphens of what is to be shown as spaces.
func azureWords(name string) string {
	return strings.NewReplacer("-", "%2D", "_", "-", " ", "-").Replace(name)
}
