package product

import (
	"handoff/cmd/internal/analysis"
	"handoff/render"
	"handoff/render/address"
)

// measuredPictures lays what was measured over pictures, and adds the dashboard where it is not among them.
func measuredPictures(a *analysis.Analysis, pictures []Picture) []Picture {
	if a.Measured == nil {
		return pictures
	}
	film := render.MeasuredFilm(a.Measured)
	there := false
	for i := range pictures {
		if pictures[i].Page == address.Measured {
			pictures[i].View = render.Dashboard(a.Graph, a.Measured)
			there = true
			continue
		}
		pictures[i].View = pictures[i].View.Lay(film)
	}
	if !there {
		pictures = append(pictures, Picture{Name: address.Measured, Page: address.Measured, View: render.Dashboard(a.Graph, a.Measured)})
	}
	return pictures
}
