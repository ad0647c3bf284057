package lsp

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/sourcegraph/jsonrpc2"
	"github.com/stretchr/testify/require"
)

// pipe joins two ends in memory.
type pipe struct {
	io.Reader
	io.WriteCloser
}

// editor is a client in a test.
type editor struct {
	*jsonrpc2.Conn
	t    *testing.T
	root string
	end  chan error

	mu       sync.Mutex
	changed  *sync.Cond
	shown    map[string]publishParams // by URI
	count    map[string]int           // how often each was published
	texts    map[string]string
	versions map[string]int
	asked    []string
}

// Handle takes what the server says by itself.
func (e *editor) Handle(ctx context.Context, c *jsonrpc2.Conn, r *jsonrpc2.Request) {
	if !r.Notif {
		e.mu.Lock()
		e.asked = append(e.asked, r.Method)
		e.changed.Broadcast()
		e.mu.Unlock()
		_ = c.Reply(ctx, r.ID, nil)
		return
	}
	if r.Method == "textDocument/publishDiagnostics" {
		var p publishParams
		if json.Unmarshal(*r.Params, &p) == nil {
			e.mu.Lock()
			e.shown[p.URI] = p
			e.count[p.URI]++
			e.changed.Broadcast()
			e.mu.Unlock()
		}
	}
	if r.Method == "window/logMessage" {
		e.t.Logf("the server says: %s", *r.Params)
	}
}

// connect starts a server and a client of it.
func connect(t *testing.T, root string) *editor {
	t.Helper()
	return connectPausing(t, root, 5*time.Millisecond)
}

// connectPausing starts a server that waits so long before it looks at the whole map again.
func connectPausing(t *testing.T, root string, pause time.Duration) *editor {
	t.Helper()
	return connectWith(t, root, Options{Pause: pause, Patience: time.Hour})
}

// connectWith starts a server with options of its own.
func connectWith(t *testing.T, root string, options Options) *editor {
	t.Helper()
	fromClient, toServer := io.Pipe()
	fromServer, toClient := io.Pipe()
	e := &editor{t: t, root: root, end: make(chan error, 1), shown: map[string]publishParams{}, count: map[string]int{}, texts: map[string]string{}, versions: map[string]int{}}
	e.changed = sync.NewCond(&e.mu)
	go func() {
		options.Version, options.Log, options.Cache = "test", testLog{t}, filepath.Join(t.TempDir(), "cache")
		options.Today = func() time.Time { return time.Date(2026, 11, 25, 0, 0, 0, 0, time.UTC) }
		e.end <- Serve(context.Background(), pipe{fromClient, toClient}, options)
		toClient.Close()
	}()
	e.Conn = jsonrpc2.NewConn(context.Background(), newStream(pipe{fromServer, toServer}), e)
	t.Cleanup(func() { _ = e.Conn.Close() })
	return e
}

type testLog struct{ t *testing.T }

func (l testLog) Write(b []byte) (int, error) {
	l.t.Logf("%s", b)
	return len(b), nil
}

// open starts a server on files, and an editor that can do everything.
func open(t *testing.T, files map[string]string) *editor {
	t.Helper()
	return openPausing(t, files, 5*time.Millisecond)
}

func openPausing(t *testing.T, files map[string]string, pause time.Duration) *editor {
	t.Helper()
	root, err := filepath.EvalSymlinks(t.TempDir())
	require.NoError(t, err)
	for name, text := range files {
		write(t, root, name, text)
	}
	e := connectPausing(t, root, pause)
	e.start(map[string]any{"textDocument": map[string]any{
		"completion":         map[string]any{"completionItem": map[string]any{"snippetSupport": true}},
		"publishDiagnostics": map[string]any{"relatedInformation": true, "versionSupport": true, "codeDescriptionSupport": true},
	}})
	return e
}

func (e *editor) start(capabilities map[string]any) {
	e.t.Helper()
	e.call("initialize", map[string]any{"processId": os.Getpid(), "rootUri": uriOf(e.root), "workspaceFolders": []any{map[string]any{"uri": uriOf(e.root), "name": "map"}}, "capabilities": capabilities}, nil)
	e.notify("initialized", map[string]any{})
}

