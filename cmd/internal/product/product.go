package product

import (
	"bytes"
	"context"
	"io"
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
var Highlights = []string{PageFile, DocsFolder + "/README.md", DiagramsFolder + "/landscape.svg", MapFile}

// Build makes everything: the runbooks in docs, the pictures in diagrams, the compiled map with its schema. The set is complete but for
// pictures that could not be drawn; the error tells of those only.
func (p Pen) Build(ctx context.Context, a *analysis.Analysis) (output.Set, error) {
	set, err := p.docs(ctx, a, DocsFolder, DiagramsFolder)
	for _, f := range []struct {
		name  string
		write func(io.Writer) error
	}{
		{MapFile, func(w io.Writer) error { return compiled.Write(w, a.Map) }},
		{SchemaFile, compiled.WriteSchema},
	} {
		var b bytes.Buffer
		if err := f.write(&b); err != nil {
			return output.Set{}, err
		}
		set.Files = append(set.Files, output.File{Path: f.name, Content: b.Bytes()})
	}
	flavor := runbook.Flavors[0]
	page, problem := p.Page(ctx, a, func(page string) string { return (&url.URL{Path: path.Join(DocsFolder, flavor.File(page))}).String() })
	set.Files = append(set.Files, output.File{Path: PageFile, Content: page})
	if err == nil {
		err = problem // it tells of the same pictures
	}
	return set, err
}

// Docs makes the runbooks, with their pictures in a folder of their own. As for Build, an error only tells of pictures.
func (p Pen) Docs(ctx context.Context, a *analysis.Analysis) (output.Set, error) {
	return p.docs(ctx, a, "", DiagramsFolder)
}

func (p Pen) docs(ctx context.Context, a *analysis.Analysis, docs, diagrams string) (output.Set, error) {
	flavor := runbook.Flavors[0]
	svg, _ := render.FormatNamed("svg")
	pictures := Pictures(a.Graph)
	paths := map[string]string{}
	for _, picture := range pictures {
		paths[picture.Page] = relative(docs, path.Join(diagrams, picture.Name+svg.Extension))
	}
	pages := pagesOf(a, paths)
	there := places(pages)
	link := func(from, place string) string {
		page, anchor, _ := strings.Cut(place, "#")
		if !there[page] {
			return ""
		}
		to := url.URL{Path: relative(path.Dir(from), path.Join(docs, flavor.File(page)))}
		if there[place] {
			to.Fragment = anchor
		}
		return to.String()
	}
	drawn, err := p.Draw(ctx, pictures, svg, diagrams, link)
	if err != nil { // no page may show a picture that is not there
		clear(paths)
		for _, picture := range pictures {
			for _, file := range drawn {
				if file.Path == path.Join(diagrams, picture.Name+svg.Extension) {
					paths[picture.Page] = relative(docs, file.Path)
				}
			}
		}
		pages = pagesOf(a, paths)
	}
	set := runbook.Output(pages, a.Map, flavor, docs)
	set.Files = append(set.Files, drawn...)
	return set, err
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
	options := runbook.Options{Pictures: pictures}
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

// relative is the way from a folder to a file, both within one folder.
func relative(folder, file string) string {
	if folder == "" || folder == "." {
		return file
	}
	up := strings.Split(folder, "/")
	down := strings.Split(file, "/")
	for len(up) > 0 && len(down) > 1 && up[0] == down[0] {
		up, down = up[1:], down[1:]
	}
	return strings.Repeat("../", len(up)) + strings.Join(down, "/")
}
