package types

// A JSON Schema document as the source of an artifact's fields. The document itself is kept: samples are held to every word of
// it, also where our types cannot say what it says.

import (
	"net/url"
	"slices"
	"strconv"
	"strings"

	"handoff/lang/finding"
)

// Document is a JSON Schema file that has been read.
type Document struct {
	File string // as given: what findings and exported schemas call it

	root    *node
	index   *lineIndex
	ids     map[string]*node // by $id, as written and resolved, and by #anchor
	base    string           // $id of the root
	within  map[*node]scope  // of every $ref: the resource it stands in
	records map[*node]*Record
	open    map[*node]bool // being converted
	types   map[*node]*Type
	rootT   *Type
	problems
}

// scope is a schema resource: the document, or a part of it that has an $id of its own.
type scope struct {
	root *node
	base string
}

// ReadSchema reads a JSON Schema: draft 2020-12, and the older drafts from 4 on as far as they agree with it. The document is never nil; its
// type is Unknown where nothing can be read. References to other files are not followed, and reported.
func ReadSchema(file string, src []byte) (*Document, []finding.Finding) {
	d := &Document{File: file, index: newLineIndex(file, src), ids: map[string]*node{}, within: map[*node]scope{}, records: map[*node]*Record{}, open: map[*node]bool{}, types: map[*node]*Type{}}
	root, at, err := readJSON(src)
	if err != nil {
		d.add(RuleSchema, "Schema that cannot be read", d.index.span(at, at), "", "Correct the file.", "`%s` is no JSON: %s.", file, err)
		d.rootT = unknown
		return d, d.list
	}
	d.root = root
	if root.kind != '{' && root.kind != 'b' {
		d.add(RuleSchema, "Schema that cannot be read", d.index.span(root.start, root.end), "", "Give a JSON Schema: an object with `type`, `properties` …", "`%s` is JSON, but no schema.", file)
		d.rootT = unknown
		return d, d.list
	}
	d.base = root.get("$id").str()
	if d.base == "" {
		d.base = root.get("id").str() // draft 4
	}
	d.collect(root, scope{root, d.base})
	d.rootT = d.convert(root, "#")
	if len(d.list) == 0 {
		if err := d.compiles(); err != nil {
			d.add(RuleSchema, "Schema that cannot be read", d.index.span(root.start, root.start+1), "", "Correct the schema.", "`%s` is no valid JSON Schema: %s.", file, err)
		}
	}
	finding.Sort(d.list)
	return d, d.list
}

// Type is what the document as a whole describes.
func (d *Document) Type() *Type { return d.rootT }

// Record is the record that the document describes, or nil where it describes something else (a list, say).
func (d *Document) Record() *Record {
	t, _ := d.rootT.IsOptional()
	return t.record()
}

// Describe gives an artifact's record the fields that the document describes. It reports false, and changes nothing but Partial,
// where the document does not describe an object.
func (d *Document) Describe(r *Record) bool {
	from := d.Record()
	if from == nil {
		r.Partial = true
		return false
	}
	r.Fields, r.Constraints, r.Document = from.Fields, from.Constraints, d
	if t, _ := d.rootT.IsOptional(); len(t.Constraints) > 0 {
		r.Constraints = append(slices.Clip(r.Constraints), t.Constraints...)
	}
	return true
}

// collect notes every $id and $anchor.
func (d *Document) collect(n *node, in scope) {
	if n.kind == '{' {
		id := n.get("$id").str()
		if id == "" {
			id = n.get("id").str() // draft 4; a property of that name is no text
		}
		if id != "" {
			in = scope{n, resolveURL(in.base, id)}
			d.ids[strings.TrimSuffix(in.base, "#")] = n
		}
		if a := n.get("$anchor").str(); a != "" {
			d.ids[strings.TrimSuffix(in.base, "#")+"#"+a] = n
		}
		for _, m := range n.members {
			if m.key == "$ref" {
				d.within[m.value] = in
			}
			if m.key != "enum" && m.key != "const" && m.key != "examples" && m.key != "default" {
				d.collect(m.value, in)
			}
		}
	}
	for _, item := range n.items {
		d.collect(item, in)
	}
}

func resolveURL(base, ref string) string {
	b, err := url.Parse(base)
	if err != nil {
		return ref
	}
	r, err := url.Parse(ref)
	if err != nil {
		return ref
	}
	return b.ResolveReference(r).String()
}

// lookup finds what a $ref leads to inside the document, with a name for it; nil for what lies elsewhere.
func (d *Document) lookup(r *node) (*node, string) {
	ref := r.str()
	doc, fragment, _ := strings.Cut(ref, "#")
	in, ok := d.within[r]
	if !ok {
		in = scope{d.root, d.base}
	}
	at, base := in.root, strings.TrimSuffix(in.base, "#")
	if doc != "" && resolveURL(base, doc) != base {
		base = resolveURL(base, doc)
		if at = d.ids[base]; base == strings.TrimSuffix(d.base, "#") {
			at = d.root
		}
	}
	if at == nil {
		return nil, ""
	}
	if fragment == "" {
		if at == d.root {
			return at, "#"
		}
		return at, ref
	}
	if !strings.HasPrefix(fragment, "/") {
		return d.ids[base+"#"+fragment], ref
	}
	if plain, err := url.PathUnescape(fragment); err == nil {
		fragment = plain
	}
	for _, step := range strings.Split(fragment[1:], "/") {
		step = strings.NewReplacer("~1", "/", "~0", "~").Replace(step)
		if at.kind == '[' {
			i, err := strconv.Atoi(step)
			if err != nil || i < 0 || i >= len(at.items) {
				return nil, ""
			}
			at = at.items[i]
		} else if at = at.get(step); at == nil {
			return nil, ""
		}
	}
	return at, ref
}

func (d *Document) span(n *node) finding.Range { return d.index.span(n.start, n.end) }
