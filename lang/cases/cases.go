// Package cases decides conditions without evaluating them: which cases there are, in which of them a condition holds, whether some
// conditions together leave one out.
//
// A condition tests fields of the records in hand. Each field it tests is a variable, and the variable's type is cut into cells:
// values between which no condition in question can tell apart. An enum has a cell for every value that is mentioned and one for the rest;
// a number one for every constant it is compared with and one for every gap between; whatever may be missing has one more for that.
// A case picks a cell of every variable. A set of cases is a list of boxes, and a box one set of cells for each variable, kept as bits: so
// that `priority == "P1" || security` is two boxes, however many other fields there are (see set.go).
//
// The answers are to be relied on, so a condition is two sets: the cases in which it certainly holds, and those in which it may. They differ where
// a missing value is compared and the answer turned round (`!(n < 3)` where there is no n): HCL calls that an error, a reader does not
// agree with the next. And what cannot be decided at all, such as two fields compared or a function called, becomes a variable of its
// own that is true, false or neither. It is hidden: nothing is ever claimed about one of its values, but the same words twice are
// the same thing twice, so that `lower(x) == "a"` and its negation need no third branch.
//
// Work is bounded. Beyond maxWork a space is exhausted, nothing is claimed of it any more, and Undecided says so.
package cases

import (
	"slices"

	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"

	"handoff/lang"
	"handoff/lang/finding"
	"handoff/lang/types"
)

// Scope is what conditions may name: the records in hand, and the object of all locals.
type Scope struct {
	Records map[string]*types.Type
	Locals  cty.Value
}

// Space holds all cases that a group of conditions can tell apart.
type Space struct {
	scope     Scope
	variables []*variable
	byKey     map[string]*variable
	formulas  map[hclsyntax.Expression]*formula
	parts     []part
	full      box
	work      int
}

// Condition is where one holds. Holds is part of May.
type Condition struct {
	Holds Set // it certainly does
	May   Set // nothing rules it out
}

// Undecided is a part of a condition that is left alone.
type Undecided struct {
	Range  finding.Range `json:"range"`
	Text   string        `json:"text"`   // as written
	Reason string        `json:"reason"` // a full sentence
}

// New makes the space of these conditions. Assignments name values to keep apart as well: those that `update` blocks set. Conditions that the type
// checker rejects must not be among them.
func New(scope Scope, conditions []lang.Expression, assignments []lang.Assignment) *Space {
	s := &Space{scope: scope, byKey: map[string]*variable{}, formulas: map[hclsyntax.Expression]*formula{}}
	for _, c := range conditions {
		r := reader{space: s, condition: c}
		s.formulas[c.Syntax] = r.read(c.Syntax)
	}
	for _, a := range assignments {
		s.mention(a)
	}
	for _, v := range s.variables {
		v.cut()
		s.full = append(s.full, v.mask())
	}
	return s
}

// Condition returns where one of the space's conditions holds.
func (s *Space) Condition(c lang.Expression) Condition {
	f := s.formulas[c.Syntax]
	if f == nil {
		return Condition{May: s.All()}
	}
	return s.solve(f, true)
}

// Exhausted reports that there are too many cases, so that nothing can be said.
func (s *Space) Exhausted() bool { return s.work > maxWork }

// part is a test, where it stands.
type part struct {
	Undecided
	of *variable
}

// Undecided lists what is left alone in these conditions, in the order they were given and read.
func (s *Space) Undecided() []Undecided {
	var out []Undecided
	for _, p := range s.parts {
		if p.of.hidden {
			if p.Reason == "" {
				p.Reason = p.of.why()
			}
			out = append(out, p.Undecided)
		}
	}
	return out
}

// solve finds where a formula holds, or where its negation does. Negations are pushed down to the tests, which alone know what a missing
// value does.
func (s *Space) solve(f *formula, sense bool) Condition {
	side := 0
	if sense {
		side = 1
	}
	if f.solved[side] == nil {
		c := s.find(f, sense)
		f.solved[side] = &c
	}
	return *f.solved[side]
}

func (s *Space) find(f *formula, sense bool) Condition {
	switch f.op {
	case constant:
		if f.value == sense {
			return Condition{s.All(), s.All()}
		}
		return Condition{}
	case not:
		return s.solve(f.args[0], !sense)
	case choose: // c ? a : b
		yes, no := s.solve(f.args[0], true), s.solve(f.args[0], false)
		return s.either(s.both(yes, s.solve(f.args[1], sense)), s.both(no, s.solve(f.args[2], sense)))
	case and, or:
		a, b := s.solve(f.args[0], sense), s.solve(f.args[1], sense)
		if (f.op == and) == sense {
			return s.both(a, b)
		}
		return s.either(a, b)
	}
	holds, may := f.test.cells(sense)
	return Condition{s.only(f.test.of, holds), s.only(f.test.of, may)}
}

func (s *Space) both(a, b Condition) Condition {
	return Condition{s.Intersect(a.Holds, b.Holds), s.Intersect(a.May, b.May)}
}

func (s *Space) either(a, b Condition) Condition {
	return Condition{s.Union(a.Holds, b.Holds), s.Union(a.May, b.May)}
}

// Certain narrows a set down to what can be claimed of it: the cases that are in it whatever the hidden variables are, without values
// that only the type allows for, such as a count below zero.
func (s *Space) Certain(set Set) Set {
	if s.Exhausted() {
		return nil
	}
	open := s.Subtract(s.All(), set)
	claimable := make(box, len(s.full))
	for i, v := range s.variables {
		claimable[i] = v.claimable()
		if v.hidden {
			for k := range open {
				open[k] = open[k].with(i, s.full[i])
			}
		}
	}
	set = s.Intersect(s.Subtract(s.All(), open), Set{claimable})
	if s.Exhausted() {
		return nil
	}
	return set
}

// Visible is the set without what it says of hidden variables: the cases that are in it for some value of them. A part that was left alone is kept
// where it reads a field that other conditions decide, for then it may decide about that one too.
func (s *Space) Visible(set Set) Set {
	return s.forget(set, func(v *variable) bool { return v.hidden && !s.entangled(v) })
}

// About is the set without what it says of other variables than those that the conditions test.
func (s *Space) About(set Set, conditions ...lang.Expression) Set {
	tested := map[*variable]bool{}
	for _, c := range conditions {
		if f := s.formulas[c.Syntax]; f != nil {
			f.variables(tested)
		}
	}
	return s.forget(set, func(v *variable) bool { return !tested[v] })
}

func (s *Space) forget(set Set, which func(*variable) bool) Set {
	var out Set
	for _, b := range set {
		for i, v := range s.variables {
			if b[i] != s.full[i] && which(v) {
				b = b.with(i, s.full[i])
			}
		}
		out = s.Union(out, Set{b})
	}
	return out
}

// entangled reports whether an opaque part reads a field that is a variable of its own.
func (s *Space) entangled(v *variable) bool {
	for _, path := range v.reads {
		for _, w := range s.variables {
			n := min(len(path), len(w.path))
			if !w.hidden && n > 0 && slices.Equal(path[:n], w.path[:n]) {
				return true
			}
		}
	}
	return false
}

// Within reports whether all of a certainly lies in b.
func (s *Space) Within(a, b Set) bool {
	rest := s.Subtract(a, b)
	return len(rest) == 0 && !s.Exhausted()
}
