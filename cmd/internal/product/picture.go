// Package product puts together what handoff makes of a map: the pictures, the runbooks and the compiled map, as one set of files.
package product

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"iter"
	"path"
	"slices"
	"strings"
	"sync"

	"handoff/cmd/internal/gallery"
	"handoff/graph"
	"handoff/lang"
	"handoff/render"
	"handoff/render/address"
	"handoff/render/layout"
	"handoff/render/output"
	"handoff/render/runbook"
)

// Picture is one view of a map, and the page it belongs on.
type Picture struct {
	Name string // of its file, without an extension
	Page string
	View render.View
}

// Pictures are the views a map is documented with, one for a page: the landscape, a swimlane for each process with steps, the time of each service, the contract of
// each handoff, the way of each record, the ladders of escalation; and, where the landscape only shows teams, a part of it for each team. What would show
// nothing that the page does not say in a line is left out.
func Pictures(g *graph.Graph) []Picture {
	list := append([]Picture{Landscape(g)}, swimlanes(g)...)
	if len(g.Processes) > render.LandscapeLimit {
		list = append(list, teams(g)...)
	}
	add := func(d lang.Declaration, v render.View) {
		page, _ := address.Of(d)
		list = append(list, Picture{Name: fileOf(page), Page: page, View: v})
	}
	for _, s := range g.Services {
		if v := render.ServiceBudget(g, s); graph.Own(s) && v.Timed() {
			add(s, v)
		}
	}
	for _, i := range g.Interfaces {
		if v := render.Contract(i); graph.Own(i) && len(v.Edges) > 0 {
			add(i, v)
		}
	}
	for k, v := range render.Lineages(g) {
		if a := g.Artifacts[k]; graph.Own(a) && len(v.Nodes) > 2 {
			add(a, v)
		}
	}
	if v := render.Escalations(g, g.Processes, nil); !v.Empty() {
		list = append(list, Picture{Name: address.Escalations, Page: address.Escalations, View: v})
	}
	return list
}

// swimlanes are those of the processes with steps.
func swimlanes(g *graph.Graph) []Picture {
	var list []Picture
	for _, p := range g.Processes {
		if graph.Own(p) && len(p.Steps) > 0 {
			list = append(list, Process(p))
		}
	}
	return list
}

// teams are the parts of the landscape round each team that runs processes.
func teams(g *graph.Graph) []Picture {
	var list []Picture
	for _, p := range g.Parties {
		if p.Team == nil || len(p.Runs) == 0 || !graph.Own(p) {
			continue
		}
		if around, ok := g.Around(p.Address(), 1); ok {
			page, _ := address.Of(p)
			list = append(list, Picture{Name: fileOf(page), Page: page, View: render.LandscapeAround(g, p.Address(), around)})
		}
	}
	return list
}

// Landscape is the picture of the whole map.
func Landscape(g *graph.Graph) Picture {
	return Picture{Name: "landscape", Page: address.Home, View: render.Landscape(g)}
}

// Process is the picture of one process.
func Process(p *graph.Process) Picture {
	page, _ := address.Of(p.Process)
	return Picture{Name: fileOf(page), Page: page, View: render.Swimlane(p)}
}

// fileOf is the page's file name, without the extension: safe on every file system, and different for different pages.
func fileOf(page string) string {
	return strings.TrimSuffix(runbook.Flavors[0].File(page), ".md")
}

// Pen draws pictures.
type Pen struct {
	Engine *layout.Engine
	// Progress is told how many of how many pictures are done; it may be nil.
	Progress func(done, of int)
	Theme    render.Theme
	Scale    float64 // of PNG
	Inline   bool    // SVG will stand inside pages, and brings no fonts
	// Gallery holds pictures of earlier runs; nil for none.
	Gallery *gallery.Gallery
}

// attempt draws one picture. A mistake of ours in one is no reason to be without the others.
func (p Pen) attempt(ctx context.Context, picture Picture, format render.Format, folder string, link func(from, page string) string) (f output.File, err error) {
	defer func() {
		if problem := recover(); problem != nil {
			err = fmt.Errorf("%v; this is a mistake in handoff, not in your map: please report it", problem)
		}
	}()
	return p.draw(ctx, picture, format, folder, link)
}

