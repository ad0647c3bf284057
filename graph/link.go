package graph

// The questions people ask of a map (impact, path, why, owner: see impact.go, path.go, why.go, ownership.go) are about how its blocks hang together.
// What is written is in Relations; here it is joined with what only follows from the map as a whole: who is accountable by default, what passes from
// process to process, whose types a record takes over, who reads which field.

import (
	"cmp"
	"slices"
	"strings"

	"handoff/lang"
)

// Link is one thing that relates two blocks: From says To as its Word.
type Link struct {
	From, To lang.Declaration
	Word     string // the argument ("owner", "escalation.after"); of what follows, how it does
	// Follows says that From does not name To itself: it follows from the rest of the map.
	Follows bool
	Range   lang.Range // where it is written; of what follows, what it follows from
}

// Whole is the block that d is a part of: the process of a step or port; else d itself. Nodes of the graph are their blocks.
func Whole(d lang.Declaration) lang.Declaration {
	switch d := declaration(d).(type) {
	case *lang.Step:
		return d.Process
	case *lang.Port:
		return d.Process
	default:
		return d
	}
}

// links collects every link of the map, what is written first.
func (g *Graph) links() []Link {
	var out []Link
	for _, u := range g.Map.Uses {
		if u.In != nil && u.Target != nil && u.In != u.Target {
			out = append(out, Link{From: u.In, To: u.Target, Word: u.Argument, Range: u.Range})
		}
	}
	out = append(out, g.fieldLinks()...)
	follows := func(from, to lang.Declaration, word string, at lang.Range) {
		if from != nil && to != nil && from != to {
			out = append(out, Link{From: from, To: to, Word: word, Follows: true, Range: at})
		}
	}
	for _, p := range g.Processes {
		if p.Runs != nil && !p.Team.Given() {
			follows(p.Process, p.Runs, "team of its owner", p.Owner.Range)
		}
		for _, s := range p.Steps {
			byDefault(&s.Row, follows)
		}
	}
	for _, i := range g.Interfaces {
		byDefault(&i.Row, follows)
		if i.Joint != nil && i.Joint.Origin == OfService {
			follows(i.Interface, i.Joint.Who, "integrator of its service", i.Joint.Range)
		}
		for _, h := range i.Handoffs {
			follows(h.Sender.Process, h.Receiver.Process, "hands on to it ("+i.Address()+")", i.Header)
			for _, a := range []*lang.Artifact{h.Sent, h.Received} {
				if a != nil && i.Carries.Target != a && i.Creates.Target != a && (a == h.Sent || h.Sent != h.Received) {
					follows(i.Interface, a, "passes", i.Header)
				}
			}
		}
	}
	for _, s := range g.Services {
		for _, p := range s.Processes {
			if p.Process != s.Service.Start.Target {
				follows(s.Service, p.Process, "flow", s.Header)
			}
		}
	}
	return out
}

// byDefault tells of those who have a letter in a row that does not name them.
func byDefault(row *Row, follows func(from, to lang.Declaration, word string, at lang.Range)) {
	for _, l := range Letters {
		for _, part := range row.Parts(l) {
			if !part.Origin.Own() && part.Who != nil {
				follows(row.Of(), part.Who, l.Word()+" ("+string(part.Origin)+")", part.Range)
			}
		}
	}
}

// fieldLinks are the records of which a block reads or sets a field, each field once.
func (g *Graph) fieldLinks() []Link {
	var out []Link
	find := g.enclosing()
	type said struct {
		from  lang.Declaration
		to    string
		field string
	}
	known := map[said]bool{}
	for _, u := range g.Map.FieldUses {
		if u.Record == nil {
			continue
		}
		from, to := find(u.Range), g.Map.Lookup(u.Record.Address)
		key := said{from, u.Record.Address, u.Field}
		if from == nil || to == nil || from == to || known[key] {
			continue
		}
		known[key] = true
		out = append(out, Link{From: from, To: to, Word: "field " + u.Field, Range: u.Range})
	}
	return out
}

