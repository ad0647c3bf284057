package schemas

import (
	"bytes"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"handoff/graph"
	"handoff/lang"
)

const example = "../../examples/itil"

func load(t *testing.T) *graph.Graph {
	m := lang.Load(os.DirFS(example), lang.Options{})
	require.Empty(t, m.Findings)
	return graph.Build(m)
}

// compiler knows the schemas by their ids and nothing else.
func compiler(t *testing.T, list []Schema) *jsonschema.Compiler {
	c := jsonschema.NewCompiler()
	c.AssertFormat()
	for _, s := range list {
		doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(s.Content))
		require.NoError(t, err, s.Path)
		require.NoError(t, c.AddResource(s.ID(), doc), s.Path)
	}
	return c
}

// Every schema is valid, and every reference leads somewhere: by $id, in a set and in a bundle.
func TestSchemasAreValid(t *testing.T) {
	g := load(t)
	list := Of(g)
	addresses := map[string]bool{}
	set := compiler(t, list)
	for _, s := range list {
		addresses[s.Address] = true
		_, err := set.Compile(s.ID())
		assert.NoError(t, err, s.Path)
	}
	for _, a := range g.Map.Artifacts {
		assert.True(t, addresses[a.Address()], a.Address())
	}
	for _, i := range g.Map.Interfaces {
		assert.True(t, addresses[i.Address()], i.Address())
	}

	bundle, err := Bundle(list)
	require.NoError(t, err)
	one := compiler(t, []Schema{{Path: "", Content: bundle}})
	for _, s := range list {
		_, err := one.Compile(Base + "#/$defs/" + url.PathEscape(strings.ReplaceAll(s.Address, "/", "~1")))
		assert.NoError(t, err, s.Path)
	}
}

func TestSameMapSameBytes(t *testing.T) {
	assert.Equal(t, Of(load(t)), Of(load(t)))
}

// A sample of an artifact satisfies the artifact's schema; of the interfaces it takes what they promise beyond that.
func TestSamples(t *testing.T) {
	c := compiler(t, Of(load(t)))
	check := func(address string, sample any) error {
		s, err := c.Compile(Base + address + ".schema.json")
		require.NoError(t, err)
		return s.Validate(sample)
	}
	for _, name := range []string{"incident", "ci", "alert"} {
		src, err := os.ReadFile(example + "/samples/" + name + ".json")
		require.NoError(t, err)
		sample, err := jsonschema.UnmarshalJSON(bytes.NewReader(src))
		require.NoError(t, err)
		assert.NoError(t, check("artifact/"+name, sample))
		sample.(map[string]any)["surprise"] = true
		assert.NoError(t, check("artifact/"+name, sample), "what is not declared is allowed")
	}
}

// What crosses is neither the artifact nor a port alone.
func TestWhatCrosses(t *testing.T) {
	m := lang.Load(fstest.MapFS{"map.handoff.hcl": {Data: []byte(`
artifact "parcel" {
  field "id" {
    type = string
    key  = true
  }
  field "address" { type = optional(string) }
  field "note"    { type = optional(string) }
}
artifact "receipt" {
  field "id" {
    type      = string
    key       = true
    generated = true
  }
  field "parcel_id" { type = ref(artifact.parcel) }
  field "state"     { type = enum("new", "paid") }
  field "hint"      { type = optional(string) }
  lifecycle {
    field   = state
    initial = "new"
    final   = ["paid"]
    transition "new" { to = ["paid"] }
  }
}
process "packing" {
  output "parcel" {
    artifact = artifact.parcel
    provides = [address]
  }
}
process "delivery" {
  input "parcel" {
    artifact = artifact.parcel
    requires = [note]
  }
}
process "billing" {
  input "receipt" {
    artifact = artifact.receipt
    requires = [id, hint]
  }
}
interface "as_it_stands" {
  from = process.packing.output.parcel
  to   = process.delivery.input.parcel
}
interface "made_anew" {
  from = process.packing.output.parcel
  to   = process.billing.input.receipt
  create {
    parcel_id = parcel.id
    hint      = "fragile"
  }
}
interface "nothing" {
  from = process.packing
  to   = process.delivery
}
`)}}, lang.Options{})
	list := Of(graph.Build(m))
	c := compiler(t, list)
	try := func(name string, sample map[string]any) error {
		s, err := c.Compile(Base + "interface/" + name + ".schema.json")
		require.NoError(t, err)
		return s.Validate(any(sample))
	}
	full := map[string]any{"id": "1", "address": "Main Street 1", "note": "ring twice"}
	assert.NoError(t, try("as_it_stands", full))
	for _, gone := range []string{"id", "address", "note"} { // always there; provided; required
		sample := map[string]any{}
		for k, v := range full {
			sample[k] = v
		}
		delete(sample, gone)
		assert.Error(t, try("as_it_stands", sample), gone)
		sample[gone] = nil
		assert.Error(t, try("as_it_stands", sample), gone+" = null")
	}
	assert.NoError(t, try("made_anew", map[string]any{"parcel_id": "1", "hint": "fragile"}), "the id is generated and the state the first one: the receiver fills both in")
	assert.Error(t, try("made_anew", map[string]any{"parcel_id": "1"}), "the receiver requires the hint")
	assert.Error(t, try("made_anew", map[string]any{"hint": "fragile"}))
	for _, s := range list {
		assert.NotEqual(t, "interface.nothing", s.Address, fmt.Sprintf("no record is named, but there is %s", s.Content))
	}
}

