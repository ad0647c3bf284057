package check

import (
	"fmt"
	"maps"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"handoff/graph"
	"handoff/graph/kpi"
	"handoff/lang"
	"handoff/lang/finding"
)

// Report is what a run found, and what it looked at.
type Report struct {
	// Findings are compile errors and what the rules found, less what is ignored; sealed and sorted.
	Findings []finding.Finding

	Files      int // of the map, handoff.hcl included
	Processes  int // the map's own
	Interfaces int
	Rules      int // that ran
	// Ran are their ids, house rules included.
	Ran []string
	// Today is the day that dates were held against; zero where none was.
	Today time.Time
	// Silenced are the findings that a comment silences, sorted.
	Silenced []Silenced
	// Undecided are the rules that kept silent because part of the map cannot be read.
	Undecided []string
}

// Options are what a run needs to know beside the map.
type Options struct {
	// Today is midnight UTC of the day that dates are held against. Where it is zero, no date has passed: the clock is for the caller to read.
	Today time.Time
	// Catalogue is every rule there is, so that one that does not run can be told from one that does not exist; nil: those that run.
	Catalogue []*Rule
	// Stop, if any, is asked before every rule, by several goroutines: once it says so no rule looks any more, and the report is of no use.
	Stop func() bool
	// Measured is what an event log came to; nil where none was read. Rules of kind Measured run only if it is there.
	Measured *kpi.Result
}

// Run lets every rule look at the map, several at once, as the settings of the map have it, and then its house rules. Where rules were asked for (Rule.Asked), only
// those run, house rules included. Without any rule nothing is judged, the settings and comments neither. A rule that panics becomes a
// finding; the others still report.
func Run(m *lang.Map, g *graph.Graph, rules []*Rule, options Options) Report {
	report := Report{Files: len(m.Files), Processes: len(m.Processes), Interfaces: len(m.Interfaces)}
	report.Findings = slices.Clone(m.Findings)
	if len(rules) > 0 {
		r := &runner{m: m, g: g, options: options, report: &report, policy: newPolicy(m), ignores: collectIgnores(m, options.Today), facts: newFacts(), ran: map[string]*Rule{}, failed: map[string]bool{}}
		r.run(rules)
	}
	report.Findings = finding.Fold(report.Findings)
	for k := range report.Findings {
		report.Findings[k].Seal()
	}
	finding.Sort(report.Findings)
	slices.SortStableFunc(report.Silenced, func(a, b Silenced) int { return finding.Compare(a.Finding, b.Finding) })
	return report
}

// runner is one run.
type runner struct {
	m       *lang.Map
	g       *graph.Graph
	options Options
	report  *Report
	policy  *policy
	ignores *ignores
	facts   *facts
	ran     map[string]*Rule // by id
	failed  map[string]bool  // rules that panicked
}

func (r *runner) run(rules []*Rule) {
	only := slices.ContainsFunc(rules, func(x *Rule) bool { return x.asked })
	known := catalogue{r.m, r.options.Catalogue}
	if known.rules == nil {
		known.rules = rules
	}
	var first, last []*look
	add := func(list *[]*look, rule *Rule, quiet bool) {
		if l := r.plan(rule, quiet); l != nil {
			*list = append(*list, l)
		}
	}
	for _, rule := range rules {
		switch {
		case rule.Run == nil: // a house rule that was asked for
		case rule.Kind == Last:
			last = append(last, &look{rule: rule})
		default:
			add(&first, rule, false)
		}
	}
	asked := map[string]bool{}
	for _, rule := range rules {
		asked[rule.ID] = true
	}
	for _, h := range r.m.Rules {
		if r.options.Measured != nil { // they have judged the map already
			break
		}
		if r.m.Lookup(h.Address()) != h { // of two rules of one name, which is an error, only the first counts
			continue
		}
		if rule := houseRule(h); rule != nil && (!only || asked[rule.ID] || len(last) > 0) {
			rule.asked = asked[rule.ID]
			add(&first, rule, only && !rule.asked)
		}
	}
	if only && len(last) > 0 { // what they judge by is what all others find
		for _, rule := range known.rules {
			if rule.Run != nil && rule.Kind != Last && !asked[rule.ID] {
				add(&first, rule, true)
			}
		}
	}
	r.look(first)
	for _, l := range last {
		if l = r.plan(l.rule, false); l != nil {
			l.pass.unused = r.ignores.unused(r.m, r.judges)
			r.look([]*look{l})
		}
	}
	r.report.Findings = append(r.report.Findings, r.policy.problems(known)...)
	if !only {
		r.report.Findings = append(r.report.Findings, r.ignores.problems(known)...)
	}
	if r.ignores.dated {
		r.report.Today = r.options.Today
	}
	if len(r.report.Undecided) > 0 {
		r.report.Findings = append(r.report.Findings, incomplete(r.m, r.report.Undecided))
	}
}

