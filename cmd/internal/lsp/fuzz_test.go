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
	"unicode/utf16"
	"unicode/utf8"

	"github.com/sourcegraph/jsonrpc2"
	"github.com/stretchr/testify/require"
)

// end is the end of a connection that nobody closes.
type end struct {
	io.Reader
	io.Writer
}

func (end) Close() error { return nil }

// FuzzStream: whatever comes in, messages are read or refused until the connection ends, and all that goes out is framed as it should be.
func FuzzStream(f *testing.F) {
	framed := func(s string) string { return fmt.Sprintf("Content-Length: %d\r\n\r\n%s", len(s), s) }
	ask := framed(`{"jsonrpc":"2.0","id":1,"method":"initialize","params":{}}`)
	f.Add(ask + framed(`{"jsonrpc":"2.0","method":"exit"}`))
	f.Add(framed("{") + framed("[]") + framed("null") + framed(`{"id":{}}`) + ask)
	f.Add("Content-Length: -1\r\n\r\n" + ask)
	f.Add("Content-Length: 99999999999999999999\r\n\r\n{}")
	f.Add("content-length:2\nContent-Type: x\n\n{}" + ask)
	f.Add("GET / HTTP/1.1\r\nHost: x\r\n\r\n")
	f.Add("Content-Length: 5\r\n\r\n{}")
	f.Fuzz(func(t *testing.T, in string) {
		var out bytes.Buffer
		s := newStream(end{strings.NewReader(in), &out})
		for range 1 + len(in) {
			var r jsonrpc2.Request
			if err := s.ReadObject(&r); err != nil {
				break
			}
			require.NoError(t, s.WriteObject(r))
		}
		answers(t, out.String())
	})
}

// answers holds what a server wrote to the protocol, and returns it.
func answers(t *testing.T, out string) []map[string]any {
	t.Helper()
	var list []map[string]any
	for out != "" {
		var n int
		_, err := fmt.Sscanf(out, "Content-Length: %d\r\n\r\n", &n)
		require.NoError(t, err, "%.200q", out)
		_, body, _ := strings.Cut(out, "\r\n\r\n")
		require.LessOrEqual(t, n, len(body))
		var m map[string]any
		require.NoError(t, json.Unmarshal([]byte(body[:n]), &m), "%.200q", body[:n])
		list = append(list, m)
		out = body[n:]
	}
	return list
}

// FuzzText: places and bytes are two names of one thing, in both units, and an edit does what it does to the text that an editor holds.
func FuzzText(f *testing.F) {
	f.Add("a\r\nb\rc\n", 0, 1, 1, 1, "x")
	f.Add("🔥e\u0301\n日本", 0, 1, 1, 1, "\r")
	f.Add("", -1, -1, 99, 99, "🔥")
	f.Add("\xff\n", 0, 2, 0, 0, "")
	f.Fuzz(func(t *testing.T, s string, line, character, endLine, endCharacter int, by string) {
		doc := newText([]byte(s))
		for _, u := range []units{utf16Units, utf8Units} {
			for at := 0; at <= len(s); at++ {
				if at < len(s) && !utf8.RuneStart(s[at]) {
					continue
				}
				p := doc.position(at, u)
				if back := doc.offset(p, u); back != at && !strings.ContainsAny(s[min(back, at):max(back, at)], "\r\n") && utf8.ValidString(s) {
					t.Fatalf("%q: byte %d is %v, and that byte %d", s, at, p, back)
				}
			}
			start, stop := doc.offset(position{line, character}, u), doc.offset(position{endLine, endCharacter}, u)
			require.True(t, 0 <= start && start <= len(s) && 0 <= stop && stop <= len(s))
			if utf8.ValidString(s) {
				require.True(t, utf8.ValidString(s[:start]) && utf8.ValidString(s[:stop]), "a place within a character")
			}
			changed := doc.replace(start, stop, by)
			require.Equal(t, s[:min(start, stop)]+by+s[max(start, stop):], string(changed.bytes))
			require.Equal(t, newText(changed.bytes).lines, changed.lines)
		}
		// As an editor counts: in UTF-16 of the line.
		if utf8.ValidString(s) && line >= 0 && line < len(doc.lines) && character >= 0 {
			row := utf16.Encode([]rune(s[doc.lines[line]:doc.lineEnd(line)]))
			at := doc.offset(position{line, character}, utf16Units) - doc.lines[line]
			want := string(utf16.Decode(row[:min(character, len(row))]))
			if !strings.HasSuffix(want, "\ufffd") { // else in the middle of a pair
				require.Equal(t, len(want), at)
			}
		}
	})
}

