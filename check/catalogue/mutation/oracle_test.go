package mutation

// The oracle: whether a map is whole, found out without the checker. Names by looking them up among the declarations; what a handoff makes of
// a record by making it, for values at the borders of their types, and holding it to the receiver's JSON Schema; conditions by trying
// them; promises and states by walking a record through the steps (walk_test.go). A mutation breaks the map if the map was whole before
// and is not any more.

import (
	"cmp"
	"encoding/json"
	"fmt"
	"slices"
	"sort"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/santhosh-tekuri/jsonschema/v6"
	"github.com/zclconf/go-cty/cty"

	"handoff/lang"
)

// judge lists what is wrong with a map.
func judge(files map[string]string) *world {
	w := read(files)
	for _, body := range w.bodies {
		for _, b := range body.Blocks {
			w.names(b, nil)
		}
	}
	w.fieldNames()
	w.collectLiterals()
	w.namesOnly = true
	w.expressions()
	w.namesOnly = false
	if slices.ContainsFunc(w.problems, func(p problem) bool { return !strings.HasPrefix(p.what, "no value ") }) {
		return w // what is tried with a name that leads nowhere tells nothing more
	}
	w.expressions()
	w.samplesOnFile()
	for _, name := range sortedKeys(w.processes) {
		w.walk(w.processes[name])
	}
	return w
}

// expressions tries all of them, or only looks up what they name.
func (w *world) expressions() {
	w.conditions()
	w.updates()
	for _, i := range w.interfaces {
		w.handoff(i)
	}
}

func sortedKeys[V any](m map[string]V) []string {
	out := make([]string, 0, len(m))
	for k := range m {
		out = append(out, k)
	}
	sort.Strings(out)
	return out
}

// prose are arguments in which dots and braces mean nothing.
var prose = []string{"title", "description", "instructions", "expect", "verify", "rollback", "fallback", "purpose", "reason", "definition"}

// names looks up every reference of a block. Expressions, which name records, are tried instead.
func (w *world) names(b *hclsyntax.Block, in *hclsyntax.Block) {
	switch b.Type {
	case "create", "update", "rule", "locals", "workspace":
		return
	case "process":
		in = b
	case "matrix":
		for _, a := range sorted(b.Body) {
			if a.Name != "columns" && !w.declared["process."+in.Labels[0]+".step."+a.Name] {
				w.problem("no step "+a.Name, a.NameRange)
			}
		}
	}
	for _, a := range sorted(b.Body) {
		switch {
		case slices.Contains(prose, a.Name), a.Name == "when", a.Name == "pause", b.Type == "moved" && a.Name == "from":
			continue
		case b.Type == "field" && a.Name == "type":
			w.typeNames(typeOf(a.Expr), a.Expr.Range())
			continue
		case b.Type == "lifecycle" && a.Name == "field", a.Name == "provides", a.Name == "requires", a.Name == "per":
			continue // fields
		}
		for _, t := range a.Expr.Variables() {
			w.reference(t, in)
		}
	}
	for _, inner := range b.Body.Blocks {
		w.names(inner, in)
	}
}

func (w *world) reference(t hcl.Traversal, in *hclsyntax.Block) {
	name := dotted(t)
	parts := strings.Split(name, ".")
	address := name
	switch root := parts[0]; {
	case name == "end":
		return
	case in != nil && (root == "input" || root == "output" || root == "step"):
		address = "process." + in.Labels[0] + "." + name
	case root == "local", slices.Contains(kinds, root):
	}
	if !w.declared[address] {
		w.problem("nothing is called "+address, t.SourceRange())
	}
}

// typeNames looks up what a type names.
func (w *world) typeNames(t *typ, at hcl.Range) {
	scalars := []string{"string", "number", "integer", "bool", "timestamp", "date", "duration", "uri", "email", "any"}
	forms := []string{"enum", "union", "list", "set", "map", "object", "optional", "ref"}
	switch {
	case t.form == "artifact":
		a := w.artifacts[t.names[0]]
		if a == nil {
			w.problem("no artifact "+t.names[0], at)
		} else if len(t.names) == 2 && a.field(t.names[1]) == nil {
			w.problem("no field "+strings.Join(t.names, "."), at, a.at)
		}
	case !slices.Contains(scalars, t.form) && !slices.Contains(forms, t.form):
		w.problem("no type "+t.form, at)
	case t.form == "ref" && w.artifacts[t.of[0].names[0]] != nil && w.key(t.of[0].names[0]) == nil:
		w.undecide("what a ref holds where there is no key is not said")
	}
	for _, inner := range t.of {
		w.typeNames(inner, at)
	}
}

