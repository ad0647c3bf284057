package compiled

import (
	"bytes"
	"encoding/json"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"handoff/lang"
	"handoff/lang/mapgen"
)

// strict compiles the schema with every unknown key forbidden, so that nothing is written that the schema does not know.
func strict(t *testing.T) *jsonschema.Schema {
	t.Helper()
	var b bytes.Buffer
	require.NoError(t, WriteSchema(&b))
	doc, err := jsonschema.UnmarshalJSON(&b)
	require.NoError(t, err)
	forbidUnknownKeys(doc)
	c := jsonschema.NewCompiler()
	require.NoError(t, c.AddResource("map.schema.json", doc))
	s, err := c.Compile("map.schema.json")
	require.NoError(t, err)
	return s
}

func forbidUnknownKeys(node any) {
	switch n := node.(type) {
	case map[string]any:
		for _, v := range n {
			forbidUnknownKeys(v)
		}
		if _, ok := n["properties"].(map[string]any); ok && n["type"] == "object" {
			n["additionalProperties"] = false
		}
	case []any:
		for _, v := range n {
			forbidUnknownKeys(v)
		}
	}
}

func compile(t *testing.T, m *lang.Map) []byte {
	t.Helper()
	var b bytes.Buffer
	require.NoError(t, Write(&b, m))
	return b.Bytes()
}

func TestGeneratedMapFitsTheSchema(t *testing.T) {
	m := lang.Load(mapgen.Generate(10), lang.Options{})
	require.Empty(t, m.Findings)
	out := compile(t, m)
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(out))
	require.NoError(t, err)
	assert.NoError(t, strict(t).Validate(doc))
	assert.Equal(t, string(out), string(compile(t, lang.Load(mapgen.Generate(10), lang.Options{}))), "the same map gives the same bytes")
}

// The examples use every word of the language; the broken one shows that a map with errors fits the schema too.
func TestExamplesFitTheSchema(t *testing.T) {
	schema := strict(t)
	maps := map[string]*lang.Map{
		"itil":    lang.Load(os.DirFS("../../examples/itil"), lang.Options{}),
		"broken":  lang.Load(os.DirFS("../../examples/broken"), lang.Options{}),
		"nothing": lang.Load(fstest.MapFS{}, lang.Options{}),
		"errors": lang.Load(fstest.MapFS{"a.handoff.hcl": {Data: []byte(`
process "selling" {
  owner = role.nobody
  flow  = "sideways"
  sla {
    complete = "soon"
  }
  step "a" {
    next = step.b
    within = 3
  }
  matrix {
    columns = [role.x]
    nothing = ["Q"]
  }
}
artifact "x" {
  field "y" {
    type = strng
  }
}
interface "z" {
  from = process.selling.output.nothing
  escalation {
    after = {
      "then" = role.x
    }
  }
}
`)}}, lang.Options{}),
	}
	for name, m := range maps {
		doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(compile(t, m)))
		require.NoError(t, err, name)
		assert.NoError(t, schema.Validate(doc), name)
	}
}

// No key of ours may take the place of an argument, and every argument must have a place in the schema.
func TestEveryArgumentHasAValueAndAKeyOfItsOwn(t *testing.T) {
	own := []string{"address", "place", "rows"}
	var walk func(kind lang.InnerBlock, outer any, depth int)
	walk = func(kind lang.InnerBlock, outer any, depth int) {
		block := kind.New(outer)
		keys := slices.Clone(own)
		check := func(key string) {
			assert.NotContains(t, keys, key, kind.Type.Name)
			keys = append(keys, key)
		}
		if kind.Type.Label != "" {
			check(kind.Type.Label)
		}
		rows := func(rows []lang.Argument, from any) {
			for _, row := range rows {
				check(row.Name)
				s := valueSchema(row, row.Value(from))
				_, given := encodeValue(row.Value(from))
				assert.False(t, given, "an empty %s.%s reads as given", kind.Type.Name, row.Name)
				if row.Name != "meta" {
					assert.Greater(t, len(s), 1, "the schema says nothing of %s.%s", kind.Type.Name, row.Name)
				}
			}
		}
		if kind.Type.Named {
			rows(lang.CommonArguments(), block.(lang.Declaration).Common())
		}
		rows(kind.Type.Arguments, block)
		for _, inner := range kind.Type.Blocks {
			check(inner.Type.Name)
			walk(inner, block, depth+1)
		}
	}
	for _, kind := range lang.TopLevel() {
		walk(kind, &lang.Map{}, 0)
	}
}

func TestSchemaNamesEachDefinitionOnce(t *testing.T) {
	var b bytes.Buffer
	require.NoError(t, WriteSchema(&b))
	defs := map[string]bool{}
	for _, m := range schema()[5].Value.(object) {
		assert.False(t, defs[m.Key], m.Key)
		defs[m.Key] = true
	}
	var doc struct {
		Defs map[string]json.RawMessage `json:"$defs"`
	}
	require.NoError(t, json.Unmarshal(b.Bytes(), &doc))
	assert.Equal(t, len(defs), len(doc.Defs))
	assert.True(t, strings.HasSuffix(b.String(), "}\n"))
}
