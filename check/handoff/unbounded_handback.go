package handoff

import (
	"fmt"
	"slices"

	"handoff/check"
	"handoff/graph"
	"handoff/lang"
	"handoff/lang/finding"
)

// UnboundedHandback finds loops in which work can go round for ever.
//
// The loops are those of one record. Its handoffs without `create` carry it from the steps an output leaves at to the steps an input arrives at; inside
// a process it follows the flow. Where a process does not say what follows what, the process as a whole is one place. Then: no black
// boxes, no handoff or step with a limit, no way from a refused approval back to where it came from; an answer only where it is known
// which step it arrives at, so that it closes a loop only if the work leads on to the request again. What is left and still
// strongly connected is a finding, one a component.
var UnboundedHandback = check.Rule{
	ID: "handoff/unbounded-handback", Severity: finding.Warning, Kind: check.Presence,
	Title: "Work that can be passed round for ever",
	What: "Processes that can pass the same artifact round in a loop, or steps of one process with different people responsible that can, with no `handback { limit = … }` on the way. No loop are: a request with its " +
		"answer (`answers`), a refused approval that goes back to its maker, and what goes through a black box. Sending a case again after the answer is one. So is a `handback` that allows to return the work and gives no " +
		"`limit`.",
	Why: "This is ping-pong. Each side believes the other one has the case, and nothing ever says that it has gone to and fro often enough. A limit makes the third return an escalation.",
	Bad: pingPong + `
interface "back_to_first_line" {
  from    = process.second_line
  to      = process.first_line
  carries = artifact.ticket
}
`,
	Good: pingPong + `
interface "back_to_first_line" {
  from    = process.second_line
  to      = process.first_line
  carries = artifact.ticket
  handback {
    reason = "Logs are missing"
    limit  = 1
  }
}
`,
	Run: func(p *check.Pass) {
		looping := map[*graph.Interface]bool{}
		for _, a := range p.Graph.Artifacts {
			if len(a.Handoffs) > 1 {
				betweenProcesses(p, a, looping)
			}
		}
		for _, process := range p.Graph.Processes {
			if !graph.Own(process) || process.Process.External.Value {
				continue
			}
			if !limited(process.Handback) {
				insideProcess(p, process)
			}
			withoutLimit(p, process, process.Handback)
			for _, s := range process.Steps {
				withoutLimit(p, s, s.Handback)
			}
		}
		for _, i := range p.Graph.Interfaces {
			if graph.Own(i) && !looping[i] {
				withoutLimit(p, i, i.Handback)
			}
		}
	},
}

// pingPong is half a loop.
const pingPong = `
process "first_line" { owner = role.agent }
process "second_line" { owner = role.agent }
interface "to_second_line" {
  from    = process.first_line
  to      = process.second_line
  carries = artifact.ticket
}
role "agent" {}
artifact "ticket" {}
`

// place is where a record can be: at a step, or somewhere in a process whose flow is not known (step is nil).
type place struct {
	process *graph.Process
	step    *graph.Step
}

// hop leads from one place to another, by a handoff or (handoff is nil) inside a process.
type hop struct {
	from, to place
	handoff  *graph.Handoff
}

func limited(h *lang.Handback) bool { return h != nil && h.Limit.Given() }

// withoutLimit reports a handback that may happen any number of times.
func withoutLimit(p *check.Pass, of lang.Declaration, h *lang.Handback) {
	if h == nil || h.Limit.Given() {
		return
	}
	p.Report(finding.Finding{
		Summary: "Work can be passed round for ever", Address: of.Common().Address(), Range: h.Header, Key: "handback",
		Detail: fmt.Sprintf("The work of %s may be handed back, and nothing says how often.", check.Name(of)),
		Help:   "Say how often, at most: `limit = 1`.",
	})
}

// betweenProcesses looks for loops of one record, and enters the interfaces that make one.
func betweenProcesses(p *check.Pass, a *graph.Artifact, looping map[*graph.Interface]bool) {
	var places []place
	var hops []hop
	ways := map[place][]place{}
	seen := map[place]bool{}
	visited := map[*graph.Process]bool{}
	enter := func(at place) {
		if !seen[at] {
			seen[at] = true
			places = append(places, at)
		}
	}
	add := func(h hop) {
		enter(h.from)
		enter(h.to)
		hops = append(hops, h)
		ways[h.from] = append(ways[h.from], h.to)
	}
	for _, h := range a.Handoffs {
		if h.Sent != h.Received || h.Interface.Create != nil || h.Internal() || limited(h.Interface.Handback) || blackBox(h.Sender) || blackBox(h.Receiver) {
			continue
		}
		if h.Interface.IsAnswer() && (h.Receiver.Flow == graph.Undeclared || len(h.Input.Steps) == 0) {
			continue
		}
		for _, from := range leaving(h) {
			if from.step != nil && from.step.Approval != nil && sends(h.Receiver, h.Sender) {
				continue // refused, and back to its maker
			}
			for _, to := range arriving(h) {
				add(hop{from, to, h})
			}
		}
		for _, process := range []*graph.Process{h.Sender, h.Receiver} {
			if visited[process] || process.Flow == graph.Undeclared {
				continue
			}
			visited[process] = true
			for _, s := range process.Steps {
				for _, w := range s.Ways {
					if w.To != nil && free(w) {
						add(hop{from: place{process, s}, to: place{process, w.To}})
					}
				}
			}
		}
	}
	component := map[place]int{}
	for k, group := range graph.Components(places, func(at place) []place { return ways[at] }) {
		for _, at := range group {
			component[at] = k
		}
	}
	// The handoffs inside one component make its loop.
	loops := map[int][]*graph.Handoff{}
	var order []int
	for _, h := range hops {
		k := component[h.from]
		if h.handoff == nil || component[h.to] != k {
			continue
		}
		if loops[k] == nil {
			order = append(order, k)
		}
		if list := loops[k]; len(list) == 0 || list[len(list)-1] != h.handoff {
			loops[k] = append(list, h.handoff)
		}
	}
	for _, k := range order {
		reportLoop(p, a, loops[k])
		for _, h := range loops[k] {
			looping[h.Interface] = true
		}
	}
}

