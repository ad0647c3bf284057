package lsp

import (
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// labels are the words a completion offers at a mark.
func (e *editor) labels(name, piece string) []string {
	e.t.Helper()
	var list completionList
	e.call("textDocument/completion", e.place(name, piece), &list)
	var out []string
	for _, i := range list.Items {
		out = append(out, i.Label)
	}
	return out
}

func TestCompletion(t *testing.T) {
	e := open(t, shop)
	e.openFile("things.handoff.hcl")
	process := "process \"mending\" {\n"
	for _, c := range []struct {
		name, text string // with a mark
		want       []string
		not        []string
	}{
		{"top of the file", "|", []string{"process", "interface", "role"}, []string{"step", "owner"}},
		{"a word at the top", "proc|", []string{"process"}, nil},
		{"arguments of a block", process + "  |\n}\n", []string{"owner", "purpose", "title", "step", "input"}, []string{"from"}},
		{"not what is given", process + "  owner = role.clerk\n  |\n}\n", []string{"title"}, []string{"owner"}},
		{"half an argument", process + "  ow|\n", []string{"owner"}, nil},
		{"references", process + "  owner = |\n}\n", []string{"role.clerk", "role.smith", "team.shop"}, []string{"system.ledger", "process.selling"}},
		{"references being typed", process + "  owner = role.|\n}\n", []string{"role.clerk"}, nil},
		{"references without a closing brace", process + "  owner = role.cl|", []string{"role.clerk"}, nil},
		{"references in a list", process + "  step \"a\" {\n    by = [role.clerk, |\n  }\n}\n", []string{"role.smith"}, nil},
		{"in a list nobody closed", process + "  step \"a\" {\n    by = [role.clerk, \n    next = |\n  }\n  step \"b\" {}\n}\n", []string{"step.b", "end"}, []string{"role.smith"}},
		{"steps of the process", process + "  step \"a\" {\n    next = |\n  }\n  step \"b\" {}\n}\n", []string{"step.a", "step.b", "end"}, []string{"role.clerk"}},
		{"outputs of others", "interface \"x\" {\n  from = |\n}\n", []string{"process.selling.output.order", "process.selling"}, []string{"process.smithing.input.order"}},
		{"words of an argument", "interface \"x\" {\n  mode = \"|\"\n}\n", []string{"automated", "manual"}, nil},
		{"words without quotes", "interface \"x\" {\n  mode = |\n}\n", []string{`"automated"`, `"manual"`}, nil},
		{"flags", process + "  external = |\n}\n", []string{"true", "false"}, nil},
		{"fields", process + "  input \"a\" {\n    artifact = artifact.order\n    requires = [|]\n  }\n}\n", []string{"id", "note", "state"}, nil},
		{"fields not named twice", process + "  input \"a\" {\n    artifact = artifact.order\n    requires = [id, |]\n  }\n}\n", []string{"note"}, []string{"id"}},
		{"fields that are an enum", process + "  input \"a\" {\n    artifact = artifact.order\n  }\n  sla {\n    per = |\n  }\n}\n", []string{"state"}, []string{"note"}},
		{"values of an enum", process + "  input \"a\" {\n    artifact = artifact.order\n  }\n  sla {\n    per = state\n    target \"|\" {}\n  }\n}\n", []string{"new", "made", "sold"}, nil},
		{"what is compared", process + "  input \"a\" {\n    artifact = artifact.order\n  }\n  step \"a\" {\n    branch {\n      when = order.state == \"|\"\n    }\n  }\n}\n", []string{"new", "sold"}, nil},
		{"records in conditions", process + "  input \"a\" {\n    artifact = artifact.order\n  }\n  step \"a\" {\n    branch {\n      when = |\n    }\n  }\n}\n", []string{"order", "order.state", "contains"}, nil},
		{"fields of a record", process + "  input \"a\" {\n    artifact = artifact.order\n    as = \"claim\"\n  }\n  step \"a\" {\n    branch {\n      when = claim.|\n    }\n  }\n}\n", []string{"claim.state"}, []string{"order"}},
		{"fields that are set", process + "  input \"a\" {\n    artifact = artifact.order\n  }\n  step \"a\" {\n    update {\n      |\n    }\n  }\n}\n", []string{"state", "note"}, nil},
		{"values that are set", process + "  input \"a\" {\n    artifact = artifact.order\n  }\n  step \"a\" {\n    update {\n      state = \"|\"\n    }\n  }\n}\n", []string{"made"}, nil},
		{"records of an interface", "interface \"x\" {\n  from = process.selling.output.order\n  to = process.smithing.input.order\n  create {\n    note = from.|\n  }\n}\n", []string{"from.note", "from.id"}, nil},
		{"types", "artifact \"a\" {\n  field \"f\" {\n    type = |\n  }\n}\n", []string{"string", "enum", "optional", "artifact.order"}, nil},
		{"durations", process + "  step \"a\" {\n    within = \"|\"\n  }\n}\n", []string{"15m", "4h"}, nil},
		{"rows of a matrix", process + "  step \"a\" {}\n  matrix {\n    columns = [role.clerk]\n    |\n  }\n}\n", []string{"a"}, nil},
		{"rules to ignore", "# handoff:ignore |\n" + process + "}\n", []string{"handoff/orphan-output"}, nil},
		{"a comment that ignores", "# hand|\n" + process + "}\n", []string{"handoff:ignore"}, nil},
		{"nothing in a text", process + "  title = \"owner = |\"\n}\n", nil, []string{"owner", "role.clerk"}},
		{"the ladder", process + "  escalation {\n    after = {\n      \"20m\" = |\n    }\n  }\n}\n", []string{"role.clerk"}, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			e.t = t
			before, after, _ := strings.Cut(c.text, "|")
			e.edit("new.handoff.hcl", before+after)
			got := e.labels("new.handoff.hcl", c.text)
			for _, w := range c.want {
				assert.Contains(t, got, w)
			}
			for _, w := range c.not {
				assert.NotContains(t, got, w)
			}
		})
	}
}

