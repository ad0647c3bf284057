package lang

// Field names get their fields: what an output provides and an input requires, what an SLA goes by, what a lifecycle turns on,
// and the left sides of create and update. Labels that name values of an enum (targets, states) are held to it.

import (
	"fmt"
	"strings"

	"handoff/lang/finding"
	"handoff/lang/types"
)

func (r *resolver) fields() {
	for _, a := range r.m.Artifacts {
		r.lifecycle(a)
	}
	implied := r.impliedBy()
	for _, p := range r.m.Processes {
		for _, port := range append(append([]*Port(nil), p.Inputs...), p.Outputs...) {
			r.fieldsOf(port.Requires, port, "requires", port.Artifact)
			r.fieldsOf(port.Provides, port, "provides", port.Artifact)
		}
		hand, known := p.inHand(implied[p])
		r.slaFields(p.SLA, p, hand, known)
		for _, s := range p.Steps {
			known := known
			stepHand := hand
			if a := s.Creates.Artifact(); a != nil {
				stepHand = append([]*Artifact{a}, hand...)
			}
			r.assigned(s.Update, s, "update", stepHand, known)
			for _, b := range s.Branches {
				r.assigned(b.Update, s, "branch.update", stepHand, known)
			}
		}
	}
	for _, i := range r.m.Interfaces {
		from, to := i.SentArtifact(), i.ReceivedArtifacts()
		knownFrom := from != nil
		r.fieldsOf(i.Provides, i, "provides", i.sentReference())
		for n := range i.Requires {
			r.field(&i.Requires[n], i, "requires", to, len(to) > 0)
		}
		r.assigned(i.Create, i, "create", to, len(to) > 0)
		r.assigned(i.Update, i, "update", present(from), knownFrom)
		r.slaFields(i.SLA, i, append(present(from), to...), knownFrom && len(to) > 0)
	}
	for _, s := range r.m.Services {
		var hand []*Artifact
		known := true
		for _, d := range s.Flow.Resolved() {
			i := d.(*Interface)
			from, to := i.SentArtifact(), i.ReceivedArtifacts()
			known = known && from != nil && len(to) > 0
			hand = append(append(hand, present(from)...), to...)
		}
		r.slaFields(s.SLA, s, distinct(hand), known && !s.Flow.Broken())
	}
	for _, p := range r.m.SLAPolicies {
		r.slaFields(&p.SLA, p, r.artifacts(), true)
	}
}

func present(a *Artifact) []*Artifact {
	if a == nil {
		return nil
	}
	return []*Artifact{a}
}

func distinct(list []*Artifact) []*Artifact {
	var out []*Artifact
	seen := map[*Artifact]bool{}
	for _, a := range list {
		if !seen[a] {
			seen[a] = true
			out = append(out, a)
		}
	}
	return out
}

// inHand lists the artifacts a process works with: those of its inputs in order, those its steps create, those of its outputs,
// those that interfaces bring and take without a declared port. known is false where one of them is broken or not said, so that nothing
// can be said to be missing.
func (p *Process) inHand(implied impliedRecords) (list []*Artifact, known bool) {
	known = true
	add := func(ref Reference) {
		if a := ref.Artifact(); a != nil {
			list = append(list, a)
		} else if ref.Given() {
			known = false
		}
	}
	for _, x := range p.Inputs {
		add(x.Artifact)
	}
	for _, s := range p.Steps {
		add(s.Creates)
	}
	for _, x := range p.Outputs {
		add(x.Artifact)
	}
	for _, ref := range implied.sent {
		add(ref)
		known = known && ref.Given() // else the receiver's input says which record it is
	}
	return distinct(append(list, implied.received...)), known
}

// sentReference is where the artifact that leaves is said.
func (i *Interface) sentReference() Reference {
	if port := i.From.Port(); port != nil {
		return port.Artifact
	}
	return i.Carries
}

// SentArtifact is the record that leaves the sender; nil where it is not said or broken.
func (i *Interface) SentArtifact() *Artifact { return i.sentReference().Artifact() }

