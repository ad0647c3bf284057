package coordination

import (
	"fmt"

	"handoff/check"
	"handoff/graph"
	"handoff/lang"
	"handoff/lang/finding"
)

// MeetingLoad finds roles that sit in meetings.
var MeetingLoad = check.Rule{
	ID: "coordination/meeting-load", Severity: finding.Off, Kind: check.Presence,
	Title: "A role in too many hours of meetings",
	What: "A role that chairs or attends cadences of more than `max` hours a week in all. A meeting that is held every day or every few days counts for five days a week, a meeting of a day for eight hours; one whose length is " +
		"not said does not count. Meetings that only the role's team is asked to are not counted.",
	Why:     "What is decided in meetings is done between them, by the same people.",
	Options: []check.Option{{Name: "max", Doc: "how many hours a week a role may spend in meetings.", Default: 8}},
	Bad: `
cadence "morning" {
  every    = "1d"
  duration = "2h"
  chair    = role.chef
}
role "chef" {}
`,
	Good: `
cadence "morning" {
  every    = "1d"
  duration = "15m"
  chair    = role.chef
}
role "chef" {}
`,
	Run: func(p *check.Pass) {
		limit := float64(p.Option("max"))
		for _, party := range p.Graph.Parties {
			if party.Role == nil || !graph.Own(party) {
				continue
			}
			total := 0.0
			for _, c := range party.Cadences {
				total += hours(c)
			}
			if total <= limit {
				continue
			}
			f := finding.Finding{
				Summary: "Role is in too many meetings", Address: party.Address(), Range: check.Header(party),
				Detail: fmt.Sprintf("%s sits in meetings for %.1f hours a week: %s.", check.Name(party), total, check.Names(party.Cadences)),
				Help:   "See which of them need it, and which need it only now and then.",
			}
			for _, c := range party.Cadences {
				if len(f.Related) < 5 {
					f.Related = append(f.Related, check.Related(fmt.Sprintf("%.1f hours a week.", hours(c)), c))
				}
			}
			p.Report(f)
		}
	},
}

const (
	workday  = 8.0 // hours
	workweek = 5.0 // days
	week     = 7 * 24.0
)

// hours is how long a meeting takes of a week, on average.
func hours(c *lang.Cadence) float64 {
	if !c.Every.Stated() || !c.Duration.Stated() {
		return 0
	}
	every, length := c.Every.Value, c.Duration.Value
	times := week / every.Mean().Hours()
	if every.Months == 0 && every.Weeks == 0 && every.Clock == 0 && every.Days < 7 {
		times = workweek / float64(every.Days)
	}
	return times * (float64(length.Weeks)*workweek*workday + float64(length.Days)*workday + length.Clock.Hours())
}
