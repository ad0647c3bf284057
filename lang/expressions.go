package lang

// Conditions and assignments are checked against the records in scope: here it is decided which records those are, under which
// names; package types walks the expression.
//
//	a process, its steps   the records of its inputs, of what its steps create and of its outputs, by artifact name or `as`
//	an interface           from, to, and their artifacts' names where these differ
//	an event               its artifact
//	a service's sla        every record on its flow
//	a house rule           each
//
// A record whose artifact is broken stands in scope without a type, and is silent.

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/zclconf/go-cty/cty/function"
	"github.com/zclconf/go-cty/cty/function/stdlib"

	"handoff/lang/finding"
	"handoff/lang/types"
)

// functions may be called in every expression. None of them reads anything but its arguments.
var functions = map[string]function.Function{
	"abs": stdlib.AbsoluteFunc, "ceil": stdlib.CeilFunc, "floor": stdlib.FloorFunc, "max": stdlib.MaxFunc, "min": stdlib.MinFunc,
	"coalesce": stdlib.CoalesceFunc, "concat": stdlib.ConcatFunc, "contains": stdlib.ContainsFunc, "distinct": stdlib.DistinctFunc,
	"flatten": stdlib.FlattenFunc, "format": stdlib.FormatFunc, "formatdate": stdlib.FormatDateFunc, "join": stdlib.JoinFunc,
	"keys": stdlib.KeysFunc, "length": stdlib.LengthFunc, "lower": stdlib.LowerFunc, "merge": stdlib.MergeFunc,
	"replace": stdlib.ReplaceFunc, "reverse": stdlib.ReverseListFunc, "sort": stdlib.SortFunc, "split": stdlib.SplitFunc,
	"substr": stdlib.SubstrFunc, "timeadd": stdlib.TimeAddFunc, "title": stdlib.TitleFunc, "trimprefix": stdlib.TrimPrefixFunc,
	"trimspace": stdlib.TrimSpaceFunc, "trimsuffix": stdlib.TrimSuffixFunc, "upper": stdlib.UpperFunc, "values": stdlib.ValuesFunc,
}

// FunctionNames lists the functions that expressions may call, sorted.
func FunctionNames() []string {
	out := []string{"duration", "text"}
	for name := range functions {
		out = append(out, name)
	}
	slices.Sort(out)
	return out
}

// signatures makes the functions' types: once a load, and only if there is an expression to check.
func signatures() map[string]types.Function {
	out := make(map[string]types.Function, len(functions))
	for name, f := range functions {
		out[name] = types.FromFunction(name, f)
	}
	return out
}

// scopes builds the names that expressions see.
type scopes struct {
	*resolver
	local     *types.Type
	functions map[string]types.Function
	// unknownFields holds the finding of each field that was not found.
	unknownFields map[string]int
	// implied holds the records that interfaces bring to and take from a process without a declared port.
	implied map[*Process]impliedRecords
}

type impliedRecords struct {
	sent     []Reference
	received []*Artifact
}

// impliedBy gathers them from every interface, once.
func (r *resolver) impliedBy() map[*Process]impliedRecords {
	out := map[*Process]impliedRecords{}
	owner := func(ref Reference) *Process {
		p := ref.Process()
		if s := ref.Step(); s != nil {
			p = s.Process
		}
		if p != nil && r.base != nil { // an interface that is not read anew still means the process as it was
			p, _ = r.m.byAddress[p.Address()].(*Process)
		}
		return p
	}
	for _, i := range r.interfaces() {
		if p := owner(i.From); p != nil {
			x := out[p]
			x.sent = append(x.sent, i.Carries)
			out[p] = x
		}
		for _, to := range i.To {
			if p := owner(to); p != nil {
				x := out[p]
				x.received = append(x.received, i.ReceivedArtifacts()...)
				out[p] = x
			}
		}
	}
	return out
}

