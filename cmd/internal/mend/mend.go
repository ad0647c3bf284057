// Package mend carries out the fixes that findings offer. It works on texts and touches no file: a command writes what comes out, an
// editor puts it into its buffer.
//
// Findings do not know of each other, so their fixes may collide. They are taken in the order of the findings, each whole or not at all: one
// whose edits reach into those of an earlier one is left for the next round, when positions have settled. Two that make the same edit make it
// once. What has been mended must parse; where it does not, the fixes of that file are tried one by one, and those that break it are left
// out.
//
// Apply is one round. Settle has the texts that come out of it checked again and goes on with what is found then, so that who mends twice finds
// nothing to mend.
package mend

import (
	"bytes"
	"cmp"
	"maps"
	"slices"
	"strings"

	"handoff/lang"
	"handoff/lang/finding"
)

// Reason says why a fix was not carried out.
type Reason string

// The reasons there are.
const (
	Unsafe   Reason = "may change what the map means"
	Overlaps Reason = "reaches into another fix"
	Breaks   Reason = "would leave a file that does not parse"
	Outside  Reason = "is for a file that may not be changed"
	Unfit    Reason = "does not fit the text"
)

// Result is what became of the fixes of some findings.
type Result struct {
	Files []File // those that change, by path
	Fixed []finding.Finding
	Left  []Left
	// Unsettled says that Settle gave up while there was still something to mend.
	Unsettled bool
}

// File is a text before and after.
type File struct {
	Path    string
	Was, Is []byte
}

// Left is a fix that was not carried out.
type Left struct {
	Finding finding.Finding
	Fix     finding.Fix
	Reason  Reason
}

// Apply carries out one fix of each finding that has any: the first that may be. Those that are not safe are only if asked for. Source is
// the text of a file that may be changed, or false.
func Apply(findings []finding.Finding, unsafe bool, source func(path string) ([]byte, bool)) Result {
	m := mending{unsafe: unsafe, source: source, edits: map[string][]finding.Edit{}}
	for _, f := range findings {
		m.choose(f)
	}
	broken := m.broken(m.paths())
	if len(broken) == 0 {
		return m.result()
	}
	// Start again: first what does no harm, then the others one at a time.
	tried := slices.Clone(m.chosen)
	m.chosen, m.edits = nil, map[string][]finding.Edit{}
	harmless := func(c choice) bool {
		return !slices.ContainsFunc(c.fix.Edits, func(e finding.Edit) bool { return slices.Contains(broken, e.File) })
	}
	for _, c := range tried {
		if harmless(c) {
			m.take(c)
		}
	}
	for _, c := range tried {
		if harmless(c) {
			continue
		}
		before := map[string][]finding.Edit{}
		for _, e := range c.fix.Edits {
			before[e.File] = m.edits[e.File]
		}
		m.take(c)
		if len(m.broken(keys(before))) == 0 {
			continue
		}
		for path, edits := range before {
			m.edits[path] = edits
		}
		m.chosen = m.chosen[:len(m.chosen)-1]
		m.left = append(m.left, Left{c.finding, c.fix, Breaks})
	}
	return m.result()
}

// maxRounds is how many rounds a map is given to settle. What a fix uncovers, such as the next in a chain of things that nothing uses, takes a
// round of its own; more than this are fixes that undo each other.
const maxRounds = 50

// Settle carries out fixes, as Apply does, until there is nothing more to carry out. After each round it asks what is found in the map with the
// new texts in the place of the old ones. What is left is what was left in the end. An error is that of asking.
func Settle(findings []finding.Finding, unsafe bool, source func(path string) ([]byte, bool), again func(texts map[string][]byte) ([]finding.Finding, error)) (Result, error) {
	var all Result
	texts := map[string][]byte{}
	current := func(path string) ([]byte, bool) {
		text, may := source(path)
		if is, changed := texts[path]; may && changed {
			text = is
		}
		return text, may
	}
	for round := 0; ; round++ {
		r := Apply(findings, unsafe, current)
		all.Left = r.Left
		if len(r.Files) == 0 {
			break
		}
		if round == maxRounds {
			all.Unsettled = true
			break
		}
		all.Fixed = append(all.Fixed, r.Fixed...)
		for _, f := range r.Files {
			texts[f.Path] = f.Is
		}
		var err error
		if findings, err = again(texts); err != nil {
			return Result{}, err
		}
	}
	for _, path := range slices.Sorted(maps.Keys(texts)) {
		if was, _ := source(path); !bytes.Equal(was, texts[path]) {
			all.Files = append(all.Files, File{path, was, texts[path]})
		}
	}
	return all, nil
}

