package schema

import (
	"fmt"
	"slices"
	"strings"

	"handoff/check"
	"handoff/graph"
	"handoff/lang"
	"handoff/lang/finding"
	"handoff/lang/types"
)

// CanonicalConflict finds things that are defined twice, and not alike.
var CanonicalConflict = check.Rule{
	ID: "schema/canonical-conflict", Severity: finding.Warning, Kind: check.Presence,
	Title: "The same thing defined twice, and not alike",
	What: "A field that holds a plain text (or number) where another artifact's field of that name refers to a record (`ref(artifact.x)`), or that bears the name of an artifact with a key: `incident` or `incident_id`. " +
		"And two enums of one field name, in different artifacts, that share at least half of their values and do not have the same ones. Silent about states, which every record has of its own (the field of a lifecycle, or " +
		"one that steps set); about enums that reuse each other (`type = artifact.x.priority`) or that a `create` translates; and where the two ends of a handoff disagree, which schema/type-mismatch tells.",
	Why: "Two lists of priorities drift apart one value at a time. A plain text can hold anything, also the name of a CI that does not exist, and no check can follow it.",
	Bad: `
artifact "order" {
  field "id" {
    type = string
    key  = true
  }
  field "size" { type = enum("small", "large") }
}
artifact "complaint" {
  field "order_id" { type = string }
  field "size" { type = enum("small", "large", "family") }
}
`,
	Good: `
artifact "order" {
  field "id" {
    type = string
    key  = true
  }
  field "size" { type = enum("small", "large", "family") }
}
artifact "complaint" {
  field "order_id" { type = ref(artifact.order) }
  field "size" { type = artifact.order.size }
}
`,
	Run: func(p *check.Pass) {
		c := newCanon(p)
		for _, a := range p.Map.Artifacts {
			if a.Record == nil {
				continue
			}
			for _, f := range a.Record.Fields {
				c.plain(a, f)
				c.enum(a, f)
			}
		}
	},
}

// canon is what the map says of each field name.
type canon struct {
	*check.Pass
	keys   map[string][]keyName                   // records by the names that fields with their key may have
	refers map[reference][]owned                  // fields that refer to a record: one a record
	enums  map[string]*alike                      // by name
	states map[state]bool                         // fields that steps set, by artifact and name
	meet   map[[2]*lang.Artifact][]*graph.Handoff // by what is sent and what is received
}

// reference is what is asked of fields that refer to a record: their name, and what kind of value stands in a reference.
type reference struct {
	name string
	key  types.Kind
}

// alike are enums of one name: the first field of each set of values, and which of them hold a value.
type alike struct {
	first []owned
	sizes []int // how many different values each has
	with  map[string][]int
	count []int // room to count in; zeros between two uses
}

// near lists, in order, those that have two values in common with a list, or all they have, and how many that is.
func (e *alike) near(values []string) (list, common []int) {
	for len(e.count) < len(e.first) {
		e.count = append(e.count, 0)
	}
	for _, v := range values {
		for _, k := range e.with[v] {
			if e.count[k]++; e.count[k] == min(2, e.sizes[k]) {
				list = append(list, k)
			}
		}
	}
	slices.Sort(list)
	for _, k := range list {
		common = append(common, e.count[k])
	}
	for _, v := range values {
		for _, k := range e.with[v] {
			e.count[k] = 0
		}
	}
	return list, common
}

func (e *alike) add(o owned, different []string) {
	for _, v := range different {
		e.with[v] = append(e.with[v], len(e.first))
	}
	e.first, e.sizes = append(e.first, o), append(e.sizes, len(different))
}

// keyName is a record whose key a field of some name may hold.
type keyName struct {
	of   *lang.Artifact
	kind types.Kind // of the key
	list bool       // only a list of keys may have this name
}

// owned is a field of an artifact.
type owned struct {
	of *lang.Artifact
	types.Field
}