func TestCompletionWritesNothingTwice(t *testing.T) {
	e := open(t, shop)
	process := "process \"mending\" {\n"
	for _, c := range []struct{ text, label, want string }{ // with a mark; what the line of it becomes
		{process + "  own| = role.clerk\n}\n", "owner", "owner"},
		{process + "  ow|ner= role.clerk\n}\n", "owner", "owner"},
		{process + "  st| \"a\" {\n  }\n}\n", "step", "step"},
		{process + "  fl|ow {\n  }\n}\n", "raci", "raci"},
		{"pro| \"mending\" {\n}\n", "process", "process"},
		{process + "  input \"a\" {\n    artifact = artifact.order\n  }\n  step \"a\" {\n    update {\n      no| = \"\"\n    }\n  }\n}\n", "note", "note"},
	} {
		before, after, _ := strings.Cut(c.text, "|")
		e.edit("new.handoff.hcl", before+after)
		var list completionList
		e.call("textDocument/completion", e.place("new.handoff.hcl", c.text), &list)
		n := slices.IndexFunc(list.Items, func(i completionItem) bool { return i.Label == c.label })
		if assert.GreaterOrEqual(t, n, 0, "%q offers no %s", c.text, c.label) {
			assert.Equal(t, c.want, list.Items[n].TextEdit.NewText, c.text)
			assert.Nil(t, list.Items[n].Command)
		}
	}
	e.edit("new.handoff.hcl", process+"  own = role.clerk\n}\n")
	assert.NotContains(t, e.labels("new.handoff.hcl", "own| = role"), "step", "a block has no =")
	e.edit("new.handoff.hcl", process+"  st \"a\" {\n  }\n}\n")
	assert.NotContains(t, e.labels("new.handoff.hcl", "st| \"a\""), "owner", "an argument has no label")
}

