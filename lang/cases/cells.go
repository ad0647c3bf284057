package cases

// Cutting the values of a variable into cells, and asking a cell what a comparison says of it.

import (
	"math/big"
	"slices"
	"strings"

	"github.com/zclconf/go-cty/cty"

	"handoff/lang/types"
)

type relation uint8

const (
	equal relation = iota
	notEqual
	less
	lessOrEqual
	greater
	greaterOrEqual
	member // is one of the values
	holds  // is true
)

// test is one comparison.
type test struct {
	of       *variable
	relation relation
	values   []cty.Value
}

// cells returns those in which the test, or its negation, certainly has a positive answer, and those in which it may. A missing value
// is equal to nothing but null; every other test of it has no answer, and so may pass for a negation only.
func (t test) cells(sense bool) (certain, may uint64) {
	for k, c := range t.of.cells {
		switch bit := uint64(1) << k; {
		case c.blank:
			may |= bit
		case c.neither || c.sample.IsNull() && t.relation > notEqual:
			if !sense {
				may |= bit
			}
		case t.answer(c.sample) == sense:
			certain |= bit
			may |= bit
		}
	}
	return certain, may
}

func (t test) answer(x cty.Value) bool {
	if t.relation == holds {
		return x.True()
	}
	if t.relation == member {
		return slices.ContainsFunc(t.values, func(v cty.Value) bool { return same(x, v) })
	}
	y := t.values[0]
	if t.relation <= notEqual {
		return same(x, y) == (t.relation == equal)
	}
	order := x.AsBigFloat().Cmp(y.AsBigFloat())
	switch t.relation {
	case less:
		return order < 0
	case lessOrEqual:
		return order <= 0
	case greater:
		return order > 0
	}
	return order >= 0
}

func same(x, y cty.Value) bool {
	if x.IsNull() || y.IsNull() {
		return x.IsNull() && y.IsNull()
	}
	return x.Type() == y.Type() && x.Equals(y).True()
}

// cut makes the cells. A variable with more values than there is room for becomes one that is only there or not, and is hidden.
func (v *variable) cut() {
	switch v.kind {
	case opaque:
		v.cells = []cell{{sample: cty.True}, {sample: cty.False}, {neither: true, sample: cty.False}}
		return
	case truth:
		v.cells = []cell{{sample: cty.False}, {sample: cty.True}}
	case choice:
		v.cutTexts(v.values)
	case text:
		v.cutTexts(nil)
	case number:
		v.cutNumbers()
	case presence:
		v.cells = []cell{{sample: cty.EmptyObjectVal}}
	}
	if len(v.cells) == 0 || len(v.cells) >= maxCells {
		v.hide("`" + v.String() + "` is compared with too many values.")
		v.cells = []cell{{blank: true}}
		return
	}
	if v.optional {
		v.cells = append(v.cells, cell{sample: cty.NullVal(cty.DynamicPseudoType), unlikely: v.sure})
	}
}

// cutTexts gives every text that is mentioned a cell, in the order declared, and one to the rest, which for a text that may be
// anything there always is.
func (v *variable) cutTexts(declared []string) {
	mentioned := map[string]bool{}
	for _, value := range v.mentioned {
		x := value.AsString()
		if declared == nil && !mentioned[x] {
			v.cells = append(v.cells, cell{sample: value})
		}
		mentioned[x] = true
	}
	if declared == nil {
		other := "other"
		for mentioned[other] {
			other += "?"
		}
		v.cells = append(v.cells, cell{sample: cty.StringVal(other)})
		return
	}
	var rest []string
	for _, x := range declared {
		if mentioned[x] {
			v.cells = append(v.cells, cell{sample: cty.StringVal(x), values: []string{x}})
		} else {
			rest = append(rest, x)
		}
	}
	if len(rest) > 0 {
		v.cells = append(v.cells, cell{sample: cty.StringVal(rest[0]), values: rest})
	}
}

// bound is what a JSON Schema says about a number.
type bound struct {
	relation relation // that every value has to it
	value    *big.Float
}

var boundKeywords = map[string]relation{
	"minimum": greaterOrEqual, "exclusiveMinimum": greater, "maximum": lessOrEqual, "exclusiveMaximum": less,
}

func boundOf(c types.Constraint) (bound, bool) {
	rel, ok := boundKeywords[c.Keyword]
	if !ok {
		return bound{}, false
	}
	value, _, err := big.ParseFloat(strings.TrimSpace(c.Value), 10, 512, big.ToNearestEven)
	return bound{rel, value}, err == nil && ordinary(value)
}

// intertwined reports whether constraints tie the fields of a record to each other.
func intertwined(list []types.Constraint) bool {
	return slices.ContainsFunc(list, func(c types.Constraint) bool {
		switch c.Keyword {
		case "if", "then", "else", "allOf", "anyOf", "oneOf", "not", "dependentSchemas", "dependentRequired", "$ref":
			return true
		}
		return false
	})
}

// cutNumbers cuts at every value that is mentioned, and at zero: below it nothing is claimed unless somebody speaks of such numbers.
func (v *variable) cutNumbers() {
	zero := new(big.Float)
	var at []*big.Float
	negative := false
	for _, value := range v.mentioned {
		x := value.AsBigFloat()
		negative = negative || x.Sign() < 0
		at = append(at, x)
	}
	for _, b := range v.bounds {
		at = append(at, b.value)
	}
	if !negative {
		at = append(at, zero)
	}
	slices.SortFunc(at, (*big.Float).Cmp)
	at = slices.CompactFunc(at, func(a, b *big.Float) bool { return a.Cmp(b) == 0 })
	if len(at) == 0 {
		at = []*big.Float{zero}
	}
	v.gap(nil, at[0], !negative)
	for k, x := range at {
		if !v.integer || x.IsInt() {
			v.number(x, x, x, false)
		}
		if k+1 < len(at) {
			v.gap(x, at[k+1], false)
		}
	}
	v.gap(at[len(at)-1], nil, false)
}

// precision is enough bits to add any two ordinary numbers exactly.
const precision = 4096

// gap adds the cell of the numbers between two, if there are any.
func (v *variable) gap(low, high *big.Float, belowZero bool) {
	one := big.NewFloat(1).SetPrec(precision)
	var sample *big.Float
	switch {
	case low == nil:
		sample = new(big.Float).SetPrec(precision).Sub(floor(high), one)
	case high == nil:
		sample = new(big.Float).SetPrec(precision).Add(floor(low), one)
	case v.integer:
		sample = new(big.Float).SetPrec(precision).Add(floor(low), one)
		if sample.Cmp(high) >= 0 {
			return
		}
	default:
		sample = new(big.Float).SetPrec(precision).Add(low, high)
		sample.Quo(sample, big.NewFloat(2))
	}
	v.number(low, high, sample, belowZero && high != nil && high.Sign() <= 0)
}

// number adds a cell unless the schema rules it out.
func (v *variable) number(low, high, sample *big.Float, unlikely bool) {
	for _, b := range v.bounds {
		if !(test{relation: b.relation, values: []cty.Value{cty.NumberVal(b.value)}}).answer(cty.NumberVal(sample)) {
			return
		}
	}
	v.cells = append(v.cells, cell{sample: cty.NumberVal(sample), low: low, high: high, unlikely: unlikely})
}

// floor is the greatest whole number not above x.
func floor(x *big.Float) *big.Float {
	i, accuracy := x.Int(nil)
	if accuracy == big.Above { // x is negative and was rounded towards zero
		i.Sub(i, big.NewInt(1))
	}
	return new(big.Float).SetPrec(precision).SetInt(i)
}