func newCanon(p *check.Pass) *canon {
	c := &canon{Pass: p, keys: map[string][]keyName{}, refers: map[reference][]owned{}, enums: map[string]*alike{}, states: map[state]bool{}, meet: map[[2]*lang.Artifact][]*graph.Handoff{}}
	for _, h := range p.Graph.Handoffs {
		pair := [2]*lang.Artifact{h.Sent, h.Received}
		c.meet[pair] = append(c.meet[pair], h)
	}
	type referred struct {
		name string
		to   *types.Record
	}
	seen := map[referred]bool{}
	for _, a := range p.Map.Artifacts {
		if a.Record == nil {
			continue
		}
		c.enterKey(a)
		for _, f := range a.Record.Fields {
			if list := refs(f.Type); len(list) > 0 && !seen[referred{f.Name, list[0]}] {
				seen[referred{f.Name, list[0]}] = true
				key, _ := list[0].KeyType().IsOptional()
				at := reference{f.Name, key.Kind}
				c.refers[at] = append(c.refers[at], owned{a, f})
			}
		}
		if a.Lifecycle != nil {
			c.states[state{a, a.Lifecycle.Field.Name}] = true
		}
	}
	for _, set := range p.Graph.Settings() {
		if texts, _ := set.Value.Texts(); !set.Create && len(texts) > 0 {
			c.states[state{set.Of, set.Name.Name}] = true
		}
	}
	return c
}

// enterKey notes the names that a field with the record's key may have: incident, incident_id; of a list, also incidents and incident_ids.
func (c *canon) enterKey(a *lang.Artifact) {
	for _, f := range a.Record.Fields {
		if !f.Key {
			continue
		}
		key, _ := a.Record.KeyType().IsOptional()
		for _, name := range []string{a.Name, a.Name + "_" + f.Name} {
			c.keys[name] = append(c.keys[name], keyName{a, key.Kind, false})
			c.keys[name+"s"] = append(c.keys[name+"s"], keyName{a, key.Kind, true})
		}
	}
}

// plain finds a text or number that means a record.
func (c *canon) plain(a *lang.Artifact, f types.Field) {
	kind, list := scalar(f.Type)
	if kind == types.Unknown || fieldBlock(a, f.Name) == nil { // the shape of a schema file is what a tool sends; it knows no refs
		return
	}
	report := func(meant string, why string, related finding.Related) {
		form := fmt.Sprintf("ref(%s)", meant)
		if list {
			form = "list(" + form + ")"
		}
		c.Report(finding.Finding{
			Summary: "Reference that is a plain value", Address: a.Address(), Range: fieldPlace(a, f.Name), Key: f.Name,
			Detail:  fmt.Sprintf("%s is %s, and %s.", field(f.Name, a), kindWord(f.Type), why),
			Help:    fmt.Sprintf("If it means that record, say so: `type = %s`. If it does not, give it another name.", form),
			Related: []finding.Related{related},
		})
	}
	for _, other := range c.refers[reference{f.Name, kind}] {
		r := refs(other.Type)[0]
		if other.of == a || r == a.Record || c.mismatched(a, other) {
			continue
		}
		report(r.Address, fmt.Sprintf("%s refers to `%s`", field(f.Name, other.of), r.Address),
			finding.Related{Message: "Here it is a reference.", Address: other.of.Address(), Range: fieldPlace(other.of, f.Name)})
		return
	}
	for _, k := range c.keys[f.Name] {
		if k.of != a && k.kind == kind && (list || !k.list) {
			report(k.of.Address(), fmt.Sprintf("by its name it holds the key of %s", check.Name(k.of)), check.Related("This may be what it means.", k.of))
			return
		}
	}
}

// scalar is the kind of a text or number, or of those in a list; Unknown for anything else, and for what reuses another field's type.
func scalar(t *types.Type) (kind types.Kind, list bool) {
	for range 4 {
		switch {
		case t == nil:
			return types.Unknown, false
		case t.Kind == types.Optional && len(t.Of) == 1:
			t = t.Of[0]
		case (t.Kind == types.List || t.Kind == types.Set) && len(t.Of) == 1 && !list:
			t, list = t.Of[0], true
		case t.Kind == types.String || t.Kind == types.Integer || t.Kind == types.Number || t.Kind == types.URI:
			return t.Kind, list
		default:
			return types.Unknown, list
		}
	}
	return types.Unknown, list
}

