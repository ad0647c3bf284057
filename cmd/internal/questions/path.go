package questions

import (
	"fmt"
	"strings"

	"handoff/graph"
	"handoff/graph/words"
	"handoff/lang"
)

// Path is how work gets from one block to another.
type Path struct {
	FormatVersion int     `json:"format_version"`
	Question      string  `json:"question" jsonschema:"always path"`
	From          Block   `json:"from"`
	To            Block   `json:"to"`
	Filter        Filter  `json:"filter"`
	Same          bool    `json:"same" jsonschema:"true if both touch one and the same process, so that nothing is handed on"`
	Length        int     `json:"length" jsonschema:"handoffs (or ways from step to step) on each of the shortest chains; 0 where there is none"`
	Count         int     `json:"count" jsonschema:"how many shortest chains there are"`
	Chains        []Chain `json:"chains" jsonschema:"the first few of them"`
	Back          int     `json:"length_back" jsonschema:"where there is no chain: how many handoffs lead the other way; 0 for none"`
	// Ends that touch no process can have no path.
	Rootless []string `json:"touch_no_process" jsonschema:"which of the two have to do with no process"`
}

// Chain is one way: its stops, and what leads to the next.
type Chain struct {
	Stops []Stop `json:"stops"`
}

// Stop is a process on the way (or a step, inside one process), and how it goes on from there.
type Stop struct {
	Block
	Promise string `json:"promise,omitempty" jsonschema:"what the process promises for its own work"`
	Onward  []Hop  `json:"onward" jsonschema:"what leads to the next stop; several are alternatives; empty at the last"`
}

// Hop is one handoff, or one way from a step to the next.
type Hop struct {
	Interface *Block   `json:"interface,omitempty" jsonschema:"absent for a way inside a process that no interface is declared for"`
	How       string   `json:"how" jsonschema:"interface; inside a process also next, sequence, branch, overdue"`
	When      string   `json:"when,omitempty" jsonschema:"the condition of a branch, or what sets the handoff off"`
	Artifact  string   `json:"artifact,omitempty" jsonschema:"the record that is passed"`
	Becomes   string   `json:"becomes,omitempty" jsonschema:"the receiver's record, where it is another"`
	Mode      string   `json:"mode,omitempty" jsonschema:"automated or manual"`
	Via       []string `json:"via,omitempty" jsonschema:"the systems that carry it"`
	Wait      string   `json:"wait,omitempty" jsonschema:"how long it may take, as promised"`
	Answers   []string `json:"answers,omitempty" jsonschema:"the requests that it answers"`
	WrittenIn Place    `json:"place"`
}

// fewChains is how many shortest chains are told.
const fewChains = 5

// AskPath answers for two addresses. The filter says which processes the way may lead through.
func AskPath(g *graph.Graph, from, to string, filter Filter) (*Path, error) {
	a, err := Find(g, processFirst(g, from))
	if err != nil {
		return nil, err
	}
	b, err := Find(g, processFirst(g, to))
	if err != nil {
		return nil, err
	}
	selection, err := filter.selection(g)
	if err != nil {
		return nil, err
	}
	may := func(h *graph.Handoff) bool {
		if selection.Service != nil && !g.Selects(graph.Selection{Service: selection.Service}, h.Interface.Interface) {
			return false
		}
		return g.Selects(selection, h.Sender.Process) && g.Selects(selection, h.Receiver.Process)
	}
	found := g.Paths(a, b, fewChains, may)
	out := &Path{
		FormatVersion: FormatVersion, Question: "path", From: BlockOf(a), To: BlockOf(b), Filter: filter,
		Same: found.Same, Count: found.Count, Chains: []Chain{}, Rootless: []string{},
	}
	if len(found.From) == 0 {
		out.Rootless = append(out.Rootless, out.From.Address)
	}
	if len(found.To) == 0 && a != b {
		out.Rootless = append(out.Rootless, out.To.Address)
	}
	for _, c := range found.Shortest {
		out.Chains = append(out.Chains, chain(g, c))
		out.Length = len(c.Hops)
	}
	if out.None() && !found.Same {
		if back := g.Paths(b, a, 1, may); len(back.Shortest) > 0 {
			out.Back = len(back.Shortest[0].Hops)
		}
	}
	return out, nil
}

// processFirst takes a name for that of the process, where other blocks have it too: it is processes that work goes between.
func processFirst(g *graph.Graph, typed string) string {
	if address := string(lang.KindProcess) + "." + typed; g.Map.Lookup(typed) == nil && g.Map.Lookup(address) != nil {
		return address
	}
	return typed
}

func chain(g *graph.Graph, c graph.Chain) Chain {
	var out Chain
	for k, d := range c.Stops {
		stop := Stop{Block: BlockOf(d), Onward: []Hop{}}
		if p, ok := d.(*lang.Process); ok && g.Process(p) != nil {
			stop.Promise = promised(g.Process(p).SLA)
		}
		if k < len(c.Hops) {
			for _, h := range c.Hops[k] {
				stop.Onward = append(stop.Onward, hop(h))
			}
		}
		out.Stops = append(out.Stops, stop)
	}
	return out
}

