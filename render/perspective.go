package render

import (
	"fmt"

	"handoff/graph"
	"handoff/lang"
)

// Perspective is a way to look at a map. To add one: a file with its Build function, and a line in Perspectives.
type Perspective struct {
	Name string    // as users say it, and View.Kind of what it builds
	Doc  string    // one line for help texts
	Of   lang.Kind // what kind of block it is a picture of; empty for the whole map
	// Build makes the view of the block at an address. Without Of, the address may be empty (everything) or that of any block (what it touches).
	Build func(g *graph.Graph, address string) (View, error)
}

// Perspectives lists every way to look at a map.
var Perspectives = []Perspective{
	{Name: "landscape", Doc: "processes by team, and what they hand to each other", Build: landscapeAt},
	{Name: "process", Doc: "one process as a swimlane, a lane for each role", Of: lang.KindProcess, Build: processAt},
}

// PerspectiveNamed finds a perspective by its name.
func PerspectiveNamed(name string) (Perspective, bool) {
	for _, p := range Perspectives {
		if p.Name == name {
			return p, true
		}
	}
	return Perspective{}, false
}

func landscapeAt(g *graph.Graph, address string) (View, error) {
	if address == "" {
		return Landscape(g), nil
	}
	around, ok := g.Around(address, 1)
	if !ok {
		return View{}, fmt.Errorf("the map has no %s", address)
	}
	return LandscapeAround(g, address, around), nil
}

func processAt(g *graph.Graph, address string) (View, error) {
	p, ok := g.Map.Lookup(address).(*lang.Process)
	if !ok || g.Process(p) == nil {
		return View{}, fmt.Errorf("the map has no process %s", address)
	}
	return Swimlane(g.Process(p)), nil
}

// nameOf is what to call d; empty for nil.
func nameOf(d lang.Declaration) string {
	if d == nil {
		return ""
	}
	return d.Common().DisplayName()
}