func write(t *testing.T, root, name, text string) {
	t.Helper()
	p := filepath.Join(root, filepath.FromSlash(name))
	require.NoError(t, os.MkdirAll(filepath.Dir(p), 0o777))
	require.NoError(t, os.WriteFile(p, []byte(text), 0o666))
}

func (e *editor) call(method string, params, result any) {
	e.t.Helper()
	require.NoError(e.t, e.tryCall(method, params, result), method)
}

func (e *editor) tryCall(method string, params, result any) error {
	ctx, cancel := context.WithTimeout(context.Background(), 60*time.Second)
	defer cancel()
	return e.Call(ctx, method, params, result)
}

func (e *editor) notify(method string, params any) {
	e.t.Helper()
	require.NoError(e.t, e.Notify(context.Background(), method, params))
}

func (e *editor) uri(name string) string {
	if strings.Contains(name, ":") {
		return name
	}
	return uriOf(filepath.Join(e.root, filepath.FromSlash(name)))
}

// edit opens a text, or replaces all of it.
func (e *editor) edit(name, text string) {
	e.t.Helper()
	uri := e.uri(name)
	e.versions[uri]++
	if _, known := e.texts[uri]; !known {
		e.notify("textDocument/didOpen", map[string]any{"textDocument": map[string]any{"uri": uri, "languageId": "handoff", "version": e.versions[uri], "text": text}})
	} else {
		e.notify("textDocument/didChange", map[string]any{"textDocument": map[string]any{"uri": uri, "version": e.versions[uri]}, "contentChanges": []any{map[string]any{"text": text}}})
	}
	e.texts[uri] = text
}

// openFile opens a file as it is on disk.
func (e *editor) openFile(name string) string {
	e.t.Helper()
	text, err := os.ReadFile(filepath.Join(e.root, filepath.FromSlash(name)))
	require.NoError(e.t, err)
	e.edit(name, string(text))
	return string(text)
}

// place is a place in an open text: where a mark stands in a piece of it, as in `owner = role.|a`.
func (e *editor) place(name, piece string) map[string]any {
	e.t.Helper()
	uri := e.uri(name)
	before, after, ok := strings.Cut(piece, "|")
	require.True(e.t, ok, "no | in %q", piece)
	i := strings.Index(e.texts[uri], before+after)
	require.GreaterOrEqual(e.t, i, 0, "%q is not in %s", piece, name)
	p := newText([]byte(e.texts[uri])).position(i+len(before), utf16Units)
	return map[string]any{"textDocument": map[string]any{"uri": uri}, "position": p}
}

// wait waits until what is shown of a file is as wanted.
func (e *editor) wait(name string, what string, ok func([]diagnostic) bool) []diagnostic {
	e.t.Helper()
	deadline := time.AfterFunc(time.Minute, func() { e.changed.Broadcast() })
	defer deadline.Stop()
	start := time.Now()
	e.mu.Lock()
	defer e.mu.Unlock()
	for {
		p, known := e.shown[e.uri(name)]
		if known && ok(p.Diagnostics) {
			return p.Diagnostics
		}
		if time.Since(start) > 59*time.Second {
			e.t.Fatalf("%s: waited in vain for %s; there are: %s", name, what, codes(p.Diagnostics))
		}
		e.changed.Wait()
	}
}

// sees waits until a finding is shown.
func (e *editor) sees(name, code string) diagnostic {
	e.t.Helper()
	var found diagnostic
	e.wait(name, code, func(list []diagnostic) bool {
		for _, d := range list {
			if d.Code == code {
				found = d
				return true
			}
		}
		return false
	})
	return found
}

// clean waits until nothing is shown.
func (e *editor) clean(name string) {
	e.t.Helper()
	e.wait(name, "nothing", func(list []diagnostic) bool { return len(list) == 0 })
}

