//go:build unix

package scale

// Allocations are counted in this process: a program does not tell its own. What the verbs do is done here once more, by the same packages, with nothing
// kept from before.

import (
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"testing"

	"github.com/stretchr/testify/require"

	"handoff/check"
	"handoff/cmd/internal/analysis"
	"handoff/cmd/internal/product"
	"handoff/cmd/internal/workspace"
	"handoff/lang"
	"handoff/render"
	"handoff/render/layout"
	"handoff/render/output"
	"handoff/render/runbook"
)

// count reports what work allocates, for each of the turns that it consists of.
func count(b *testing.B, turns int, work func() error) {
	b.ReportAllocs()
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	require.NoError(b, work())
	runtime.ReadMemStats(&after)
	b.ReportMetric(float64(after.Mallocs-before.Mallocs)/float64(turns), "allocs/op")
	b.ReportMetric(float64(after.TotalAlloc-before.TotalAlloc)/float64(turns), "B/op")
}

func (s *site) analyse(rules []*check.Rule) *analysis.Analysis {
	return analysis.Of(lang.Load(os.DirFS(s.maps), lang.Options{}), rules, check.Options{})
}

func (s *site) check() error {
	s.analyse(analysis.All())
	return nil
}

func (s *site) format() error {
	sources, err := workspace.Sources([]string{s.maps})
	if err != nil {
		return err
	}
	for _, source := range sources {
		text, err := source.Read()
		if err != nil {
			return err
		}
		if _, problem := lang.Format(source.Name, text); problem != nil {
			return errors.New(problem.Detail)
		}
	}
	return nil
}

// pen draws with the worker that was built with the program.
func (s *site) pen() product.Pen {
	return product.Pen{Engine: &layout.Engine{Worker: filepath.Join(filepath.Dir(s.tools.handoff), "handoff-layout"), Cache: filepath.Join(s.tools.cache, "handoff")}}
}

// written makes a product of a map, and puts it into a folder of its own.
func (s *site) written(from func(product.Pen, context.Context, *analysis.Analysis, product.Handbook) (output.Set, *product.Undrawn)) error {
	pen := s.pen()
	defer pen.Engine.Close()
	set, undrawn := from(pen, context.Background(), s.analyse(analysis.All()), product.Handbook{Flavor: runbook.Flavors[0]})
	dir := filepath.Join(s.scratch, "counted")
	defer os.RemoveAll(dir)
	if _, err := set.Write(dir); err != nil {
		return err
	}
	return undrawn.Err()
}

func (s *site) docs() error  { return s.written(product.Pen.Docs) }
func (s *site) build() error { return s.written(product.Pen.Build) }

func (s *site) draw(filter product.Filter) error {
	pen := s.pen()
	defer pen.Engine.Close()
	filter.Depth = -1 // what suits the view
	order := product.Order{Filter: filter, Output: filepath.Join(s.scratch, "counted.svg"), Theme: product.Themes()[0], Scale: render.DefaultScale}
	return pen.Deliver(context.Background(), s.analyse(nil), order, io.Discard)
}
