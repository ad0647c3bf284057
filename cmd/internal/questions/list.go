package questions

import (
	"fmt"
	"slices"
	"strings"

	"handoff/graph"
	"handoff/lang"
)

// Kinds are the kinds of block that can be listed.
var Kinds = []string{
	"process", "interface", "artifact", "service", "role", "team", "system", "event", "step", "input", "output", "kpi", "cadence", "improvement",
	"calendar", "milestone", "sla_policy", "escalation_policy", "rule", "import",
}

// List is the blocks of a kind.
type List struct {
	FormatVersion int    `json:"format_version"`
	Question      string `json:"question" jsonschema:"always list"`
	Kind          string `json:"kind"`
	Filter        Filter `json:"filter"`
	Blocks        []Item `json:"blocks" jsonschema:"in the order in which they are written"`
}

// Item is one block of a list.
type Item struct {
	Block
	Owners   []string `json:"owners" jsonschema:"addresses of who answers for it"`
	Team     string   `json:"team,omitempty" jsonschema:"of a process, the team that runs it; of a role, its first team"`
	Services []string `json:"services" jsonschema:"addresses of the services in whose flow it is"`
	Tags     []string `json:"tags"`
	From     string   `json:"from,omitempty" jsonschema:"of an interface, where it leaves from"`
	To       []string `json:"to,omitempty" jsonschema:"of an interface, where it arrives"`
}

// AskList answers for a kind of block.
func AskList(g *graph.Graph, kind string, filter Filter) (*List, error) {
	if !slices.Contains(Kinds, kind) {
		for _, k := range Kinds { // as people say it
			if many := strings.TrimSuffix(strings.TrimSuffix(k, "y"), "s"); kind == k+"s" || kind == k+"es" || kind == many+"ies" {
				return AskList(g, k, filter)
			}
		}
		if kind == "handoff" || kind == "handoffs" {
			return AskList(g, "interface", filter)
		}
		return nil, fmt.Errorf("no kind of block is called %q%s; there are: %s", kind, didYouMean(kind, Kinds), strings.Join(Kinds, ", "))
	}
	selection, err := filter.selection(g)
	if err != nil {
		return nil, err
	}
	out := &List{FormatVersion: FormatVersion, Question: "list", Kind: kind, Filter: filter, Blocks: []Item{}}
	for _, d := range g.Map.Declarations() {
		if string(d.Common().Kind) == kind && g.Selects(selection, d) {
			out.Blocks = append(out.Blocks, item(g, d))
		}
	}
	return out, nil
}

func item(g *graph.Graph, d lang.Declaration) Item {
	out := Item{Block: BlockOf(d), Owners: []string{}, Services: []string{}, Tags: d.Common().Tags.Values()}
	for _, a := range g.Owner(d).Answers {
		if a.Who != d {
			out.Owners = append(out.Owners, a.Who.Common().Address())
		}
	}
	var services []*graph.Service
	switch d := d.(type) {
	case *lang.Process:
		if n := g.Process(d); n != nil {
			services = n.Services
			if n.Runs != nil {
				out.Team = n.Runs.Address()
			}
		}
	case *lang.Interface:
		if n := g.Interface(d); n != nil {
			services = n.Services
		}
		out.From = d.From.Address()
		for _, r := range d.To {
			out.To = append(out.To, r.Address())
		}
	case *lang.Role:
		if len(d.Teams) > 0 {
			out.Team = d.Teams[0].Address()
		}
	}
	for _, s := range services {
		out.Services = append(out.Services, s.Address())
	}
	return out
}

// None is false: an empty list is an answer.
func (l *List) None() bool { return false }

func (l *List) text(p *page) {
	var rows [][]string
	for _, b := range l.Blocks {
		about := b.Title
		if b.From != "" {
			about += ": " + short(b.From) + " to " + strings.Join(shorts(b.To), ", ")
		}
		rows = append(rows, []string{b.Address, about, strings.Join(b.Owners, ", "), b.Place.String()})
	}
	if !slices.ContainsFunc(rows, func(row []string) bool { return row[2] != "" }) {
		for k := range rows {
			rows[k] = slices.Delete(rows[k], 2, 3)
		}
	}
	p.table("", rows)
	if len(rows) == 0 {
		p.line("No %s%s.", l.Kind, map[bool]string{true: " that the filter selects", false: " in this map"}[l.Filter.given()])
	}
}

// short is the address of a port without the words that only say so.
func short(address string) string {
	parts := strings.Split(address, ".")
	if len(parts) > 2 && parts[0] == string(lang.KindProcess) {
		return parts[1]
	}
	return strings.TrimPrefix(address, "process.")
}

func shorts(list []string) []string {
	out := make([]string, len(list))
	for k, a := range list {
		out[k] = short(a)
	}
	return out
}

func (l *List) dot(d *drawing) {
	d.title = "Every " + l.Kind
	for _, b := range l.Blocks {
		d.block(b.Block, false)
	}
}
