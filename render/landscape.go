package render

import (
	"fmt"
	"slices"
	"strings"

	"handoff/graph"
	"handoff/lang"
	"handoff/render/address"
)

// The landscape: every process as a box, in the box of the team that runs it, and an arrow wherever one hands on to another. Several
// interfaces between the same two are one arrow with a count; answers are arrows of their own, since they open nothing new.

// LandscapeLimit is how many processes one landscape shows; past it a picture is no longer read, and teams stand for their processes.
const LandscapeLimit = 40

// boxLimit is how many boxes a landscape of teams has at most: the layout of more takes minutes, and nobody finds anything in it.
const boxLimit = 300

// partLimit is that of the surroundings of something: there may be a picture of each of its neighbours.
const partLimit = 2 * LandscapeLimit

// Landscape shows the whole map. A map too large for one picture is summed up by team, and says so.
func Landscape(g *graph.Graph) View {
	v := View{
		Kind: "landscape", Title: mapName(g),
		Description: "Who hands what to whom: processes by the team that runs them, and the handoffs between them.",
	}
	var handoffs []*graph.Handoff
	for _, p := range g.Processes {
		handoffs = append(handoffs, p.Out...)
	}
	if len(g.Processes) == 0 {
		v.Notes = append(v.Notes, "The map has no processes yet.")
	}
	if len(g.Processes) > LandscapeLimit {
		v.Description = "Who hands what to whom: the teams, and the handoffs between their processes."
		v.Notes = append(v.Notes, fmt.Sprintf("This map has %d processes, too many for one picture: each team stands for its own. "+
			"The page of a team has a picture of them.", len(g.Processes)))
		byTeam(&v, g.Processes, handoffs, nil)
	} else {
		byProcess(&v, g.Processes, handoffs)
	}
	return v
}

// LandscapeAround shows a part of the map: what the block at an address touches. A part too large for one picture is summed up, what is furthest from the block
// first, and says so.
func LandscapeAround(g *graph.Graph, address string, around graph.Neighbourhood) View {
	v := View{
		Kind: "landscape", Title: mapName(g),
		Description: "The processes that hand to each other there.",
	}
	if d := g.Map.Lookup(address); d != nil {
		v.Title = "Around " + d.Common().DisplayName()
	}
	middle, _ := g.Around(address, 0)
	v.part(around, middle.Processes)
	v.partly(g, around)
	return v
}

// part fills in a part of the map. Where it is too large, the processes in its middle keep a box each, if these are not too many themselves, and teams stand for the
// others.
func (v *View) part(part graph.Neighbourhood, middle []*graph.Process) {
	if len(part.Processes) <= LandscapeLimit {
		byProcess(v, part.Processes, part.Handoffs)
		return
	}
	alone := map[*graph.Process]bool{}
	for _, p := range middle {
		if len(middle) <= LandscapeLimit {
			alone[p] = true
		}
	}
	v.Notes = append(v.Notes, fmt.Sprintf("These are %d processes, too many for one picture: %s stands for its own. A picture of less, such as around one of the teams, shows them one by one.",
		len(part.Processes), choose(len(alone) > 0, "further off, each team", "each team")))
	byTeam(v, part.Processes, part.Handoffs, alone)
}

// mapName is what the map calls itself.
func mapName(g *graph.Graph) string {
	if name := g.Map.Settings.Workspace.Name.Value; name != "" {
		return name
	}
	return "Process landscape"
}

// byProcess fills in a box for each process.
func byProcess(v *View, processes []*graph.Process, handoffs []*graph.Handoff) {
	grouped := map[*lang.Team]bool{}
	for _, p := range processes {
		n := Node{ID: p.Address(), Label: p.DisplayName(), Sub: nameOf(p.Owner.Target), Shape: Process, Page: address.Whole(p), Tooltip: p.Purpose.Value}
		if p.External.Value {
			n.Shape = External
		}
		if team := p.Runs; team != nil {
			n.Group = team.Address()
			if !grouped[team] {
				v.Groups = append(v.Groups, Group{ID: team.Address(), Label: team.DisplayName(), Page: address.Whole(team)})
			}
			grouped[team] = true
		}
		v.Nodes = append(v.Nodes, n)
	}
	v.bundle(handoffs, func(p *graph.Process) string { return p.Address() })
}

