package site

import (
	"strings"

	"handoff/graph"
	"handoff/lang"
	"handoff/lang/finding"
	"handoff/render"
	"handoff/render/address"
)

// Places lists everything of a map that has a page or stands on one: what the interactive page finds, filters and marks. The whole map comes first.
func Places(g *graph.Graph, title string, findings []finding.Finding) []Place {
	c := &collector{g: g, at: map[string]int{}}
	c.list = append(c.list, Place{Address: address.Home, Kind: "landscape", Title: title, Note: "the whole map"})
	for _, s := range g.Services {
		c.service(s)
	}
	for _, p := range g.Processes {
		c.process(p)
	}
	for _, i := range g.Interfaces {
		c.handoff(i)
	}
	for _, a := range g.Artifacts {
		c.artifact(a)
	}
	for _, p := range g.Parties {
		c.party(p)
	}
	for _, k := range g.Map.KPIs {
		c.add(k, Place{Note: c.names(k.Of.Resolved()), Words: k.Metric.Value})
	}
	for _, i := range g.Map.Improvements {
		c.add(i, Place{Note: c.names(i.Of.Resolved())})
	}
	for _, m := range g.Map.Cadences {
		c.add(m, Place{Note: c.names([]lang.Declaration{m.Chair.Target})})
	}
	for _, m := range g.Map.Milestones {
		c.add(m, Place{})
	}
	for _, m := range g.Map.Calendars {
		c.add(m, Place{})
	}
	for _, f := range findings {
		c.found(f)
	}
	c.shares()
	return c.list
}

// shares notes how much of each promise is used up, as the pictures' own overlay reckons it.
func (c *collector) shares() {
	overlay, ok := render.OverlayNamed("sla-risk")
	if !ok {
		return
	}
	film := overlay.Film(c.g, nil)
	for i, p := range c.list {
		marks := film.Marks[p.Block]
		if len(marks) == 0 {
			continue
		}
		c.list[i].Share, c.list[i].ShareSays, c.list[i].ShareTone = marks[0].Text, clean(marks[0].Full), "good"
		switch film.Tones[p.Block] {
		case render.ToneNear:
			c.list[i].ShareTone = "warning"
		case render.ToneBad:
			c.list[i].ShareTone = "error"
		}
	}
}

// collector lists places. at finds them again by the address of their block.
type collector struct {
	g    *graph.Graph
	list []Place
	at   map[string]int
}

// add lists a block, if it has a page, with what every block can say of itself.
func (c *collector) add(d lang.Declaration, p Place) {
	p.Address = address.Whole(d)
	if p.Address == "" {
		return
	}
	block := d.Common()
	p.Block, p.Kind, p.Title, p.Tags = block.Address(), string(block.Kind), block.DisplayName(), block.Tags.Values()
	p.Words = strings.TrimSpace(p.Words + " " + block.Name + " " + block.Ref.Value + " " + strings.Join(p.Tags, " "))
	c.at[p.Block] = len(c.list)
	c.list = append(c.list, p)
}

// names lists what blocks are called.
func (c *collector) names(list []lang.Declaration) string {
	var out []string
	for _, d := range list {
		if d != nil {
			out = append(out, d.Common().DisplayName())
		}
	}
	return strings.Join(out, ", ")
}

// pages are the addresses of blocks, each once, without those that have no page.
func pages[D lang.Declaration](list []D) []string {
	var out []string
	seen := map[string]bool{"": true}
	for _, d := range list {
		page := address.Whole(d)
		if !seen[page] {
			out = append(out, page)
		}
		seen[page] = true
	}
	return out
}

func (c *collector) service(s *graph.Service) {
	c.add(s.Service, Place{
		Note: c.names([]lang.Declaration{s.Owner.Target}), Of: address.Home, Services: []string{address.Whole(s)}, Teams: pages(s.Teams), Promise: promise(s.SLA),
	})
}

