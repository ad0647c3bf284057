package product

import (
	"context"
	"net/url"
	"path"
	"strings"

	"handoff/cmd/internal/analysis"
	"handoff/cmd/internal/reference"
	"handoff/render/output"
	"handoff/render/runbook"
)

// The places of things in the folder that a build writes.
const (
	DocsFolder     = "docs"
	DiagramsFolder = "diagrams"
	MapFile        = "map.json"
	SchemaFile     = "map.schema.json"
)

// Highlights are the files of a build that are worth opening first.
func (h Handbook) Highlights() []string {
	return []string{PageFile, path.Join(DocsFolder, h.Flavor.Start), DiagramsFolder + "/landscape.svg", MapFile}
}

// Build makes everything: the runbooks in docs, the pictures in diagrams or with the runbooks, the compiled map with its schema, the interactive page unless the map is too large for one.
// The files are made while they are written. The set is complete but for pictures that could not be drawn, of which Undrawn then tells.
func (p Pen) Build(ctx context.Context, a *analysis.Analysis, h Handbook) (output.Set, *Undrawn) {
	m := making{pen: p, ctx: ctx, analysis: a, book: h, docs: DocsFolder, mapFile: "../" + MapFile, wiki: h.wiki(DocsFolder)}
	if TooLargeForPage(a) == "" {
		m.pageFile = "../" + PageFile
	}
	return m.set()
}

// Handbook says how runbooks are written.
type Handbook struct {
	Flavor runbook.Flavor
	Public bool          // for an analysis that analysis.Public made: notes marked internal must not be shown
	Notes  []output.Note // hand-written ones, from another folder: they stand in the pages, where then nobody writes; nil for none
}

// notes are those that may be shown, by id. A note follows what it is about, if that has been renamed since.
func (h Handbook) notes(a *analysis.Analysis) map[string]string {
	if h.Notes == nil {
		return nil
	}
	shown := map[string]string{}
	for _, n := range h.Notes {
		switch {
		case !h.Public:
			shown[runbook.Moved(a.Map, n.ID)] = n.Text
		case !n.Internal: // people write down names and numbers in those, too
			scrub := func(text string) string { return string(a.Secrets.Scrub([]byte(text))) }
			shown[runbook.Moved(a.Map, scrub(n.ID))] = scrub(n.Text)
		}
	}
	return shown
}

// wiki is the way to a page of the runbooks from beside their folder, or from within it where that is "".
func (h Handbook) wiki(folder string) func(page string) string {
	return func(page string) string { return (&url.URL{Path: path.Join(folder, h.Flavor.File(page))}).String() }
}

// Docs makes the runbooks, with their pictures, and the compiled map that they say in words; a site has the interactive page with it. As for Build, the
// files are made while they are written.
func (p Pen) Docs(ctx context.Context, a *analysis.Analysis, h Handbook) (output.Set, *Undrawn) {
	m := making{pen: p, ctx: ctx, analysis: a, book: h, mapFile: path.Join(h.Flavor.Served, MapFile), wiki: h.wiki("")}
	if h.Flavor.Site && TooLargeForPage(a) == "" {
		m.pageFile = PageFile
	}
	return m.set()
}

// pictureLinks are where pictures lead, each as seen from its own file, or from the page that it stands in.
func pictureLinks(f runbook.Flavor, docs string, pages []runbook.Page, shownOn map[string]string) func(from, place string) string {
	there := places(pages)
	return func(from, place string) string {
		page, anchor, _ := strings.Cut(place, "#")
		if !there[page] {
			return ""
		}
		if f.Inline {
			from = path.Join(docs, f.File(shownOn[from]))
		}
		to := url.URL{Path: runbook.Relative(path.Dir(from), path.Join(docs, f.File(page)))}
		if there[place] {
			to.Fragment = anchor
		}
		return to.String()
	}
}

// places are the addresses that pictures may lead to: pages, and the anchors on them.
func places(pages []runbook.Page) map[string]bool {
	there := map[string]bool{}
	for _, page := range pages {
		there[page.Address] = true
		for _, block := range page.Body {
			if h, ok := block.(runbook.Heading); ok && h.Anchor != "" {
				there[page.Address+"#"+h.Anchor] = true
			}
		}
	}
	return there
}

// pagesOf makes the pages of the map. What the checks say of it goes to them as plain data: what is open, what is silenced, and the reference of
// each rule that found something.
func pagesOf(a *analysis.Analysis, pictures map[string]string) []runbook.Page {
	return runbook.Pages(a.Map, a.Graph, a.Findings, pageOptions(a, pictures))
}

// outlinesOf makes the outlines of the same pages.
func outlinesOf(a *analysis.Analysis, pictures map[string]string) []runbook.Page {
	return runbook.Outlines(a.Map, a.Graph, a.Findings, pageOptions(a, pictures))
}

func pageOptions(a *analysis.Analysis, pictures map[string]string) runbook.Options {
	options := runbook.Options{Pictures: pictures, Measured: a.Measured}
	found := map[string]bool{}
	for _, f := range a.Findings {
		found[f.Rule] = true
	}
	for _, s := range a.Silenced {
		found[s.Finding.Rule] = true
		options.Silenced = append(options.Silenced, runbook.Silenced{Finding: s.Finding, Reason: s.Ignore.Reason.Value, Until: s.Ignore.Until.Time})
	}
	for _, id := range reference.IDs(analysis.All()) {
		if text, err := reference.Page(analysis.All(), id); found[id] && err == nil {
			_, body, _ := strings.Cut(text, "\n") // below its title
			options.Rules = append(options.Rules, runbook.Rule{ID: id, Title: reference.Title(analysis.All(), id), Markdown: body})
		}
	}
	return options
}
