package mutation

// A record is walked through the steps of its process, along every way there is: which fields are set when an output leaves, whether a state may
// follow the one before, whether what a step waits for was ever asked for.

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/zclconf/go-cty/cty"
)

// walker is where a record is, and what has become of it.
type walker struct {
	step   string
	filled map[string]bool   // "incident.logs"
	states map[string]string // artifact -> state
	sent   map[string]bool   // outputs that have left
}

func (s walker) key() string {
	return fmt.Sprint(s.step, sortedKeys(s.filled), s.states, sortedKeys(s.sent))
}

func (s walker) copy() walker {
	return walker{s.step, maps.Clone(s.filled), maps.Clone(s.states), maps.Clone(s.sent)}
}

// trail is what the walks through one process came to.
type trail struct {
	*world
	p       *process
	hand    scope
	done    map[string]bool
	always  map[string]map[string]bool // output -> fields that were filled whenever it left
	told    map[string]bool
	settled map[string]bool // fields that some line of the process sets
}

// trailOf walks all ways through a process.
func (w *world) trailOf(p *process) *trail {
	t := &trail{world: w, p: p, hand: w.inProcess(p), done: map[string]bool{}, always: map[string]map[string]bool{}, told: map[string]bool{}, settled: map[string]bool{}}
	led := map[string]bool{}
	for _, s := range p.steps {
		for _, next := range ways(s) {
			led[next] = true
		}
		for _, l := range s.update {
			t.settles(s, l)
		}
		for _, b := range s.branches {
			for _, l := range b.update {
				t.settles(s, l)
			}
		}
	}
	for _, s := range p.steps {
		if led[s.name] && !s.entry {
			continue
		}
		arrivals := 0
		for _, in := range p.inputs {
			if slices.Contains(in.at, s.name) || len(in.at) == 0 && s.entry {
				arrivals++
				t.from(t.arrive(walker{step: s.name, filled: map[string]bool{}, states: map[string]string{}, sent: map[string]bool{}}, in))
			}
		}
		if arrivals == 0 {
			t.from(walker{step: s.name, filled: map[string]bool{}, states: map[string]string{}, sent: map[string]bool{}})
		}
	}
	return t
}

func ways(s *step) []string {
	out := slices.Clone(s.next)
	for _, b := range s.branches {
		out = append(out, b.next...)
	}
	return out
}

func (t *trail) settles(s *step, l line) {
	if a := t.owner(t.p, s, l.name); a != nil {
		t.settled[a.name+"."+l.name] = true
	}
}

// arrive puts what comes in at a port into the hands of the walker.
func (t *trail) arrive(s walker, in *port) walker {
	s = s.copy()
	a := t.artifacts[in.artifact]
	if a == nil {
		return s
	}
	s.filled[a.name] = true // it is in hand
	for _, f := range a.all() {
		_, optional := t.bare(f.typ)
		if !optional || slices.ContainsFunc(in.requires, func(l label) bool { return l.text == f.name }) || t.promised(in, f.name) {
			s.filled[a.name+"."+f.name] = true
		}
	}
	if a.states != "" && s.states[a.name] == "" {
		s.states[a.name] = a.initial
	}
	return s
}

// promised reports whether everybody who sends to a port promises the field.
func (t *trail) promised(in *port, name string) bool {
	found := 0
	for _, i := range t.interfaces {
		if !slices.Contains(t.inputsOf(i), in) {
			continue
		}
		found++
		_, _, provides, _ := t.ends(i)
		if i.creates || !slices.ContainsFunc(provides, func(l label) bool { return l.text == name }) {
			return false
		}
	}
	return found > 0
}

func (t *trail) from(s walker) {
	todo := []walker{s}
	for len(todo) > 0 {
		s := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		if t.done[s.key()] {
			continue
		}
		t.done[s.key()] = true
		if len(t.done) > 20000 {
			t.undecide("too many ways")
			return
		}
		todo = append(todo, t.take(s)...)
	}
}

// take does one step and returns where it leads.
func (t *trail) take(s walker) []walker {
	var at *step
	for _, x := range t.p.steps {
		if x.name == s.step {
			at = x
		}
	}
	if at == nil {
		return nil
	}
	s = s.copy()
	for _, in := range t.p.inputs {
		if !slices.Contains(in.at, at.name) || s.filled[in.artifact] && t.starts(at) {
			continue
		}
		if at.join && t.waitsInVain(s, in) {
			t.tell("step "+at.name+" waits for what it never asked for", at.joinAt, in.atRange, at.at)
		}
		s = t.arrive(s, in)
	}
	before := maps.Clone(s.states)
	t.apply(&s, at, at.update)
	branchSets := map[string]bool{}
	for _, b := range at.branches {
		for _, l := range b.update {
			if a := t.owner(t.p, at, l.name); a != nil {
				branchSets[a.name+"."+l.name] = true
			}
		}
	}
	states := []walker{s}
	for _, out := range t.p.outputs {
		if !slices.Contains(out.at, at.name) {
			continue
		}
		var after []walker
		for _, s := range states {
			after = append(after, t.leave(s, out, branchSets, before)...)
		}
		states = after
	}
	var next []walker
	for _, s := range states {
		for _, b := range at.branches {
			x := s.copy()
			t.apply(&x, at, b.update)
			for _, to := range b.next {
				next = append(next, x.to(to))
			}
		}
		for _, to := range at.next {
			next = append(next, s.to(to))
		}
	}
	return next
}

