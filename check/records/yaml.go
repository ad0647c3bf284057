package records

// YAML, by the library's node tree rather than its values: nodes know where they stand, a date stays the text it is written as, and an alias
// that unfolds without end can be stopped.

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math/big"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"

	"handoff/lang/finding"
	"handoff/lang/lazyregexp"
)

// readYAML reads documents one after the other; the elements of a list that stands outermost are records of their own.
func readYAML(in io.Reader, each func(*record)) (err error) {
	defer func() { // the library panics on some broken input
		if p := recover(); p != nil {
			err = fmt.Errorf("it is no YAML: %v", p)
		}
	}()
	dec := yaml.NewDecoder(in)
	number := 0
	for {
		var doc yaml.Node
		switch err := dec.Decode(&doc); {
		case err == io.EOF:
			return nil
		case err != nil:
			return plain(err)
		}
		if doc.Kind != yaml.DocumentNode || len(doc.Content) == 0 {
			continue
		}
		root := doc.Content[0]
		list := []*yaml.Node{root}
		switch {
		case root.Kind == yaml.SequenceNode:
			list = root.Content
		case root.Kind == yaml.ScalarNode && root.ShortTag() == "!!null" && root.Value == "":
			continue // nothing between two marks
		}
		budget := maxValues
		for _, n := range list {
			number++
			each(yamlRecord(n, number, &budget))
		}
	}
}

// maxValues is how many values one document may unfold to.
const maxValues = 1_000_000

var lineOf = lazyregexp.New(`^yaml: (?:line (\d+): )?`)

// plain says an error of the library in our words.
func plain(err error) error {
	text := strings.Join(strings.Fields(err.Error()), " ")
	if m := lineOf.FindStringSubmatch(text); m != nil {
		text = text[len(m[0]):]
		if m[1] != "" {
			return fmt.Errorf("line %s: it is no YAML: %s", m[1], text)
		}
	}
	return fmt.Errorf("it is no YAML: %s", text)
}

func yamlRecord(n *yaml.Node, number int, budget *int) *record {
	r := &record{number: number, at: position(n)}
	u := unfolding{left: budget}
	r.value = u.value(n, 0)
	if u.err != nil {
		r.at, r.value, r.broken = position(u.at), nil, u.err
	}
	r.locate = func(path string) finding.Range {
		at := position(seek(n, stepsOf(path)))
		return finding.Range{Start: at, End: at}
	}
	return r
}

func position(n *yaml.Node) finding.Pos {
	return finding.Pos{Line: n.Line, Column: n.Column}
}

// unfolding turns nodes into the values that JSON would hold.
type unfolding struct {
	left *int // values that may still be made
	err  error
	at   *yaml.Node
}

func (u *unfolding) fail(n *yaml.Node, err error) any {
	if u.err == nil {
		u.err, u.at = err, n
	}
	return nil
}

func (u *unfolding) value(n *yaml.Node, depth int) any {
	*u.left--
	switch {
	case u.err != nil:
		return nil
	case *u.left < 0 || depth > 1000:
		return u.fail(n, errors.New("its aliases unfold without end"))
	}
	switch n.Kind {
	case yaml.AliasNode:
		return u.value(n.Alias, depth+1)
	case yaml.SequenceNode:
		out := make([]any, 0, len(n.Content))
		for _, item := range n.Content {
			out = append(out, u.value(item, depth+1))
		}
		return out
	case yaml.MappingNode:
		out := map[string]any{}
		u.members(n, out, depth)
		return out
	}
	return u.scalar(n)
}

