package types

// Whether what one end of a handoff sends is what the other end expects.
//
// The comparison walks both types together, and gathers every mismatch rather than stopping at the first. Records may be recursive: a pair of
// types that is already being compared further up is taken to agree (if it does not, the comparison further up says so). A
// finished pair is remembered, but only if its answer did not rest on such a promise. Paths are kept relative to the pair and
// completed on the way out, so a remembered answer serves everywhere.
//
// Direction matters everywhere: the consumer must be ready for all that the producer may send. What the consumer does not ask for is no mistake.
// Missing and null are one; of what a JSON Schema says beyond the types, only what is plainly wider is a mismatch, and the rest is named as
// undecided.

import (
	"slices"
	"strings"

	"handoff/lang/finding"
)

// Answer is what Compatible comes to.
type Answer uint8

// The answers. Undecided comes with the reasons in Verdict.Undecided, unless the cause is something reported elsewhere.
const (
	Yes Answer = iota
	No
	Undecided
)

func (a Answer) String() string { return [...]string{"yes", "no", "undecided"}[a] }

// MismatchKind says which rule a mismatch belongs to.
type MismatchKind uint8

// The kinds of mismatch.
const (
	Missing      MismatchKind = iota + 1 // the consumer requires a field that the producer does not have
	Different                            // types that do not convert, or an enum, union or bound wider at the producer
	Unguaranteed                         // required by the consumer, optional at the producer
)

func (k MismatchKind) String() string {
	return [...]string{"", "missing", "different", "unguaranteed"}[k]
}

// Note is something about one place of two types.
type Note struct {
	Path       string // "approvals[].at"; "" for the types as wholes; [] is any element, [*] any entry of a map
	Producer   *Type  // nil where there is none
	Consumer   *Type
	ProducerAt finding.Range // the declaration: the innermost field's name, else the type; zero where nobody wrote one
	ConsumerAt finding.Range
	Reason     string // a sentence about a sender and a receiver, without the path
}

// Mismatch is one way in which a producer fails a consumer.
type Mismatch struct {
	Kind MismatchKind
	Note
	Values []string // of an enum: those the consumer does not know
	Near   string   // Missing: a field of the producer with nearly that name
}

// Verdict is what there is to say of a producer and a consumer.
type Verdict struct {
	Answer     Answer
	Mismatches []Mismatch
	Undecided  []Note // what could not be compared, with the reason
	Converted  []Note // agrees by taking the key of a record, or dropping what a list has twice
	Extra      []Note // sent and not asked for
}

// Compatible reports whether every value of producer is one that consumer takes.
func Compatible(producer, consumer *Type) Verdict {
	c := comparer{memo: map[pair]outcome{}, open: map[pair]int{}}
	o := c.compare(producer, consumer, nil)
	v := Verdict{Mismatches: o.mismatches, Undecided: o.doubts, Converted: o.converted, Extra: o.extra}
	for _, list := range []*[]Note{&v.Undecided, &v.Converted, &v.Extra} {
		*list = distinct(*list)
		for i := range *list {
			(*list)[i].fill(producer.where(), consumer.where())
		}
	}
	v.Mismatches = slices.Clone(v.Mismatches)
	for i := range v.Mismatches {
		v.Mismatches[i].fill(producer.where(), consumer.where())
	}
	switch {
	case len(v.Mismatches) > 0:
		v.Answer = No
	case o.unsure:
		v.Answer = Undecided
	}
	return v
}

// distinct drops notes that say the same of the same place, as the members of a union may.
func distinct(list []Note) []Note {
	type said struct{ path, reason string }
	seen := map[said]bool{}
	var out []Note
	for _, n := range list {
		if key := (said{n.Path, n.Reason}); !seen[key] {
			seen[key] = true
			out = append(out, n)
		}
	}
	return out
}

func (n *Note) fill(producer, consumer finding.Range) {
	n.ProducerAt = orElse(n.ProducerAt, producer)
	n.ConsumerAt = orElse(n.ConsumerAt, consumer)
}

// maxSteps bounds one comparison. Real types take hundreds.
const maxSteps = 200_000

// maxNotes bounds what one comparison reports.
const maxNotes = 1000

type pair struct{ p, c any }

type comparer struct {
	memo  map[pair]outcome
	open  map[pair]int // pairs being compared, and how far up
	steps int
}

// outcome is what comparing one pair of types came to.
type outcome struct {
	mismatches []Mismatch
	doubts     []Note
	converted  []Note
	extra      []Note
	unsure     bool // there is a doubt, whether there is a note on it or not
	certain    bool // not one value of the producer will do
	rests      int  // 1 + how far up the outermost open pair it rests on stands; 0 for none
}

func (o *outcome) ok() bool { return len(o.mismatches) == 0 && !o.unsure }

