// Package address says where each part of a map is told: on which page of its wiki, and under which anchor there. Pictures and pages link by these
// addresses, which are made of block addresses and never of titles; each flavour of wiki makes file names of them.
package address

import (
	"strings"
	"unicode"

	"handoff/graph"
	"handoff/lang"
)

// The pages about the whole map.
const (
	Home         = "home"
	RACI         = "raci"
	Promises     = "promises"
	Escalations  = "escalations"
	KPIs         = "kpis"
	Measured     = "measured"
	Improvements = "improvements"
	Calendar     = "calendar"
	Systems      = "systems"
	Events       = "events"
	Glossary     = "glossary"
	Rules        = "rules"
	Findings     = "findings"
)

// Of returns the page a block is told on, and the anchor there where it is only part of the page: `process/incident_management`, `step-diagnose`.
// Both are empty for what has no page: everything imported.
func Of(d lang.Declaration) (page, anchor string) {
	switch n := d.(type) { // of a graph's node, the page is that of its block
	case nil:
		return "", ""
	case *graph.Process:
		d = n.Process
	case *graph.Interface:
		d = n.Interface
	case *graph.Artifact:
		d = n.Artifact
	case *graph.Service:
		d = n.Service
	case *graph.Step:
		d = n.Step
	case *graph.System:
		d = n.System
	case *graph.Event:
		d = n.Event
	case *graph.Party:
		d = n.Declaration
	}
	if !graph.Own(d) {
		return "", ""
	}
	c := d.Common()
	switch d := d.(type) {
	case *lang.Process, *lang.Interface, *lang.Artifact, *lang.Service, *lang.Role, *lang.Team:
		return string(c.Kind) + "/" + c.Name, ""
	case *lang.Step:
		page, _ = Of(d.Process)
		return page, Step(d)
	case *lang.Port:
		page, _ = Of(d.Process)
		return page, ""
	case *lang.KPI:
		return KPIs, Anchor(string(c.Kind), c.Name)
	case *lang.Improvement:
		return Improvements, Anchor(string(c.Kind), c.Name)
	case *lang.System:
		return Systems, Anchor(string(c.Kind), c.Name)
	case *lang.Event:
		return Events, Anchor(string(c.Kind), c.Name)
	case *lang.SLAPolicy:
		return Promises, Anchor(string(c.Kind), c.Name)
	case *lang.EscalationPolicy:
		return Escalations, Anchor(string(c.Kind), c.Name)
	case *lang.Rule:
		return Rules, Anchor(string(c.Kind), c.Name)
	case *lang.Cadence, *lang.Milestone, *lang.Calendar:
		return Calendar, Anchor(string(c.Kind), c.Name)
	}
	return "", ""
}

// Step is the anchor of a step on the page of its process.
func Step(s *lang.Step) string { return Anchor("step", s.Name) }

// Anchor is the anchor of what has a name: of two words that say what it is to the page, and what it is called. Every wiki takes it: of a name that is
// none, which is an error of the map, only the letters are left.
func Anchor(kind, name string) string {
	return kind + "-" + strings.Map(func(r rune) rune {
		if r == '_' || r == '-' || unicode.IsLetter(r) || unicode.IsMark(r) || unicode.IsDigit(r) {
			return r
		}
		return '_'
	}, name)
}

// Whole returns page and anchor as one: `process/incident_management#step-diagnose`; empty for what has no page.
func Whole(d lang.Declaration) string {
	page, anchor := Of(d)
	if anchor != "" {
		return page + "#" + anchor
	}
	return page
}
