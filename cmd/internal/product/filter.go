package product

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"handoff/graph"
	"handoff/lang"
	"handoff/render"
)

// Filter says which part of a map is to be drawn. What is empty does not matter; of what is given, everything has to hold.
type Filter struct {
	Service, Process, Interface, Artifact, Team string // names or addresses
	Tag                                         string
	Around                                      string   // the address of any block
	Depth                                       int      // how many handoffs away from that is still near; -1 for what suits the view
	Kinds                                       []string // of Kinds: what is shown of what has a kind
}

// Kinds are the kinds of block that pictures show.
var Kinds = []string{"process", "step", "interface", "artifact", "system", "event", "service", "team", "role"}

// choice is one filter that names a block.
type choice struct {
	flag string
	kind lang.Kind
	name string
}

// choices lists the filters by name, given or not.
func (f Filter) choices() []choice {
	return []choice{
		{"--service", lang.KindService, f.Service}, {"--process", lang.KindProcess, f.Process}, {"--interface", lang.KindInterface, f.Interface},
		{"--artifact", lang.KindArtifact, f.Artifact}, {"--team", lang.KindTeam, f.Team},
	}
}

// given lists the flags that narrow the map down.
func (f Filter) given() []string {
	var out []string
	for _, c := range f.choices() {
		if c.name != "" {
			out = append(out, c.flag)
		}
	}
	if f.Tag != "" {
		out = append(out, "--tag")
	}
	if f.Around != "" {
		out = append(out, "--around")
	}
	return out
}

// subject is the filter that names what a view is a picture of.
func (f Filter) subject(p render.Perspective) (choice, bool) {
	for _, c := range f.choices() {
		if c.name != "" && (c.kind == p.Of || slices.Contains(p.Also, c.kind)) {
			return c, true
		}
	}
	return choice{}, false
}

// check finds what makes no sense together.
func (f Filter) check(p render.Perspective) error {
	if subject, ok := f.subject(p); ok {
		for _, flag := range f.given() {
			if flag != subject.flag {
				return fmt.Errorf("%s already says what the view %s shows; leave %s out", subject.flag, p.Name, flag)
			}
		}
		if f.Depth >= 0 {
			return fmt.Errorf("--depth widens a part of the map, and the view %s with %s shows one thing; leave it out", p.Name, subject.flag)
		}
	}
	if f.Depth >= 0 && len(f.given()) == 0 {
		return errors.New("--depth says how far around something; say around what with --around ADDRESS")
	}
	if f.Depth < -1 {
		return errors.New("--depth is a number of handoffs, 0 or more")
	}
	for _, k := range f.Kinds {
		if !slices.Contains(Kinds, k) {
			return fmt.Errorf("no kind %q%s; there are: %s", k, didYouMean(k, Kinds), strings.Join(Kinds, ", "))
		}
	}
	return nil
}

// find looks a block up by its name or address.
func (c choice) find(g *graph.Graph) (lang.Declaration, error) {
	var names []string
	for _, d := range blocksOf(g, c.kind) {
		name := strings.TrimPrefix(d.Common().Address(), string(c.kind)+".")
		if name == strings.TrimPrefix(c.name, string(c.kind)+".") {
			return d, nil
		}
		names = append(names, name)
	}
	return nil, fmt.Errorf("no %s %q%s", c.kind, strings.TrimPrefix(c.name, string(c.kind)+"."), didYouMean(strings.TrimPrefix(c.name, string(c.kind)+"."), names))
}

// blocksOf lists the blocks of a kind, those of imports that the map refers to among them.
func blocksOf(g *graph.Graph, kind lang.Kind) []lang.Declaration {
	var out []lang.Declaration
	switch kind {
	case lang.KindService:
		for _, n := range g.Services {
			out = append(out, n.Service)
		}
	case lang.KindProcess:
		for _, n := range g.Processes {
			out = append(out, n.Process)
		}
	case lang.KindInterface:
		for _, n := range g.Interfaces {
			out = append(out, n.Interface)
		}
	case lang.KindArtifact:
		for _, n := range g.Artifacts {
			out = append(out, n.Artifact)
		}
	case lang.KindTeam, lang.KindRole:
		for _, n := range g.Parties {
			if n.Common().Kind == kind {
				out = append(out, n.Declaration)
			}
		}
	}
	return out
}

