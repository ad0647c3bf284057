package questions

import (
	"fmt"
	"strconv"
	"strings"

	"handoff/graph"
	"handoff/lang"
)

// Owner is who answers for a block, and why.
type Owner struct {
	FormatVersion int        `json:"format_version"`
	Question      string     `json:"question" jsonschema:"always owner"`
	Of            Block      `json:"of"`
	Answers       []Answerer `json:"answers" jsonschema:"who is accountable: one, where all is well; nobody, where the map does not say"`
	Looked        []Look     `json:"looked" jsonschema:"where the map may say so, in this order; what is found first counts"`
	Responsible   []Part     `json:"responsible" jsonschema:"who does the work of a step or interface"`
	Woken         []Rung     `json:"woken" jsonschema:"the escalation ladder: who is told when it takes too long"`
	Emergency     []Part     `json:"emergency" jsonschema:"who is called when it fails"`
}

// Answerer is a role or team that answers for something.
type Answerer struct {
	Block
	Because   string    `json:"because"`
	StandsIn  []Block   `json:"stands_in" jsonschema:"the deputy, then the deputy's deputy and so on"`
	ReportsTo []Block   `json:"reports_to" jsonschema:"hierarchical escalation, upwards"`
	Contact   []Channel `json:"contact" jsonschema:"how to reach them, most urgent first"`
	ContactOf string    `json:"contact_of,omitempty" jsonschema:"whose contact it is, where they have none of their own"`
}

// Channel is one way to reach somebody.
type Channel struct {
	Name  string `json:"name"`
	Value string `json:"value"`
}

// Look is one place where the map may say who answers.
type Look struct {
	Where  string `json:"where"`
	Found  []Part `json:"found" jsonschema:"empty where nobody is named there"`
	Broken bool   `json:"broken,omitempty" jsonschema:"true if a name is written there that means nobody"`
	Counts bool   `json:"counts" jsonschema:"true for the place that decides"`
}

// Part is a role or team, and where it is named.
type Part struct {
	Address string `json:"address"`
	Title   string `json:"title"`
	Because string `json:"because,omitempty"`
	Place
}

// Rung is one level of an escalation ladder.
type Rung struct {
	Part
	Level int    `json:"level" jsonschema:"counted from 1"`
	After string `json:"after,omitempty" jsonschema:"absent where the ladder has no times"`
	Clock string `json:"clock" jsonschema:"what the time counts from: sent, acknowledged or due"`
	Of    string `json:"of" jsonschema:"address of what escalates"`
}

// AskOwner answers for an address.
func AskOwner(g *graph.Graph, address string) (*Owner, error) {
	d, err := Find(g, address)
	if err != nil {
		return nil, err
	}
	found := g.Owner(d)
	out := &Owner{
		FormatVersion: FormatVersion, Question: "owner", Of: BlockOf(d),
		Answers: []Answerer{}, Looked: []Look{}, Responsible: people(found.Responsible), Woken: []Rung{}, Emergency: people(found.Emergency),
	}
	for _, l := range found.Looked {
		out.Looked = append(out.Looked, Look{Where: l.Where, Found: people(l.Found), Broken: l.Broken, Counts: l.Counts})
		if !l.Counts {
			continue
		}
		for _, a := range found.Answers {
			x := Answerer{Block: BlockOf(a.Who), Because: l.Where, StandsIn: blocks(a.StandsIn), ReportsTo: blocks(a.ReportsTo), Contact: []Channel{}}
			for _, e := range a.Contact.Entries() {
				x.Contact = append(x.Contact, Channel{e[0], e[1]})
			}
			if a.ContactOf != nil && a.ContactOf != a.Who {
				x.ContactOf = a.ContactOf.Common().Address()
			}
			out.Answers = append(out.Answers, x)
		}
	}
	for _, r := range found.Woken {
		rung := Rung{Part: person(r.Who, "", r.Range), Level: r.Level, Clock: r.Clock, Of: r.Of.Common().Address()}
		if r.After.Given() {
			rung.After = graph.Promise{Duration: r.After}.Words()
		}
		out.Woken = append(out.Woken, rung)
	}
	return out, nil
}

func people(parts []graph.Part) []Part {
	out := []Part{}
	for _, p := range parts {
		if p.Who != nil {
			out = append(out, person(p.Who, string(p.Origin), p.Range))
		}
	}
	return out
}

func person(d lang.Declaration, because string, at lang.Range) Part {
	return Part{Address: d.Common().Address(), Title: d.Common().DisplayName(), Because: because, Place: PlaceOf(at)}
}

// None reports that nobody answers.
func (o *Owner) None() bool { return len(o.Answers) == 0 }

