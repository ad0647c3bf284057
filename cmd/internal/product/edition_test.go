package product

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"handoff/check"
	"handoff/cmd/internal/analysis"
	"handoff/cmd/internal/gallery"
	"handoff/cmd/internal/workspace"
	"handoff/graph/kpi"
	"handoff/render/output"
	"handoff/render/output/place"
	"handoff/render/runbook"
)

// A map that is read from every kind of file there is.
var shopFiles = map[string]string{
	"shop/handoff.hcl": "workspace {\n  name    = \"Shop\"\n  imports = [\"../theirs\"]\n}\n",
	"shop/a.handoff.hcl": `process "selling" {
  title = "Selling"
}

# handoff:ignore style/unused until=2026-12-31 -- it will be
artifact "order" {
  title  = "Order"
  schema = "order.json"
}

import "theirs" {
  source = "../theirs"
}
`,
	"shop/order.json":      `{"type": "object", "properties": {"number": {"type": "string"}}}`,
	"theirs/b.handoff.hcl": "process \"buying\" {\n  title    = \"Buying\"\n  external = true\n}\n",
}

// shop is what an edition is made from, as a command line would say it.
type shop struct {
	folder, gallery, maker string
	kind, out              string
	flavor                 runbook.Flavor
	public                 bool
	notes                  []output.Note
	measured               *kpi.Result
	today                  time.Time
}

func newShop(t *testing.T) shop {
	s := shop{folder: t.TempDir(), gallery: t.TempDir(), maker: "this program", kind: "docs", flavor: runbook.Flavors[0], today: time.Date(2026, 11, 25, 0, 0, 0, 0, time.UTC)}
	s.out = filepath.Join(s.folder, "out")
	for name, text := range shopFiles {
		s.write(t, name, text)
	}
	return s
}

func (s shop) write(t *testing.T, name, text string) {
	path := filepath.Join(s.folder, filepath.FromSlash(name))
	require.NoError(t, os.MkdirAll(filepath.Dir(path), 0o777))
	require.NoError(t, os.WriteFile(path, []byte(text), 0o666))
}

func (s shop) replace(t *testing.T, name, old, new string) {
	path := filepath.Join(s.folder, filepath.FromSlash(name))
	text, err := os.ReadFile(path)
	require.NoError(t, err)
	require.Contains(t, string(text), old)
	require.NoError(t, os.WriteFile(path, []byte(strings.Replace(string(text), old, new, 1)), 0o666))
}

// edition reads the map, as a command does.
func (s shop) edition(t *testing.T) (Pen, Edition) {
	w, err := workspace.Open(filepath.Join(s.folder, "shop"))
	require.NoError(t, err)
	defer w.Close()
	a, err := analysis.Run(w, analysis.All(), check.Options{Today: s.today})
	require.NoError(t, err)
	e := Edition{Kind: s.kind, Dir: s.out, Analysis: a, Shown: a, Handbook: Handbook{Flavor: s.flavor, Public: s.public, Notes: s.notes}}
	if s.public {
		e.Shown, err = analysis.Public(w, a)
		require.NoError(t, err)
	}
	a.Measured = s.measured
	p := pen
	p.Gallery = gallery.At(s.gallery, s.maker)
	return p, e
}

// publish brings the folder up to date, and reports whether that was known to be in vain.
func (s shop) publish(t *testing.T) (settled bool, r output.Report) {
	p, e := s.edition(t)
	name, files, settled := p.Settled(t.Context(), e)
	require.NotEmpty(t, name)
	set, err := held(p.Make(t.Context(), e))
	require.NoError(t, err)
	r, err = set.Write(s.out)
	require.NoError(t, err)
	if settled { // what is left out is in vain, and what is said is the same
		assert.Empty(t, r.Written)
		assert.Empty(t, r.Removed)
		assert.Empty(t, r.Conflicts)
		assert.Empty(t, r.Parked)
		assert.Len(t, files, r.Unchanged)
		for _, f := range set.Files {
			assert.Contains(t, files, f.Path)
		}
	}
	p.Remember(name, r)
	return settled, r
}

func (s shop) settled(t *testing.T) bool {
	p, e := s.edition(t)
	_, _, settled := p.Settled(t.Context(), e)
	return settled
}