// enclosing returns a function that finds the innermost block around a place.
func (g *Graph) enclosing() func(lang.Range) lang.Declaration {
	byFile := map[string][]lang.Declaration{}
	for _, d := range g.Map.Declarations() {
		body := d.Common().Body
		byFile[body.File] = append(byFile[body.File], d)
	}
	for _, list := range byFile {
		slices.SortStableFunc(list, func(a, b lang.Declaration) int {
			return cmp.Compare(a.Common().Body.Start.Byte, b.Common().Body.Start.Byte)
		})
	}
	return func(at lang.Range) lang.Declaration {
		list := byFile[at.File]
		n, _ := slices.BinarySearchFunc(list, at.Start.Byte+1, func(d lang.Declaration, offset int) int {
			return cmp.Compare(d.Common().Body.Start.Byte, offset)
		})
		for n--; n >= 0; n-- { // blocks nest two deep, so that the way back to the one around is short
			d := list[n]
			if at.Start.Byte < d.Common().Body.End.Byte {
				return d
			}
			if d.Common().Kind != lang.KindStep && d.Common().Kind != lang.KindInput && d.Common().Kind != lang.KindOutput {
				return nil
			}
		}
		return nil
	}
}

// Selection is a part of a map: what belongs to a team, lies in a service and has a tag. What is not given does not restrict it.
type Selection struct {
	Team    *lang.Team
	Service *Service
	Tag     string
}

// Selects reports whether a block is part of it. A block belongs to a team that runs it, that it is part of, or that one of its roles or ends
// belongs to; teams below count. A block lies in a service if the flow touches it, or if it is about something that the flow touches. A block has
// the tags that it or the block it is part of has.
func (g *Graph) Selects(s Selection, d lang.Declaration) bool {
	d = declaration(d)
	if s.Tag != "" && !tagged(d, s.Tag) && !tagged(Whole(d), s.Tag) {
		return false
	}
	if s.Team != nil && !g.ofTheTeam(d, s.Team) {
		return false
	}
	return s.Service == nil || g.inService(d, s.Service)
}

func tagged(d lang.Declaration, tag string) bool {
	return slices.ContainsFunc(d.Common().Tags.Values(), func(t string) bool { return strings.EqualFold(t, tag) })
}

func (g *Graph) ofTheTeam(d lang.Declaration, team *lang.Team) bool {
	runs := func(p *Process) bool {
		return p != nil && (p.Runs != nil && SameOrBelow(p.Runs, team) || SameOrBelow(p.Owner.Target, team))
	}
	switch d := Whole(d).(type) {
	case *lang.Role, *lang.Team:
		return SameOrBelow(d, team)
	case *lang.Process:
		return runs(g.Process(d))
	case *lang.Interface:
		n := g.Interface(d)
		return n != nil && (runs(n.Sender) || slices.ContainsFunc(n.Handoffs, func(h *Handoff) bool { return runs(h.Receiver) }))
	case *lang.Service:
		n := g.Service(d)
		return SameOrBelow(d.Owner.Target, team) || n != nil && slices.ContainsFunc(n.Processes, runs)
	case *lang.Artifact:
		n := g.Artifact(d)
		return SameOrBelow(d.Steward.Target, team) || n != nil && slices.ContainsFunc(n.Processes, runs)
	}
	return slices.ContainsFunc(g.Relations(d), func(u *lang.Use) bool { return u.In == d && SameOrBelow(u.Target, team) })
}

// SameOrBelow reports whether a role or team is the team or belongs to it.
func SameOrBelow(d lang.Declaration, team *lang.Team) bool {
	return d != nil && team != nil && (d == lang.Declaration(team) || belongs(d, team))
}

func (g *Graph) inService(d lang.Declaration, s *Service) bool {
	holds := func(p *Process) bool { return slices.Contains(s.Processes, p) }
	switch d := Whole(d).(type) {
	case *lang.Service:
		return d == s.Service
	case *lang.Process:
		return holds(g.Process(d))
	case *lang.Interface:
		return slices.Contains(s.Interfaces, g.Interface(d))
	case *lang.Artifact:
		n := g.Artifact(d)
		return n != nil && slices.ContainsFunc(n.Processes, holds)
	}
	return slices.ContainsFunc(g.Relations(d), func(u *lang.Use) bool {
		other := Whole(u.In)
		if other == d {
			other = Whole(u.Target)
		}
		switch other := other.(type) {
		case *lang.Process:
			return holds(g.Process(other))
		case *lang.Interface:
			return slices.Contains(s.Interfaces, g.Interface(other))
		case *lang.Service:
			return other == s.Service
		}
		return false
	})
}
