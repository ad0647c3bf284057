package questions

import (
	"strings"

	"handoff/graph"
	"handoff/lang"
)

// Why is what relates two blocks.
type Why struct {
	FormatVersion int        `json:"format_version"`
	Question      string     `json:"question" jsonschema:"always why"`
	A             Block      `json:"a"`
	B             Block      `json:"b"`
	Direct        bool       `json:"direct" jsonschema:"true if one has to do with the other itself, and not only by what lies in between"`
	Flows         []Flow     `json:"flows" jsonschema:"where they are not related directly, how work gets from the one to the other by handoffs, and back: the first of the shortest ways; empty where none does"`
	Relations     []Relation `json:"relations" jsonschema:"one with every link, where they are related directly; else the shortest chains of blocks from the one to the other; empty where nothing relates them"`
}

// Flow is a way that work takes.
type Flow struct {
	From       string   `json:"from" jsonschema:"address of the process it begins in"`
	To         string   `json:"to" jsonschema:"address of the process it ends in"`
	Interfaces []string `json:"interfaces" jsonschema:"addresses of the handoffs, one after the other"`
}

// Relation is a chain of blocks, and what links each to the next.
type Relation struct {
	Blocks []Block `json:"blocks"`
	Links  []Link  `json:"links"`
}

// Link is one thing that relates two blocks.
type Link struct {
	From    string `json:"from" jsonschema:"address of what says it"`
	To      string `json:"to" jsonschema:"address of what is named"`
	How     string `json:"how" jsonschema:"the argument, such as owner; of what only follows, how it does"`
	Follows bool   `json:"follows" jsonschema:"true if it is not written there, but follows from the rest of the map"`
	Place
}

// AskWhy answers for two addresses.
func AskWhy(g *graph.Graph, a, b string) (*Why, error) {
	x, err := Find(g, a)
	if err != nil {
		return nil, err
	}
	y, err := Find(g, b)
	if err != nil {
		return nil, err
	}
	out := &Why{FormatVersion: FormatVersion, Question: "why", A: BlockOf(x), B: BlockOf(y), Flows: []Flow{}, Relations: []Relation{}}
	for _, r := range g.Why(x, y) {
		relation := Relation{Blocks: blocks(r.Blocks), Links: []Link{}}
		for _, step := range r.Links {
			for _, l := range step {
				relation.Links = append(relation.Links, Link{
					From: l.From.Common().Address(), To: l.To.Common().Address(), How: l.Word, Follows: l.Follows, Place: PlaceOf(l.Range),
				})
			}
		}
		out.Direct = len(r.Blocks) == 2
		out.Relations = append(out.Relations, relation)
	}
	if !out.Direct && x != y {
		out.flow(g, x, y)
		out.flow(g, y, x)
	}
	return out, nil
}

// flow adds the way from one to the other.
func (w *Why) flow(g *graph.Graph, from, to lang.Declaration) {
	found := g.Paths(from, to, 1, func(*graph.Handoff) bool { return true })
	if len(found.Shortest) == 0 {
		return
	}
	way := found.Shortest[0]
	f := Flow{From: way.Stops[0].Common().Address(), To: way.Stops[len(way.Stops)-1].Common().Address(), Interfaces: []string{}}
	for _, alternatives := range way.Hops {
		if h := alternatives[0].Handoff; h != nil {
			f.Interfaces = append(f.Interfaces, h.Interface.Address())
		}
	}
	if len(f.Interfaces) > 0 {
		w.Flows = append(w.Flows, f)
	}
}

// None reports that nothing relates them.
func (w *Why) None() bool {
	return len(w.Relations) == 0 && len(w.Flows) == 0 && w.A.Address != w.B.Address
}

func (w *Why) text(p *page) {
	switch {
	case w.A.Address == w.B.Address:
		p.line("%s is one and the same block.", w.A.named())
	case w.None():
		p.line("Nothing in this map relates %s and %s.", w.A.named(), w.B.named())
	case w.Direct:
		p.line("What relates %s and %s:", w.A.named(), w.B.named())
	default:
		p.line("Neither of %s and %s names the other. What lies in between:", w.A.named(), w.B.named())
	}
	for _, f := range w.Flows {
		p.line("  work gets from %s to %s by %s", f.From, f.To, strings.Join(f.Interfaces, ", then "))
	}
	for k, r := range w.Relations {
		if k > 0 || len(w.Flows) > 0 {
			p.WriteByte('\n')
		}
		told := map[Link]int{} // how often each is said, wherever in a block
		var order []Link
		for _, l := range r.Links {
			same := Link{From: drawn(r.Blocks, l.From), To: drawn(r.Blocks, l.To), How: l.How, Follows: l.Follows}
			if told[same]++; told[same] == 1 {
				order = append(order, l)
			}
		}
		for _, l := range order {
			more := ""
			if n := told[Link{From: drawn(r.Blocks, l.From), To: drawn(r.Blocks, l.To), How: l.How, Follows: l.Follows}] - 1; n > 0 {
				more = ", and in " + count(n, "more place", "more places") + " of it"
			}
			p.line("  %s", l.words()+more)
		}
	}
}

// words says a link as a sentence.
func (l Link) words() string {
	switch {
	case !l.Follows && strings.HasPrefix(l.How, "field "):
		return l.From + " uses the " + l.How + " of " + l.To + behind(l.Place)
	case !l.Follows:
		return l.From + " names " + l.To + " as " + l.How + behind(l.Place)
	case l.How == "flow":
		return l.From + " runs through " + l.To + behind(l.Place)
	case l.How == "is part of it":
		return l.From + " is part of " + l.To + behind(l.Place)
	case strings.HasPrefix(l.How, "hands on to it"):
		return l.From + " hands on to " + l.To + strings.TrimPrefix(l.How, "hands on to it") + behind(l.Place)
	case l.How == "passes":
		return l.From + " passes " + l.To + behind(l.Place)
	}
	return l.From + " has " + l.To + " as " + l.How + behind(l.Place)
}

func (w *Why) dot(d *drawing) {
	d.title = "What relates " + w.A.Title + " and " + w.B.Title
	d.block(w.A, true)
	d.block(w.B, true)
	for _, r := range w.Relations {
		for _, b := range r.Blocks {
			d.block(b, false)
		}
		for _, l := range r.Links {
			style := ""
			if l.Follows {
				style = "dashed"
			}
			d.edge(drawn(r.Blocks, l.From), drawn(r.Blocks, l.To), l.How, style)
		}
	}
}

// drawn is the block that stands for an address: itself, or the one it is a part of.
func drawn(list []Block, address string) string {
	for _, b := range list {
		if b.Address == address {
			return address
		}
	}
	for _, b := range list {
		if strings.HasPrefix(address, b.Address+".") {
			return b.Address
		}
	}
	return address
}
