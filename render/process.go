package render

import (
	"fmt"
	"slices"
	"strings"

	"handoff/graph"
	"handoff/graph/words"
	"handoff/lang"
	"handoff/render/address"
)

// The process view: a lane for everyone who does a step, the steps in them, what follows what and on which condition, what comes in at the left and
// goes out at the right. A step with branches is followed by a decision, from which they lead.

// nobody is the lane of steps that name no one.
const nobody = "nobody"

// Swimlane shows one process.
func Swimlane(p *graph.Process) View {
	s := swimlaneBuilder{process: p, view: View{
		Kind: "process", Of: p.Address(), Title: p.DisplayName(), Description: p.Purpose.Value,
	}}
	for _, step := range p.Steps {
		s.step(step)
	}
	for _, step := range p.Steps {
		s.ways(step)
	}
	s.inputs()
	s.outputs()
	switch {
	case len(p.Steps) == 0 && p.External.Value:
		s.view.Notes = append(s.view.Notes, "This process belongs to another organisation; the map shows only what goes in and out.")
	case len(p.Steps) == 0:
		s.view.Notes = append(s.view.Notes, "The map names no steps of this process.")
	case p.Flow == graph.Undeclared && len(p.Steps) > 1:
		s.view.Notes = append(s.view.Notes, "The map does not say in which order these steps follow each other.")
	case p.Flow == graph.Partial:
		s.view.Notes = append(s.view.Notes, "The map says that it knows only some of what follows what here.")
	}
	s.view.joinLanes()
	s.view.orderLanes()
	if len(s.view.Lanes) == 0 { // a black box still has a place for itself
		s.view.Lanes = []Lane{{ID: p.Address(), Label: p.DisplayName(), Sub: nameOf(p.Owner.Target)}}
	}
	return s.view
}

// SwimlaneLanes is how many lanes stand side by side at most; past it their text can no longer be read.
const SwimlaneLanes = 8

// joinLanes makes lanes fewer where they are too many: roles of one team share a lane, then the lanes with the fewest steps do. Every step then names its role.
func (v *View) joinLanes() {
	if len(v.Lanes) <= SwimlaneLanes {
		return
	}
	all := len(v.Lanes)
	join := func(key func(Lane) Lane) {
		var lanes []Lane
		into := map[string]string{}
		for _, l := range v.Lanes {
			to := key(l)
			if !slices.ContainsFunc(lanes, func(o Lane) bool { return o.ID == to.ID }) {
				lanes = append(lanes, to)
			}
			into[l.ID] = to.ID
		}
		v.Lanes = lanes
		for i := range v.Nodes {
			if to := into[v.Nodes[i].Lane]; to != "" {
				v.Nodes[i].Lane = to
			}
		}
	}
	role := map[string]string{}
	for _, l := range v.Lanes {
		role[l.ID] = l.Label
	}
	for i := range v.Nodes {
		if n := &v.Nodes[i]; n.Label != "" && role[n.Lane] != "" && n.Shape != Event {
			n.Sub = strings.TrimPrefix(n.Sub+"; "+role[n.Lane], "; ")
		}
	}
	join(func(l Lane) Lane {
		if l.Sub == "" {
			return l
		}
		return Lane{ID: "team " + l.Sub, Label: l.Sub}
	})
	if len(v.Lanes) > SwimlaneLanes {
		steps := map[string]int{}
		for _, n := range v.Nodes {
			steps[n.Lane]++
		}
		least := slices.Clone(v.Lanes)
		slices.SortStableFunc(least, func(a, b Lane) int { return steps[b.ID] - steps[a.ID] })
		few := map[string]bool{}
		for _, l := range least[SwimlaneLanes-1:] {
			few[l.ID] = true
		}
		join(func(l Lane) Lane {
			if few[l.ID] {
				return Lane{ID: "others", Label: "Others"}
			}
			return l
		})
	}
	v.Notes = append(v.Notes, fmt.Sprintf("%d roles act here, too many for a lane each: some share one, and every step names its role.", all))
}

