package product

import (
	"bytes"
	"context"
	"path"
	"strings"

	"handoff/cmd/internal/analysis"
	"handoff/lang/compiled"
	"handoff/render"
	"handoff/render/output"
	"handoff/render/runbook"
)

// making is how the files of a product are made, one after the other, each when it is about to be written: first the pictures, since no page may show
// one that could not be drawn; then the pages, of which there are only outlines before; then what is about all of it.
type making struct {
	pen      Pen
	ctx      context.Context
	analysis *analysis.Analysis
	book     Handbook
	docs     string // the folder of the runbooks
	mapFile  string // the compiled map, as seen from there
	pageFile string // the interactive page, likewise; "" for none
	wiki     func(page string) string
}

// set is the files to be made, and afterwards the pictures that are not among them.
func (m making) set() (output.Set, *Undrawn) {
	undrawn := &Undrawn{}
	set := runbook.Output(runbook.Book{}, m.analysis.Map, m.book.Flavor, m.docs)
	set.Public = m.book.Public
	set.More = func(yield func(output.File, error) bool) {
		put := func(f output.File, err error) bool { // nothing more once it is to stop; what ends without an error is taken for all there is
			if err == nil {
				err = m.ctx.Err()
			}
			if err != nil {
				yield(output.File{}, err)
				return false
			}
			return yield(f, nil)
		}
		pages, on := m.runbooks(undrawn, put)
		if !on {
			return
		}
		if m.pageFile != "" {
			page, problem := m.pen.page(m.ctx, m.analysis, pages, m.wiki)
			if problem != nil && undrawn.Err() == nil { // else it tells of the same pictures
				undrawn.add(0, PageFile, problem)
			}
			if !put(output.File{Path: path.Join(m.docs, m.pageFile), Content: page}, nil) {
				return
			}
		}
		var b bytes.Buffer
		err := compiled.Write(&b, m.analysis.Map)
		if !put(output.File{Path: path.Join(m.docs, m.mapFile), Content: b.Bytes()}, err) {
			return
		}
		b = bytes.Buffer{}
		err = compiled.WriteSchema(&b)
		put(output.File{Path: path.Join(m.docs, path.Dir(m.mapFile), SchemaFile), Content: b.Bytes()}, err)
	}
	return set, undrawn
}

// runbooks makes the pictures and the pages, and returns the outlines of the pages. It is false where it was stopped.
func (m making) runbooks(undrawn *Undrawn, put func(output.File, error) bool) (pages []runbook.Page, on bool) {
	a, flavor, pen := m.analysis, m.book.Flavor, m.pen
	pen.Inline = flavor.Inline
	format, _ := render.FormatNamed(flavor.Format)
	if format.Name == "" {
		format, _ = render.FormatNamed("svg")
	}
	pictures := measuredPictures(a, Pictures(a.Graph))
	shownOn := map[string]string{} // the page, by the picture's path
	paths := map[string]string{}
	for i, picture := range pictures {
		file := path.Join(m.docs, flavor.Picture(picture.Name, format.Extension))
		if m.docs != "" && flavor.Name == runbook.Flavors[0].Name { // a build keeps the pictures of plain pages beside them, where they are easily found
			file = path.Join(DiagramsFolder, picture.Name+format.Extension)
		}
		pictures[i].Name = strings.TrimSuffix(file, format.Extension)
		shownOn[file] = picture.Page
		paths[picture.Page] = runbook.Relative(m.docs, file)
	}
	pages = outlinesOf(a, paths)
	var link func(from, place string) string
	if flavor.Clickable {
		link = pictureLinks(flavor, m.docs, pages, shownOn)
	}
	held := film{}
	drawn := map[string]string{} // as paths, those that are there
	for file := range pen.Drawn(m.ctx, pictures, format, "", link, undrawn) {
		drawn[shownOn[file.Path]] = runbook.Relative(m.docs, file.Path)
		if flavor.Inline {
			held.put(runbook.Relative(m.docs, file.Path), file.Content)
		} else if !put(file, nil) {
			return nil, false
		}
	}
	if undrawn.Err() != nil { // no page may show a picture that is not there
		paths = drawn
		pages = outlinesOf(a, paths)
	}
	book := runbook.Book{Pages: pages, Pictures: held.get, Map: m.mapFile, Page: m.pageFile, Notes: m.book.notes(a)}
	if flavor.Inline {
		options := pageOptions(a, paths)
		options.Notes = book.Notes
		book.Binders = runbook.Binders(a.Map, a.Graph, a.Findings, options)
	}
	for file, err := range runbook.Output(book, a.Map, flavor, m.docs).More {
		if !put(file, err) {
			return nil, false
		}
	}
	return pages, true
}