func codes(list []diagnostic) string {
	var out []string
	for _, d := range list {
		out = append(out, fmt.Sprintf("%d:%d %s", d.Range.Start.Line, d.Range.Start.Character, d.Code))
	}
	return strings.Join(out, ", ")
}

// shop is a small map without findings.
var shop = map[string]string{
	"handoff.hcl": "check {\n  preset = \"correctness\"\n}\n",
	"people.handoff.hcl": `role "clerk" {
  title = "Clerk"
  team  = team.shop
}

role "smith" {
  title  = "Smith"
  team   = team.shop
  deputy = role.clerk
}

team "shop" {
  title = "Shop"
  contact {
    email = "shop@example.org"
  }
}
`,
	"things.handoff.hcl": `artifact "order" {
  title           = "Order"
  source_of_truth = system.ledger
  field "id" {
    type = string
    key  = true
  }
  field "state" {
    type = enum("new", "made", "sold")
  }
  field "note" {
    type        = optional(string)
    description = "What the customer said."
  }
  lifecycle {
    field   = state
    initial = "new"
    final   = ["sold"]
    transition "new" {
      to = ["made"]
    }
    transition "made" {
      to = ["sold"]
    }
  }
}

system "ledger" {
  owner = role.clerk
}
`,
	"selling.handoff.hcl": `process "selling" {
  title = "Selling"
  owner = role.clerk
  input "wish" {
    artifact = artifact.order
    external = true
  }
  output "order" {
    artifact  = artifact.order
    leaves_at = step.write
  }
  step "write" {
    by   = role.clerk
    next = end
  }
}

interface "to_smithy" {
  title      = "To the smithy"
  from       = process.selling.output.order
  to         = process.smithing.input.order
  integrator = role.clerk
}
`,
	"smithing.handoff.hcl": `process "smithing" {
  title = "Smithing"
  owner = role.smith
  input "order" {
    artifact = artifact.order
    requires = [id]
  }
  step "forge" {
    by = role.smith
    branch {
      when = order.state == "sold"
      next = end
    }
    next = step.hand_over
  }
  step "hand_over" {
    by   = role.smith
    next = end
  }
  sla {
    per      = state
    complete = "2d"
    target "new" {
      complete = "1d"
    }
  }
}
`,
}

func TestWhatIsTypedIsToldAtOnce(t *testing.T) {
	e := open(t, shop)
	text := e.openFile("selling.handoff.hcl")
	e.clean("selling.handoff.hcl")
	e.edit("selling.handoff.hcl", strings.Replace(text, "role.clerk", "role.clark", 1))
	d := e.sees("selling.handoff.hcl", "reference/unknown")
	require.Equal(t, textRange{position{2, 10}, position{2, 20}}, d.Range)
	require.Contains(t, d.Message, "Did you mean `role.clerk`?")
	e.edit("selling.handoff.hcl", strings.Replace(text, "role.clerk", "role.", 1))
	e.sees("selling.handoff.hcl", "syntax/invalid")
	e.edit("selling.handoff.hcl", text)
	e.clean("selling.handoff.hcl")
}

func TestRulesLookAfterAPause(t *testing.T) {
	e := open(t, shop)
	text := e.openFile("selling.handoff.hcl")
	e.edit("selling.handoff.hcl", text+"\nprocess \"packing\" {\n  owner = role.clerk\n  output \"parcel\" {\n    artifact = artifact.order\n  }\n}\n")
	d := e.sees("selling.handoff.hcl", "handoff/orphan-output")
	require.Equal(t, "handoff", d.Source)
	page, ok := fileOf(d.CodeDescription.Href)
	require.True(t, ok)
	read, err := os.ReadFile(page)
	require.NoError(t, err)
	require.Contains(t, string(read), "# handoff/orphan-output")
	e.edit("selling.handoff.hcl", "# a line above\n"+e.texts[e.uri("selling.handoff.hcl")])
	e.wait("selling.handoff.hcl", "the finding one line below", func(list []diagnostic) bool {
		return len(list) == 1 && list[0].Range.Start.Line == d.Range.Start.Line+1
	})
}
