package lsp

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/sourcegraph/jsonrpc2"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"handoff/lang/mapgen"
)

// asked is every request about a place or a document.
func (e *editor) askAll(t *testing.T, name string, at position) {
	doc := map[string]any{"uri": e.uri(name)}
	place := map[string]any{"textDocument": doc, "position": at}
	for _, method := range []string{"textDocument/completion", "textDocument/hover", "textDocument/definition", "textDocument/prepareCallHierarchy"} {
		require.NoError(t, e.tryCall(method, place, nil), method)
	}
	for _, method := range []string{"textDocument/documentSymbol", "textDocument/foldingRange", "textDocument/semanticTokens/full", "textDocument/codeLens"} {
		require.NoError(t, e.tryCall(method, map[string]any{"textDocument": doc}, nil), method)
	}
	all := textRange{position{0, 0}, position{10_000, 0}}
	require.NoError(t, e.tryCall("textDocument/codeAction", map[string]any{"textDocument": doc, "range": all, "context": map[string]any{"diagnostics": []any{}}}, nil))
	require.NoError(t, e.tryCall("textDocument/inlayHint", map[string]any{"textDocument": doc, "range": all}, nil))
	refs := map[string]any{"textDocument": doc, "position": at, "context": map[string]any{"includeDeclaration": true}}
	require.NoError(t, e.tryCall("textDocument/references", refs, nil))
	// These may refuse, and say why; they never fail.
	rename := map[string]any{"textDocument": doc, "position": at, "newName": "other"}
	for method, params := range map[string]any{"textDocument/rename": rename, "textDocument/prepareRename": place, "textDocument/formatting": map[string]any{"textDocument": doc}} {
		if err := e.tryCall(method, params, nil); err != nil {
			var known *jsonrpc2.Error
			require.ErrorAs(t, err, &known, method)
			require.NotEqual(t, int64(jsonrpc2.CodeInternalError), known.Code, "%s: %s", method, known.Message)
		}
	}
}

// A map typed letter by letter: whatever stands there, everything is answered.
func TestEveryPrefixIsAnswered(t *testing.T) {
	e := open(t, shop)
	e.openFile("people.handoff.hcl")
	for _, name := range []string{"smithing.handoff.hcl", "things.handoff.hcl"} {
		text := shop[name]
		for end := 0; end <= len(text); end += 5 {
			e.edit(name, text[:end])
			p := newText([]byte(text[:end])).position(end, utf16Units)
			e.askAll(t, name, p)
		}
		e.edit(name, text)
	}
	for _, name := range []string{"smithing.handoff.hcl", "things.handoff.hcl", "people.handoff.hcl"} {
		e.clean(name)
	}
}

// The same with the rest of the file below, as it is when a line is added in the middle.
func TestEveryHoleIsAnswered(t *testing.T) {
	e := open(t, shop)
	text := shop["smithing.handoff.hcl"]
	for from := 0; from < len(text); from += 37 {
		for _, length := range []int{1, 9, 120} {
			broken := text[:from] + text[min(from+length, len(text)):]
			e.edit("smithing.handoff.hcl", broken)
			e.askAll(t, "smithing.handoff.hcl", newText([]byte(broken)).position(from, utf16Units))
		}
	}
	e.edit("smithing.handoff.hcl", text)
	e.clean("smithing.handoff.hcl")
}

func TestTextsThatAreNoMap(t *testing.T) {
	e := open(t, shop)
	for n, text := range []string{
		"", "\xff\xfe\x00", "\x00\x01", strings.Repeat("[", 5000), "x = " + strings.Repeat("{", 3000), "\ufeffrole \"a\" {}", "role \"a\" {}\r\nrole \"b\" {\r\n", "a\rb\rc",
		"role \"\U0001F6E0\" {\n  title = \"\U0001F6E0\U0001F6E0\" \n}", "<<-X\n${", "# handoff:ignore", "# handoff:ignore  x -- ", "process \"p\" { step", "locals { a = local.a }", strings.Repeat("role \"r\" {}\n", 300),
		"interface \"i\" {\n from = process.\n to = [process.selling, \n create { x = \n", "rule \"x\" {\n each = \"\"\n when = each.\n}", "import \"x\" { source = \"..\" }", "}\n}\n}", "\"\"\"\"", "x y z",
	} {
		e.edit(fmt.Sprintf("odd%d.handoff.hcl", n), text)
		e.askAll(t, fmt.Sprintf("odd%d.handoff.hcl", n), position{0, 3})
		e.askAll(t, fmt.Sprintf("odd%d.handoff.hcl", n), position{1 << 30, 1 << 30})
		e.askAll(t, fmt.Sprintf("odd%d.handoff.hcl", n), position{-1, -1})
		e.notify("textDocument/didClose", map[string]any{"textDocument": map[string]any{"uri": e.uri(fmt.Sprintf("odd%d.handoff.hcl", n))}})
	}
	e.clean("odd1.handoff.hcl")
}

