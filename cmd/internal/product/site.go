package product

import (
	"context"
	"net/url"
	"path"
	"strings"

	"handoff/cmd/internal/analysis"
	"handoff/render"
	"handoff/render/output"
	"handoff/render/runbook"
	"handoff/render/site"
)

// siteOf makes the static site of some pages: a file for each, with its picture in it, and the styles, scripts and search index they share. page is the
// way from the site's root to the interactive page; "" for none. An error only tells of pictures that could not be drawn.
func (p Pen) siteOf(ctx context.Context, a *analysis.Analysis, pages []runbook.Page, page string) ([]output.File, error) {
	svg, _ := render.FormatNamed("svg")
	pictures := Pictures(a.Graph)
	there := places(pages)
	p.Inline = true
	drawn, err := p.Draw(ctx, pictures, svg, "", func(from, place string) string { // a picture stands where its page does
		address, anchor, _ := strings.Cut(place, "#")
		if !there[address] {
			return ""
		}
		to := url.URL{Path: relative(path.Dir(from), runbook.HTMLFile(address))}
		if there[place] {
			to.Fragment = anchor
		}
		return to.String()
	})
	content := map[string][]byte{}
	for _, f := range drawn {
		content[f.Path] = f.Content
	}
	byPage := map[string][]byte{}
	for _, picture := range pictures {
		byPage[picture.Page] = content[picture.Name+svg.Extension]
	}

	s := &site.Site{Title: pages[0].Title, Map: page, Pages: entries(pages, site.Places(a.Graph, pages[0].Title, a.Findings))}
	x := runbook.XHTML{
		Link: runbook.HTMLLink,
		Picture: func(page runbook.Page, _ runbook.Picture) string {
			if byPage[page.Address] == nil {
				return ""
			}
			return `<figure class="picture">` + s.Picture(byPage[page.Address]) + "</figure>"
		},
	}
	var files []output.File
	for i, f := range x.Fragments(withoutWayBack(pages)) {
		source := ""
		if f.Page.Source.File != "" {
			source = f.Page.Source.File
		}
		files = append(files, output.File{Path: runbook.HTMLFile(f.Page.Address), Content: s.Page(site.Page{
			Entry: s.Pages[i], Body: f.XHTML, Source: source, SourceURL: f.Page.Source.URL,
		})})
	}
	return append(files, s.Assets()...), err
}

// entries are the pages as the site lists and finds them, each with what can be found on it.
func entries(pages []runbook.Page, places []site.Place) []site.Entry {
	at := map[string]site.Place{}
	parts := map[string][]site.Entry{}
	for _, place := range places {
		page, anchor, isPart := strings.Cut(place.Address, "#")
		if isPart {
			parts[page] = append(parts[page], site.Entry{
				Address: place.Address, Title: place.Title, Kind: place.Kind, Path: runbook.HTMLFile(page) + "#" + anchor, Note: place.Note, Words: place.Words,
			})
		} else {
			at[page] = place
		}
	}
	list := make([]site.Entry, len(pages))
	for i, page := range pages {
		list[i] = site.Entry{
			Address: page.Address, Title: page.Title, Path: runbook.HTMLFile(page.Address), Note: at[page.Address].Note, Words: at[page.Address].Words,
			Parts: parts[page.Address],
		}
	}
	return list
}
