package cases

// Variables: the fields that conditions test, and the cells their values fall into.

import (
	"math/big"
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"

	"handoff/lang"
	"handoff/lang/types"
)

type kind uint8

const (
	opaque   kind = iota // a part of a condition that is true, false or neither
	truth                // a bool
	choice               // an enum
	number               // a number or integer
	text                 // a text that may be anything
	presence             // anything else: only whether it is there
)

// variable is a field, or an opaque part of a condition.
type variable struct {
	index    int
	kind     kind
	path     []string   // record, field, …
	reads    [][]string // opaque: the paths it names
	of       *types.Record
	values   []string // choice: of the enum, in the order declared
	integer  bool
	bounds   []bound // number: of its JSON Schema
	optional bool    // it may be missing
	sure     bool    // missing only where a promise is broken: not worth a finding
	hidden   bool    // nothing is claimed of one of its values
	reason   string  // why it is hidden

	mentioned []cty.Value
	cells     []cell
}

// cell is a set of values that no condition tells apart. Sample is one of them, and answers for all.
type cell struct {
	sample    cty.Value
	values    []string   // choice: those in the cell
	low, high *big.Float // number: the values between, or the one at both; nil without end
	neither   bool       // opaque: it has no answer
	blank     bool       // nothing is known of what is in it
	unlikely  bool       // the type allows it, but nothing is claimed of it
}

// maxCells is the number of bits in a mask.
const maxCells = 64

// variable returns the one of that key, making it first if need be.
func (s *Space) variable(key string, make func() *variable) *variable {
	v := s.byKey[key]
	if v == nil {
		v = make()
		v.index = len(s.variables)
		s.byKey[key] = v
		s.variables = append(s.variables, v)
	}
	return v
}

// lookup finds the variable that a traversal names, or says why there is none.
func (s *Space) lookup(e *hclsyntax.ScopeTraversalExpr) (*variable, string) {
	path, all := names(e.Traversal)
	if len(path) < 2 || !all {
		return nil, "It is no field of a record whose name is known."
	}
	t := s.scope.Records[path[0]]
	if t == nil {
		return nil, "The record `" + path[0] + "` is not known."
	}
	v := variable{path: path}
	if t.Kind == types.RecordOf && t.Ref != nil {
		v.of = t.Ref.Record
	}
	for k, name := range path[1:] {
		f, declared, ok := fieldOf(t, name)
		if !ok {
			return nil, "The type of `" + strings.Join(path[:k+2], ".") + "` is not known."
		}
		inner, optional := f.Type.IsOptional()
		_, mayMiss := declared.Type.IsOptional()
		if k+2 < len(path) {
			if optional || mayMiss {
				return nil, "`" + strings.Join(path[:k+2], ".") + "` may be missing, and with it what it holds."
			}
			t = inner
			continue
		}
		v.optional, v.sure = optional || mayMiss, mayMiss && !optional
		v.describe(inner)
	}
	if v.of != nil && intertwined(v.of.Constraints) {
		v.hide("The schema of `" + v.of.Address + "` allows only some values together.")
	}
	return s.variable(strings.Join(path, "."), func() *variable { return &v }), ""
}

// fieldOf finds a field in a type: as the scope has it, and as it is declared.
func fieldOf(t *types.Type, name string) (f, declared types.Field, ok bool) {
	fields, _, _ := t.Shape()
	k := slices.IndexFunc(fields, func(f types.Field) bool { return f.Name == name })
	if k < 0 {
		return f, f, false
	}
	f, declared = fields[k], fields[k]
	if t.Kind == types.RecordOf && t.Ref != nil && t.Ref.Record != nil {
		declared, _ = t.Ref.Record.Field(name)
	}
	return f, declared, true
}

// names are the parts of a traversal as far as they are names, and whether that is all of it.
func names(t hcl.Traversal) (path []string, all bool) {
	for _, part := range t {
		switch x := part.(type) {
		case hcl.TraverseRoot:
			path = append(path, x.Name)
		case hcl.TraverseAttr:
			path = append(path, x.Name)
		case hcl.TraverseIndex:
			if x.Key.Type() != cty.String {
				return path, false
			}
			path = append(path, x.Key.AsString())
		default:
			return path, false
		}
	}
	return path, true
}