func hop(h graph.Hop) Hop {
	if h.Way != nil {
		out := Hop{How: string(h.Way.How), WrittenIn: PlaceOf(h.Way.Range)}
		if b := h.Way.Branch; b != nil {
			out.When = b.Choice.Value
			if b.When.Given() {
				out.When, _ = words.Condition(b.When, words.Home(h.Way.From.Process))
			}
		}
		if i := h.Way.Interface; i != nil {
			b := BlockOf(i.Interface)
			out.Interface, out.Wait = &b, promised(i.SLA)
		} else if within := h.Way.From.WithinPromise(); within.Given() {
			out.Wait = "done in " + within.Words()
		}
		return out
	}
	i := h.Handoff.Interface
	b := BlockOf(i.Interface)
	out := Hop{Interface: &b, How: "interface", Mode: "manual", Wait: promised(i.SLA), WrittenIn: b.Place}
	if i.Automated() {
		out.Mode = "automated"
	}
	if i.On.Given() {
		out.When = i.On.Address()
	}
	if h.Handoff.Sent != nil {
		out.Artifact = h.Handoff.Sent.Address()
	}
	if r := h.Handoff.Received; r != nil && r != h.Handoff.Sent {
		out.Becomes = r.Address()
	}
	for _, via := range i.Via {
		out.Via = append(out.Via, via.Address())
	}
	for _, r := range i.Requests {
		out.Answers = append(out.Answers, r.Address())
	}
	return out
}

// None reports that there is no way.
func (a *Path) None() bool { return len(a.Chains) == 0 && !a.Same }

func (a *Path) text(p *page) {
	head := a.From.Address + " to " + a.To.Address + ": "
	switch {
	case a.Same && a.From.Address == a.To.Address:
		p.line("%sthat is one and the same block.", head)
	case a.Same:
		p.line("%sboth touch the same process, so that nothing is handed on between processes.", head)
	case len(a.Rootless) > 0:
		p.line("%sno way, for no process has to do with %s.", head, strings.Join(a.Rootless, " or "))
	case a.None() && a.Back > 0:
		p.line("%sno way. The other way round there is one, of %s.", head, count(a.Back, "handoff", "handoffs"))
	case a.None():
		p.line("%sno way, in either direction.", head)
	default:
		what := count(a.Length, "handoff", "handoffs")
		if a.Chains[0].Stops[0].Kind == string(lang.KindStep) {
			what = count(a.Length, "way from step to step", "ways from step to step")
		}
		if a.Count > 1 {
			what += fmt.Sprintf(", in %d ways", a.Count)
		}
		p.line("%s%s.", head, what)
	}
	if a.Filter.given() && a.None() {
		p.line("Only what the filter selects was looked at.")
	}
	for _, c := range a.Chains {
		p.WriteByte('\n')
		for k, s := range c.Stops {
			promise := ""
			if s.Promise != "" && k > 0 {
				promise = ": " + s.Promise
			}
			p.line("%d. %s%s%s", k+1, s.named(), behind(s.Place), promise)
			for n, h := range s.Onward {
				arrow := "->"
				if n > 0 {
					arrow = "or"
				}
				p.line("   %s %s", arrow, h.words())
			}
		}
	}
	if a.Count > len(a.Chains) && !a.None() {
		p.head(fmt.Sprintf("The first %d of them are shown.", len(a.Chains)))
	}
}

// words says a hop on one line.
func (h Hop) words() string {
	var out []string
	if h.Interface != nil {
		out = append(out, h.Interface.Address)
	} else {
		out = append(out, h.How)
	}
	if h.When != "" {
		word := "on "
		if h.How == string(graph.ByBranch) {
			word = "if "
		}
		out = append(out, word+h.When)
	}
	if h.Artifact != "" {
		passes := "passes " + h.Artifact
		if h.Becomes != "" {
			passes += " as " + h.Becomes
		}
		out = append(out, passes)
	}
	if h.Mode != "" {
		carried := h.Mode
		if len(h.Via) > 0 {
			carried += " via " + strings.Join(h.Via, ", ")
		}
		out = append(out, carried)
	}
	if len(h.Answers) > 0 {
		out = append(out, "answers "+strings.Join(h.Answers, ", "))
	}
	if h.Wait != "" {
		out = append(out, h.Wait)
	}
	return strings.Join(out, "; ") + behind(h.WrittenIn)
}

func (a *Path) dot(d *drawing) {
	d.title = "From " + a.From.Title + " to " + a.To.Title
	if len(a.Chains) == 0 {
		d.block(a.From, true)
		d.block(a.To, true)
	}
	for _, c := range a.Chains {
		for k, s := range c.Stops {
			d.block(s.Block, k == 0 || k == len(c.Stops)-1)
		}
		for k, s := range c.Stops {
			for _, h := range s.Onward {
				label, style := h.How, ""
				if h.Interface != nil {
					label = h.Interface.Title
					if h.Mode == "manual" {
						style = "dashed"
					}
				}
				for _, more := range []string{h.When, h.Wait} {
					if more != "" {
						label += "\n" + more
					}
				}
				d.edge(s.Address, c.Stops[k+1].Address, label, style)
			}
		}
	}
}