// look is one rule that looks at the map: once for every set of options that it has somewhere.
type look struct {
	rule     *Rule
	quiet    bool // nothing is told of what it finds: only which comments silence something is of interest
	pass     Pass
	variants []map[string]int
	found    [][]finding.Finding // by set of options
	dated    bool                // it asked for the day
	failed   bool
	stopped  bool
}

// plan prepares a rule; nil where it does not look.
func (r *runner) plan(rule *Rule, quiet bool) *look {
	if r.options.Stop != nil && r.options.Stop() {
		return nil
	}
	if !r.policy.runs(rule) {
		return nil
	}
	if (rule.Kind == Sum || rule.Kind == Last) && len(r.m.Findings) > 0 || rule.Kind == Measured && r.options.Measured == nil {
		return nil
	}
	if rule.Kind == Absence && r.m.Incomplete {
		if !quiet {
			r.report.Undecided = append(r.report.Undecided, rule.ID)
		}
		return nil
	}
	if !quiet {
		r.report.Ran = append(r.report.Ran, rule.ID)
		r.report.Rules++
	}
	l := &look{rule: rule, quiet: quiet, variants: r.policy.variants(rule)}
	l.pass = Pass{Map: r.m, Graph: r.g, Measured: r.options.Measured, rule: rule, today: r.options.Today, facts: r.facts}
	l.found = make([][]finding.Finding, len(l.variants))
	return l
}

// look lets rules look, as many at once as there are processors, and keeps, in the order of the rules, what is neither off nor silenced.
func (r *runner) look(list []*look) {
	var next atomic.Int64
	work := func() {
		for {
			k := int(next.Add(1)) - 1
			if k >= len(list) {
				return
			}
			l := list[k]
			if l.stopped = r.options.Stop != nil && r.options.Stop(); l.stopped {
				continue
			}
			for n, values := range l.variants {
				l.run(n, values)
			}
		}
	}
	var wait sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), len(list)) - 1 {
		wait.Go(work)
	}
	work()
	wait.Wait()
	for _, l := range list {
		r.take(l)
	}
}

// run lets the rule look with one set of options.
func (l *look) run(n int, values map[string]int) {
	p := l.pass
	p.values, p.findings = values, &l.found[n]
	defer func() {
		l.dated = l.dated || p.dated
		if problem := recover(); problem != nil {
			l.failed = true
			l.found[n] = append(l.found[n], finding.Finding{
				Rule: RulePanic, Severity: finding.Error, Summary: "A rule failed", Key: p.rule.ID,
				Detail: fmt.Sprintf("The rule %s failed, and may have missed something: %v.", p.rule.ID, problem),
				Help:   "This is a mistake in handoff, not in your map. Please report it with the map, if you can share it.",
			})
		}
	}()
	p.rule.Run(&p)
}

// take keeps what a rule has found and is neither off nor silenced.
func (r *runner) take(l *look) {
	if l.stopped {
		return
	}
	rule := l.rule
	if l.dated && !l.quiet {
		r.report.Today = r.options.Today
	}
	if l.failed {
		r.failed[rule.ID] = true
	}
	levels := map[string]level{} // by file
	for n, values := range l.variants {
		for k := range l.found[n] {
			f := &l.found[n][k]
			costs, known := levels[f.Range.File]
			if !known {
				costs = r.policy.level(rule, f.Range.File)
				levels[f.Range.File] = costs
			}
			switch {
			case f.Rule != rule.ID: // it failed
			case len(l.variants) > 1 && !maps.Equal(values, r.policy.values(rule, f.Range.File)):
				continue
			case !costs.apply(f):
				continue
			}
			if by := r.ignores.silence(f); by != nil {
				if !l.quiet {
					f.Seal()
					r.report.Silenced = append(r.report.Silenced, Silenced{*f, by})
				}
				continue
			}
			if !l.quiet {
				r.report.Findings = append(r.report.Findings, *f)
			}
		}
	}
	r.ran[rule.ID] = rule
}

// judges reports whether a rule has looked at a file, so that what it did not find there is not there.
func (r *runner) judges(id, file string) bool {
	rule := r.ran[id]
	return rule != nil && !r.failed[id] && !r.policy.level(rule, file).off
}

// incomplete says once which rules kept silent, at the first file or import that cannot be read.
func incomplete(m *lang.Map, silent []string) finding.Finding {
	f := finding.Finding{
		Rule: RuleIncomplete, Severity: finding.Info, Summary: "Part of the map could not be read",
		Detail: fmt.Sprintf("Something that seems to be missing may stand in a part of the map that cannot be read, so %d rules about what is missing kept silent.", len(silent)),
		Help:   "Mend the errors that keep files or imports from being read, and check again.",
	}
	for _, problem := range m.Findings {
		if file := m.File(problem.Range.File); file != nil && file.Broken || problem.Rule == "syntax/unreadable" || problem.Rule == "reference/import" {
			f.Range = problem.Range
			break
		}
	}
	return f
}
