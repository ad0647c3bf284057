package product

import (
	"bytes"
	"context"
	_ "embed"
	"html/template"
	"path"
	"strings"

	"handoff/cmd/internal/analysis"
	"handoff/render"
	"handoff/render/address"
	"handoff/render/output"
	"handoff/render/runbook"
)

// BindersFolder is where the printable sets go, in the folder of a site.
const BindersFolder = "binder"

//go:embed binder.css
var binderStyle string

var binderPage = template.Must(template.New("binder").Parse(`<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8"/>
<meta name="viewport" content="width=device-width, initial-scale=1"/>
<title>{{.Title}}: incident binder</title>
<style>
{{.Style}}</style>
</head>
<body>
{{range .Parts}}<section id="{{.ID}}"{{with .Class}} class="{{.}}"{{end}}>
<h1>{{.Title}}</h1>
{{.Body}}</section>
{{end}}</body>
</html>
`))

type binderPart struct {
	ID, Title, Class string
	Body             template.HTML // made safe by the writer of the pages
}

// binders are the printable sets of a map: one file for each service, with everything in it. picture gives the SVG of a page, nil where there is none.
func binders(a *analysis.Analysis, options runbook.Options, picture func(page string) []byte) ([]output.File, error) {
	var files []output.File
	for _, binder := range runbook.Binders(a.Map, a.Graph, a.Findings, options) {
		x := runbook.XHTML{
			Link: func(_, to, anchor string) string {
				if anchor == "" {
					anchor = runbook.PartAnchor(to)
				}
				return "#" + anchor
			},
			Picture: func(page runbook.Page, _ runbook.Picture) string {
				svg := picture(page.Address)
				if svg == nil {
					return ""
				}
				return `<figure class="picture">` + string(inline(svg)) + "</figure>"
			},
		}
		var data struct {
			Title string
			Style template.CSS
			Parts []binderPart
		}
		data.Title, data.Style = binder.Service.DisplayName(), template.CSS(binderStyle)
		before := ""
		for k, f := range x.Fragments(binder.Pages) {
			kind, _, _ := strings.Cut(f.Page.Address, "/")
			class := ""
			switch {
			case k == 0:
				class = "cover"
			case kind == "role" && before == "role": // these are short: no page for each
				class = "on"
			}
			before = kind
			data.Parts = append(data.Parts, binderPart{
				ID: runbook.PartAnchor(f.Page.Address), Title: f.Page.Title, Class: class, Body: template.HTML(f.XHTML),
			})
		}
		var b bytes.Buffer
		if err := binderPage.Execute(&b, data); err != nil {
			return nil, err
		}
		page, _ := address.Of(binder.Service)
		files = append(files, output.File{Path: path.Join(BindersFolder, path.Base(runbook.HTMLFile(page))), Content: b.Bytes()})
	}
	return files, nil
}

// inline is an SVG file as it may stand inside of a page: without the declaration of a document.
func inline(svg []byte) []byte {
	if at := bytes.Index(svg, []byte("<svg")); at > 0 {
		return svg[at:]
	}
	return svg
}

// Binders draws the pictures and makes the printable sets.
func (p Pen) Binders(ctx context.Context, a *analysis.Analysis) ([]output.File, error) {
	svg, _ := render.FormatNamed("svg")
	pictures := Pictures(a.Graph)
	drawn, problem := p.Draw(ctx, pictures, svg, "", nil)
	byName, byPage, paths := map[string][]byte{}, map[string][]byte{}, map[string]string{}
	for _, f := range drawn {
		byName[f.Path] = f.Content
	}
	for _, picture := range pictures {
		if content := byName[picture.Name+svg.Extension]; content != nil {
			byPage[picture.Page], paths[picture.Page] = content, picture.Name+svg.Extension
		}
	}
	files, err := binders(a, pageOptions(a, paths), func(page string) []byte { return byPage[page] })
	if err != nil {
		return nil, err
	}
	return files, problem
}
