package graph

import "handoff/lang"

// Party is a role or team, with all that is expected of it.
type Party struct {
	lang.Declaration
	Role *lang.Role // nil for a team
	Team *lang.Team // nil for a role

	Rows []*Row // in which it has a letter
	Owns []lang.Declaration
	// Rungs are the levels of escalation ladders that reach it.
	Rungs []Rung
	// Members are the roles of a team, and Parts its own teams.
	Members []*Party
	Parts   []*Party
	// StandsInFor are the roles it is the deputy of.
	StandsInFor []*lang.Role
	// Cadences are the meetings it leads or attends.
	Cadences []*lang.Cadence
	// Runs are the processes its team runs (of a team).
	Runs []*Process
}

// Rung is one level of a ladder as it reaches somebody.
type Rung struct {
	Of    lang.Declaration // the interface, process or step that escalates
	Who   lang.Declaration // the role or team that is told
	Clock string           // "sent", "acknowledged" or "due"
	After lang.Duration    // not given where the ladder has no times
	Level int              // counted from 1
	Range lang.Range       // of the reference
}

// Address is the address of the role or team.
func (p *Party) Address() string { return p.Common().Address() }

// DisplayName is its title.
func (p *Party) DisplayName() string { return p.Common().DisplayName() }

// party makes the node of a role or team, once.
func (g *Graph) party(d lang.Declaration) *Party {
	if p := g.Party(d); p != nil {
		return p
	}
	p := &Party{Declaration: d}
	switch d := d.(type) {
	case *lang.Role:
		p.Role = d
	case *lang.Team:
		p.Team = d
	default:
		return nil
	}
	g.nodes[d] = p
	g.Parties = append(g.Parties, p)
	return p
}

// collectParties gathers what is expected of every role and team.
func (g *Graph) collectParties() {
	for _, r := range g.Map.Roles {
		if g.first(r) {
			g.party(r)
		}
	}
	for _, t := range g.Map.Teams {
		if g.first(t) {
			g.party(t)
		}
	}
	g.collectPeople()
	for _, p := range g.Processes {
		g.owns(p.Owner, p.Process)
		if t := g.ofTeam(p.Runs); t != nil {
			t.Runs = append(t.Runs, p)
		}
		g.climbs(p.Process, p.Escalation)
		for _, s := range p.Steps {
			g.acts(&s.Row)
			g.climbs(s.Step, s.Escalation)
		}
	}
	for _, i := range g.Interfaces {
		g.acts(&i.Row)
		g.climbs(i.Interface, i.Escalation)
	}
	for _, s := range g.Services {
		g.owns(s.Owner, s.Service)
	}
	for _, s := range g.Systems {
		g.owns(s.Owner, s.System)
	}
	for _, k := range g.Map.KPIs {
		for _, owner := range k.Owner {
			g.owns(owner, k)
		}
	}
	for _, i := range g.Map.Improvements {
		g.owns(i.Owner, i)
	}
	for _, m := range g.Map.Milestones {
		g.owns(m.Owner, m)
	}
	for _, c := range g.Map.Cadences {
		for _, who := range append(lang.References{c.Chair}, c.Attend...) {
			if p := g.party(who.Target); p != nil {
				p.Cadences = add(p.Cadences, c)
			}
		}
	}
}

func (g *Graph) collectPeople() {
	for _, r := range g.Map.Roles {
		if !g.first(r) {
			continue
		}
		for _, t := range r.Teams {
			if p := g.party(t.Target); p != nil {
				p.Members = append(p.Members, g.Party(r))
			}
		}
		if d := g.party(r.Deputy.Target); d != nil {
			d.StandsInFor = append(d.StandsInFor, r)
		}
	}
	for _, t := range g.Map.Teams {
		if p := g.party(t.Parent.Target); p != nil && g.first(t) {
			p.Parts = append(p.Parts, g.Party(t))
		}
	}
}

func (g *Graph) ofTeam(t *lang.Team) *Party {
	if t == nil {
		return nil
	}
	return g.party(t)
}