// mending is a run of Apply.
type mending struct {
	unsafe bool
	source func(string) ([]byte, bool)
	chosen []choice
	edits  map[string][]finding.Edit // of the chosen fixes, by file; sorted, without overlaps and doubles
	left   []Left
}

type choice struct {
	finding finding.Finding
	fix     finding.Fix
}

// choose takes the first fix of a finding that may be carried out. Where none may, it is the first one that is told of.
func (m *mending) choose(f finding.Finding) {
	var refused []Left
	for _, fix := range f.Fixes {
		reason := m.refuse(fix)
		if reason == "" {
			m.take(choice{f, fix})
			return
		}
		refused = append(refused, Left{f, fix, reason})
	}
	if len(refused) > 0 {
		m.left = append(m.left, refused[0])
	}
}

// refuse says why a fix may not be carried out, or "".
func (m *mending) refuse(fix finding.Fix) Reason {
	if !fix.Safe && !m.unsafe {
		return Unsafe
	}
	for n, e := range fix.Edits {
		text, ok := m.source(e.File)
		switch {
		case !ok:
			return Outside
		case e.Start < 0 || e.Start > e.End || e.End > len(text):
			return Unfit
		}
		for _, other := range slices.Concat(m.edits[e.File], fix.Edits[:n]) {
			if collide(e, other) {
				return Overlaps
			}
		}
	}
	if len(fix.Edits) == 0 {
		return Unfit
	}
	return ""
}

// collide reports whether two edits cannot both be made. Edits that only touch can; but of two texts put in at one place nobody knows which
// comes first.
func collide(a, b finding.Edit) bool {
	if a == b || a.File != b.File {
		return false
	}
	return a.Start < b.End && b.Start < a.End || a.Start == b.Start && (a.Start == a.End) == (b.Start == b.End)
}

// take notes that a fix is carried out.
func (m *mending) take(c choice) {
	m.chosen = append(m.chosen, c)
	for _, e := range c.fix.Edits {
		list := m.edits[e.File]
		if n, known := slices.BinarySearchFunc(list, e, order); !known {
			m.edits[e.File] = slices.Insert(slices.Clone(list), n, e)
		}
	}
}

// order is that of the text: what is put in at a place comes before what is replaced from there on.
func order(a, b finding.Edit) int {
	return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(a.End, b.End), strings.Compare(a.Text, b.Text))
}

// Splice makes edits in a text. They must lie in it, be in its order and not overlap.
func Splice(text []byte, edits []finding.Edit) []byte {
	var out []byte
	at := 0
	for _, e := range edits {
		out = append(append(out, text[at:e.Start]...), e.Text...)
		at = e.End
	}
	return append(out, text[at:]...)
}

// paths are the files with edits.
func (m *mending) paths() []string { return keys(m.edits) }

// broken are those of the files that would not parse.
func (m *mending) broken(paths []string) []string {
	return slices.DeleteFunc(paths, func(path string) bool {
		text, _ := m.source(path)
		return lang.Unparsable(path, Splice(text, m.edits[path])) == nil
	})
}

func (m *mending) result() Result {
	r := Result{Left: m.left}
	for _, c := range m.chosen {
		r.Fixed = append(r.Fixed, c.finding)
	}
	for _, path := range m.paths() {
		text, _ := m.source(path)
		if is := laidOut(path, text, Splice(text, m.edits[path])); !bytes.Equal(is, text) {
			r.Files = append(r.Files, File{path, text, is})
		}
	}
	return r
}

// laidOut formats what became of a text that was formatted, so that who mends need not format again. Of others nothing more is changed than
// the fixes say.
func laidOut(path string, was, is []byte) []byte {
	if before, problem := lang.Format(path, was); problem != nil || !bytes.Equal(before, was) {
		return is
	}
	if after, problem := lang.Format(path, is); problem == nil {
		return after
	}
	return is
}

// keys are those of a map in their order.
func keys(m map[string][]finding.Edit) []string {
	var out []string
	for path := range m {
		out = append(out, path)
	}
	slices.Sort(out)
	return out
}
