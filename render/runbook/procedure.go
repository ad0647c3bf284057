package runbook

import (
	"slices"
	"strconv"
	"strings"

	"github.com/zclconf/go-cty/cty"

	"handoff/graph"
	"handoff/lang"
)

// The procedure: steps in the order in which they are written, numbered where the map says what follows what, and a plain list where it does
// not.

func (b *builder) procedure(page *Page, p *graph.Process) {
	if len(p.Steps) == 0 {
		return
	}
	if p.Flow == graph.Undeclared {
		page.add(Heading{2, say("What there is to do"), "procedure"})
		if len(p.Steps) > 1 {
			page.add(Paragraph{say("The map does not say in which order these are done.")})
		}
	} else {
		page.add(Heading{2, say("Procedure"), "procedure"})
		if p.Flow == graph.Partial {
			page.add(Paragraph{say("Only part of the way through is known; where nothing is said about what follows, use your judgement.")})
		}
		if entries := b.entries(p); entries != nil {
			page.add(Paragraph{say("Start at ", entries, ", unless what started it says otherwise.")})
		}
	}
	for i, s := range p.Steps {
		title := s.DisplayName()
		if p.Flow != graph.Undeclared {
			title = strconv.Itoa(i+1) + ". " + title
		}
		page.add(Heading{3, say(title), stepAnchor(s.Step)})
		page.add(joined(append(b.notes(s.Address()), b.stepBody(p, s, i)...))...)
	}
}

// joined leaves out empty blocks, and makes one of two lists that meet.
func joined(blocks []Block) []Block {
	var out []Block
	for _, block := range blocks {
		if empty(block) {
			continue
		}
		if next, ok := block.(List); ok && len(out) > 0 {
			if last, ok := out[len(out)-1].(List); ok && last.Style == next.Style {
				out[len(out)-1] = List{last.Style, append(slices.Clip(last.Items), next.Items...)}
				continue
			}
		}
		out = append(out, block)
	}
	return out
}

// entries names the steps a process starts with, where that is not simply the first.
func (b *builder) entries(p *graph.Process) Line {
	if len(p.Entries) == 0 || len(p.Entries) == 1 && p.Entries[0] == p.Steps[0] {
		return nil
	}
	var steps []Line
	for _, s := range p.Entries {
		steps = append(steps, say(b.step(s)))
	}
	return listed(steps, "and")
}

func (b *builder) stepBody(p *graph.Process, s *graph.Step, i int) []Block {
	blocks := []Block{
		Authored{s.Description.Value, 3},
		List{Items: b.stepFacts(p, s)},
		Authored{s.Instructions.Value, 3},
	}
	for _, text := range []struct {
		label string
		text  lang.Text
	}{{"Expect", s.Expect}, {"Make sure", s.Verify}, {"If it goes wrong, roll back", s.Rollback}} {
		if strings.TrimSpace(text.text.Value) == "" {
			continue
		}
		if _, ok := inertLine(text.text.Value); ok {
			blocks = append(blocks, Paragraph{labelled(text.label, Span{Text: text.text.Value, Style: Written})})
		} else {
			blocks = append(blocks, Paragraph{say(strong(text.label + ":"))}, Authored{text.text.Value, 3})
		}
	}
	return append(blocks, List{Items: b.ways(p, s, i)})
}

// stepFacts are who, with what, and by when.
func (b *builder) stepFacts(p *graph.Process, s *graph.Step) []Line {
	var items []Line
	add := func(label string, rest ...any) { items = append(items, labelled(label, rest...)) }
	if s.On.Given() {
		add("Starts when", b.occasion(s.On))
	}
	if s.Join.Value == "all" {
		if waits := b.waits(s); waits != nil {
			add("Wait for all of", waits)
		}
	}
	if people := b.people(p, s); people != nil {
		add("Who", people)
	}
	if s.Approval != nil {
		add("Approval", approval(s.Approval))
	}
	if s.Calls != nil {
		add("Run", who(s.Calls.Process), " as this step")
	}
	if uses := refs(s.Uses, "and"); uses != nil {
		add("With", uses)
	}
	if a := s.Creates; a.Given() {
		add("Open a new", ref(a))
	}
	if time := b.stepTime(s); time != nil {
		add("Time", time)
	}
	if s.Meeting.Given() {
		meeting := ref(s.Meeting)
		if c := s.Meeting.Cadence(); c != nil && c.Every.Given() {
			meeting = say(meeting, ", "+every(c.Every))
		}
		add("In the meeting", meeting)
	}
	if c := s.During.Calendar(); c != nil {
		add("Only during", named(c, midway(c.DisplayName())), " (", openHours(c), ")")
	}
	for _, in := range s.Arrivals {
		if in.Declared != nil && len(in.Declared.Requires) > 0 {
			add("Check that “"+in.DisplayName()+"” brings", fieldNames(in.Declared.Requires))
		}
	}
	if set := b.settings(s.Update, record(p)); set != nil {
		add("Set", set)
	}
	if h := s.Handback; h != nil {
		add("You may hand it back", b.handback(h))
	}
	for _, out := range s.Departures {
		for _, h := range out.Handoffs {
			add("Hand on", b.handOn(h))
		}
		if out.Declared != nil && out.Declared.StoredIn.Given() {
			add("File", out.DisplayName(), " in ", ref(out.Declared.StoredIn))
		}
	}
	return items
}

