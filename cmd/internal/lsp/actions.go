package lsp

// What an editor offers to do about a finding: the fixes that it brings, a block for what is missing, a comment that silences it.

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	"handoff/check"
	"handoff/cmd/internal/draft"
	"handoff/cmd/internal/mend"
	"handoff/graph"
	"handoff/lang"
	"handoff/lang/finding"
)

// The kinds of action.
const (
	quickFix = "quickfix"
	fixAll   = "source.fixAll.handoff"
)

// actions answers what can be done about a stretch of a document.
func (s *server) actions(p codeActionParams) (any, error) {
	d := s.documents[p.TextDocument.URI]
	out := []codeAction{}
	if d == nil || d.folder == nil || d.folder.loaded == nil {
		return out, nil
	}
	from, to := d.text.offset(p.Range.Start, s.units), d.text.offset(p.Range.End, s.units)
	wants := func(kind string) bool {
		if len(p.Context.Only) == 0 {
			return true
		}
		return slices.ContainsFunc(p.Context.Only, func(k string) bool { return k == kind || strings.HasPrefix(kind, k+".") })
	}
	a := acting{s, d, d.folder, &out}
	if wants(quickFix) {
		a.fixes(from, to)
	}
	if wants(fixAll) && len(p.Context.Only) > 0 {
		a.all()
	}
	return out, nil
}

type acting struct {
	*server
	d   *document
	f   *folder
	out *[]codeAction
}

func (a acting) offer(title string, x *diagnostic, edits map[string][]textEdit, preferred bool) {
	if len(edits) == 0 {
		return
	}
	action := codeAction{Title: title, Kind: quickFix, Edit: a.f.edit(edits), IsPreferred: preferred}
	if x != nil {
		action.Diagnostics = []diagnostic{*x}
	}
	*a.out = append(*a.out, action)
}

// edit is a change of files, by their paths, as the client takes it.
func (f *folder) edit(edits map[string][]textEdit) *workspaceEdit {
	out := &workspaceEdit{}
	if !f.server.client.Workspace.WorkspaceEdit.DocumentChanges {
		out.Changes = map[string][]textEdit{}
		for path, list := range edits {
			out.Changes[f.uri(path)] = list
		}
		return out
	}
	paths := make([]string, 0, len(edits))
	for path := range edits {
		paths = append(paths, path)
	}
	slices.Sort(paths)
	for _, path := range paths {
		var e documentEdit
		e.TextDocument.URI = f.uri(path)
		if d := f.document(path); d != nil {
			version := d.version
			e.TextDocument.Version = &version
		}
		e.Edits = edits[path]
		out.DocumentChanges = append(out.DocumentChanges, e)
	}
	return out
}

// fixes offers what can be done about the findings in a stretch.
func (a acting) fixes(from, to int) {
	for _, x := range a.f.findings(a.d.path) {
		in := a.f.placer(x.in)
		_, drift := in.file(a.d.path)
		if drift.gone(x.Range) || drift.now(x.Range.Start.Byte) > to || drift.now(x.Range.End.Byte) < from {
			continue
		}
		shown := in.diagnostic(x.Finding)
		for n, fix := range x.Fixes {
			a.offer(fix.Title, &shown, in.edits(fix), fix.Safe && n == 0)
		}
		a.create(x, &shown)
		a.join(x, &shown)
		a.ignore(x, &shown, drift.now(x.Range.Start.Byte))
	}
}

// edits are those of a fix, by file; none where one of them has lost its place.
func (p *placer) edits(fix finding.Fix) map[string][]textEdit {
	out := map[string][]textEdit{}
	for _, e := range fix.Edits {
		t, d := p.file(e.File)
		if t == nil || !d.same && e.Start < d.wasEnd && e.End > d.from {
			return nil
		}
		out[e.File] = append(out[e.File], textEdit{t.span(d.now(e.Start), d.now(e.End), p.f.server.units), e.Text})
	}
	return out
}

// ignore offers a comment. The reason is for its author to write: until then the comment says so itself.
func (a acting) ignore(x told, shown *diagnostic, at int) {
	if check.Always(x.Rule) {
		return
	}
	o := outline(a.d.text, a.d.path == lang.SettingsFile)
	in := o.innermost(at)
	start := at
	for b := in; b != nil; b = b.outer { // on the header itself the block is meant
		if b.header.touches(at) {
			start = b.whole.from
		}
		for _, inner := range b.blocks {
			if inner.header.touches(at) {
				start = inner.whole.from
			}
		}
	}
	for _, arg := range in.arguments {
		if arg.at.from <= at && at <= arg.value.to {
			start = arg.at.from
		}
	}
	line := a.d.text.line(start)
	begin := a.d.text.lines[line]
	indent := ""
	for i := begin; i < len(a.d.text.bytes) && (a.d.text.bytes[i] == ' ' || a.d.text.bytes[i] == '\t'); i++ {
		indent += string(a.d.text.bytes[i])
	}
	a.offer(fmt.Sprintf("Ignore %s here, with a reason…", x.Rule), shown, map[string][]textEdit{
		a.d.path: {{a.d.text.span(begin, begin, a.units), indent + "# handoff:ignore " + x.Rule + " -- " + a.newline()}},
	}, false)
}

