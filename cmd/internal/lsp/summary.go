package lsp

import (
	"fmt"
	"strings"
	"time"

	"handoff/graph"
	"handoff/graph/budget"
	"handoff/lang"
)

// summary says what a declaration is, and what follows for it from the whole map where that has been looked at.
func (f *folder) summary(m *lang.Map, d lang.Declaration) string {
	b := d.Common()
	var out strings.Builder
	fmt.Fprintf(&out, "**%s** · %s %s", escape(b.DisplayName()), strings.ReplaceAll(string(b.Kind), "_", " "), code(b.Address()))
	fact := func(name, value string) {
		if value != "" {
			fmt.Fprintf(&out, "\n- %s: %s", name, value)
		}
	}
	say := func(text lang.Text) {
		if t := strings.TrimSpace(text.Value); t != "" {
			t, _, _ = strings.Cut(t, "\n\n")
			fmt.Fprintf(&out, "\n\n%s\n", escape(short(t, 400)))
		}
	}
	if p, ok := d.(*lang.Process); ok {
		say(p.Purpose)
	}
	say(b.Description)
	out.WriteString("\n")
	switch d := d.(type) {
	case *lang.Role:
		fact("Team", names(d.Teams...))
		fact("Deputy", names(d.Deputy))
		fact("Reports to", names(d.ReportsTo))
		fact("Reached by", contact(d))
	case *lang.Team:
		fact("Part of", names(d.Parent))
		fact("Lead", names(d.Lead))
		fact("Reached by", contact(d))
	case *lang.System:
		fact("Kind", escape(d.SystemKind.Value))
		fact("Owner", names(d.Owner))
	case *lang.Artifact:
		fact("Source of truth", names(d.SourceOfTruth))
		fact("Steward", names(d.Steward))
		if d.Record != nil {
			for k, x := range d.Record.Fields {
				if k == 14 {
					fact("…", plural(len(d.Record.Fields)-k, "more field"))
					break
				}
				fact(code(x.Name), code(x.Type.String()))
			}
		}
	case *lang.Port:
		fact("Record", names(d.Artifact))
		fact("Requires", fieldWords(d.Requires))
		fact("Provides", fieldWords(d.Provides))
		fact("Arrives at", names(d.ArrivesAt))
		fact("Leaves at", names(d.LeavesAt...))
	case *lang.Step:
		fact("By", names(d.By...))
		fact("Within", d.Within.Value.Words())
		fact("Takes", d.Takes.Value.Words())
		fact("Next", names(d.Next...))
	case *lang.Process:
		fact("Owner", names(d.Owner))
		fact("Team", names(d.Team))
		fact("Takes in", ports(d.Inputs))
		fact("Hands on", ports(d.Outputs))
		fact("Steps", steps(d.Steps))
	case *lang.Interface:
		fact("From", names(d.From))
		fact("To", names(d.To...))
		fact("Via", names(d.Via...))
		fact("Set off by", names(d.On))
		fact("Integrator", names(d.Integrator))
	case *lang.Event:
		fact("Source", names(d.Source))
		fact("Record", names(d.Artifact))
	case *lang.Service:
		fact("Owner", names(d.Owner))
		fact("Integrator", names(d.Integrator))
		fact("Flow", names(d.Flow...))
	case *lang.Milestone:
		fact("At", escape(d.At.Text))
	}
	f.computed(d, fact, &out)
	return strings.TrimSpace(out.String())
}

// computed adds what the last look at the whole map came to: promises with policies and calendars laid under them, who answers.
func (f *folder) computed(d lang.Declaration, fact func(name, value string), out *strings.Builder) {
	g, d := f.node(d)
	if g == nil {
		return
	}
	switch d := d.(type) {
	case *lang.Process:
		if n := g.Process(d); n != nil {
			promises(n.SLA, fact)
			fact("Handoffs", plural(len(n.In), "handoff")+" in, "+plural(len(n.Out), "handoff")+" out")
			out.WriteString(worst(budget.Promised(g).Process(n)))
		}
	case *lang.Interface:
		if n := g.Interface(d); n != nil {
			promises(n.SLA, fact)
			if n.Joint != nil && !d.Integrator.Given() {
				fact("Integrator (from its service)", code(n.Joint.Who.Common().Address()))
			}
			fact("Accountable", parts(n.Row.Parts(graph.A)))
			for _, h := range n.Handoffs {
				out.WriteString(worst(budget.Promised(g).Interface(h)))
			}
		}
	case *lang.Service:
		if n := g.Service(d); n != nil {
			promises(n.SLA, fact)
			planner := budget.Promised(g)
			out.WriteString(worst(planner.Service(n)))
			out.WriteString(timeline(planner, n, f.server.options.Today().UTC().Truncate(time.Hour)))
		}
	case *lang.Step:
		if n := g.Step(d); n != nil {
			fact("Promised", n.WithinPromise().Words())
			fact("Accountable", parts(n.Row.Parts(graph.A)))
		}
	case *lang.Role, *lang.Team:
		if n := g.Party(d); n != nil {
			fact("Acts in", plural(len(n.Rows), "step or handoff"))
			fact("Answers for", plural(len(n.Owns), "block"))
		}
	case *lang.Artifact:
		if n := g.Artifact(d); n != nil {
			fact("Passed in", plural(len(n.Handoffs), "handoff"))
		}
	}
}

