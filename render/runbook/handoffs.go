package runbook

import (
	"slices"
	"strconv"

	"handoff/graph"
	"handoff/lang"
	"handoff/render/address"
)

// Handoffs as the two processes see them: what must be filled in before the record goes, what may be expected when it comes.

func outAnchor(i *graph.Interface) string    { return address.Anchor("out", i.Name) }
func inAnchor(i *graph.Interface) string     { return address.Anchor("in", i.Name) }
func insideAnchor(i *graph.Interface) string { return address.Anchor("inside", i.Name) }

// handoffsIn tells the receiver of a process's handoffs what comes in.
func (b *builder) handoffsIn(page *Page, p *graph.Process) {
	if len(p.In) == 0 {
		return
	}
	page.add(Heading{2, say("What comes in"), "in"})
	for k, h := range p.In {
		i := h.Interface
		title, anchor := i.DisplayName(), inAnchor(i)
		if slices.ContainsFunc(p.In[:k], func(o *graph.Handoff) bool { return o.Interface == i }) {
			anchor = "" // links lead to the first
		}
		if slices.ContainsFunc(p.In, func(o *graph.Handoff) bool { return o != h && o.Interface == i }) {
			title += " (" + h.Input.DisplayName() + ")"
		}
		page.add(Heading{3, say(title), anchor})
		page.add(b.notes(page.Address, i.Address())...)
		intro := say("From ", who(h.Sender.Process))
		if h.Received != nil {
			intro = say(intro, ": ", name(h.Received))
		}
		intro = say(intro, carried(i), answering(i))
		if h.ToStep != nil && p.Flow != graph.Undeclared {
			intro = say(intro, ". Start at ", b.step(h.ToStep))
		}
		page.add(Paragraph{say(intro, ". See ", named(i.Interface, "the agreement"), ".")})
		items := b.promiseItems(i, true)
		if r := i.Handback; r != nil {
			items = append(items, labelled("Hand it back", b.handback(r)))
		} else if len(h.Requires) > 0 {
			items = append(items, labelled("If something is missing", "no way back is agreed; ask ", b.senders(h)))
		}
		if ids := b.travelling(h); ids != nil {
			items = append(items, labelled("Ids that must travel along", ids))
		}
		if way := b.manualWay(i); way != nil {
			items = append(items, way)
		}
		if check := b.checklist(h.Requires, h.Received); len(check) > 0 {
			page.add(Paragraph{say("It must bring:")}, List{Boxes, check})
			if len(items) > 0 {
				page.add(Paragraph{say("What is agreed:")})
			}
		}
		if len(items) > 0 {
			page.add(List{Items: items})
		}
	}
}

// handoffsOut tells the sender what has to be right before a record goes.
func (b *builder) handoffsOut(page *Page, p *graph.Process) {
	if len(p.Out) == 0 {
		return
	}
	page.add(Heading{2, say("What goes out"), "out"})
	for k, h := range p.Out {
		i := h.Interface
		if slices.ContainsFunc(p.Out[:k], func(o *graph.Handoff) bool { return o.Interface == i }) {
			continue // a handoff to several is told once
		}
		page.add(Heading{3, say(i.DisplayName()), outAnchor(i)})
		page.add(b.notes(page.Address, i.Address())...)
		var to []Line
		for _, o := range p.Out {
			if o.Interface == i {
				to = append(to, who(o.Receiver.Process))
			}
		}
		intro := say("To ", listed(to, "and"))
		intro = say(intro, b.passing(h))
		if h.FromStep != nil && p.Flow != graph.Undeclared {
			intro = say(intro, ". It leaves at ", b.step(h.FromStep))
		}
		page.add(Paragraph{say(intro, ". See ", named(i.Interface, "the agreement"), ".")})
		if check := b.checklist(b.mustFill(h), h.Sent); len(check) > 0 {
			page.add(Paragraph{say("Before it goes, these must be filled in:")}, List{Boxes, check})
		}
		var items []Line
		if i.Approval != nil {
			items = append(items, labelled("Approval", approval(i.Approval)))
		}
		items = append(items, b.promiseItems(i, false)...)
		sent := ""
		if h.Sent != nil {
			sent = h.Sent.Name
		}
		if set := b.settings(i.Update, sent); set != nil {
			items = append(items, labelled("Then set on your record", set))
		}
		if ids := b.travelling(h); ids != nil {
			items = append(items, labelled("Ids that must travel along", ids))
		}
		if told := refs(i.Notify, "and"); told != nil {
			items = append(items, labelled("Tell", told))
		}
		if i.Handback != nil {
			items = append(items, labelled("It may come back", b.handback(i.Handback)))
		}
		if way := b.manualWay(i); way != nil {
			items = append(items, way)
		}
		page.add(Paragraph{say("What is agreed:")}, List{Items: items})
		if len(items) == 0 {
			page.Body = page.Body[:len(page.Body)-2]
		}
	}
}

