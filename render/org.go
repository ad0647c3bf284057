package render

import (
	"fmt"
	"slices"
	"strings"

	"handoff/graph"
	"handoff/lang"
	"handoff/render/address"
)

// The organisation as far as the map names it: a table for each team with a row for each of its roles, which says whom it reports to and who stands in. Lines
// lead from the role that somebody reports to, to the team of those who do, so that teams stand in a tree.

// OrgLimit is how many roles one picture names; past it, a team only counts them.
const OrgLimit = 60

// Organisation shows all teams and roles; or one team, or the team of one role, with the teams above and below it.
func Organisation(g *graph.Graph, of *graph.Party) View {
	v := View{Kind: "org", Title: "Teams and roles", Description: "Who belongs to which team, who reports to whom and who stands in for whom."}
	if of == nil {
		organise(&v, g, g.Parties)
		return v
	}
	v.Title = of.DisplayName()
	near := map[lang.Declaration]bool{}
	enter := func(d lang.Declaration) {
		switch d := d.(type) {
		case *lang.Role:
			near[d] = true
			if t := firstTeam(d); t != nil {
				near[t] = true
			}
		case *lang.Team:
			near[d] = true
		}
	}
	enter(of.Declaration)
	in := func(r *lang.Role) bool { return r == of.Role || of.Team != nil && r.Teams.Include(of.Team) }
	for _, p := range g.Parties {
		if p.Role == nil {
			continue
		}
		if in(p.Role) {
			enter(p.Role)
			enter(p.Role.ReportsTo.Target)
			enter(p.Role.Deputy.Target)
		}
		if boss := p.Role.ReportsTo.Role(); boss != nil && in(boss) {
			enter(p.Role)
		}
	}
	organise(&v, g, slices.DeleteFunc(slices.Clone(g.Parties), func(p *graph.Party) bool { return !near[p.Declaration] }))
	return v
}

// OrganisationOf shows the roles that own or do something in a part of the map, with their teams.
func OrganisationOf(g *graph.Graph, part graph.Neighbourhood) View {
	v := View{Kind: "org", Title: "Teams and roles", Description: "Who works there, who reports to whom and who stands in for whom."}
	acts := map[lang.Declaration]bool{}
	enter := func(d lang.Declaration) {
		if d == nil {
			return
		}
		acts[d] = true
		if r, ok := d.(*lang.Role); ok && firstTeam(r) != nil {
			acts[firstTeam(r)] = true
		}
	}
	for _, p := range part.Processes {
		enter(p.Owner.Target)
		if p.Runs != nil {
			enter(p.Runs)
		}
		for _, s := range p.Steps {
			for _, who := range actors([]*graph.Row{&s.Row}) {
				enter(who)
			}
		}
	}
	for _, h := range part.Handoffs {
		for _, who := range actors([]*graph.Row{&h.Interface.Row}) {
			enter(who)
		}
	}
	organise(&v, g, slices.DeleteFunc(slices.Clone(g.Parties), func(p *graph.Party) bool { return !acts[p.Declaration] }))
	return v
}

// organise adds the tables and lines of some parties.
func organise(v *View, g *graph.Graph, parties []*graph.Party) {
	roles := 0
	members := map[*lang.Team][]*lang.Role{}
	for _, p := range parties {
		if p.Role != nil {
			roles++
			members[firstTeam(p.Role)] = append(members[firstTeam(p.Role)], p.Role)
		}
	}
	names := roles <= OrgLimit
	for _, p := range parties {
		if p.Team != nil {
			v.Nodes = append(v.Nodes, teamTable(p, members[p.Team], names))
		}
	}
	if alone := members[nil]; len(alone) > 0 {
		n := Node{ID: "no team", Label: "Without a team", Sub: plural(len(alone), "role", "roles"), Shape: Team}
		if names {
			n.Rows, n.Sub = roleRows(alone), ""
		}
		v.Nodes = append(v.Nodes, n)
	}
	orgLines(v, parties, members, names)
	switch {
	case len(v.Nodes) == 0:
		v.Notes = append(v.Notes, "The map names no teams and no roles here.")
	case !names:
		v.Notes = append(v.Notes, fmt.Sprintf("There are %s in %s, too many to name in one picture. The picture of a team names its own.", plural(roles, "role", "roles"), plural(len(v.Nodes), "team", "teams")))
	}
}

// teamTable is a team with its roles, or with how many there are.
func teamTable(p *graph.Party, roles []*lang.Role, names bool) Node {
	n := Node{ID: p.Address(), Label: p.DisplayName(), Shape: Team, Page: address.Whole(p)}
	var about []string
	if graph.Outside(p.Team) {
		n.Shape = External
		about = append(about, "another organisation")
	}
	if !names {
		about = append(about, plural(len(roles), "role", "roles"))
	} else {
		n.Rows = roleRows(roles)
	}
	n.Sub = strings.Join(about, ", ")
	return n
}

func roleRows(roles []*lang.Role) []Row {
	var out []Row
	for _, r := range roles {
		row := Row{ID: r.Address(), Label: r.DisplayName(), Shape: Role, Page: address.Whole(r)}
		if t := firstTeam(r); t != nil && t.Lead.Target == lang.Declaration(r) {
			row.Shape = Lead
		}
		if d := r.ReportsTo.Target; d != nil {
			row.Sub = "reports to " + nameOf(d)
		}
		if d := r.Deputy.Target; d != nil {
			row.Note = "deputy: " + nameOf(d)
		}
		var also []string
		for _, t := range r.Teams {
			if t.Team() != nil && t.Team() != firstTeam(r) {
				also = append(also, t.Team().DisplayName())
			}
		}
		if len(also) > 0 {
			row.Note = strings.TrimPrefix(row.Note+"; also in "+strings.Join(also, ", "), "; ")
		}
		if r.Retired.Value {
			row.Note = strings.TrimPrefix(row.Note+"; retired", "; ")
		}
		out = append(out, row)
	}
	return out
}

// firstTeam is the team a role belongs to first; nil for none.
func firstTeam(r *lang.Role) *lang.Team {
	for _, t := range r.Teams {
		if t.Team() != nil {
			return t.Team()
		}
	}
	return nil
}

// orgLines adds one line to each team from what is above it: the team it is part of, else the role outside that its lead reports to, or the first of its roles that
// reports to one.
func orgLines(v *View, parties []*graph.Party, members map[*lang.Team][]*lang.Role, names bool) {
	there := map[string]bool{}
	for _, n := range v.Nodes {
		there[n.ID] = true
		for _, r := range n.Rows {
			there[r.ID] = true
		}
	}
	for _, p := range parties {
		if p.Team == nil {
			continue
		}
		if above := p.Team.Parent.Team(); above != nil && there[above.Address()] {
			v.Edges = append(v.Edges, Edge{From: above.Address(), To: p.Address(), Style: PartOf})
			continue
		}
		reports := slices.Clone(members[p.Team])
		slices.SortStableFunc(reports, func(a, b *lang.Role) int {
			return choose(p.Team.Lead.Target == lang.Declaration(a), 0, 1) - choose(p.Team.Lead.Target == lang.Declaration(b), 0, 1)
		})
		for _, r := range reports {
			boss := r.ReportsTo.Role()
			if boss == nil || firstTeam(boss) == p.Team {
				continue
			}
			from := boss.Address()
			if !names && firstTeam(boss) != nil {
				from = firstTeam(boss).Address()
			}
			if there[from] {
				v.Edges = append(v.Edges, Edge{From: from, To: p.Address(), Style: ReportsTo})
				break
			}
		}
	}
}
