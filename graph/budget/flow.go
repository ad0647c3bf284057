package budget

import (
	"slices"

	"handoff/graph"
	"handoff/lang"
	"handoff/lang/calendar"
)

// Between processes. A place is a handoff with a case: work that has been sent. From one place the work gets to the next by the receiver's
// passage to the output that goes on. Answers are no ways of their own; they are in the passage of the process that waits for them.

// flow is a service, ready to be followed.
type flow struct {
	planner   *Planner
	places    []*place // in an order in which each comes after all that lead to it; the first is the start
	unbounded []lang.Declaration
	again     bool
}

type placeKey struct {
	handoff *graph.Handoff
	of      Case
}

// place is work that has been sent to a process, or at the start of a service that begins in it.
type place struct {
	placeKey
	process *graph.Process
	from    []entry
	accept  cost
	done    cost // where the interface promises that the receiver is done: in place of accept and all that the receiver does
	whole   bool // done is stated
	rework  []cost
	limit   int
	end     *passage // where the service may end here
	next    []lead2  // while the flow is built
}

// entry is a way to a place: from another, by a passage.
type entry struct {
	from *place
	by   *passage
	at   int // its position
}

type lead2 struct {
	to *place
	by *passage
}

// serviceFlow lays out a service for one case at its start; nil if it has no start.
func (p *Planner) serviceFlow(s *graph.Service, of Case) *flow {
	if s.Start == nil {
		return nil
	}
	out := map[*graph.Process][]*graph.Handoff{} // that go on, by sender
	hands, hears := map[*graph.Process]bool{}, map[*graph.Process]bool{}
	for _, i := range s.Interfaces {
		for _, h := range i.Handoffs {
			if h.Internal() {
				continue
			}
			hands[h.Sender] = true
			if i.IsAnswer() {
				hears[h.Receiver] = true
			} else {
				out[h.Sender] = append(out[h.Sender], h)
			}
		}
	}
	ends := func(n *graph.Process) bool { return hears[n] || !hands[n] }
	if !slices.ContainsFunc(s.Processes, ends) { // it goes round
		ends = func(*graph.Process) bool { return true }
	}
	f := &flow{planner: p}
	places := map[placeKey]*place{}
	state := map[*place]int{}
	var visit func(at *place)
	reach := func(n *graph.Process, h *graph.Handoff, of Case) *place {
		key := placeKey{h, of}
		at := places[key]
		if at == nil {
			at = f.place(key, n)
			places[key] = at
		}
		return at
	}
	visit = func(at *place) {
		state[at] = 1
		port := at.port()
		if ends(at.process) {
			at.end, _ = p.passage(at.process, port, at.of, nil, 0)
		}
		for _, h := range out[at.process] {
			if !Lets(h.Interface, at.of) {
				continue
			}
			by, ok := p.passage(at.process, port, at.of, h.Output, 0)
			if !ok && port == nil { // the service starts in the middle
				by, ok = &passage{process: at.process, whole: unknown, open: !p.work}, true
			}
			if !ok {
				continue
			}
			for _, crossed := range p.crossing(h, at.of) {
				for _, c := range p.split(h.Receiver, crossed) {
					to := reach(h.Receiver, h, c)
					switch state[to] {
					case 0:
						visit(to)
					case 1:
						last := h // that by which the work came back
						if at.handoff != nil {
							last = at.handoff
						}
						if !limited(h) && !limited(last) {
							f.unbounded = append(f.unbounded, last.Interface.Interface)
						}
						continue
					}
					at.next = append(at.next, lead2{to, by})
				}
			}
		}
		state[at] = 2
		f.places = append(f.places, at)
	}
	for _, c := range p.split(s.Start, of) {
		visit(reach(s.Start, nil, c))
	}
	slices.Reverse(f.places)
	position := map[*place]int{}
	for k, at := range f.places {
		position[at] = k
	}
	for k, at := range f.places {
		for _, l := range at.next {
			l.to.from = append(l.to.from, entry{at, l.by, k})
		}
		f.again = f.again || at.limit > 0
	}
	return f
}

// limited reports whether a handoff may be handed back only so often.
func limited(h *graph.Handoff) bool {
	b := h.Interface.Handback
	return b != nil && b.Limit.Given()
}

// Lets reports whether the event that sets an interface off may happen to a case.
func Lets(i *graph.Interface, of Case) bool {
	e := i.On.Event()
	return of.Field == nil || e == nil || !e.When.Given() || e.Artifact.Artifact() != of.Field.Artifact || decides(e.When, of) != lang.No
}

func (at *place) port() *graph.Port {
	if at.handoff == nil {
		return nil
	}
	return at.handoff.Input
}

