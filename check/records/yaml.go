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
	limited := &limitedReader{in: in}
	dec := yaml.NewDecoder(limited)
	number := 0
	for {
		var doc yaml.Node
		limited.left = maxDocument
		switch err := dec.Decode(&doc); {
		case err == io.EOF:
			return nil
		case limited.left < 0:
			return errLargeDocument
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

// What one document may hold: all of it is in memory at once, and a node for every value, which takes twenty times its bytes.
const (
	maxDocument = 16 << 20  // bytes
	maxValues   = 1_000_000 // values that it may unfold to
	maxNested   = 1000      // lists and mappings in each other, merged ones among them
	maxFigures  = 400       // of a whole number
)

var (
	errLargeDocument = fmt.Errorf("a document is larger than %d MB; write the records as documents of their own, with --- between them, or as JSON", maxDocument>>20)
	errManyValues    = fmt.Errorf("its document comes to more than %d values, each alias counted as what it stands for; write the records as documents of their own, with --- between them", maxValues)
	errNested        = fmt.Errorf("it is nested more than %d levels deep", maxNested)
	errEndless       = errors.New("its aliases unfold without end: this one stands inside what it stands for")
)

// limitedReader ends a document that is too large. What the decoder reads ahead counts as the next one's.
type limitedReader struct {
	in   io.Reader
	left int
}

func (l *limitedReader) Read(p []byte) (int, error) {
	if l.left < 0 {
		return 0, errLargeDocument
	}
	n, err := l.in.Read(p)
	l.left -= n
	return n, err
}

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
	left *int                // values that may still be made
	open map[*yaml.Node]bool // what an alias stands for, while it is unfolded
	err  error
	at   *yaml.Node
}

func (u *unfolding) fail(n *yaml.Node, err error) any {
	if u.err == nil {
		u.err, u.at = err, n
	}
	return nil
}

// enter counts one value, and reports whether there may be one more, this deep.
func (u *unfolding) enter(n *yaml.Node, depth int) bool {
	*u.left--
	switch {
	case u.err != nil:
	case depth > maxNested:
		u.fail(n, errNested)
	case *u.left < 0:
		u.fail(n, errManyValues)
	}
	return u.err == nil
}

// follow calls f with what a node stands for, which is itself where it is no alias.
func (u *unfolding) follow(n *yaml.Node, f func(*yaml.Node)) {
	if n.Kind != yaml.AliasNode {
		f(n)
		return
	}
	if u.open[n.Alias] {
		u.fail(n, errEndless)
		return
	}
	if u.open == nil {
		u.open = map[*yaml.Node]bool{}
	}
	u.open[n.Alias] = true
	f(n.Alias)
	delete(u.open, n.Alias)
}

func (u *unfolding) value(n *yaml.Node, depth int) (out any) {
	if !u.enter(n, depth) {
		return nil
	}
	u.follow(n, func(n *yaml.Node) {
		switch n.Kind {
		case yaml.SequenceNode:
			list := make([]any, 0, len(n.Content))
			for _, item := range n.Content {
				list = append(list, u.value(item, depth+1))
			}
			out = list
		case yaml.MappingNode:
			members := map[string]any{}
			u.members(n, members, depth)
			out = members
		default:
			out = u.scalar(n)
		}
	})
	return out
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
		if key = resolved(key); key.Kind != yaml.ScalarNode {
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
			if !u.enter(m, depth) {
				return
			}
			u.follow(from, func(from *yaml.Node) {
				more := map[string]any{}
				u.members(from, more, depth+1)
				for key, value := range more {
					if _, there := out[key]; !there {
						out[key] = value
					}
				}
			})
		}
	}
}

func isMerge(key *yaml.Node) bool {
	return key.Kind == yaml.ScalarNode && key.Value == "<<" && (key.Tag == "" || key.ShortTag() == "!!merge")
}

// mappings are what a merge key may name: a mapping, or a list of them, or aliases of either.
func mappings(n *yaml.Node) []*yaml.Node {
	switch whole := resolved(n); whole.Kind {
	case yaml.MappingNode:
		return []*yaml.Node{n}
	case yaml.SequenceNode:
		var out []*yaml.Node
		for _, item := range whole.Content {
			if resolved(item).Kind == yaml.MappingNode {
				out = append(out, item)
			}
		}
		return out
	}
	return nil
}

// resolved is what an alias stands for, and any other node itself.
func resolved(n *yaml.Node) *yaml.Node {
	if n.Kind == yaml.AliasNode {
		return n.Alias
	}
	return n
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
		if len(text) > maxFigures { // reading one of millions takes minutes
			return u.fail(n, fmt.Errorf("a number of %d figures is beyond all measure", len(text)))
		}
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
		name, value := member(resolved(n), step, 0)
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
					if name, value := member(resolved(m), step, depth+1); value != nil {
						return name, value
					}
				}
			}
		}
	}
	return nil, nil
}
