package types

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// A schema of a few lines, and a sample of a few letters, can ask for more than any machine does: that is told instead.
func TestSchemasThatTakeForEver(t *testing.T) {
	for _, keyword := range []string{"allOf", "anyOf"} {
		for _, draft := range []string{"https://json-schema.org/draft/2020-12/schema", "http://json-schema.org/draft-07/schema#"} {
			var defs []string
			for i := range 40 {
				defs = append(defs, fmt.Sprintf(`"d%d": {%q: [{"$ref": "#/$defs/d%d"}, {"$ref": "#/$defs/d%d"}]}`, i, keyword, i+1, i+1))
			}
			schema := fmt.Sprintf(`{"$schema": %q, "type": "object", "properties": {"x": {"$ref": "#/$defs/d0"}}, "$defs": {%s, "d40": {"type": "object", "required": ["k"]}}}`, draft, strings.Join(defs, ", "))
			d, problems := ReadSchema("s.json", []byte(schema))
			require.Empty(t, problems)
			v, err := NewValidator(described(d))
			require.NoError(t, err)
			found, err := v.ValidateJSON([]byte(`{"x": {}}`))
			require.NoError(t, err)
			require.Len(t, found, 1)
			assert.Contains(t, found[0].String(), "too many steps", "%s %s", keyword, draft)
		}
	}
	var large strings.Builder // and what is merely large is judged
	for i := range 20_000 {
		fmt.Fprintf(&large, `{"k": %d}, `, i)
	}
	v, err := NewValidator(Wrap(List, Simple(Any)))
	require.NoError(t, err)
	found, err := v.ValidateJSON([]byte("[" + large.String() + "0]"))
	require.NoError(t, err)
	assert.Empty(t, found)
}

func described(d *Document) *Type {
	r := &Record{Address: "artifact.a"}
	d.Describe(r)
	return Of(r)
}

// A number of ten letters that would fill the memory is told, in a sample and in a schema.
func TestNumbersOfASampleBeyondMeasure(t *testing.T) {
	v, err := NewValidator(ObjectOf(Field{Name: "n", Type: Wrap(List, Simple(Number))}, Field{Name: "i", Type: Wrap(Optional, Simple(Integer))}))
	require.NoError(t, err)
	for _, number := range []string{"1e999999999", "-1E-99999999", "1e1000000", strings.Repeat("7", 500), "1e99999999999999999999999"} {
		found, err := v.ValidateJSON([]byte(`{"n": [1, ` + number + `]}`))
		require.NoError(t, err)
		require.Len(t, found, 1, number)
		assert.Equal(t, "n[1] is a number beyond all measure", found[0].String())
		for _, keyword := range []string{"minimum", "multipleOf", "const"} {
			_, problems := ReadSchema("s.json", []byte(fmt.Sprintf(`{"type": "object", "properties": {"x": {"type": "number", %q: %s}}}`, keyword, number)))
			require.Len(t, problems, 1, "%s %s", keyword, number)
			assert.Contains(t, problems[0].Detail, "properties.x."+keyword+" is a number beyond all measure")
		}
	}
	found, err := v.ValidateJSON([]byte(`{"n": [1e308, -2.5e-300, 0]}`))
	require.NoError(t, err)
	assert.Empty(t, found)
}

// No address of a schema is ever asked for: nothing outside the file is read, neither of the disk nor of the network.
func TestReferencesLeadNowhereElse(t *testing.T) {
	for _, ref := range []string{"http://127.0.0.1:9/x.json", "file:///etc/passwd", "../../../../etc/passwd", "/etc/passwd", "C:\\\\x.json", "//server/share/x.json", "other.json#/a"} {
		for _, base := range []string{"", `"$id": "file:///etc/", `, `"$id": "http://127.0.0.1:9/", `} {
			_, problems := ReadSchema("s.json", []byte(fmt.Sprintf(`{%s"type": "object", "properties": {"x": {"$ref": "%s"}}}`, base, ref)))
			require.NotEmpty(t, problems, ref)
			assert.Contains(t, problems[0].Detail, "other files are not read", ref)
		}
	}
	_, err := nothing{}.Load("file:///etc/hostname")
	assert.Error(t, err)
}

// Positions in one line of megabytes are counted from the nearest stretch, and come to the same.
func TestPositionsInALongLine(t *testing.T) {
	text := strings.Repeat("aé€😀", 2000) + "\n" + strings.Repeat("日本", 3000)
	x := newLineIndex("f", []byte(text))
	for _, at := range []int{0, 1, 1023, 1024, 1025, 5000, len(text) / 2, len(text) - 1, len(text)} {
		line := text[:at]
		want := 1
		if n := strings.LastIndexByte(line, '\n'); n >= 0 {
			line, want = line[n+1:], 2
		}
		p := x.pos(at)
		assert.Equal(t, want, p.Line)
		starts := 0
		for _, c := range []byte(line) {
			if c < 0x80 || c >= 0xc0 {
				starts++
			}
		}
		assert.Equal(t, starts+1, p.Column, at)
	}
}
