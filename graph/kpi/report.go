package kpi

import (
	"cmp"
	"fmt"
	"maps"
	"slices"

	"handoff/graph"
	"handoff/lang"
)

// Result closes the measurement. What was still open is judged by when the log ends, or the period, whichever is first.
func (m *Measurer) Result() *Result {
	r := &Result{
		Source: m.b.Name, By: m.b.By, Period: m.period, Fields: []Filled{},
		Interfaces: []Figures{}, Processes: []Figures{}, Services: []Figures{}, Pairs: []Pair{}, Months: []Month{}, Links: []LinkUse{},
	}
	m.joinCases(r)
	if m.b.Artifact != nil {
		r.Artifact = m.b.Artifact.Address()
	}
	end := m.last
	if m.period != nil {
		end = min(end, m.period.To.UnixNano())
	}
	for _, d := range m.pending {
		if !d.never && end > d.due {
			d.promise.Missed++
			d.promise.Late++
		} else {
			d.promise.Pending++
		}
	}
	m.pending = nil
	r.Log = Log{Events: m.events, Cases: m.cases, Open: m.open, First: at(m.first), Last: at(m.last), Hands: len(m.hands) - 1}
	if !m.handed {
		r.Log.Hands = 0
	}
	r.All = m.all.close()
	r.Pairs = m.closePairs()
	if g := m.b.Graph; g != nil {
		for _, i := range g.Interfaces {
			if t := m.parts[i.Interface]; t != nil {
				f := t.close()
				f.Declared = "manual"
				if i.Automated() {
					f.Declared = "automated"
				}
				r.Interfaces = append(r.Interfaces, f)
			}
		}
		for _, p := range g.Processes {
			if t := m.parts[p.Process]; t != nil {
				r.Processes = append(r.Processes, t.close())
			}
		}
		for _, s := range g.Services {
			if t := m.parts[s.Service]; t != nil {
				r.Services = append(r.Services, t.close())
			}
		}
	}
	for key, t := range m.months {
		r.Months = append(r.Months, Month{Month: fmt.Sprintf("%04d-%02d", key/12, key%12+1), Figures: t.close()})
	}
	slices.SortFunc(r.Months, func(a, b Month) int { return cmp.Compare(a.Month, b.Month) })
	for bit, field := range m.b.Fields {
		r.Fields = append(r.Fields, Filled{field, m.filled[bit], m.cases})
	}
	r.Conformance = m.conformance(r)
	r.Targets = m.targets(r)
	r.Backlog = m.backlog(r)
	return r
}

// close works the figures out of what was gathered.
func (t *tally) close() Figures {
	f := t.Figures
	f.Lead, f.LeadOpen = t.lead.summary(), t.leadOpen.summary()
	f.Wait, f.WaitOpen, f.Touch = t.wait.summary(), t.waitOpen.summary(), t.touch.summary()
	for _, p := range t.promises {
		p.Promise.Open = p.open.summary()
		f.Promises = append(f.Promises, p.Promise)
	}
	slices.SortFunc(f.Promises, func(a, b Promise) int {
		return cmp.Or(cmp.Compare(a.Promise, b.Promise), cmp.Compare(a.Priority, b.Priority))
	})
	return f
}

// closePairs lists the pairs, most waiting time first.
func (m *Measurer) closePairs() []Pair {
	out := []Pair{}
	byLink := func(a, b pairKey) int { return cmp.Compare(a.link, b.link) } // two may differ in nothing else that is shown
	for _, key := range slices.SortedFunc(maps.Keys(m.pairs), byLink) {
		t := m.pairs[key]
		p := Pair{From: m.hands[t.from].name, To: m.hands[t.to].name, Inside: t.inside > 0, Figures: t.close(), Worst: t.worst.list}
		if p.Wait.N > 0 {
			p.Worst = t.worstQueue.list
		}
		for i := range t.routes {
			p.Ambiguous = append(p.Ambiguous, i.Address())
		}
		slices.Sort(p.Ambiguous)
		if len(p.Ambiguous) == 1 && t.unclear == 0 {
			p.Interface, p.Ambiguous = p.Ambiguous[0], nil
		}
		out = append(out, p)
	}
	slices.SortStableFunc(out, func(a, b Pair) int {
		return cmp.Or(-cmp.Compare(a.lost(), b.lost()), cmp.Compare(a.From, b.From), cmp.Compare(a.To, b.To), cmp.Compare(a.Interface, b.Interface))
	})
	return out
}

// lost is the waiting time of a row, in seconds: in queues where the log shows them, else between touches.
func (f *Figures) lost() float64 {
	if f.Wait.N > 0 {
		return f.Wait.Sum
	}
	return f.Touch.Sum
}