// place makes one.
func (f *flow) place(key placeKey, n *graph.Process) *place {
	at := &place{placeKey: key, process: n}
	h, p := key.handoff, f.planner
	if h == nil {
		return at
	}
	at.accept = p.accepting(h.Interface, key.of)
	if p.work {
		return at
	}
	at.done, at.whole = p.completing(h.Interface, key.of)
	back := h.Interface.Handback
	if back == nil && h.Sender != nil {
		back = h.Sender.Handback
	}
	if back != nil && back.Limit.Given() {
		at.limit = min(back.Limit.Value, maxAgain)
		at.rework = p.reworked(h)
	}
	return at
}

// reworked is what a sender does again with work that is handed back: the step that it left from; or all it does, where that is not known.
func (p *Planner) reworked(h *graph.Handoff) []cost {
	var slow cost
	for _, s := range h.Output.LeavesAt() {
		for _, leg := range p.stepCost(s, Case{}).legs {
			slow.add(leg)
		}
	}
	if len(slow.legs) == 0 {
		slow, _ = complete(&h.Sender.SLA, Case{})
	}
	return []cost{slow}
}

// lines tells the worst path.
func (f *flow) lines(at instant, again bool) []Line {
	r := f.run(byCalendar, at, again)
	if r.last < 0 {
		return nil
	}
	var order []int
	for k := r.last; ; {
		order = append(order, k)
		if r.by[k] < 0 {
			break
		}
		k = f.places[k].from[r.by[k]].at
	}
	slices.Reverse(order)
	var out []Line
	for j, k := range order {
		x := f.places[k]
		last := j == len(order)-1
		var next entry
		if !last {
			to := f.places[order[j+1]]
			next = to.from[r.by[order[j+1]]]
		}
		if last && x.whole || !last && next.bounded() {
			begin := r.sent[k]
			if last && again && x.limit > 0 {
				out = append(out, x.taking(begin, again, false)...)
				begin = x.resent(byCalendar, begin)
			}
			end, by := x.done.end(byCalendar, begin)
			out = append(out, Line{Of: x.handoff.Interface.Interface, What: "sent, accepted and done", Leg: x.done.leg(by), Until: end.time()})
			continue
		}
		out = append(out, x.taking(r.sent[k], again, true)...)
		if last {
			out = append(out, x.end.lines(r.accepted[k], again)...)
		} else {
			out = append(out, next.by.lines(r.accepted[k], again)...)
		}
	}
	return out
}

// taking tells how work is accepted, handed back and accepted again; without the last acceptance, where that is told otherwise.
func (x *place) taking(at instant, again, whole bool) []Line {
	if x.handoff == nil {
		return nil
	}
	var out []Line
	tell := func(c cost, of lang.Declaration, what string, repeated bool) {
		end, by := c.end(byCalendar, at)
		out = append(out, Line{Of: of, What: what, Leg: c.leg(by), Until: end.time(), Again: repeated})
		at = end
	}
	i := x.handoff.Interface.Interface
	n := 0
	if again {
		n = x.limit
	}
	for k := 0; k <= n; k++ {
		if k == n && !whole {
			break
		}
		tell(x.accept, i, "accepted", k > 0)
		if k < n {
			for _, c := range x.rework {
				tell(c, i, "handed back and mended", true)
			}
		}
	}
	return out
}

// route makes the flow one.
func (f *flow) route() route {
	passages := func(visit func(*passage, bool)) {
		for _, x := range f.places {
			if x.end != nil && !x.whole {
				visit(x.end, true)
			}
			for _, e := range x.from {
				visit(e.by, !e.bounded())
			}
		}
	}
	open := false
	for _, x := range f.places {
		open = open || x.end != nil && !x.whole && (x.end.open || x.accept.open)
		for _, e := range x.from {
			open = open || e.open()
		}
	}
	return route{
		open: open,
		end:  func(tick clock, at instant, again bool) instant { return f.run(tick, at, again).ends },
		lines: func(at instant, again bool) []Line {
			return f.lines(at, again)
		},
		each: func(visit func(calendar.Leg)) {
			for _, x := range f.places {
				for _, c := range append([]cost{x.accept, x.done}, x.rework...) {
					for _, leg := range c.legs {
						visit(leg)
					}
				}
			}
			passages(func(by *passage, _ bool) { by.each(visit) })
		},
		missing: func(note func(lang.Declaration)) {
			passages(func(by *passage, counts bool) {
				if counts {
					by.missing(note)
				}
			})
			for _, x := range f.places {
				if x.accept.open && !x.whole {
					note(x.handoff.Interface.Interface)
				}
			}
		},
		loops: func(note func(lang.Declaration)) bool {
			again := f.again
			for _, d := range f.unbounded {
				note(d)
			}
			passages(func(by *passage, _ bool) { again = by.loops(note) || again })
			return again
		},
	}
}