// node finds a declaration in the map that was checked last.
func (f *folder) node(d lang.Declaration) (*graph.Graph, lang.Declaration) {
	if f.checked == nil {
		return nil, nil
	}
	found := f.checked.Map.Lookup(d.Common().Address())
	if found == nil {
		return nil, nil
	}
	return f.checked.Graph, found
}

func promises(s graph.SLA, fact func(name, value string)) {
	fact("Acknowledged within", s.Acknowledge.Words())
	fact("Complete within", s.Complete.Words())
	fact("Not before", s.AtLeast.Words())
	for _, t := range s.Targets {
		if w := t.Complete.Words(); w != "" {
			fact(code(t.Value.Value)+" complete within", w)
		}
	}
}

func parts(list []graph.Part) string {
	var out []string
	for _, p := range list {
		if p.Who != nil {
			out = append(out, code(p.Who.Common().Address()))
		}
	}
	return strings.Join(out, ", ")
}

func names(refs ...lang.Reference) string {
	var out []string
	for _, r := range refs {
		if r.Given() && !r.End {
			out = append(out, code(r.Address()))
		}
	}
	if len(out) > 12 {
		out = append(out[:12], "…")
	}
	return strings.Join(out, ", ")
}

func contact(d lang.Declaration) string {
	c, of := graph.Contact(d)
	if c == nil {
		return ""
	}
	var out []string
	for _, e := range c.Entries() {
		out = append(out, escape(e[1]))
	}
	text := strings.Join(out, ", ")
	if of != d {
		text += " (of " + code(of.Common().Address()) + ")"
	}
	return text
}

func fieldWords(list lang.FieldNames) string {
	var out []string
	for _, f := range list {
		out = append(out, code(f.Name))
	}
	return strings.Join(out, ", ")
}

func ports(list []*lang.Port) string {
	var out []string
	for _, p := range list {
		out = append(out, code(p.Name))
	}
	return strings.Join(out, ", ")
}

func steps(list []*lang.Step) string {
	var out []string
	for _, s := range list {
		out = append(out, code(s.Name))
	}
	if len(out) > 12 {
		out = append(out[:12], "…")
	}
	return strings.Join(out, ", ")
}

// short cuts a text at a space.
func short(text string, most int) string {
	r := []rune(text)
	if len(r) <= most {
		return text
	}
	return strings.TrimSpace(string(r[:most])) + " …"
}

// worst tells whether what is promised is enough on the worst way; where it is not, how much is missing, and where the time goes.
func worst(o *budget.Outcome) string {
	if o == nil {
		return ""
	}
	var out strings.Builder
	value := ""
	if o.Value != "" && o.Broken {
		value = " for " + code(o.Value)
	}
	if o.Broken {
		again := ""
		if o.OnlyAgain {
			again = " if work is handed back as often as it may be"
		}
		fmt.Fprintf(&out, "\n\nTime budget%s: %s. On the worst way, begun on %s, it ends **%s too late**%s.", value, o.Promise.Words(), budget.Moment(o.Start), budget.Length(o.Overrun()), again)
	} else {
		out.WriteString("\n\nTime budget: what is promised is enough, even on the worst way.")
	}
	if len(o.Missing) > 0 {
		fmt.Fprintf(&out, " Parts without a figure, which are taken for no time: %d.", len(o.Missing))
	}
	if o.Broken && len(o.Path) > 0 {
		out.WriteString("\n\n" + o.Table())
	}
	return out.String()
}

// timeline follows work that begins at a time through a service: what each piece may take, one after the other.
func timeline(p *budget.Planner, s *graph.Service, start time.Time) string {
	var out strings.Builder
	end := start
	lines := 0
	for _, x := range p.Timeline(s, budget.Case{}, start) {
		if !x.Longest {
			continue
		}
		if lines++; lines == 1 {
			out.WriteString("\n\n| on the longest way | at most | until |\n|---|---|---|\n")
		}
		least := ""
		if x.Open {
			least = ", or more"
		}
		fmt.Fprintf(&out, "| %s | %s%s | %s |\n", code(x.Of.Common().Address()), budget.Length(x.To.Sub(x.From)), least, budget.Moment(x.To))
		if x.To.After(end) {
			end = x.To
		}
	}
	if lines == 0 {
		return ""
	}
	return fmt.Sprintf("\n\nBegun on %s, all promises just kept, it is done within %s.", budget.Moment(start), budget.Length(end.Sub(start))) + out.String()
}
