package mutation

// Expressions are tried: with every combination of values that the fields they read may have.

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"
)

// scope is the records an expression knows, by name, and which of their optional fields are certain.
type scope map[string]record

type record struct {
	*artifact
	certain []string
}

const maxTrials = 2000

// try evaluates an expression for all combinations. False where it names what is not there, which is reported.
func (w *world) try(e hclsyntax.Expression, names scope, each func(v cty.Value, problem string)) bool {
	type hole struct {
		record, field string
		values        []cty.Value
	}
	var holes []hole
	trials := 1
	for _, t := range e.Variables() {
		parts := strings.Split(dotted(t), ".")
		if parts[0] == "local" {
			w.undecide("locals in expressions are not tried")
			return false
		}
		r, ok := names[parts[0]]
		if !ok || r.artifact == nil {
			w.problem("no record "+parts[0], t.SourceRange())
			return false
		}
		if len(parts) < 2 {
			w.undecide("a record as a whole is not tried")
			return false
		}
		f := r.field(parts[1])
		if f == nil {
			w.problem("no field "+parts[1], t.SourceRange(), e.Range(), r.at)
			return false
		}
		if w.namesOnly {
			continue
		}
		if slices.ContainsFunc(holes, func(h hole) bool { return h.record == parts[0] && h.field == parts[1] }) {
			continue
		}
		own := ""
		if f.key {
			own = r.name
		}
		values := w.samples(f.typ, own)
		if slices.Contains(r.certain, f.name) {
			values = slices.DeleteFunc(values, func(v cty.Value) bool { return v.IsNull() })
		}
		if trials *= len(values); trials > maxTrials || trials == 0 {
			w.undecide("too many combinations")
			return false
		}
		holes = append(holes, hole{parts[0], parts[1], values})
	}
	if w.namesOnly {
		return false
	}
	for n := range trials {
		records := map[string]map[string]cty.Value{}
		for _, h := range holes {
			if records[h.record] == nil {
				records[h.record] = map[string]cty.Value{}
			}
			records[h.record][h.field] = h.values[n%len(h.values)]
			n /= len(h.values)
		}
		ctx := &hcl.EvalContext{Variables: map[string]cty.Value{}}
		for name, fields := range records {
			ctx.Variables[name] = cty.ObjectVal(fields)
		}
		v, diags := e.Value(ctx)
		if diags.HasErrors() {
			each(cty.NilVal, diags.Error())
		} else {
			each(v, "")
		}
	}
	return true
}

// inProcess are the records a process has in hand. A field is certain where every input that brings the record asks for it.
func (w *world) inProcess(p *process) scope {
	out := scope{}
	for name, a := range w.hand(p) {
		out[name] = record{artifact: a}
	}
	seen := map[string]bool{}
	for _, in := range p.inputs {
		name := cmp.Or(in.as, in.artifact)
		r := out[name]
		var asked []string
		for _, l := range in.requires {
			if !seen[name] || slices.Contains(r.certain, l.text) {
				asked = append(asked, l.text)
			}
		}
		seen[name] = true
		out[name] = record{r.artifact, asked}
	}
	return out
}

// conditions are to hold for some records and not for others.
func (w *world) conditions() {
	check := func(e hclsyntax.Expression, names scope) {
		if e == nil {
			return
		}
		held, failed, wrong := false, false, ""
		if !w.try(e, names, func(v cty.Value, problem string) {
			switch {
			case strings.Contains(problem, "must not be null"):
				w.undecide("what a condition says of a number that is missing")
			case problem != "":
				wrong = problem
			case v.IsNull() || v.Type() != cty.Bool:
				wrong = "no bool"
			default:
				held, failed = held || v.True(), failed || v.False()
			}
		}) {
			return
		}
		if wrong == "" && (!held || !failed) {
			wrong = "it is always the same"
		}
		if wrong != "" {
			w.problem("condition: "+wrong, e.Range())
		}
	}
	for _, name := range sortedKeys(w.processes) {
		p := w.processes[name]
		names := w.inProcess(p)
		for _, s := range p.steps {
			before := len(w.problems)
			for _, b := range s.branches {
				check(b.when, names)
			}
			if len(w.problems) == before && !w.namesOnly {
				w.covered(s, names)
			}
		}
	}
	for _, body := range w.bodies {
		for _, b := range body.Blocks {
			names := scope{}
			switch b.Type {
			case "process":
				names = w.inProcess(w.processes[b.Labels[0]])
			case "event":
				a := last(written(b.Body, "artifact"))
				names[a] = record{artifact: w.artifacts[a]}
				if when := b.Body.Attributes["when"]; when != nil {
					check(when.Expr, names)
				}
				continue
			}
			for _, s := range b.Body.Blocks {
				if pause := s.Body.Attributes["pause"]; s.Type == "sla" && pause != nil {
					check(pause.Expr, names)
				}
			}
		}
	}
}