// ReceivedArtifacts are the records that arrive: those of the inputs named in `to`, or what the interface creates, or what it
// carries; without doubles.
func (i *Interface) ReceivedArtifacts() []*Artifact {
	var out []*Artifact
	for _, to := range i.To {
		switch port := to.Port(); {
		case port != nil:
			out = append(out, present(port.Artifact.Artifact())...)
		case to.Target == nil:
		case i.Creates.Given():
			out = append(out, present(i.Creates.Artifact())...)
		default:
			out = append(out, present(i.SentArtifact())...)
		}
	}
	return distinct(out)
}

// fieldsOf resolves names that belong to one artifact.
func (r *resolver) fieldsOf(names FieldNames, in Declaration, argument string, artifact Reference) {
	list := present(artifact.Artifact())
	for n := range names {
		r.field(&names[n], in, argument, list, len(list) > 0)
	}
}

// field resolves one name among candidates; known says that these are all there are.
func (r *resolver) field(name *FieldName, in Declaration, argument string, candidates []*Artifact, known bool) *Artifact {
	if !name.Given() || name.Broken {
		return nil
	}
	for _, a := range candidates {
		if f, ok := a.field(name.Name); ok {
			name.Field = f
			return a
		}
	}
	name.Broken = true
	if known && len(candidates) > 0 && !r.incompleteRecord(candidates) {
		if len(candidates) > 3 {
			candidates = candidates[:3]
		}
		r.findings = append(r.findings, unknownField(*name, in, argument, candidates))
	}
	return nil
}

func (r *resolver) incompleteRecord(list []*Artifact) bool {
	for _, a := range list {
		if a.Record == nil || a.Record.Partial {
			return true
		}
	}
	return false
}

// assigned resolves the left sides of a create or update. A field is set once.
func (r *resolver) assigned(block *Assignments, in Declaration, argument string, candidates []*Artifact, known bool) {
	if block == nil {
		return
	}
	for n := range block.Entries {
		e := &block.Entries[n]
		e.Of = r.field(&e.Name, in, argument, candidates, known)
	}
}

// slaFields resolves what an SLA goes by and holds its targets to that field's values.
func (r *resolver) slaFields(s *SLA, in Declaration, hand []*Artifact, known bool) {
	if s == nil {
		return
	}
	per, source := s.Per, in
	if p := s.Policy.SLAPolicy(); p != nil && !per.Given() {
		per = p.Per
		source = nil // the policy reports its own
	}
	for n, t := range s.Targets {
		for _, first := range s.Targets[:n] {
			if first.Value.Value == t.Value.Value {
				r.report(finding.Finding{Rule: "reference/duplicate", Summary: "Declared twice", Address: addressOf(in), Range: t.Value.Range, Key: "target " + t.Value.Value,
					Detail: fmt.Sprintf("There are two targets for %q.", t.Value.Value), Help: "Remove one of them.",
					Related: []finding.Related{{Message: "The first one is here.", Range: first.Value.Range}}})
				break
			}
		}
	}
	if !per.Given() {
		if len(s.Targets) > 0 && !s.Policy.Given() {
			r.report(finding.Finding{Rule: "syntax/missing-argument", Summary: "Required argument is missing", Address: addressOf(in), Range: s.Targets[0].Header, Key: "sla.per",
				Detail: "There are targets, but `per` does not say which field they go by.", Help: "Add `per = FIELD`, a field of the record that is an enum."})
		}
		return
	}
	if source == nil {
		per.Broken = false
	}
	a := r.field(&per, in, "sla.per", hand, known && source != nil)
	if source != nil {
		s.Per = per
	}
	if a == nil {
		return
	}
	if f, ok := a.Record.Field(per.Name); ok {
		if t, _ := f.Type.IsOptional(); t.Kind != types.Enum && t.Kind != types.Unknown && source != nil {
			s.Per.Broken = true
			suspects, behind := a.Record.Suspects(per.Name)
			r.report(finding.Finding{Rule: "type/not-in-enum", Summary: "Field is no enum", Address: addressOf(in), Range: per.Range, Key: "sla.per", Suspects: suspects, Behind: behind,
				Detail: fmt.Sprintf("Targets go by the values of an enum; `%s` of `%s` is %s.", per.Name, a.Address(), t), Help: "Name an enum field, or make this one an enum.",
				Related: []finding.Related{{Message: "It is declared here.", Address: a.Address(), Range: f.Range}}})
		}
	}
	var values []string
	for _, candidate := range hand { // of a policy, any record with such a field will do
		if v, ok := candidate.enumValues(per.Name); ok && (candidate == a || in.Common().Kind == KindSLAPolicy) {
			values = append(values, v...)
		}
	}
	for _, t := range s.Targets {
		r.enumLabel(t.Value, in, "target", a, per.Name, values)
	}
}

