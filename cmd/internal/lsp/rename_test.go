package lsp

import (
	"maps"
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"handoff/lang"
)

// Whatever an example declares can be renamed, and is the same map after: the server tries every rename before it answers, so an answer is proof.
func TestEverythingCanBeRenamed(t *testing.T) {
	root := t.TempDir()
	require.NoError(t, os.CopyFS(root, os.DirFS("../../../examples/incident-response")))
	m := lang.Load(os.DirFS(root), lang.Options{})
	require.Empty(t, m.Findings)
	e := connect(t, root)
	e.start(map[string]any{})
	for _, f := range m.Files {
		e.openFile(f.Path)
	}
	ask := func(r lang.Range, what string) {
		at := newText(m.File(r.File).Source).position(r.Start.Byte+1, utf16Units)
		var edit workspaceEdit
		require.NoError(t, e.tryCall("textDocument/rename", map[string]any{"textDocument": map[string]any{"uri": e.uri(r.File)}, "position": at, "newName": "quite_another"}, &edit), what)
		require.NotEmpty(t, edit.Changes, what)
	}
	for n, d := range m.Declarations() {
		if n%7 == 0 || d.Common().Kind == lang.KindArtifact || d.Common().Kind == lang.KindRule {
			ask(d.Common().NameRange, d.Common().Address())
		}
	}
	for _, a := range m.Artifacts {
		for n, f := range a.Fields {
			if n%4 == 1 {
				ask(f.NameRange, f.Address())
			}
		}
	}
}

// A block that has moved keeps its way back; and no name is taken that a moved block says is gone.
func TestRenameAndMovedBlocks(t *testing.T) {
	files := map[string]string{}
	for name, text := range shop {
		files[name] = text
	}
	files["moved.handoff.hcl"] = "moved {\n  from = process.vending\n  to   = process.selling\n}\n"
	e := open(t, files)
	e.openFile("selling.handoff.hcl")
	var edit workspaceEdit
	p := e.place("selling.handoff.hcl", "process \"sel|ling\"")
	p["newName"] = "trading"
	require.NoError(t, e.tryCall("textDocument/rename", p, &edit))
	assert.Contains(t, e.after(edit)["moved.handoff.hcl"], "from = process.vending\n  to   = process.trading")
	p["newName"] = "vending"
	assert.ErrorContains(t, e.tryCall("textDocument/rename", p, nil), "has not moved")
}

func TestSettingsAreHelpedWithToo(t *testing.T) {
	e := open(t, shop)
	e.openFile("handoff.hcl")
	e.edit("handoff.hcl", "check {\n  preset = \"strikt\"\n  rule \"owner/no-deputy\" {\n    severity = \"off\"\n  }\n}\n")
	e.sees("handoff.hcl", "syntax/value")
	assert.Contains(t, e.hoverText("handoff.hcl", "pre|set"), "Which rules run")
	assert.Subset(t, e.labels("handoff.hcl", "preset = \"|strikt\""), []string{"correctness", "recommended", "strict"})
	assert.Contains(t, e.labels("handoff.hcl", "rule \"owner/no-d|eputy\""), "handoff/orphan-output")
	e.edit("handoff.hcl", "check {\n  \n}\n\n")
	assert.Contains(t, e.labels("handoff.hcl", "check {\n  |\n}"), "edition")
	assert.Contains(t, e.labels("handoff.hcl", "}\n|\n"), "workspace")
}

func TestLocalsAndRecords(t *testing.T) {
	e := open(t, shop)
	e.edit("locals.handoff.hcl", "locals {\n  soon = \"1h\"\n}\n")
	text := strings.Replace(shop["smithing.handoff.hcl"], "complete = \"1d\"", "complete = local.soon", 1)
	e.edit("smithing.handoff.hcl", text)
	e.clean("smithing.handoff.hcl")
	assert.Contains(t, e.hoverText("smithing.handoff.hcl", "complete = local.so|on"), "soon = \"1h\"")
	assert.Equal(t, []string{"locals.handoff.hcl:2:3"}, e.locations("textDocument/definition", "smithing.handoff.hcl", "complete = local.so|on", nil))
	assert.Contains(t, e.labels("smithing.handoff.hcl", "complete = local.|soon"), "local.soon")
	assert.Equal(t, []string{"things.handoff.hcl:1:11"}, e.locations("textDocument/definition", "smithing.handoff.hcl", "when = ord|er.state", nil))
	assert.Contains(t, e.hoverText("smithing.handoff.hcl", "when = ord|er.state"), "artifact `artifact.order`")
}