// hand is what a process works with: records by name.
func (w *world) hand(p *process) map[string]*artifact {
	out := map[string]*artifact{}
	for _, x := range append(append([]*port(nil), p.inputs...), p.outputs...) {
		out[cmp.Or(x.as, x.artifact)] = w.artifacts[x.artifact]
	}
	for _, s := range p.steps {
		if s.creates != "" {
			out[s.creates] = w.artifacts[s.creates]
		}
	}
	for _, i := range w.interfaces {
		if i.carries != "" && strings.HasPrefix(i.from+".", "process."+p.name+".") {
			out[i.carries] = w.artifacts[i.carries]
		}
		for _, to := range i.to {
			if i.carries != "" && strings.HasPrefix(to+".", "process."+p.name+".") {
				made := cmp.Or(i.makes, i.carries)
				out[made] = w.artifacts[made]
			}
		}
	}
	return out
}

// output is the port an interface leaves from; nil where it is implied.
func (w *world) output(i *passing) *port {
	for _, p := range w.processes {
		for _, o := range p.outputs {
			if "process."+p.name+".output."+o.name == i.from {
				return o
			}
		}
	}
	return nil
}

// inputsOf are the ports an interface arrives at.
func (w *world) inputsOf(i *passing) []*port {
	var out []*port
	for _, to := range i.to {
		for _, p := range w.processes {
			for _, x := range p.inputs {
				if "process."+p.name+".input."+x.name == to {
					out = append(out, x)
				}
			}
		}
	}
	return out
}

// ends are the records at both ends, what the one end promises and the other asks for.
func (w *world) ends(i *passing) (sent, received *artifact, provides, requires []label) {
	sent, provides, requires = w.artifacts[i.carries], i.provides, i.requires
	received = w.artifacts[cmp.Or(i.makes, i.carries)]
	if o := w.output(i); o != nil {
		sent, provides = w.artifacts[o.artifact], o.provides
		if i.makes == "" {
			received = sent
		}
	}
	for _, in := range w.inputsOf(i) {
		received, requires = w.artifacts[in.artifact], append(slices.Clone(requires), in.requires...)
	}
	return sent, received, provides, requires
}

// fieldNames looks up the fields that are named outside expressions.
func (w *world) fieldNames() {
	look := func(list []label, artifacts ...*artifact) {
		for _, l := range list {
			if !slices.ContainsFunc(artifacts, func(a *artifact) bool { return a != nil && a.field(l.text) != nil }) {
				places := []hcl.Range{l.at}
				for _, a := range artifacts {
					if a != nil {
						places = append(places, a.at)
					}
				}
				w.problem("no field "+l.text, places...)
			}
		}
	}
	named := func(list []line) []label {
		var out []label
		for _, l := range list {
			out = append(out, label{l.name, l.at})
		}
		return out
	}
	for _, name := range sortedKeys(w.artifacts) {
		a := w.artifacts[name]
		if a.states == "" {
			continue
		}
		look([]label{{a.states, a.statesAt}}, a)
		if f := a.field(a.states); f != nil {
			w.values(f, a.labels, a)
		}
	}
	for _, name := range sortedKeys(w.processes) {
		p := w.processes[name]
		for _, x := range append(append([]*port(nil), p.inputs...), p.outputs...) {
			look(append(slices.Clone(x.provides), x.requires...), w.artifacts[x.artifact])
		}
		var hand []*artifact
		for _, a := range sortedKeys(w.hand(p)) {
			hand = append(hand, w.hand(p)[a])
		}
		for _, s := range p.steps {
			look(named(s.update), hand...)
			for _, b := range s.branches {
				look(named(b.update), hand...)
			}
		}
	}
	for _, i := range w.interfaces {
		sent, received, _, _ := w.ends(i)
		look(i.provides, sent)
		look(i.requires, received)
		look(named(i.create), received)
		look(named(i.update), sent)
	}
	for _, body := range w.bodies {
		for _, b := range body.Blocks {
			if b.Type == "process" || b.Type == "interface" {
				w.targets(b)
			}
		}
	}
}