func kindWord(t *types.Type) string {
	t, _ = t.IsOptional()
	return "`" + t.String() + "`"
}

// enum finds an enum that is nearly an earlier one of that name.
func (c *canon) enum(a *lang.Artifact, f types.Field) {
	t := f.Type
	if t != nil && t.Kind == types.Optional && len(t.Of) == 1 {
		t = t.Of[0]
	}
	if t == nil || t.Kind != types.Enum || c.states[state{a, f.Name}] {
		return
	}
	f.Type = t
	values := texts(t)
	known := c.enums[f.Name]
	if known == nil {
		known = &alike{with: map[string][]int{}}
		c.enums[f.Name] = known
	}
	different := slices.Compact(slices.Sorted(slices.Values(values)))
	near, shared := known.near(values)
	for n, k := range near {
		first, common := known.first[k], shared[n]
		if common == len(values) && len(different) == known.sizes[k] {
			return // the same; an earlier one has been compared with the rest
		}
		if first.of == a || common < 2 || 2*common < min(len(values), len(first.Type.Values)) {
			continue
		}
		if c.translated(first.of, a, f.Name) || c.mismatched(first.of, owned{a, f}) {
			return
		}
		theirs := texts(first.Type)
		only, missing := without(values, theirs), without(theirs, values)
		var differ []string
		if len(only) > 0 {
			differ = append(differ, fmt.Sprintf("only this one has %s", quotedAll(only)))
		}
		if len(missing) > 0 {
			differ = append(differ, fmt.Sprintf("only that one has %s", quotedAll(missing)))
		}
		c.Report(finding.Finding{
			Summary: "Two enums that are nearly the same", Address: a.Address(), Range: fieldPlace(a, f.Name), Key: f.Name,
			Detail:  fmt.Sprintf("%s and %s are enums with values in common, and %s.", field(f.Name, a), field(f.Name, first.of), strings.Join(differ, " and ")),
			Help:    fmt.Sprintf("If they mean the same, let one reuse the other: `type = %s.%s`. If they do not, give them different names.", first.of.Address(), f.Name),
			Related: []finding.Related{{Message: "The other one.", Address: first.of.Address(), Range: fieldPlace(first.of, f.Name)}},
		})
		return
	}
	known.add(owned{a, f}, different)
}

// between reports whether something is so of a handoff that sends one of two records and whose receiver takes it for the other.
func (c *canon) between(a, b *lang.Artifact, so func(*graph.Handoff) bool) bool {
	return slices.ContainsFunc(c.meet[[2]*lang.Artifact{a, b}], so) || slices.ContainsFunc(c.meet[[2]*lang.Artifact{b, a}], so)
}

// translated reports whether a `create` that makes one of two records from the other says itself what the field becomes.
func (c *canon) translated(a, b *lang.Artifact, name string) bool {
	return c.between(a, b, func(h *graph.Handoff) bool {
		return h.Interface.Create != nil && slices.ContainsFunc(h.Interface.Create.Entries, func(e lang.Assignment) bool { return e.Name.Name == name })
	})
}

// mismatched reports whether the two records meet in a handoff that compares them as they stand, and disagree on the field.
func (c *canon) mismatched(a *lang.Artifact, b owned) bool {
	return c.between(a, b.of, func(h *graph.Handoff) bool {
		if h.Interface.Create != nil {
			return false
		}
		f, ok := h.Sent.Record.Field(b.Name)
		g, ok2 := h.Received.Record.Field(b.Name)
		return ok && ok2 && slices.ContainsFunc(types.Compatible(f.Type, g.Type).Mismatches, func(m types.Mismatch) bool { return m.Kind == types.Different })
	})
}

func texts(t *types.Type) []string {
	out := make([]string, len(t.Values))
	for k, v := range t.Values {
		out[k] = v.Text
	}
	return out
}

func without(a, b []string) []string {
	var out []string
	for _, v := range a {
		if !slices.Contains(b, v) {
			out = append(out, v)
		}
	}
	return out
}

// quotedAll lists values: all of them.
func quotedAll(values []string) string {
	out := make([]string, len(values))
	for k, v := range values {
		out[k] = fmt.Sprintf("%q", v)
	}
	return check.List(out)
}
