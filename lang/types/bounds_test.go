package types

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestOutOfBounds(t *testing.T) {
	for _, c := range []struct{ schema, sample, want string }{
		{`{"type": "string", "minLength": 3}`, `"a"`, "a has 1 character, and should have at least 3"},
		{`{"type": "string", "maxLength": 1}`, `"äö"`, "a has 2 characters, and should have at most 1"},
		{`{"type": "string", "pattern": "^x"}`, `"y"`, `a is "y", which does not match ^x`},
		{`{"type": "array", "items": {"type": "integer"}, "maxItems": 1}`, `[1, 2]`, "a has 2 elements, and should have at most 1"},
		{`{"type": "array", "items": {"type": "integer"}, "uniqueItems": true}`, `[1, 2, 1]`, "a holds one value twice, at [0] and [2]"},
		{`{"type": "object", "minProperties": 1}`, `{}`, "a has 0 fields, and should have at least 1"},
		{`{"type": "integer", "maximum": 32767}`, `40000`, "a is 40000, and should be at most 32767"},
		{`{"type": "number", "exclusiveMinimum": 0.5}`, `0.5`, "a is 0.5, and should be more than 0.5"},
		{`{"type": "number", "maximum": 1}`, `1e300000`, "a is a number beyond all measure"},
		{`{"type": "integer", "multipleOf": 5}`, `7`, "a is 7, and should be a multiple of 5"},
	} {
		d, problems := ReadSchema("x.json", []byte(`{"type": "object", "properties": {"a": `+c.schema+`}}`))
		require.Empty(t, problems)
		v, err := NewValidator(d.Type())
		require.NoError(t, err)
		found, err := v.ValidateJSON([]byte(`{"a": ` + c.sample + `}`))
		require.NoError(t, err)
		require.Len(t, found, 1, c.schema)
		assert.Equal(t, c.want, found[0].String())
	}
}