func TestCompletionOfUnsavedNames(t *testing.T) {
	e := open(t, shop)
	people := e.openFile("people.handoff.hcl")
	e.edit("people.handoff.hcl", people+"\nrole \"apprentice\" {}\n")
	text := e.openFile("selling.handoff.hcl")
	e.edit("selling.handoff.hcl", strings.Replace(text, "owner = role.clerk", "owner = role.", 1))
	assert.Contains(t, e.labels("selling.handoff.hcl", "owner = role.|\n"), "role.apprentice")
}

func (e *editor) hoverText(name, piece string) string {
	e.t.Helper()
	var h *hover
	e.call("textDocument/hover", e.place(name, piece), &h)
	if h == nil {
		return ""
	}
	return h.Contents.Value
}

func TestHover(t *testing.T) {
	e := open(t, shop)
	e.openFile("selling.handoff.hcl")
	e.openFile("smithing.handoff.hcl")
	e.clean("smithing.handoff.hcl")
	assert.Contains(t, e.hoverText("selling.handoff.hcl", "  own|er = role.clerk"), "The one accountable for the process.")
	assert.Contains(t, e.hoverText("selling.handoff.hcl", "pro|cess \"selling\""), "A piece of work with an owner")
	assert.Contains(t, e.hoverText("selling.handoff.hcl", "  owner = role.cl|erk"), "shop@example.org (of `team.shop`)")
	assert.Contains(t, e.hoverText("selling.handoff.hcl", "to         = process.smithing.input.or|der"), "Requires: `id`")
	assert.Contains(t, e.hoverText("selling.handoff.hcl", "to         = process.smi|thing.input.order"), "process `process.smithing`")
	assert.Contains(t, e.hoverText("smithing.handoff.hcl", "when = order.sta|te"), "`enum(\"new\", \"made\", \"sold\")`")
	assert.Contains(t, e.hoverText("smithing.handoff.hcl", "requires = [i|d]"), "key")
	e.call("workspace/symbol", map[string]any{"query": ""}, nil)
	require.Eventually(t, func() bool {
		return strings.Contains(e.hoverText("smithing.handoff.hcl", "process \"smi|thing\""), "Complete within: 2 days")
	}, time.Minute, 20*time.Millisecond)
	assert.Contains(t, e.hoverText("smithing.handoff.hcl", "process \"smi|thing\""), "1 handoff in, 0 handoffs out")
}

func (e *editor) locations(method, name, piece string, more map[string]any) []string {
	e.t.Helper()
	params := e.place(name, piece)
	maps.Copy(params, more)
	var list []location
	if method == "textDocument/definition" {
		var one *location
		e.call(method, params, &one)
		if one != nil {
			list = []location{*one}
		}
	} else {
		e.call(method, params, &list)
	}
	var out []string
	for _, l := range list {
		file, _ := fileOf(l.URI)
		out = append(out, filepath.Base(file)+":"+strconv.Itoa(l.Range.Start.Line+1)+":"+strconv.Itoa(l.Range.Start.Character+1))
	}
	return out
}