// handoffsInside tells what changes hands between two steps of the process, where that has an agreement of its own.
func (b *builder) handoffsInside(page *Page, p *graph.Process) {
	for k, h := range p.Internal {
		i := h.Interface
		if k == 0 {
			page.add(Heading{2, say("What changes hands inside"), "inside"})
		}
		if slices.ContainsFunc(p.Internal[:k], func(o *graph.Handoff) bool { return o.Interface == i }) {
			continue
		}
		page.add(Heading{3, say(i.DisplayName()), insideAnchor(i)})
		page.add(b.notes(page.Address, i.Address())...)
		intro := say("From ", b.endInside(h.Output, h.FromStep), " to ", b.endInside(h.Input, h.ToStep))
		intro = say(intro, b.passing(h))
		page.add(Paragraph{say(intro, ". See ", named(i.Interface, "the agreement"), ".")})
		if check := b.checklist(union(b.mustFill(h), h.Requires), h.Sent); len(check) > 0 {
			page.add(Paragraph{say("It must bring:")}, List{Boxes, check})
		}
		items := b.promiseItems(i, false)
		if i.Approval != nil {
			items = append(items, labelled("Approval", approval(i.Approval)))
		}
		if i.Handback != nil {
			items = append(items, labelled("It may come back", b.handback(i.Handback)))
		}
		if way := b.manualWay(i); way != nil {
			items = append(items, way)
		}
		if len(items) > 0 {
			page.add(Paragraph{say("What is agreed:")}, List{Items: items})
		}
	}
}

// union is both lists, each field once.
func union(some, more lang.FieldNames) lang.FieldNames {
	all := slices.Clip(some)
	for _, f := range more {
		if !slices.ContainsFunc(all, func(known lang.FieldName) bool { return known.Name == f.Name }) {
			all = append(all, f)
		}
	}
	return all
}

// endInside is one side of a handoff between two steps: the step, or the port where no step is named.
func (b *builder) endInside(p *graph.Port, s *graph.Step) Line {
	if s != nil {
		return say(b.step(s))
	}
	return say("“" + p.DisplayName() + "”")
}

// answering says what a reply replies to.
func answering(i *graph.Interface) Line {
	if to := refs(i.Answers, "and"); to != nil {
		return say(", in answer to “", to, "”")
	}
	return nil
}

// promiseItems are the promises of a handoff, and its ladder, as its receiver or its sender reads them.
func (b *builder) promiseItems(i *graph.Interface, receiving bool) []Line {
	var items []Line
	accept, finish := "Accepted within", "Done within"
	if receiving {
		accept, finish = "Accept within", "Be done within"
	}
	if ack := brief(i.SLA, acknowledge); ack != nil {
		items = append(items, labelled(accept, ack))
	}
	if done := brief(i.SLA, complete); done != nil {
		items = append(items, labelled(finish, done))
	}
	if floor := brief(i.SLA, atLeast); floor != nil {
		items = append(items, labelled("At the earliest", "after ", floor))
	}
	if due := b.due(i.Due); due != nil {
		items = append(items, labelled("Due", due))
	}
	if rungs := graph.Rungs(i.Interface, i.Escalation); len(rungs) > 0 {
		items = append(items, labelled("If nothing happens", b.inShort(rungs, "it was sent")))
	}
	return items
}

// senders are whom to ask about what came in: who owns the process it came from.
func (b *builder) senders(h *graph.Handoff) Line {
	if owner := h.Sender.Owner.Target; owner != nil {
		return whoAndHow(owner)
	}
	return who(h.Sender.Process)
}

func (b *builder) handback(r *lang.Handback) Line {
	var clauses []Line
	if r.Reason.Value != "" {
		clauses = append(clauses, say("“"+sentence(r.Reason.Value)+"”"))
	}
	switch {
	case !r.Limit.Given():
	case r.Limit.Value == 0:
		clauses = append(clauses, say("Never."))
	case r.Limit.Value == 1:
		clauses = append(clauses, say("Once at most."))
	case r.Limit.Value == 2:
		clauses = append(clauses, say("Twice at most."))
	default:
		clauses = append(clauses, say(strconv.Itoa(r.Limit.Value)+" times at most."))
	}
	if told := refs(r.Notify, "and"); told != nil {
		clauses = append(clauses, say("Tell ", told, "."))
	}
	if len(clauses) == 0 {
		return say("As often as it takes.")
	}
	return separated(clauses, " ")
}

// manualWay is what to do when what carries the handoff is down.
func (b *builder) manualWay(i *graph.Interface) Line {
	if i.ManualWay.Text.Value == "" {
		return nil
	}
	down := say("that way is blocked")
	if via := refs(i.Via, "or"); via != nil {
		down = say(via, " is down")
	}
	return say(strong("If"), " ", down, ": ", Span{Text: i.ManualWay.Text.Value, Style: Written})
}

// passing says what is handed over, how, and when.
func (b *builder) passing(h *graph.Handoff) Line {
	var line Line
	if h.Sent != nil {
		line = say(": ", name(h.Sent))
		if h.Received != nil && h.Received != h.Sent {
			line = say(line, ", which becomes ", name(h.Received))
		}
	}
	line = say(line, carried(h.Interface), answering(h.Interface))
	if on := b.occasion(h.Interface.On); on != nil {
		line = say(line, ", when ", on)
	}
	return line
}
