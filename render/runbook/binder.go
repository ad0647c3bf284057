package runbook

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"handoff/graph"
	"handoff/lang"
	"handoff/lang/finding"
	"handoff/render/address"
)

// The incident binder: what everybody in a service needs when there is no network, in one document to be printed. Its pages are those of the wiki,
// in the order in which a binder is opened: whom to call, how the work flows, each runbook, each contract, who is told when nothing
// happens, who is expected to do what, what the words mean.

// Binder is the printable set of a service.
type Binder struct {
	Service *graph.Service
	// Pages makes its parts, the cover first. All of them stand in one document, so every heading has an anchor that is unique in it, and a link between
	// two pages leads to an anchor: PartAnchor for a page as a whole.
	Pages func() []Page
}

// PartAnchor is the anchor of a page in a binder.
func PartAnchor(page string) string {
	return strings.NewReplacer("/", "-", ".", "-").Replace(page)
}

// Binders makes one for each service of the map.
func Binders(m *lang.Map, g *graph.Graph, findings []finding.Finding, options Options) []Binder {
	b := newBuilder(m, g, findings, options)
	b.printed = true
	var out []Binder
	for _, s := range g.Services {
		if graph.Own(s) {
			out = append(out, Binder{s, func() []Page { return inOneDocument(printed(b.binder(s), options.Notes)) }})
		}
	}
	return out
}

// printed are the pages with what people wrote in its place. Where nobody has written, there is no box for it: each runbook has one place to write on.
func printed(pages []Page, notes map[string]string) []Page {
	for i, p := range pages {
		pages[i] = finished(p, notes)
		if kindOf(p.Address) == "process" {
			pages[i].add(Heading{2, say("Written by hand"), ""}, Keep{ID: p.Address + "/by-hand", Slot: "What was learnt since this was printed. Carry it over to the wiki."})
		}
	}
	return pages
}

func (b *builder) binder(s *graph.Service) []Page {
	var parts []Page
	flow := b.service(s)
	flow.Title = "How the work flows"
	parts = append(parts, flow)
	for _, p := range s.Processes {
		if graph.Own(p) {
			page := b.process(p)
			page.Title = "Runbook: " + page.Title
			parts = append(parts, page)
		}
	}
	for _, i := range s.Interfaces {
		if graph.Own(i) {
			page := b.handoff(i)
			page.Title = "Contract: " + page.Title
			parts = append(parts, page)
		}
	}
	parts = append(parts, b.serviceLadders(s))
	for _, p := range b.takingPart(s) {
		page := b.role(p)
		page.Title = "Role: " + page.Title
		parts = append(parts, page)
	}
	if glossary := b.serviceGlossary(s); len(glossary.Body) > 0 {
		parts = append(parts, glossary)
	}
	all := append([]Page{b.cover(s, parts)}, parts...)
	for i := range parts {
		all[i+1].Title = strconv.Itoa(i+1) + ". " + parts[i].Title
	}
	return all
}

// cover says what one needs before opening the binder, and what is in it.
func (b *builder) cover(s *graph.Service, parts []Page) Page {
	page := Page{Address: "binder", Title: s.DisplayName(), Source: b.source(s.Common())}
	page.add(Paragraph{say("Incident binder. Printed from " + b.title() + "; what is said there counts.")})
	var f facts
	b.emergency(&f, s.Emergency)
	f.row("Accountable", b.contact(s.Owner))
	f.row("Owns the joints", b.contact(s.Integrator))
	f.row("Promised", brief(s.SLA, complete))
	page.add(f.Table)
	contacts := Table{Head: []Line{say("Process"), say("Call first"), say("Stands in")}}
	for _, p := range s.Processes {
		first := p.Emergency
		if !first.Given() {
			first = p.Owner
		}
		second := Line(nil)
		if first.Target != nil {
			if other := b.standIn(first.Target); other != nil {
				second = whoAndHow(other)
			}
		}
		contacts.Rows = append(contacts.Rows, []Line{who(p.Process), b.contact(first), second})
	}
	contacts.Rows = together(contacts.Rows)
	page.section(2, "Whom to call", contacts)
	var items []Line
	for _, part := range parts {
		items = append(items, say(Span{Text: part.Title, Page: part.Address}))
	}
	page.section(2, "Contents", Paragraph{say("A number in brackets, such as [4], is the part to turn to. It stands at the head of each page of that part.")}, List{Numbers, items})
	return page
}

// together makes one row of those that only differ in their first cell.
func together(rows [][]Line) [][]Line {
	var out [][]Line
	for _, row := range rows {
		same := slices.IndexFunc(out, func(o []Line) bool { return slices.EqualFunc(o[1:], row[1:], slices.Equal[Line]) })
		if same < 0 {
			out = append(out, row)
		} else {
			out[same][0] = say(out[same][0], ", ", row[0])
		}
	}
	return out
}

