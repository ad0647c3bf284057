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

	"handoff/cmd/internal/destination"
	"handoff/graph"
	"handoff/lang/finding"
	"handoff/render"
	"handoff/render/output"
)

// Order is what somebody wants drawn, as it was written on a command line.
type Order struct {
	View    string  // one of Views; "" is the landscape, or the process that is named
	Process string  // a name or an address
	Format  string  // "" is what Output ends in, else the first format
	Output  string  // a file, a folder, or standard output
	Theme   string  // one of Themes
	Scale   float64 // how many pixels of a PNG one of the picture becomes
}

// Views are the kinds of picture there are.
var Views = []string{"landscape", "process"}

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
		if o.View != "" || o.Process != "" {
			return errors.New("the format html is one page with every view of the map; leave --view and --process out, and choose on the page")
		}
		return nil
	}
	if o.View != "" && !slices.Contains(Views, o.View) {
		return fmt.Errorf("no view %q%s; there are: %s", o.View, didYouMean(o.View, Views), strings.Join(Views, ", "))
	}
	if o.View == "landscape" && o.Process != "" {
		return errors.New("--process chooses a process, and the landscape shows them all; leave one of the two out")
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
		return fmt.Errorf("the view process has a picture for each process, and %s is one file: give a folder (-o DIR), or choose one with --process NAME", o.Output)
	}
	if ext := filepath.Ext(o.Output); o.Format == "" && !o.several() && !destination.Stdout(o.Output) && ext != "" && !strings.EqualFold(o.format().Extension, ext) {
		return fmt.Errorf("no format is known by a name that ends in %s; say which one to write with --format (%s)", ext, FormatNames())
	}
	if o.several() && destination.Stdout(o.Output) {
		return errors.New("the view process has a picture for each process: give a folder to put them in (-o DIR), or choose one with --process NAME")
	}
	return nil
}

// several reports whether more than one picture is asked for.
func (o Order) several() bool { return o.View == "process" && o.Process == "" }

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
func (p Pen) Deliver(ctx context.Context, g *graph.Graph, o Order, stdout io.Writer) error {
	pictures, err := o.pictures(g)
	if err != nil {
		return err
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
	switch {
	case o.Process != "":
		one, err := processNamed(g, o.Process)
		return []Picture{one}, err
	case o.several():
		all := swimlanes(g)
		if len(all) == 0 {
			return nil, errors.New("no process of this map has steps to draw")
		}
		return all, nil
	}
	return []Picture{Landscape(g)}, nil
}

func processNamed(g *graph.Graph, name string) (Picture, error) {
	name = strings.TrimPrefix(name, "process.")
	var names []string
	for _, p := range g.Processes {
		address := strings.TrimPrefix(p.Address(), "process.")
		if address != name {
			names = append(names, address)
			continue
		}
		if len(p.Steps) == 0 {
			return Picture{}, fmt.Errorf("process.%s has no steps to draw", name)
		}
		return Process(p), nil
	}
	return Picture{}, fmt.Errorf("no process %q%s", name, didYouMean(name, names))
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
