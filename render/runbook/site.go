package runbook

import (
	"crypto/sha256"
	"encoding/base64"
	"iter"
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

func (b *book) site() iter.Seq[output.File] {
	shell := &site.Site{Title: b.titles[b.Pages[0].Address], Map: b.Page}
	x := XHTML{Link: HTMLLink, Picture: func(p Page, picture Picture) string {
		if svg := b.Pictures(picture.Path); len(svg) > 0 {
			return `<figure role="group" aria-label="` + attribute(clean(picture.Alt)) + `">` + shell.Picture(svg) + "</figure>"
		}
		return "<p><em>" + escapeXML(clean(picture.Alt)) + "</em></p>"
	}}
	for _, p := range b.Pages { // the styles of the pictures stand in the order of the pages
		for _, block := range p.Body {
			if picture, ok := block.(Picture); ok {
				shell.Picture(b.Pictures(picture.Path))
			}
		}
	}
	list := []Page{b.Pages[0]}
	for _, part := range b.contents() {
		list = append(list, part.Pages...)
	}
	for _, p := range list {
		shell.Pages = append(shell.Pages, site.Entry{Address: p.Address, Title: clean(p.Title), Path: htmlFile(p.Address)})
	}
	printed := map[string]string{} // where the binder of a service is, as seen from its page
	for _, binder := range b.Binders {
		service, _ := address.Of(binder.Service)
		printed[service] = Relative(path.Dir(htmlFile(service)), binder.File())
	}
	binders := output.InOrder(len(b.Binders), func(i int) output.File {
		return output.File{Path: b.Binders[i].File(), Content: b.Binders[i].HTML(b.Pictures)}
	})
	parts := make([][]site.Entry, len(list))
	pages := output.InOrder(len(list), func(i int) output.File {
		p := list[i]
		fragment := x.fragment(b.index, p)
		page := site.Page{Entry: shell.Pages[i], Body: fragment.XHTML, SourceURL: p.Source.URL}
		for _, c := range fragment.Contents {
			parts[i] = append(parts[i], site.Entry{Title: c.Text, Path: page.Path + "#" + c.ID})
		}
		if to := printed[p.Address]; to != "" {
			page.Body = `<p class="print"><a href="` + attribute(encodeURL(to)) + `">To print: the incident binder</a></p>` + "\n" + page.Body
		}
		if p.Source.File != "" {
			page.Source = p.Source.at()
		}
		return output.File{Path: htmlFile(p.Address), Content: shell.Page(page)}
	})
	return func(yield func(output.File) bool) {
		for _, files := range []iter.Seq[output.File]{binders, pages} {
			for f := range files {
				if !yield(f) {
					return
				}
			}
		}
		for i := range list { // for the search
			shell.Pages[i].Parts = parts[i]
		}
		var rest []output.File
		for _, p := range b.Pages {
			if p.MovedTo != "" {
				rest = append(rest, output.File{Path: htmlFile(p.Address), Content: redirect(p)})
			}
		}
		for _, f := range append(rest, shell.Assets()...) {
			if !yield(f) {
				return
			}
		}
	}
}

// redirect is a page that leads on by itself, with a script to the same place of the page, and says where to for those with whom it does not.
func redirect(p Page) []byte {
	target := attribute(encodeURL(Relative(path.Dir(htmlFile(p.Address)), htmlFile(p.MovedTo))))
	title := escapeXML(clean(p.Title))
	const script = "location.replace(document.links[0].href + location.hash)"
	hash := sha256.Sum256([]byte(script))
	policy := "default-src 'none'; script-src 'sha256-" + base64.StdEncoding.EncodeToString(hash[:]) + "'"
	return []byte(strings.Join([]string{
		"<!doctype html>", `<html lang="en">`, `<head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="` + policy + `"><title>` + title + "</title>",
		`<meta http-equiv="refresh" content="0; url=` + target + `"><link rel="canonical" href="` + target + `"></head>`,
		`<body><p>` + title + `. <a href="` + target + `">Go there</a>.</p><script>` + script + `</script></body>`, "</html>", "",
	}, "\n"))
}