// covered tries all cases on a step whose branches are conditions and which says nothing else.
func (w *world) covered(s *step, names scope) {
	if len(s.branches) == 0 || len(s.next) > 0 || slices.ContainsFunc(s.branches, func(b branch) bool { return b.choice || b.when == nil }) {
		return
	}
	// one of the conditions has to hold: together they are one expression
	var all hclsyntax.Expression
	for _, b := range s.branches {
		if all == nil {
			all = b.when
		} else {
			all = &hclsyntax.BinaryOpExpr{LHS: all, Op: hclsyntax.OpLogicalOr, RHS: b.when}
		}
	}
	for _, t := range all.Variables() {
		if parts := strings.Split(dotted(t), "."); len(parts) > 1 {
			if r, ok := names[parts[0]]; ok && r.artifact != nil {
				if f := r.field(parts[1]); f != nil {
					if inner, _ := w.bare(f.typ); inner != nil && inner.form == "string" {
						w.undecide("no list of words covers every text")
						return
					}
				}
			}
		}
	}
	open := false
	w.try(all, names, func(v cty.Value, problem string) { open = open || problem != "" || v.False() })
	if open {
		w.problem("step "+s.name+" leaves a case open", s.at)
	}
}

// updates are to set values that the fields may have.
func (w *world) updates() {
	for _, name := range sortedKeys(w.processes) {
		p := w.processes[name]
		names := w.inProcess(p)
		for _, s := range p.steps {
			set := slices.Clone(s.update)
			for _, b := range s.branches {
				set = append(set, b.update...)
			}
			for _, l := range set {
				if a := w.owner(p, s, l.name); a != nil {
					w.assigned(l, a, names)
				}
			}
		}
	}
}

// owner is the record in hand that has a field: that of the first port which brings one.
func (w *world) owner(p *process, s *step, name string) *artifact {
	order := []string{s.creates}
	for _, in := range p.inputs {
		order = append(order, in.artifact)
	}
	for _, x := range p.steps {
		order = append(order, x.creates)
	}
	for _, out := range p.outputs {
		order = append(order, out.artifact)
	}
	order = append(order, sortedKeys(w.hand(p))...)
	for _, a := range order {
		if w.artifacts[a] != nil && w.artifacts[a].field(name) != nil {
			return w.artifacts[a]
		}
	}
	return nil
}

// assigned tries one line. It reports whether the value may be missing.
func (w *world) assigned(l line, a *artifact, names scope) (null bool) {
	f := a.field(l.name)
	if f == nil {
		return false // reported
	}
	s, wrong := w.schema(f.typ), ""
	w.try(l.value, names, func(v cty.Value, problem string) {
		switch {
		case problem != "":
			wrong = problem
		case v.IsNull():
			null = true
		default:
			if problem := violations(s, toJSON(v)); problem != "" {
				wrong = problem
			}
		}
	})
	if _, optional := w.bare(f.typ); wrong == "" && null && !optional {
		wrong = "it may be missing"
	}
	if wrong != "" {
		w.problem(a.name+"."+l.name+": "+wrong, l.at, f.at)
	}
	return null
}

