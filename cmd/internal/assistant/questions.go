package assistant

import (
	"fmt"
	"slices"
	"strings"

	"github.com/modelcontextprotocol/go-sdk/mcp"

	"handoff/cmd/internal/analysis"
	"handoff/cmd/internal/questions"
	"handoff/cmd/internal/reference"
	"handoff/lang/finding"
)

// What the tools are asked.

type aboutOne struct {
	Address string `json:"address" jsonschema:"address of a block, such as process.incident_management; where only one block has that name, the name will do"`
}

type aboutImpact struct {
	aboutOne
	Depth *int `json:"depth,omitempty" jsonschema:"how many handoffs away to look; 1 if absent, 0 for the block's own surroundings"`
	questions.Filter
}

type aboutTwo struct {
	A string `json:"a" jsonschema:"address of one block"`
	B string `json:"b" jsonschema:"address of the other"`
}

type aboutPath struct {
	From string `json:"from" jsonschema:"address of the block it begins at"`
	To   string `json:"to" jsonschema:"address of the block it leads to"`
	questions.Filter
}

type aboutKind struct {
	Kind string `json:"kind" jsonschema:"process, interface (a handoff), artifact (a record), service, role, team, system, event, step, input, output, kpi, cadence (a meeting), improvement, calendar, milestone, sla_policy, escalation_policy, rule or import"`
	questions.Filter
}

type aboutWords struct {
	Words string `json:"words" jsonschema:"words, or beginnings of words, of its title, address or tags; blocks with all of them, or, where there are none, with some"`
	Kind  string `json:"kind,omitempty" jsonschema:"only blocks of this kind"`
}

type aboutFindings struct {
	Severity string `json:"severity,omitempty" jsonschema:"the least severity: error, warning or info; info if absent"`
	Rule     string `json:"rule,omitempty" jsonschema:"only findings of this rule, such as handoff/orphan-output"`
	Address  string `json:"address,omitempty" jsonschema:"only findings about this block or a part of it"`
	Limit    int    `json:"limit,omitempty" jsonschema:"how many to tell at most; 50 if absent"`
}

type aboutRule struct {
	Rule string `json:"rule,omitempty" jsonschema:"id of a rule, such as handoff/orphan-output; a list of all if absent"`
}

// What they answer beside the questions of handoff graph.

type found struct {
	Blocks []questions.Block `json:"blocks" jsonschema:"the best first"`
	More   int               `json:"more" jsonschema:"how many more there are"`
	Partly bool              `json:"partly,omitempty" jsonschema:"true if no block has all of the words, and these have some"`
}

type foundFindings struct {
	Counts   map[string]int `json:"counts" jsonschema:"of all findings of the map, by severity"`
	Matching int            `json:"matching" jsonschema:"how many are as asked for"`
	Findings []told         `json:"findings" jsonschema:"the first of them, gravest first"`
}

type told struct {
	Rule     string `json:"rule"`
	Severity string `json:"severity"`
	Summary  string `json:"summary"`
	Detail   string `json:"detail,omitempty"`
	Help     string `json:"help,omitempty" jsonschema:"what to do about it"`
	Address  string `json:"address,omitempty"`
	questions.Place
	Related []relatedPlace `json:"related,omitempty" jsonschema:"other places that explain it"`
}

type relatedPlace struct {
	Message string `json:"message"`
	questions.Place
}

type page struct {
	Text string `json:"text" jsonschema:"Markdown"`
}

const (
	maxFound    = 30
	maxFindings = 50
)

// questions adds the tools that answer from the graph and the findings.
func (s *Server) questions(server *mcp.Server) {
	tool(s, server, "search", "Find blocks by words", "Find blocks of the map by words of their title, address or tags. Use this first where only a name in plain words is known.",
		func(st *state, in aboutWords) (*found, error) { return search(st, in) })
	tool(s, server, "list", "List a kind of block", "List every block of a kind, optionally of one team, service or tag, with owners and services: what processes, handoffs, roles, systems there are.",
		func(st *state, in aboutKind) (*questions.List, error) {
			return questions.AskList(st.Graph, in.Kind, in.Filter)
		})
	tool(s, server, "owner", "Who answers for it", "Tell who answers for a block and why, who stands in, how to reach them, who does the work, who is woken when it takes too long, and whom to call when it fails.",
		func(st *state, in aboutOne) (*questions.Owner, error) {
			return questions.AskOwner(st.Graph, in.Address)
		})
	tool(s, server, "impact", "What a change affects", "Tell who and what is affected if a block changes: processes, handoffs, roles and teams, services, records, KPIs and promises, each with the reason and its place in a file.",
		func(st *state, in aboutImpact) (*questions.Impact, error) {
			depth := 1
			if in.Depth != nil {
				depth = *in.Depth
			}
			return questions.AskImpact(st.Graph, in.Address, depth, in.Filter)
		})
	tool(s, server, "path", "How work gets there", "Tell the shortest chains of handoffs by which work gets from one block to another: the processes on the way, what is passed, what carries it, and the promised waits.",
		func(st *state, in aboutPath) (*questions.Path, error) {
			return questions.AskPath(st.Graph, in.From, in.To, in.Filter)
		})
	tool(s, server, "why", "What relates two blocks", "Tell everything that relates two blocks, with the line that says so; where neither has to do with the other, the shortest chains of blocks in between.",
		func(st *state, in aboutTwo) (*questions.Why, error) { return questions.AskWhy(st.Graph, in.A, in.B) })
	tool(s, server, "findings", "What is wrong with the map", "Tell what handoff check finds: outputs nobody takes, steps nobody answers for, promises that cannot hold; with what to do about each.",
		func(st *state, in aboutFindings) (*foundFindings, error) { return findings(st, in) })
	tool(s, server, "explain", "Explain a rule", "Explain a rule of handoff check: what it finds, why that matters, how to mend it. Without a rule: a list of all.",
		func(_ *state, in aboutRule) (*page, error) {
			if in.Rule == "" {
				return &page{reference.List(analysis.All())}, nil
			}
			text, err := reference.Page(analysis.All(), in.Rule)
			if err != nil {
				return nil, err
			}
			return &page{text}, nil
		})
}