// Places are counted as the protocol counts, and come back as they went.
func TestPositions(t *testing.T) {
	s := newText([]byte("a\u00e9\U0001F6E0b\r\nc\rd\n\ufeffe"))
	for at := 0; at <= len(s.bytes); at++ {
		if !runeStart(s.bytes, at) || at > 0 && s.bytes[at-1] == '\r' && at < len(s.bytes) && s.bytes[at] == '\n' {
			continue
		}
		for _, u := range []units{utf16Units, utf8Units} {
			p := s.position(at, u)
			back := s.offset(p, u)
			if at < len(s.bytes) && (s.bytes[at] == '\n' || s.bytes[at] == '\r') {
				back = at // the end of a line
			}
			assert.Equal(t, at, back, "%v of byte %d", p, at)
		}
	}
	assert.Equal(t, position{0, 5}, s.position(8, utf16Units))
	assert.Equal(t, position{0, 8}, s.position(8, utf8Units))
	assert.Equal(t, 3, s.offset(position{0, 3}, utf16Units), "in the middle of a pair is before it")
	assert.Equal(t, position{2, 1}, s.position(13, utf16Units))
}

// What a map says never breaks the text it is put into.
func TestOddWordsAreQuoted(t *testing.T) {
	e := open(t, shop)
	e.edit("odd.handoff.hcl", "artifact \"odd\" {\n  field \"state\" {\n    type = enum(\"a\\\"b\", \"$${x}\")\n  }\n  lifecycle {\n    field   = state\n    initial = \"\"\n  }\n}\n")
	var list completionList
	e.call("textDocument/completion", e.place("odd.handoff.hcl", "initial = \"|\""), &list)
	var texts []string
	for _, i := range list.Items {
		texts = append(texts, i.TextEdit.NewText)
	}
	assert.Equal(t, []string{`a\"b`, "$${x}"}, texts)
}

// A local value is renamed where it is declared and wherever it is named, in texts too; not where a text only reads like it.
func TestLocalsAreRenamed(t *testing.T) {
	files := maps.Clone(shop)
	files["locals.handoff.hcl"] = "locals {\n  soon  = \"1h\"\n  later = local.soon\n  tiers = { grave = local.soon }\n}\n"
	files["smithing.handoff.hcl"] = strings.Replace(shop["smithing.handoff.hcl"], "complete = \"1d\"", "complete = local.soon", 1)
	files["more.handoff.hcl"] = "role \"soon\" {\n  title       = \"Within ${local.soon}, $${local.soon}, local.soon\"\n  team        = team.shop\n  deputy      = role.clerk\n  description = <<-MD\n    Not ${local.soon}.\n  MD\n}\n"
	e := open(t, files)
	e.openFile("smithing.handoff.hcl")
	e.openFile("locals.handoff.hcl")
	for _, at := range [][2]string{{"smithing.handoff.hcl", "complete = local.so|on"}, {"locals.handoff.hcl", "  so|on  = "}} {
		var prepared prepareRename
		e.call("textDocument/prepareRename", e.place(at[0], at[1]), &prepared)
		assert.Equal(t, "soon", prepared.Placeholder)
		assert.Len(t, e.locations("textDocument/references", at[0], at[1], map[string]any{"context": map[string]any{"includeDeclaration": true}}), 5)
		var edit workspaceEdit
		p := e.place(at[0], at[1])
		p["newName"] = "quickly"
		require.NoError(t, e.tryCall("textDocument/rename", p, &edit))
		after := e.after(edit)
		assert.Equal(t, "locals {\n  quickly  = \"1h\"\n  later = local.quickly\n  tiers = { grave = local.quickly }\n}\n", after["locals.handoff.hcl"])
		assert.Contains(t, after["smithing.handoff.hcl"], "complete = local.quickly")
		assert.Equal(t, strings.Replace(files["more.handoff.hcl"], "Within ${local.soon}", "Within ${local.quickly}", 1), after["more.handoff.hcl"])
		p["newName"] = "later"
		assert.ErrorContains(t, e.tryCall("textDocument/rename", p, nil), "would break the map")
	}
}

// A field keeps its name in the sample: of its own record, wherever in the sample one stands, and of no other.
func TestFieldsAreRenamedInSamples(t *testing.T) {
	files := maps.Clone(shop)
	files["parcel.handoff.hcl"] = `artifact "sender" {
  example = "sender.json"
  field "id" {
    type = string
    key  = true
  }
  field "to" {
    type = object({ id = string })
  }
}

artifact "parcel" {
  example = "parcel.json"
  field "id" {
    type = string
    key  = true
  }
  field "from" {
    type = optional(list(artifact.sender))
  }
}
`
	files["sender.json"] = "{\"id\": \"id\", \"to\": {\"id\": \"é\"}}\n"
	files["parcel.json"] = "{\n  \"id\": \"🔥\", \"from\": [{\"id\": \"b\", \"to\": {\"id\": \"c\"}}]\n}\n"
	e := open(t, files)
	e.openFile("parcel.handoff.hcl")
	p := e.place("parcel.handoff.hcl", "field \"i|d\"")
	p["newName"] = "number"
	var edit workspaceEdit
	require.NoError(t, e.tryCall("textDocument/rename", p, &edit))
	after := e.after(edit)
	assert.Equal(t, "{\"number\": \"id\", \"to\": {\"id\": \"é\"}}\n", after["sender.json"])
	assert.Equal(t, "{\n  \"id\": \"🔥\", \"from\": [{\"number\": \"b\", \"to\": {\"id\": \"c\"}}]\n}\n", after["parcel.json"])
}
