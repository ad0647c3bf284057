package main

// What the verbs that write pictures and pages share.

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"slices"
	"strings"
	"syscall"

	"github.com/spf13/cobra"

	"handoff/cmd/internal/gallery"
	"handoff/cmd/internal/product"
	"handoff/cmd/internal/terminal"
	"handoff/render/layout"
	"handoff/render/output"
)

// pen is what draws, and what ends the drawing. Its gallery is to be closed when all is done.
func (p *program) pen() (product.Pen, func()) {
	progress := p.progress()
	engine := &layout.Engine{Notify: func(text string) { progress.Aside(p.stderr, "handoff: "+text) }}
	pen := product.Pen{Engine: engine, Progress: func(done, of int) {
		if done == of {
			progress.Say("the pictures are drawn; writing")
			return
		}
		progress.Say("drawing %d of %d pictures", done, of)
	}}
	if os.Getenv("HANDOFF_CACHE") != "off" {
		pen.Gallery = gallery.Open()
	}
	return pen, func() {
		progress.Done()
		engine.Close()
	}
}

// interruptible ends with the first Ctrl-C, or when the program is asked to end, so that nothing is left half written; the second one ends
// the program.
func interruptible() (context.Context, context.CancelFunc) {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop)
	return ctx, stop
}

// publish makes an edition, writes it into its folder and says what became of it; where that is known to change nothing it says so at once. done ends
// the drawing.
func (p *program) publish(ctx context.Context, pen product.Pen, e product.Edition, done func(), highlights ...string) error {
	if why := product.TooLargeForPage(e.Shown); why != "" && (e.Kind == "build" || e.Flavor.Site) {
		fmt.Fprintf(p.stderr, "handoff: there is no %s: %s\n", product.PageFile, why)
	}
	name, files, settled := pen.Settled(ctx, e)
	if settled {
		done()
		p.wrote(e.Dir, output.Report{Unchanged: len(files)}, files, highlights)
		return nil
	}
	set, undrawn := pen.Make(ctx, e)
	r, err := p.save(set, e.Dir, done, highlights...)
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if err = errors.Join(err, undrawn.Err()); err == nil {
		pen.Remember(name, r)
	}
	return err
}

// save writes a set of files into a folder, ends what goes on meanwhile, and says what became of them.
func (p *program) save(set output.Set, dir string, done func(), highlights ...string) (output.Report, error) {
	r, err := set.Write(dir)
	done()
	if err != nil {
		return r, err
	}
	p.wrote(dir, r, r.Files, highlights)
	for _, id := range r.Parked {
		fmt.Fprintf(p.stderr, "handoff: the note %s has lost its place; it is kept in %s\n", terminal.Line(id), terminal.Line(set.Notes.Path))
	}
	var problems []error
	for _, c := range r.Conflicts {
		problems = append(problems, errors.New(c.String()))
	}
	return r, errors.Join(problems...)
}

// wrote says what became of a folder, and which of its files are worth opening.
func (p *program) wrote(dir string, r output.Report, files, highlights []string) {
	fmt.Fprintf(p.stdout, "wrote %s: %s\n", terminal.Line(dir), counts(r))
	for _, h := range highlights {
		if slices.Contains(files, h) {
			fmt.Fprintf(p.stdout, "  %s\n", terminal.Line(filepath.Join(dir, filepath.FromSlash(h))))
		}
	}
}

// counts sums up a write: "41 files (3 new or changed, 1 removed)".
func counts(r output.Report) string {
	total := len(r.Written) + r.Unchanged
	var parts []string
	for _, c := range []struct {
		n    int
		word string
	}{{len(r.Written), "new or changed"}, {len(r.Removed), "removed"}, {len(r.Conflicts), "left alone"}} {
		if c.n > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", c.n, c.word))
		}
	}
	if len(parts) == 0 {
		parts = []string{"nothing has changed"}
	}
	return fmt.Sprintf("%d files (%s)", total, strings.Join(parts, ", "))
}

// outputFlag gives a verb its -o for a folder.
func outputFlag(cmd *cobra.Command, out *string) {
	cmd.Flags().StringVarP(out, "output", "o", "out", "write into this `DIR`; files in it that handoff did not write are never touched")
	_ = cmd.MarkFlagDirname("output")
	cmd.PreRunE = func(cmd *cobra.Command, _ []string) error { // before any work is done
		if *out == "" {
			return fmt.Errorf("-o wants a directory; see %s --help", cmd.CommandPath())
		}
		return nil
	}
}
