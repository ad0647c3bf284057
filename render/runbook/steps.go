package runbook

import (
	"slices"
	"strconv"

	"handoff/graph"
	"handoff/graph/words"
	"handoff/lang"
	"handoff/render/address"
)

// What a step is: who, with what, by when.

// stepFacts are who, by when, with what; then what comes in, what is set, what is handed on.
func (b *builder) stepFacts(p *graph.Process, s *graph.Step) []Line {
	var items []Line
	add := func(label string, rest ...any) { items = append(items, labelled(label, rest...)) }
	if s.On.Given() {
		add("Starts when", b.occasion(s.On))
	} else if p.Flow == graph.Declared && s.Forgotten() {
		add("Starts when", "the map does not say")
	}
	if s.Join.Value == "all" {
		if waits := b.waits(s); waits != nil {
			add("Wait for all of", waits)
		}
	}
	label, people := b.people(p, s)
	switch {
	case people != nil:
		add(label, people)
	case s.Approval == nil && s.Calls == nil:
		add(label, "nobody is named")
	}
	if s.Approval != nil {
		add("Approval", approval(s.Approval))
	}
	if time := b.stepTime(s); time != nil {
		add("Time", time)
	}
	if s.Calls != nil {
		add("Run", who(s.Calls.Process), " as this step")
	}
	if uses := refs(s.Uses, "and"); uses != nil {
		add("With", uses)
	}
	if s.Meeting.Given() {
		meeting := ref(s.Meeting)
		if c := s.Meeting.Cadence(); c != nil && c.Every.Given() {
			meeting = say(meeting, ", "+every(c.Every))
		}
		add("In the meeting", meeting)
	}
	if c := s.During.Calendar(); c != nil {
		add("Only during", named(c, midway(c.DisplayName())), " (", openHours(c), ")")
	}
	for _, in := range s.Arrivals {
		if in.Declared != nil && len(in.Declared.Requires) > 0 {
			add("Check that “"+in.DisplayName()+"” brings", fieldNames(in.Declared.Requires))
		}
	}
	if a := s.Creates; a.Given() {
		add("Open a new", ref(a))
	}
	if set := b.settings(s.Update, words.Home(p)); set != nil {
		add("Set", set)
	}
	if h := s.Handback; h != nil {
		add("You may hand it back", b.handback(h))
	}
	if rungs := graph.Rungs(s.Step, s.Escalation); len(rungs) > 0 {
		add("If it is stuck", b.inShort(rungs, "the step began"))
	}
	for _, out := range s.Departures {
		for k, h := range out.Handoffs {
			if !slices.ContainsFunc(out.Handoffs[:k], func(o *graph.Handoff) bool { return o.Interface == h.Interface }) {
				add("Hand on", b.handOn(h))
			}
		}
		if out.Declared != nil && out.Declared.StoredIn.Given() {
			add("File", "“"+out.DisplayName()+"” in ", ref(out.Declared.StoredIn))
		}
		if out.External() {
			add("Send out", "“"+out.DisplayName()+"”")
		}
	}
	return items
}

// handOn names a handoff that leaves, and leads to what has to be right before it does.
func (b *builder) handOn(h *graph.Handoff) Line {
	if h.Internal() {
		to := say(who(h.Receiver.Process))
		if h.ToStep != nil {
			to = say(b.step(h.ToStep))
		}
		there := Span{Text: h.Interface.DisplayName(), Page: processPage(h.Sender), Anchor: insideAnchor(h.Interface)}
		return say("“", there, "”, to ", to, carried(h.Interface))
	}
	there := Span{Text: h.Interface.DisplayName(), Page: processPage(h.Sender), Anchor: outAnchor(h.Interface)}
	var to []Line
	for _, o := range h.Interface.Handoffs {
		to = append(to, who(o.Receiver.Process))
	}
	return say("“", there, "”, to ", listed(to, "and"), carried(h.Interface))
}

func processPage(p *graph.Process) string { page, _ := address.Of(p.Process); return page }

// carried says how it is passed on.
func carried(i *graph.Interface) Line {
	how := ", by hand"
	if i.Automated() {
		how = ", automatically"
	}
	if via := refs(i.Via, "and"); via != nil {
		return say(how+" through ", via)
	}
	return say(how)
}

// people is the RACI row of a step as a sentence, with what it is called: a step that a system does by itself is set apart. The process's owner
// answers for all steps, so is named only where another does.
func (b *builder) people(p *graph.Process, s *graph.Step) (label string, line Line) {
	var clauses []Line
	var systems []Line
	for _, r := range s.By {
		if r.System() != nil {
			systems = append(systems, who(r.System()))
		}
	}
	var responsible []graph.Part // those who approve are named with the approval
	for _, part := range s.Row.Responsible {
		if part.Origin != graph.OfApproval {
			responsible = append(responsible, part)
		}
	}
	label = "Who"
	switch {
	case len(systems) > 0:
		label = "Runs by itself"
		clauses = append(clauses, say("in ", listed(systems, "and")))
		if r := parts(responsible, "and"); r != nil {
			clauses = append(clauses, say("seen to by ", r))
		}
	case len(responsible) > 0:
		clauses = append(clauses, parts(responsible, "and"))
	}
	if c := parts(s.Row.Consulted, "and"); c != nil {
		clauses = append(clauses, say("ask ", c, " first"))
	}
	if i := parts(s.Row.Informed, "and"); i != nil {
		clauses = append(clauses, say("tell ", i))
	}
	for _, a := range s.Row.Accountable {
		if a.Who != nil && a.Who != p.Owner.Target {
			clauses = append(clauses, say("accountable: ", parts(s.Row.Accountable, "and")))
			break
		}
	}
	return label, separated(clauses, "; ")
}

func approval(a *lang.Approval) Line {
	who := refs(a.Approvers, "and")
	n := len(a.Approvers)
	switch {
	case n == 0:
		return say("the map does not say by whom")
	case n == 1:
		return say("by ", who)
	case a.Need.Given() && !a.Need.All && a.Need.Count == 1:
		return say("by any one of ", refs(a.Approvers, "and"))
	case a.Need.Given() && !a.Need.All:
		return say("by ", strconv.Itoa(a.Need.Count)+" of ", who)
	case n == 2:
		return say("by both ", who)
	}
	return say("by all of ", who)
}

func (b *builder) stepTime(s *graph.Step) Line {
	var clauses []Line
	if p := s.WithinPromise(); p.Given() {
		clause := say(within(p))
		if s.Step.Since.Given() {
			clause = say(clause, ", counted from ", b.moment(s.Step.Since))
		}
		clauses = append(clauses, clause)
	}
	if s.Takes.Given() {
		clauses = append(clauses, say("takes about "+length(s.Takes)))
	}
	if s.Every.Given() {
		clauses = append(clauses, say("repeat "+every(s.Every)+" until the process moves on"))
	}
	return separated(clauses, "; ")
}

// waits lists the steps and inputs that a joining step waits for.
func (b *builder) waits(s *graph.Step) Line {
	var list []Line
	for _, w := range s.From {
		list = append(list, say(b.step(w.From)))
	}
	for _, in := range s.Arrivals {
		list = append(list, say("“"+in.DisplayName()+"”"))
	}
	return listed(list, "and")
}