// Whatever is wrong with a map, its schemas are valid ones.
func TestBrokenMaps(t *testing.T) {
	folders, err := filepath.Glob("../../testdata/lang/*")
	require.NoError(t, err)
	made := 0
	for _, folder := range append(folders, "../../examples/broken") {
		list := Of(graph.Build(lang.Load(os.DirFS(folder), lang.Options{})))
		c := compiler(t, list)
		for _, s := range list {
			made++
			_, err := c.Compile(s.ID())
			assert.NoError(t, err, "%s %s", folder, s.Path)
		}
	}
	assert.Greater(t, made, 20)
}

// A record from a schema file keeps what the file demands, also where a create leaves to the receiver what it generates; and a record
// of an imported map is there beside the map's own.
func TestCreatedFromSchemaFile(t *testing.T) {
	shop := fstest.MapFS{
		"map.handoff.hcl": {Data: []byte(`
import "bank" { source = "bank" }
artifact "order" {
  field "id" {
    type = string
    key  = true
  }
}
artifact "ticket" {
  schema = "ticket.schema.json"
  field "number" {
    type      = integer
    key       = true
    generated = true
  }
  field "refund" { type = optional(bank.artifact.refund) }
}
process "waiting" {
  output "order" { artifact = artifact.order }
}
process "cooking" {
  input "ticket" { artifact = artifact.ticket }
  input "second" { artifact = artifact.order }
}
interface "order_to_ticket" {
  from = process.waiting.output.order
  to   = process.cooking.input.ticket
  create {
    text = order.id
  }
}
`)},
		"ticket.schema.json": {Data: []byte(`{
  "type": "object",
  "properties": {"number": {"type": "integer"}, "text": {"type": "string", "maxLength": 5}, "more": {"$ref": "#/$defs/more"}},
  "required": ["number", "text"],
  "$defs": {"more": {"type": "object", "properties": {"x": {"type": "integer", "minimum": 3}}, "required": ["x"]}}
}`)},
	}
	bank := fstest.MapFS{"map.handoff.hcl": {Data: []byte(`artifact "refund" {
  field "iban" { type = string }
}`)}}
	m := lang.Load(shop, lang.Options{Import: func(string, string) (fs.FS, string, error) { return bank, "bank", nil }})
	require.Empty(t, m.Findings)
	list := Of(graph.Build(m))
	var paths []string
	for _, s := range list {
		paths = append(paths, s.Path)
	}
	assert.Equal(t, []string{"artifact/order.schema.json", "artifact/ticket.schema.json", "interface/order_to_ticket.schema.json",
		"schema/ticket.schema.json", "bank/artifact/refund.schema.json"}, paths)
	c := compiler(t, list)
	for _, try := range []struct {
		path, sample string
		good         bool
	}{
		{"artifact/ticket", `{"number": 1, "text": "abc"}`, true},
		{"artifact/ticket", `{"text": "abc"}`, false},
		{"artifact/ticket", `{"number": 1, "text": "abc", "refund": {"iban": "x"}}`, true},
		{"artifact/ticket", `{"number": 1, "text": "abc", "refund": {}}`, false},
		{"interface/order_to_ticket", `{"text": "abc"}`, true},
		{"interface/order_to_ticket", `{"number": 7, "text": "abc"}`, true},
		{"interface/order_to_ticket", `{"number": "7", "text": "abc"}`, false},
		{"interface/order_to_ticket", `{"text": "abcdef"}`, false},
		{"interface/order_to_ticket", `{}`, false},
		{"interface/order_to_ticket", `{"text": "abc", "more": {"x": 3}}`, true},
		{"interface/order_to_ticket", `{"text": "abc", "more": {"x": 2}}`, false},
		{"interface/order_to_ticket", `{"text": "abc", "refund": {}}`, false},
	} {
		s, err := c.Compile(Base + try.path + ".schema.json")
		require.NoError(t, err)
		sample, err := jsonschema.UnmarshalJSON(strings.NewReader(try.sample))
		require.NoError(t, err)
		assert.Equal(t, try.good, s.Validate(sample) == nil, "%s %s", try.path, try.sample)
	}
}
