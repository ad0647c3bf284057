package product

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"handoff/cmd/internal/analysis"
	"handoff/cmd/internal/destination"
	"handoff/graph"
	"handoff/graph/kpi"
	"handoff/lang"
	"handoff/lang/finding"
	"handoff/render"
	"handoff/render/address"
	"handoff/render/output"
)

// Order is what somebody wants drawn, as it was written on a command line.
type Order struct {
	View string // one of Views; "" is what suits the filter, else the landscape
	Filter
	Overlays []string    // names of Overlays(): what is laid over the view
	Measured *kpi.Result // what an event log came to; nil where none is given
	Format   string      // "" is what Output ends in, else the first format
	Output   string      // a file, a folder, or standard output
	Theme    string      // one of Themes
	Scale    float64     // how many pixels of a PNG one of the picture becomes
}

// Views lists the names of the kinds of picture there are.
func Views() []string {
	names := make([]string, len(render.Perspectives))
	for i, p := range render.Perspectives {
		names[i] = p.Name
	}
	return append(names, dashboard)
}

// What there is to see once an event log has been measured.
const (
	dashboard = "dashboard" // a view
	measured  = "measured"  // an overlay
)

// Overlays lists the names of what can be laid over a view.
func Overlays() []string {
	names := make([]string, len(render.Overlays))
	for i, o := range render.Overlays {
		names[i] = o.Name
	}
	return append(names, measured)
}

// Checked reports whether the order needs to know what the rules find.
func (o Order) Checked() bool { return o.Page() || slices.Contains(o.Overlays, "findings") }

// PageFormat is the interactive page: it is no format of one view, but holds them all.
const PageFormat = "html"

// Formats lists the names of the formats.
func Formats() []string {
	names := make([]string, len(render.Formats))
	for i, f := range render.Formats {
		names[i] = f.Name
	}
	return append(names, PageFormat)
}

// Page reports whether the interactive page is asked for: by name, or by how the file is called.
func (o Order) Page() bool {
	return o.Format == PageFormat || o.Format == "" && strings.EqualFold(filepath.Ext(o.Output), ".html")
}

// Themes lists the names of the themes.
func Themes() []string {
	names := make([]string, len(render.Themes))
	for i, t := range render.Themes {
		names[i] = string(t)
	}
	return names
}

// FormatNames lists them for a help text.
func FormatNames() string { return strings.Join(Formats(), ", ") }

