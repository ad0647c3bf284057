package main

import (
	"io"

	"handoff/cmd/internal/analysis"
	"handoff/cmd/internal/destination"
	"handoff/render/output"
	"handoff/render/schemas"
)

// emitSchemas writes the JSON Schemas of a map: into a folder, or as one document on standard output.
func (p *program) emitSchemas(a *analysis.Analysis, out string) error {
	list := schemas.Of(a.Graph)
	if !destination.Stdout(out) {
		var set output.Set
		for _, s := range list {
			set.Files = append(set.Files, output.File{Path: s.Path, Content: s.Content})
		}
		_, err := p.save(set, out, func() {})
		return err
	}
	bundle, err := schemas.Bundle(list)
	if err != nil {
		return err
	}
	return destination.Write("-", p.stdout, func(w io.Writer) error {
		_, err := w.Write(bundle)
		return err
	})
}