// newline is the line end of the document.
func (a acting) newline() string {
	if i := bytes.IndexByte(a.d.text.bytes, '\n'); i > 0 && a.d.text.bytes[i-1] == '\r' {
		return "\r\n"
	}
	return "\n"
}

// create offers to declare what a reference names in vain.
func (a acting) create(x told, shown *diagnostic) {
	switch x.Rule {
	case "reference/unknown":
		a.declare(x, shown)
	case "type/unknown-field":
		a.field(x, shown)
	}
}

// declare offers a first form of a block that is named and not there.
func (a acting) declare(x told, shown *diagnostic) {
	parts := strings.Split(x.Key, ".")
	switch {
	case len(parts) == 2 && firstForm(parts[0], parts[1]) != "":
		path, at := a.home(lang.Kind(parts[0]))
		a.put(fmt.Sprintf("Create %s %q", parts[0], parts[1]), shown, path, at, "\n"+firstForm(parts[0], parts[1]))
	case len(parts) == 4 && parts[0] == "process" && firstForm(parts[2], parts[3]) != "":
		p, _ := a.f.loaded.Lookup("process." + parts[1]).(*lang.Process)
		if p == nil || p.Alias != "" {
			return
		}
		a.inside(fmt.Sprintf("Create %s %q in `%s`", parts[2], parts[3], p.Address()), shown, p.Body.File, "process", p.Name, firstForm(parts[2], parts[3]))
	}
}

// field offers to add a field to the artifact that lacks it.
func (a acting) field(x told, shown *diagnostic) {
	name := ""
	if i := strings.LastIndex(x.Detail, "no field `"); i >= 0 {
		name, _, _ = strings.Cut(x.Detail[i+len("no field `"):], "`")
	} else if i := strings.LastIndex(x.Detail, "has a field `"); i >= 0 {
		name, _, _ = strings.Cut(x.Detail[i+len("has a field `"):], "`")
	}
	if name == "" {
		return
	}
	for _, r := range x.Related {
		artifact, _ := a.f.loaded.Lookup(r.Address).(*lang.Artifact)
		if artifact == nil || artifact.Alias != "" {
			continue
		}
		a.inside(fmt.Sprintf("Create field %q in `%s`", name, artifact.Address()), shown, artifact.Body.File, "artifact", artifact.Name, "field \""+name+"\" {\n  type = optional(string)\n}\n")
	}
}

// firstForm is the least that can be said of a block.
func firstForm(kind, name string) string {
	switch kind {
	case "role":
		return fmt.Sprintf("role %q {\n  title = %q\n}\n", name, readable(name))
	case "team", "system", "event", "milestone", "cadence", "service":
		return fmt.Sprintf("%s %q {\n  title = %q\n}\n", kind, name, readable(name))
	case "calendar":
		return fmt.Sprintf("calendar %q {\n  title    = %q\n  timezone = \"UTC\"\n  days     = [\"mon\", \"tue\", \"wed\", \"thu\", \"fri\"]\n  hours    = \"09:00-17:00\"\n}\n", name, readable(name))
	case "artifact":
		return fmt.Sprintf("artifact %q {\n  title = %q\n  field \"id\" {\n    type = string\n    key  = true\n  }\n}\n", name, readable(name))
	case "process":
		return fmt.Sprintf("process %q {\n  title = %q\n}\n", name, readable(name))
	case "sla_policy", "escalation_policy":
		return fmt.Sprintf("%s %q {\n}\n", kind, name)
	case "input", "output":
		return fmt.Sprintf("%s %q {\n  artifact = artifact.\n}\n", kind, name)
	case "step":
		return fmt.Sprintf("step %q {\n  title = %q\n}\n", name, readable(name))
	}
	return ""
}

// readable turns `duty_manager` into "Duty manager".
func readable(name string) string {
	text := strings.NewReplacer("_", " ", "-", " ").Replace(name)
	if text == "" {
		return text
	}
	return strings.ToUpper(text[:1]) + text[1:]
}

// home is where a new block of a kind goes: behind the last of its kind in this document, else in the file that has most of them, else at
// the end of the document.
func (a acting) home(kind lang.Kind) (path string, at int) {
	count, last := map[string]int{}, map[string]int{}
	for _, d := range a.f.loaded.Declarations() {
		b := d.Common()
		if b.Kind == kind {
			count[b.Body.File]++
			last[b.Body.File] = b.Body.End.Byte
		}
	}
	best := a.d.path
	for file, n := range count {
		if n > count[best] || n == count[best] && file < best && best != a.d.path {
			best = file
		}
	}
	if count[a.d.path] > 0 {
		best = a.d.path
	}
	t := a.f.current(best, a.f.loaded)
	if t == nil {
		return a.d.path, len(a.d.text.bytes)
	}
	if count[best] == 0 {
		return best, len(t.bytes)
	}
	_, drift := a.f.placer(a.f.loaded).file(best)
	at = drift.now(last[best])
	for at < len(t.bytes) && t.bytes[at] != '\n' {
		at++
	}
	return best, min(at+1, len(t.bytes))
}

