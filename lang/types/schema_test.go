package types

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// fieldsOf prints a record as "name: type {constraints}", one a line.
func fieldsOf(fields []Field) string {
	var b strings.Builder
	for _, f := range fields {
		b.WriteString(f.Name)
		if f.Named != "" {
			b.WriteString(" (" + f.Named + ")")
		}
		b.WriteString(": " + f.Type.String() + constraintsOf(f.Type) + "\n")
	}
	return b.String()
}

func constraintsOf(t *Type) string {
	var all []string
	t.walk(func(t *Type) {
		for _, c := range t.Constraints {
			if c.Keyword != keywordAbsence {
				all = append(all, c.String())
			}
		}
	})
	if len(all) == 0 {
		return ""
	}
	return " {" + strings.Join(all, ", ") + "}"
}

const incidentSchema = `{
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "$id": "https://example.org/incident.schema.json",
  "type": "object",
  "required": ["id", "priority", "assignee"],
  "additionalProperties": false,
  "properties": {
    "id": {"type": "string", "pattern": "^INC[0-9]+$", "description": "The number of the incident."},
    "priority": {"enum": ["P1", "P2"]},
    "status": {"const": "open"},
    "level": {"enum": [1, 2, 3]},
    "opened": {"type": "string", "format": "date-time"},
    "host": {"type": "string", "format": "hostname"},
    "count": {"type": "integer", "minimum": 0},
    "assignee": {"type": ["string", "null"], "maxLength": 20},
    "note": {"type": ["string", "null"]},
    "value": {"type": ["string", "number"], "maxLength": 3, "maximum": 9},
    "tags": {"type": "array", "items": {"type": "string"}, "uniqueItems": true, "maxItems": 5},
    "labels": {"type": "object", "additionalProperties": {"type": "string"}},
    "free": {"type": "object"},
    "x-kep number": true,
    "approvals": {"type": "array", "items": {"$ref": "#/$defs/approval"}},
    "parent": {"$ref": "https://example.org/incident.schema.json"},
    "node": {"$ref": "#node"},
    "either": {"oneOf": [{"type": "string"}, {"$ref": "#/$defs/approval"}, {"type": "null"}]},
    "pair": {"type": "array", "prefixItems": [{"type": "string"}, {"type": "integer"}], "items": false},
    "extended": {"allOf": [{"$ref": "#/$defs/approval"}, {"properties": {"why": {"type": "string"}}, "required": ["why"]}]},
    "strict": {"$ref": "#/$defs/short", "minLength": 2},
    "logic": {"type": "string", "not": {"const": "x"}}
  },
  "$defs": {
    "approval": {"type": "object", "required": ["by"], "properties": {"by": {"type": "string"}, "at": {"type": "string", "format": "date"}}},
    "short": {"type": "string", "maxLength": 10},
    "tree": {"$anchor": "node", "type": "object", "properties": {"kids": {"type": "array", "items": {"$ref": "#/$defs/tree"}}}}
  }
}`

func TestReadSchema(t *testing.T) {
	d, wrong := ReadSchema("incident.schema.json", []byte(incidentSchema))
	require.Empty(t, brief(wrong))
	r := &Record{Address: "artifact.incident"}
	require.True(t, d.Describe(r))
	assert.Equal(t, `id: string {pattern "^INC[0-9]+$"}
priority: enum("P1", "P2")
status: optional(enum("open"))
level: optional(integer) {enum [1,2,3]}
opened: optional(timestamp)
host: optional(string) {format "hostname"}
count: optional(integer) {minimum 0}
assignee: optional(string) {maxLength 20}
note: optional(string)
value: optional(union(string, number)) {maxLength 3, maximum 9}
tags: optional(set(string)) {maxItems 5}
labels: optional(map(string))
free: optional(map(any))
x-kep_number (x-kep number): optional(any)
approvals: optional(list(incident.schema.json#/$defs/approval))
parent: optional(incident.schema.json)
node: optional(incident.schema.json#node)
either: optional(union(string, incident.schema.json#/$defs/approval))
pair: optional(list(union(string, integer))) {prefixItems [{"type":"string"},{"type":"integer"}], items false}
extended: optional(incident.schema.json#/$defs/approval)
strict: optional(string) {maxLength 10, minLength 2}
logic: optional(string) {not {"const":"x"}}
`, fieldsOf(r.Fields))
	assert.Equal(t, "The number of the incident.", r.Fields[0].Doc)
	assert.Equal(t, 8, r.Fields[0].Range.Start.Line)
	assert.Equal(t, `"id"`, incidentSchema[r.Fields[0].Range.Start.Byte:r.Fields[0].Range.End.Byte])
	require.Len(t, r.Constraints, 1)
	assert.Equal(t, "additionalProperties false", r.Constraints[0].String())

	extended, _ := r.Field("extended")
	inner, _ := extended.Type.IsOptional()
	fields, _, _ := inner.Shape()
	assert.Equal(t, "by: string\nat: optional(date)\nwhy: string\n", fieldsOf(fields))
	assert.Equal(t, Yes, Compatible(Of(r), Of(r)).Answer)
}

