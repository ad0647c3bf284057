package questions

import (
	"fmt"
	"slices"
	"strings"

	"handoff/graph"
	"handoff/lang"
)

// Impact is who and what is affected if a block changes.
type Impact struct {
	FormatVersion int       `json:"format_version"`
	Question      string    `json:"question" jsonschema:"always impact"`
	Of            Block     `json:"of" jsonschema:"the block that changes"`
	Depth         int       `json:"depth" jsonschema:"how many handoffs away the answer looks"`
	Filter        Filter    `json:"filter"`
	Effects       []Effect  `json:"effects" jsonschema:"what is affected, nearest first"`
	Promises      []Promise `json:"promises" jsonschema:"the promises made by what is affected, the changed block's own first"`
	Further       int       `json:"further_processes" jsonschema:"how many processes lie downstream beyond the depth"`
	Filtered      int       `json:"filtered_out" jsonschema:"how many effects the filter leaves out"`
}

// Effect is one block that is affected.
type Effect struct {
	Block
	Distance int     `json:"distance" jsonschema:"0 for what has to do with the changed block itself, one more for each handoff or block in between"`
	Why      []Cause `json:"why"`
}

// Cause says why something is affected.
type Cause struct {
	From string `json:"from" jsonschema:"address of what it has to do with: the changed block, a part of it, or something affected that lies nearer"`
	How  string `json:"how" jsonschema:"how it has to do with it"`
	Place
}

// Promise is a promise that somebody made.
type Promise struct {
	Of    string `json:"of" jsonschema:"address of the process, interface or service that promises"`
	Words string `json:"words"`
	Place
}

// AllDepths is deeper than any map.
const AllDepths = 1_000_000

// AskImpact answers for the block at an address, up to depth handoffs away.
func AskImpact(g *graph.Graph, address string, depth int, filter Filter) (*Impact, error) {
	d, err := Find(g, address)
	if err != nil {
		return nil, err
	}
	selection, err := filter.selection(g)
	if err != nil {
		return nil, err
	}
	if depth < 0 {
		return nil, fmt.Errorf("a depth of %d handoffs makes no sense; 0 is the block's own surroundings", depth)
	}
	found := g.Impact(d, depth)
	out := &Impact{
		FormatVersion: FormatVersion, Question: "impact", Of: BlockOf(d), Depth: depth, Filter: filter,
		Effects: []Effect{}, Promises: []Promise{}, Further: found.Further,
	}
	kept := map[lang.Declaration]bool{found.Of: true}
	for _, e := range found.Effects {
		if !g.Selects(selection, e.Declaration) {
			out.Filtered++
			continue
		}
		kept[e.Declaration] = true
		effect := Effect{Block: BlockOf(e.Declaration), Distance: e.Distance, Why: []Cause{}}
		for _, c := range e.Why {
			effect.Why = append(effect.Why, Cause{From: c.From.Common().Address(), How: c.Word, Place: PlaceOf(c.Range)})
		}
		out.Effects = append(out.Effects, effect)
	}
	for _, p := range found.Promises {
		if kept[p.Effect.Declaration] {
			at := p.Effect.Common().Header
			if p.SLA.Block != nil && !p.SLA.Block.Header.IsZero() {
				at = p.SLA.Block.Header
			}
			out.Promises = append(out.Promises, Promise{Of: p.Effect.Common().Address(), Words: promised(p.SLA), Place: PlaceOf(at)})
		}
	}
	return out, nil
}

// promised says a set of promises on one line.
func promised(sla graph.SLA) string {
	say := func(p graph.Promises) string {
		var out []string
		for _, x := range []struct {
			word string
			p    graph.Promise
		}{{"acknowledged in", p.Acknowledge}, {"complete in", p.Complete}, {"not before", p.AtLeast}} {
			if x.p.Given() {
				out = append(out, x.word+" "+x.p.Words())
			}
		}
		return strings.Join(out, ", ")
	}
	var out []string
	if whole := say(sla.Promises); whole != "" {
		out = append(out, whole)
	}
	for _, t := range sla.Targets {
		out = append(out, t.Value.Value+": "+say(t.Promises))
	}
	return strings.Join(out, "; ")
}

