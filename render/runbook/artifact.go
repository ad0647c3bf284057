package runbook

import (
	"slices"
	"strings"

	"handoff/graph"
	"handoff/graph/words"
	"handoff/lang"
	"handoff/lang/types"
)

// artifact makes the page of a record: what is in it, who may write it, where it goes.
func (b *builder) artifact(a *graph.Artifact) Page {
	page := b.start(a.Artifact, a.DisplayName(), "Records")
	about := []string{a.Address()}
	for _, field := range a.Fields {
		about = append(about, field.Address())
	}
	page.add(b.notes(page.Address, about...)...)
	var f facts
	f.row("Kept in", ref(a.SourceOfTruth))
	f.row("Looked after by", b.contact(a.Steward))
	if a.VerifiedWithin.Given() {
		f.row("Verified", say("at least "+every(a.VerifiedWithin)))
	}
	if a.Schema.Given() {
		f.row("JSON Schema", say(code(inWorkspace(a.Schema))))
	}
	if a.Example.Given() {
		f.row("Example", say(code(inWorkspace(a.Example))))
	}
	b.common(&f, &a.Block)
	page.add(f.Table, Authored{a.Description.Value, 2})

	page.section(2, "The picture", b.picture(page, "Where "+a.DisplayName()+" comes from and goes to. The lists below say the same in words."))
	table, long := b.fields(a.Artifact)
	page.section(2, "Fields", table)
	for _, field := range long {
		page.section(3, field.Name, Authored{field.Description.Value, 3})
	}
	if a.Lifecycle != nil {
		page.section(2, "Life", b.lifecycle(a)...)
	}
	page.section(2, "Who writes it", b.writers(a)...)
	page.section(2, "Who reads it", b.readers(a)...)
	b.travels(&page, a)
	page.section(2, "How it is measured", b.measures(a.Artifact)...)
	page.section(2, "To be improved", List{Items: b.improvementsOf(a.Artifact)})
	return page
}

// inWorkspace is where a file lies, seen from the map's root.
func inWorkspace(p lang.Path) string {
	if p.Resolved != "" {
		return p.Resolved
	}
	return p.Written
}

// fields is the table of fields; those whose description does not fit into a cell come back to be told below.
func (b *builder) fields(a *lang.Artifact) (Table, []*lang.Field) {
	table := Table{Head: []Line{say("Field"), say("Type"), say("What it holds"), say("Who may write it")}}
	var long []*lang.Field
	writes := false
	for _, f := range a.Fields {
		label := say(code(f.Name))
		var marks []string
		if f.Key.Value {
			marks = append(marks, "key")
		}
		if _, optional := f.Type.Type.IsOptional(); optional {
			marks = append(marks, "may be empty")
		}
		if f.Generated.Value {
			marks = append(marks, "assigned by the system")
		}
		if f.Named.Value != "" {
			marks = append(marks, "outside: "+f.Named.Value)
		}
		if f.VerifiedWithin.Given() {
			marks = append(marks, "verified at least "+every(f.VerifiedWithin))
		}
		kind := b.typeWords(f.Type.Type)
		if len(marks) > 0 {
			kind = say(kind, " (", strings.Join(marks, "; "), ")")
		}
		about := Line{{Text: f.Description.Value, Style: Written}}
		if _, ok := inertLine(f.Description.Value); !ok {
			about = say("see below")
			long = append(long, f)
		}
		writers := refs(f.UpdatedBy, "then")
		writes = writes || writers != nil
		table.Rows = append(table.Rows, []Line{label, kind, about, writers})
	}
	if len(a.Fields) == 0 && a.Record != nil { // taken from a schema file
		for _, f := range a.Record.Fields {
			kind := b.typeWords(f.Type)
			if _, optional := f.Type.IsOptional(); optional {
				kind = say(kind, " (may be empty)")
			}
			table.Rows = append(table.Rows, []Line{say(code(f.Name)), kind, {Span{Text: firstParagraph(f), Style: Written}}})
		}
	}
	if !writes {
		table.Head = table.Head[:3]
		for i := range table.Rows {
			table.Rows[i] = table.Rows[i][:3]
		}
	}
	return table, long
}

func firstParagraph(f types.Field) string {
	text, _, _ := strings.Cut(strings.TrimSpace(f.Doc), "\n\n")
	return text
}

// lifecycle is the table of states: what each may become, for how long it may last, and where it is set.
func (b *builder) lifecycle(a *graph.Artifact) []Block {
	l := a.Lifecycle
	table := Table{Head: []Line{say(capital(words.Spell(l.Field.Name))), say("May become"), say("For at most"), say("Set by")}}
	var known []string
	for _, t := range l.Transitions {
		var to []Line
		for _, state := range t.To {
			to = append(to, say(code(state.Value)))
		}
		state := say(code(t.From.Value))
		if t.From.Value == l.Initial.Value {
			state = say(state, " (new records)")
		}
		known = append(known, t.From.Value)
		table.Rows = append(table.Rows, []Line{state, listed(to, "or"), say(length(t.Within)), b.setBy(a, l.Field.Name, t.From.Value)})
	}
	for _, final := range l.Final {
		if !slices.Contains(known, final.Value) {
			table.Rows = append(table.Rows, []Line{say(code(final.Value)), say("nothing more: this is the end"), nil, b.setBy(a, l.Field.Name, final.Value)})
		}
	}
	return []Block{table}
}

