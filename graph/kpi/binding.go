package kpi

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"handoff/graph"
	"handoff/graph/kpi/eventlog"
	"handoff/lang"
	"handoff/lang/calendar"
	"handoff/lang/types"
)

// Binding is how a log is read and what its words mean: a source block, with every default filled in. It is plain data, so that whoever
// writes the same figures as SQL starts from it too.
type Binding struct {
	Name  string       // of the source block; "" where there is none
	Graph *graph.Graph // nil where there is no map: then hands are the words of the log
	Spec  eventlog.Spec
	// By is what a hand is: "group", "process", "step" or "actor".
	By string
	// Of is the process or service that a case is one run of; nil where that is not said.
	Of       lang.Declaration
	Artifact *lang.Artifact

	Groups     map[string]lang.Declaration // roles and teams
	Steps      map[string]*graph.Step      // by activity or state
	Priorities map[string]string
	// Words of the state or activity column.
	Queued, Accepted, Paused, Failed, Start, Stop []string
	Systems                                       []string // patterns with *
	// Fields are the fields of the artifact whose columns are Spec.Fields.
	Fields []string
	// Links are the interfaces along which a case goes on in the one that the column of Spec.Links names.
	Links []*lang.Interface
	// NamePeople shows actors as they are called in the log. Otherwise they are numbered: figures of work are not to be figures of people.
	NamePeople bool
}

// Hands are what Binding.By may be.
var Hands = []string{"group", "process", "step", "actor"}

// Bind reads a source block; a nil block is one that says nothing, and so is a nil graph.
func Bind(g *graph.Graph, s *lang.Source) (*Binding, error) {
	b := &Binding{Graph: g, By: "group", Groups: map[string]lang.Declaration{}, Steps: map[string]*graph.Step{}, Priorities: map[string]string{}}
	if s == nil {
		return b, nil
	}
	b.Name = s.Name.Value
	zone := time.UTC
	if s.Timezone.Value != "" {
		var err error
		if zone, err = calendar.Zone(s.Timezone.Value); err != nil {
			return nil, fmt.Errorf("%s: there is no time zone %q; write one such as \"Europe/Zurich\"", place(s.Timezone.Range), s.Timezone.Value)
		}
	}
	if err := eventlog.CheckLayout(s.TimeLayout.Value); err != nil {
		return nil, fmt.Errorf("%s: %w", place(s.TimeLayout.Range), err)
	}
	if s.Delimiter.Value != "" {
		if err := eventlog.CheckDelimiter(s.Delimiter.Value); err != nil {
			return nil, fmt.Errorf("%s: %w", place(s.Delimiter.Range), err)
		}
	}
	c := s.Columns
	b.Spec = eventlog.Spec{
		Format: s.Format.Value, Delimiter: s.Delimiter.Value, Encoding: s.Encoding.Value, Location: zone, Layout: s.TimeLayout.Value,
		Null: s.Null.Values(), Order: s.Order.Value,
		Columns: eventlog.Columns{
			Case: c.Case.Value, Time: c.Time.Value, Activity: c.Activity.Value, State: c.State.Value,
			Group: c.Group.Value, Actor: c.Actor.Value, Priority: c.Priority.Value, TieBreak: c.TieBreak.Value,
		},
	}
	if s.By.Value != "" {
		b.By = s.By.Value
	}
	b.Of, b.Artifact = s.Of.Target, s.Artifact.Artifact()
	for _, m := range s.Groups {
		if _, twice := b.Groups[m.Word.Value]; !twice && m.Target.Target != nil {
			b.Groups[m.Word.Value] = m.Target.Target
		}
	}
	for _, m := range s.Steps {
		if step := g.Step(m.Target.Step()); step != nil && b.Steps[m.Word.Value] == nil {
			b.Steps[m.Word.Value] = step
		}
	}
	for _, m := range s.Priorities {
		if _, twice := b.Priorities[m.Word.Value]; !twice {
			b.Priorities[m.Word.Value] = m.Means.Value
		}
	}
	b.Queued, b.Accepted, b.Paused = s.Queued.Values(), s.Accepted.Values(), s.Paused.Values()
	b.Failed, b.Start, b.Stop = s.Failed.Values(), s.Start.Values(), s.Stop.Values()
	b.Systems = s.Systems.Values()
	for _, m := range s.Fields {
		if b.Artifact != nil && !hasField(b.Artifact, m.Word.Value) {
			return nil, fmt.Errorf("%s: %s has no field `%s`", place(m.Word.Range), b.Artifact.Address(), m.Word.Value)
		}
		b.Fields = append(b.Fields, m.Word.Value)
		b.Spec.Fields = append(b.Spec.Fields, m.Means.Value)
	}
	for _, m := range s.Links {
		if i, ok := m.Target.Target.(*lang.Interface); ok {
			b.Links = append(b.Links, i)
			b.Spec.Links = append(b.Spec.Links, m.Word.Value)
		}
	}
	return b, nil
}

// hasField reports whether a record has a field; one whose fields are not known may have it.
func hasField(a *lang.Artifact, name string) bool {
	if a.Record == nil || a.Record.Partial {
		return true
	}
	return slices.ContainsFunc(a.Record.Fields, func(f types.Field) bool { return f.Name == name })
}

func place(r lang.Range) string { return fmt.Sprintf("%s:%d:%d", r.File, r.Start.Line, r.Start.Column) }

// isSystem reports whether an actor is one of the systems.
func (b *Binding) isSystem(actor string) bool {
	return slices.ContainsFunc(b.Systems, func(pattern string) bool { return matches(pattern, actor) })
}

// matches holds a word against a pattern in which * is any letters.
func matches(pattern, word string) bool {
	first, rest, star := strings.Cut(pattern, "*")
	if !star {
		return pattern == word
	}
	word, ok := strings.CutPrefix(word, first)
	if !ok {
		return false
	}
	for {
		var part string
		part, rest, star = strings.Cut(rest, "*")
		if !star {
			return strings.HasSuffix(word, part)
		}
		k := strings.Index(word, part)
		if k < 0 {
			return false
		}
		word = word[k+len(part):]
	}
}
