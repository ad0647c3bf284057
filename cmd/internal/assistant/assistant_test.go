package assistant

import (
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/modelcontextprotocol/go-sdk/mcp"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

const shop = `
role "clerk" {
  team   = team.front
  deputy = role.boss
}
role "boss" {}
team "front" {}
artifact "order" {}
process "selling" {
  title = "Sell"
  owner = role.clerk
  step "take" {
    title = "Take the order"
    by    = role.clerk
  }
}
process "packing" {
  owner = role.boss
}
interface "selling_to_packing" {
  title   = "An order is packed"
  from    = process.selling
  to      = process.packing
  carries = artifact.order
}
`

// connect opens a map and a client of the SDK that talks to it.
func connect(t *testing.T, files map[string]string) (*mcp.ClientSession, string) {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		require.NoError(t, os.WriteFile(filepath.Join(dir, name), []byte(text), 0o666))
	}
	s, err := New(dir, nil)
	require.NoError(t, err)
	t.Cleanup(func() { _ = s.Close() })
	here, there := mcp.NewInMemoryTransports()
	ctx, stop := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- s.Run(ctx, "v0", there) }()
	client, err := mcp.NewClient(&mcp.Implementation{Name: "test"}, nil).Connect(ctx, here, nil)
	require.NoError(t, err)
	t.Cleanup(func() {
		_ = client.Close()
		stop()
		assert.NoError(t, <-ended)
	})
	return client, dir
}

// ask calls a tool and returns its structured answer, or the text of its error.
func ask(t *testing.T, c *mcp.ClientSession, tool string, arguments map[string]any) (answer map[string]any, problem string) {
	t.Helper()
	r, err := c.CallTool(context.Background(), &mcp.CallToolParams{Name: tool, Arguments: arguments})
	require.NoError(t, err)
	require.NotEmpty(t, r.Content)
	text := r.Content[0].(*mcp.TextContent).Text
	if r.IsError {
		return nil, text
	}
	raw, err := json.Marshal(r.StructuredContent)
	require.NoError(t, err)
	require.NoError(t, json.Unmarshal(raw, &answer))
	assert.JSONEq(t, string(raw), text, "the text is the answer for clients that know no structure")
	return answer, ""
}

// addresses are those of a list of blocks.
func addresses(list any) string {
	var out []string
	for _, b := range list.([]any) {
		out = append(out, b.(map[string]any)["address"].(string))
	}
	return strings.Join(out, " ")
}

func TestTools(t *testing.T) {
	c, _ := connect(t, map[string]string{"shop.handoff.hcl": shop})
	list, err := c.ListTools(context.Background(), nil)
	require.NoError(t, err)
	var names []string
	for _, tool := range list.Tools {
		names = append(names, tool.Name)
		assert.NotEmpty(t, tool.Description, tool.Name)
		assert.True(t, tool.Annotations.ReadOnlyHint, tool.Name)
		assert.NotNil(t, tool.OutputSchema, tool.Name)
		schema, err := json.Marshal(tool.InputSchema)
		require.NoError(t, err)
		assert.NotContains(t, string(schema), `"description":""`, tool.Name)
	}
	assert.ElementsMatch(t, []string{"search", "list", "owner", "impact", "path", "why", "findings", "explain", "runbook"}, names)

	found, _ := ask(t, c, "search", map[string]any{"words": "order"})
	assert.Equal(t, "artifact.order interface.selling_to_packing process.selling.step.take", addresses(found["blocks"]))
	assert.NotContains(t, found, "partly")
	found, _ = ask(t, c, "search", map[string]any{"words": "who is to be called when packing is late"}) // no block has all of it
	assert.Equal(t, true, found["partly"])
	assert.Equal(t, "process.packing", found["blocks"].([]any)[0].(map[string]any)["address"])
	found, _ = ask(t, c, "search", map[string]any{"words": "tak ord", "kind": "step"})
	assert.Equal(t, "process.selling.step.take", addresses(found["blocks"]))

	processes, _ := ask(t, c, "list", map[string]any{"kind": "process", "team": "front"})
	assert.Equal(t, "process.selling", addresses(processes["blocks"]))
	owner, _ := ask(t, c, "owner", map[string]any{"address": "selling_to_packing"})
	assert.Equal(t, "role.clerk", addresses(owner["answers"]))
	impact, _ := ask(t, c, "impact", map[string]any{"address": "process.selling", "depth": 0})
	assert.Contains(t, addresses(impact["effects"]), "interface.selling_to_packing")
	assert.NotContains(t, addresses(impact["effects"]), "process.packing")
	path, _ := ask(t, c, "path", map[string]any{"from": "process.selling", "to": "process.packing"})
	assert.EqualValues(t, 1, path["length"])
	why, _ := ask(t, c, "why", map[string]any{"a": "role.boss", "b": "process.packing"})
	assert.Equal(t, true, why["direct"])
	findings, _ := ask(t, c, "findings", map[string]any{"severity": "warning", "limit": 1})
	assert.Len(t, findings["findings"], 1)
	assert.Greater(t, findings["matching"], 1.0)
	rule, _ := ask(t, c, "explain", map[string]any{"rule": "handoff/orphan-output"})
	assert.Contains(t, rule["text"], "no interface takes")
	page, _ := ask(t, c, "runbook", map[string]any{"page": "process.selling"})
	assert.Contains(t, page["text"], "Take the order")
}