// Whatever an edition is made from, and wherever somebody has been at its folder, it is made again when that has changed.
func TestEveryIngredientCounts(t *testing.T) {
	if testing.Short() {
		t.Skip("reads a map some thirty times")
	}
	base := newShop(t)
	settled, r := base.publish(t)
	require.False(t, settled)
	require.NotEmpty(t, r.Written)
	require.True(t, base.settled(t))

	t.Run("what it is made from", func(t *testing.T) {
		for what, change := range map[string]func(*shop){
			"program":  func(s *shop) { s.maker = "another program" },
			"verb":     func(s *shop) { s.kind = "build" },
			"flavour":  func(s *shop) { s.flavor = runbook.Flavors[1] },
			"audience": func(s *shop) { s.public = true },
			"notes":    func(s *shop) { s.notes = []output.Note{{ID: "home/notes", Text: "Knock twice."}} },
			"no notes": func(s *shop) { s.notes = []output.Note{} },
			"measured": func(s *shop) { s.measured = &kpi.Result{} },
			"date":     func(s *shop) { s.today = s.today.AddDate(0, 0, 1) },
			"folder":   func(s *shop) { s.out = filepath.Join(s.folder, "elsewhere") },
		} {
			s := base
			change(&s)
			assert.False(t, s.settled(t), what)
		}
	})

	t.Run("files of the map", func(t *testing.T) {
		for name, change := range map[string][2]string{
			"shop/handoff.hcl":     {"Shop", "Store"},
			"shop/a.handoff.hcl":   {`"Selling"`, `"Selling" # of course`},
			"shop/order.json":      {"number", "price"},
			"theirs/b.handoff.hcl": {"Buying", "Purchase"},
		} {
			base.replace(t, name, change[0], change[1])
			assert.False(t, base.settled(t), name)
			base.replace(t, name, change[1], change[0])
			assert.True(t, base.settled(t), name)
		}
		base.write(t, "shop/c.handoff.hcl", "")
		assert.False(t, base.settled(t), "one more file")
	})
	require.NoError(t, os.Remove(filepath.Join(base.folder, "shop/c.handoff.hcl")))

	t.Run("files of the folder", func(t *testing.T) {
		page := "out/process/selling.md"
		text, err := os.ReadFile(filepath.Join(base.folder, page))
		require.NoError(t, err)
		manifest := "out/" + output.ManifestName
		base.replace(t, page, "Selling", "Sellin'")
		assert.False(t, base.settled(t), "a page that was edited by hand")
		require.NoError(t, os.Remove(filepath.Join(base.folder, page)))
		assert.False(t, base.settled(t), "a page that was deleted")
		base.write(t, page, string(text))
		assert.True(t, base.settled(t))
		base.replace(t, manifest, `"source": "`, `"source": "0`)
		assert.False(t, base.settled(t), "a manifest that was edited")
		base.replace(t, manifest, `"source": "0`, `"source": "`)
		base.write(t, "out/"+place.TurnName, "")
		assert.False(t, base.settled(t), "somebody who was killed while writing")
		require.NoError(t, os.Remove(filepath.Join(base.folder, "out/"+place.TurnName)))
		assert.True(t, base.settled(t))
		base.write(t, "out/orphaned-notes.md", "mine")
		assert.False(t, base.settled(t), "something in the place of notes without one")
		require.NoError(t, os.Remove(filepath.Join(base.folder, "out/orphaned-notes.md")))
		require.NoError(t, os.Remove(filepath.Join(base.folder, manifest)))
		assert.False(t, base.settled(t), "no manifest")
		settled, r := base.publish(t)
		assert.False(t, settled)
		assert.NotEmpty(t, r.State)

		base.replace(t, page, "<!-- handoff:end -->", "Ring the bell.\n<!-- handoff:end -->")
		settled, r = base.publish(t)
		assert.False(t, settled, "a note")
		assert.Empty(t, r.Written)
		settled, _ = base.publish(t)
		assert.True(t, settled, "the note is known now")

		base.write(t, "out/mine.md", "mine")
		assert.True(t, base.settled(t), "what is not handoff's is none of its business")
		base.write(t, page, strings.ReplaceAll(readFile(t, base, page), "\n", "\r\n"))
		assert.True(t, base.settled(t), "line ends are no edit")
	})

	t.Run("nothing known", func(t *testing.T) {
		p, e := base.edition(t)
		p.Gallery = nil
		name, _, settled := p.Settled(t.Context(), e)
		assert.Empty(t, name)
		assert.False(t, settled)
		e.Analysis.Map.Incomplete = true
		p.Gallery = gallery.At(base.gallery, base.maker)
		name, _, _ = p.Settled(t.Context(), e)
		assert.Empty(t, name, "a map of which a file could not be read")
	})
}

func readFile(t *testing.T, s shop, name string) string {
	text, err := os.ReadFile(filepath.Join(s.folder, filepath.FromSlash(name)))
	require.NoError(t, err)
	return string(text)
}

// What is in the way, or has lost its place, is told every time, until somebody has seen to it.
func TestNothingIsSettledThatWantsDoing(t *testing.T) {
	s := newShop(t)
	s.publish(t)
	s.replace(t, "out/process/selling.md", "<!-- handoff:end -->", "Ring the bell.\n<!-- handoff:end -->")
	s.replace(t, "shop/a.handoff.hcl", `"selling"`, `"vending"`)
	for range 2 {
		settled, r := s.publish(t)
		assert.False(t, settled)
		assert.Equal(t, []string{"process.selling/when-not"}, r.Parked)
	}
	s.replace(t, "out/README.md", "Shop", "Shoppe")
	for range 2 {
		settled, r := s.publish(t)
		assert.False(t, settled)
		assert.Equal(t, []output.Conflict{{Path: "README.md", Reason: output.Edited}}, r.Conflicts)
	}
}

// Of a map in which one process has changed, only what tells of that is written.
func TestARebuildWritesWhatChanged(t *testing.T) {
	s := newShop(t)
	s.kind = "build"
	s.replace(t, "shop/a.handoff.hcl", `= "Selling"`, "= \"Selling\"\n  description = \"Of bread.\"")
	s.publish(t)
	s.replace(t, "shop/a.handoff.hcl", "Of bread.", "Of bread and cake.")
	_, r := s.publish(t)
	assert.Equal(t, []string{"docs/process/selling.md", "map.html", "map.json"}, r.Written)
}