// describe takes over what a type says.
func (v *variable) describe(t *types.Type) {
	switch t.Kind {
	case types.Bool:
		v.kind = truth
	case types.Enum:
		v.kind = choice
		for _, value := range t.Values {
			v.values = append(v.values, value.Text)
		}
	case types.Number, types.Integer:
		v.kind, v.integer = number, t.Kind == types.Integer
	case types.String, types.URI, types.Email, types.RefTo:
		v.kind = text
		v.hide("`" + v.String() + "` is a text, which may be anything.")
	default:
		v.kind = presence
	}
	for _, c := range t.Constraints {
		b, ok := boundOf(c)
		switch {
		case v.kind == number && ok:
			v.bounds = append(v.bounds, b)
		case v.kind != presence:
			v.hide("The schema restricts `" + v.String() + "` by `" + c.Keyword + "`.")
		}
	}
}

// String is the variable as a condition writes it.
func (v *variable) String() string { return strings.Join(v.path, ".") }

func (v *variable) hide(reason string) {
	if !v.hidden {
		v.hidden, v.reason = true, reason
	}
}

// why says why it cannot be decided.
func (v *variable) why() string {
	switch {
	case v.reason != "":
		return v.reason
	case v.kind == presence:
		return "Of `" + v.String() + "` it is only known whether it is there: enums, bools and numbers are decided, moments, lists and records are not."
	}
	return "The two sides are not of one type."
}

// comparable reports whether a comparison of the variable with a value can be decided.
func (v *variable) comparable(rel relation, value cty.Value) bool {
	if value.IsNull() {
		return rel == equal || rel == notEqual
	}
	switch v.kind {
	case truth:
		return value.Type() == cty.Bool && rel <= notEqual
	case choice, text:
		return value.Type() == cty.String && rel <= notEqual
	case number:
		return value.Type() == cty.Number && ordinary(value.AsBigFloat())
	}
	return false
}

// ordinary reports whether a number is one that can be reckoned with and printed: not infinite, and of a few hundred digits at most.
func ordinary(x *big.Float) bool {
	exponent := x.MantExp(nil)
	return !x.IsInf() && -1000 < exponent && exponent < 1000
}

// mention notes a value that is to have a cell of its own.
func (v *variable) mention(value cty.Value) {
	if !value.IsNull() {
		v.mentioned = append(v.mentioned, value)
	}
}

// mention notes what an assignment sets; if that is no plain value, the field may be anything from then on.
func (s *Space) mention(a lang.Assignment) {
	targets := s.targets(a)
	value, plain := s.constant(a.Value.Syntax)
	for _, v := range targets {
		if plain && len(targets) == 1 && len(v.path) == 2 && v.comparable(equal, value) {
			v.mention(value)
		} else {
			v.hide("A step sets `" + v.String() + "` to something that is not known beforehand.")
		}
	}
}

// targets are the variables that an assignment changes: the field of every record of that artifact, and what lies in it.
func (s *Space) targets(a lang.Assignment) []*variable {
	var out []*variable
	for _, v := range s.variables {
		if len(v.path) >= 2 && v.path[1] == a.Name.Name && (a.Of == nil || v.of == nil || v.of == a.Of.Record) {
			out = append(out, v)
		}
	}
	return out
}

// Assign is the set after an assignment.
func (s *Space) Assign(set Set, a lang.Assignment) Set {
	value, plain := s.constant(a.Value.Syntax)
	for _, v := range s.targets(a) {
		mask := v.mask()
		if plain && v.comparable(equal, value) {
			mask, _ = test{of: v, relation: equal, values: []cty.Value{value}}.cells(true)
		}
		if mask == 0 {
			mask = v.mask()
		}
		out := make(Set, 0, len(set))
		for _, b := range set {
			out = s.Union(out, Set{b.with(v.index, mask)})
		}
		set = out
	}
	return set
}

// mask is every cell.
func (v *variable) mask() uint64 { return ^uint64(0) >> (maxCells - len(v.cells)) }

// claimable are the cells of which something may be claimed.
func (v *variable) claimable() uint64 {
	var out uint64
	for k, c := range v.cells {
		if !c.unlikely {
			out |= 1 << k
		}
	}
	return out
}
