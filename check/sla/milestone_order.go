package sla

import (
	"fmt"
	"time"

	"handoff/check"
	"handoff/graph"
	"handoff/lang"
	"handoff/lang/finding"
)

// MilestoneOrder finds dates that contradict each other.
var MilestoneOrder = check.Rule{
	ID: "sla/milestone-order", Severity: finding.Error, Kind: check.Presence,
	Title: "Dates against their order",
	What: "A milestone that comes `before` another and is dated after it, directly or through others; milestones that come before each other in a circle; a handoff whose due date lies after the milestone it must precede, or before the milestone that " +
		"sets it off.",
	Why:  "One of the two is wrong, and somebody plans by it.",
	Bad:  dates("2027-03-20", "2027-03-18"),
	Good: dates("2027-03-18", "2027-03-20"),
	Run: func(p *check.Pass) {
		for _, m := range p.Map.Milestones {
			follow(p, m)
		}
		for _, i := range p.Graph.Interfaces {
			if graph.Own(i) && i.Due != nil {
				due(p, i)
			}
		}
	},
}

// follow looks at what a milestone must precede: what it names, and behind undated ones what these name.
func follow(p *check.Pass, m *lang.Milestone) {
	seen := map[*lang.Milestone]bool{}
	todo := []*lang.Milestone{m}
	for len(todo) > 0 {
		from := todo[0]
		todo = todo[1:]
		for _, r := range from.Before {
			next := r.Milestone()
			if next == nil || seen[next] {
				continue
			}
			seen[next] = true
			if next == m {
				if first(m, seen) {
					p.Report(finding.Finding{
						Summary: "Milestones in a circle", Detail: fmt.Sprintf("%s comes before itself.", check.Name(m)),
						Help:    "Take one `before` out of the circle.",
						Address: m.Address(), Range: m.Before[0].Range, Key: "circle",
					})
				}
				continue
			}
			if !next.At.Given() || !m.At.Given() {
				todo = append(todo, next)
				continue
			}
			if !m.At.Time.After(next.At.Time) {
				continue
			}
			at := r.Range
			if from != m {
				at = m.At.Range
			}
			p.Report(finding.Finding{
				Summary: "Milestones dated against their order",
				Detail:  fmt.Sprintf("%s comes before %s, and is dated %s, after %s.", check.Name(m), check.Name(next), m.At.Text, next.At.Text),
				Help:    "Correct one of the dates, or the order.",
				Address: m.Address(), Range: at, Key: next.Name,
				Related: []finding.Related{{Message: "Its own date.", Address: m.Address(), Range: m.At.Range}, {Message: "The date it must precede.", Address: next.Address(), Range: next.At.Range}},
			})
		}
	}
}

// first reports whether a milestone is the one of its circle that comes first by address, so that a circle is one finding.
func first(m *lang.Milestone, circle map[*lang.Milestone]bool) bool {
	for other := range circle {
		if other.Address() < m.Address() && reaches(other, m) {
			return false
		}
	}
	return true
}

// reaches reports whether one milestone comes before another.
func reaches(from, to *lang.Milestone) bool {
	seen := map[*lang.Milestone]bool{}
	todo := []*lang.Milestone{from}
	for len(todo) > 0 {
		m := todo[0]
		todo = todo[1:]
		for _, r := range m.Before {
			next := r.Milestone()
			if next == to {
				return true
			}
			if next != nil && !seen[next] {
				seen[next] = true
				todo = append(todo, next)
			}
		}
	}
	return false
}

// due holds the due date of a handoff to the milestones around it.
func due(p *check.Pass, i *graph.Interface) {
	before, after := i.Due.Before.Milestone(), i.Due.After.Milestone()
	on := i.On.Milestone()
	report := func(detail string, r finding.Range, of *lang.Milestone) {
		p.Report(finding.Finding{
			Summary: "Due date against the order of milestones", Detail: detail, Help: "Correct the due date or the milestone.",
			Address: i.Address(), Range: r, Key: of.Name,
			Related: []finding.Related{{Message: "The milestone.", Address: of.Address(), Range: of.At.Range}},
		})
	}
	within, dated := i.Due.Within.Value, func(m *lang.Milestone) bool { return m != nil && m.At.Given() }
	switch {
	case dated(after) && dated(before) && after.At.Time.AddDate(0, within.Months, 7*within.Weeks+within.Days).Add(within.Clock).After(before.At.Time):
		report(fmt.Sprintf("%s is due %s after %s, which is later than %s.", check.Name(i), within.Words(), check.Name(after), check.Name(before)), i.Due.Before.Range, before)
	case dated(before) && dated(on) && !dated(after):
		// "before" with a length is due so long before.
		if at := before.At.Time.AddDate(0, -within.Months, -7*within.Weeks-within.Days).Add(-within.Clock); on.At.Time.After(at) {
			report(fmt.Sprintf("%s is set off by %s, at %s; it is due before that, at %s.", check.Name(i), check.Name(on), stamp(on.At.Time), stamp(at)), i.Due.Before.Range, on)
		}
	}
}

func stamp(t time.Time) string { return t.Format("2006-01-02 15:04") }

// dates is a map of two milestones.
func dates(freeze, release string) string {
	return `
milestone "code_freeze" {
  at     = "` + freeze + `"
  before = milestone.release
}
milestone "release" { at = "` + release + `" }
`
}