// What cannot be answered is told to the assistant, with what may have been meant.
func TestErrorsAreAnswers(t *testing.T) {
	c, _ := connect(t, map[string]string{"shop.handoff.hcl": shop})
	for _, test := range []struct {
		tool      string
		arguments map[string]any
		want      string
	}{
		{"owner", map[string]any{"address": "process.seling"}, "did you mean process.selling?"},
		{"list", map[string]any{"kind": "proces"}, "did you mean process?"},
		{"impact", map[string]any{"address": "process.selling", "team": "fornt"}, "did you mean front?"},
		{"impact", map[string]any{"address": "process.selling", "depth": -1}, "makes no sense"},
		{"impact", map[string]any{}, "address"},
		{"explain", map[string]any{"rule": "handoff/orphan-ouput"}, "did you mean handoff/orphan-output?"},
		{"runbook", map[string]any{"page": "process/seling"}, "did you mean process/selling?"},
		{"runbook", map[string]any{"page": "../../etc/passwd"}, "no page"},
		{"findings", map[string]any{"severity": "grave"}, "no severity"},
		{"search", map[string]any{"words": " "}, "wants words"},
		{"search", map[string]any{"words": "order", "kind": "artefact"}, "did you mean artifact?"},
		{"owner", map[string]any{"address": "zzzzzz"}, "search finds blocks by words"},
		{"owner", map[string]any{"address": strings.Repeat("z", 1000)}, strings.Repeat("z", 100) + "…"},
	} {
		_, problem := ask(t, c, test.tool, test.arguments)
		assert.Contains(t, problem, test.want, "%s %v", test.tool, test.arguments)
	}
}

// An answer from the rest of a map that cannot be read as a whole says so.
func TestPartsThatCannotBeRead(t *testing.T) {
	c, _ := connect(t, map[string]string{"shop.handoff.hcl": shop, "broken.handoff.hcl": "process \"mending\" {\n  owner =\n"})
	r, err := c.CallTool(context.Background(), &mcp.CallToolParams{Name: "list", Arguments: map[string]any{"kind": "process"}})
	require.NoError(t, err)
	require.Len(t, r.Content, 2)
	assert.Contains(t, r.Content[1].(*mcp.TextContent).Text, "cannot be read")
	answer, _ := ask(t, c, "list", map[string]any{"kind": "process"})
	assert.Contains(t, addresses(answer["blocks"]), "process.selling")
	page, _ := ask(t, c, "explain", map[string]any{})
	assert.Contains(t, page["text"], "handoff/orphan-output")
}

func TestFilesThatChangeAreReadAgain(t *testing.T) {
	c, dir := connect(t, map[string]string{"shop.handoff.hcl": shop})
	before, _ := ask(t, c, "list", map[string]any{"kind": "system"})
	assert.Empty(t, before["blocks"])
	require.NoError(t, os.WriteFile(filepath.Join(dir, "more.handoff.hcl"), []byte("system \"till\" {}\n"), 0o666))
	after, _ := ask(t, c, "list", map[string]any{"kind": "system"})
	assert.Equal(t, "system.till", addresses(after["blocks"]))

	// While a file does not parse, the rest is known, and what is wrong is told.
	require.NoError(t, os.WriteFile(filepath.Join(dir, "more.handoff.hcl"), []byte("system \"till\" {\n"), 0o666))
	broken, _ := ask(t, c, "findings", map[string]any{"severity": "error", "rule": "syntax/invalid"})
	assert.EqualValues(t, 1, broken["matching"])
	_, problem := ask(t, c, "owner", map[string]any{"address": "system.till"})
	assert.Contains(t, problem, "part of the map cannot be read")
	still, _ := ask(t, c, "list", map[string]any{"kind": "process"})
	assert.Len(t, still["blocks"], 2)

	require.NoError(t, os.Remove(filepath.Join(dir, "more.handoff.hcl")))
	require.NoError(t, os.Remove(filepath.Join(dir, "shop.handoff.hcl")))
	_, problem = ask(t, c, "list", map[string]any{"kind": "process"})
	assert.Contains(t, problem, "no map in")
}

func TestResources(t *testing.T) {
	c, _ := connect(t, map[string]string{"shop.handoff.hcl": shop})
	read := func(uri string) (string, error) {
		r, err := c.ReadResource(context.Background(), &mcp.ReadResourceParams{URI: uri})
		if err != nil {
			return "", err
		}
		return r.Contents[0].Text, nil
	}
	compiled, err := read("handoff://map")
	require.NoError(t, err)
	assert.True(t, json.Valid([]byte(compiled)))
	page, err := read("handoff://runbook/process/selling")
	require.NoError(t, err)
	assert.Contains(t, page, "# Sell")
	_, err = read("handoff://runbook/process/nothing")
	assert.Error(t, err)
	_, err = read("file:///etc/passwd")
	assert.Error(t, err)
}
