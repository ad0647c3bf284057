package runbook

import (
	"bytes"
	_ "embed"
	"html/template"
	"path"
	"strconv"
	"strings"

	"handoff/lang/lazyregexp"
	"handoff/render/address"
)

// A binder as one HTML file with everything in it, to be printed: page breaks where a part begins, no table row and no picture torn apart.

// bindersFolder is where binders go, in the folder of a site.
const bindersFolder = "binder"

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
	Body             template.HTML // XHTML has made it safe
}

// pageRules are the style of the sheets of each part: its number and title at their head. Parts that share a sheet share a head.
func pageRules(titles []string, sheet []int, service string) string {
	var b strings.Builder
	for k, title := range titles {
		if k == 0 || sheet[k] != k {
			continue
		}
		last := k
		for last+1 < len(sheet) && sheet[last+1] == k {
			last++
		}
		if last > k {
			title = "Parts " + strconv.Itoa(k) + " to " + strconv.Itoa(last) + ": roles"
		}
		name := "part" + strconv.Itoa(k)
		b.WriteString("." + name + " { page: " + name + "; }\n@page " + name + " { @top-left { content: " + cssString(title) + "; } @top-right { content: " + cssString(service) + "; } }\n")
	}
	return b.String()
}

// cssString writes a text as a string of CSS in which nothing means anything. Source: https://www.w3.org/TR/css-syntax-3/#consume-escaped-code-point.
func cssString(s string) string {
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range clean(s) {
		if r < 0x80 && !word(r) && r != ' ' && r != '.' && r != ',' {
			b.WriteString("\\" + strconv.FormatInt(int64(r), 16) + " ")
		} else {
			b.WriteRune(r)
		}
	}
	b.WriteByte('"')
	return b.String()
}

// File is where a binder goes, from the root of a site.
func (b Binder) File() string {
	page, _ := address.Of(b.Service)
	return path.Join(bindersFolder, path.Base(htmlFile(page)))
}

// unlinked is an SVG without its links: they lead from the page that it was drawn for, and not from a binder.
func unlinked(svg string) string {
	return strings.ReplaceAll(svgLink.ReplaceAllString(svg, "<g>"), "</a>", "</g>")
}

var svgLink = lazyregexp.New(`<a [^>]*>`)

// HTML writes a binder down. pictures are SVG files by the paths that its pages know them by; one that is not there is left out.
func (b Binder) HTML(pictures func(path string) []byte) []byte {
	x := XHTML{
		Link: func(_, to, anchor string) string {
			if anchor == "" {
				anchor = PartAnchor(to)
			}
			return "#" + anchor
		},
		Picture: func(_ Page, picture Picture) string {
			svg := pictures(picture.Path)
			if at := bytes.Index(svg, []byte("<svg")); at >= 0 { // without the declaration of a document
				return `<figure class="picture" role="group" aria-label="` + attribute(clean(picture.Alt)) + `">` + unlinked(string(svg[at:])) + "</figure>"
			}
			return ""
		},
	}
	var data struct {
		Title string
		Style template.CSS
		Parts []binderPart
	}
	data.Title = clean(b.Service.DisplayName())
	before := ""
	pages := b.Pages()
	titles, sheet := make([]string, len(pages)), make([]int, len(pages))
	for k, f := range x.Fragments(pages) {
		kind, _, _ := strings.Cut(f.Page.Address, "/")
		class := ""
		switch {
		case k == 0:
			class = "cover"
		case kind == "role" && before == "role": // these are short: no sheet for each
			class = "on"
		}
		before = kind
		titles[k], sheet[k] = f.Page.Title, k
		if class == "on" {
			sheet[k] = sheet[k-1]
		}
		if k > 0 {
			class = strings.TrimSpace(class + " part" + strconv.Itoa(sheet[k]))
		}
		data.Parts = append(data.Parts, binderPart{ID: PartAnchor(f.Page.Address), Title: clean(f.Page.Title), Class: class, Body: template.HTML(f.XHTML)})
	}
	data.Style = template.CSS(binderStyle + pageRules(titles, sheet, data.Title))
	var out bytes.Buffer
	_ = binderPage.Execute(&out, data) // the template is fixed, and a buffer takes everything
	return out.Bytes()
}