// targets holds what an SLA goes by to the records of its process.
func (w *world) targets(b *hclsyntax.Block) {
	for _, s := range b.Body.Blocks {
		if s.Type != "sla" || s.Body.Attributes["per"] == nil || b.Type != "process" {
			continue
		}
		per := words(s.Body, "per")[0]
		var of *field
		hand := w.hand(w.processes[b.Labels[0]])
		p := w.processes[b.Labels[0]]
		for _, x := range append(append([]*port(nil), p.inputs...), p.outputs...) {
			if a := hand[cmp.Or(x.as, x.artifact)]; a != nil && of == nil {
				of = a.field(per.text)
			}
		}
		if of == nil {
			w.problem("no field "+per.text, per.at)
			continue
		}
		var values []label
		for _, t := range s.Body.Blocks {
			values = append(values, label{t.Labels[0], t.LabelRanges[0]})
		}
		if bare, _ := w.bare(of.typ); bare != nil && bare.form != "enum" {
			w.problem("no enum "+per.text, per.at, of.at)
			continue
		}
		w.values(of, values, nil)
		if bare, _ := w.bare(of.typ); bare != nil && bare.form == "enum" && s.Body.Attributes["complete"] == nil {
			for _, v := range bare.values {
				if !slices.ContainsFunc(values, func(l label) bool { return l.text == v }) {
					w.undecide("a promise for every value is another matter")
				}
			}
		}
	}
}

// values holds texts to the values of an enum field.
func (w *world) values(f *field, list []label, a *artifact) {
	bare, _ := w.bare(f.typ)
	if bare == nil {
		return
	}
	if bare.form != "enum" {
		at := []hcl.Range{f.at}
		if a != nil {
			at = append(at, a.at)
		}
		w.problem("no enum "+f.name, at...)
		return
	}
	for _, l := range list {
		if !slices.Contains(bare.values, l.text) {
			w.problem("no value "+l.text, l.at, f.at)
		}
	}
}

// samplesOnFile holds the examples to what their artifacts say.
func (w *world) samplesOnFile() {
	for _, name := range sortedKeys(w.artifacts) {
		a := w.artifacts[name]
		if a.example == "" {
			continue
		}
		value, err := jsonschema.UnmarshalJSON(strings.NewReader(w.files[a.example]))
		if err != nil {
			w.problem(err.Error(), a.exampleAt)
			continue
		}
		s := w.record(a, true, func(f *field) bool { _, optional := w.bare(f.typ); return !optional })
		if problem := violations(s, value); problem != "" {
			at := []hcl.Range{a.exampleAt, {Filename: a.example}}
			w.problem(problem, append(at, a.at)...)
		}
	}
}

func toJSON(v cty.Value) any {
	switch {
	case v.IsNull():
		return nil
	case v.Type() == cty.String:
		return v.AsString()
	case v.Type() == cty.Number:
		return json.Number(v.AsBigFloat().Text('f', -1))
	case v.Type() == cty.Bool:
		return v.True()
	case v.Type().IsTupleType() || v.Type().IsListType() || v.Type().IsSetType():
		out := []any{}
		for it := v.ElementIterator(); it.Next(); {
			_, e := it.Element()
			out = append(out, toJSON(e))
		}
		return out
	}
	out := map[string]any{}
	for it := v.ElementIterator(); it.Next(); {
		k, e := it.Element()
		if !e.IsNull() {
			out[k.AsString()] = toJSON(e)
		}
	}
	return out
}

// near reports whether a range of the checker touches one of the oracle's.
func near(at lang.Range, places []hcl.Range) bool {
	return slices.ContainsFunc(places, func(r hcl.Range) bool {
		return r.Filename == at.File && (r.End.Byte == 0 || at.Start.Byte <= r.End.Byte && r.Start.Byte <= at.End.Byte)
	})
}

func (w *world) String() string {
	var out []string
	for _, p := range w.problems {
		where := ""
		if len(p.at) > 0 {
			where = fmt.Sprintf(" (%s:%d)", p.at[0].Filename, p.at[0].Start.Line)
		}
		out = append(out, p.what+where)
	}
	if len(out) > 4 {
		out = append(out[:4], fmt.Sprintf("and %d more", len(out)-4))
	}
	return strings.Join(out, "; ")
}
