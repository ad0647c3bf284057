package mutation

// The oracle's own reading of a map: HCL syntax only, and as much of the language as the questions need. Nothing here uses the packages
// under test.

import (
	"encoding/json"
	"path"
	"slices"
	"sort"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
)

// world is a map as the oracle sees it.
type world struct {
	files      map[string]string
	declared   map[string]bool // "role.x", "process.x.step.y", "local.x"
	artifacts  map[string]*artifact
	processes  map[string]*process
	interfaces []*passing
	events     []*happening
	bodies     []*hclsyntax.Body
	literals   []string // texts that conditions compare with

	problems  []problem
	undecided []string
	namesOnly bool // of expressions, only what they name is looked up
	seen      map[string]bool
}

// problem is something that is wrong, and the places where one may say so.
type problem struct {
	what string
	at   []hcl.Range
}

type artifact struct {
	name        string
	fields      []*field
	schema      map[string]any // the document of its schema file
	schemaFile  string
	example     string
	exampleAt   hcl.Range
	initial     string
	final       []string
	states      string // the field its lifecycle turns on
	statesAt    hcl.Range
	transitions map[string][]string
	labels      []label // texts that have to be values of the states' enum
	at          hcl.Range
}

type label struct {
	text string
	at   hcl.Range
}

type field struct {
	name, named    string
	typ            *typ
	key, generated bool
	at             hcl.Range
}

type process struct {
	name            string
	inputs, outputs []*port
	steps           []*step
	external        bool
}

type port struct {
	name, artifact, as string
	at                 []string // steps
	atRange            hcl.Range
	provides, requires []label
	process            *process
	external           bool
}

type step struct {
	name     string
	next     []string
	branches []branch
	update   []line
	entry    bool
	join     bool
	joinAt   hcl.Range
	creates  string
	at       hcl.Range
}

type branch struct {
	when   hclsyntax.Expression
	choice bool
	next   []string
	update []line
}

// line is one line of a create or update.
type line struct {
	name  string
	value hclsyntax.Expression
	at    hcl.Range // of the whole line
}

type passing struct {
	name, from         string
	to                 []string
	carries, makes     string
	on                 bool
	answers            []string
	create, update     []line
	creates            bool
	createAt, at, toAt hcl.Range
	provides, requires []label
	manual             bool
}

type happening struct {
	artifact string
	when     hclsyntax.Expression
}

var kinds = []string{"team", "role", "artifact", "system", "process", "interface", "event", "service", "calendar", "milestone", "sla_policy", "escalation_policy", "kpi", "cadence",
	"improvement", "rule"}

// parsed keeps the syntax of files that stay the same from one mutation to the next.
var parsed = map[string]*hclsyntax.Body{}

func parse(name, text string) *hclsyntax.Body {
	key := name + "\x00" + text
	if body, ok := parsed[key]; ok {
		return body
	}
	// Heredocs are literal text; the syntax would read %{…} in them as its own.
	file, diags := hclsyntax.ParseConfig([]byte(strings.ReplaceAll(text, "%{", "%(")), name, hcl.InitialPos)
	var body *hclsyntax.Body
	if !diags.HasErrors() {
		body = file.Body.(*hclsyntax.Body)
	}
	parsed[key] = body
	return body
}

func read(files map[string]string) *world {
	w := &world{files: files, declared: map[string]bool{"calendar.always": true}, artifacts: map[string]*artifact{}, processes: map[string]*process{}, seen: map[string]bool{}}
	names := make([]string, 0, len(files))
	for name := range files {
		if strings.HasSuffix(name, ".handoff.hcl") {
			names = append(names, name)
		}
	}
	sort.Strings(names)
	for _, name := range names {
		body := parse(name, files[name])
		if body == nil {
			w.problem("syntax of "+name, hcl.Range{Filename: name})
			continue
		}
		w.bodies = append(w.bodies, body)
		for _, b := range body.Blocks {
			w.block(b)
		}
	}
	return w
}

func (w *world) problem(what string, at ...hcl.Range) {
	w.problems = append(w.problems, problem{what, at})
}

func (w *world) undecide(why string) {
	if !slices.Contains(w.undecided, why) {
		w.undecided = append(w.undecided, why)
	}
}

func (w *world) block(b *hclsyntax.Block) {
	if b.Type == "locals" {
		for name := range b.Body.Attributes {
			w.declared["local."+name] = true
		}
	}
	if len(b.Labels) != 1 {
		return
	}
	name := b.Labels[0]
	w.declared[b.Type+"."+name] = true
	switch b.Type {
	case "artifact":
		w.artifacts[name] = w.artifact(b)
	case "process":
		w.processes[name] = w.process(b)
	case "interface":
		w.interfaces = append(w.interfaces, w.passing(b))
	case "event":
		h := &happening{artifact: last(written(b.Body, "artifact"))}
		if a := b.Body.Attributes["when"]; a != nil {
			h.when = a.Expr
		}
		w.events = append(w.events, h)
	}
}