func (c *collector) process(p *graph.Process) {
	place := Place{Of: address.Home, Services: pages(p.Services), Promise: promise(p.SLA), Words: p.Purpose.Value}
	if p.Runs != nil {
		place.Teams, place.Note = pages([]*lang.Team{p.Runs}), p.Runs.DisplayName()
	}
	if len(place.Services) > 0 {
		place.Of = place.Services[0]
	}
	c.add(p.Process, place)
	for _, s := range p.Steps {
		step := Place{Note: p.DisplayName(), Of: address.Whole(p), Teams: place.Teams, Services: place.Services, Promise: s.WithinPromise().Words(), Mode: "manual"}
		switch {
		case s.Approval != nil:
			step.Mode = "approval"
		case bySystem(s):
			step.Mode = "automated"
		}
		c.add(s.Step, step)
	}
	for _, port := range append(append([]*graph.Port(nil), p.Inputs...), p.Outputs...) {
		if port.Declared != nil && graph.Own(p) { // its page is that of the process: it can be marked, but is not a place of its own
			c.at[port.Address] = c.at[p.Address()]
		}
	}
}

func (c *collector) handoff(i *graph.Interface) {
	place := Place{Services: pages(i.Services), Promise: promise(i.SLA), Mode: "manual"}
	if i.Automated() {
		place.Mode = "automated"
	}
	var teams []*lang.Team
	ends := []string{}
	if i.Sender != nil {
		teams, ends = append(teams, i.Sender.Runs), append(ends, i.Sender.DisplayName())
		place.Of = address.Whole(i.Sender)
	}
	for _, h := range i.Handoffs {
		teams, ends = append(teams, h.Receiver.Runs), append(ends, h.Receiver.DisplayName())
	}
	place.Teams, place.Note = pages(known(teams)), strings.Join(ends, " → ")
	c.add(i.Interface, place)
}

// bySystem reports whether a system does a step, and no person.
func bySystem(s *graph.Step) bool {
	for _, d := range s.By.Resolved() {
		if _, ok := d.(*lang.System); !ok {
			return false
		}
	}
	return len(s.By.Resolved()) > 0
}

// known drops what is nil.
func known(teams []*lang.Team) []*lang.Team {
	var out []*lang.Team
	for _, t := range teams {
		if t != nil {
			out = append(out, t)
		}
	}
	return out
}

func (c *collector) artifact(a *graph.Artifact) {
	var fields []string
	for _, f := range a.Fields {
		fields = append(fields, f.Name)
	}
	var teams []*lang.Team
	for _, p := range a.Processes {
		teams = append(teams, p.Runs)
	}
	c.add(a.Artifact, Place{Words: strings.Join(fields, " "), Note: c.names([]lang.Declaration{a.SourceOfTruth.Target}), Of: address.Home, Teams: pages(known(teams))})
}

func (c *collector) party(p *graph.Party) {
	switch {
	case p.Team != nil:
		c.add(p.Team, Place{Of: address.Home, Teams: []string{address.Whole(p.Team)}})
	case p.Role != nil:
		place := Place{Of: address.Home}
		var teams []*lang.Team
		for _, t := range p.Role.Teams {
			teams = append(teams, t.Team())
		}
		teams = known(teams)
		if len(teams) > 0 {
			place.Note, place.Of = teams[0].DisplayName(), address.Whole(teams[0])
		}
		place.Teams = pages(teams)
		c.add(p.Role, place)
	}
}

// found counts a finding at the place it is about, or at that of which it is part, and notes what threatens a promise at every place it speaks of.
func (c *collector) found(f finding.Finding) {
	at, ok := c.place(f.Address)
	if !ok {
		return
	}
	p := &c.list[at]
	switch f.Severity {
	case finding.Error:
		p.Errors++
	case finding.Warning:
		p.Warnings++
	case finding.Info:
		p.Notes++
	}
	if strings.HasPrefix(f.Rule, "sla/") {
		p.Risks = append(p.Risks, clean(f.Summary))
	}
}

// place finds the place of an address: `process.a.output.b.field` is at process.a.
func (c *collector) place(address string) (int, bool) {
	for address != "" {
		if at, ok := c.at[address]; ok {
			return at, true
		}
		address = address[:max(strings.LastIndexByte(address, '.'), 0)]
	}
	return 0, false
}

// promise is the shortest way to say what is promised.
func promise(s graph.SLA) string {
	if w := s.Complete.Words(); w != "" {
		return w
	}
	for _, t := range s.Targets {
		if w := t.Complete.Words(); w != "" {
			return w + " for " + t.Value.Value
		}
	}
	return s.Acknowledge.Words()
}
