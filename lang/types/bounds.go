package types

// What a sample that is out of bounds is told, in words.

import (
	"fmt"
	"math/big"
	"strconv"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"github.com/santhosh-tekuri/jsonschema/v6/kind"
)

// outOfBounds says which bound a value breaks, or nothing where it is no matter of bounds.
func outOfBounds(k jsonschema.ErrorKind) string {
	holds := func(got int, what, bound string, want int) string {
		if got != 1 {
			what += "s"
		}
		return fmt.Sprintf("has %d %s, and should have %s %d", got, what, bound, want)
	}
	than := func(got *big.Rat, words string, want *big.Rat) string {
		return fmt.Sprintf("is %s, and should be %s %s", decimal(got), words, decimal(want))
	}
	switch k := k.(type) {
	case *kind.MinLength:
		return holds(k.Got, "character", "at least", k.Want)
	case *kind.MaxLength:
		return holds(k.Got, "character", "at most", k.Want)
	case *kind.MinItems:
		return holds(k.Got, "element", "at least", k.Want)
	case *kind.MaxItems:
		return holds(k.Got, "element", "at most", k.Want)
	case *kind.MinProperties:
		return holds(k.Got, "field", "at least", k.Want)
	case *kind.MaxProperties:
		return holds(k.Got, "field", "at most", k.Want)
	case *kind.Minimum:
		return than(k.Got, "at least", k.Want)
	case *kind.Maximum:
		return than(k.Got, "at most", k.Want)
	case *kind.ExclusiveMinimum:
		return than(k.Got, "more than", k.Want)
	case *kind.ExclusiveMaximum:
		return than(k.Got, "less than", k.Want)
	case *kind.MultipleOf:
		return than(k.Got, "a multiple of", k.Want)
	case *kind.UniqueItems:
		return fmt.Sprintf("holds one value twice, at [%d] and [%d]", k.Duplicates[0], k.Duplicates[1])
	case *kind.Pattern:
		return fmt.Sprintf("is %s, which does not match %s", shown(k.Got), short(k.Want))
	}
	return ""
}

// decimal prints a number as people write it; one of many digits by its size.
func decimal(r *big.Rat) string {
	if r.IsInt() && r.Num().BitLen() < 128 {
		return r.Num().String()
	}
	f, _ := r.Float64()
	return strconv.FormatFloat(f, 'g', -1, 64)
}
