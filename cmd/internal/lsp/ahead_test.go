package lsp

import (
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// While a huge folder is read, its documents are helped with what lies beside them, and nothing is said to be missing; then all is as ever.
func TestAMapThatIsStillBeingRead(t *testing.T) {
	root := t.TempDir()
	write(t, root, "deep/down/selling.handoff.hcl", "process \"selling\" {\n  owner = role.boss\n  step \"a\" {\n    by = role.clerk\n  }\n}\n")
	write(t, root, "deep/down/people.handoff.hcl", "role \"clerk\" {}\n")
	write(t, root, "elsewhere/boss.handoff.hcl", "role \"boss\" {}\n")
	gate := make(chan struct{})
	e := connectWith(t, root, Options{Pause: 5 * time.Millisecond, Patience: time.Nanosecond, reading: func() { <-gate }})
	e.start(map[string]any{})
	name := "deep/down/selling.handoff.hcl"
	text := e.openFile(name)
	e.clean(name)
	assert.Equal(t, []string{"role.clerk"}, e.labels(name, "by = role.|clerk"))
	assert.Contains(t, e.hoverText(name, "role.cl|erk"), "role.clerk")
	p := e.place(name, "role.cl|erk")
	p["newName"] = "cashier"
	assert.ErrorContains(t, e.tryCall("textDocument/rename", p, nil), "still being read")
	e.edit(name, strings.Replace(text, "owner = role.boss", "owner = role.", 1))
	e.sees(name, "syntax/invalid")
	e.edit(name, text)
	e.clean(name)
	beside := "deep/down/people.handoff.hcl" // closed before the map is there, it is again what it is on disk
	e.openFile(beside)
	e.notify("textDocument/didClose", map[string]any{"textDocument": map[string]any{"uri": e.uri(beside)}})
	assert.Equal(t, []string{"role.clerk"}, e.labels(name, "by = role.|clerk"))
	write(t, root, beside, "role \"clerk\" {}\nrole \"cook\" {}\n")
	close(gate)
	e.sees(name, "style/missing-title") // the whole map has been judged
	assert.NotContains(t, codes(e.wait(name, "", func([]diagnostic) bool { return true })), "reference/unknown")
	assert.ElementsMatch(t, []string{"role.boss", "role.clerk", "role.cook"}, e.labels(name, "by = role.|clerk"))
	require.NoError(t, e.tryCall("textDocument/rename", p, nil))
}
