package owner

import (
	"fmt"

	"handoff/check"
	"handoff/graph"
	"handoff/lang"
	"handoff/lang/finding"
)

// NoContact finds people who must be reached and cannot be.
var NoContact = check.Rule{
	ID: "owner/no-contact", Severity: finding.Warning, Kind: check.Absence,
	Title: "Somebody who must be reached has no contact",
	What: "A role or team that owns a process, service or system, is told by an escalation or is an `emergency`, and has no `contact`: not its own, not its team's, not that of the teams above. Several roles that would all " +
		"take theirs from one team are one finding.",
	Why: "At three in the morning the name of a role does not help. A number does.",
	Bad: `
process "baking" {
  owner     = role.baker
  emergency = role.night_owl
}
team "kitchen" {
  contact {
    phone = "+39 081 555 0100"
  }
}
role "baker" { team = team.kitchen }
role "night_owl" {}
`,
	Good: `
process "baking" {
  owner     = role.baker
  emergency = role.night_owl
}
team "kitchen" {
  contact {
    phone = "+39 081 555 0100"
  }
}
role "baker" { team = team.kitchen }
role "night_owl" { team = team.kitchen }
`,
	Run: func(p *check.Pass) {
		byTeam := map[*lang.Team][]unreachable{}
		var list []unreachable
		for _, u := range unreachables(p) {
			list = append(list, u)
			if u.team != nil {
				byTeam[u.team] = append(byTeam[u.team], u)
			}
		}
		for _, u := range list {
			group := byTeam[u.team]
			switch {
			case u.team == nil || len(group) == 1:
				p.Report(noContact(u))
			case group[0] == u:
				p.Report(teamWithoutContact(u.team, group))
			}
		}
	},
}

// unreachable is somebody without a contact, why they need one, and the team that could give it.
type unreachable struct {
	who  lang.Declaration
	why  string
	at   finding.Related
	team *lang.Team // nil unless it is a team of the map's own
}

// unreachables lists them in the order of roles and teams.
func unreachables(p *check.Pass) []unreachable {
	needed := map[lang.Declaration]unreachable{}
	need := func(who lang.Declaration, why string, of lang.Declaration, at lang.Range) {
		if _, known := needed[who]; who != nil && !known {
			needed[who] = unreachable{who: who, why: why + " " + check.Name(of), at: finding.Related{Message: "This is why.", Address: of.Common().Address(), Range: at}}
		}
	}
	for _, process := range p.Graph.Processes {
		if graph.Own(process) {
			need(process.Emergency.Target, "is called in an emergency of", process, process.Emergency.Range)
			need(process.Owner.Target, "owns", process, process.Owner.Range)
		}
	}
	for _, s := range p.Graph.Services {
		need(s.Emergency.Target, "is called in an emergency of", s, s.Emergency.Range)
		need(s.Owner.Target, "owns", s, s.Owner.Range)
	}
	for _, s := range p.Graph.Systems {
		if graph.Own(s) {
			need(s.Owner.Target, "owns", s, s.Owner.Range)
		}
	}
	var out []unreachable
	for _, party := range p.Graph.Parties {
		for _, rung := range party.Rungs {
			if graph.Own(rung.Of) {
				need(party.Declaration, "is told by the escalation of", rung.Of, rung.Range)
			}
		}
		u, ok := needed[party.Declaration]
		if !ok || !graph.Own(party) || reachable(party) {
			continue
		}
		if party.Team != nil {
			u.team = party.Team
		} else if teams := party.Role.Teams; len(teams) > 0 && teams[0].Team() != nil && graph.Own(teams[0].Target) {
			u.team = teams[0].Team()
		}
		out = append(out, u)
	}
	return out
}

// reachable reports whether there is a contact, or might be: a broken team may have one, and a retired role is another rule's.
func reachable(party *graph.Party) bool {
	if c, _ := graph.Contact(party.Declaration); c != nil {
		return true
	}
	if party.Role != nil {
		return party.Role.Retired.Value || party.Role.Teams.Broken()
	}
	return party.Team.Parent.State == lang.Broken
}

func noContact(u unreachable) finding.Finding {
	f := finding.Finding{
		Summary: "No contact", Address: u.who.Common().Address(), Range: check.Header(u.who),
		Detail:  fmt.Sprintf("%s %s, and there is no way to reach it.", check.Name(u.who), u.why),
		Help:    "Add a `contact` with a `phone`, `chat`, `on_call`, `page` or `email`.",
		Related: []finding.Related{u.at},
	}
	if u.team != nil && u.team != u.who {
		f.Help = fmt.Sprintf("Add a `contact` with a `phone`, `chat`, `on_call`, `page` or `email` to the role, or to %s, whose contact it then takes.", check.Name(u.team))
	}
	return f
}

func teamWithoutContact(team *lang.Team, group []unreachable) finding.Finding {
	var who []lang.Declaration
	for _, u := range group {
		if u.who != team {
			who = append(who, u.who)
		}
	}
	verb := "have"
	if len(who) == 1 {
		verb = "has"
	}
	f := finding.Finding{
		Summary: "No contact", Address: team.Address(), Range: check.Header(team),
		Detail: fmt.Sprintf("%s has no contact, and %s, who must be reached, %s none either.", check.Name(team), check.Names(who), verb),
		Help:   "Add a `contact` with a `phone`, `chat`, `on_call`, `page` or `email` to the team; its roles take it from there.",
	}
	for _, u := range group[:min(len(group), 5)] {
		f.Related = append(f.Related, finding.Related{Message: fmt.Sprintf("%s %s.", check.Name(u.who), u.why), Address: u.at.Address, Range: u.at.Range})
	}
	return f
}