// raw is a connection without a client library.
func raw(t *testing.T) (send func(string), next func() map[string]any, end func() error) {
	t.Helper()
	fromClient, toServer := io.Pipe()
	fromServer, toClient := io.Pipe()
	done := make(chan error, 1)
	go func() {
		done <- Serve(context.Background(), pipe{fromClient, toClient}, Options{})
		toClient.Close()
	}()
	s := newStream(pipe{fromServer, toServer})
	send = func(body string) {
		_, err := fmt.Fprintf(toServer, "Content-Length: %d\r\n\r\n%s", len(body), body)
		require.NoError(t, err)
	}
	next = func() map[string]any {
		var m json.RawMessage
		require.NoError(t, s.ReadObject(&m))
		var out map[string]any
		require.NoError(t, json.Unmarshal(m, &out))
		return out
	}
	end = func() error {
		toServer.Close()
		select {
		case err := <-done:
			return err
		case <-time.After(time.Minute):
			t.Fatal("the server does not end")
			return nil
		}
	}
	t.Cleanup(func() { toServer.Close() })
	return send, next, end
}

func errorCode(m map[string]any) any {
	e, _ := m["error"].(map[string]any)
	return e["code"]
}

func TestMessagesThatAreNone(t *testing.T) {
	send, next, end := raw(t)
	send(`{"jsonrpc":"2.0","id":1,"method":"textDocument/hover","params":{}}`)
	assert.EqualValues(t, codeNotInitialized, errorCode(next()))
	send(`{"jsonrpc":"2.0","method":"textDocument/didOpen","params":{}}`) // before initialize: dropped
	send(`{"jsonrpc":`)
	assert.EqualValues(t, jsonrpc2.CodeParseError, errorCode(next()))
	send(`[]`)
	assert.EqualValues(t, jsonrpc2.CodeInvalidRequest, errorCode(next()))
	send(`{"jsonrpc":"2.0"}`)
	assert.EqualValues(t, jsonrpc2.CodeInvalidRequest, errorCode(next()))
	send(`{"jsonrpc":"2.0","id":2,"method":"initialize","params":{"capabilities":{"general":{"positionEncodings":["utf-8","utf-16"]}}}}`)
	assert.Equal(t, "utf-8", next()["result"].(map[string]any)["capabilities"].(map[string]any)["positionEncoding"])
	send(`{"jsonrpc":"2.0","id":3,"method":"initialize","params":{}}`)
	assert.EqualValues(t, jsonrpc2.CodeInvalidRequest, errorCode(next()))
	send(`{"jsonrpc":"2.0","id":4,"method":"no/such"}`)
	assert.EqualValues(t, jsonrpc2.CodeMethodNotFound, errorCode(next()))
	send(`{"jsonrpc":"2.0","method":"$/no/such"}`)
	send(`{"jsonrpc":"2.0","id":"five","method":"textDocument/hover","params":[1]}`)
	m := next()
	assert.EqualValues(t, jsonrpc2.CodeInvalidParams, errorCode(m))
	assert.Equal(t, "five", m["id"])
	send(`{"jsonrpc":"2.0","id":6,"method":"textDocument/hover","params":{"textDocument":{"uri":"file:///no/such"},"position":{"line":0,"character":0}}}`)
	assert.Nil(t, next()["result"])
	send(`{"jsonrpc":"2.0","id":99,"result":null}`) // an answer nobody waits for
	send(`{"jsonrpc":"2.0","id":7,"method":"shutdown"}`)
	next()
	send(`{"jsonrpc":"2.0","id":8,"method":"textDocument/hover","params":{}}`)
	assert.EqualValues(t, jsonrpc2.CodeInvalidRequest, errorCode(next()))
	send(`{"jsonrpc":"2.0","method":"exit"}`)
	assert.NoError(t, end())
}