func blackBox(process *graph.Process) bool {
	return process.Process.External.Value || limited(process.Handback)
}

// sends reports whether one process hands anything on to the other.
func sends(from, to *graph.Process) bool {
	for _, h := range from.Out {
		if h.Receiver == to {
			return true
		}
	}
	return false
}

func leaving(h *graph.Handoff) []place { return at(h.Sender, h.Output.LeavesAt()) }

func arriving(h *graph.Handoff) []place { return at(h.Receiver, h.Input.ArrivesAt()) }

// at turns steps into places; where the order of the steps is not known, the process is one place.
func at(process *graph.Process, steps []*graph.Step) []place {
	if process.Flow == graph.Undeclared || len(steps) == 0 {
		return []place{{process: process}}
	}
	out := make([]place, len(steps))
	for k, s := range steps {
		out[k] = place{process, s}
	}
	return out
}

// free reports whether work may go along a way any number of times.
func free(w *graph.Way) bool {
	if limited(w.From.Handback) || limited(w.To.Handback) || w.Interface != nil && (limited(w.Interface.Handback) || w.Interface.IsAnswer()) {
		return false
	}
	return w.From.Approval == nil || !graph.After(w.To)[w.From]
}

func reportLoop(p *check.Pass, a *graph.Artifact, loop []*graph.Handoff) {
	var last *graph.Handoff
	for _, h := range loop {
		if graph.Own(h.Interface) {
			last = h
		}
	}
	if last == nil {
		return // all of it lies in an imported map
	}
	var processes []*graph.Process
	known := map[*graph.Process]bool{}
	for _, h := range loop {
		for _, process := range []*graph.Process{h.Sender, h.Receiver} {
			if !known[process] {
				known[process] = true
				processes = append(processes, process)
			}
		}
	}
	f := finding.Finding{
		Summary: "Work can be passed round for ever", Address: last.Interface.Address(), Range: check.Header(last.Interface), Key: a.Address(),
		Detail: fmt.Sprintf("%s can pass %s round in a loop, and nothing says how often.", check.Names(processes), check.Name(a)),
		Help:   fmt.Sprintf("Say how often it may come back: `handback { limit = 1 }` in %s.", check.Name(last.Interface)),
	}
	if len(loop) == 2 {
		f.Help += fmt.Sprintf(" If it is the reply to a request, say that instead: `answers = %s`.", loop[0].Interface.Address())
	}
	for _, h := range loop {
		if h.Interface != last.Interface && len(f.Related) < 5 {
			f.Related = append(f.Related, check.Related(fmt.Sprintf("From %s to %s.", check.Name(h.Sender), check.Name(h.Receiver)), h.Interface))
		}
	}
	p.Report(f)
}

// insideProcess looks for loops among the steps of one process in which the work changes hands.
func insideProcess(p *check.Pass, process *graph.Process) {
	next := func(s *graph.Step) []*graph.Step {
		var out []*graph.Step
		for _, w := range s.Ways {
			if w.To != nil && free(w) {
				out = append(out, w.To)
			}
		}
		return out
	}
	for _, group := range graph.Components(process.Steps, next) {
		if len(group) < 2 || slices.ContainsFunc(group, func(s *graph.Step) bool { return p.Graph.MaybeMeant(s.Step) }) {
			continue // or a misspelt interface may be what limits it
		}
		within := map[*graph.Step]int{}
		for k, s := range group {
			within[s] = k + 1
		}
		var back *graph.Way // the last way that leads back, and hands over
		passes := false
		for _, s := range group {
			for _, w := range s.Ways {
				if w.To == nil || within[w.To] == 0 || !free(w) {
					continue
				}
				passes = passes || w.Passes()
				if within[w.To] <= within[s] {
					back = w
				}
			}
		}
		if !passes || back == nil {
			continue
		}
		p.Report(finding.Finding{
			Summary: "Work can be passed round for ever", Address: back.From.Address(), Range: back.Range, Key: back.To.Name,
			Detail: fmt.Sprintf("%s can pass the work round in a loop between different people, and nothing says how often: this leads back to %s.",
				check.Names(group), check.Name(back.To)),
			Help:    fmt.Sprintf("Say how often it may come back: `handback { limit = 1 }` in %s.", check.Name(back.From)),
			Related: []finding.Related{check.Related("The work comes back here.", back.To)},
		})
	}
}