func (r *resolver) expressions() {
	s := &scopes{resolver: r, local: r.locals.object(), functions: signatures(), unknownFields: map[string]int{}, implied: r.impliedBy()}
	for _, p := range r.m.Processes {
		names := s.process(p)
		p.Records = names
		s.sla(p.SLA, p, names)
		for _, step := range p.Steps {
			s.assignments(step.Update, step, "update", names)
			for _, b := range step.Branches {
				s.condition(&b.When, step, "branch.when", names)
				s.assignments(b.Update, step, "branch.update", names)
			}
		}
	}
	for _, i := range r.m.Interfaces {
		names := s.handoff(i)
		s.assignments(i.Create, i, "create", names)
		s.assignments(i.Update, i, "update", names)
		s.sla(i.SLA, i, names)
	}
	for _, e := range r.m.Events {
		names := map[string]*types.Type{}
		if e.Artifact.Given() {
			s.record(names, "", e.Artifact, nil)
		} else if p := e.Source.Process(); p != nil {
			names = s.process(p)
		}
		s.condition(&e.When, e, "when", names)
	}
	for _, service := range r.m.Services {
		names := map[string]*types.Type{}
		for _, d := range service.Flow.Resolved() {
			for name, t := range s.handoff(d.(*Interface)) {
				if name != "from" && name != "to" {
					names[name] = t
				}
			}
		}
		s.sla(service.SLA, service, names)
	}
	for _, p := range r.m.SLAPolicies {
		names := map[string]*types.Type{}
		for _, a := range r.artifacts() {
			names[a.Name] = types.Of(a.Record)
		}
		s.sla(&p.SLA, p, names)
	}
	s.houseRules()
}

// record adds the record of an artifact under a name, by default the artifact's, with these optional fields certain.
func (s *scopes) record(names map[string]*types.Type, name string, ref Reference, certain FieldNames) {
	a := ref.Artifact()
	if name == "" {
		if a != nil {
			name = a.Name
		} else {
			name = ref.Written[strings.LastIndexByte(ref.Written, '.')+1:]
		}
	}
	if a == nil || a.Record == nil {
		names[name] = nil
		if ref.State == Broken {
			names[anyName] = nil
		}
		return
	}
	var fields []string
	for _, f := range certain {
		fields = append(fields, f.Name)
	}
	names[name] = types.With(a.Record, fields...)
}

// process is the scope of a process and its steps. A field is certain where every input that brings the record requires it.
func (s *scopes) process(p *Process) map[string]*types.Type {
	names := map[string]*types.Type{}
	certain := map[string]FieldNames{}
	for _, in := range p.Inputs {
		name := in.RecordName()
		if known, ok := certain[name]; ok {
			certain[name] = slices.DeleteFunc(slices.Clone(known), func(f FieldName) bool {
				return !slices.ContainsFunc(in.Requires, func(g FieldName) bool { return g.Name == f.Name })
			})
		} else {
			certain[name] = in.Requires
		}
		s.record(names, in.As.Value, in.Artifact, certain[name])
	}
	add := func(ref Reference) {
		if !ref.Given() {
			return
		}
		more := map[string]*types.Type{}
		s.record(more, "", ref, nil)
		for name, t := range more {
			if _, ok := names[name]; !ok {
				names[name] = t
			}
		}
	}
	for _, step := range p.Steps {
		add(step.Creates)
	}
	for _, out := range p.Outputs {
		add(out.Artifact)
	}
	for _, ref := range s.implied[p].sent {
		add(ref)
	}
	for _, a := range s.implied[p].received {
		if _, ok := names[a.Name]; !ok {
			names[a.Name] = types.Of(a.Record)
		}
	}
	return names
}

// brought are the optional fields that every input bringing the record of an output requires, and that no step touches: they are still there
// when it leaves.
func (s *scopes) brought(out *Port) FieldNames {
	a := out.Artifact.Artifact()
	if a == nil || slices.Contains(s.implied[out.Process].received, a) {
		return nil
	}
	var certain FieldNames
	inputs := 0
	for _, in := range out.Process.Inputs {
		if in.Artifact.Target != Declaration(a) {
			continue
		}
		if inputs++; inputs == 1 {
			certain = slices.Clone(in.Requires)
		} else {
			certain = slices.DeleteFunc(certain, func(f FieldName) bool { return !named(in.Requires, f.Name) })
		}
	}
	for _, step := range out.Process.Steps {
		if step.Creates.Target == Declaration(a) {
			return nil // another record may leave here
		}
		for _, block := range step.updates() {
			certain = slices.DeleteFunc(certain, func(f FieldName) bool {
				return slices.ContainsFunc(block.Entries, func(e Assignment) bool { return e.Name.Name == f.Name })
			})
		}
	}
	return certain
}

