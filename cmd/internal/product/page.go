package product

import (
	"context"
	"errors"
	"fmt"
	"io"
	"path"
	"slices"
	"strings"

	"handoff/cmd/internal/analysis"
	"handoff/cmd/internal/destination"
	"handoff/graph"
	"handoff/lang"
	"handoff/render"
	"handoff/render/address"
	"handoff/render/runbook"
	"handoff/render/site"
)

// PageFile is the interactive page in the folder that a build writes.
const PageFile = "map.html"

// PageLimit is for how many processes there is an interactive page. That of a thousand has 21 MB, and takes a minute to draw when nothing is kept from
// before.
const PageLimit = 2000

// TooLargeForPage says why there is no interactive page of a map; "" where there is one.
func TooLargeForPage(a *analysis.Analysis) string {
	if n := len(a.Graph.Processes); n > PageLimit {
		return fmt.Sprintf("the map has %d processes, too many for one interactive page (the limit is %d); handoff serve shows them one at a time", n, PageLimit)
	}
	return ""
}

// tabs are what the pictures of a perspective are called where there are several of one thing.
var tabs = map[string]string{
	"landscape": "Landscape", "service": "Flow", "process": "Swimlane", "interface": "Contract", "data": "Lineage", "raci": "RACI",
	"escalation": "Escalation", "org": "Organisation",
}

// Page makes the interactive page: every picture and every runbook of the map in one file. wiki is the way from it to a page of the
// runbooks beside it, or "" where there is none. As for Build, an error only tells of pictures that could not be drawn.
func (p Pen) Page(ctx context.Context, a *analysis.Analysis, wiki func(page string) string) ([]byte, error) {
	return p.page(ctx, a, outlinesOf(a, nil), wiki)
}

// page is Page of runbooks that are made already; it has pictures of its own beside their texts.
func (p Pen) page(ctx context.Context, a *analysis.Analysis, pages []runbook.Page, wiki func(page string) string) ([]byte, error) {
	pages = runbook.WithoutPictures(pages)
	m := site.Map{Title: pages[0].Title, Texts: texts(pages)}
	m.Places = withPages(site.Places(a.Graph, m.Title, a.Findings), pages)
	if wiki != nil {
		for i := range m.Places {
			page, _, _ := strings.Cut(m.Places[i].Address, "#")
			m.Places[i].Runbook = wiki(page)
		}
	}
	svg, _ := render.FormatNamed("svg")
	views, problems := album(a.Graph)
	if a.Measured != nil {
		views = append(views, tab{Picture{Name: path.Join(dashboard, dashboard), Page: address.Measured}, dashboard, "Figures"})
	}
	pictures := make([]Picture, len(views))
	for i, v := range views {
		pictures[i] = v.Picture
		views[i].View = render.View{}
	}
	pictures = measuredPictures(a, pictures)
	p.Inline = true
	drawn, err := p.Draw(ctx, pictures, svg, "", func(_, place string) string { return site.Hash(place) })
	content := map[string][]byte{}
	for _, f := range drawn {
		content[f.Path] = f.Content
	}
	for _, v := range views {
		if picture, ok := content[v.Name+svg.Extension]; ok {
			m.Views = append(m.Views, site.View{Page: v.Page, Perspective: v.perspective, Label: v.label, SVG: picture})
		}
	}
	return m.Write(), errors.Join(problems, err)
}

// withPages adds the pages that are about no one block: those about the whole map, and rules.
func withPages(places []site.Place, pages []runbook.Page) []site.Place {
	listed := map[string]bool{}
	for _, place := range places {
		listed[place.Address] = true
	}
	for _, page := range pages {
		if !listed[page.Address] {
			kind, _, _ := strings.Cut(page.Address, "/")
			if kind == page.Address {
				kind = ""
			}
			places = append(places, site.Place{Address: page.Address, Kind: kind, Title: page.Title})
		}
	}
	return places
}