// Draw draws the pictures as files of a folder and returns them all. Where one cannot be drawn the others still are; the error then says why. See Drawn.
func (p Pen) Draw(ctx context.Context, pictures []Picture, format render.Format, folder string, link func(from, page string) string) ([]output.File, error) {
	var undrawn Undrawn
	drawn := slices.Collect(p.Drawn(ctx, pictures, format, folder, link, &undrawn))
	return drawn, undrawn.Err()
}

// Drawn draws the pictures, as many at a time as there are processors, gives them in their order as files of a folder, and lets go of what it has drawn.
// Of one that cannot be drawn, undrawn is told why. link turns the page of a box into where the picture, given its own path, should lead.
func (p Pen) Drawn(ctx context.Context, pictures []Picture, format render.Format, folder string, link func(from, page string) string, undrawn *Undrawn) iter.Seq[output.File] {
	var progress sync.Mutex
	done := 0
	return output.InOrder(len(pictures), func(i int) output.File {
		file, err := p.attempt(ctx, pictures[i], format, folder, link)
		pictures[i].View = render.View{} // of a large map the views are as large as what is drawn of them
		if err != nil {
			file = output.File{}
			undrawn.add(i, pictures[i].Name, err)
		}
		progress.Lock()
		defer progress.Unlock()
		if done++; p.Progress != nil {
			p.Progress(done, len(pictures))
		}
		return file
	})
}

// Undrawn are the pictures that could not be drawn while a set of files was made.
type Undrawn struct {
	lock sync.Mutex
	list []undrawn
}

type undrawn struct {
	number int
	name   string
	why    error
}

func (u *Undrawn) add(number int, name string, why error) {
	u.lock.Lock()
	defer u.lock.Unlock()
	u.list = append(u.list, undrawn{number, name, why})
}

// Err says why, each reason once; nil where all were drawn. It is to be asked when the set has been made.
func (u *Undrawn) Err() error {
	u.lock.Lock()
	defer u.lock.Unlock()
	slices.SortFunc(u.list, func(a, b undrawn) int { return a.number - b.number })
	var told []error
	for _, one := range u.list {
		if !errors.Is(one.why, layout.ErrNoWorker) {
			told = append(told, fmt.Errorf("%s could not be drawn: %w", one.name, one.why))
		} else if !errors.Is(errors.Join(told...), layout.ErrNoWorker) {
			told = append(told, one.why)
		}
	}
	return errors.Join(told...)
}

func (p Pen) draw(ctx context.Context, picture Picture, format render.Format, folder string, link func(from, page string) string) (output.File, error) {
	name := path.Join(folder, picture.Name+format.Extension)
	options := render.Options{Engine: p.Engine, Theme: p.Theme, Scale: p.Scale, Inline: p.Inline}
	if link != nil {
		options.Link = func(page string) string { return link(name, page) }
	}
	kept, known := p.named(ctx, picture.View, format, options)
	if known {
		if content, ok := p.Gallery.Get(kept); ok {
			return output.File{Path: name, Content: content}, nil
		}
	}
	var b bytes.Buffer
	if err := format.Write(ctx, &b, picture.View, options); err != nil {
		if errors.Is(err, context.DeadlineExceeded) {
			err = fmt.Errorf("%w; draw a part of it, with --team, --service or --around", err)
		}
		return output.File{}, err
	}
	if known {
		p.Gallery.Put(kept, b.Bytes())
	}
	return output.File{Path: name, Content: b.Bytes()}, nil
}

// named is the picture's name in the gallery, where it may be kept there: formats that draw nothing are as quick to write as to find.
func (p Pen) named(ctx context.Context, v render.View, format render.Format, options render.Options) (string, bool) {
	if p.Gallery == nil || !format.Drawn {
		return "", false
	}
	program := ""
	if v.NeedsEngine() {
		path, err := p.Engine.Program(ctx)
		if err != nil {
			return "", false
		}
		if program, err = gallery.Look(path); err != nil {
			return "", false
		}
	}
	name, err := p.Gallery.Name(v, format.Name, options, program)
	return name, err == nil
}