func TestAClientThatDies(t *testing.T) {
	send, next, end := raw(t)
	send(`{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"capabilities":{}}}`)
	next()
	assert.ErrorIs(t, end(), ErrNoShutdown)
}

func TestAHeaderThatIsNone(t *testing.T) {
	for _, header := range []string{"Content-Length: many\r\n\r\n", "X: y\r\n\r\n", strings.Repeat("a", 1<<16)} {
		in := newStream(struct {
			io.Reader
			io.WriteCloser
		}{strings.NewReader(header), nil})
		var v json.RawMessage
		assert.Error(t, in.ReadObject(&v))
	}
	// A message beyond all bounds is skipped, and the next one read.
	var out bytes.Buffer
	big := fmt.Sprintf("Content-Length: %d\r\n\r\n%sContent-Length: 4\r\n\r\nnull", maxMessage+1, strings.Repeat(" ", maxMessage+1))
	in := newStream(struct {
		io.Reader
		io.WriteCloser
	}{strings.NewReader(big), nopCloser{&out}})
	var v json.RawMessage
	require.NoError(t, in.ReadObject(&v))
	assert.Equal(t, "null", string(v))
	assert.Contains(t, out.String(), "too large")
}

type nopCloser struct{ io.Writer }

func (nopCloser) Close() error { return nil }

func TestARequestThatIsCanceled(t *testing.T) {
	root := t.TempDir()
	for name, file := range mapgen.Generate(60) {
		write(t, root, name, string(file.Data))
	}
	e := connect(t, root)
	e.start(map[string]any{})
	// The map is being read; what is asked meanwhile waits on the desk.
	call, err := e.DispatchCall(context.Background(), "workspace/symbol", map[string]any{"query": ""}, jsonrpc2.PickID(jsonrpc2.ID{Num: 4711}))
	require.NoError(t, err)
	e.notify("$/cancelRequest", map[string]any{"id": 4711})
	var known *jsonrpc2.Error
	if err := call.Wait(context.Background(), nil); err != nil { // unless it was quicker
		require.ErrorAs(t, err, &known)
		assert.EqualValues(t, codeRequestCanceled, known.Code)
	}
	e.notify("$/cancelRequest", map[string]any{"id": "nobody"})
	e.call("workspace/symbol", map[string]any{"query": "x"}, nil)
}

func TestFilesThatChangeOnDisk(t *testing.T) {
	e := open(t, shop)
	e.openFile("selling.handoff.hcl")
	e.clean("selling.handoff.hcl")
	changed := func(name string, kind int) {
		e.notify("workspace/didChangeWatchedFiles", map[string]any{"changes": []any{map[string]any{"uri": e.uri(name), "type": kind}}})
	}
	write(t, e.root, "people.handoff.hcl", strings.Replace(shop["people.handoff.hcl"], `role "clerk"`, `role "clark"`, 1))
	changed("people.handoff.hcl", 2)
	e.sees("people.handoff.hcl", "reference/unknown")
	e.wait("selling.handoff.hcl", "one finding, told in each file that it touches", func(list []diagnostic) bool { // a file may be read while it is half written
		return len(list) == 1 && list[0].Code == "reference/unknown" && len(list[0].Related) == 1
	})
	write(t, e.root, "people.handoff.hcl", shop["people.handoff.hcl"])
	changed("people.handoff.hcl", 2)
	e.clean("selling.handoff.hcl")
	// A handoff.hcl further down makes a map of its own.
	write(t, e.root, "inner/handoff.hcl", "")
	write(t, e.root, "inner/x.handoff.hcl", "role \"clerk\" {\n  team = team.none\n}\n")
	changed("inner/handoff.hcl", 1)
	e.openFile("inner/x.handoff.hcl")
	e.sees("inner/x.handoff.hcl", "reference/unknown")
	e.clean("people.handoff.hcl")
	require.NoError(t, os.Remove(filepath.Join(e.root, "inner/handoff.hcl")))
	changed("inner/handoff.hcl", 3)
	e.sees("people.handoff.hcl", "reference/duplicate")
}

