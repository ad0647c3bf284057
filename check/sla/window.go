package sla

import (
	"fmt"
	"time"

	"handoff/check"
	"handoff/graph"
	"handoff/lang"
	"handoff/lang/calendar"
	"handoff/lang/finding"
)

// Window finds work that does not fit the window it is held to.
var Window = check.Rule{
	ID: "sla/window", Severity: finding.Warning, Kind: check.Presence,
	Title: "Work that does not fit its window",
	What: "A step that `takes` longer than the longest opening of the window it is held to (`during`); and two steps that work on one system which says `exclusive = true`, in windows that overlap. Steps of one process that follow each " +
		"other are no such two.",
	Why:  "The window closes while the work is half done; or two teams find each other in the same engine room.",
	Bad:  held("5h"),
	Good: held("2h"),
	Run: func(p *check.Pass) {
		type user struct {
			step   *graph.Step
			window *lang.Calendar
		}
		users := map[*lang.System][]user{}
		for _, n := range p.Graph.Processes {
			for _, s := range n.Steps {
				window := s.During.Calendar()
				if window == nil || window.Value == nil {
					continue
				}
				if graph.Own(s) {
					fits(p, s, window)
				}
				for _, list := range []lang.References{s.Uses, s.By} {
					for _, r := range list {
						if x := r.System(); x != nil && x.Exclusive.Value {
							if known := users[x]; len(known) == 0 || known[len(known)-1].step != s {
								users[x] = append(known, user{s, window})
							}
						}
					}
				}
			}
		}
		for _, x := range p.Map.Systems {
			for k, b := range users[x] {
				for _, a := range users[x][:k] {
					if !graph.Own(b.step) || sequel(a.step, b.step) || !overlap(a.window.Value, b.window.Value) {
						continue
					}
					p.Report(finding.Finding{
						Summary: "Two at a time where only one may be",
						Detail: fmt.Sprintf("Only one step may work on %s at a time; %s and %s both may, in windows that overlap (%s and %s).", check.Name(x), check.Name(a.step), check.Name(b.step),
							check.Name(a.window), check.Name(b.window)),
						Help:    "Give them windows of their own.",
						Address: b.step.Address(), Range: b.step.During.Range, Key: x.Name,
						Related: []finding.Related{{Message: "The other one.", Address: a.step.Address(), Range: a.step.During.Range}},
					})
					break
				}
			}
		}
	},
}

// fits holds what a step takes to the longest opening of its window.
func fits(p *check.Pass, s *graph.Step, window *lang.Calendar) {
	if !s.Takes.Stated() || always(window.Value) || window.Value.Never() {
		return
	}
	takes, ok := in(s.WithinPromise()).Length(s.Takes.Value)
	longest := longestOpen(window.Value)
	if !ok || takes <= longest {
		return
	}
	p.Report(finding.Finding{
		Summary: "Work is longer than its window",
		Detail:  fmt.Sprintf("%s takes %s, and %s is never open for longer than %s.", check.Name(s), s.Takes.Value.Words(), check.Name(window), calendar.Duration{Clock: longest.Truncate(time.Minute)}.Words()),
		Help:    "Split the step, or find a longer window.",
		Address: s.Address(), Range: s.Takes.Range, Key: "takes",
		Related: []finding.Related{{Message: "The window.", Address: s.Address(), Range: s.During.Range}},
	})
}

// longestOpen is the longest time for which a calendar is open without a break.
func longestOpen(c *calendar.Calendar) time.Duration {
	var longest time.Duration
	for _, year := range years(c) {
		edges := c.Edges(year[0], year[1])
		for k := 0; k+1 < len(edges); k++ {
			if c.Open(edges[k]) {
				longest = max(longest, edges[k+1].Sub(edges[k]))
			}
		}
	}
	return longest
}

// overlap reports whether two calendars are ever open together.
func overlap(a, b *calendar.Calendar) bool {
	switch {
	case a.Never() || b.Never():
		return false
	case a == b || always(a) || always(b):
		return true
	}
	for _, year := range years(a, b) {
		for _, both := range [][2]*calendar.Calendar{{a, b}, {b, a}} {
			for _, edge := range both[0].Edges(year[0], year[1]) {
				if both[0].Open(edge) && both[1].Open(edge) {
					return true
				}
			}
		}
	}
	return false
}

// sequel reports whether one of two steps follows the other.
func sequel(a, b *graph.Step) bool {
	return a.Process == b.Process && (graph.After(a)[b] || graph.After(b)[a] || a.Process.Flow == graph.Undeclared)
}

// held is a step that is held to a window of three hours.
func held(takes string) string {
	return `
process "release" {
  owner = role.engineer
  step "deploy" {
    takes  = "` + takes + `"
    during = calendar.night
  }
}
calendar "night" {
  timezone = "Europe/Zurich"
  hours    = "20:00-23:00"
}
role "engineer" {}
`
}