// identity is what makes two mentions of a type the same type.
func identity(t *Type) any {
	if r := t.record(); r != nil && len(t.guaranteed) == 0 && len(t.Constraints) == 0 {
		return r
	}
	return t
}

// compare compares two types. have holds what is known of the producer beyond its type: constraints of a union it is a member of.
func (c *comparer) compare(p, q *Type, have []Constraint) outcome {
	p, q = p.Resolve(), q.Resolve()
	if p == q {
		return outcome{}
	}
	c.steps++
	if c.steps > maxSteps || len(c.open) > maxDepth {
		return doubt(p, q, "These types are too large to compare.")
	}
	if p.Kind < Enum && q.Kind < Enum || len(have) > 0 {
		return c.fresh(p, q, have)
	}
	key := pair{identity(p), identity(q)}
	if done, ok := c.memo[key]; ok {
		return done
	}
	if up, ok := c.open[key]; ok {
		return outcome{rests: up + 1}
	}
	depth := len(c.open)
	c.open[key] = depth
	o := c.fresh(p, q, have)
	delete(c.open, key)
	if o.rests > depth {
		o.rests = 0
	}
	if o.rests == 0 {
		c.memo[key] = o
	}
	return o
}

// fresh compares two resolved types without looking at what is remembered.
func (c *comparer) fresh(p, q *Type, have []Constraint) outcome {
	known := append(slices.Clip(have), p.demands()...)
	switch {
	case p.Kind == Unknown || q.Kind == Unknown:
		return outcome{unsure: true}
	case q.Kind == Any:
		return constraints(p, q, known)
	}
	sent, maybe := p.IsOptional()
	wanted, optional := q.IsOptional()
	switch {
	case p.Kind == Null:
		if optional {
			return outcome{}
		}
		return wrong(Unguaranteed, p, q, true, "There is nothing at the sender, and the receiver needs it.")
	case maybe && !optional && sent.Kind == Null:
		return wrong(Unguaranteed, p, q, true, "There is nothing at the sender, and the receiver needs it.")
	case maybe && optional:
		o := absence(p, q)
		if sent.Kind == Null {
			return o
		}
		o.add(c.compare(sent, wanted, nil))
		o.certain = false
		return o
	case maybe:
		o := wrong(Unguaranteed, p, q, false, "It may be missing at the sender, and the receiver needs it.")
		o.add(c.compare(sent, q, nil))
		o.certain = false
		return o
	case optional:
		return c.compare(p, wanted, have)
	case p.Kind == Any && q.Kind == Union && slices.ContainsFunc(flatten(q), func(m *Type) bool { return m.Kind == Any }):
		return constraints(p, q, known)
	case p.Kind == Any:
		return doubt(p, q, "The sender's `any` may hold anything.")
	case p.Kind == Union:
		return c.fromUnion(p, q, known)
	}
	o := c.shapes(p, q, have)
	o.add(constraints(p, q, known))
	return o
}

func note(p, q *Type, reason string) Note { return Note{Producer: p, Consumer: q, Reason: reason} }

func doubt(p, q *Type, reason string) outcome {
	return outcome{unsure: true, doubts: []Note{note(p, q, reason)}}
}

func wrong(kind MismatchKind, p, q *Type, certain bool, reason string) outcome {
	return outcome{certain: certain, mismatches: []Mismatch{{Kind: kind, Note: note(p, q, reason)}}}
}

// add joins what was found beside o.
func (o *outcome) add(other outcome) {
	if len(o.mismatches) < maxNotes {
		o.mismatches = append(slices.Clip(o.mismatches), other.mismatches...)
	}
	if len(o.doubts) < maxNotes {
		o.doubts = append(slices.Clip(o.doubts), other.doubts...)
	}
	if len(o.converted)+len(o.extra) < maxNotes {
		o.converted = append(slices.Clip(o.converted), other.converted...)
		o.extra = append(slices.Clip(o.extra), other.extra...)
	}
	o.unsure = o.unsure || other.unsure
	o.certain = o.certain || other.certain
	if other.rests > 0 && (o.rests == 0 || other.rests < o.rests) {
		o.rests = other.rests
	}
}

// under moves what was found below a step of the path, and fills in the declarations where none is nearer.
func under(o outcome, step string, producer, consumer finding.Range) outcome {
	move := func(n *Note) {
		switch {
		case n.Path == "" || strings.HasPrefix(n.Path, "["):
			n.Path = step + n.Path
		default:
			n.Path = step + "." + n.Path
		}
		n.fill(producer, consumer)
	}
	o.mismatches = slices.Clone(o.mismatches)
	for i := range o.mismatches {
		move(&o.mismatches[i].Note)
	}
	for _, list := range []*[]Note{&o.doubts, &o.converted, &o.extra} {
		*list = slices.Clone(*list)
		for i := range *list {
			move(&(*list)[i])
		}
	}
	return o
}