func TestSchemasThatCannotBeRead(t *testing.T) {
	for src, want := range map[string]string{
		`{"type": "object"`:      "type/schema @17-17: s.json is no JSON: it ends too early. Correct the file.",
		`[1]`:                    "type/schema @0-3: s.json is JSON, but no schema. Give a JSON Schema: an object with `type`, `properties` …",
		`{"$ref": "#/$defs/no"}`: "type/schema @9-21: There is no #/$defs/no in s.json. Correct the reference.",
		`{"properties": {"a": {"$ref": "other.json#/x"}}}`: `type/schema @30-45: other.json#/x is not in s.json, and other files are not read. Copy what it names into $defs, and write "#/$defs/…".`,
		`{"type": "strin"}`:       "type/schema @0-1: s.json is no valid JSON Schema: …",
		strings.Repeat("[", 5000): "type/schema @202-202: s.json is no JSON: it is nested more than 200 levels deep. Correct the file.",
	} {
		_, wrong := ReadSchema("s.json", []byte(src))
		got := strings.TrimSpace(brief(wrong))
		if prefix, cut := strings.CutSuffix(want, "…"); cut && !strings.HasSuffix(prefix, "/") && strings.HasPrefix(got, prefix) {
			continue
		}
		assert.Equal(t, plain(want), got, src[:min(len(src), 60)])
	}
}

func TestValidate(t *testing.T) {
	d, _ := ReadSchema("incident.schema.json", []byte(incidentSchema))
	r := &Record{Address: "artifact.incident"}
	d.Describe(r)
	v, err := NewValidator(Of(r))
	require.NoError(t, err)
	good := `{"id": "INC1", "priority": "P1", "assignee": null, "approvals": [{"by": "x", "at": "2026-01-31"}], "parent": {"id": "INC2", "priority": "P2", "assignee": "me"}, "either": null, "pair": ["a", 1]}`
	found, err := v.ValidateJSON([]byte(good))
	require.NoError(t, err)
	assert.Empty(t, found)

	found, err = v.ValidateJSON([]byte(`{"id": "X", "priority": "P3", "more": 1, "approvals": [{"by": "x"}, {"at": "soon"}], "parent": {"id": "INC2"}, "tags": ["a", "a"], "value": true, "either": {"at": "2026-01-01"}}`))
	require.NoError(t, err)
	var got []string
	for _, v := range found {
		got = append(got, v.String())
	}
	assert.Equal(t, []string{
		`approvals[1].at is "soon", which is no date`,
		"approvals[1].by is required and missing",
		"assignee is required and missing",
		"either.by is required and missing",
		`id is "X", which does not match ^INC[0-9]+$`,
		"more is not allowed",
		"parent.assignee is required and missing",
		"parent.priority is required and missing",
		`priority is "P3", and should be one of "P1", "P2"`,
		"tags holds one value twice, at [0] and [1]",
		"value should be number or string, and is boolean",
	}, got)
	_, err = v.ValidateJSON([]byte("{"))
	assert.Error(t, err)
}