func (o *Owner) text(p *page) {
	switch {
	case len(o.Looked) == 0:
		p.line("The map has no place to say who answers for %s%s.", o.Of.named(), behind(o.Of.Place))
	case o.None():
		p.line("The map does not say who answers for %s%s.", o.Of.named(), behind(o.Of.Place))
	default:
		p.line("%s: %s answers for it%s", o.Of.named(), o.who(), behind(o.Of.Place))
	}
	if len(o.Looked) > 0 {
		p.head("Why")
	}
	decided := false
	for k, l := range o.Looked {
		var found []string
		for _, f := range l.Found {
			found = append(found, f.Address+behind(f.Place))
		}
		said := strings.Join(found, ", ")
		switch {
		case l.Broken && len(found) == 0:
			said = "a name that means nobody"
		case said == "":
			said = "nothing"
		}
		mark := ""
		switch {
		case l.Counts:
			mark, decided = ", which counts", true
		case decided:
			mark = ", which would count next"
			if len(found) == 0 {
				mark = ""
			}
		}
		p.line("  %d. %s: %s%s", k+1, l.Where, said, mark)
	}
	for _, a := range o.Answers {
		a.text(p)
	}
	if len(o.Responsible) > 0 {
		p.head("Who does the work")
		for _, r := range o.Responsible {
			p.line("  %s (%s), as said by %s%s", r.Address, r.Title, strconv.Quote(r.Because), behind(r.Place))
		}
	}
	if len(o.Woken) > 0 {
		p.head("Who is woken")
		for _, r := range o.Woken {
			after := fmt.Sprintf("level %d", r.Level)
			if r.After != "" {
				after = r.After + " after " + r.start()
			}
			inherited := ""
			if r.Of != o.Of.Address {
				inherited = ", by the ladder of " + r.Of
			}
			p.line("  %s: %s (%s)%s%s", after, r.Address, r.Title, inherited, behind(r.Place))
		}
	}
	if len(o.Emergency) > 0 {
		p.head("Whom to call when it fails")
		for _, r := range o.Emergency {
			p.line("  %s (%s), %s%s", r.Address, r.Title, r.Because, behind(r.Place))
		}
	}
}

// start says what the clock of a ladder counts from.
func (r Rung) start() string {
	switch {
	case r.Clock == "sent" && !strings.HasPrefix(r.Of, string(lang.KindInterface)):
		return "the start"
	case r.Clock == "due":
		return "it was due"
	}
	return "it was " + r.Clock
}

// who lists those who answer.
func (o *Owner) who() string {
	var out []string
	for _, a := range o.Answers {
		out = append(out, a.named())
	}
	return strings.Join(out, " and ")
}

func (a Answerer) text(p *page) {
	p.head(a.named())
	names := func(list []Block) string {
		var out []string
		for _, b := range list {
			out = append(out, b.named())
		}
		return strings.Join(out, ", then ")
	}
	if len(a.StandsIn) > 0 {
		p.line("  stands in: %s", names(a.StandsIn))
	} else if a.Kind == string(lang.KindRole) {
		p.line("  stands in: nobody")
	}
	if len(a.ReportsTo) > 0 {
		p.line("  reports to: %s", names(a.ReportsTo))
	}
	of := ""
	if a.ContactOf != "" {
		of = " (of " + a.ContactOf + ")"
	}
	for _, c := range a.Contact {
		p.line("  %s: %s%s", strings.ToLower(c.Name), c.Value, of)
	}
	if len(a.Contact) == 0 {
		p.line("  contact: none")
	}
}

func (o *Owner) dot(d *drawing) {
	d.title = "Who answers for " + o.Of.Title
	d.block(o.Of, true)
	for _, a := range o.Answers {
		d.edge(o.Of.Address, d.block(a.Block, false), a.Because, "")
		from := a.Address
		for _, b := range a.StandsIn {
			d.edge(from, d.block(b, false), "deputy", "dotted")
			from = b.Address
		}
		from = a.Address
		for _, b := range a.ReportsTo {
			d.edge(from, d.block(b, false), "reports to", "dashed")
			from = b.Address
		}
	}
	role := func(p Part) string {
		kind, _, _ := strings.Cut(p.Address, ".")
		return d.block(Block{Address: p.Address, Kind: kind, Title: p.Title}, false)
	}
	for _, r := range o.Responsible {
		d.edge(o.Of.Address, role(r), "responsible ("+r.Because+")", "")
	}
	for _, r := range o.Woken {
		label := fmt.Sprintf("woken, level %d", r.Level)
		if r.After != "" {
			label = "woken after " + r.After
		}
		d.edge(o.Of.Address, role(r.Part), label, "bold")
	}
	for _, r := range o.Emergency {
		d.edge(o.Of.Address, role(r), "emergency", "bold")
	}
}