// handOn names a handoff that leaves, and leads to what has to be right before it does.
func (b *builder) handOn(h *graph.Handoff) Line {
	if h.Internal() {
		to := say(who(h.Receiver.Process))
		if h.ToStep != nil {
			to = say(b.step(h.ToStep))
		}
		return say(name(h.Interface), " to ", to, carried(h.Interface))
	}
	there := Span{Text: h.Interface.DisplayName(), Page: processPage(h.Sender), Anchor: outAnchor(h.Interface)}
	return say(there, " to ", who(h.Receiver.Process), carried(h.Interface))
}

func processPage(p *graph.Process) string { page, _ := PageOf(p.Process); return page }

// carried says that nobody has to pass it on by hand.
func carried(i *graph.Interface) Line {
	if !i.Automated() {
		return nil
	}
	if via := refs(i.Via, "and"); via != nil {
		return say(", automatically through ", via)
	}
	return say(", automatically")
}

// people is the RACI row of a step as a sentence. The process's owner answers for all steps, so is named only where another does.
func (b *builder) people(p *graph.Process, s *graph.Step) Line {
	var clauses []Line
	var systems []Line
	for _, r := range s.By {
		if r.System() != nil {
			systems = append(systems, who(r.System()))
		}
	}
	var responsible []graph.Part // those who approve are named with the approval
	for _, part := range s.Row.Responsible {
		if part.Origin != graph.OfApproval {
			responsible = append(responsible, part)
		}
	}
	switch {
	case len(systems) > 0:
		clause := say(listed(systems, "and"), " does it by itself")
		if len(systems) > 1 {
			clause = say(listed(systems, "and"), " do it by themselves")
		}
		if r := parts(responsible, "and"); r != nil {
			clause = say(clause, "; ", r, " sees to it")
			if len(responsible) > 1 {
				clause = say(listed(systems, "and"), " by itself; ", r, " see to it")
			}
		}
		clauses = append(clauses, clause)
	case len(responsible) > 0:
		clauses = append(clauses, parts(responsible, "and"))
	}
	if c := parts(s.Row.Consulted, "and"); c != nil {
		clauses = append(clauses, say("ask ", c, " first"))
	}
	if i := parts(s.Row.Informed, "and"); i != nil {
		clauses = append(clauses, say("tell ", i))
	}
	for _, a := range s.Row.Accountable {
		if a.Who != nil && a.Who != p.Owner.Target {
			word := " answers for it"
			if len(s.Row.Accountable) > 1 {
				word = " answer for it"
			}
			clauses = append(clauses, say(parts(s.Row.Accountable, "and"), word))
			break
		}
	}
	return separated(clauses, "; ")
}

func approval(a *lang.Approval) Line {
	who := refs(a.Approvers, "and")
	n := len(a.Approvers)
	switch {
	case n == 0:
		return say("somebody has to approve; the map does not say who")
	case n == 1:
		return say(who, " decides")
	case a.Need.Given() && !a.Need.All && a.Need.Count == 1:
		return say("any one of ", refs(a.Approvers, "and"), " decides")
	case a.Need.Given() && !a.Need.All:
		return say(strconv.Itoa(a.Need.Count)+" of ", who, " must agree")
	case n == 2:
		return say("both ", who, " must agree")
	}
	return say(who, " must all agree")
}