func search(st *state, in aboutWords) (*found, error) {
	asked := words(in.Words)
	if len(asked) == 0 {
		return nil, fmt.Errorf("search wants words; list tells every block of a kind")
	}
	if in.Kind != "" {
		list, err := questions.AskList(st.Graph, in.Kind, questions.Filter{})
		if err != nil {
			return nil, err
		}
		in.Kind = list.Kind // as the map spells it
	}
	hits := holding(st, in.Kind, asked)
	partly := len(hits) == 0 && len(asked) > 1
	if partly { // a whole sentence: the rarer a word is, the more it says
		byAddress := map[string]*hit{}
		for _, word := range asked[:min(len(asked), maxWords)] {
			if len(word) < 3 {
				continue
			}
			with := holding(st, in.Kind, []string{word})
			for _, h := range with {
				known := byAddress[h.Address]
				if known == nil {
					known = &hit{Block: h.Block, place: h.place}
					byAddress[h.Address] = known
				}
				known.score += 10_000*h.score/len(with) + 1
			}
		}
		for _, h := range byAddress {
			hits = append(hits, *h)
		}
		slices.SortFunc(hits, func(a, b hit) int { return a.place - b.place })
	}
	slices.SortStableFunc(hits, func(a, b hit) int { return b.score - a.score })
	most := maxFound
	if partly {
		most = maxPartly
	}
	out := &found{Blocks: []questions.Block{}, More: max(0, len(hits)-most), Partly: partly}
	for _, h := range hits[:min(len(hits), most)] {
		out.Blocks = append(out.Blocks, h.Block)
	}
	return out, nil
}

// maxWords bounds how many words of a sentence are looked for, maxPartly how many blocks are told that have only some of them.
const (
	maxWords  = 30
	maxPartly = 8
)

// hit is a block that was found.
type hit struct {
	questions.Block
	score int
	place int // among all
}

// holding are the blocks that hold all of some words, in the order of the map.
func holding(st *state, kind string, asked []string) []hit {
	var hits []hit
	for place, d := range st.Map.Declarations() {
		c := d.Common()
		if kind != "" && string(c.Kind) != kind {
			continue
		}
		n := score(asked, c.Address()+" "+c.DisplayName()+" "+c.Ref.Value+" "+strings.Join(c.Tags.Values(), " "))
		if n > 0 {
			if kind := string(c.Kind); kind != "step" && kind != "input" && kind != "output" { // the whole before its parts
				n += 2
			}
			hits = append(hits, hit{questions.BlockOf(d), n, place})
		}
	}
	return hits
}

func findings(st *state, in aboutFindings) (*foundFindings, error) {
	least := finding.Info
	if in.Severity != "" {
		if least = finding.Severity(in.Severity); least.Rank() == 0 {
			return nil, fmt.Errorf("no severity %q; there are: error, warning, info", in.Severity)
		}
	}
	if in.Address != "" {
		d, err := questions.Find(st.Graph, in.Address)
		if err != nil {
			return nil, err
		}
		in.Address = d.Common().Address()
	}
	if in.Limit <= 0 {
		in.Limit = maxFindings
	}
	bad, warnings, notes := finding.Count(st.Findings)
	out := &foundFindings{Counts: map[string]int{"error": bad, "warning": warnings, "info": notes}, Findings: []told{}}
	list := slices.Clone(st.Findings)
	slices.SortStableFunc(list, func(a, b finding.Finding) int { return b.Severity.Rank() - a.Severity.Rank() })
	for _, f := range list {
		if f.Severity.Rank() < least.Rank() || in.Rule != "" && f.Rule != in.Rule || in.Address != "" && f.Address != in.Address && !strings.HasPrefix(f.Address, in.Address+".") {
			continue
		}
		if out.Matching++; len(out.Findings) >= in.Limit {
			continue
		}
		t := told{Rule: f.Rule, Severity: string(f.Severity), Summary: f.Summary, Detail: f.Detail, Help: f.Help, Address: f.Address, Place: questions.PlaceOf(f.Range)}
		for _, r := range f.Related {
			t.Related = append(t.Related, relatedPlace{r.Message, questions.PlaceOf(r.Range)})
		}
		out.Findings = append(out.Findings, t)
	}
	if in.Rule != "" && out.Matching == 0 {
		if _, err := reference.Page(analysis.All(), in.Rule); err != nil {
			return nil, err
		}
	}
	return out, nil
}