func TestTextsOutsideAnyMap(t *testing.T) {
	e := open(t, shop)
	e.edit("untitled:Untitled-1", "process \"x\" {\n  owner = role.nobody\n}\n")
	d := e.sees("untitled:Untitled-1", "reference/unknown")
	assert.Equal(t, 1, d.Range.Start.Line)
	e.edit("untitled:Untitled-1", "process \"x\" {\n  owner = role.cl\n}\n")
	assert.Contains(t, e.labels("untitled:Untitled-1", "owner = role.cl|"), "role.clerk")
	e.edit("untitled:Untitled-1", "process \"x\" {\n")
	e.sees("untitled:Untitled-1", "syntax/invalid")
	e.notify("textDocument/didClose", map[string]any{"textDocument": map[string]any{"uri": "untitled:Untitled-1"}})
	e.clean("untitled:Untitled-1")

	alone := connect(t, t.TempDir())
	alone.call("initialize", map[string]any{"capabilities": map[string]any{}}, nil)
	alone.notify("initialized", map[string]any{})
	alone.edit("untitled:a", "role \"a\" {\n")
	alone.sees("untitled:a", "syntax/invalid")
	alone.askAll(t, "untitled:a", position{0, 2})
	alone.edit("untitled:a", "role \"a\" {}\n")
	alone.clean("untitled:a")
	alone.edit("new.handoff.hcl", "role \"a\" {\n  team = team.b\n}\n") // never saved, in a folder without a map
	alone.sees("new.handoff.hcl", "reference/unknown")
	alone.edit("http://example.org/x.handoff.hcl", "role \"a\" {\n")
	alone.sees("http://example.org/x.handoff.hcl", "syntax/invalid")
}

func TestSeveralFolders(t *testing.T) {
	e := open(t, shop)
	other := t.TempDir()
	write(t, other, "x.handoff.hcl", "role \"a\" {\n  team = team.none\n}\n")
	e.notify("workspace/didChangeWorkspaceFolders", map[string]any{"event": map[string]any{"added": []any{map[string]any{"uri": uriOf(other), "name": "other"}}, "removed": []any{}}})
	e.sees(uriOf(filepath.Join(other, "x.handoff.hcl")), "reference/unknown")
	e.notify("workspace/didChangeWorkspaceFolders", map[string]any{"event": map[string]any{"added": []any{}, "removed": []any{map[string]any{"uri": uriOf(other), "name": "other"}}}})
	e.clean(uriOf(filepath.Join(other, "x.handoff.hcl")))
}

func TestEditsInPlace(t *testing.T) {
	e := open(t, shop)
	name := "people.handoff.hcl"
	e.edit(name, "role \"clerk\" {\r\n  title = \"\U0001F6E0 \u00e9\"\r\n  team  = team.shop\r\n}\r\n"+shop[name][strings.Index(shop[name], "role \"smith\""):])
	change := func(a, b position, text string) {
		e.versions[e.uri(name)]++
		e.notify("textDocument/didChange", map[string]any{"textDocument": map[string]any{"uri": e.uri(name), "version": e.versions[e.uri(name)]},
			"contentChanges": []any{map[string]any{"range": textRange{a, b}, "text": text}}})
	}
	change(position{1, 16}, position{1, 16}, "\n  deputy = role.nobody") // behind the closing quote: 🛠 counts twice
	d := e.sees(name, "reference/unknown")
	assert.Equal(t, textRange{position{2, 11}, position{2, 22}}, d.Range)
	change(position{2, 0}, position{3, 0}, "")
	e.clean(name)
	assert.NoError(t, e.tryCall("textDocument/hover", map[string]any{"textDocument": map[string]any{"uri": e.uri(name)}, "position": position{1, 13}}, nil))
}

// A text in a folder that is not there belongs to the map around it, and to none where nobody has marked or opened one: the folder above may be a
// whole disk, and is not to be read.
func TestAFolderThatIsNotThere(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "gone", "a.handoff.hcl")
	folderOf := func(roots ...string) *folder {
		s := &server{roots: roots, folders: map[string]*folder{}}
		f := s.folderOf(file, false)
		if f != nil {
			t.Cleanup(f.close)
		}
		return f
	}
	assert.Nil(t, folderOf())
	assert.Nil(t, folderOf(filepath.Join(t.TempDir(), "elsewhere")))
	assert.NotNil(t, folderOf(dir))
	assert.NotNil(t, folderOf(filepath.Dir(dir)))
	write(t, dir, "handoff.hcl", "workspace {\n  name = \"here\"\n}\n")
	assert.NotNil(t, folderOf())
}