func TestDefinitionAndReferences(t *testing.T) {
	e := open(t, shop)
	e.openFile("selling.handoff.hcl")
	e.openFile("smithing.handoff.hcl")
	assert.Equal(t, []string{"people.handoff.hcl:1:7"}, e.locations("textDocument/definition", "selling.handoff.hcl", "owner = role.cl|erk", nil))
	assert.Equal(t, []string{"selling.handoff.hcl:12:9"}, e.locations("textDocument/definition", "selling.handoff.hcl", "leaves_at = step.wr|ite", nil))
	assert.Equal(t, []string{"smithing.handoff.hcl:1:10"}, e.locations("textDocument/definition", "selling.handoff.hcl", "to         = process.smi|thing.input", nil))
	assert.Equal(t, []string{"smithing.handoff.hcl:4:10"}, e.locations("textDocument/definition", "selling.handoff.hcl", "process.smithing.input.ord|er", nil))
	assert.Equal(t, []string{"things.handoff.hcl:8:10"}, e.locations("textDocument/definition", "smithing.handoff.hcl", "when = order.st|ate", nil))
	assert.Equal(t, []string{"things.handoff.hcl:8:10"}, e.locations("textDocument/definition", "smithing.handoff.hcl", "per      = st|ate", nil))

	assert.Equal(t, []string{"people.handoff.hcl:9:12", "selling.handoff.hcl:3:11", "selling.handoff.hcl:13:12", "selling.handoff.hcl:22:16", "things.handoff.hcl:29:11"},
		shift(e.locations("textDocument/references", "selling.handoff.hcl", "owner = role.cl|erk", map[string]any{"context": map[string]any{"includeDeclaration": false}})))
	got := e.locations("textDocument/references", "smithing.handoff.hcl", "when = order.st|ate", map[string]any{"context": map[string]any{"includeDeclaration": true}})
	assert.Equal(t, []string{"smithing.handoff.hcl:11:20", "smithing.handoff.hcl:21:16", "things.handoff.hcl:8:10", "things.handoff.hcl:16:15"}, got)
}

// shift moves places from a name to the kind before it, as people count.
func shift(list []string) []string {
	out := slices.Clone(list)
	for i, l := range out {
		parts := strings.Split(l, ":")
		out[i] = parts[0] + ":" + parts[1] + ":" + strconv.Itoa(mustInt(parts[2])-len("role."))
	}
	return out
}

func TestRenameAcrossFiles(t *testing.T) {
	e := open(t, shop)
	e.openFile("selling.handoff.hcl")
	e.openFile("smithing.handoff.hcl")
	var edit workspaceEdit
	rename := func(name, piece, to string) error {
		p := e.place(name, piece)
		p["newName"] = to
		edit = workspaceEdit{}
		return e.tryCall("textDocument/rename", p, &edit)
	}
	var prepared prepareRename
	e.call("textDocument/prepareRename", e.place("selling.handoff.hcl", "owner = role.cl|erk"), &prepared)
	assert.Equal(t, prepareRename{textRange{position{2, 15}, position{2, 20}}, "clerk"}, prepared)

	require.NoError(t, rename("selling.handoff.hcl", "owner = role.cl|erk", "cashier"))
	after := e.after(edit)
	assert.Contains(t, after["people.handoff.hcl"], "role \"cashier\"")
	assert.Contains(t, after["people.handoff.hcl"], "deputy = role.cashier")
	assert.Contains(t, after["things.handoff.hcl"], "owner = role.cashier")
	assert.NotContains(t, after["selling.handoff.hcl"], "role.clerk")

	require.NoError(t, rename("smithing.handoff.hcl", "artifact = artifact.or|der", "commission"))
	after = e.after(edit)
	assert.Contains(t, after["smithing.handoff.hcl"], `when = commission.state == "sold"`)
	assert.Contains(t, after["smithing.handoff.hcl"], "input \"order\" {\n    artifact = artifact.commission")
	assert.Contains(t, after["things.handoff.hcl"], "artifact \"commission\"")

	require.NoError(t, rename("smithing.handoff.hcl", "when = order.st|ate", "status"))
	after = e.after(edit)
	assert.Contains(t, after["things.handoff.hcl"], "field \"status\"")
	assert.Contains(t, after["things.handoff.hcl"], "field   = status")
	assert.Contains(t, after["smithing.handoff.hcl"], "per      = status")
	assert.Contains(t, after["smithing.handoff.hcl"], `order.status == "sold"`)

	require.NoError(t, rename("selling.handoff.hcl", "process.smi|thing.input", "forging"))
	assert.Contains(t, e.after(edit)["selling.handoff.hcl"], "process.forging.input.order")

	for to, why := range map[string]string{"two words": "is no name", "smith": "declared twice", "for": "a meaning of its own"} {
		assert.ErrorContains(t, rename("selling.handoff.hcl", "owner = role.cl|erk", to), why)
	}
	assert.ErrorContains(t, rename("selling.handoff.hcl", "tit|le = \"Selling\"", "x"), "nothing is named here")
}