// handoff makes the receiver's record, and holds it to what the receiver asks for.
func (w *world) handoff(i *passing) {
	sent, received, provides, requires := w.ends(i)
	if sent == nil || received == nil {
		return
	}
	var certain []string
	for _, l := range provides {
		certain = append(certain, l.text)
	}
	asked := func(f *field) bool {
		return slices.ContainsFunc(requires, func(l label) bool { return l.text == f.name })
	}
	must := func(f *field) bool {
		_, optional := w.bare(f.typ)
		return !f.generated && (f.name != received.states || received.initial == "") && (!optional || asked(f))
	}
	var set []string
	for _, l := range i.create {
		set = append(set, l.name)
	}
	names := scope{"from": {sent, certain}, sent.name: {sent, certain}}
	if sent != received {
		made := record{received, slices.Clone(set)}
		for _, l := range requires {
			made.certain = append(made.certain, l.text)
		}
		names["to"], names[received.name] = made, made
	}
	if w.namesOnly {
		for _, l := range append(slices.Clone(i.create), i.update...) {
			w.try(l.value, names, nil)
		}
		return
	}
	for _, l := range i.update {
		w.assigned(l, sent, names)
	}
	if i.creates {
		filled := w.sure(i)
		for _, l := range i.create {
			before := len(w.problems)
			null := w.assigned(l, received, names)
			if f := received.field(l.name); f != nil && null && len(w.problems) == before && asked(f) {
				w.problem(i.name+": "+l.name+" may be missing", l.at, i.createAt, i.toAt)
			}
			if len(w.problems) > before && len(filled) > 0 {
				w.otherwise(before, l, i, sent, received, certain, filled)
			}
		}
		for _, f := range received.all() {
			if must(f) && !slices.Contains(set, f.name) && i.manual {
				w.undecide("a person fills in what a manual handoff leaves out")
			} else if must(f) && !slices.Contains(set, f.name) {
				w.problem(i.name+" leaves out "+f.name, i.createAt, f.at, i.at)
			}
		}
		return
	}
	// The record as it stands: what the sender may send, at its fullest and each field at its borders, is to be what the receiver takes.
	sure := append(slices.Clone(certain), w.sure(i)...)
	takes := w.record(received, false, func(f *field) bool { return must(f) || asked(f) })
	record := map[string]any{}
	values := map[string][]cty.Value{}
	for _, f := range sent.all() {
		own := ""
		if f.key {
			own = sent.name
		}
		values[f.name] = w.samples(f.typ, own)
		if len(values[f.name]) == 0 {
			w.undecide("a type without samples")
			return
		}
		record[f.name] = toJSON(values[f.name][0])
	}
	for _, f := range sent.all() {
		for _, v := range values[f.name] {
			varied := maps.Clone(record)
			if varied[f.name] = toJSON(v); v.IsNull() {
				if delete(varied, f.name); slices.Contains(sure, f.name) {
					continue
				}
			}
			if problem := violations(takes, any(varied)); problem != "" {
				w.problem(i.name+": "+problem, i.toAt, f.at, i.at)
				break
			}
		}
	}
}

// otherwise takes back what is wrong with a line if it is right for records as the steps fill them: the contract says less than the process does, and whether
// that is a mistake is a matter of taste.
func (w *world) otherwise(before int, l line, i *passing, sent, received *artifact, certain, filled []string) {
	problems := slices.Clone(w.problems)
	all := append(slices.Clone(certain), filled...)
	w.problems = w.problems[:before]
	w.assigned(l, received, scope{"from": {sent, all}, sent.name: {sent, all}})
	if len(w.problems) == before {
		w.undecide("the steps fill it, and the output does not promise it")
		return
	}
	w.problems = problems
}

// collectLiterals gathers the texts that conditions compare with, for samples of plain strings.
func (w *world) collectLiterals() {
	for _, body := range w.bodies {
		_ = hclsyntax.VisitAll(body, func(n hclsyntax.Node) hcl.Diagnostics {
			if a, ok := n.(*hclsyntax.Attribute); ok && (a.Name == "when" || a.Name == "pause") {
				_ = hclsyntax.VisitAll(a.Expr, func(n hclsyntax.Node) hcl.Diagnostics {
					if v, ok := n.(*hclsyntax.LiteralValueExpr); ok && v.Val.Type() == cty.String && !slices.Contains(w.literals, v.Val.AsString()) {
						w.literals = append(w.literals, v.Val.AsString())
					}
					return nil
				})
			}
			return nil
		})
	}
	slices.Sort(w.literals)
}