// enumLabel holds a label to the values of an enum.
func (r *resolver) enumLabel(label Text, in Declaration, what string, a *Artifact, field string, values []string) {
	if len(values) == 0 {
		return
	}
	for _, v := range values {
		if v == label.Value {
			return
		}
	}
	help := fmt.Sprintf("It may be %s.", orList(values))
	if near := finding.Nearest(label.Value, values); near != "" {
		help = fmt.Sprintf("Did you mean %q?", near)
	}
	out := finding.Finding{Rule: "type/not-in-enum", Summary: "Value is not in the enum", Address: addressOf(in), Range: label.Range, Key: what + " " + label.Value,
		Detail: fmt.Sprintf("%q is no value of `%s.%s`.", label.Value, a.Address(), field), Help: help}
	out.Suspects, out.Behind = a.Record.Suspects(field)
	for _, list := range [][]string{out.Suspects, out.Behind} {
		for k := range list {
			list[k] += "=" + label.Value
		}
	}
	if f, ok := a.Record.Field(field); ok {
		out.Related = []finding.Related{{Message: "Its values are declared here.", Address: a.Address(), Range: f.Range}}
	}
	r.report(out)
}

// lifecycle holds the states of an artifact to its enum.
func (r *resolver) lifecycle(a *Artifact) {
	l := a.Lifecycle
	if l == nil {
		return
	}
	if r.field(&l.Field, a, "lifecycle.field", []*Artifact{a}, true) == nil {
		return
	}
	values, ok := a.enumValues(l.Field.Name)
	if !ok {
		if f, known := a.Record.Field(l.Field.Name); known {
			if t, _ := f.Type.IsOptional(); t.Kind != types.Unknown {
				l.Field.Broken = true
				suspects, behind := a.Record.Suspects(l.Field.Name)
				r.report(finding.Finding{Rule: "type/not-in-enum", Summary: "Field is no enum", Address: a.Address(), Range: l.Field.Range, Key: "lifecycle.field", Suspects: suspects, Behind: behind,
					Detail: fmt.Sprintf("A lifecycle goes through the values of an enum; `%s` is %s.", l.Field.Name, t), Help: "Name an enum field, or make this one an enum."})
			}
		}
		return
	}
	check := func(label Text, what string) {
		if label.Given() {
			r.enumLabel(label, a, "lifecycle."+what, a, l.Field.Name, values)
		}
	}
	check(l.Initial, "initial")
	for _, s := range l.Final {
		check(s, "final")
	}
	seen := map[string]*Transition{}
	for _, t := range l.Transitions {
		if first := seen[t.From.Value]; first != nil {
			r.report(finding.Finding{Rule: "reference/duplicate", Summary: "Declared twice", Address: a.Address(), Range: t.From.Range, Key: "transition " + t.From.Value,
				Detail: fmt.Sprintf("There are two transitions from %q.", t.From.Value), Help: "Join their lists.",
				Related: []finding.Related{{Message: "The first one is here.", Range: first.From.Range}}})
			continue
		}
		seen[t.From.Value] = t
		check(t.From, "transition")
		for _, s := range t.To {
			check(s, "transition."+strings.ReplaceAll(t.From.Value, " ", "_"))
		}
	}
}