// after is what an edit makes of the files.
func (e *editor) after(edit workspaceEdit) map[string]string {
	e.t.Helper()
	out := map[string]string{}
	apply := func(uri string, edits []textEdit) {
		text, known := e.texts[uri]
		file, ok := fileOf(uri)
		require.True(e.t, ok)
		if !known {
			b, err := os.ReadFile(file)
			require.NoError(e.t, err)
			text = string(b)
		}
		was := newText([]byte(text))
		slices.SortStableFunc(edits, func(a, b textEdit) int {
			return was.offset(b.Range.Start, utf16Units) - was.offset(a.Range.Start, utf16Units)
		})
		for _, x := range edits {
			text = text[:was.offset(x.Range.Start, utf16Units)] + x.NewText + text[was.offset(x.Range.End, utf16Units):]
		}
		name, err := filepath.Rel(e.root, file)
		require.NoError(e.t, err)
		out[filepath.ToSlash(name)] = text
	}
	for uri, edits := range edit.Changes {
		apply(uri, edits)
	}
	for _, d := range edit.DocumentChanges {
		apply(d.TextDocument.URI, d.Edits)
	}
	return out
}

func (e *editor) actions(name, piece string) map[string]codeAction {
	e.t.Helper()
	p := e.place(name, piece)
	at := p["position"]
	var list []codeAction
	e.call("textDocument/codeAction", map[string]any{"textDocument": p["textDocument"], "range": map[string]any{"start": at, "end": at}, "context": map[string]any{"diagnostics": []any{}}}, &list)
	out := map[string]codeAction{}
	for _, a := range list {
		out[a.Title] = a
	}
	return out
}

func TestCodeActions(t *testing.T) {
	e := open(t, shop)
	text := e.openFile("selling.handoff.hcl")
	e.edit("selling.handoff.hcl", strings.Replace(text, "owner = role.clerk", "owner = role.manager", 1))
	e.sees("selling.handoff.hcl", "reference/unknown")
	a := e.actions("selling.handoff.hcl", "owner = role.ma|nager")
	require.Contains(t, a, `Create role "manager"`, slices.Sorted(maps.Keys(a)))
	after := e.after(*a[`Create role "manager"`].Edit)
	assert.Contains(t, after["people.handoff.hcl"], "role \"manager\" {\n  title = \"Manager\"\n}\n")

	e.edit("selling.handoff.hcl", strings.Replace(text, "owner = role.clerk", "owner = role.clark", 1))
	e.sees("selling.handoff.hcl", "reference/unknown")
	a = e.actions("selling.handoff.hcl", "owner = role.cl|ark")
	require.Contains(t, a, "Write role.clerk")
	assert.Equal(t, text, e.after(*a["Write role.clerk"].Edit)["selling.handoff.hcl"])

	e.edit("selling.handoff.hcl", strings.Replace(text, "leaves_at = step.write", "leaves_at = step.writing", 1))
	e.sees("selling.handoff.hcl", "reference/unknown")
	a = e.actions("selling.handoff.hcl", "leaves_at = step.wr|iting")
	require.Contains(t, a, "Create step \"writing\" in `process.selling`", slices.Sorted(maps.Keys(a)))
	assert.Contains(t, e.after(*a["Create step \"writing\" in `process.selling`"].Edit)["selling.handoff.hcl"], "  step \"writing\" {\n    title = \"Writing\"\n  }\n}\n")

	more := "\nprocess \"packing\" {\n  owner = role.clerk\n  output \"parcel\" {\n    artifact = artifact.order\n  }\n}\n"
	e.edit("selling.handoff.hcl", text+more)
	e.sees("selling.handoff.hcl", "handoff/orphan-output")
	a = e.actions("selling.handoff.hcl", "output \"par|cel\"")
	ignore := "Ignore handoff/orphan-output here, with a reason…"
	require.Contains(t, a, ignore)
	assert.Contains(t, e.after(*a[ignore].Edit)["selling.handoff.hcl"], "  # handoff:ignore handoff/orphan-output -- \n  output \"parcel\" {")
	join := "Add the missing interface to `process.smithing.input.order`"
	require.Contains(t, a, join, slices.Sorted(maps.Keys(a)))
	joined := e.after(*a[join].Edit)["selling.handoff.hcl"]
	assert.Contains(t, joined, "from  = process.packing.output.parcel")
	e.edit("selling.handoff.hcl", joined)
	e.wait("selling.handoff.hcl", "no orphan", func(list []diagnostic) bool { return !strings.Contains(codes(list), "orphan-output") })

	e.edit("selling.handoff.hcl", text)
	smithing := e.openFile("smithing.handoff.hcl")
	e.edit("smithing.handoff.hcl", strings.Replace(smithing, "requires = [id]", "requires = [id, price]", 1))
	e.sees("smithing.handoff.hcl", "type/unknown-field")
	a = e.actions("smithing.handoff.hcl", "requires = [id, pr|ice]")
	require.Contains(t, a, "Create field \"price\" in `artifact.order`", slices.Sorted(maps.Keys(a)))
	assert.Contains(t, e.after(*a["Create field \"price\" in `artifact.order`"].Edit)["things.handoff.hcl"], "  field \"price\" {\n    type = optional(string)\n  }\n}\n")
}