func (g *Graph) owns(owner lang.Reference, what lang.Declaration) {
	if p := g.party(owner.Target); p != nil {
		p.Owns = append(p.Owns, what)
	}
}

func (g *Graph) acts(row *Row) {
	for _, l := range Letters {
		for _, part := range row.Parts(l) {
			if p := g.party(part.Who); p != nil && (len(p.Rows) == 0 || p.Rows[len(p.Rows)-1] != row) {
				p.Rows = append(p.Rows, row)
			}
		}
	}
}

func (g *Graph) climbs(of lang.Declaration, e lang.Escalation) {
	for _, rung := range Rungs(of, e) {
		if p := g.party(rung.Who); p != nil {
			p.Rungs = append(p.Rungs, rung)
		}
	}
}

// Rungs lists a ladder's levels, one entry for each that is told; a broken reference is left out.
func Rungs(of lang.Declaration, e lang.Escalation) []Rung {
	clock := e.Clock.Value
	if clock == "" {
		clock = "sent"
	}
	var out []Rung
	for k, level := range e.After.Levels {
		for _, who := range level.Targets {
			if who.Target != nil {
				out = append(out, Rung{Of: of, Who: who.Target, Clock: clock, After: level.After, Level: k + 1, Range: who.Range})
			}
		}
	}
	for k, who := range e.Order {
		if who.Target != nil {
			out = append(out, Rung{Of: of, Who: who.Target, Clock: clock, Level: k + 1, Range: who.Range})
		}
	}
	return out
}

// teamOf is the team a role belongs to first, or the team itself.
func teamOf(d lang.Declaration) *lang.Team {
	switch d := d.(type) {
	case *lang.Team:
		return d
	case *lang.Role:
		for _, t := range d.Teams {
			if t.Team() != nil {
				return t.Team()
			}
		}
	}
	return nil
}

// Contact returns how to reach a role or team, and whose contact that is: its own, else its first team's that has one, else that of the teams above. Nil
// if there is none.
func Contact(d lang.Declaration) (*lang.Contact, lang.Declaration) {
	seen := map[*lang.Team]bool{}
	ofTeam := func(t *lang.Team) (*lang.Contact, lang.Declaration) {
		for t != nil && !seen[t] {
			seen[t] = true
			if len(t.Contact.Entries()) > 0 {
				return t.Contact, t
			}
			t = t.Parent.Team()
		}
		return nil, nil
	}
	switch d := d.(type) {
	case *lang.Team:
		return ofTeam(d)
	case *lang.Role:
		if len(d.Contact.Entries()) > 0 {
			return d.Contact, d
		}
		for _, t := range d.Teams {
			if c, of := ofTeam(t.Team()); c != nil {
				return c, of
			}
		}
	}
	return nil, nil
}

// Outside reports whether a role or team belongs to another organisation: the team, one it is part of, or a team of the role is external.
func Outside(d lang.Declaration) bool {
	switch d := d.(type) {
	case *lang.Team:
		for k := 0; d != nil && k < 100; k, d = k+1, d.Parent.Team() {
			if d.External.Value {
				return true
			}
		}
	case *lang.Role:
		for _, t := range d.Teams {
			if t.Team() != nil && Outside(t.Team()) {
				return true
			}
		}
	}
	return false
}

// SameParty reports whether a and b are the same role or team, or one is a team that the other belongs to: "wherever a role is expected, a team
// will do".
func SameParty(a, b lang.Declaration) bool {
	if a == nil || b == nil {
		return false
	}
	return a == b || belongs(a, b) || belongs(b, a)
}

// belongs reports whether d is part of the team that whole is.
func belongs(d, whole lang.Declaration) bool {
	team, ok := whole.(*lang.Team)
	if !ok {
		return false
	}
	within := func(t *lang.Team) bool {
		for k := 0; t != nil && k < 100; k, t = k+1, t.Parent.Team() {
			if t == team {
				return true
			}
		}
		return false
	}
	switch d := d.(type) {
	case *lang.Team:
		return within(d.Parent.Team())
	case *lang.Role:
		for _, t := range d.Teams {
			if within(t.Team()) {
				return true
			}
		}
	}
	return false
}
