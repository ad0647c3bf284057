package product

import (
	"bytes"
	"context"
	"net/url"
	"path"
	"strings"

	"handoff/cmd/internal/analysis"
	"handoff/cmd/internal/reference"
	"handoff/lang/compiled"
	"handoff/render"
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
// The set is complete but for pictures that could not be drawn; the error tells of those only.
func (p Pen) Build(ctx context.Context, a *analysis.Analysis, h Handbook) (output.Set, error) {
	data, err := dataFiles(a, "")
	if err != nil {
		return output.Set{}, err
	}
	pageFile := "../" + PageFile
	if TooLargeForPage(a) != "" {
		pageFile = ""
	}
	set, pages, err := p.docs(ctx, a, h, DocsFolder, "../"+MapFile, pageFile)
	set.Files = append(set.Files, data...)
	if pageFile == "" {
		return set, err
	}
	page, problem := p.page(ctx, a, pages, h.wiki(DocsFolder))
	set.Files = append(set.Files, output.File{Path: PageFile, Content: page})
	if err == nil {
		err = problem // it tells of the same pictures
	}
	return set, err
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

// Docs makes the runbooks, with their pictures, and the compiled map that they say in words; a site has the interactive page with it. As for Build, an
// error only tells of pictures.
func (p Pen) Docs(ctx context.Context, a *analysis.Analysis, h Handbook) (output.Set, error) {
	data, err := dataFiles(a, h.Flavor.Served)
	if err != nil {
		return output.Set{}, err
	}
	pageFile := ""
	if h.Flavor.Site && TooLargeForPage(a) == "" {
		pageFile = PageFile
	}
	set, pages, err := p.docs(ctx, a, h, "", path.Join(h.Flavor.Served, MapFile), pageFile)
	set.Files = append(set.Files, data...)
	if pageFile != "" {
		page, problem := p.page(ctx, a, pages, h.wiki(""))
		set.Files = append(set.Files, output.File{Path: pageFile, Content: page})
		if err == nil {
			err = problem
		}
	}
	return set, err
}

// dataFiles are the compiled map and its schema.
func dataFiles(a *analysis.Analysis, folder string) ([]output.File, error) {
	var m, schema bytes.Buffer
	if err := compiled.Write(&m, a.Map); err != nil {
		return nil, err
	}
	if err := compiled.WriteSchema(&schema); err != nil {
		return nil, err
	}
	return []output.File{{Path: path.Join(folder, MapFile), Content: m.Bytes()}, {Path: path.Join(folder, SchemaFile), Content: schema.Bytes()}}, nil
}

// docs writes the runbooks into a folder, and returns their pages too. mapFile is the compiled map, and pageFile the interactive page, as seen from there.
func (p Pen) docs(ctx context.Context, a *analysis.Analysis, h Handbook, docs, mapFile, pageFile string) (output.Set, []runbook.Page, error) {
	p.Inline = h.Flavor.Inline
	format, _ := render.FormatNamed(h.Flavor.Format)
	if format.Name == "" {
		format, _ = render.FormatNamed("svg")
	}
	pictures := measuredPictures(a, Pictures(a.Graph))
	shownOn := map[string]string{} // the page, by the picture's path
	paths := map[string]string{}
	for i, picture := range pictures {
		file := path.Join(docs, h.Flavor.Picture(picture.Name, format.Extension))
		if docs != "" && h.Flavor.Name == runbook.Flavors[0].Name { // a build keeps the pictures of plain pages beside them, where they are easily found
			file = path.Join(DiagramsFolder, picture.Name+format.Extension)
		}
		pictures[i].Name = strings.TrimSuffix(file, format.Extension)
		shownOn[file] = picture.Page
		paths[picture.Page] = runbook.Relative(docs, file)
	}
	pages := pagesOf(a, paths)
	var link func(from, place string) string
	if h.Flavor.Clickable {
		link = pictureLinks(h.Flavor, docs, pages, shownOn)
	}
	drawn, err := p.Draw(ctx, pictures, format, "", link)
	if err != nil { // no page may show a picture that is not there
		clear(paths)
		for _, file := range drawn {
			paths[shownOn[file.Path]] = runbook.Relative(docs, file.Path)
		}
		pages = pagesOf(a, paths)
	}
	book := runbook.Book{Pages: pages, Pictures: map[string][]byte{}, Map: mapFile, Page: pageFile, Notes: h.notes(a)}
	for _, file := range drawn {
		book.Pictures[runbook.Relative(docs, file.Path)] = file.Content
	}
	if h.Flavor.Inline {
		book.Binders = runbook.Binders(a.Map, a.Graph, a.Findings, pageOptions(a, paths))
	}
	set := runbook.Output(book, a.Map, h.Flavor, docs)
	set.Public = h.Public
	if !h.Flavor.Inline {
		set.Files = append(set.Files, drawn...)
	}
	return set, pages, err
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