// near finds the block that --around names: by its address, or by its name alone where only one has it.
func (f Filter) near(g *graph.Graph) (lang.Declaration, error) {
	if d := g.Map.Lookup(f.Around); d != nil {
		return d, nil
	}
	var named []lang.Declaration
	var all []string
	for _, d := range g.Map.Declarations() {
		all = append(all, d.Common().Address())
		if d.Common().Name == f.Around {
			named = append(named, d)
		}
	}
	switch len(named) {
	case 0:
		return nil, fmt.Errorf("the map has no %s%s", f.Around, didYouMean(f.Around, all))
	case 1:
		return named[0], nil
	}
	var list []string
	for _, d := range named {
		list = append(list, d.Common().Address())
	}
	return nil, fmt.Errorf("several blocks are called %s; which of %s?", f.Around, strings.Join(list, ", "))
}

// part finds the part of the map for a view: the processes for which every filter holds, those near them, and the handoffs between them. Title says in
// words what was asked for.
func (f Filter) part(g *graph.Graph, p render.Perspective) (part graph.Neighbourhood, title string, err error) {
	in := map[*graph.Process]bool{}
	for _, n := range g.Processes {
		in[n] = true
	}
	var titles []string
	flow := map[*graph.Interface]bool{} // of a service; empty for any
	keep := func(title string, processes []*graph.Process) {
		titles = append(titles, title)
		for n := range in {
			if !slices.Contains(processes, n) {
				delete(in, n)
			}
		}
	}
	for _, c := range f.choices() {
		if c.name == "" {
			continue
		}
		d, err := c.find(g)
		if err != nil {
			return part, "", err
		}
		keep(d.Common().DisplayName(), f.processesOf(g, d, flow))
	}
	if f.Tag != "" {
		processes, err := tagged(g, f.Tag)
		if err != nil {
			return part, "", err
		}
		keep("tagged "+f.Tag, processes)
	}
	depth := f.Depth
	if f.Around != "" {
		d, err := f.near(g)
		if err != nil {
			return part, "", err
		}
		around, _ := g.Around(d.Common().Address(), choose(depth < 0, 1, depth))
		keep("around "+d.Common().DisplayName(), around.Processes)
		depth = 0
	}
	if depth < 0 && p.Name == "landscape" && (f.Process != "" || f.Team != "") {
		depth = 1 // what stands alone in a landscape says nothing
	}
	for ; depth > 0; depth-- {
		flow = nil // its neighbours are beyond the flow
		in = widened(in)
	}
	for _, n := range g.Processes {
		if in[n] {
			part.Processes = append(part.Processes, n)
		}
	}
	for _, h := range g.Handoffs {
		if in[h.Sender] && in[h.Receiver] && (len(flow) == 0 || flow[h.Interface]) {
			part.Handoffs = append(part.Handoffs, h)
		}
	}
	if len(part.Processes) == 0 {
		return part, "", fmt.Errorf("no process of this map is within %s", strings.Join(f.given(), ", "))
	}
	return part, strings.Join(titles, ", "), nil
}

// widened are some processes with their neighbours.
func widened(in map[*graph.Process]bool) map[*graph.Process]bool {
	out := map[*graph.Process]bool{}
	for n := range in {
		out[n] = true
		for _, h := range n.Out {
			out[h.Receiver] = true
		}
		for _, h := range n.In {
			out[h.Sender] = true
		}
	}
	return out
}

// processesOf are the processes that a block has to do with: those that a team runs, else what it touches.
func (f Filter) processesOf(g *graph.Graph, d lang.Declaration, flow map[*graph.Interface]bool) []*graph.Process {
	switch d := d.(type) {
	case *lang.Team:
		var out []*graph.Process
		for _, n := range g.Processes {
			for t, k := n.Runs, 0; t != nil && k < 100; t, k = t.Parent.Team(), k+1 {
				if t == d {
					out = append(out, n)
					break
				}
			}
		}
		return out
	case *lang.Service:
		for _, i := range g.Service(d).Interfaces {
			flow[i] = true
		}
	}
	around, _ := g.Around(d.Common().Address(), 0)
	return around.Processes
}

// tagged are the processes with a tag, and the ends of interfaces with it.
func tagged(g *graph.Graph, tag string) ([]*graph.Process, error) {
	var out []*graph.Process
	var tags []string
	has := func(d lang.Declaration) bool {
		found := false
		for _, t := range d.Common().Tags {
			tags = append(tags, t.Value)
			found = found || t.Value == tag
		}
		return found
	}
	for _, n := range g.Processes {
		if has(n.Process) {
			out = append(out, n)
		}
	}
	for _, i := range g.Interfaces {
		if !has(i.Interface) {
			continue
		}
		if i.Sender != nil {
			out = append(out, i.Sender)
		}
		for _, h := range i.Handoffs {
			out = append(out, h.Receiver)
		}
	}
	if len(out) == 0 {
		return nil, fmt.Errorf("no process and no interface has the tag %q%s", tag, didYouMean(tag, tags))
	}
	return out, nil
}

func choose[T any](yes bool, a, b T) T {
	if yes {
		return a
	}
	return b
}