// Check finds what is wrong with an order before a map has been read.
func (o Order) Check() error {
	if o.Page() {
		if given := append(choose(o.View != "", []string{"--view"}, nil), o.given()...); len(given)+len(o.Overlays)+len(o.Kinds) > 0 {
			given = append(append(given, choose(len(o.Overlays) > 0, []string{"--overlay"}, nil)...), choose(len(o.Kinds) > 0, []string{"--kind"}, nil)...)
			return fmt.Errorf("the format html is one page with every view of the map; leave %s out, and choose on the page", strings.Join(given, ", "))
		}
		return nil
	}
	if o.View != "" && !slices.Contains(Views(), o.View) {
		return fmt.Errorf("no view %q%s; there are: %s", o.View, didYouMean(o.View, Views()), strings.Join(Views(), ", "))
	}
	if o.Measured == nil && (o.View == dashboard || slices.Contains(o.Overlays, measured)) {
		return fmt.Errorf("the %s shows what an event log came to: give it with --measured FILE, which handoff measure LOG --format json=FILE writes", choose(o.View == dashboard, "view "+dashboard, "overlay "+measured))
	}
	if given := o.given(); o.View == dashboard && len(given)+len(o.Kinds)+len(o.Overlays) > 0 {
		return fmt.Errorf("the view %s shows the whole log; leave %s out", dashboard, strings.Join(append(append(given, choose(len(o.Overlays) > 0, []string{"--overlay"}, nil)...), choose(len(o.Kinds) > 0, []string{"--kind"}, nil)...), ", "))
	}
	perspective := o.perspective()
	if err := o.Filter.check(perspective); err != nil {
		return err
	}
	for _, name := range o.Overlays {
		if !slices.Contains(Overlays(), name) {
			return fmt.Errorf("no overlay %q%s; there are: %s", name, didYouMean(name, Overlays()), strings.Join(Overlays(), ", "))
		}
	}
	if _, ok := render.FormatNamed(o.Format); o.Format != "" && !ok {
		return fmt.Errorf("no format %q%s; there are: %s", o.Format, didYouMean(o.Format, Formats()), FormatNames())
	}
	if !slices.Contains(Themes(), o.Theme) {
		return fmt.Errorf("no theme %q%s; there are: %s", o.Theme, didYouMean(o.Theme, Themes()), strings.Join(Themes(), ", "))
	}
	if !(o.Scale >= 0.1 && o.Scale <= 10) {
		return fmt.Errorf("--scale %v is not between 0.1 and 10", o.Scale)
	}
	if ext := filepath.Ext(o.Output); o.several() && slices.ContainsFunc(render.Formats, func(f render.Format) bool { return f.Extension == ext }) {
		return fmt.Errorf("the view %s has a picture for each %s, and %s is one file: give a folder (-o DIR), or choose one with --%s NAME", perspective.Name, perspective.Of, o.Output, perspective.Of)
	}
	if ext := filepath.Ext(o.Output); o.Format == "" && !o.several() && !destination.Stdout(o.Output) && ext != "" && !strings.EqualFold(o.format().Extension, ext) {
		return fmt.Errorf("no format is known by a name that ends in %s; say which one to write with --format (%s)", ext, FormatNames())
	}
	if o.several() && destination.Stdout(o.Output) {
		return fmt.Errorf("the view %s has a picture for each %s: give a folder to put them in (-o DIR), or choose one with --%s NAME", perspective.Name, perspective.Of, perspective.Of)
	}
	return nil
}

// perspective is the view asked for: by name; else that of the one block which is named; else the landscape.
func (o Order) perspective() render.Perspective {
	name := o.View
	if given := o.given(); name == "" && len(given) == 1 {
		name = map[string]string{"--service": "service", "--process": "process", "--interface": "interface", "--artifact": "data"}[given[0]]
	}
	if p, ok := render.PerspectiveNamed(name); ok {
		return p
	}
	return render.Perspectives[0]
}

// several reports whether more than one picture is asked for.
func (o Order) several() bool {
	if o.View == dashboard {
		return false
	}
	p := o.perspective()
	_, one := o.subject(p)
	return p.Of != "" && !one
}

// format is the one asked for: by name, by how the file is called, else the first.
func (o Order) format() render.Format {
	if f, ok := render.FormatNamed(o.Format); ok {
		return f
	}
	if !o.several() {
		for _, f := range render.Formats {
			if strings.EqualFold(filepath.Ext(o.Output), f.Extension) {
				return f
			}
		}
	}
	return render.Formats[0]
}

// Deliver draws what was ordered, and writes it where it should go.
func (p Pen) Deliver(ctx context.Context, a *analysis.Analysis, o Order, stdout io.Writer) error {
	pictures, err := o.pictures(a.Graph)
	if err != nil {
		return err
	}
	var films []render.Film
	if o.Measured != nil && o.View != dashboard {
		films = append(films, render.MeasuredFilm(o.Measured))
	}
	for _, name := range o.Overlays {
		if overlay, ok := render.OverlayNamed(name); ok {
			films = append(films, overlay.Film(a.Graph, a.Findings))
		}
	}
	for i := range pictures {
		pictures[i].View = pictures[i].View.Only(o.Kinds).Lay(films...)
	}
	p.Theme, p.Scale = render.Theme(o.Theme), o.Scale
	files, problem := p.Draw(ctx, pictures, o.format(), "", nil)
	if problem == nil {
		problem = ctx.Err()
	}
	if !o.several() {
		if problem != nil {
			return problem
		}
		return destination.Write(o.Output, stdout, func(w io.Writer) error {
			_, err := w.Write(files[0].Content)
			return err
		})
	}
	return errors.Join(problem, writeAll(o.Output, files))
}