func TestJSONSchemaOfOurOwnTypes(t *testing.T) {
	w := newWorld(t, `artifact ci { id! = string; parent = optional(artifact.ci); mail = optional(email) }
		artifact incident { id! = string; priority = enum("P1", "P2"); grade = optional(enum("a")); cis = list(artifact.ci); ci = ref(artifact.ci); at = artifact.incident.opened; opened = timestamp; o = object({ a = set(integer), b = union(string, bool) }) }`)
	assert.Equal(t, `{
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "title": "Incident",
  "type": "object",
  "properties": {
    "id": {
      "type": "string"
    },
    "priority": {
      "enum": [
        "P1",
        "P2"
      ]
    },
    "grade": {
      "enum": [
        "a",
        null
      ]
    },
    "cis": {
      "type": "array",
      "items": {
        "$ref": "#/$defs/ci"
      }
    },
    "ci": {
      "type": "string",
      "$comment": "the key of artifact.ci"
    },
    "at": {
      "type": "string",
      "format": "date-time"
    },
    "opened": {
      "type": "string",
      "format": "date-time"
    },
    "o": {
      "type": "object",
      "properties": {
        "a": {
          "type": "array",
          "items": {
            "type": "integer"
          },
          "uniqueItems": true
        },
        "b": {
          "anyOf": [
            {
              "type": "string"
            },
            {
              "type": "boolean"
            }
          ]
        }
      },
      "required": [
        "a",
        "b"
      ]
    }
  },
  "required": [
    "id",
    "priority",
    "cis",
    "ci",
    "at",
    "opened",
    "o"
  ],
  "$defs": {
    "ci": {
      "type": "object",
      "properties": {
        "id": {
          "type": "string"
        },
        "parent": {
          "anyOf": [
            {
              "$ref": "#/$defs/ci"
            },
            {
              "type": "null"
            }
          ]
        },
        "mail": {
          "type": [
            "string",
            "null"
          ],
          "format": "email"
        }
      },
      "required": [
        "id"
      ]
    }
  }
}
`, string(JSONSchema(Of(w["incident"]), "Incident")))
}

func TestASchemaSurvivesTheWayOutAndIn(t *testing.T) {
	d, _ := ReadSchema("incident.schema.json", []byte(incidentSchema))
	r := &Record{Address: "artifact.incident"}
	d.Describe(r)
	out := JSONSchema(Of(r), "")
	require.True(t, json.Valid(out))
	again, wrong := ReadSchema("again.json", out)
	require.Empty(t, brief(wrong))
	fields, _, ok := again.Type().Shape()
	require.True(t, ok)
	assert.Equal(t, strings.NewReplacer("incident.schema.json#", "again.json#", "incident.schema.json)", "again.json#)").Replace(fieldsOf(r.Fields)), strings.ReplaceAll(fieldsOf(fields), "again.json#/incident.schema.json", "again.json#"))
}

func TestOlderDraftsAreRead(t *testing.T) {
	d, wrong := ReadSchema("s.json", []byte(`{"$schema": "http://iglucentral.com/schemas/com.snowplowanalytics.self-desc/schema/jsonschema/1-0-0#", "self": {"vendor": "x"},
		"type": "object", "properties": {"a": {"type": ["array", "null"], "items": [{"type": "string"}], "additionalItems": false}, "b": {"type": "number", "minimum": 0, "exclusiveMinimum": true}}, "definitions": {"x": {}}}`))
	require.Empty(t, brief(wrong))
	assert.Equal(t, "a: optional(list(string)) {prefixItems [{\"type\":\"string\"}]}\nb: optional(number) {minimum 0, exclusiveMinimum true}\n", strings.ReplaceAll(fieldsOf(d.Record().Fields), ", items false", ""))
}