// set are the fields that every step an output leaves at sets to a value written out there.
func set(out *Port) FieldNames {
	var certain FieldNames
	for n, d := range out.LeavesAt.Resolved() {
		step := d.(*Step)
		var here FieldNames
		if step.Update != nil {
			for _, e := range step.Update.Entries {
				if e.Of != nil && e.Of == out.Artifact.Artifact() && !e.Value.IsNull() && len(e.Value.Syntax.Variables()) == 0 {
					here = append(here, e.Name)
				}
			}
		}
		if n == 0 {
			certain = here
		} else {
			certain = slices.DeleteFunc(certain, func(f FieldName) bool { return !named(here, f.Name) })
		}
	}
	if out.LeavesAt.Broken() {
		return nil
	}
	return certain
}

func named(list FieldNames, name string) bool {
	return slices.ContainsFunc(list, func(f FieldName) bool { return f.Name == name })
}

// updates are the update blocks of a step and its branches.
func (s *Step) updates() []*Assignments {
	var out []*Assignments
	if s.Update != nil {
		out = append(out, s.Update)
	}
	for _, b := range s.Branches {
		if b.Update != nil {
			out = append(out, b.Update)
		}
	}
	return out
}

// anyName stands in a scope where an end of the handoff is broken: whatever is named may be the record that would be there.
const anyName = "*"

// handoff is the scope of an interface.
func (s *scopes) handoff(i *Interface) map[string]*types.Type {
	names := map[string]*types.Type{"from": nil, "to": nil}
	if i.From.State == Broken || i.To.Broken() || i.Carries.State == Broken || i.Creates.State == Broken {
		names[anyName] = nil
	}
	provides := i.Provides
	if port := i.From.Port(); port != nil {
		provides = slices.Concat(port.Provides, s.brought(port), set(port))
	}
	received := i.ReceivedArtifacts()
	if len(received) == 1 && received[0].Record != nil {
		certain := i.Requires
		if i.Create != nil {
			for _, e := range i.Create.Entries {
				certain = append(slices.Clone(certain), e.Name)
			}
		}
		for _, to := range i.To {
			if port := to.Port(); port != nil && len(i.To) == 1 {
				certain = append(slices.Clone(certain), port.Requires...)
			}
		}
		var fields []string
		for _, f := range certain {
			fields = append(fields, f.Name)
		}
		names["to"] = types.With(received[0].Record, fields...)
		names[received[0].Name] = names["to"]
	}
	for _, to := range i.To {
		if port := to.Port(); port != nil && port.Artifact.State == Broken {
			names[anyName] = nil
		}
	}
	if sent := i.sentReference(); sent.Given() {
		s.record(names, "", sent, provides)
		s.record(names, "from", sent, provides)
	}
	return names
}

func (s *scopes) scope(names map[string]*types.Type) types.Scope {
	all := maps.Clone(names)
	all["local"] = s.local
	_, more := all[anyName]
	delete(all, anyName)
	return types.Scope{Names: all, Functions: s.functions, Partial: s.opaque || more}
}

func (s *scopes) condition(e *Expression, in Declaration, argument string, names map[string]*types.Type) {
	if e.Given() {
		s.take(types.CheckCondition(e.Syntax, s.scope(names)), e, in, argument, nil)
	}
}

// take keeps what the check of one expression found out.
func (s *scopes) take(result types.Result, e *Expression, in Declaration, argument string, into *types.Use) {
	e.Broken = len(result.Findings) > 0
	for _, f := range result.Findings {
		f.Severity = finding.Error
		suspect(&f, result.Uses, into)
		if f.Address == "" {
			f.Address = addressOf(in)
		}
		f.Key = argument + " " + f.Key
		if f.Rule == types.RuleUnknownField { // one field that is missing is one finding, however often it is read
			if n, ok := s.unknownFields[f.Detail]; ok {
				if first := &s.findings[n]; len(first.Related) < 50 {
					first.Related = append(first.Related, finding.Related{Message: "It is used here too.", Address: f.Address, Range: f.Range})
				}
				continue
			}
			s.unknownFields[f.Detail] = len(s.findings)
		}
		s.findings = append(s.findings, f)
	}
	s.m.FieldUses = append(s.m.FieldUses, result.Uses...)
}

