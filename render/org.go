package render

import (
	"fmt"
	"strings"

	"handoff/graph"
	"handoff/lang"
	"handoff/render/address"
)

// The organisation as far as the map names it: teams with their roles, who reports to whom, who stands in for whom.

// OrgLimit is how many roles and teams one picture shows; past it, teams stand for their roles.
const OrgLimit = 48

// Organisation shows all teams and roles, or one team with its roles and those they report to.
func Organisation(g *graph.Graph, of *graph.Party) View {
	v := View{Kind: "org", Title: "Teams and roles", Description: "Who belongs to which team, who reports to whom and who stands in for whom."}
	b := orgBuilder{view: &v, shown: map[string]bool{}}
	if of != nil {
		v.Title = of.DisplayName()
		b.part(g, of)
		return v
	}
	b.all(g, g.Parties)
	if len(v.Nodes) == 0 {
		v.Notes = append(v.Notes, "The map names no teams and no roles.")
	}
	return v
}

// OrganisationOf shows the roles that own or do something in a part of the map, with their teams.
func OrganisationOf(g *graph.Graph, part graph.Neighbourhood) View {
	v := View{Kind: "org", Title: "Teams and roles", Description: "Who works there, who reports to whom and who stands in for whom."}
	b := orgBuilder{view: &v, shown: map[string]bool{}}
	acts := map[lang.Declaration]bool{}
	enter := func(d lang.Declaration) {
		if d == nil {
			return
		}
		acts[d] = true
		if r, ok := d.(*lang.Role); ok {
			for _, t := range r.Teams.Resolved() {
				acts[t] = true
			}
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
	var parties []*graph.Party
	for _, p := range g.Parties {
		if acts[p.Declaration] {
			parties = append(parties, p)
		}
	}
	b.all(g, parties)
	return v
}

// all shows teams and roles, or the teams only where they are many.
func (b *orgBuilder) all(g *graph.Graph, parties []*graph.Party) {
	if len(parties) > OrgLimit {
		b.teams(g, parties)
		return
	}
	for _, p := range parties {
		if p.Team != nil {
			b.team(p)
		}
	}
	for _, p := range parties {
		if p.Role != nil {
			b.role(p.Role)
		}
	}
	b.lines(g)
}

type orgBuilder struct {
	view  *View
	shown map[string]bool
}

// team adds a team: as an area where it has roles of its own, else as a box.
func (b *orgBuilder) team(p *graph.Party) {
	own := false
	for _, m := range p.Members {
		own = own || firstTeam(m.Role) == p.Team
	}
	var about []string
	if t := p.Team.Parent.Team(); t != nil {
		about = append(about, "part of "+t.DisplayName())
	}
	if graph.Outside(p.Team) {
		about = append(about, "another organisation")
	}
	if own {
		label := p.DisplayName()
		if len(about) > 0 {
			label += " (" + strings.Join(about, ", ") + ")"
		}
		b.view.Groups = append(b.view.Groups, Group{ID: p.Address(), Label: label, Page: address.Whole(p)})
		return
	}
	b.node(Node{ID: p.Address(), Label: p.DisplayName(), Sub: strings.Join(about, ", "), Shape: choose(graph.Outside(p.Team), External, Team), Page: address.Whole(p)})
}

func firstTeam(r *lang.Role) *lang.Team {
	for _, t := range r.Teams {
		if t.Team() != nil {
			return t.Team()
		}
	}
	return nil
}

func (b *orgBuilder) role(r *lang.Role) {
	n := Node{ID: r.Address(), Label: r.DisplayName(), Shape: Role, Page: address.Whole(r)}
	var also []string
	for k, t := range r.Teams {
		switch team := t.Team(); {
		case team == nil:
		case k == 0 || n.Group == "":
			n.Group = team.Address()
		default:
			also = append(also, team.DisplayName())
		}
	}
	if len(also) > 0 {
		n.Sub = "also in " + strings.Join(also, ", ")
	}
	if t := firstTeam(r); t != nil {
		for _, lead := range []lang.Reference{t.Lead} {
			if lead.Target == lang.Declaration(r) {
				n.Sub = strings.TrimPrefix(n.Sub+", leads the team", ", ")
			}
		}
	}
	if r.Retired.Value {
		n.Sub = strings.TrimPrefix(n.Sub+", retired", ", ")
	}
	b.node(n)
}

func (b *orgBuilder) node(n Node) {
	if b.shown[n.ID] {
		return
	}
	b.shown[n.ID] = true
	b.view.Nodes = append(b.view.Nodes, n)
}

// lines adds who reports to whom, who stands in for whom, and which boxes are part of which.
func (b *orgBuilder) lines(g *graph.Graph) {
	for _, p := range g.Parties {
		switch {
		case p.Role != nil && b.shown[p.Address()]:
			if to := p.Role.ReportsTo.Target; to != nil && b.shown[to.Common().Address()] {
				b.view.Edges = append(b.view.Edges, Edge{From: to.Common().Address(), To: p.Address(), Style: ReportsTo})
			}
			if to := p.Role.Deputy.Target; to != nil && b.shown[to.Common().Address()] && to != lang.Declaration(p.Role) {
				b.view.Edges = append(b.view.Edges, Edge{From: to.Common().Address(), To: p.Address(), Style: Deputy})
			}
		case p.Team != nil && b.shown[p.Address()]:
			if to := p.Team.Parent.Team(); to != nil && b.shown[to.Address()] {
				b.view.Edges = append(b.view.Edges, Edge{From: to.Address(), To: p.Address(), Style: PartOf})
			}
		}
	}
}

// teams has a box for each team.
func (b *orgBuilder) teams(g *graph.Graph, parties []*graph.Party) {
	teams, roles, alone := 0, 0, 0
	for _, p := range parties {
		switch {
		case p.Team != nil:
			teams++
			b.node(Node{ID: p.Address(), Label: p.DisplayName(), Sub: plural(len(p.Members), "role", "roles"), Shape: choose(graph.Outside(p.Team), External, Team), Page: address.Whole(p)})
		case firstTeam(p.Role) == nil:
			roles++
			alone++
		default:
			roles++
		}
	}
	b.lines(g)
	up := map[[2]string]int{}
	for _, p := range parties {
		if p.Role == nil {
			continue
		}
		boss, own := p.Role.ReportsTo.Role(), firstTeam(p.Role)
		if boss == nil || own == nil || firstTeam(boss) == nil || firstTeam(boss) == own {
			continue
		}
		key := [2]string{firstTeam(boss).Address(), own.Address()}
		if up[key]++; up[key] == 1 {
			b.view.Edges = append(b.view.Edges, Edge{From: key[0], To: key[1], Style: ReportsTo})
		}
	}
	note := fmt.Sprintf("There are %s and %s, too many for one picture: each team stands for its roles. A team has a picture of its own.", plural(teams, "team", "teams"), plural(roles, "role", "roles"))
	if alone > 0 {
		note += fmt.Sprintf(" %s without a team are not shown.", plural(alone, "role", "roles"))
	}
	b.view.Notes = append(b.view.Notes, note)
}

// part shows one team: its roles, its parts, and those outside it whom its roles report to or who stand in.
func (b *orgBuilder) part(g *graph.Graph, of *graph.Party) {
	in := map[*lang.Role]bool{}
	for _, m := range of.Members {
		in[m.Role] = true
	}
	if of.Role != nil {
		in[of.Role] = true
	}
	var near []*lang.Role
	add := func(r *lang.Role) {
		if r != nil && !in[r] {
			in[r] = true
			near = append(near, r)
		}
	}
	for _, p := range g.Parties {
		if p.Role == nil {
			continue
		}
		switch inside := in[p.Role]; {
		case inside:
			add(p.Role.ReportsTo.Role())
			add(p.Role.Deputy.Role())
		case in[p.Role.ReportsTo.Role()] && p.Role.ReportsTo.Role() != nil && of.Role != nil:
			add(p.Role)
		}
	}
	for _, p := range g.Parties {
		if p.Team == nil {
			continue
		}
		for _, m := range p.Members {
			if in[m.Role] && firstTeam(m.Role) == p.Team {
				b.team(p)
				break
			}
		}
	}
	for _, p := range g.Parties {
		if p.Role != nil && in[p.Role] {
			b.role(p.Role)
		}
	}
	b.lines(g)
}
