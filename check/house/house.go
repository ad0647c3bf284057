// Package house judges a map by the rules that its authors wrote themselves: `rule` blocks.
//
// Package lang has checked a rule before it comes here: its names, its words and its types are those of the kind it judges. Here `each` is made of every
// block of that kind (values.go, with what follows from the rest of the map laid over it in effective.go), and the expressions are
// evaluated. The evaluator is our own (eval.go), over the syntax tree of HCL and the values and functions of cty: HCL's would stop at the first
// block that is not there, would compare promises of different calendars as if they were numbers, and knows no end to the work an
// expression may ask for.
package house

import (
	"errors"
	"strings"

	"github.com/zclconf/go-cty/cty"

	"handoff/graph"
	"handoff/lang"
	"handoff/lang/finding"
)

// Failure is a block that does not meet a rule.
type Failure struct {
	Message string // what the rule says of it
	Address string
	Range   finding.Range // the header of the block
}

// Problem is why a rule could not be judged.
type Problem struct {
	Argument     string        // of the rule: "when", "require" or "message"
	Range        finding.Range // the part of the expression that failed
	Address      string        // the block it failed on
	Block        finding.Range // its header
	Detail, Help string
}

// Sound reports whether a rule compiles, so that it can be judged.
func Sound(r *lang.Rule) bool {
	row, _ := lang.KindRow(lang.Kind(r.Each.Value))
	return row != nil && r.Require.Given() && r.Message.Given() && !r.When.Broken && !r.Require.Broken && !r.Message.Broken
}

// Judge holds every block of the rule's kind to it. Where an expression fails on a block, the rule is given up: nothing that it would have
// found is told beside the problem, since nobody knows what else it would have.
func Judge(m *lang.Map, g *graph.Graph, r *lang.Rule) ([]Failure, *Problem) {
	var failures []Failure
	v := &values{graph: g}
	broken := brokenBlocks(m)
	work := maxRule
	for _, b := range blocks(m, lang.Kind(r.Each.Value)) {
		if broken[b.address()] {
			continue
		}
		failure, problem := judge(v, m, r, b, &work)
		if problem != nil {
			problem.Address, problem.Block = b.address(), lang.HeaderOf(b.block)
			return nil, problem
		}
		if failure != nil {
			failures = append(failures, *failure)
		}
	}
	return failures, nil
}

// brokenBlocks are those in which something does not compile: what is wrong with them has been told, and what they say is not known.
func brokenBlocks(m *lang.Map) map[string]bool {
	out := map[string]bool{}
	for _, f := range m.Findings {
		for a := f.Address; a != ""; {
			out[a] = true
			i := strings.LastIndex(a, ".")
			a = a[:max(i, 0)]
		}
	}
	return out
}

// judge holds one block to a rule. What work is left for the whole rule is counted down.
func judge(v *values, m *lang.Map, r *lang.Rule, b one, work *int) (*Failure, *Problem) {
	each := v.each(b)
	fuel := min(maxWork, *work)
	e := &evaluator{each: each, locals: m.Locals, fuel: fuel}
	defer func() { *work -= fuel - e.fuel }()
	decide := func(x lang.Expression, argument string) (bool, *Problem) {
		value, err := e.condition(x)
		if err != nil {
			return false, problemOf(err, argument, x.Range)
		}
		return value, nil
	}
	if r.When.Given() {
		meant, problem := decide(r.When, "when")
		if problem != nil || !meant {
			return nil, skipped(problem)
		}
	}
	holds, problem := decide(r.Require, "require")
	if problem != nil || holds {
		return nil, skipped(problem)
	}
	text, err := e.message(r.Message)
	if err != nil {
		return nil, skipped(problemOf(err, "message", r.Message.Range))
	}
	return &Failure{Message: text, Address: b.address(), Range: lang.HeaderOf(b.block)}, nil
}

// problemOf says why an expression failed; one without a detail only passes the block over.
func problemOf(err error, argument string, at finding.Range) *Problem {
	var f *failed
	if !errors.As(err, &f) {
		return &Problem{Argument: argument, Range: at, Detail: err.Error()}
	}
	if f.passOver {
		return &Problem{}
	}
	p := &Problem{Argument: argument, Range: at, Detail: f.detail, Help: f.help}
	if f.at.Filename != "" {
		p.Range = finding.FromHCL(f.at)
	}
	return p
}

func skipped(p *Problem) *Problem {
	if p != nil && p.Detail == "" {
		return nil
	}
	return p
}

// one is a block that a rule judges, with the row of the table it was decoded by.
type one struct {
	row   *lang.InnerBlock
	block any
	outer string // the address of the block it stands in
}

func (b one) address() string {
	switch x := b.block.(type) {
	case lang.Declaration:
		return x.Common().Address()
	case *lang.Field:
		return x.Address()
	}
	return ""
}

// blocks lists the map's own blocks of a kind, in source order. Of two declarations of one name, which is an error, only the first counts.
func blocks(m *lang.Map, kind lang.Kind) []one {
	row, _ := lang.KindRow(kind)
	if row == nil {
		return nil
	}
	var out []one
	add := func(outer any, address string) {
		for _, b := range row.Values(outer) {
			if d, ok := b.(lang.Declaration); ok && m.Lookup(d.Common().Address()) != d {
				continue
			}
			out = append(out, one{row, b, address})
		}
	}
	switch lang.OuterKey(kind) {
	case "":
		add(m, "")
	case string(lang.KindProcess):
		for _, p := range m.Processes {
			add(p, p.Address())
		}
	default:
		for _, a := range m.Artifacts {
			add(a, a.Address())
		}
	}
	return out
}

// null is a value that is not there.
var null = cty.NullVal(cty.DynamicPseudoType)
