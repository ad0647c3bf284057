package product

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"path/filepath"

	"handoff/cmd/internal/analysis"
	"handoff/cmd/internal/gallery"
	"handoff/lang"
	"handoff/render/output"
)

// Edition is one product for one folder. A second one of the same ingredients is not made: what its folder was left like is kept, beside the pictures,
// under a hash of everything that decides its bytes, and where the folder still is like that, down to the last byte, there is nothing to do. Wherever
// anything is in doubt an edition has no name, and everything is made and compared.
type Edition struct {
	Kind     string             // what makes it: "build" or "docs"
	Dir      string             // where it goes
	Analysis *analysis.Analysis // of the map as it is
	Shown    *analysis.Analysis // of the map as readers see it; the same one for people inside
	Handbook
}

// Make makes the files, as Build and Docs do.
func (p Pen) Make(ctx context.Context, e Edition) (output.Set, *Undrawn) {
	if e.Kind == "build" {
		return p.Build(ctx, e.Shown, e.Handbook)
	}
	return p.Docs(ctx, e.Shown, e.Handbook)
}

// Settled reports whether making an edition and writing it would change nothing, and which files it has then. The name is for Remember.
func (p Pen) Settled(ctx context.Context, e Edition) (name string, files []string, settled bool) {
	if name = p.name(ctx, e); name == "" {
		return "", nil, false
	}
	var state output.State
	kept, ok := p.Gallery.Get(name)
	if !ok || json.Unmarshal(kept, &state) != nil {
		return name, nil, false
	}
	files, settled = state.Holds(e.Dir)
	return name, files, settled
}

// Remember keeps what an edition left. Only a whole one may be: every picture drawn, every file in its place.
func (p Pen) Remember(name string, r output.Report) {
	if name == "" || r.State == (output.State{}) {
		return
	}
	if kept, err := json.Marshal(r.State); err == nil {
		p.Gallery.Put(name, kept)
	}
}

// edition changes whenever what is kept of editions does.
const edition = "edition 2"

// name is the edition's name; "" where it cannot be told what it is made from.
func (p Pen) name(ctx context.Context, e Edition) string {
	if p.Gallery == nil || e.Analysis.Map.Incomplete || e.Shown.Map.Incomplete {
		return ""
	}
	dir, err := filepath.Abs(e.Dir)
	if err != nil {
		return ""
	}
	program, err := p.Engine.Program(ctx)
	if err != nil {
		return ""
	}
	layout, err := gallery.Look(program)
	if err != nil {
		return ""
	}
	name, err := p.Gallery.NameOf(edition, e.Kind, dir, layout, p.Theme, p.Scale, e.Flavor.Name, e.Public, e.Notes, e.Shown.Measured,
		sources(e.Analysis.Map), sources(e.Shown.Map), e.Analysis.Today, e.Analysis.Ran, e.Shown.Findings)
	if err != nil {
		return ""
	}
	return name
}

// sources tells everything that a map was read from. What is not in its files is the name that its folder gives it.
func sources(m *lang.Map) string {
	h := sha256.New()
	part := func(text []byte) {
		sum := sha256.Sum256(text) // so that no file can be taken for the end of one and the beginning of the next
		h.Write(sum[:])
	}
	part([]byte(m.Settings.Workspace.Name.Value))
	files := func(list []*lang.File) {
		for _, f := range list {
			part([]byte(f.Path))
			part(f.Source)
		}
		part(nil)
	}
	files(m.Files)
	files(m.Attachments)
	for _, i := range m.Imports {
		part([]byte(i.Name))
		if i.Map != nil {
			part([]byte(sources(i.Map)))
		}
	}
	return hex.EncodeToString(h.Sum(nil))
}