// serviceLadders are the ladders of what is on the way, and whom to call in an emergency.
func (b *builder) serviceLadders(s *graph.Service) Page {
	page := Page{Address: address.Escalations, Title: "Who is told when nothing happens"}
	table := Table{Head: []Line{say("What is stuck"), say("After"), say("Tell"), say("How")}}
	for _, d := range b.escalating() {
		if b.onTheWay(s, d.of) {
			table.Rows = append(table.Rows, b.rungRows(d.of, d.what, d.e, d.from)...)
		}
	}
	if len(table.Rows) == 0 {
		page.add(Paragraph{say("No ladder is agreed for anything on the way.")})
		return page
	}
	page.add(table.tidy())
	return page
}

// onTheWay reports whether a process, step or interface is part of a service.
func (b *builder) onTheWay(s *graph.Service, d lang.Declaration) bool {
	switch d := d.(type) {
	case *lang.Process:
		return slices.Contains(s.Processes, b.g.Process(d))
	case *lang.Step:
		return slices.Contains(s.Processes, b.g.Process(d.Process))
	case *lang.Interface:
		return slices.Contains(s.Interfaces, b.g.Interface(d))
	}
	return false
}

// takingPart are the roles that do, answer for, are called or are told in a service.
func (b *builder) takingPart(s *graph.Service) []*graph.Party {
	var out []*graph.Party
	for _, p := range b.g.Parties {
		if p.Role == nil || !graph.Own(p) {
			continue
		}
		part := slices.ContainsFunc(p.Rows, func(r *graph.Row) bool { return b.onTheWay(s, r.Of()) }) ||
			slices.ContainsFunc(p.Rungs, func(r graph.Rung) bool { return b.onTheWay(s, r.Of) }) ||
			slices.Contains([]lang.Declaration{s.Owner.Target, s.Integrator.Target, s.Emergency.Target}, p.Declaration)
		if part {
			out = append(out, p)
		}
	}
	return out
}

// serviceGlossary explains the records and events of a service, and the words of the trade.
func (b *builder) serviceGlossary(s *graph.Service) Page {
	page := Page{Address: address.Glossary, Title: "Glossary"}
	var items []Line
	for _, a := range b.g.Artifacts {
		if slices.ContainsFunc(s.Processes, func(p *graph.Process) bool { return slices.Contains(a.Processes, p) }) {
			items = append(items, b.term(a.Artifact))
		}
	}
	for _, e := range b.g.Events {
		if slices.ContainsFunc(s.Processes, func(p *graph.Process) bool { return b.concerns(e, p) }) {
			items = append(items, b.term(e.Event))
		}
	}
	page.section(2, "Our own words", List{Items: items})
	page.section(2, "Words of the trade", List{Items: tradeTerms()})
	return page
}

// inOneDocument gives every heading an anchor of its own, and lets links lead there. The line with the way back goes: there is no way back on paper.
func inOneDocument(pages []Page) []Page {
	index := newIndex(pages)
	part := map[string]int{} // what a link on paper says instead of leading there; not for roles, which are named on every line
	for i, p := range pages {
		if i > 0 && kindOf(p.Address) != "role" {
			part[p.Address] = i
		}
	}
	out := make([]Page, len(pages))
	for i, p := range pages {
		n := 0
		numbers := part
		if i == 0 {
			numbers = nil // its contents are numbered
		}
		out[i] = p
		out[i].Body = nil
		for k, block := range p.Body {
			if _, ok := block.(Paragraph); ok && k == 0 && i > 0 && isWayBack(block) {
				continue
			}
			block = relink(block, index, p.Address, numbers)
			if h, ok := block.(Heading); ok {
				n++
				h.Anchor = inBinder(p.Address, cmp.Or(h.Anchor, "part-"+strconv.Itoa(n)))
				block = h
			}
			out[i].Body = append(out[i].Body, block)
		}
	}
	return out
}

// isWayBack reports whether a block is the line with which pages of a wiki begin.
func isWayBack(b Block) bool {
	p, ok := b.(Paragraph)
	return ok && len(p.Text) > 0 && p.Text[0].Page == address.Home
}

func inBinder(page, anchor string) string { return PartAnchor(page) + "-" + anchor }

// relink turns the anchors that links lead to into those of the one document, and puts the number of the part behind each that leads to another.
func relink(b Block, x index, here string, part map[string]int) Block {
	line := func(l Line) Line {
		var out Line
		for _, s := range l {
			if s.Page != "" && s.Anchor != "" && x[s.Page][s.Anchor] {
				s.Anchor = inBinder(s.Page, s.Anchor)
			} else {
				s.Anchor = ""
			}
			out = append(out, s)
			if n := part[s.Page]; n > 0 && s.Page != here {
				out = append(out, Span{Text: " [" + strconv.Itoa(n) + "]"})
			}
		}
		return out
	}
	lines := func(list []Line) []Line {
		out := make([]Line, len(list))
		for i, l := range list {
			out[i] = line(l)
		}
		return out
	}
	switch b := b.(type) {
	case Heading:
		b.Text = line(b.Text)
		return b
	case Paragraph:
		return Paragraph{line(b.Text)}
	case List:
		return List{b.Style, lines(b.Items)}
	case Table:
		t := Table{Rows: make([][]Line, len(b.Rows))}
		if b.Head != nil {
			t.Head = lines(b.Head)
		}
		for i, row := range b.Rows {
			t.Rows[i] = lines(row)
		}
		return t
	}
	return b
}