// conformance is where the map and the log part ways.
func (m *Measurer) conformance(r *Result) Conformance {
	out := Conformance{Unseen: []string{}, Order: []Order{}, Doers: []Doer{}, Empty: []Empty{}, UnknownGroups: []Counted{}}
	g := m.b.Graph
	if g == nil {
		return out
	}
	out.Unseen = m.unseen(r)
	out.Order = m.order()
	for key, n := range m.doers {
		s := m.steps[key[0]]
		who := m.hands[key[1]].who
		if len(s.Row.Responsible) == 0 || s.Row.Broken() || who == nil || does(&s.Row, who) {
			continue
		}
		out.Doers = append(out.Doers, Doer{Step: s.Address(), Who: m.hands[key[1]].name, Count: n, Of: m.done_[key[0]]})
	}
	slices.SortFunc(out.Doers, func(a, b Doer) int {
		return cmp.Or(-cmp.Compare(a.Count, b.Count), cmp.Compare(a.Step, b.Step), cmp.Compare(a.Who, b.Who))
	})
	for _, i := range g.Interfaces {
		for bit, n := range m.empties[i] {
			if n > 0 {
				out.Empty = append(out.Empty, Empty{Interface: i.Address(), Field: m.b.Fields[bit], Empty: n, Of: m.asked[i]})
			}
		}
	}
	if len(m.b.Groups) > 0 {
		for _, h := range m.hands[1:] {
			if !h.known && h.word != 0 && m.b.By == "group" {
				out.UnknownGroups = append(out.UnknownGroups, Counted{h.name, h.count})
			}
		}
		slices.SortFunc(out.UnknownGroups, func(a, b Counted) int {
			return cmp.Or(-cmp.Compare(a.Count, b.Count), cmp.Compare(a.Word, b.Word))
		})
	}
	return out
}

// unseen are the interfaces both of whose ends are in the log, and that no handoff ran along.
func (m *Measurer) unseen(r *Result) []string {
	if r.Log.Cases == 0 { // that none of no cases went along an interface says nothing of it
		return []string{}
	}
	g := m.b.Graph
	seen := map[*graph.Process]bool{}
	for _, s := range m.steps[1:] {
		seen[s.Process] = true
	}
	for _, h := range m.hands[1:] {
		if h.step != nil {
			seen[h.step.Process] = true
		}
		for _, p := range g.Processes {
			if h.who != nil && (h.who == lang.Declaration(p.Process) || p.Runs != nil && within(h.who, p.Runs)) {
				seen[p] = true
			}
		}
	}
	used := map[string]bool{}
	for _, f := range r.Interfaces {
		used[f.Address] = true
	}
	for _, p := range r.Pairs {
		for _, a := range p.Ambiguous {
			used[a] = true
		}
	}
	out := []string{}
	for _, h := range g.Handoffs {
		address := h.Interface.Address()
		if seen[h.Sender] && seen[h.Receiver] && !used[address] && !slices.Contains(out, address) && m.couldSee(h) {
			out = append(out, address)
		}
	}
	return out
}

// couldSee reports whether the log could show a handoff: whoever has the work changes on the way.
func (m *Measurer) couldSee(h *graph.Handoff) bool {
	switch m.b.By {
	case "process":
		return !h.Internal()
	case "step":
		return true
	case "actor":
		return false
	}
	a, b := h.Sender.Runs, h.Receiver.Runs
	return a != nil && b != nil && a != b
}

// order are steps that followed each other though the flow does not lead from one to the other. Steps that the log has no word for may
// lie between.
func (m *Measurer) order() []Order {
	logged := map[*graph.Step]bool{}
	for _, s := range m.b.Steps {
		logged[s] = true
	}
	out := []Order{}
	for key, n := range m.footsteps {
		from, to := m.steps[key[0]], m.steps[key[1]]
		if from.Process.Flow != graph.Declared || leads(from, to, logged) {
			continue
		}
		out = append(out, Order{From: from.Address(), To: to.Address(), Count: n.count, Cases: n.cases, Of: m.followed[key[0]]})
	}
	slices.SortFunc(out, func(a, b Order) int {
		return cmp.Or(-cmp.Compare(a.Count, b.Count), cmp.Compare(a.From, b.From), cmp.Compare(a.To, b.To))
	})
	return out
}

// leads reports whether one step leads to another, passing through none that the log would show.
func leads(from, to *graph.Step, logged map[*graph.Step]bool) bool {
	seen := map[*graph.Step]bool{}
	todo := []*graph.Step{from}
	for len(todo) > 0 {
		s := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		for _, w := range s.Ways {
			switch {
			case w.To == nil || seen[w.To]:
			case w.To == to:
				return true
			case !logged[w.To]:
				seen[w.To] = true
				todo = append(todo, w.To)
			}
		}
	}
	return false
}