// swimlaneBuilder is a view being made.
type swimlaneBuilder struct {
	process *graph.Process
	view    View
	lanes   map[string]bool
	ends    map[string]bool
}

// lane returns the lane of a step, and adds it where it is new: that of the first who is responsible.
func (s *swimlaneBuilder) lane(step *graph.Step) string {
	lane := Lane{ID: nobody, Label: "Nobody named"}
	for _, part := range step.Row.Responsible {
		if part.Who != nil {
			lane = Lane{ID: part.Who.Common().Address(), Label: nameOf(part.Who), Sub: teamName(part.Who), Page: address.Whole(part.Who)}
			break
		}
	}
	if s.lanes == nil {
		s.lanes = map[string]bool{}
	}
	if !s.lanes[lane.ID] {
		s.view.Lanes = append(s.view.Lanes, lane)
	}
	s.lanes[lane.ID] = true
	return lane.ID
}

// teamName is the team of a role, for the second line of its lane.
func teamName(who lang.Declaration) string {
	if role, ok := who.(*lang.Role); ok {
		for _, t := range role.Teams.Resolved() {
			return nameOf(t)
		}
	}
	return ""
}

// step adds a step, with what starts it and the decision after it.
func (s *swimlaneBuilder) step(step *graph.Step) {
	lane := s.lane(step)
	if d := step.On.Target; d != nil {
		id := "on " + step.Address()
		s.node(Node{ID: id, Label: nameOf(d), Shape: Event, Lane: lane})
		s.edge(Edge{From: id, To: step.Address(), Style: Flow})
	} else if step.Entry && !step.Forgotten() && !s.fed(step) {
		id := "start of " + step.Address()
		s.node(Node{ID: id, Shape: Start, Lane: lane, Tooltip: "The process starts here."})
		s.edge(Edge{From: id, To: step.Address(), Style: Flow})
	}
	n := Node{ID: step.Address(), Label: step.DisplayName(), Sub: subtitle(step), Shape: stepShape(step), Lane: lane, Page: address.Whole(step), Tooltip: stepTooltip(step)}
	if step.Calls != nil {
		n.Page = address.Whole(step.Calls)
	}
	s.node(n)
	if len(step.Branches) > 0 {
		s.node(Node{ID: decision(step), Shape: Decision, Lane: lane, Tooltip: "After " + step.DisplayName()})
		s.edge(Edge{From: step.Address(), To: decision(step), Style: Flow})
	}
}

func decision(step *graph.Step) string { return "after " + step.Address() }

// fed reports whether an input arrives at the step.
func (s *swimlaneBuilder) fed(step *graph.Step) bool {
	for _, port := range s.process.Inputs {
		if slices.Contains(port.ArrivesAt(), step) {
			return true
		}
	}
	return false
}

func stepShape(step *graph.Step) Shape {
	switch {
	case step.Approval != nil:
		return Approval
	case step.Calls != nil:
		return Call
	}
	for _, r := range step.By {
		if r.System() != nil {
			return Automated
		}
	}
	return Step
}

// subtitle is the second line of a step's box: what it runs or runs in, and by when it is done.
func subtitle(step *graph.Step) string {
	var parts []string
	if step.Calls != nil && step.Calls.DisplayName() != step.DisplayName() {
		parts = append(parts, "runs "+step.Calls.DisplayName())
	}
	for _, r := range step.By {
		if r.System() != nil {
			parts = append(parts, "by "+nameOf(r.Target))
		}
	}
	if step.Join.Value == "all" {
		parts = append(parts, "waits for all")
	}
	if step.Within.Stated() {
		parts = append(parts, "within "+step.Within.Value.Words())
	}
	if step.Every.Stated() {
		parts = append(parts, "every "+step.Every.Value.Words())
	}
	return strings.Join(parts, ", ")
}