// put offers to put a text into a file.
func (a acting) put(title string, shown *diagnostic, path string, at int, what string) {
	t := a.f.current(path, a.f.loaded)
	if t == nil {
		return
	}
	if at > 0 && at <= len(t.bytes) && t.bytes[at-1] != '\n' {
		what = "\n" + what
	}
	a.offer(title, shown, map[string][]textEdit{path: {{t.span(at, at, a.units), what}}}, false)
}

// inside offers to put a block into another one, at its end.
func (a acting) inside(title string, shown *diagnostic, path, word, label, what string) {
	t := a.f.current(path, a.f.loaded)
	if t == nil {
		return
	}
	for _, b := range outline(t, false).root.blocks {
		if b.word != word || b.label != label || !b.closed {
			continue
		}
		at := t.lines[t.line(b.body.to)]
		var out strings.Builder
		for _, line := range strings.SplitAfter(what, "\n") {
			if line != "" {
				out.WriteString("  " + line)
			}
		}
		if strings.TrimSpace(string(t.bytes[at:b.body.to])) != "" { // the brace stands behind something
			return
		}
		a.offer(title, shown, map[string][]textEdit{path: {{t.span(at, at, a.units), out.String()}}}, false)
		return
	}
}

// join offers the interface that an output or input lacks.
func (a acting) join(x told, shown *diagnostic) {
	output := x.Rule == "handoff/orphan-output"
	if !output && x.Rule != "handoff/orphan-input" || a.f.checked == nil {
		return
	}
	m, g := a.f.checked.Map, a.f.checked.Graph
	if x.in != m { // it has just been typed, and the whole map not been judged since
		if m = a.f.fresh(); m == nil {
			return
		}
		g = graph.Build(m)
	}
	port, _ := m.Lookup(x.Address).(*lang.Port)
	if port == nil || g.Port(port) == nil {
		return
	}
	for _, other := range a.partners(g, g.Port(port), output) {
		spec := draft.Interface{From: port.Address(), To: other}
		if !output {
			spec.From, spec.To = other, port.Address()
		}
		drafted, err := spec.Draft(g)
		if err != nil {
			continue
		}
		change, err := drafted.Place(m, a.f.kept.Root)
		if err != nil {
			continue
		}
		path := drafted.File
		t := a.f.current(path, m)
		if t == nil || change.Was == nil {
			continue
		}
		edit := newDrift(change.Was, change.Is)
		_, drift := a.f.placer(m).file(path)
		title := fmt.Sprintf("Add the missing interface to `%s`", other)
		if !output {
			title = fmt.Sprintf("Add the missing interface from `%s`", other)
		}
		a.offer(title, shown, map[string][]textEdit{path: {{t.span(drift.now(edit.from), drift.now(edit.wasEnd), a.units), string(change.Is[edit.from:edit.isEnd])}}}, false)
	}
}

// partners are the ports of other processes that a port may be joined to: those of the same record that nobody is joined to come first.
func (a acting) partners(g *graph.Graph, port *graph.Port, output bool) []string {
	var free, taken, other []string
	for _, p := range g.Processes {
		if p == port.Process || !graph.Own(p.Process) {
			continue
		}
		list := p.Outputs
		if output {
			list = p.Inputs
		}
		for _, candidate := range list {
			switch {
			case candidate.Declared == nil:
			case candidate.Artifact == port.Artifact && len(candidate.Handoffs) == 0 && !candidate.External():
				free = append(free, candidate.Address)
			case candidate.Artifact == port.Artifact:
				taken = append(taken, candidate.Address)
			case len(candidate.Handoffs) == 0 && !candidate.External():
				other = append(other, candidate.Address)
			}
		}
	}
	all := slices.Concat(free, taken, other)
	return all[:min(4, len(all))]
}

// all offers to carry out every fix in the document that cannot change what the map means.
func (a acting) all() {
	var list []finding.Finding
	for _, x := range a.f.findings(a.d.path) {
		if file := x.in.File(a.d.path); file == nil || !bytes.Equal(file.Source, a.d.text.bytes) {
			continue // what it counts in is not what is shown
		}
		list = append(list, x.Finding)
	}
	result := mend.Apply(list, false, func(path string) ([]byte, bool) { return a.d.text.bytes, path == a.d.path })
	for _, file := range result.Files {
		edit := newDrift(file.Was, file.Is)
		*a.out = append(*a.out, codeAction{Title: "Mend what can be mended", Kind: fixAll, Edit: a.f.edit(map[string][]textEdit{
			file.Path: {{a.d.text.span(edit.from, edit.wasEnd, a.units), string(file.Is[edit.from:edit.isEnd])}},
		})})
	}
}
