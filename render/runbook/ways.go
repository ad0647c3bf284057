package runbook

import (
	"strconv"

	"handoff/graph"
	"handoff/graph/words"
	"handoff/render/address"
)

// What follows a step, and how steps are named.

// ways say what follows a step. Going on with the next number goes without saying.
func (b *builder) ways(p *graph.Process, s *graph.Step, i int) []Line {
	if p.Flow == graph.Undeclared {
		return nil
	}
	var items []Line
	home := words.Home(p)
	for _, branch := range s.Branches {
		line := b.leads(s, func(w *graph.Way) bool { return w.How == graph.ByBranch && w.Branch == branch })
		if !branch.Next.Given() {
			line = say("the process ends here")
		}
		if set := b.settings(branch.Update, home); set != nil {
			line = say("set ", set, "; ", line)
		}
		switch {
		case branch.When.Given():
			items = append(items, say(strong("If"), " ", condition(branch.When, home), ": ", line, "."))
		case branch.Choice.Value != "":
			items = append(items, say(strong("“"+branch.Choice.Value+"”:"), " ", line, "."))
		default:
			items = append(items, say(capitalLine(line), "."))
		}
	}
	follows := func(w *graph.Way) bool { return w.How == graph.ByNext || w.How == graph.BySequence }
	if line := b.leads(s, follows); line != nil {
		var only *graph.Way
		for _, w := range s.Ways {
			if follows(w) {
				if only != nil {
					only = nil
					break
				}
				only = w
			}
		}
		switch straight := only != nil && i+1 < len(p.Steps) && only.To == p.Steps[i+1]; {
		case len(s.Branches) > 0:
			items = append(items, say(strong("Otherwise:"), " ", line, "."))
		case straight && !only.Passes():
		default:
			items = append(items, say(strong("Then:"), " ", line, "."))
		}
	} else if s.Ends && len(s.Branches) == 0 {
		items = append(items, say(strong("Then:"), " the process ends here."))
	}
	if line := b.leads(s, func(w *graph.Way) bool { return w.How == graph.ByInterface }); line != nil {
		items = append(items, say(strong("Hand over:"), " ", line, "."))
	}
	if line := b.leads(s, func(w *graph.Way) bool { return w.How == graph.ByOverdue }); line != nil {
		when := "If it is overdue"
		if s.Within.Stated() {
			when = "If it is not done after " + lengthIn(s.Within, s.Process.SLA.Calendar)
		}
		items = append(items, say(strong(when+":"), " ", line, "."))
	}
	return items
}

// leads says where the chosen ways lead.
func (b *builder) leads(s *graph.Step, chosen func(*graph.Way) bool) Line {
	var list []Line
	for _, w := range s.Ways {
		if !chosen(w) {
			continue
		}
		switch {
		case w.To == s:
			list = append(list, say("do this step again"))
		case w.To != nil:
			line := say(b.step(w.To))
			if w.Passes() {
				line = say(line, " (", takesOver(w.To), ")")
			}
			list = append(list, line)
		case w.Output != nil:
			list = append(list, say("hand on “", w.Output.DisplayName(), "”"))
		}
	}
	if len(list) == 0 {
		for _, w := range s.Ways {
			if chosen(w) && w.End {
				return say("the process ends here")
			}
		}
		return nil
	}
	if len(list) > 1 {
		return say("do side by side ", listed(list, "and"))
	}
	if list[0][0].Page == "" {
		return list[0]
	}
	return say("go to ", list[0])
}

// takesOver says who goes on: the system that does a step by itself, else those responsible.
func takesOver(s *graph.Step) Line {
	var list []Line
	for _, r := range s.By {
		if r.System() != nil {
			list = append(list, who(r.System()))
		}
	}
	if len(list) == 0 {
		for _, p := range s.Row.Responsible {
			list = append(list, say(name(p.Who)))
		}
	}
	return say("over to ", listed(list, "and"))
}

// step names a step as a link: "step 3, Diagnose"; without a number where steps have no order.
func (b *builder) step(s *graph.Step) Span {
	page, anchor := address.Of(s.Step)
	text := "“" + s.DisplayName() + "”"
	if s.Process.Flow != graph.Undeclared {
		text = "step " + number(s) + ", " + s.DisplayName()
	}
	return Span{Text: text, Page: page, Anchor: anchor}
}

// stepNumber is the number alone, as a link.
func (b *builder) stepNumber(s *graph.Step) Line {
	page, anchor := address.Of(s.Step)
	text := number(s)
	if s.Process.Flow == graph.Undeclared {
		text = "“" + s.DisplayName() + "”"
	}
	return say(Span{Text: text, Page: page, Anchor: anchor})
}

func number(s *graph.Step) string {
	for i, t := range s.Process.Steps {
		if t == s {
			return strconv.Itoa(i + 1)
		}
	}
	return "?"
}
