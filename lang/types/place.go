package types

// Where in a JSON text a path leads: violations name paths, people want lines.

import (
	"fmt"
	"strings"

	"handoff/lang/finding"
)

// Sample is a JSON text whose values can be found again.
type Sample struct {
	root  *node
	index *lineIndex
}

// ReadSample reads one JSON text. The error is for a text that is no JSON; the range says where it shows.
func ReadSample(file string, src []byte) (*Sample, finding.Range, error) {
	index := newLineIndex(file, src)
	root, at, err := readJSON(src)
	if err != nil {
		return nil, index.span(at, at), fmt.Errorf("%s is no JSON: %w", file, err)
	}
	return &Sample{root, index}, finding.Range{}, nil
}

// Place is where the value at a violation's path stands: its name and the value, or the value alone in a list. Of what is missing it is where the
// nearest thing around it begins.
func (s *Sample) Place(path string) finding.Range {
	at, start := s.root, s.root.start
	for path != "" {
		next, from, rest := at.step(path)
		if next == nil {
			return s.index.span(start, start+1)
		}
		at, start, path = next, from, rest
	}
	if at.kind == '{' || at.kind == '[' {
		return s.index.span(start, at.start+1)
	}
	return s.index.span(start, at.end)
}

// step follows the first step of a path, as joinPath and samplePath write them.
func (n *node) step(path string) (next *node, start int, rest string) {
	for k, item := range n.items {
		if after, ok := strings.CutPrefix(path, fmt.Sprintf("[%d]", k)); ok {
			return item, item.start, strings.TrimPrefix(after, ".")
		}
	}
	for k := len(n.members) - 1; k >= 0; k-- { // of two alike, JSON readers take the last
		m := n.members[k]
		after, ok := strings.CutPrefix(path, joinPath("", m.key))
		if ok && (after == "" || after[0] == '.' || after[0] == '[') {
			return m.value, m.start, strings.TrimPrefix(after, ".")
		}
	}
	return nil, 0, ""
}