// FuzzServe: a conversation of any messages ends, without an internal error, and with an answer to each question.
func FuzzServe(f *testing.F) {
	root := f.TempDir()
	if resolved, err := filepath.EvalSymlinks(root); err == nil {
		root = resolved
	}
	text := "role \"clerk\" {}\nprocess \"selling\" {\n  owner = role.clerk\n  step \"a\" {\n    next = end\n  }\n}\n"
	require.NoError(f, os.WriteFile(filepath.Join(root, "a.handoff.hcl"), []byte(text), 0o600))
	const home = "file:///home/clerk" // stands for the folder in the texts, so that they are the same on every run
	uri := home + "/a.handoff.hcl"
	place := `"params":{"textDocument":{"uri":"` + uri + `"},"position":{"line":2,"character":12}`
	quoted, _ := json.Marshal(text)
	opened := `{"jsonrpc":"2.0","method":"textDocument/didOpen","params":{"textDocument":{"uri":"` + uri + `","languageId":"handoff","version":1,"text":` + string(quoted) + `}}}`
	for _, method := range []string{"textDocument/hover", "textDocument/completion", "textDocument/definition", "textDocument/rename", "textDocument/references", "textDocument/codeAction", "textDocument/formatting",
		"textDocument/semanticTokens/full", "textDocument/foldingRange", "textDocument/documentSymbol", "textDocument/inlayHint", "textDocument/prepareCallHierarchy", "workspace/symbol", "nobody/knows", "shutdown"} {
		f.Add(opened + "\n" + `{"jsonrpc":"2.0","id":7,"method":"` + method + `",` + place + `,"newName":"x"}}`)
	}
	f.Add(opened + "\n" + `{"jsonrpc":"2.0","method":"textDocument/didChange","params":{"textDocument":{"uri":"` + uri + `","version":2},"contentChanges":[{"range":{"start":{"line":-1,"character":99999999999},"end":{"line":0,"character":3}},"text":"\ud800"},{"text":"}"}]}}`)
	f.Add(`{"jsonrpc":"2.0","id":"x","method":"textDocument/hover","params":[1]}` + "\n{\n[]\n\"x\"\n" + `{"jsonrpc":"2.0","id":null,"method":5}`)
	f.Add(`{"jsonrpc":"2.0","method":"textDocument/didOpen","params":{"textDocument":{"uri":"file:///%zz","text":"x"}}}` + "\n" + `{"jsonrpc":"2.0","id":1,"method":"textDocument/hover","params":{"textDocument":{"uri":"untitled:x"},"position":{"line":1e9,"character":-1}}}`)
	f.Fuzz(func(t *testing.T, in string) {
		in = strings.ReplaceAll(in, home+"/", uriOf(root)+"/")
		if strings.Count(strings.ToLower(in), "file:") != strings.Count(in, uriOf(root)+"/")+strings.Count(in, "file:///%zz") || strings.Contains(in, "..") {
			t.Skip("of other folders of this machine nobody knows how large they are")
		}
		framed := func(s string) string { return fmt.Sprintf("Content-Length: %d\r\n\r\n%s", len(s), s) }
		var stream strings.Builder
		stream.WriteString(framed(`{"jsonrpc":"2.0","id":0,"method":"initialize","params":{"rootUri":"` + uriOf(root) + `","capabilities":{}}}`))
		stream.WriteString(framed(`{"jsonrpc":"2.0","method":"initialized","params":{}}`))
		for _, message := range strings.Split(in, "\n") {
			if strings.Contains(message, `"exit"`) {
				continue // ends the conversation at once, with what was asked before
			}
			stream.WriteString(framed(message))
		}
		stream.WriteString(framed(`{"jsonrpc":"2.0","id":"last","method":"shutdown"}`))
		fromClient, toServer := io.Pipe()
		fromServer, toClient := io.Pipe()
		done := make(chan error, 1)
		go func() {
			done <- Serve(context.Background(), pipe{fromClient, toClient}, Options{Version: "test", Log: io.Discard, Today: func() time.Time { return time.Date(2026, 11, 25, 0, 0, 0, 0, time.UTC) }, Cache: filepath.Join(root, ".cache"), Pause: time.Millisecond})
			toClient.Close()
		}()
		go func() { _, _ = io.WriteString(toServer, stream.String()) }()
		// The last question is answered; then the connection may end.
		var out bytes.Buffer
		heard := make(chan struct{})
		go func() {
			defer close(heard)
			closing := false
			b := make([]byte, 4096)
			for {
				n, err := fromServer.Read(b)
				out.Write(b[:n])
				if !closing && bytes.Contains(out.Bytes(), []byte(`"id":"last"`)) {
					closing = true
					toServer.Close()
				}
				if err != nil {
					return
				}
			}
		}()
		select {
		case <-heard:
		case <-time.After(time.Minute):
			toServer.Close()
			t.Fatalf("no end after %q", in)
		}
		<-done
		for _, m := range answers(t, out.String()) {
			if e, ok := m["error"].(map[string]any); ok {
				require.NotEqual(t, float64(jsonrpc2.CodeInternalError), e["code"], "%v", m)
			}
		}
	})
}
