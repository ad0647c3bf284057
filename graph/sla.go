package graph

import (
	"slices"
	"strings"

	"handoff/lang"
	"handoff/lang/calendar"
)

// SLA is a set of promises after the policy has been laid under it. Every promise knows the calendar it counts in: the target's, else the
// block's, else the policy's, else none (elapsed time).
type SLA struct {
	Block  *lang.SLA       // nil where nothing is promised
	Policy *lang.SLAPolicy // nil where none is named

	Per   lang.FieldName
	Since lang.Reference
	Pause lang.Expression
	// Calendar is the default one; nil for elapsed time.
	Calendar *lang.Calendar

	Promises
	// Targets are the promises for single values of Per, in the order of the enum where it is known. What a target leaves out is the default's.
	Targets []Target
}

// Promises are the three figures an sla block can give.
type Promises struct {
	Acknowledge, Complete, AtLeast Promise
}

// Given reports whether any of them is.
func (p Promises) Given() bool {
	return p.Acknowledge.Given() || p.Complete.Given() || p.AtLeast.Given()
}

// Target is what is promised for one value.
type Target struct {
	Value lang.Text
	Promises
}

// Promise is a duration together with the calendar it counts in.
type Promise struct {
	lang.Duration
	Calendar *lang.Calendar // nil for elapsed time
}

// Words says the promise as people do: "4 hours", "2 working days (Office hours)", `"ASAP"` where the source gives no figure; "" where there is none.
func (p Promise) Words() string {
	switch {
	case !p.Given():
		return ""
	case p.Unstated != "":
		return `"` + p.Unstated + `"`
	case p.Calendar == nil || p.Calendar.Value == nil || p.Calendar.Name == "always":
		return p.Value.Words()
	}
	return p.Value.WordsIn(p.Calendar.Value) + " (" + p.Calendar.DisplayName() + ")"
}

// CalendarOf is the calendar that a reference names; nil where none is written. For a name that is not found it is one that never opens: nothing can be
// reckoned in it, so that a misspelt calendar is not taken for time that just elapses.
func CalendarOf(r lang.Reference) *lang.Calendar {
	if r.State != lang.Broken {
		return r.Calendar()
	}
	c := &lang.Calendar{}
	c.Kind, c.Name = lang.KindCalendar, r.Written[strings.LastIndexByte(r.Written, '.')+1:]
	c.Value, _ = calendar.New(calendar.Spec{Name: c.Name, Timezone: "UTC"})
	return c
}

// Given reports whether anything is promised, a figure or not.
func (s SLA) Given() bool {
	if s.Promises.Given() {
		return true
	}
	for _, t := range s.Targets {
		if t.Given() {
			return true
		}
	}
	return false
}

// Terms is what a policy promises by itself, whoever uses it.
func Terms(p *lang.SLAPolicy) SLA { return effectiveSLA(&p.SLA) }

// effectiveSLA lays the policy under the block.
func effectiveSLA(block *lang.SLA) SLA {
	if block == nil {
		return SLA{}
	}
	out := SLA{Block: block, Policy: block.Policy.SLAPolicy(), Per: block.Per, Since: block.Since, Pause: block.Pause}
	layers := []*lang.SLA{block}
	if p := out.Policy; p != nil {
		layers = append(layers, &p.SLA)
		if !out.Per.Given() {
			out.Per = p.Per
		}
		if !out.Since.Given() {
			out.Since = p.Since
		}
		if !out.Pause.Given() {
			out.Pause = p.Pause
		}
	}
	for k := len(layers) - 1; k >= 0; k-- {
		if c := layers[k].Calendar; c.Given() {
			out.Calendar = CalendarOf(c)
		}
	}
	if block.Policy.State == lang.Broken && !block.Calendar.Given() {
		out.Calendar = CalendarOf(block.Policy) // the policy may have had one
	}
	promise := func(d lang.Duration, c *lang.Calendar) Promise {
		if !d.Given() {
			return Promise{}
		}
		return Promise{d, c}
	}
	var defaults lang.Target
	for k := len(layers) - 1; k >= 0; k-- {
		overlay(&defaults, layers[k].Acknowledge, layers[k].Complete, layers[k].AtLeast)
	}
	out.Promises = Promises{
		promise(defaults.Acknowledge, out.Calendar), promise(defaults.Complete, out.Calendar), promise(defaults.AtLeast, out.Calendar),
	}

	// One target a value: the policy's below the block's, both over the defaults.
	for k, layer := range layers {
		if k > 0 && block.Per.Given() && layer.Per.Given() && block.Per.Name != layer.Per.Name {
			continue // the policy's targets go by another field
		}
		for _, t := range layer.Targets {
			if slices.ContainsFunc(out.Targets, func(o Target) bool { return o.Value.Value == t.Value.Value }) {
				continue
			}
			merged, hours := defaults, out.Calendar
			for below := len(layers) - 1; below >= k; below-- {
				for _, o := range layers[below].Targets {
					if o.Value.Value == t.Value.Value {
						overlay(&merged, o.Acknowledge, o.Complete, o.AtLeast)
						if o.Calendar.Given() {
							hours = CalendarOf(o.Calendar)
						}
					}
				}
			}
			out.Targets = append(out.Targets, Target{t.Value, Promises{
				promise(merged.Acknowledge, hours), promise(merged.Complete, hours), promise(merged.AtLeast, hours),
			}})
		}
	}
	out.sortTargets()
	return out
}

func overlay(t *lang.Target, acknowledge, complete, atLeast lang.Duration) {
	if acknowledge.Given() {
		t.Acknowledge = acknowledge
	}
	if complete.Given() {
		t.Complete = complete
	}
	if atLeast.Given() {
		t.AtLeast = atLeast
	}
}

// sortTargets puts them in the order of the enum they go by, if it is known.
func (s *SLA) sortTargets() {
	if s.Per.Field == nil || s.Per.Field.Type.Type == nil {
		return
	}
	inner, _ := s.Per.Field.Type.Type.IsOptional()
	order := map[string]int{}
	for k, v := range inner.Values {
		order[v.Text] = k + 1
	}
	slices.SortStableFunc(s.Targets, func(a, b Target) int {
		x, y := order[a.Value.Value], order[b.Value.Value]
		if x == 0 || y == 0 {
			return 0
		}
		return x - y
	})
}

// Within is the promise of a step, in the calendar of its process.
func (s *Step) WithinPromise() Promise {
	return Promise{s.Within, s.Process.SLA.Calendar}
}
