package runbook

import (
	"strconv"
	"strings"

	"handoff/graph"
	"handoff/graph/words"
	"handoff/render/address"
)

// systems is the page of the tools: what each holds and carries, who answers for it, and what to do while it is down.
func (b *builder) systems() Page {
	page := b.whole(address.Systems, "Systems")
	overview := Table{Head: []Line{say("System"), say("Who answers for it"), say("Handoffs"), say("Steps"), say("When it is down")}}
	var own []*graph.System
	for _, s := range b.g.Systems {
		if !graph.Own(s) {
			continue
		}
		own = append(own, s)
		down := say("no manual way is written down")
		if strings.TrimSpace(s.Fallback.Value) != "" {
			down = say(Span{Text: "there is a manual way", Page: address.Systems, Anchor: address.Anchor("system", s.Name)})
		}
		overview.Rows = append(overview.Rows, []Line{say(name(s.System)), ref(s.Owner), figures(len(s.Carries)), figures(len(s.Steps)), down})
	}
	if len(own) > 1 {
		page.add(overview.tidy())
	}
	for _, s := range own {
		var f facts
		f.row("Open it", outside("", s.URL.Value))
		f.row("Kind", say(systemKind(s.SystemKind.Value)))
		f.row("Who answers for it", b.contact(s.Owner))
		if s.Exclusive.Value {
			f.row("One at a time", say("only one step may work on it at a time"))
		}
		var holds []Line
		for _, a := range s.Holds {
			holds = append(holds, say(name(a)))
		}
		f.row("Keeps", listed(holds, "and"))
		f.row("Carries", b.handoffNames(s.Carries))
		f.row("Used in", b.stepsByProcess(s.Steps))
		f.row("Does by itself", b.stepsByProcess(s.Does))
		var files []Line
		for _, port := range s.Stores {
			files = append(files, say("“"+port.DisplayName()+"” of ", who(port.Process.Process)))
		}
		f.row("Files", listed(files, "and"))
		var feeds []Line
		for _, port := range s.Feeds {
			feeds = append(feeds, say("“"+port.DisplayName()+"” of ", who(port.Process.Process)))
		}
		f.row("Starts", listed(feeds, "and"))
		b.common(&f, &s.Block)
		blocks := append(b.notes(page.Address, s.Address()), Authored{s.Description.Value, 2}, f.Table)
		page.anchored(2, say(s.DisplayName()), address.Anchor("system", s.Name), append(blocks, said("While it is down", s.Fallback)...)...)
		page.section(3, "To be improved", List{Items: b.improvementsOf(s.System)})
	}
	return page
}

// systemKind says a kind of system as people write it.
func systemKind(kind string) string {
	switch kind {
	case "itsm", "cmdb", "api":
		return strings.ToUpper(kind)
	case "ci_cd":
		return "CI/CD"
	}
	return words.Spell(kind)
}

// figures is a count in a table; nothing for none.
func figures(n int) Line {
	if n == 0 {
		return nil
	}
	return say(strconv.Itoa(n))
}

func (b *builder) handoffNames(list []*graph.Interface) Line {
	var out []Line
	for _, i := range list {
		if graph.Own(i) {
			out = append(out, say("“", name(i.Interface), "”"))
		}
	}
	return listed(out, "and")
}

// stepsByProcess names steps by their numbers, process by process: "Incident Management (steps 1 and 3)".
func (b *builder) stepsByProcess(steps []*graph.Step) Line {
	var order []*graph.Process
	of := map[*graph.Process][]Line{}
	for _, s := range steps {
		if of[s.Process] == nil {
			order = append(order, s.Process)
		}
		of[s.Process] = append(of[s.Process], b.stepNumber(s))
	}
	var out []Line
	for _, p := range order {
		word := "steps "
		if len(of[p]) == 1 {
			word = "step "
		}
		out = append(out, say(who(p.Process), " ("+word, listed(of[p], "and"), ")"))
	}
	return separated(out, ", ")
}

// events is the page of what happens, and what it sets off.
func (b *builder) events() Page {
	page := b.whole(address.Events, "Events")
	for _, e := range b.g.Events {
		if !graph.Own(e) {
			continue
		}
		var f facts
		if a := e.Event.Artifact.Artifact(); a != nil {
			f.row("About", say(name(a)))
			if e.When.Given() {
				f.row("Happens when", condition(e.When, a.Name))
			}
		}
		f.row("Noticed by", ref(e.Source))
		f.row("Sets off", b.handoffNames(e.Interfaces))
		f.row("Starts", b.stepsByProcess(e.Steps))
		b.common(&f, &e.Block)
		page.anchored(2, say(e.DisplayName()), address.Anchor("event", e.Name), append(b.notes(page.Address, e.Address()), Authored{e.Description.Value, 2}, f.Table)...)
	}
	return page
}
