package sla

import (
	"fmt"

	"handoff/check"
	"handoff/graph"
	"handoff/lang"
	"handoff/lang/finding"
)

// MeetingWait finds promises that wait for a meeting which is too rare.
var MeetingWait = check.Rule{
	ID: "sla/meeting-wait", Severity: finding.Warning, Kind: check.Presence,
	Title: "A meeting that is rarer than the promise is long",
	What: "A step tied to a `meeting` that is held less often than the promise it stands under is long: the step's own `within`, else what its process promises to be complete in (the longest, " +
		"where it goes by priority: grave work may take another way). A promise in working hours is taken as its share of a week: three days of five are three fifths of one.",
	Why:  "Whoever has just missed the meeting waits for the next one, and by then the promise is broken.",
	Bad:  board("1w", "2d"),
	Good: board("1d", "2d"),
	Run: func(p *check.Pass) {
		for _, n := range p.Graph.Processes {
			for _, s := range n.Steps {
				meeting := s.Meeting.Cadence()
				if meeting == nil || !meeting.Every.Stated() || !graph.Own(s) {
					continue
				}
				promise, of := stands(s)
				if !promise.Stated() {
					continue
				}
				length, ok := in(promise).Mean(promise.Value)
				if !ok || meeting.Every.Value.Mean() <= length {
					continue
				}
				p.Report(finding.Finding{
					Summary: "Meeting is rarer than the promise is long",
					Detail: fmt.Sprintf("%s waits for %s, which is held every %s; %s promises %s.", check.Name(s), check.Name(meeting), meeting.Every.Value.Words(), check.Name(of),
						words(promise.Value, in(promise))),
					Help:    "Hold the meeting more often, promise more time, or let urgent work be decided without it.",
					Address: s.Address(), Range: s.Meeting.Range,
					Related: []finding.Related{check.Related("The meeting.", meeting), {Message: "The promise.", Address: of.Common().Address(), Range: promise.Range}},
				})
			}
		}
	},
}

// stands is the promise that a step stands under, and who makes it.
func stands(s *graph.Step) (graph.Promise, lang.Declaration) {
	if s.Within.Given() {
		return s.WithinPromise(), s.Step
	}
	var out graph.Promise
	for _, part := range parts(s.Process.SLA) {
		c := part.Complete
		if !c.Stated() {
			continue
		}
		a, okA := in(c).Mean(c.Value)
		b, okB := in(out).Mean(out.Value)
		if !out.Stated() || okA && okB && a > b {
			out = c
		}
	}
	return out, s.Process.Process
}

// board is a step that waits for a meeting.
func board(every, within string) string {
	return `
process "change" {
  owner = role.manager
  step "approve" {
    within  = "` + within + `"
    meeting = cadence.board
    approval { approvers = [role.manager] }
  }
}
cadence "board" { every = "` + every + `" }
role "manager" {}
`
}