// suspect says which fields may be to blame for what is wrong with an expression: those that the wrong part reads, and the one it is put into.
func suspect(f *finding.Finding, read []types.Use, into *types.Use) {
	if f.Rule == types.RuleUnknownField {
		return // it knows better
	}
	value := ""
	if f.Rule == types.RuleNotInEnum {
		value = "=" + f.Key
	}
	add := func(u types.Use) {
		suspects, behind := u.Record.Suspects(u.Field)
		for _, s := range suspects {
			f.Suspects = append(f.Suspects, s+value)
		}
		for _, s := range behind {
			f.Behind = append(f.Behind, s+value)
		}
	}
	for _, u := range read {
		if value != "" || f.Range.Start.Byte <= u.Range.Start.Byte && u.Range.End.Byte <= f.Range.End.Byte {
			add(u)
		}
	}
	if into != nil && f.Rule != types.RuleNeverEqual {
		add(*into)
	}
}

func (s *scopes) sla(sla *SLA, in Declaration, names map[string]*types.Type) {
	if sla != nil {
		s.condition(&sla.Pause, in, "sla.pause", names)
	}
}

// assignments checks every line of a create or update against the field it sets.
func (s *scopes) assignments(block *Assignments, in Declaration, argument string, names map[string]*types.Type) {
	if block == nil {
		return
	}
	var wrong []misfit
	for n := range block.Entries {
		e := &block.Entries[n]
		if e.Of == nil || e.Of.Record == nil {
			s.take(types.Infer(e.Value.Syntax, s.scope(names)), &e.Value, in, argument+"."+e.Name.Name, nil)
			continue
		}
		f, _ := e.Of.Record.Field(e.Name.Name)
		target := types.Target{Type: f.Type, Name: e.Of.Address() + "." + e.Name.Name, At: f.Range}
		if i, ok := in.(*Interface); ok && block == i.Create { // what a receiver requires must be there, though its record calls it optional
			if r := i.required(e.Of, e.Name.Name); r.Given() {
				target.Type, _ = f.Type.IsOptional()
				target.At = r.Range
			}
		}
		into, before := types.Use{Record: e.Of.Record, Field: e.Name.Name, Range: e.Name.Range}, len(s.findings)
		s.take(types.Check(e.Value.Syntax, target, s.scope(names)), &e.Value, in, argument+"."+e.Name.Name, &into)
		s.m.FieldUses = append(s.m.FieldUses, into)
		if len(s.findings) > before {
			wrong = append(wrong, misfit{e, target, before, len(s.findings)})
		}
	}
	s.swapped(wrong, in, names)
}

// misfit is a line whose value does not fit, with its findings.
type misfit struct {
	*Assignment
	target   types.Target
	from, to int
}

// swapped looks for two lines whose values would each fit the other: that is one mistake.
func (s *scopes) swapped(wrong []misfit, in Declaration, names map[string]*types.Type) {
	fits := func(a, b misfit) bool {
		return len(types.Check(a.Value.Syntax, b.target, s.scope(names)).Findings) == 0
	}
	for k, a := range wrong {
		for _, b := range wrong[k+1:] {
			if !fits(a, b) || !fits(b, a) {
				continue
			}
			for _, m := range []misfit{a, b} {
				for n := m.from; n < m.to; n++ {
					s.findings[n].Suspects = append(s.findings[n].Suspects, fmt.Sprintf("%s: %s and %s", addressOf(in), a.Name.Name, b.Name.Name))
				}
			}
			s.findings[a.from].Help = fmt.Sprintf("Are the values of `%s` and `%s` swapped? %s", a.Name.Name, b.Name.Name, s.findings[a.from].Help)
		}
	}
}

// required is the mention of a field in what a receiver of such a record requires; not given where there is none.
func (i *Interface) required(a *Artifact, field string) FieldName {
	lists := []FieldNames{i.Requires}
	for _, to := range i.To {
		if port := to.Port(); port != nil && port.Artifact.Artifact() == a {
			lists = append(lists, port.Requires)
		}
	}
	for _, list := range lists {
		for _, f := range list {
			if f.Name == field && !f.Broken {
				return f
			}
		}
	}
	return FieldName{}
}

// object is the type of `local`: every local by name. One that could not be read is silent.
func (s *localScope) object() *types.Type {
	if s.incomplete {
		return nil
	}
	var fields []types.Field
	for _, name := range s.names {
		l := s.entries[name]
		t := types.Simple(types.Unknown)
		if l.problem == nil {
			t = types.FromValue(l.value)
		}
		fields = append(fields, types.Field{Name: name, Type: t, Range: l.at})
	}
	return types.ObjectOf(fields...)
}
