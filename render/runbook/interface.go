package runbook

import (
	"slices"

	"handoff/graph"
	"handoff/lang"
)

// handoff makes the page of an interface: the agreement between two processes.
func (b *builder) handoff(i *graph.Interface) Page {
	page := b.start(i.Interface, i.DisplayName(), "Handoffs")
	page.add(b.notes(page.Address, i.Address())...)
	page.add(b.handoffFacts(i))
	page.add(Authored{i.Description.Value, 2})
	page.section(2, "The picture", b.picture(page, "What is passed, and how one record becomes the other. The tables below say the same in words."))
	page.section(2, "What must be there", b.contract(i)...)
	page.section(2, "What is promised", b.promises(i.SLA, sentName(i), "it is sent")...)
	if i.Due != nil {
		page.section(2, "When it is due", Paragraph{say(capitalLine(b.due(i.Due)), ".")})
	}
	if rungs := graph.Rungs(i.Interface, i.Escalation); len(rungs) > 0 {
		page.section(2, "If nothing happens", b.clock(rungs, "it", "when it was sent"), b.ladder(rungs))
	}
	if i.Handback != nil {
		page.section(2, "When it comes back", Paragraph{say("The receiver may hand it back. ", b.handback(i.Handback))})
	}
	if i.ManualWay.Text.Value != "" {
		var blocks []Block
		if via := refs(i.Via, "or"); via != nil {
			blocks = append(blocks, Paragraph{say("If ", via, " is down:")})
		}
		page.section(2, "By hand", append(blocks, Authored{i.ManualWay.Text.Value, 2})...)
	}
	page.section(2, "What the receiver's record is made of", b.mapping(i)...)
	if i.Update != nil {
		page.section(2, "What is written back", b.writtenBack(i)...)
	}
	if len(i.Handoffs) > 0 {
		if ids := b.travelling(i.Handoffs[0]); ids != nil {
			page.section(2, "Ids that must travel along", Paragraph{say("So that each record can be found from the other: ", ids, ".")})
		}
	}
	b.bothRecords(&page, i)
	page.section(2, "Who does what", b.handoffRow(i)...)
	page.section(2, "How it is measured", b.measures(i.Interface)...)
	page.section(2, "To be improved", List{Items: b.improvementsOf(i.Interface)})
	page.add(Heading{2, say("Notes"), ""}, Keep{ID: i.Address() + "/notes", Slot: "What both sides should know: write it here."})
	return page
}

// bothRecords are the fields of what is sent and of what is received, so that the two sides need not look them up.
func (b *builder) bothRecords(page *Page, i *graph.Interface) {
	var told []*lang.Artifact
	show := func(role string, a *lang.Artifact) {
		if a == nil || slices.Contains(told, a) {
			return
		}
		told = append(told, a)
		table, _ := b.fields(a)
		page.section(2, role+": "+a.DisplayName(), table, Paragraph{say("More about it: ", name(a), ".")})
	}
	for _, h := range i.Handoffs {
		if h.Sent == h.Received {
			show("The record", h.Sent)
			continue
		}
		show("The sender's record", h.Sent)
		show("The receiver's record", h.Received)
	}
}

func sentName(i *graph.Interface) string {
	for _, h := range i.Handoffs {
		if h.Sent != nil {
			return h.Sent.Name
		}
	}
	return ""
}

func (b *builder) handoffFacts(i *graph.Interface) Table {
	var f facts
	if len(i.Handoffs) > 0 {
		f.row("From", b.end(i.Handoffs[0].Output, i.Handoffs[0].FromStep))
	} else {
		f.row("From", ref(i.From))
	}
	var to []Line
	for _, h := range i.Handoffs {
		to = append(to, b.end(h.Input, h.ToStep))
	}
	if len(to) == 0 {
		f.row("To", refs(i.To, "and"))
	}
	f.row("To", listed(to, "and"))
	if len(i.Handoffs) > 0 {
		h := i.Handoffs[0]
		if h.Sent != nil {
			record := say(name(h.Sent))
			if h.Received != nil && h.Received != h.Sent {
				record = say(record, ", which becomes ", name(h.Received))
			}
			f.row("Passes", record)
		}
	}
	if on := b.occasion(i.On); on != nil {
		f.row("Set off when", on)
	}
	how := say("by hand")
	if i.Automated() {
		how = say("automatically")
	}
	if via := refs(i.Via, "and"); via != nil {
		how = say(how, " through ", via)
	}
	f.row("How", how)
	if by := parts(i.Row.Responsible, "and"); by != nil {
		f.row("Sent by", by)
	} else if !i.Automated() && len(i.Handoffs) > 0 && i.Handoffs[0].FromStep != nil {
		f.row("Sent by", parts(i.Handoffs[0].FromStep.Row.Responsible, "or"))
	}
	if i.Approval != nil {
		f.row("Approval", approval(i.Approval))
	}
	if i.Joint != nil && i.Joint.Who != nil {
		f.row("Owns the joint", whoAndHow(i.Joint.Who))
	}
	f.row("Told when it happens", refs(i.Notify, "and"))
	f.row("Answers", refs(i.Answers, "and"))
	var answered []Line
	for _, a := range i.AnsweredBy {
		answered = append(answered, say(name(a.Interface)))
	}
	f.row("Answered by", listed(answered, "or"))
	var services []Line
	for _, s := range i.Services {
		services = append(services, say(name(s.Service)))
	}
	f.row("Accepted within", briefest(i.SLA, acknowledge))
	f.row("Done within", briefest(i.SLA, complete))
	f.row("Part of", listed(services, "and"))
	b.common(&f, &i.Block)
	return f.Table
}

