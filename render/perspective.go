package render

import (
	"fmt"
	"slices"
	"strings"

	"handoff/graph"
	"handoff/lang"
)

// Perspective is a way to look at a map. To add one: a file with its Build function, and a line in Perspectives.
type Perspective struct {
	Name string      // as users say it, and View.Kind of what it builds
	Doc  string      // one line for help texts
	Of   lang.Kind   // what kind of block it is a picture of; empty for the whole map
	Also []lang.Kind // of the whole map: what it can be a picture of besides; nil for any block
	// Build makes the view of the block at an address. Without Of, the address may be empty (everything) or that of any block (what it touches).
	Build func(g *graph.Graph, address string) (View, error)
	// Within makes the view of a part of the map, which is called title; nil for a picture of one block.
	Within func(g *graph.Graph, part graph.Neighbourhood, title string) View
}

// Perspectives lists every way to look at a map.
var Perspectives = []Perspective{
	{Name: "landscape", Doc: "processes by team, and what they hand to each other", Build: landscapeAt, Within: landscapeWithin},
	{Name: "service", Doc: "a service along time: what each handoff and process takes, and what is promised", Of: lang.KindService, Build: serviceAt},
	{Name: "process", Doc: "one process as a swimlane, a lane for each role", Of: lang.KindProcess, Build: processAt},
	{Name: "interface", Doc: "the contract of a handoff: both records, and which field is filled from which", Of: lang.KindInterface, Build: interfaceAt},
	{Name: "data", Doc: "records: who writes, who reads, where the true copy is", Also: []lang.Kind{lang.KindArtifact}, Build: dataAt, Within: dataWithin},
	{Name: "raci", Doc: "who is responsible, accountable, consulted and informed", Also: []lang.Kind{lang.KindService, lang.KindProcess}, Build: raciAt, Within: raciWithin},
	{Name: "escalation", Doc: "who is told when, if nothing happens", Also: []lang.Kind{lang.KindProcess, lang.KindInterface}, Build: escalationAt, Within: escalationWithin},
	{Name: "org", Doc: "teams and roles, who reports to whom and who stands in", Also: []lang.Kind{lang.KindTeam, lang.KindRole}, Build: orgAt, Within: orgWithin},
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

func serviceAt(g *graph.Graph, address string) (View, error) {
	s, ok := g.Map.Lookup(address).(*lang.Service)
	if !ok || g.Service(s) == nil {
		return View{}, fmt.Errorf("the map has no service %s", address)
	}
	return ServiceBudget(g, g.Service(s)), nil
}

func interfaceAt(g *graph.Graph, address string) (View, error) {
	i, ok := g.Map.Lookup(address).(*lang.Interface)
	if !ok || g.Interface(i) == nil {
		return View{}, fmt.Errorf("the map has no interface %s", address)
	}
	return Contract(g.Interface(i)), nil
}

func dataAt(g *graph.Graph, address string) (View, error) {
	if address == "" {
		return DataMap(g, g.Processes), nil
	}
	a, ok := g.Map.Lookup(address).(*lang.Artifact)
	if !ok || g.Artifact(a) == nil {
		return View{}, fmt.Errorf("the map has no artifact %s", address)
	}
	return Lineage(g, g.Artifact(a)), nil
}

func raciAt(g *graph.Graph, address string) (View, error) {
	if address == "" {
		return RACI(g, "Who does what", g.Processes, g.Interfaces), nil
	}
	switch d := g.Map.Lookup(address).(type) {
	case *lang.Process:
		if p := g.Process(d); p != nil {
			var out []*graph.Interface
			for _, h := range p.Out {
				if len(out) == 0 || out[len(out)-1] != h.Interface {
					out = append(out, h.Interface)
				}
			}
			return RACI(g, "Who does what: "+p.DisplayName(), []*graph.Process{p}, out), nil
		}
	case *lang.Service:
		if s := g.Service(d); s != nil {
			return RACI(g, "Who does what: "+s.DisplayName(), s.Processes, s.Interfaces), nil
		}
	}
	return View{}, fmt.Errorf("the map has no process or service %s", address)
}

func escalationAt(g *graph.Graph, address string) (View, error) {
	if address == "" {
		return Escalations(g, g.Processes, nil), nil
	}
	d := g.Map.Lookup(address)
	switch d.(type) {
	case *lang.Process, *lang.Interface, *lang.Step:
		return Escalations(g, g.Processes, d), nil
	}
	return View{}, fmt.Errorf("the map has no process, step or interface %s", address)
}

func orgAt(g *graph.Graph, address string) (View, error) {
	if address == "" {
		return Organisation(g, nil), nil
	}
	if d := g.Map.Lookup(address); d != nil {
		if p := g.Party(d); p != nil {
			return Organisation(g, p), nil
		}
	}
	return View{}, fmt.Errorf("the map has no team or role %s", address)
}

func landscapeWithin(g *graph.Graph, part graph.Neighbourhood, title string) View {
	for _, word := range []string{"around ", "tagged "} { // here it begins the title; a name stays as it is written
		if strings.HasPrefix(title, word) {
			title = strings.ToUpper(title[:1]) + title[1:]
		}
	}
	v := View{Kind: "landscape", Title: title, Description: "The processes that hand to each other there."}
	v.part(part, nil)
	v.partly(g, part)
	return v
}

// partly says how much of the map a view shows.
func (v *View) partly(g *graph.Graph, part graph.Neighbourhood) {
	if len(part.Processes) == len(g.Processes) {
		v.Notes = append(v.Notes, "Every process of the map is within this part.")
		return
	}
	v.Notes = append(v.Notes, fmt.Sprintf("This is a part of the map: %d of its %d processes.", len(part.Processes), len(g.Processes)))
}

func dataWithin(g *graph.Graph, part graph.Neighbourhood, title string) View {
	v := DataMap(g, part.Processes)
	v.Title += ": " + title
	v.partly(g, part)
	return v
}

func raciWithin(g *graph.Graph, part graph.Neighbourhood, title string) View {
	var interfaces []*graph.Interface
	for _, i := range g.Interfaces {
		if slices.ContainsFunc(part.Handoffs, func(h *graph.Handoff) bool { return h.Interface == i }) {
			interfaces = append(interfaces, i)
		}
	}
	v := RACI(g, "Who does what: "+title, part.Processes, interfaces)
	v.partly(g, part)
	return v
}

func escalationWithin(g *graph.Graph, part graph.Neighbourhood, title string) View {
	v := Escalations(g, part.Processes, nil)
	v.Title += ": " + title
	v.partly(g, part)
	return v
}

func orgWithin(g *graph.Graph, part graph.Neighbourhood, title string) View {
	v := OrganisationOf(g, part)
	v.Title += ": " + title
	v.partly(g, part)
	return v
}

// nameOf is what to call d; empty for nil.
func nameOf(d lang.Declaration) string {
	if d == nil {
		return ""
	}
	return d.Common().DisplayName()
}