// pictures finds what is to be drawn.
func (o Order) pictures(g *graph.Graph) ([]Picture, error) {
	if o.View == dashboard {
		return []Picture{{Name: dashboard, Page: address.Home, View: render.Dashboard(g, o.Measured)}}, nil
	}
	p := o.perspective()
	subject, one := o.subject(p)
	if one {
		d, err := subject.find(g)
		if err != nil {
			return nil, err
		}
		picture, err := pictureOf(g, p, d)
		return []Picture{picture}, err
	}
	narrow := len(o.given()) > 0
	if !o.several() && !narrow {
		view, err := p.Build(g, "")
		return []Picture{{Name: p.Name, Page: address.Home, View: view}}, err
	}
	part := graph.Neighbourhood{Processes: g.Processes, Handoffs: g.Handoffs}
	title := ""
	if narrow {
		var err error
		if part, title, err = o.part(g, p); err != nil {
			return nil, err
		}
	}
	if !o.several() {
		return []Picture{{Name: p.Name, Page: address.Home, View: p.Within(g, part, title)}}, nil
	}
	var all []Picture
	blocks := within(g, p.Of, part)
	for _, d := range blocks {
		if picture, err := pictureOf(g, p, d); err == nil {
			all = append(all, picture)
		}
	}
	switch {
	case len(all) == 0 && len(blocks) > 0: // only processes may have nothing to draw
		return nil, fmt.Errorf("no %s%s has steps to draw", p.Of, choose(narrow, " within "+strings.Join(o.given(), ", "), ""))
	case len(all) == 0:
		return nil, fmt.Errorf("the map has no %s to draw%s", p.Of, choose(narrow, " within "+strings.Join(o.given(), ", "), ""))
	}
	return all, nil
}

// pictureOf draws one block.
func pictureOf(g *graph.Graph, p render.Perspective, d lang.Declaration) (Picture, error) {
	if process, ok := d.(*lang.Process); ok && p.Of == lang.KindProcess && len(process.Steps) == 0 {
		return Picture{}, fmt.Errorf("%s has no steps to draw", d.Common().Address())
	}
	page, _ := address.Of(d)
	view, err := p.Build(g, d.Common().Address())
	return Picture{Name: fileOf(page), Page: page, View: view}, err
}

// within lists the map's own blocks of a kind in a part of the map: its processes, interfaces with an end there, services that pass through.
func within(g *graph.Graph, kind lang.Kind, part graph.Neighbourhood) []lang.Declaration {
	var out []lang.Declaration
	for _, d := range blocksOf(g, kind) {
		in := false
		switch d := d.(type) {
		case *lang.Process:
			in = slices.Contains(part.Processes, g.Process(d))
		case *lang.Interface:
			in = slices.ContainsFunc(part.Handoffs, func(h *graph.Handoff) bool { return h.Interface.Interface == d })
		case *lang.Service:
			in = slices.ContainsFunc(g.Service(d).Processes, func(p *graph.Process) bool { return slices.Contains(part.Processes, p) })
		}
		if in && graph.Own(d) {
			out = append(out, d)
		}
	}
	return out
}

// writeAll writes pictures into a folder, which may hold other things; only files of the same names are replaced.
func writeAll(folder string, files []output.File) error {
	for _, f := range files {
		path := filepath.Join(folder, filepath.FromSlash(f.Path))
		if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
			return fmt.Errorf("cannot make the output folder: %w", err)
		}
		err := destination.Write(path, nil, func(w io.Writer) error {
			_, err := w.Write(f.Content)
			return err
		})
		if err != nil {
			return err
		}
	}
	return nil
}

func didYouMean(typed string, names []string) string {
	if near := finding.Nearest(typed, names); near != "" {
		return fmt.Sprintf(" (did you mean %s?)", near)
	}
	return ""
}