// stepTooltip adds who else is responsible, and the systems used.
func stepTooltip(step *graph.Step) string {
	lines := []string{step.DisplayName()}
	var who []string
	for _, part := range step.Row.Responsible {
		if part.Who != nil {
			who = append(who, nameOf(part.Who))
		}
	}
	if len(who) > 0 {
		lines = append(lines, "By "+strings.Join(who, ", "))
	}
	var uses []string
	for _, d := range step.Uses.Resolved() {
		uses = append(uses, nameOf(d))
	}
	if len(uses) > 0 {
		lines = append(lines, "Uses "+strings.Join(uses, ", "))
	}
	return strings.Join(lines, "\n")
}

// ways adds what leads out of a step.
func (s *swimlaneBuilder) ways(step *graph.Step) {
	out := step.Address()
	if len(step.Branches) > 0 {
		out = decision(step)
	}
	taken := map[*lang.Branch]bool{}
	ended := false
	for _, w := range step.Ways {
		e := Edge{From: out, Style: Flow, Label: s.condition(w, len(step.Branches) > 0)}
		if w.Branch != nil {
			taken[w.Branch] = true
		}
		switch {
		case w.How == graph.ByOverdue:
			e.From, e.Style, e.Label = step.Address(), Escalation, "when overdue"
			if step.Within.Stated() {
				e.Label = "after " + step.Within.Value.Words()
			}
		case w.Interface != nil:
			e.Style, e.Page, e.Of = styleOf(w.Interface), address.Whole(w.Interface), []string{w.Interface.Address()}
			if e.Label == "" {
				e.Label = w.Interface.DisplayName()
			}
		case w.Passes():
			e.Style = Internal
		}
		switch {
		case w.To != nil:
			e.To = w.To.Address()
		case w.Output != nil:
			e.To = w.Output.Address
		default:
			e.To, ended = s.end(step), true
		}
		s.edge(e)
	}
	for _, b := range step.Branches { // a branch that leads nowhere ends the process
		if !taken[b] && !b.Next.Given() {
			s.edge(Edge{From: out, To: s.end(step), Style: Flow, Label: s.condition(&graph.Way{How: graph.ByBranch, Branch: b}, true)})
			ended = true
		}
	}
	if step.Ends && !ended && s.process.Flow == graph.Declared {
		s.edge(Edge{From: out, To: s.end(step), Style: Flow})
	}
}

// condition says on a line when it is taken, in the words of the procedure.
func (s *swimlaneBuilder) condition(w *graph.Way, branches bool) string {
	switch {
	case w.Branch != nil && w.Branch.Choice.Value != "":
		return w.Branch.Choice.Value
	case w.Branch != nil:
		text, _ := words.Condition(w.Branch.When, words.Home(s.process))
		return strings.TrimPrefix(text, "the ")
	case branches && (w.How == graph.ByNext || w.How == graph.BySequence):
		return "otherwise"
	}
	return ""
}

// end returns the end in the lane of a step, and adds it where it is new.
func (s *swimlaneBuilder) end(step *graph.Step) string {
	lane := s.lane(step)
	id := "end in " + lane
	if s.ends == nil {
		s.ends = map[string]bool{}
	}
	if !s.ends[id] {
		s.node(Node{ID: id, Shape: End, Lane: lane, Tooltip: "The process ends here."})
	}
	s.ends[id] = true
	return id
}

// edge adds an edge. One that goes the way of another only adds its condition to it.
func (s *swimlaneBuilder) edge(e Edge) {
	for i := range s.view.Edges {
		other := &s.view.Edges[i]
		if other.From != e.From || other.To != e.To || other.Style != e.Style {
			continue
		}
		other.Of = append(other.Of, e.Of...)
		if e.Label != other.Label {
			switch {
			case other.Label == "":
				other.Label = e.Label
			case e.Label != "":
				other.Label = words.Or(other.Label, e.Label)
			}
		}
		return
	}
	s.view.Edges = append(s.view.Edges, e)
}

func (s *swimlaneBuilder) node(n Node) { s.view.Nodes = append(s.view.Nodes, n) }