// None reports that nothing is affected.
func (i *Impact) None() bool { return len(i.Effects) == 0 }

// sections are the kinds of what is affected, in the order in which people want to hear of them.
var sections = []struct {
	title string
	kinds []lang.Kind
}{
	{"processes", []lang.Kind{lang.KindProcess}},
	{"handoffs", []lang.Kind{lang.KindInterface}},
	{"roles and teams", []lang.Kind{lang.KindRole, lang.KindTeam}},
	{"services", []lang.Kind{lang.KindService}},
	{"records", []lang.Kind{lang.KindArtifact}},
	{"KPIs", []lang.Kind{lang.KindKPI}},
	{"meetings and improvements", []lang.Kind{lang.KindCadence, lang.KindImprovement}},
	{"other blocks", nil},
}

// fewReasons is how many reasons a text gives for one effect.
const fewReasons = 3

func (i *Impact) text(p *page) {
	p.line("What changes if %s does%s", i.Of.named(), behind(i.Of.Place))
	if i.None() {
		p.head("Nothing else is affected.")
	}
	told := map[string]bool{}
	for distance := 0; len(told) < len(i.Effects); distance++ {
		at := slices.DeleteFunc(slices.Clone(i.Effects), func(e Effect) bool { return e.Distance != distance })
		if len(at) == 0 {
			continue
		}
		where := "Directly"
		if distance > 0 {
			where = count(distance, "handoff", "handoffs") + " further"
		}
		for _, s := range sections {
			titled := false
			for _, e := range at {
				if told[e.Address] || s.kinds != nil && !slices.Contains(s.kinds, lang.Kind(e.Kind)) {
					continue
				}
				told[e.Address] = true
				if !titled {
					p.head(where + ": " + s.title)
					titled = true
				}
				p.line("  %s", e.named())
				reasons := shortened(e.Why)
				for k, c := range reasons {
					if k == fewReasons && len(reasons) > fewReasons+1 {
						p.line("    and %s", count(len(reasons)-k, "more reason", "more reasons"))
						break
					}
					p.line("    %s: %s%s", c.From, c.How, behind(c.Place))
				}
			}
		}
	}
	if len(i.Promises) > 0 {
		p.head("Promises at stake")
		for _, x := range i.Promises {
			p.line("  %s: %s%s", x.Of, x.Words, behind(x.Place))
		}
	}
	i.rest(p)
}

// shortened tells of all the fields that something uses of one record in one reason, at the place of the first.
func shortened(why []Cause) []Cause {
	const one, many = "uses its field ", "uses its fields "
	var out []Cause
	first := map[string]int{}
	for _, c := range why {
		name, field := strings.CutPrefix(c.How, one)
		at, known := first[c.From]
		switch {
		case !field:
			out = append(out, c)
		case !known:
			first[c.From] = len(out)
			out = append(out, c)
		default:
			out[at].How = many + strings.TrimPrefix(strings.TrimPrefix(out[at].How, one), many) + ", " + name
		}
	}
	return out
}

func (i *Impact) rest(p *page) {
	var rest []string
	if i.Further > 0 {
		rest = append(rest, fmt.Sprintf("%s further downstream: see --depth.", count(i.Further, "more process lies", "more processes lie")))
	}
	if i.Filtered > 0 {
		rest = append(rest, count(i.Filtered, "effect is", "effects are")+" left out by the filter.")
	}
	if len(rest) > 0 {
		p.WriteByte('\n')
	}
	for _, r := range rest {
		p.line("%s", r)
	}
}

func (i *Impact) dot(d *drawing) {
	d.title = "What changes if " + i.Of.Title + " does"
	d.block(i.Of, true)
	drawn := map[string]bool{i.Of.Address: true}
	for _, e := range i.Effects {
		d.block(e.Block, false)
		drawn[e.Address] = true
	}
	for _, e := range i.Effects {
		for _, c := range e.Why {
			from := c.From
			if !drawn[from] { // a part of the changed block
				from = i.Of.Address
			}
			d.edge(from, e.Address, c.How, "")
		}
	}
}