func (b *builder) stepTime(s *graph.Step) Line {
	var clauses []Line
	if p := s.WithinPromise(); p.Given() {
		clause := say(within(p))
		if s.Step.Since.Given() {
			clause = say(clause, " of ", b.moment(s.Step.Since))
		}
		clauses = append(clauses, clause)
	}
	if s.Takes.Given() {
		clauses = append(clauses, say("takes about "+length(s.Takes)))
	}
	if s.Every.Given() {
		clauses = append(clauses, say("repeat "+every(s.Every)+" until the process moves on"))
	}
	return separated(clauses, "; ")
}

// waits lists the steps and inputs that a joining step waits for.
func (b *builder) waits(s *graph.Step) Line {
	var list []Line
	for _, w := range s.From {
		list = append(list, say(b.step(w.From)))
	}
	for _, in := range s.Arrivals {
		list = append(list, say("“"+in.DisplayName()+"”"))
	}
	return listed(list, "and")
}

// ways say what follows a step. Going on with the next number goes without saying.
func (b *builder) ways(p *graph.Process, s *graph.Step, i int) []Line {
	if p.Flow == graph.Undeclared {
		return nil
	}
	var items []Line
	home := record(p)
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
			items = append(items, say(strong("If"), " ", conditions{home}.condition(branch.When), ": ", line, "."))
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
	if len(list) == 1 {
		return say(list[0], " takes over")
	}
	return say(listed(list, "and"), " take over")
}

// step names a step as a link: "step 3, Diagnose"; without a number where steps have no order.
func (b *builder) step(s *graph.Step) Span {
	page, anchor := PageOf(s.Step)
	text := "“" + s.DisplayName() + "”"
	if s.Process.Flow != graph.Undeclared {
		text = "step " + number(s) + ", " + s.DisplayName()
	}
	return Span{Text: text, Page: page, Anchor: anchor}
}

// stepNumber is the number alone, as a link.
func (b *builder) stepNumber(s *graph.Step) Line {
	page, anchor := PageOf(s.Step)
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

// settings says what an update sets: "status to `closed` and resolved at to …".
func (b *builder) settings(update *lang.Assignments, home string) Line {
	if update == nil {
		return nil
	}
	var list []Line
	for _, e := range update.Entries {
		list = append(list, say(code(e.Name.Name), " to ", b.built(e.Value, home)))
	}
	return listed(list, "and")
}

// built says a value that is set: a literal as it is written into the field, a field by its name, anything else as the map writes it.
func (b *builder) built(e lang.Expression, home string) Line {
	if text, ok := literalText(e); ok {
		return say(code(text))
	}
	if line := origin(e.Syntax, home); line != nil {
		return line
	}
	return say(code(strings.Join(strings.Fields(e.Text), " ")))
}

// literalText is the value of an expression that says one text, number or bool.
func literalText(e lang.Expression) (string, bool) {
	if !e.Given() {
		return "", false
	}
	v, diags := e.Syntax.Value(nil)
	if diags.HasErrors() || v.IsNull() || !v.IsWhollyKnown() {
		return "", false
	}
	switch v.Type() {
	case cty.String:
		return v.AsString(), true
	case cty.Number:
		return v.AsBigFloat().Text('f', -1), true
	case cty.Bool:
		return strconv.FormatBool(v.True()), true
	}
	return "", false
}

func fieldNames(fields lang.FieldNames) Line {
	var list []Line
	for _, f := range fields {
		list = append(list, say(code(f.Name)))
	}
	return listed(list, "and")
}

// capitalLine begins a sentence with a line.
func capitalLine(l Line) Line {
	if len(l) == 0 {
		return l
	}
	out := append(Line(nil), l...)
	out[0].Text = capital(out[0].Text)
	return out
}

// rollbacks lists the steps that say how to undo them.
func (b *builder) rollbacks(p *graph.Process) []Line {
	var items []Line
	for _, s := range p.Steps {
		if strings.TrimSpace(s.Rollback.Value) != "" {
			items = append(items, say(capitalLine(say(b.step(s))), ", says how to undo it."))
		}
	}
	return items
}

// informed lists who is to be told of what: by steps, and by handoffs that leave.
func (b *builder) informed(p *graph.Process) []Line {
	var items []Line
	for _, s := range p.Steps {
		if told := parts(s.Row.Informed, "and"); told != nil {
			items = append(items, say("After ", b.step(s), ": tell ", told, "."))
		}
	}
	for _, h := range p.Out {
		if told := refs(h.Interface.Notify, "and"); told != nil {
			verb := "tell "
			if h.Interface.Automated() {
				verb = "the system tells "
			}
			items = append(items, say("With “", name(h.Interface), "”: ", verb, told, "."))
		}
	}
	return items
}
