// Package coordination holds the rules about enough, and not too much: of approvals, of handoffs, of meetings.
//
// What is too much on one path is asked of the longest path through a service: the steps of its processes, joined by the interfaces of its
// flow. Finding the longest path in a graph with loops takes for ever, so each way that leads back to where the path has been is cut (a search
// in depth finds them); what is left has no loops, and its longest path is found in one pass. It is a path that the work can really take.
// There may be a longer one, in a flow with loops that cross, and then less is said than could be.
package coordination

import (
	"slices"
	"strings"

	"handoff/check"
	"handoff/graph"
	"handoff/lang"
	"handoff/lang/finding"
)

// place is a step; or a whole process, where the order of its steps is not known.
type place struct {
	process *graph.Process
	step    *graph.Step
}

// leg leads from one place to the next.
type leg struct {
	to place
	by *graph.Interface // nil where one step just follows the other
}

// course is the net of paths through a service.
type course struct {
	starts []place
	legs   map[place][]leg // between processes
}

func courseOf(s *graph.Service) course {
	c := course{legs: map[place][]leg{}}
	fed := map[*graph.Process]bool{}
	var senders []*graph.Process
	for _, i := range s.Interfaces {
		if i.Sender != nil && !slices.Contains(senders, i.Sender) {
			senders = append(senders, i.Sender)
		}
		for _, h := range i.Handoffs {
			if h.Internal() || unknown(h) {
				continue // its steps lead to each other; or nobody knows which do
			}
			fed[h.Receiver] = fed[h.Receiver] || !i.IsAnswer()
			for _, from := range places(h.Sender, h.Output.LeavesAt()) {
				for _, to := range places(h.Receiver, h.Input.ArrivesAt()) {
					c.legs[from] = append(c.legs[from], leg{to, i})
				}
			}
		}
	}
	begin := []*graph.Process{s.Start}
	if s.Start == nil {
		begin = slices.DeleteFunc(slices.Clone(senders), func(p *graph.Process) bool { return fed[p] })
		if len(begin) == 0 {
			begin = senders
		}
	}
	for _, p := range begin {
		c.starts = append(c.starts, places(p, p.Starts())...)
	}
	return c
}

// unknown reports whether the step at an end of a handoff is misspelt.
func unknown(h *graph.Handoff) bool {
	from, to := h.Output.Declared, h.Input.Declared
	return from != nil && from.LeavesAt.Broken() || to != nil && to.ArrivesAt.State == lang.Broken
}

func places(p *graph.Process, steps []*graph.Step) []place {
	if p.Flow != graph.Declared || p.Process.External.Value || len(steps) == 0 {
		return []place{{process: p}}
	}
	out := make([]place, len(steps))
	for k, s := range steps {
		out[k] = place{p, s}
	}
	return out
}

// next lists where the work may go from a place.
func (c *course) next(at place) []leg {
	out := c.legs[at]
	if at.step == nil {
		return out
	}
	out = slices.Clip(out)
	for _, w := range at.step.Ways {
		if w.To != nil {
			out = append(out, leg{place{at.process, w.To}, w.Interface})
		}
	}
	return out
}

// longest finds a path with as many blocks of interest as can be. Gates are what counts at a place and on a leg: a step or an interface, or nil.
func (c *course) longest(atPlace func(place) lang.Declaration, onLeg func(leg) lang.Declaration) []lang.Declaration {
	type best struct {
		count int
		leg   leg
		on    bool // whether it goes on by that leg
	}
	type frame struct {
		at   place
		rest []leg
	}
	one := func(d lang.Declaration) int {
		if d == nil {
			return 0
		}
		return 1
	}
	found := map[place]*best{} // nil while the search is still behind the place
	var stack []frame
	enter := func(at place) {
		found[at] = nil
		stack = append(stack, frame{at, c.next(at)})
	}
	for _, start := range c.starts {
		if _, known := found[start]; known {
			continue
		}
		enter(start)
		for len(stack) > 0 {
			top := &stack[len(stack)-1]
			if len(top.rest) > 0 {
				l := top.rest[0]
				top.rest = top.rest[1:]
				if _, known := found[l.to]; !known {
					enter(l.to)
				}
				continue
			}
			b := &best{}
			for _, l := range c.next(top.at) {
				to := found[l.to]
				if to == nil {
					continue // it leads back
				}
				if n := to.count + one(onLeg(l)); !b.on || n > b.count {
					b.count, b.leg, b.on = n, l, true
				}
			}
			b.count += one(atPlace(top.at))
			found[top.at] = b
			stack = stack[:len(stack)-1]
		}
	}
	var from place
	most := -1
	for _, start := range c.starts {
		if n := found[start].count; n > most {
			from, most = start, n
		}
	}
	if most < 0 {
		return nil
	}
	var out []lang.Declaration
	for at := from; ; {
		if d := atPlace(at); d != nil {
			out = append(out, d)
		}
		b := found[at]
		if !b.on {
			return out
		}
		if d := onLeg(b.leg); d != nil {
			out = append(out, d)
		}
		at = b.leg.to
	}
}

// excess is a path on which there is too much.
type excess struct {
	path     []lang.Declaration
	services []*graph.Service
}

// exceeding finds the paths with more than max blocks of interest, one for each service; services that share one are told together.
func exceeding(p *check.Pass, limit int, atPlace func(place) lang.Declaration, onLeg func(*graph.Service) func(leg) lang.Declaration) []*excess {
	var out []*excess
	known := map[string]*excess{}
	for _, s := range p.Graph.Services {
		if !graph.Own(s) {
			continue
		}
		c := courseOf(s)
		path := c.longest(atPlace, onLeg(s))
		if len(path) <= limit {
			continue
		}
		names := make([]string, len(path))
		for k, d := range path {
			names[k] = d.Common().Address()
		}
		key := strings.Join(names, " ")
		if known[key] == nil {
			known[key] = &excess{path: path}
			out = append(out, known[key])
		}
		known[key].services = append(known[key].services, s)
	}
	return out
}

// relate shows the blocks on the path, and the other services it is part of.
func (e *excess) relate(f *finding.Finding, each string) {
	for _, d := range e.path {
		if len(f.Related) < 12 {
			f.Related = append(f.Related, check.Related(each, d))
		}
	}
	for _, s := range e.services[1:] {
		f.Related = append(f.Related, check.Related("It is on the way of this service, too.", s))
	}
}
