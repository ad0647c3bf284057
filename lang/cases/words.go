package cases

// Saying in words which cases there are.

import (
	"cmp"
	"fmt"
	"math/big"
	"slices"
	"strings"
)

// Examples says which cases are in a set, each in a phrase such as `priority = P3 or P4, security = true`: in the order in which conditions name
// the fields and artifacts declare the values, cases that differ in one field only as one. A case that needs no saying (everything there
// is) is the empty phrase.
func (s *Space) Examples(set Set) []string {
	set = slices.Clone(set)
	slices.SortFunc(set, func(a, b box) int {
		for i := range a {
			if c := compareMasks(a[i], b[i]); c != 0 {
				return c
			}
		}
		return 0
	})
	out := make([]string, len(set))
	for k, b := range set {
		var parts []string
		for i, v := range s.variables {
			if said := v.claimable(); !v.hidden && b[i]&said != said {
				parts = append(parts, v.phrase(s.name(v), b[i]))
			}
		}
		out[k] = strings.Join(parts, ", ")
	}
	return out
}

// compareMasks puts the one with the earlier cell first.
func compareMasks(a, b uint64) int {
	for a != 0 && b != 0 {
		x, y := a&-a, b&-b
		if x != y {
			return cmp.Compare(x, y)
		}
		a, b = a&^x, b&^y
	}
	return cmp.Compare(a, b)
}

// name is what phrases call a variable: its field, with the record only where there are two.
func (s *Space) name(v *variable) string {
	short := strings.Join(v.path[1:], ".")
	for _, w := range s.variables {
		if w != v && len(w.path) > 1 && strings.Join(w.path[1:], ".") == short {
			return v.String()
		}
	}
	return short
}

// phrase says which cells a variable is in.
func (v *variable) phrase(name string, mask uint64) string {
	var in []cell
	missing := false
	there := v.claimable() // without the cell of what is missing
	for k, c := range v.cells {
		null := v.optional && k == len(v.cells)-1
		if null {
			there &^= 1 << k
		}
		switch {
		case mask&(1<<k) == 0:
		case null:
			missing = true
		default:
			in = append(in, c)
		}
	}
	var words []string
	switch {
	case mask&there == there:
		words = []string{"given"}
	case len(in) > 0:
		words = v.said(in)
	}
	if missing {
		words = append(words, "missing")
	}
	return name + " " + alternatives(words)
}

// said says which values are in the cells.
func (v *variable) said(in []cell) []string {
	var words []string
	switch v.kind {
	case truth:
		for _, c := range in {
			if c.sample.True() {
				words = append(words, "= true")
			} else {
				words = append(words, "= false")
			}
		}
	case choice:
		for _, value := range v.values {
			if slices.ContainsFunc(in, func(c cell) bool { return slices.Contains(c.values, value) }) {
				words = append(words, "= "+value)
			}
		}
	case number:
		return v.intervals(in)
	}
	return words
}

// alternatives joins words by "or", and says "=" once for all that follow it; of more than six it names the first four.
func alternatives(words []string) string {
	words = slices.Clone(words)
	for k := len(words) - 1; k > 0; k-- {
		if strings.HasPrefix(words[k-1], "= ") {
			words[k] = strings.TrimPrefix(words[k], "= ")
		}
	}
	switch n := len(words); {
	case n == 1:
		return words[0]
	case n > 6:
		return fmt.Sprintf("%s or one of %d more", strings.Join(words[:4], ", "), n-4)
	default:
		return strings.Join(words[:n-1], ", ") + " or " + words[n-1]
	}
}

// intervals says which numbers are in the cells: neighbouring cells as one interval.
func (v *variable) intervals(in []cell) []string {
	var words []string
	for k := 0; k < len(in); k++ {
		first := in[k]
		last := first
		for k+1 < len(in) && v.adjacent(last, in[k+1]) {
			k++
			last = in[k]
		}
		words = append(words, v.interval(first, last))
	}
	return words
}

// adjacent reports whether no cell lies between two.
func (v *variable) adjacent(a, b cell) bool {
	k := slices.IndexFunc(v.cells, func(c cell) bool { return c.sample.RawEquals(a.sample) })
	return k >= 0 && k+1 < len(v.cells) && v.cells[k+1].sample.RawEquals(b.sample)
}

// interval says which numbers lie from the first cell to the last. Where nothing is claimed below zero, zero is no lower end worth telling.
func (v *variable) interval(first, last cell) string {
	low, fromLow := end(first.low, first)
	high, toHigh := end(last.high, last)
	if v.integer { // say whole numbers
		one := big.NewFloat(1)
		if low != nil && !fromLow {
			low, fromLow = new(big.Float).Add(floor(low), one), true
		}
		if high != nil && !toHigh {
			whole := floor(high)
			if whole.Cmp(high) == 0 {
				whole.Sub(whole, one)
			}
			high, toHigh = whole, true
		}
	}
	if low != nil && low.Sign() == 0 && fromLow && high != nil && high.Sign() > 0 && v.cells[0].unlikely {
		low = nil
	}
	switch {
	case low != nil && high != nil && low.Cmp(high) == 0:
		return "= " + say(low)
	case low != nil && high != nil && fromLow && toHigh:
		return "= " + say(low) + " to " + say(high)
	case low == nil && high == nil:
		return "= any number"
	case high == nil && fromLow:
		return "= " + say(low) + " or more"
	case high == nil:
		return "above " + say(low)
	case low == nil && toHigh:
		return "= " + say(high) + " or less"
	case low == nil:
		return "below " + say(high)
	case fromLow:
		return "from " + say(low) + " and below " + say(high)
	case toHigh:
		return "above " + say(low) + " and up to " + say(high)
	}
	return "above " + say(low) + " and below " + say(high)
}

// end is one end of a cell, and whether it is part of it: of a single number it is.
func end(x *big.Float, c cell) (*big.Float, bool) {
	return x, c.low != nil && c.high != nil && c.low.Cmp(c.high) == 0
}

func say(x *big.Float) string { return x.Text('f', -1) }
