package types

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// A property that can only be null (an API keeps it for what is to come) is no "anything": whoever takes null takes it.
func TestNothingButNull(t *testing.T) {
	read := func(property string) *Type {
		d, problems := ReadSchema("x.json", []byte(`{"type": "object", "properties": {"a": `+property+`}, "required": ["a"]}`))
		require.Empty(t, problems)
		return d.Type()
	}
	for _, null := range []string{`{"type": "null"}`, `{"const": null}`, `{"enum": [null]}`, `{"type": ["null"]}`} {
		only := read(null)
		for other, want := range map[string]Answer{`{"type": ["string", "null"]}`: Yes, null: Yes, `{"type": "string"}`: No} {
			assert.Equal(t, want, Compatible(only, read(other)).Answer, "%s to %s", null, other)
		}
		assert.Equal(t, No, Compatible(read(`{"type": "string"}`), only).Answer)
		assert.Equal(t, No, Compatible(read(`{"type": ["string", "null"]}`), only).Answer)

		v, err := NewValidator(only)
		require.NoError(t, err)
		again, problems := ReadSchema("again.json", JSONSchema(only, ""))
		require.Empty(t, problems)
		assert.Equal(t, Yes, Compatible(only, again.Type()).Answer)
		for sample, good := range map[string]bool{`{"a": null}`: true, `{"a": 1}`: false, `{}`: false} {
			found, err := v.ValidateJSON([]byte(sample))
			require.NoError(t, err)
			assert.Equal(t, good, len(found) == 0, sample)
		}
	}
}