// setBy lists the steps and handoffs that set a field to a value; to any, where that is "".
func (b *builder) setBy(a *graph.Artifact, field, value string) Line {
	var places []Line
	var seen []lang.Declaration
	for _, set := range b.sets[a.Artifact] {
		if set.Name.Field.Name != field || slices.Contains(seen, set.In()) {
			continue
		}
		if text, ok := literalText(set.Value); value != "" && (!ok || text != value) {
			continue
		}
		seen = append(seen, set.In())
		places = append(places, b.called(set.In(), ""))
	}
	return listed(places, "and")
}

// writers are the steps and handoffs that fill in fields, and what the map says of who may.
func (b *builder) writers(a *graph.Artifact) []Block {
	var order []lang.Declaration
	fields := map[lang.Declaration][]Line{}
	makes := map[lang.Declaration]bool{}
	for _, set := range b.sets[a.Artifact] {
		f, in := set.Name.Field, set.In()
		if fields[in] == nil {
			order = append(order, in)
		}
		makes[in] = makes[in] || set.Create
		if !slices.ContainsFunc(fields[in], func(l Line) bool { return l[0].Text == f.Name }) {
			fields[in] = append(fields[in], say(code(f.Name)))
		}
	}
	var items []Line
	for _, s := range b.whose.opened[a.Artifact] {
		items = append(items, say(capitalLine(b.called(s.Step, "")), " opens it."))
	}
	for _, in := range order {
		does := " sets "
		if makes[in] {
			does = " makes it, with "
		}
		items = append(items, say(capitalLine(b.called(in, "")), does, listed(fields[in], "and"), "."))
	}
	blocks := []Block{List{Items: items}}
	for _, f := range a.Fields {
		if f.UpdatedBy.Given() && len(f.UpdatedBy) > 1 {
			blocks = append(blocks, Paragraph{say("Where they disagree about ", code(f.Name), ", the first of these counts: ", refs(f.UpdatedBy, "then"), ".")})
		}
	}
	return blocks
}

// readers are the processes that cannot go on without some of its fields, and the steps that decide by them.
func (b *builder) readers(a *graph.Artifact) []Block {
	var items []Line
	for _, h := range a.Handoffs {
		if h.Received == a.Artifact && len(h.Requires) > 0 {
			items = append(items, say(who(h.Receiver.Process), " needs ", fieldNames(h.Requires), " (“", name(h.Interface.Interface), "”)."))
		}
		if create := h.Interface.Create; create != nil && h.Sent == a.Artifact {
			var read []Line
			for _, f := range b.mustFill(h) {
				read = append(read, say(code(f.Name)))
			}
			if len(read) > 0 {
				items = append(items, say("“", name(h.Interface.Interface), "” takes ", listed(read, "and"), " over into the ", recordName(h.Received), "."))
			}
		}
	}
	for _, p := range a.Processes {
		for _, s := range p.Steps {
			var read []Line
			var seen []string
			for _, branch := range s.Branches {
				for _, f := range reads(branch.When, a.Name) {
					if !slices.Contains(seen, f) {
						seen = append(seen, f)
						read = append(read, say(code(f)))
					}
				}
			}
			if len(read) > 0 {
				items = append(items, say(capitalLine(b.called(s.Step, "")), " goes by ", listed(read, "and"), "."))
			}
		}
	}
	return []Block{List{Items: items}}
}

func recordName(a *lang.Artifact) Line {
	if a == nil {
		return say("receiver's record")
	}
	return say(name(a))
}

// travels lists who takes the record in and hands it on, and the handoffs that carry it.
func (b *builder) travels(page *Page, a *graph.Artifact) {
	var items []Line
	for _, p := range a.Processes {
		var in, out bool
		for _, port := range a.Ports {
			if port.Process == p {
				in, out = in || port.Input, out || !port.Input
			}
		}
		does := "takes it in and hands it on"
		switch {
		case !out:
			does = "takes it in"
		case !in:
			does = "hands it on"
		}
		items = append(items, say(who(p.Process), " "+does+"."))
	}
	page.section(2, "Where it goes", List{Items: items})
	table := Table{Head: []Line{say("Handoff"), say("From"), say("To")}}
	for _, h := range a.Handoffs {
		if graph.Own(h.Interface) {
			table.Rows = append(table.Rows, []Line{say(name(h.Interface)), who(h.Sender.Process), who(h.Receiver.Process)})
		}
	}
	page.section(2, "How it travels", table)
	var events []Line
	for _, e := range a.Events {
		line := say(strongName(e.Event))
		if e.When.Given() {
			line = say(line, ": ", condition(e.When, a.Name))
		}
		if e.Source.Given() {
			line = say(line, ", noticed by ", ref(e.Source))
		}
		events = append(events, say(line, "."))
	}
	page.section(2, "Events about it", List{Items: events})
}
