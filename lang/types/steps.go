package types

// What holding a sample to a schema may cost. A schema of forty lines, each of which names the next one twice, would take a million years; a number of
// ten letters, a gigabyte.

import (
	"encoding/json"
	"errors"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/santhosh-tekuri/jsonschema/v6"
)

// How many times a schema, or a part of one, is held to a part of a sample: a large sample may take more. Real schemas take two or three for
// each value.
const (
	stepsAtLeast  = 100_000
	stepsForValue = 200
)

// steps counts them: as an extension of the library, which calls it for every schema that it holds to a value.
type steps struct{ left int }

var errTooCostly = errors.New("cannot be held to its schema: that takes too many steps. Look for parts of the schema that name each other several times")

// Validate counts one, and ends everything where there have been too many.
func (s *steps) Validate(*jsonschema.ValidatorContext, any) {
	if s.left--; s.left < 0 {
		panic(errTooCostly)
	}
}

// validate holds a sample to the schema.
func (v *Validator) validate(sample any) (err error) {
	v.mu.Lock()
	defer v.mu.Unlock()
	defer func() {
		if p := recover(); p == errTooCostly {
			err = errTooCostly
		} else if p != nil {
			panic(p)
		}
	}()
	v.steps.left = stepsAtLeast + stepsForValue*valuesIn(sample)
	return v.schema.Validate(sample)
}

// valuesIn counts a value and those in it.
func valuesIn(v any) int {
	n := 1
	switch v := v.(type) {
	case []any:
		for _, item := range v {
			n += valuesIn(item)
		}
	case map[string]any:
		for _, item := range v {
			n += valuesIn(item)
		}
	}
	return n
}

// maxDigits is how long a number may be, and its exponent: doubles, by which JSON is usually read, end at 308.
const maxDigits = 400

const beyondMeasure = "is a number beyond all measure"

// measurable reports whether all numbers in a value can be calculated with.
func measurable(v any) bool {
	switch v := v.(type) {
	case json.Number:
		return len(v) <= maxDigits && exponent(string(v)) <= maxDigits
	case []any:
		for _, item := range v {
			if !measurable(item) {
				return false
			}
		}
	case map[string]any:
		for _, item := range v {
			if !measurable(item) {
				return false
			}
		}
	}
	return true
}

// immeasurable is where the first number stands that cannot.
func immeasurable(v any, path string) string {
	switch v := v.(type) {
	case []any:
		for i, item := range v {
			if !measurable(item) {
				return immeasurable(item, path+"["+strconv.Itoa(i)+"]")
			}
		}
	case map[string]any:
		for _, name := range slices.Sorted(maps.Keys(v)) {
			if !measurable(v[name]) {
				return immeasurable(v[name], joinPath(path, name))
			}
		}
	}
	return path
}

// exponent is that of a number as it is written, without its sign; at most one more than is allowed.
func exponent(number string) int {
	_, digits, ok := strings.Cut(strings.ToLower(number), "e")
	if !ok {
		return 0
	}
	n, err := strconv.Atoi(strings.TrimLeft(digits, "+-"))
	if err != nil {
		return maxDigits + 1
	}
	return min(n, maxDigits+1)
}