// DeliverPage makes the interactive page and writes it where it should go.
func (p Pen) DeliverPage(ctx context.Context, a *analysis.Analysis, to string, stdout io.Writer) error {
	if why := TooLargeForPage(a); why != "" {
		return errors.New(why + ", and handoff docs --flavor html writes a page of each")
	}
	page, problem := p.Page(ctx, a, nil)
	if err := ctx.Err(); err != nil {
		return err
	}
	err := destination.Write(to, stdout, func(w io.Writer) error {
		_, err := w.Write(page)
		return err
	})
	return errors.Join(err, problem)
}

// tab is a picture of the interactive page.
type tab struct {
	Picture
	perspective, label string
}

// album is every view of a map: each perspective, of each block that it is about; those of one page stand in the order of the perspectives.
func album(g *graph.Graph) ([]tab, error) {
	var views []tab
	var problems []error
	add := func(p render.Perspective, of, page string) {
		view, err := p.Build(g, of)
		if err != nil {
			problems = append(problems, err)
			return
		}
		if view.Empty() {
			return
		}
		label := tabs[p.Name]
		switch {
		case label == "":
			label = p.Name
		case p.Name == "landscape" && of != "":
			label = "Neighbours"
		}
		views = append(views, tab{Picture{Name: path.Join(p.Name, fileOf(page)), Page: page, View: view}, p.Name, label})
	}
	for _, p := range render.Perspectives {
		if p.Of == "" {
			add(p, "", address.Home)
		}
		for _, d := range blocks(g, p.Of) {
			if page, _ := address.Of(d); page != "" {
				add(p, d.Common().Address(), page)
			}
		}
	}
	if len(g.Processes) > render.LandscapeLimit {
		for _, t := range teams(g) {
			t.Name = path.Join("landscape", t.Name)
			views = append(views, tab{t, "landscape", tabs["landscape"]})
		}
	}
	for _, p := range render.Perspectives {
		for _, kind := range alsoOn(p, len(g.Processes) > render.LandscapeLimit) {
			for _, d := range blocks(g, kind) {
				if page, _ := address.Of(d); page != "" {
					add(p, d.Common().Address(), page)
				}
			}
		}
	}
	return views, errors.Join(problems...)
}

// alsoOn are the kinds of blocks that a perspective on the whole map is a tab of, too. A small map has room for what is a part of a larger picture; in a large
// one the larger picture only counts, so that who does what in a process, and who is told, stand with the process.
func alsoOn(p render.Perspective, large bool) []lang.Kind {
	switch {
	case large && (p.Name == "raci" || p.Name == "escalation"):
		return []lang.Kind{lang.KindProcess}
	case large:
		return nil
	case p.Name == "landscape":
		return []lang.Kind{lang.KindTeam, lang.KindProcess}
	}
	return p.Also
}

// blocks are those of a kind that there is something to draw of.
func blocks(g *graph.Graph, kind lang.Kind) []lang.Declaration {
	return slices.DeleteFunc(blocksOf(g, kind), func(d lang.Declaration) bool {
		p, ok := d.(*lang.Process)
		return ok && len(p.Steps) == 0
	})
}

// texts are the pages as the panel shows them.
func texts(pages []runbook.Page) map[string]string {
	link := func(_, to, anchor string) string {
		if anchor != "" {
			to += "#" + anchor
		}
		return site.Hash(to)
	}
	texts := map[string]string{}
	for _, f := range (runbook.XHTML{Link: link}).Fragments(withoutWayBack(pages)) {
		texts[f.Page.Address] = f.XHTML
	}
	return texts
}

// withoutWayBack leaves out the line with which pages of a wiki begin: the shell of a site, and the interactive page, have their own.
func withoutWayBack(pages []runbook.Page) []runbook.Page {
	out := make([]runbook.Page, len(pages))
	for i, page := range pages {
		out[i] = page.Changed(func(page runbook.Page) runbook.Page {
			if len(page.Body) == 0 {
				return page
			}
			if first, ok := page.Body[0].(runbook.Paragraph); ok && len(first.Text) > 0 && first.Text[0].Page == address.Home {
				page.Body = page.Body[1:]
			}
			return page
		})
	}
	return out
}