func (t *trail) starts(at *step) bool {
	return !slices.ContainsFunc(t.p.steps, func(s *step) bool { return slices.Contains(ways(s), at.name) })
}

func (s walker) to(name string) walker {
	s = s.copy()
	s.step = name
	return s
}

// apply carries out an update.
func (t *trail) apply(s *walker, at *step, lines []line) {
	for _, l := range lines {
		if a := t.owner(t.p, at, l.name); a != nil {
			t.set(s, a, l)
		}
	}
}

func (t *trail) set(s *walker, a *artifact, l line) {
	s.filled[a.name+"."+l.name] = true
	if l.name != a.states {
		return
	}
	v, diags := l.value.Value(nil)
	if diags.HasErrors() || v.Type() != cty.String {
		t.undecide("a state that is reckoned")
		delete(s.states, a.name)
		return
	}
	was, now := s.states[a.name], v.AsString()
	if was != "" && was != now && !slices.Contains(a.transitions[was], now) {
		t.tell(fmt.Sprintf("%s goes from %s to %s", a.name, was, now), l.at, a.at)
	}
	s.states[a.name] = now
}

// leave lets an output go. What an interface writes back may come to pass or not, where an event sets it off.
func (t *trail) leave(s walker, out *port, later map[string]bool, before map[string]string) []walker {
	a := t.artifacts[out.artifact]
	if a == nil {
		return []walker{s}
	}
	if s.filled[a.name] {
		for _, l := range out.provides {
			name := a.name + "." + l.text
			f := a.field(l.text)
			if f == nil {
				continue
			}
			if _, optional := t.bare(f.typ); optional && t.settled[name] && !s.filled[name] {
				if later[name] {
					t.undecide("a branch of the step that the output leaves at sets it")
					continue
				}
				t.tell("process."+t.p.name+".output."+out.name+" promises "+l.text+" and may leave without", l.at, out.atRange)
			}
		}
		if was, ok := t.always[out.name]; ok {
			maps.DeleteFunc(was, func(name string, _ bool) bool { return !s.filled[name] })
		} else {
			t.always[out.name] = maps.Clone(s.filled)
		}
	} else {
		t.always[out.name] = map[string]bool{}
	}
	s = s.copy()
	s.sent[out.name] = true
	states := []walker{s}
	for _, i := range t.interfaces {
		if t.output(i) != out || len(i.update) == 0 {
			continue
		}
		var after []walker
		for _, s := range states {
			x := s.copy()
			for _, l := range i.update {
				if v, _ := l.value.Value(nil); l.name == a.states && before[a.name] != s.states[a.name] && v.Type() == cty.String &&
					!slices.Contains(a.transitions[s.states[a.name]], v.AsString()) && slices.Contains(append(a.transitions[before[a.name]], before[a.name]), v.AsString()) {
					t.undecide("whether an output leaves before or after the update of its step is not said")
					continue
				}
				t.set(&x, a, l)
			}
			if after = append(after, x); i.on {
				after = append(after, s)
			}
		}
		states = after
	}
	return states
}

// waitsInVain reports whether an input only brings answers to questions that have not left.
func (t *trail) waitsInVain(s walker, in *port) bool {
	found := false
	for _, i := range t.interfaces {
		if !slices.Contains(t.inputsOf(i), in) {
			continue
		}
		found = true
		if len(i.answers) == 0 {
			return false
		}
		for _, q := range t.interfaces {
			if slices.Contains(i.answers, q.name) && (t.output(q) == nil || t.output(q).process != t.p || s.sent[t.output(q).name]) {
				return false
			}
		}
	}
	return found
}

func (t *trail) tell(what string, at ...hcl.Range) {
	if !t.told[what] {
		t.told[what] = true
		t.problem(what, at...)
	}
}

func (w *world) walk(p *process) {
	if !p.external && slices.ContainsFunc(p.steps, func(s *step) bool { return len(ways(s)) > 0 }) {
		w.trailOf(p)
	}
}

// sure are the fields of the sender's record that its steps, or what came in, fill on every way to where an interface leaves.
func (w *world) sure(i *passing) []string {
	out := w.output(i)
	if out == nil || out.process.external || !slices.ContainsFunc(out.process.steps, func(s *step) bool { return len(ways(s)) > 0 }) {
		return nil
	}
	quiet := *w
	quiet.problems, quiet.undecided = nil, nil
	var list []string
	for _, name := range sortedKeys(quiet.trailOf(out.process).always[out.name]) {
		if a, f, ok := strings.Cut(name, "."); ok && a == out.artifact {
			list = append(list, f)
		}
	}
	return list
}
