// Package check finds what is wrong with a map.
//
// A rule is a value: what it is called, what it costs, its page, and a function that looks at the map. Each stands in a file of its own, in the
// folder of its group (check/handoff/orphan_output.go is handoff/orphan-output), and in the one list of package
// check/catalogue. Run hands every rule a Pass, which is all it sees, and gathers what they report.
package check

import (
	"time"

	"handoff/graph"
	"handoff/graph/kpi"
	"handoff/lang"
	"handoff/lang/finding"
)

// Rule is one thing that can be wrong with a map.
type Rule struct {
	ID       string           // group/name, never renamed: baselines and ignores hold it
	Severity finding.Severity // of what it reports, where the finding does not say otherwise
	Title    string           // what it finds, in a few words

	// The page of the rule, in Markdown: What it finds, and when it stays silent; Why that matters. Bad is a whole map in which it fires, Good one
	// in which nothing does; both are loaded and checked by the tests.
	What, Why string
	Bad, Good string

	// Edition is the one the rule came with (see Editions); "" for those of the first.
	Edition string
	Options []Option
	Kind    Kind
	Run     func(*Pass)

	asked bool
	house bool
}

// Asked is the rule as it runs where somebody asks for it by name: one that is off, for whatever reason, reports notes.
func (r *Rule) Asked() *Rule {
	asked := *r
	asked.asked = true
	if asked.Severity == finding.Off {
		asked.Severity = finding.Info
	}
	return &asked
}

// Kind says on what evidence a rule speaks.
type Kind uint8

const (
	// Presence: something is there that is wrong. What cannot be read does not change that.
	Presence Kind = iota
	// Absence: something is not there. It may stand in a file that cannot be read, so the rule is silent while there is one.
	Absence
	// Sum: it adds up what stands in many places, and one word that is wrong can make the sum so. It is silent while the compiler finds anything.
	Sum
	// Measured: it looks at what an event log came to, and runs only where one was measured.
	Measured
	// Last: it looks at what became of the findings of all others, and runs after them. A name that does not resolve yet may be why one of them found
	// nothing, so it is silent while the compiler finds anything.
	Last
)

// Option is a number that a rule can be given.
type Option struct {
	Name    string
	Doc     string
	Default int
}

// Pass is what a rule sees of a run.
type Pass struct {
	Map   *lang.Map
	Graph *graph.Graph
	// Measured is what an event log came to; only a rule of kind Measured is told.
	Measured *kpi.Result

	rule     *Rule
	today    time.Time
	values   map[string]int // of options that were set
	unused   []Unused
	facts    *facts
	findings *[]finding.Finding
	dated    bool
}

// Today is the day that dates are held against. It is false where the day is not known: then no date has passed. The report says that it was
// asked for, so a rule asks only where the map has a date.
func (p *Pass) Today() (day time.Time, known bool) {
	known = !p.today.IsZero()
	p.dated = p.dated || known
	return p.today, known
}

// Report adds a finding. Rule and, unless it is given, severity are filled in; address and range are the rule's to say.
func (p *Pass) Report(f finding.Finding) {
	f.Rule = p.rule.ID
	if f.Severity == "" {
		f.Severity = p.rule.Severity
	}
	*p.findings = append(*p.findings, f)
}

// Unused lists the ignore comments that silenced nothing; only a rule of kind Last is told.
func (p *Pass) Unused() []Unused { return p.unused }

// Option returns the value of one of the rule's options: as handoff.hcl sets it, else the default.
func (p *Pass) Option(name string) int {
	if v, ok := p.values[name]; ok {
		return v
	}
	for _, o := range p.rule.Options {
		if o.Name == name {
			return o.Default
		}
	}
	panic("rule " + p.rule.ID + " has no option " + name)
}
