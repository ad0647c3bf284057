package eventlog

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// FuzzJSON: what is cut out of an object is what the standard library makes of it.
func FuzzJSON(f *testing.F) {
	for _, text := range []string{
		`{"a": {"b": "x\\"", "c": [ [ ], 2 ]}, "a.b" : null, "e":{"f.g":[true, 1]}}`,
		`{ "a":"\\u00fc\\n" , "a" : -1.5e3,"b":[{"x":"]}"}], "c":{} }`, `{"":{"":{"":1}}}`, `{}`, "{\"a\":\n\t[[\"x\"]]\r}",
	} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		text = strings.TrimSpace(strings.ToValidUTF8(text, "?"))
		if text == "" || text[0] != '{' || noObject([]byte(text)) != nil {
			return
		}
		var object map[string]any
		d := json.NewDecoder(strings.NewReader(text))
		d.UseNumber()
		require.NoError(t, d.Decode(&object))
		spec := &Spec{}
		for key, v := range object {
			spec.Fields = append(spec.Fields, key)
			if inner, ok := v.(map[string]any); ok {
				for next := range inner {
					spec.Fields = append(spec.Fields, key+"."+next, key+"."+next+".x")
				}
			}
		}
		wanted := newSlots(spec)
		wanted.object([]byte(text))
		for k, name := range spec.Fields {
			if name != "" { // stands for no column
				require.Equal(t, jsonText(lookup(object, name)), string(bytes.ToValidUTF8(jsonWord(wanted.values[slotFields+k]), []byte("\uFFFD"))), name)
			}
		}
	})
}

// The first of lists in lists is found in one go, however deep they are and however much stands in them.
func TestWordsOfDeepLists(t *testing.T) {
	const deep = 9000
	for text, want := range map[string]string{"[1]": "1", "[[],2]": "", "[ [ \"a\\\"\" ] ]": "a\"", "[{}]": "", "[null]": "", "[{\"a\":[]}]": "{…}"} {
		require.Equal(t, want, string(jsonWord([]byte(text))), text)
	}
	text := strings.Repeat("[", deep) + `"x"` + strings.Repeat(" ", 1<<20) + strings.Repeat("]", deep)
	require.Equal(t, "x", string(jsonWord([]byte(text))))
}

// lookup is how a nested member is found in what encoding/json has read.
func lookup(object map[string]any, key string) any {
	if v, ok := object[key]; ok {
		return v
	}
	head, rest, nested := strings.Cut(key, ".")
	if inner, ok := object[head].(map[string]any); nested && ok {
		return lookup(inner, rest)
	}
	return nil
}
