package runbook

import (
	"path"
	"strings"

	"handoff/render/address"
	"handoff/render/output"
	"handoff/render/site"
)

// The static site: our own pages, to be read from disk or from any server. What frames them is made by the package site.
var staticSite = Flavor{
	Name: "html", Doc: "A site of plain HTML with search, to be opened from disk or served by anything.", Start: "index.html", Inline: true, Clickable: true, Published: true, Site: true, Trail: true,
	File: htmlFile, Picture: inDiagrams,
	syntax: syntax{link: relativeLink},
	write:  (*book).site,
}

func htmlFile(page string) string {
	if page == "home" {
		return "index.html"
	}
	return safePath(page) + ".html"
}

func (b *book) site() []output.File {
	shell := &site.Site{Title: b.titles[b.Pages[0].Address], Map: b.Page}
	x := XHTML{Link: HTMLLink, Picture: func(p Page, picture Picture) string {
		if svg := b.Pictures[picture.Path]; len(svg) > 0 {
			return `<figure role="group" aria-label="` + attribute(clean(picture.Alt)) + `">` + shell.Picture(svg) + "</figure>"
		}
		return "<p><em>" + escapeXML(clean(picture.Alt)) + "</em></p>"
	}}
	fragments := map[string]Fragment{}
	for _, f := range x.Fragments(b.Pages) {
		fragments[f.Page.Address] = f
	}
	entry := func(p Page) site.Entry {
		e := site.Entry{Address: p.Address, Title: clean(p.Title), Path: htmlFile(p.Address)}
		for _, c := range fragments[p.Address].Contents {
			e.Parts = append(e.Parts, site.Entry{Title: c.Text, Path: e.Path + "#" + c.ID})
		}
		return e
	}
	list := []Page{b.Pages[0]}
	for _, part := range b.contents() {
		list = append(list, part.Pages...)
	}
	for _, p := range list {
		shell.Pages = append(shell.Pages, entry(p))
	}
	var files []output.File
	printed := map[string]string{} // where the binder of a service is, as seen from its page
	for _, binder := range b.Binders {
		service, _ := address.Of(binder.Service)
		printed[service] = Relative(path.Dir(htmlFile(service)), binder.File())
		files = append(files, output.File{Path: binder.File(), Content: binder.HTML(b.Pictures)})
	}
	for i, p := range list {
		page := site.Page{Entry: shell.Pages[i], Body: fragments[p.Address].XHTML, SourceURL: p.Source.URL}
		if to := printed[p.Address]; to != "" {
			page.Body = `<p class="print"><a href="` + attribute(encodeURL(to)) + `">To print: the incident binder</a></p>` + "\n" + page.Body
		}
		if p.Source.File != "" {
			page.Source = p.Source.at()
		}
		files = append(files, output.File{Path: htmlFile(p.Address), Content: shell.Page(page)})
	}
	for _, p := range b.Pages {
		if p.MovedTo != "" {
			files = append(files, output.File{Path: htmlFile(p.Address), Content: redirect(p)})
		}
	}
	return append(files, shell.Assets()...)
}

// redirect is a page that leads on by itself, and says where to for those with whom it does not.
func redirect(p Page) []byte {
	target := attribute(encodeURL(Relative(path.Dir(htmlFile(p.Address)), htmlFile(p.MovedTo))))
	title := escapeXML(clean(p.Title))
	return []byte(strings.Join([]string{
		"<!doctype html>", `<html lang="en">`, `<head><meta charset="utf-8"><title>` + title + "</title>",
		`<meta http-equiv="refresh" content="0; url=` + target + `"><link rel="canonical" href="` + target + `"></head>`,
		`<body><p>` + title + `. <a href="` + target + `">Go there</a>.</p></body>`, "</html>", "",
	}, "\n"))
}