func TestSchemaVersions(t *testing.T) {
	schema := func(body string) *Type {
		d, wrong := ReadSchema("s.json", []byte(body))
		require.Empty(t, brief(wrong), body)
		return d.Type()
	}
	for _, c := range []struct{ producer, consumer, want string }{
		{`{"type": "string", "maxLength": 10}`, `{"type": "string", "maxLength": 20}`, "yes"},
		{`{"type": "string", "maxLength": 20}`, `{"type": "string", "maxLength": 10}`, "no\ndifferent : The sender allows maxLength 20, the receiver only maxLength 10."},
		{`{"type": "string"}`, `{"type": "string", "maxLength": 10}`, "undecided\nundecided : The receiver demands maxLength 10, of which the sender says nothing."},
		{`{"type": "string", "pattern": "a"}`, `{"type": "string", "pattern": "b"}`, `undecided` + "\n" + `undecided : The receiver demands pattern "b", the sender pattern "a".`},
		{`{"enum": ["a", "bb"]}`, `{"type": "string", "maxLength": 1}`, `no` + "\n" + `different : The sender may send "bb", but the receiver demands maxLength 1.`},
		{`{"properties": {"a": {"type": ["string", "null"]}}}`, `{"properties": {"a": {"type": "string"}}}`, "no\nunguaranteed a: It may be null at the sender, and the receiver takes no null."},
		{`{"properties": {"a": {"type": "string"}}}`, `{"properties": {"a": {"type": ["string", "null"]}}}`, "yes"},
		{`{"properties": {"a": {}, "b": {}}, "additionalProperties": false}`, `{"properties": {"a": {}}, "additionalProperties": false}`, "no\ndifferent b: The receiver takes no fields but its own."},
		{`{"properties": {"a": {}}, "additionalProperties": false}`, `{"properties": {"a": {}, "b": {}}, "additionalProperties": false}`, "yes"},
		{`{"type": "integer", "minimum": 1}`, `{"type": "number", "minimum": 0}`, "yes"},
	} {
		assert.Equal(t, c.want, told(Compatible(schema(c.producer), schema(c.consumer))), c.producer+" → "+c.consumer)
	}
}

func FuzzReadSchema(f *testing.F) {
	f.Add(incidentSchema)
	f.Add(`{"allOf": [{"$ref": "#"}]}`)
	f.Add(`{"$ref": "#/x", "x": {"$ref": "#"}}`)
	f.Add(`{"anyOf": [{"type": "array", "items": {"$ref": "#"}}, {"enum": [1, "a", null]}]}`)
	f.Fuzz(func(t *testing.T, src string) {
		d, wrong := ReadSchema("s.json", []byte(src))
		require.NotNil(t, d.Type())
		if len(wrong) == 0 {
			require.NotEqual(t, No, Compatible(d.Type(), d.Type()).Answer)
			require.True(t, json.Valid(JSONSchema(d.Type(), "x")))
		}
	})
}

// A byte order mark moves no place: columns are those that an editor shows, bytes those of the file.
func TestByteOrderMarks(t *testing.T) {
	const src = `{"type": 7, "x": "ä", "properties": 8}`
	_, plain := ReadSchema("s.json", []byte(src))
	_, marked := ReadSchema("s.json", []byte("\ufeff"+src))
	require.NotEmpty(t, plain)
	require.Len(t, marked, len(plain))
	for k, f := range plain {
		f.Range.Start.Byte += 3
		f.Range.End.Byte += 3
		assert.Equal(t, f.Range, marked[k].Range, f.Detail)
	}
	sample, at, err := ReadSample("s.json", []byte("\ufeff{\"a\": }"))
	require.Error(t, err)
	assert.Nil(t, sample)
	assert.Equal(t, 1, at.Start.Line)
}

// A file that is larger than any schema is not taken in, whoever brings it: the reader of files has a limit of its own.
func TestSchemasThatAreTooLarge(t *testing.T) {
	whole := append([]byte("{}"), bytes.Repeat([]byte{' '}, maxSchema-2)...)
	_, wrong := ReadSchema("s.json", whole)
	assert.Empty(t, wrong)
	_, wrong = ReadSchema("s.json", append(whole, ' '))
	require.Len(t, wrong, 1)
	assert.Contains(t, wrong[0].Detail, "larger than 8 MB")
	_, _, err := ReadSample("s.json", append(whole, ' '))
	assert.ErrorContains(t, err, "larger than 8 MB")
}