func TestOutlineFoldsColoursAndLayout(t *testing.T) {
	e := open(t, shop)
	text := e.openFile("selling.handoff.hcl")
	doc := map[string]any{"textDocument": map[string]any{"uri": e.uri("selling.handoff.hcl")}}
	var symbols []symbolInformation
	e.call("textDocument/documentSymbol", doc, &symbols)
	var names []string
	for _, s := range symbols {
		names = append(names, s.ContainerName+"/"+s.Name)
	}
	assert.Equal(t, []string{"/selling", "selling/wish", "selling/order", "selling/write", "/to_smithy"}, names)

	e.call("workspace/symbol", map[string]any{"query": "smth"}, &symbols)
	assert.NotEmpty(t, symbols)

	var folds []foldingRange
	e.call("textDocument/foldingRange", doc, &folds)
	assert.Contains(t, folds, foldingRange{StartLine: 0, EndLine: 14})

	var tokens semanticTokens
	e.call("textDocument/semanticTokens/full", doc, &tokens)
	require.Zero(t, len(tokens.Data)%5)
	assert.Equal(t, []uint32{0, 0, 7, tokenKeyword, 0, 0, 9, 7, tokenClass, 1}, tokens.Data[:10])

	o := outline(newText([]byte("artifact \"a\" {\n  field \"string\" {\n    type = optional(object({ date = date, b = list(ref(artifact.uri)) }))\n    doc = string\n  }\n}\n")), false)
	var said []string
	for _, c := range o.colours() {
		said = append(said, o.of(c.at)+" "+tokenTypes[c.kind])
	}
	assert.Equal(t, []string{
		"artifact keyword", "a class", "field keyword", "string property", "type property", "optional function", "object function", "date property", "date type", "b property",
		"list function", "ref function", "artifact type", "uri variable", "doc property", "string variable",
	}, said)

	var edits []textEdit
	e.call("textDocument/formatting", doc, &edits)
	assert.Empty(t, edits)
	e.edit("selling.handoff.hcl", strings.Replace(text, "  title = \"Selling\"", "      title   =    \"Selling\"", 1))
	e.call("textDocument/formatting", doc, &edits)
	assert.Equal(t, text, e.after(workspaceEdit{Changes: map[string][]textEdit{e.uri("selling.handoff.hcl"): edits}})["selling.handoff.hcl"])
	e.edit("selling.handoff.hcl", "process \"x\" {")
	assert.ErrorContains(t, e.tryCall("textDocument/formatting", doc, nil), "no closing brace")
}