// end names one side of a handoff: the process, the port, the step.
func (b *builder) end(p *graph.Port, s *graph.Step) Line {
	line := who(p.Process.Process)
	if p.Declared != nil {
		line = say(line, ", “"+p.DisplayName()+"”")
	}
	if s != nil {
		line = say(line, ", ", b.step(s))
	}
	return line
}

// contract lists the fields that both sides rely on.
func (b *builder) contract(i *graph.Interface) []Block {
	var blocks []Block
	for k, h := range i.Handoffs {
		if fill := b.checklist(b.mustFill(h), h.Sent); len(fill) > 0 && k == 0 {
			blocks = append(blocks, Paragraph{say(who(h.Sender.Process), " sees to it that these are filled in:")}, List{Boxes, fill})
		}
		if need := b.checklist(h.Requires, h.Received); len(need) > 0 && (i.Create != nil || h.Sent != h.Received) {
			blocks = append(blocks, Paragraph{say(who(h.Receiver.Process), " cannot go on without:")}, List{Boxes, need})
		}
	}
	return blocks
}

// mapping is the create block as a table: every field of the receiver's record, and where it comes from.
func (b *builder) mapping(i *graph.Interface) []Block {
	if i.Create == nil {
		return nil
	}
	var received *lang.Artifact
	for _, h := range i.Handoffs {
		if h.Received != nil {
			received = h.Received
			break
		}
	}
	source := map[string]lang.Expression{}
	for _, e := range i.Create.Entries {
		source[e.Name.Name] = e.Value
	}
	table := Table{Head: []Line{say("Field"), say("Type"), say("Comes from")}}
	home := sentName(i)
	if received == nil {
		for _, e := range i.Create.Entries {
			table.Rows = append(table.Rows, []Line{say(code(e.Name.Name)), nil, b.built(e.Value, home)})
		}
		return []Block{table}
	}
	var unset []Line
	for _, f := range received.Fields {
		value, set := source[f.Name]
		var from Line
		switch {
		case set:
			from = b.built(value, home)
		case f.Generated.Value:
			from = say("assigned by the receiving system")
		case received.Lifecycle != nil && received.Lifecycle.Field.Name == f.Name && received.Lifecycle.Initial.Value != "":
			from = say(code(received.Lifecycle.Initial.Value), ", the first state")
		default:
			unset = append(unset, say(code(f.Name)))
			continue
		}
		table.Rows = append(table.Rows, []Line{say(code(f.Name)), b.typeWords(f.Type.Type), from})
	}
	blocks := []Block{table}
	if len(unset) > 0 {
		is := " are"
		if len(unset) == 1 {
			is = " is"
		}
		blocks = append(blocks, Paragraph{say(listed(unset, "and"), is+" left empty for the receiver.")})
	}
	return blocks
}

// writtenBack lists what is set on the sender's record.
func (b *builder) writtenBack(i *graph.Interface) []Block {
	table := Table{Head: []Line{say("Field of the sender's record"), say("Is set to")}}
	for _, e := range i.Update.Entries {
		table.Rows = append(table.Rows, []Line{say(code(e.Name.Name)), b.built(e.Value, sentName(i))})
	}
	return []Block{table}
}

// handoffRow is the RACI row of the interface.
func (b *builder) handoffRow(i *graph.Interface) []Block {
	var items []Line
	for _, l := range []struct {
		label string
		parts []graph.Part
	}{{"Does it", i.Row.Responsible}, {"Answers for it", i.Row.Accountable}, {"Asked before", i.Row.Consulted}, {"Told after", i.Row.Informed}} {
		if people := parts(l.parts, "and"); people != nil {
			items = append(items, labelled(l.label, people))
		}
	}
	return []Block{List{Items: items}}
}
