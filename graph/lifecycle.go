package graph

// Which states a record may be in, step by step: a forward may-analysis (Kildall 1973) over the steps of every process that
// holds the record, and over the handoffs that pass it on as it stands.
//
// A record begins in its initial state where it is made, arrives in whatever state its sender leaves it in, takes the state that an `update`
// writes, and is narrowed down by branches that test it. Where any of this is not known (a record from outside the map, a flow that is not
// declared), it may be in every state its lifecycle can reach, so whoever asks learns nothing false. A process is not the only one that
// changes a record: from where another one has it too, or a system or person may write it, every state that the lifecycle
// can lead to is possible as well.

import (
	"math/bits"
	"slices"

	"github.com/zclconf/go-cty/cty"

	"handoff/lang"
	"handoff/lang/types"
)

// States is what is known of the states of one artifact's records.
type States struct {
	Artifact *lang.Artifact
	Field    string
	Values   []string // the states, in the order of the enum

	initial uint64   // 0 where it is not said
	all     uint64   // those that the lifecycle can reach
	next    []uint64 // by state: those that may follow
	g       *Graph
	nodes   map[*Step]*standing
	holding map[*Process]*holder
	drifts  map[*Step]bool                  // where others may change the record meanwhile
	causes  map[*lang.Assignment]Transition // updates after which nothing is known: see settleCauses
}

// Possible is a set of states.
type Possible struct {
	// Sure says that the record can really be in each of them, as far as the flow tells. Otherwise some may only not be ruled out.
	Sure bool
	set  uint64
	of   *States
}

// standing is what is known at one step.
type standing struct {
	tracked bool // the flow tells
	byHand  bool // a branch tests a state that no update sets: somebody does
	before  Possible
	after   Possible   // what the step itself sets is set
	taken   []Possible // by branch: where it is taken, before its own update
	rest    Possible   // where none is
	ways    []Possible // by way out
}

// holder is what is known of a process that has such a record in hand.
type holder struct {
	inputs map[*Step][]*Port // by which the record comes to a step
	begins bool              // the map says where the record comes from
}

func (s *States) newHolder(p *Process) *holder {
	out := &holder{inputs: map[*Step][]*Port{}}
	for _, in := range p.Inputs {
		if in.Artifact != s.Artifact {
			continue
		}
		out.begins = true
		for _, at := range in.ArrivesAt() {
			out.inputs[at] = append(out.inputs[at], in)
		}
	}
	for _, step := range p.Steps {
		out.begins = out.begins || step.Creates.Artifact() == s.Artifact
	}
	return out
}

// maxStates is how many states a lifecycle may have to be followed.
const maxStates = 64

// States follows the records of an artifact. Nil where it has no lifecycle that says what may follow what.
func (g *Graph) States(a *lang.Artifact) *States {
	s := g.newStates(a)
	if s == nil {
		return nil
	}
	s.findDrift()
	s.follow()
	s.settleCauses()
	return s
}

// follow works all steps out, until nothing changes.
func (s *States) follow() {
	var todo []*Step
	queued := map[*Step]bool{}
	push := func(step *Step) {
		if s.nodes[step] != nil && !queued[step] {
			queued[step] = true
			todo = append(todo, step)
		}
	}
	for _, p := range s.holders() {
		s.holding[p] = s.newHolder(p)
		tracked := p.Flow == Declared && !p.Process.External.Value && oneName(p, s.Artifact) && !p.misspells(s.Artifact)
		for _, step := range p.Steps {
			s.nodes[step] = &standing{tracked: tracked, before: s.none(), after: s.none(), rest: s.none()}
		}
	}
	for _, p := range s.holders() {
		for _, step := range p.Steps {
			push(step)
		}
	}
	for len(todo) > 0 {
		step := todo[0]
		todo = todo[1:]
		queued[step] = false
		if !s.visit(step) {
			continue
		}
		for _, w := range step.Ways {
			push(w.To)
		}
		for _, h := range s.g.passed(step.Process, s.Artifact) {
			for _, to := range h.Input.ArrivesAt() {
				push(to)
			}
		}
	}
}

// newStates reads the lifecycle.
func (g *Graph) newStates(a *lang.Artifact) *States {
	l := a.Lifecycle
	if l == nil || l.Field.Broken || len(l.Transitions) == 0 || a.Record == nil {
		return nil
	}
	f, ok := a.Record.Field(l.Field.Name)
	if !ok {
		return nil
	}
	t, _ := f.Type.IsOptional()
	if len(t.Values) == 0 || len(t.Values) > maxStates || Misspelt(l, t.Values) {
		return nil
	}
	s := &States{Artifact: a, Field: l.Field.Name, g: g, nodes: map[*Step]*standing{}, holding: map[*Process]*holder{}, drifts: map[*Step]bool{}, causes: map[*lang.Assignment]Transition{}, next: make([]uint64, len(t.Values))}
	for _, v := range t.Values {
		s.Values = append(s.Values, v.Text)
	}
	for _, tr := range l.Transitions {
		if k := slices.Index(s.Values, tr.From.Value); k >= 0 {
			for _, to := range tr.To {
				s.next[k] |= s.bit(to.Value)
			}
		}
	}
	s.all = 1<<len(s.Values) - 1
	if s.initial = s.bit(l.Initial.Value); s.initial != 0 {
		s.all = s.closure(s.initial)
	}
	return s
}

