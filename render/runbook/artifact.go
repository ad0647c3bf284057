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
	page.add(b.notes(about...)...)
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

	table, long := b.fields(a.Artifact)
	page.section(2, "Fields", table)
	for _, field := range long {
		page.section(3, field.Name, Authored{field.Description.Value, 3})
	}
	if a.Lifecycle != nil {
		page.section(2, "Life", b.lifecycle(a.Lifecycle)...)
	}
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

// lifecycle is the table of states.
func (b *builder) lifecycle(l *lang.Lifecycle) []Block {
	table := Table{Head: []Line{say(capital(words.Spell(l.Field.Name))), say("May become"), say("For at most")}}
	timed := false
	var known []string
	for _, t := range l.Transitions {
		var to []Line
		for _, state := range t.To {
			to = append(to, say(code(state.Value)))
		}
		timed = timed || t.Within.Given()
		state := say(code(t.From.Value))
		if t.From.Value == l.Initial.Value {
			state = say(state, " (new records)")
		}
		known = append(known, t.From.Value)
		table.Rows = append(table.Rows, []Line{state, listed(to, "or"), say(length(t.Within))})
	}
	for _, final := range l.Final {
		if !slices.Contains(known, final.Value) {
			table.Rows = append(table.Rows, []Line{say(code(final.Value)), say("nothing more: this is the end"), nil})
		}
	}
	if !timed {
		table.Head = table.Head[:2]
		for i := range table.Rows {
			table.Rows[i] = table.Rows[i][:2]
		}
	}
	return []Block{table}
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
	page.section(2, "Who works with it", List{Items: items})
	table := Table{Head: []Line{say("Handoff"), say("From"), say("To")}}
	for _, h := range a.Handoffs {
		if graph.Own(h.Interface) {
			table.Rows = append(table.Rows, []Line{say(name(h.Interface)), who(h.Sender.Process), who(h.Receiver.Process)})
		}
	}
	page.section(2, "How it travels", table)
	var events []Line
	for _, e := range a.Events {
		line := say(strong(e.DisplayName()))
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
