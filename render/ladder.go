package render

import (
	"fmt"
	"slices"
	"time"

	"handoff/graph"
	"handoff/lang"
	"handoff/lang/calendar"
	"handoff/render/address"
)

// Escalation along time: for each thing that may get stuck, who is told when, how they are reached, and where the promise falls due. A rung's bar
// begins when somebody is told, and goes on: from then on they know.

// LadderLimit is how many ladders one picture shows; past it, it counts by team.
const LadderLimit = 24

// Escalations shows the ladders of some processes with their steps and what they hand on; or, where of is not nil, of that process or interface.
func Escalations(g *graph.Graph, processes []*graph.Process, of lang.Declaration) View {
	v := View{Kind: "escalation", Title: "Who is told when nothing happens", Axis: &Axis{},
		Description: "Each ladder with its own axis: from when on who knows, and how they are reached."}
	if of != nil {
		v.Title = "Who is told when nothing happens: " + of.Common().DisplayName()
	}
	var ladders [][]graph.Rung
	add := func(d lang.Declaration, about string, e lang.Escalation, sla graph.SLA, start string) {
		if !graph.Own(d) {
			return
		}
		rungs := graph.Rungs(d, e)
		if len(rungs) == 0 {
			return
		}
		if ladders = append(ladders, rungs); len(ladders) <= LadderLimit {
			ladder(&v, d, about, rungs, sla, start)
		}
	}
	for _, p := range processes {
		if of == nil || of == p.Process {
			add(p.Process, "process", p.Escalation, p.SLA, "the work came in")
		}
		for _, s := range p.Steps {
			if of == nil || of == p.Process || of == s.Step {
				sla := graph.SLA{Calendar: p.SLA.Calendar}
				sla.Complete = s.WithinPromise()
				add(s.Step, "step of "+p.DisplayName(), s.Escalation, sla, "the step began")
			}
		}
	}
	for _, i := range g.Interfaces {
		if of == nil && slices.Contains(processes, i.Sender) || of == i.Interface || i.Sender != nil && of == i.Sender.Process {
			add(i.Interface, ends(i), i.Escalation, i.SLA, "it was sent")
		}
	}
	if len(ladders) > LadderLimit {
		ladderTally(&v, ladders)
	}
	if len(ladders) == 0 {
		v.Notes = append(v.Notes, "Nothing here has an escalation.")
	}
	return v
}

// ladder adds one.
func ladder(v *View, d lang.Declaration, about string, rungs []graph.Rung, sla graph.SLA, start string) {
	lane := Lane{ID: d.Common().Address(), Label: d.Common().DisplayName(), Sub: about, Page: address.Whole(d)}
	switch rungs[0].Clock {
	case "due":
		start = "it was due"
	case "acknowledged":
		start = "it was accepted"
	}
	if rungs[0].After.Given() {
		lane.Sub += "; time counts from when " + start
	} else {
		lane.Sub += "; no times are agreed, only the order"
	}
	longest := time.Duration(0) // of what stands on the axis
	for _, r := range rungs {
		longest = max(longest, lengthIn(r.After.Value, sla.Calendar))
	}
	for _, m := range []struct {
		what    string
		promise graph.Promise
	}{{"to be accepted", sla.Acknowledge}, {"to be done", sla.Complete}} {
		if at := lengthIn(m.promise.Value, m.promise.Calendar); rungs[0].Clock == "sent" && m.promise.Given() && at > 0 {
			if at > 4*longest && longest > 0 {
				lane.Sub += "; promised " + m.what + ": " + m.promise.Words() + ", past the end of the axis"
				continue
			}
			v.Axis.Moments = append(v.Axis.Moments, Moment{Lane: lane.ID, At: at, Label: m.what + ": " + m.promise.Words(), Kind: Promise})
			longest = max(longest, at)
		}
	}
	if rungs[0].Clock == "due" {
		v.Axis.Moments = append(v.Axis.Moments, Moment{Lane: lane.ID, Label: "due", Kind: Promise})
	}
	v.Lanes = append(v.Lanes, lane)
	for k, r := range rungs {
		n := Node{ID: fmt.Sprintf("%s rung %d", lane.ID, k+1), Label: nameOf(r.Who), Sub: channel(r.Who), Shape: Rung, Lane: lane.ID, Page: address.Whole(r.Who), Of: []string{r.Who.Common().Address()}}
		n.Span = &Span{Note: fmt.Sprintf("%d.", r.Level)}
		if r.After.Given() {
			at := lengthIn(r.After.Value, sla.Calendar)
			n.Span = &Span{From: at, To: longest + longest/8, Note: "after " + r.After.Value.Words(), Open: true}
		}
		if k > 0 {
			v.Edges = append(v.Edges, Edge{From: v.Nodes[len(v.Nodes)-1].ID, To: n.ID, Style: Escalation})
		}
		v.Nodes = append(v.Nodes, n)
	}
}

// lengthIn is how long a duration is on an axis. Working days stand for days: an axis has to begin at no particular hour.
func lengthIn(d calendar.Duration, _ *lang.Calendar) time.Duration {
	elapsed, _ := d.Elapsed()
	return elapsed
}

// channel is how a role or team is reached first.
func channel(who lang.Declaration) string {
	contact, _ := graph.Contact(who)
	for _, e := range contact.Entries() {
		return e[0] + ": " + e[1]
	}
	return "no contact is given"
}