// Misspelt reports whether a lifecycle names a state that its field does not have, which is an error of its own: then nothing else can be
// said of it.
func Misspelt(l *lang.Lifecycle, values []types.Value) bool {
	said := append(lang.Texts{l.Initial}, l.Final...)
	for _, t := range l.Transitions {
		said = append(append(said, t.From), t.To...)
	}
	for _, t := range said {
		if t.Given() && !slices.ContainsFunc(values, func(v types.Value) bool { return v.Text == t.Value }) {
			return true
		}
	}
	return false
}

// holders are the processes that have such a record in hand.
func (s *States) holders() []*Process {
	if a := s.g.Artifact(s.Artifact); a != nil {
		return append(a.Processes[:len(a.Processes):len(a.Processes)], a.opened...)
	}
	return nil
}

// collectOpened notes the processes that work with a record which only a step of theirs opens.
func (g *Graph) collectOpened() {
	for _, p := range g.Processes {
		for _, step := range p.Steps {
			if a := g.artifact(step.Creates.Artifact()); a != nil && !slices.Contains(a.Processes, p) {
				a.opened = add(a.opened, p)
			}
		}
	}
}

// senders are the interfaces by which processes hand on.
func senders(list []*Process) []*Interface {
	var out []*Interface
	for _, p := range list {
		for _, handoffs := range [][]*Handoff{p.Out, p.Internal} {
			for _, h := range handoffs {
				if len(out) == 0 || out[len(out)-1] != h.Interface {
					out = append(out, h.Interface)
				}
			}
		}
	}
	return out
}

// oneName reports whether all records of the artifact in a process are one: no input gives it another name.
func oneName(p *Process, a *lang.Artifact) bool {
	name := ""
	for _, in := range p.Inputs {
		if in.Artifact != a {
			continue
		}
		if n := in.recordName(); name == "" {
			name = n
		} else if n != name {
			return false
		}
	}
	return name == "" || name == a.Name || !slices.ContainsFunc(p.Steps, func(s *Step) bool { return s.Creates.Artifact() == a })
}

// recordName is what expressions call the record that comes in at the port.
func (p *Port) recordName() string {
	if p.Declared != nil {
		return p.Declared.RecordName()
	}
	if p.Artifact != nil {
		return p.Artifact.Name
	}
	return ""
}

// passed are the handoffs by which a process passes such a record on as it stands.
func (g *Graph) passed(p *Process, a *lang.Artifact) []*Handoff {
	var out []*Handoff
	for _, list := range [][]*Handoff{p.Out, p.Internal} {
		for _, h := range list {
			if h.Sent == a && h.Received == a && h.Interface.Create == nil {
				out = append(out, h)
			}
		}
	}
	return out
}

func (s *States) bit(value string) uint64 {
	if k := slices.Index(s.Values, value); k >= 0 {
		return 1 << k
	}
	return 0
}

func (s *States) none() Possible     { return Possible{Sure: true, of: s} }
func (s *States) anything() Possible { return Possible{set: s.all, of: s} }

// closure adds every state that transitions can lead to.
func (s *States) closure(set uint64) uint64 {
	for {
		more := set
		for rest := set; rest != 0; rest &= rest - 1 {
			more |= s.next[bits.TrailingZeros64(rest)]
		}
		if more == set {
			return set
		}
		set = more
	}
}

func (p Possible) or(q Possible) Possible {
	if p.of == nil {
		p.of = q.of
	}
	switch {
	case q.set == 0:
		return p
	case p.set == 0:
		return q
	}
	return Possible{Sure: p.Sure && q.Sure, set: p.set | q.set, of: p.of}
}

// drifted adds what the lifecycle can make of them.
func (p Possible) drifted() Possible {
	return Possible{set: p.of.closure(p.set), of: p.of}
}

// where keeps the states for which the condition may come to something else than the given answer.
func (p Possible) where(b *lang.Branch, record string, not lang.Answer) Possible {
	out := p
	for rest := p.set; rest != 0; rest &= rest - 1 {
		k := bits.TrailingZeros64(rest)
		if (lang.Known{Record: record, Field: p.of.Field, Value: cty.StringVal(p.of.Values[k])}).Decide(b.When) == not {
			out.set &^= 1 << k
		}
	}
	return out
}
