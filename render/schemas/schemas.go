// Package schemas shows what is passed as JSON Schema, for programs that know nothing of maps: one schema an artifact, one an interface
// (of the record that actually crosses it), and one a schema file that artifacts take their fields from.
//
// Every schema has an $id made of its address alone, so that it stays the same for as long as the address does. References between
// them are relative, and lead to the right place both by $id and in a folder of files.
package schemas

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/url"
	"path"
	"strings"

	"handoff/graph"
	"handoff/lang"
	"handoff/lang/types"
)

// Schema is one JSON Schema (2020-12; a schema file keeps its own draft).
type Schema struct {
	Address string // "artifact.incident"; of a schema file its path
	Path    string // "artifact/incident.schema.json": its place in a folder, and the end of its $id
	Content []byte
}

// Base is what every $id begins with. Nothing is ever loaded from there.
const Base = "handoff://map/"

// ID is the schema's $id.
func (s Schema) ID() string { return Base + escaped(s.Path) }

// Of makes the schemas of a map: artifacts, then interfaces, in source order, then what of imports and schema files they refer to. An
// interface that passes no record, or one that the map does not say, has none.
func Of(g *graph.Graph) []Schema {
	s := &set{graph: g, known: map[string]bool{}}
	for _, a := range g.Artifacts {
		if graph.Own(a) {
			s.known[place(a.Address())] = true
		}
	}
	for _, a := range g.Artifacts {
		if graph.Own(a) {
			s.artifact(a.Artifact)
		}
	}
	for _, i := range g.Interfaces {
		if t := i.Crossing(); t != nil && graph.Own(i) {
			s.add(i.Address(), place(i.Address()), t, i.DisplayName(), passes(i))
		}
	}
	for n := 0; n < len(s.queue); n++ { // each may ask for more
		s.queue[n]()
	}
	return s.list
}

// passes says between whom an interface passes its record.
func passes(i *graph.Interface) string {
	var to []string
	for _, h := range i.Handoffs {
		to = append(to, h.Input.Address)
	}
	return fmt.Sprintf("The record that %s passes to %s.", i.Handoffs[0].Output.Address, strings.Join(to, ", "))
}

type set struct {
	graph *graph.Graph
	list  []Schema
	known map[string]bool // by path: made, or in the queue
	queue []func()
}

func (s *set) artifact(a *lang.Artifact) {
	s.add(a.Address(), place(a.Address()), types.Of(a.Record), a.DisplayName(), a.Description.Value)
}

func (s *set) add(address, at string, t *types.Type, title, description string) {
	schema := Schema{Address: address, Path: at}
	head := types.Head{ID: schema.ID(), Title: title, Description: strings.TrimSpace(description)}
	schema.Content = types.JSONSchemaOf(t, head, types.Elsewhere{
		Record: func(r *types.Record) string {
			a, ok := s.graph.Map.Lookup(r.Address).(*lang.Artifact)
			if !ok || a.Record != r {
				return "" // of a schema file, or a nameless one
			}
			to := place(a.Address())
			s.later(to, func() { s.artifact(a) })
			return relative(at, to)
		},
		Document: func(d *types.Document) string {
			to := "schema/" + d.File
			s.later(to, func() {
				own := Schema{Address: d.File, Path: to}
				own.Content = d.JSONSchema(own.ID())
				s.list = append(s.list, own)
			})
			return relative(at, to)
		},
	})
	s.list = append(s.list, schema)
}

// later has a schema made that something refers to, unless it is the map's own, which comes anyway, or has been asked for before.
func (s *set) later(at string, build func()) {
	if !s.known[at] {
		s.known[at] = true
		s.queue = append(s.queue, build)
	}
}

// place is the path of what has an address: "payments.artifact.refund" is payments/artifact/refund.schema.json.
func place(address string) string {
	return strings.ReplaceAll(address, ".", "/") + ".schema.json"
}

// relative is the reference that leads from one path to another.
func relative(from, to string) string {
	if dir, name := path.Split(to); strings.HasPrefix(from, dir) && !strings.Contains(from[len(dir):], "/") {
		return escaped(name)
	}
	return strings.Repeat("../", strings.Count(from, "/")) + escaped(to)
}

func escaped(path string) string {
	return strings.ReplaceAll(url.PathEscape(path), "%2F", "/")
}

// Bundle puts schemas into one document, which holds each under its address and no claim of its own.
func Bundle(list []Schema) ([]byte, error) {
	var b bytes.Buffer
	fmt.Fprintf(&b, `{"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": %q, "$defs": {`, Base)
	for n, s := range list {
		if n > 0 {
			b.WriteByte(',')
		}
		key, err := json.Marshal(s.Address)
		if err != nil {
			return nil, err
		}
		b.Write(key)
		b.WriteByte(':')
		b.Write(s.Content)
	}
	b.WriteString("}}")
	var out bytes.Buffer
	if err := json.Indent(&out, b.Bytes(), "", "  "); err != nil {
		return nil, err
	}
	out.WriteByte('\n')
	return out.Bytes(), nil
}