func (w *world) artifact(b *hclsyntax.Block) *artifact {
	a := &artifact{name: b.Labels[0], transitions: map[string][]string{}, at: b.Range()}
	dir := path.Dir(b.TypeRange.Filename)
	if s := text(b.Body, "schema"); s != "" {
		a.schemaFile = path.Join(dir, s)
		_ = json.Unmarshal([]byte(w.files[a.schemaFile]), &a.schema)
	}
	if s := text(b.Body, "example"); s != "" {
		a.example, a.exampleAt = path.Join(dir, s), b.Body.Attributes["example"].SrcRange
	}
	for _, inner := range b.Body.Blocks {
		switch inner.Type {
		case "field":
			f := &field{name: inner.Labels[0], named: text(inner.Body, "named"), key: yes(inner.Body, "key"), generated: yes(inner.Body, "generated"), at: inner.Range()}
			if t := inner.Body.Attributes["type"]; t != nil {
				f.typ = typeOf(t.Expr)
			}
			a.fields = append(a.fields, f)
		case "lifecycle":
			if f := inner.Body.Attributes["field"]; f != nil {
				a.states, a.statesAt = hcl.ExprAsKeyword(f.Expr), f.Expr.Range()
			}
			a.initial, a.final = text(inner.Body, "initial"), texts(inner.Body, "final")
			for _, name := range []string{"initial", "final"} {
				a.labels = append(a.labels, labels(inner.Body, name)...)
			}
			for _, t := range inner.Body.Blocks {
				a.transitions[t.Labels[0]] = texts(t.Body, "to")
				a.labels = append(append(a.labels, label{t.Labels[0], t.LabelRanges[0]}), labels(t.Body, "to")...)
			}
		}
	}
	return a
}

func (w *world) process(b *hclsyntax.Block) *process {
	p := &process{name: b.Labels[0], external: yes(b.Body, "external")}
	follows := map[string]string{}
	sequence := written(b.Body, "sequence")
	for k := 0; k+1 < len(sequence); k++ {
		follows[last(sequence[k:k+1])] = last(sequence[k+1 : k+2])
	}
	for _, inner := range b.Body.Blocks {
		if len(inner.Labels) == 1 {
			w.declared["process."+p.name+"."+inner.Type+"."+inner.Labels[0]] = true
		}
		switch inner.Type {
		case "input", "output":
			x := &port{name: inner.Labels[0], artifact: last(written(inner.Body, "artifact")), as: text(inner.Body, "as"), process: p, external: yes(inner.Body, "external"),
				provides: words(inner.Body, "provides"), requires: words(inner.Body, "requires")}
			for _, name := range []string{"arrives_at", "leaves_at"} {
				for _, s := range written(inner.Body, name) {
					x.at, x.atRange = append(x.at, last([]string{s})), inner.Body.Attributes[name].SrcRange
				}
			}
			if inner.Type == "input" {
				p.inputs = append(p.inputs, x)
			} else {
				p.outputs = append(p.outputs, x)
			}
		case "step":
			p.steps = append(p.steps, w.step(inner, follows))
		}
	}
	return p
}

func (w *world) step(b *hclsyntax.Block, follows map[string]string) *step {
	s := &step{name: b.Labels[0], entry: yes(b.Body, "entry"), join: text(b.Body, "join") == "all", creates: last(written(b.Body, "creates")), at: b.Range()}
	if a := b.Body.Attributes["join"]; a != nil {
		s.joinAt = a.SrcRange
	}
	for _, inner := range b.Body.Blocks {
		switch inner.Type {
		case "update":
			s.update = lines(inner.Body)
		case "branch":
			x := branch{choice: inner.Body.Attributes["choice"] != nil, next: steps(inner.Body)}
			if a := inner.Body.Attributes["when"]; a != nil {
				x.when = a.Expr
			}
			for _, u := range inner.Body.Blocks {
				x.update = append(x.update, lines(u.Body)...)
			}
			s.branches = append(s.branches, x)
		}
	}
	s.next = steps(b.Body)
	if next, ok := follows[s.name]; ok && b.Body.Attributes["next"] == nil && len(s.branches) == 0 {
		s.next = []string{next}
	}
	return s
}

// steps are the names of what `next` says; "end" where it says that.
func steps(body *hclsyntax.Body) []string {
	var out []string
	for _, s := range written(body, "next") {
		out = append(out, last([]string{s}))
	}
	return out
}

func (w *world) passing(b *hclsyntax.Block) *passing {
	x := &passing{name: b.Labels[0], from: strings.Join(written(b.Body, "from"), ""), to: written(b.Body, "to"), carries: last(written(b.Body, "carries")), makes: last(written(b.Body, "creates")),
		on: b.Body.Attributes["on"] != nil, provides: words(b.Body, "provides"), requires: words(b.Body, "requires"), at: b.Range(), manual: text(b.Body, "mode") != "automated"}
	if a := b.Body.Attributes["to"]; a != nil {
		x.toAt = a.SrcRange
	}
	for _, i := range written(b.Body, "answers") {
		x.answers = append(x.answers, last([]string{i}))
	}
	for _, inner := range b.Body.Blocks {
		switch inner.Type {
		case "create":
			x.create, x.createAt, x.creates = lines(inner.Body), inner.DefRange(), true
		case "update":
			x.update = lines(inner.Body)
		}
	}
	return x
}