func TestHintsLensesAndCalls(t *testing.T) {
	e := open(t, shop)
	e.openFile("selling.handoff.hcl")
	e.openFile("smithing.handoff.hcl")
	doc := map[string]any{"textDocument": map[string]any{"uri": e.uri("smithing.handoff.hcl")}}
	var lenses []codeLens
	require.Eventually(t, func() bool {
		e.call("textDocument/codeLens", doc, &lenses)
		return len(lenses) > 0
	}, time.Minute, 20*time.Millisecond)
	assert.Equal(t, "1 handoff in, 0 out", lenses[0].Command.Title)

	var hints []inlayHint
	e.call("textDocument/inlayHint", map[string]any{"textDocument": doc["textDocument"], "range": textRange{position{0, 0}, position{100, 0}}}, &hints)
	require.NotEmpty(t, hints)
	assert.Equal(t, "A: role.smith", hints[0].Label)
	assert.Equal(t, "Accountable by default (process owner).", hints[0].Tooltip)

	var items []callItem
	e.call("textDocument/prepareCallHierarchy", e.place("smithing.handoff.hcl", "process \"smi|thing\""), &items)
	require.Len(t, items, 1)
	var in []incomingCall
	e.call("callHierarchy/incomingCalls", map[string]any{"item": items[0]}, &in)
	require.Len(t, in, 1)
	assert.Equal(t, "Selling", in[0].From.Name)
	assert.Equal(t, "by To the smithy (Order)", in[0].From.Detail)
	var out []outgoingCall
	e.call("callHierarchy/outgoingCalls", map[string]any{"item": in[0].From}, &out)
	require.Len(t, out, 1)
	assert.Equal(t, "Smithing", out[0].To.Name)
}

func mustInt(s string) int {
	n, err := strconv.Atoi(s)
	if err != nil {
		panic(err)
	}
	return n
}

// What rules find in a file while it is written does not wait for the whole map, which here is looked at once, and goes when it is mended.
func TestRulesSpeakAtOnce(t *testing.T) {
	files := maps.Clone(shop)
	files["lost.handoff.hcl"] = "process \"finding\" {\n  owner = role.clerk\n  output \"thing\" {\n    artifact = artifact.order\n  }\n}\n"
	e := openPausing(t, files, 24*time.Hour)
	e.sees("lost.handoff.hcl", "handoff/orphan-output") // the whole map has been judged
	text := e.openFile("selling.handoff.hcl")
	more := "\nprocess \"packing\" {\n  output \"parcel\" {\n    artifact = artifact.order\n  }\n}\n"
	e.edit("selling.handoff.hcl", text+more)
	e.sees("selling.handoff.hcl", "owner/missing-owner")
	e.sees("selling.handoff.hcl", "handoff/orphan-output")
	e.edit("selling.handoff.hcl", text+strings.Replace(more, "{\n", "{\n  owner = role.\n", 1)) // while it does not parse, what was found stays
	e.sees("selling.handoff.hcl", "syntax/invalid")
	e.sees("selling.handoff.hcl", "handoff/orphan-output")
	e.edit("selling.handoff.hcl", text+strings.Replace(more, "{\n", "{\n  owner = role.clerk\n", 1))
	list := e.wait("selling.handoff.hcl", "an owner", func(list []diagnostic) bool { return !strings.Contains(codes(list), "owner/missing-owner") })
	assert.Contains(t, codes(list), "handoff/orphan-output")
	join := "Add the missing interface to `process.smithing.input.order`"
	assert.Contains(t, e.actions("selling.handoff.hcl", "output \"par|cel\""), join, "although the whole map has not been judged with it")
	e.edit("selling.handoff.hcl", text)
	e.clean("selling.handoff.hcl")
}