// members adds the members of a mapping, merged ones (<<) where the mapping has none of its own.
func (u *unfolding) members(n *yaml.Node, out map[string]any, depth int) {
	own := map[string]bool{}
	var merged []*yaml.Node
	for i := 0; i+1 < len(n.Content); i += 2 {
		key, value := n.Content[i], n.Content[i+1]
		if isMerge(key) {
			merged = append(merged, value)
			continue
		}
		if key.Kind == yaml.AliasNode {
			key = key.Alias
		}
		if key.Kind != yaml.ScalarNode {
			u.fail(key, errors.New("a key is a list or mapping, which JSON cannot say"))
			return
		}
		if own[key.Value] {
			u.fail(key, fmt.Errorf("it is no YAML: the key %q stands here a second time", key.Value))
			return
		}
		own[key.Value] = true
		out[key.Value] = u.value(value, depth+1)
	}
	for _, m := range merged {
		for _, from := range mappings(m) {
			*u.left--
			if *u.left < 0 || depth > 1000 {
				u.fail(m, errors.New("its aliases unfold without end"))
				return
			}
			more := map[string]any{}
			u.members(from, more, depth+1)
			for key, value := range more {
				if _, there := out[key]; !there {
					out[key] = value
				}
			}
		}
	}
}

func isMerge(key *yaml.Node) bool {
	return key.Kind == yaml.ScalarNode && key.Value == "<<" && (key.Tag == "" || key.ShortTag() == "!!merge")
}

// mappings are what a merge key may name: a mapping, or a list of them.
func mappings(n *yaml.Node) []*yaml.Node {
	if n.Kind == yaml.AliasNode {
		n = n.Alias
	}
	switch n.Kind {
	case yaml.MappingNode:
		return []*yaml.Node{n}
	case yaml.SequenceNode:
		var out []*yaml.Node
		for _, item := range n.Content {
			if item.Kind == yaml.AliasNode {
				item = item.Alias
			}
			if item.Kind == yaml.MappingNode {
				out = append(out, item)
			}
		}
		return out
	}
	return nil
}

// scalar reads a scalar by YAML's core schema. What only YAML knows, a date or bytes, stays the text it is.
func (u *unfolding) scalar(n *yaml.Node) any {
	switch n.ShortTag() {
	case "!!null":
		return nil
	case "!!bool":
		var b bool
		if n.Decode(&b) != nil {
			return n.Value
		}
		return b
	case "!!int":
		text := strings.ReplaceAll(n.Value, "_", "")
		i, ok := new(big.Int).SetString(strings.TrimPrefix(text, "+"), 0)
		if base10, ok10 := new(big.Int).SetString(strings.TrimPrefix(text, "+"), 10); ok10 {
			i, ok = base10, true // 0123 is a number with a zero before it, and not octal
		}
		if !ok {
			return n.Value
		}
		return json.Number(i.String())
	case "!!float":
		f, err := strconv.ParseFloat(strings.ReplaceAll(n.Value, "_", ""), 64)
		switch {
		case json.Valid([]byte(n.Value)):
			return json.Number(n.Value)
		case err != nil || f != f || f > 1e308 || f < -1e308:
			return u.fail(n, fmt.Errorf("%s is a number that JSON cannot say", n.Value))
		}
		return json.Number(strconv.FormatFloat(f, 'g', -1, 64))
	}
	return n.Value
}

// seek is where the value at a path stands, or the nearest that holds it: the name of a member, or the element of a list.
func seek(n *yaml.Node, steps []string) *yaml.Node {
	at := n
	for _, step := range steps {
		if n.Kind == yaml.AliasNode {
			n = n.Alias
		}
		name, value := member(n, step, 0)
		if value == nil {
			return at
		}
		at, n = name, value
	}
	return at
}

// member finds a member of a mapping, or an element of a list; of an element the name is itself.
func member(n *yaml.Node, step string, depth int) (name, value *yaml.Node) {
	switch n.Kind {
	case yaml.SequenceNode:
		if i, err := strconv.Atoi(step); err == nil && i >= 0 && i < len(n.Content) {
			return n.Content[i], n.Content[i]
		}
	case yaml.MappingNode:
		for i := 0; i+1 < len(n.Content); i += 2 {
			if n.Content[i].Value == step && !isMerge(n.Content[i]) {
				return n.Content[i], n.Content[i+1]
			}
		}
		for i := 0; i+1 < len(n.Content) && depth < 20; i += 2 {
			if isMerge(n.Content[i]) {
				for _, m := range mappings(n.Content[i+1]) {
					if name, value := member(m, step, depth+1); value != nil {
						return name, value
					}
				}
			}
		}
	}
	return nil, nil
}