// byTeam fills in a box for each team that runs processes, and one for each process that no team runs or that stands alone; of too many, those with most
// handoffs, and says so.
func byTeam(v *View, processes []*graph.Process, handoffs []*graph.Handoff, alone map[*graph.Process]bool) {
	place := func(p *graph.Process) string {
		if p.Runs != nil && !alone[p] {
			return p.Runs.Address()
		}
		return p.Address()
	}
	of := map[string][]string{} // the processes in a place
	for _, p := range processes {
		of[place(p)] = append(of[place(p)], p.Address())
	}
	seen := map[string]bool{}
	for _, p := range processes {
		id := place(p)
		if seen[id] {
			continue
		}
		seen[id] = true
		n := Node{ID: id, Label: p.DisplayName(), Sub: nameOf(p.Owner.Target), Shape: Process, Page: address.Whole(p)}
		if p.Runs != nil && !alone[p] {
			n = Node{ID: id, Label: p.Runs.DisplayName(), Sub: plural(len(of[id]), "process", "processes"), Shape: Team, Page: address.Whole(p.Runs)}
		}
		if p.External.Value || p.Runs != nil && p.Runs.External.Value {
			n.Shape = External
		}
		if p.Runs != nil && alone[p] && of[p.Runs.Address()] == nil { // its whole team stands alone
			n.Group = p.Runs.Address()
			if !slices.ContainsFunc(v.Groups, func(g Group) bool { return g.ID == n.Group }) {
				v.Groups = append(v.Groups, Group{ID: n.Group, Label: p.Runs.DisplayName(), Page: address.Whole(p.Runs)})
			}
		}
		n.Of = of[id]
		v.Nodes = append(v.Nodes, n)
	}
	all := len(v.Nodes)
	busy := busyness(handoffs, place)
	for p := range alone {
		busy[p.Address()] += len(handoffs) // stays
	}
	if v.Nodes = busiest(v.Nodes, busy, choose(len(alone) > 0, partLimit, boxLimit)); all > len(v.Nodes) {
		v.Notes = append(v.Notes, fmt.Sprintf("Of its %d boxes the picture shows the %d with most handoffs. Draw a part of the map to see the others.", all, len(v.Nodes)))
	}
	v.bundle(handoffs, place)
}

// busyness counts how much is handed over from and to each place.
func busyness(handoffs []*graph.Handoff, place func(*graph.Process) string) map[string]int {
	busy := map[string]int{}
	for _, h := range handoffs {
		if h.Sender != nil && h.Receiver != nil && place(h.Sender) != place(h.Receiver) {
			busy[place(h.Sender)]++
			busy[place(h.Receiver)]++
		}
	}
	return busy
}

// busiest are so many of the boxes at most, those from and to which most is handed over, in their order.
func busiest(nodes []Node, busy map[string]int, most int) []Node {
	if len(nodes) <= most {
		return nodes
	}
	ranked := slices.Clone(nodes)
	slices.SortStableFunc(ranked, func(a, b Node) int { return busy[b.ID] - busy[a.ID] })
	shown := map[string]bool{}
	for _, n := range ranked[:most] {
		shown[n.ID] = true
	}
	return slices.DeleteFunc(nodes, func(n Node) bool { return !shown[n.ID] })
}

// bundle adds one arrow for all handoffs from one place to another; those inside one place and to places not shown are left out.
func (v *View) bundle(handoffs []*graph.Handoff, place func(*graph.Process) string) {
	type between struct {
		from, to string
		answers  bool
	}
	shown := map[string]bool{}
	for _, n := range v.Nodes {
		shown[n.ID] = true
	}
	bundles := map[between][]*graph.Handoff{}
	var order []between
	for _, h := range handoffs {
		if h.Sender == nil || h.Receiver == nil {
			continue
		}
		key := between{place(h.Sender), place(h.Receiver), h.Interface.IsAnswer()}
		if key.from == key.to || !shown[key.from] || !shown[key.to] {
			continue
		}
		if bundles[key] == nil {
			order = append(order, key)
		}
		bundles[key] = append(bundles[key], h)
	}
	for _, key := range order {
		v.Edges = append(v.Edges, bundled(key.from, key.to, bundles[key]))
	}
}

// bundled is the arrow for some handoffs that go the same way: as if made by hand as long as one of them is.
func bundled(from, to string, handoffs []*graph.Handoff) Edge {
	e := Edge{From: from, To: to, Count: len(handoffs), Style: styleOf(handoffs[0].Interface)}
	automated := 0
	var titles []string
	for _, h := range handoffs {
		if a := h.Interface.Address(); !slices.Contains(e.Of, a) {
			e.Of = append(e.Of, a)
		}
		if h.Interface.Automated() {
			automated++
		}
		titles = append(titles, h.Interface.DisplayName())
	}
	if len(handoffs) == 1 {
		e.Label, e.Page = titles[0], address.Whole(handoffs[0].Interface)
		return e
	}
	e.Label, e.Tooltip = plural(len(handoffs), "handoff", "handoffs"), strings.Join(titles, "\n")
	if e.Style == Answer {
		e.Label = plural(len(handoffs), "answer", "answers")
		return e
	}
	if e.Style = ByHand; automated == len(handoffs) {
		e.Style = ByMachine
	} else if automated > 0 {
		e.Label += fmt.Sprintf(", %d automated", automated)
	}
	return e
}

// styleOf is how an interface is drawn.
func styleOf(i *graph.Interface) Style {
	switch {
	case i.IsAnswer():
		return Answer
	case i.Automated():
		return ByMachine
	}
	return ByHand
}

func plural(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}
