package render

import (
	"bytes"
	"image"
	"image/png"
	"testing"
	"time"

	"handoff/render/layout"
)

// The benchmarks tell, beside the time, how many times the floor that is: what the same picture costs at the least, by the program or library that no
// drawing can do without.

// BenchmarkDraw times finding every place and line of a picture, the layout program included. The floor of a network is the layout program alone.
func BenchmarkDraw(b *testing.B) {
	for _, c := range []struct {
		name string
		view View
	}{
		{"landscape-10", generatedLandscape(10)}, {"landscape-40", generatedLandscape(40)}, {"landscape-100", generatedLandscape(100)},
		{"process-10", generatedProcess(10, 3)}, {"process-40", generatedProcess(40, 6)},
	} {
		b.Run(c.name, func(b *testing.B) {
			draw := func() {
				if _, err := Draw(b.Context(), c.view, testEngine); err != nil {
					b.Fatal(err)
				}
			}
			draw() // the layout program runs
			floor := time.Duration(0)
			if c.view.NeedsEngine() {
				floor = once(b, func() error { _, err := testEngine.Place(b.Context(), placed(c.view)); return err })
			}
			for b.Loop() {
				draw()
			}
			ratio(b, floor)
		})
	}
}

// placed is the view's graph for the layout program.
func placed(v View) layout.Graph {
	p := page{fonts: newFonts(), names: map[string]string{}, Drawing: Drawing{View: v}}
	sizes := make([]layout.Size, len(v.Nodes))
	for i, n := range v.Nodes {
		_, sizes[i] = p.node(n, networkBox)
	}
	return p.graph(sizes)
}

// BenchmarkFormats times writing a drawn picture down. The floor of a PNG is packing an empty one of its size.
func BenchmarkFormats(b *testing.B) {
	d, err := Draw(b.Context(), generatedProcess(40, 6), testEngine)
	if err != nil {
		b.Fatal(err)
	}
	for _, c := range []struct {
		name  string
		write func(*bytes.Buffer) error
		floor func() error
	}{
		{"svg", func(w *bytes.Buffer) error { return d.writeSVG(w, Options{}) }, nil},
		{"svg-inline", func(w *bytes.Buffer) error { return d.writeSVG(w, Options{Inline: true}) }, nil},
		{"png", func(w *bytes.Buffer) error { return d.painted(Options{}).PNG(w, 2) }, func() error {
			return png.Encode(&bytes.Buffer{}, image.NewRGBA(image.Rect(0, 0, int(2*d.Width), int(2*d.Height))))
		}},
		{"pdf", func(w *bytes.Buffer) error { return d.painted(Options{}).PDF(w) }, nil},
	} {
		b.Run(c.name, func(b *testing.B) {
			floor := time.Duration(0)
			if c.floor != nil {
				floor = once(b, c.floor)
			}
			for b.Loop() {
				var out bytes.Buffer
				if err := c.write(&out); err != nil {
					b.Fatal(err)
				}
			}
			ratio(b, floor)
		})
	}
}

// once is the least time something takes in three runs.
func once(b *testing.B, do func() error) time.Duration {
	least := time.Hour
	for range 3 {
		began := time.Now()
		if err := do(); err != nil {
			b.Fatal(err)
		}
		least = min(least, time.Since(began))
	}
	return least
}

func ratio(b *testing.B, floor time.Duration) {
	if floor > 0 {
		b.ReportMetric(float64(b.Elapsed())/float64(b.N)/float64(floor), "×floor")
	}
}
