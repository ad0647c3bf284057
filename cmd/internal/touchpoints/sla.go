package touchpoints

import (
	"strings"

	"handoff/graph"
	"handoff/lang"
)

// SLA is what an interface promises, in words; "" where it promises nothing. What its service promises is the service's.
type SLA struct {
	Acknowledge string `json:"acknowledge,omitempty"`
	Complete    string `json:"complete,omitempty"`
	AtLeast     string `json:"at_least,omitempty"`
	Due         string `json:"due,omitempty"` // a date instead of a duration
}

// Given reports whether anything is promised, be it a figure, words without one, or a date.
func (s SLA) Given() bool { return s != SLA{} }

func promised(i *graph.Interface) SLA {
	return SLA{
		Acknowledge: figures(i.SLA, func(p graph.Promises) graph.Promise { return p.Acknowledge }),
		Complete:    figures(i.SLA, func(p graph.Promises) graph.Promise { return p.Complete }),
		AtLeast:     figures(i.SLA, func(p graph.Promises) graph.Promise { return p.AtLeast }),
		Due:         due(i.Due),
	}
}

// figures says one promise: "4 hours", or by value where it goes by a field: "P1: 4 hours; else 2 working days (Office hours)".
func figures(s graph.SLA, of func(graph.Promises) graph.Promise) string {
	general := of(s.Promises).Words()
	var out []string
	for _, t := range s.Targets {
		if words := of(t.Promises).Words(); words != "" && words != general {
			out = append(out, t.Value.Value+": "+words)
		}
	}
	switch {
	case general == "":
	case len(out) == 0:
		out = []string{general}
	default:
		out = append(out, "else "+general)
	}
	return strings.Join(out, "; ")
}

// due says a date: "3 days before Code freeze".
func due(d *lang.Due) string {
	if d == nil {
		return ""
	}
	words, at := "before ", d.Before
	if !at.Given() {
		words, at = "after ", d.After
	}
	if !at.Given() {
		return ""
	}
	words += referred(at).Title
	within := graph.Promise{Duration: d.Within}.Words()
	switch {
	case within == "":
		return words
	case d.Before.Given():
		return within + " " + words
	}
	return "within " + within + " " + words
}
