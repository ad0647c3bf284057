package kpi

import (
	"cmp"
	"maps"
	"slices"

	"handoff/graph"
	"handoff/lang"
)

// Tables are what a map and a source block say, as tables: for engines that have the log but not the map, such as a warehouse (package sql).
// Hands, steps, interfaces, processes and services are addresses. Every table is sorted.
type Tables struct {
	Groups     []Named // word of the group column -> role or team
	Steps      []Named // activity or state -> step
	Processes  []Named // step -> its process
	Priorities []Named // word of the priority column -> priority of the map
	Ways       []Way
	Answers    []Named // interface -> a request that it answers
	Limits     []Limit
	Hours      []Open
}

// Named says what a name stands for.
type Named struct{ Name, Is string }

// Way is the interface along which a handoff goes. What is known best of each end decides: the step, or else the role or team.
type Way struct{ From, To, Interface string }

// Limit is a promise to be held. Every SLA has one with Default, for the priorities that no target names.
type Limit struct {
	Address    string
	Complete   bool // else acknowledge
	Priority   string
	Default    bool
	ByPriority bool          // the SLA has targets, and so is told by priority
	Promise    graph.Promise // not Stated where this priority is promised nothing
}

// Open is the calendar that the promise of an address counts in as a whole.
type Open struct {
	Address  string
	Calendar *lang.Calendar
}

// Tables works out the tables of a binding.
func (b *Binding) Tables() Tables {
	var t Tables
	ends := map[string]end{}
	processes := map[string]lang.Declaration{}
	for word, d := range b.Groups {
		t.Groups = append(t.Groups, Named{word, d.Common().Address()})
		ends[d.Common().Address()] = end{who: d}
	}
	for word, s := range b.Steps {
		t.Steps = append(t.Steps, Named{word, s.Address()})
		ends[s.Address()] = end{step: s}
		t.Processes = append(t.Processes, Named{s.Address(), s.Process.Address()})
		processes[s.Process.Address()] = s.Process.Process
	}
	for word, means := range b.Priorities {
		t.Priorities = append(t.Priorities, Named{word, means})
	}
	for _, list := range []*[]Named{&t.Groups, &t.Steps, &t.Processes, &t.Priorities} {
		slices.SortFunc(*list, func(a, b Named) int { return cmp.Or(cmp.Compare(a.Name, b.Name), cmp.Compare(a.Is, b.Is)) })
		*list = slices.Compact(*list)
	}
	if b.Graph == nil {
		return t
	}
	m := Measurer{b: b}
	known := slices.Sorted(maps.Keys(ends))
	used := map[*graph.Interface]bool{}
	for _, from := range known {
		for _, to := range known {
			if way := b.findRoute(ends[from], ends[to]); len(way.interfaces) == 1 {
				t.Ways = append(t.Ways, Way{from, to, way.interfaces[0].Address()})
				used[way.interfaces[0]] = true
			}
		}
	}
	if b.Of != nil {
		processes[b.Of.Common().Address()] = b.Of
	}
	for _, address := range slices.Sorted(maps.Keys(processes)) {
		t.promises(address, m.slaOf(processes[address]), false)
	}
	for _, i := range b.Graph.Interfaces {
		if !used[i] {
			continue
		}
		t.promises(i.Address(), &i.SLA, true)
		for _, r := range i.Requests {
			t.Answers = append(t.Answers, Named{i.Address(), r.Address()})
		}
	}
	return t
}

func (t *Tables) promises(address string, sla *graph.SLA, both bool) {
	if sla == nil {
		return
	}
	if sla.Calendar != nil {
		t.Hours = append(t.Hours, Open{address, sla.Calendar})
	}
	for _, complete := range []bool{false, true} {
		if !complete && !both {
			continue
		}
		pick := func(p graph.Promises) graph.Promise {
			if complete {
				return p.Complete
			}
			return p.Acknowledge
		}
		stated := pick(sla.Promises).Stated()
		limits := []Limit{{Address: address, Complete: complete, Default: true, ByPriority: len(sla.Targets) > 0, Promise: pick(sla.Promises)}}
		for _, target := range sla.Targets {
			stated = stated || pick(target.Promises).Stated()
			limits = append(limits, Limit{Address: address, Complete: complete, Priority: target.Value.Value, ByPriority: true, Promise: pick(target.Promises)})
		}
		if stated {
			t.Limits = append(t.Limits, limits...)
		}
	}
}
