//go:build unix

package scale

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/textproto"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/stretchr/testify/require"

	"handoff/cmd/internal/lsp"
)

// keystroke measures what somebody who types waits for: from a change that breaks a name, or mends it, to the findings in that file, as the language server
// tells them; the floor is parsing that file. The server's CPU time and memory are of opening the map and of all keystrokes together; allocations are of the
// answer alone, and not of the look at the whole map that follows a pause.
func keystroke(b *testing.B, s *site) {
	const perTurn = 20
	file := filepath.Join(s.maps, "team_000", "process_0003.handoff.hcl")
	source, err := os.ReadFile(file)
	require.NoError(b, err)
	t := typing{root: "file://" + s.maps, uri: "file://" + file, text: string(source)}
	t.broken = strings.Replace(t.text, "owner     = role.", "owner     = role.x", 1)
	require.NotEqual(b, t.text, t.broken)

	var times, floor []time.Duration
	var opened time.Duration
	var said bytes.Buffer
	ran := converse(s.tools, command{s.tools.handoff, "lsp"}, func(cmd *exec.Cmd) error {
		cmd.Stderr = &said
		in, err := cmd.StdinPipe()
		require.NoError(b, err)
		out, err := cmd.StdoutPipe()
		require.NoError(b, err)
		require.NoError(b, cmd.Start())
		t.client = client{in: in, out: textproto.NewReader(bufio.NewReader(out))}
		start := time.Now()
		if err := t.open(); err != nil {
			return err
		}
		opened = time.Since(start)
		for b.Loop() {
			for range perTurn {
				start := time.Now()
				next, err := t.press()
				if err != nil {
					return err
				}
				times = append(times, time.Since(start))
				start = time.Now()
				hclsyntax.ParseConfig([]byte(next), file, hcl.InitialPos)
				floor = append(floor, time.Since(start))
				time.Sleep(30 * time.Millisecond) // nobody types faster
			}
		}
		t.close()
		return cmd.Wait()
	}, &said)
	if ran.failed != "" {
		b.Skip(ran.failed)
	}
	median := func(list []time.Duration) float64 {
		slices.Sort(list)
		return list[len(list)/2].Seconds()
	}
	report(b, total{cost: cost{Wall: median(times), CPU: ran.CPU / float64(len(times)), Peak: ran.Peak}}, total{})
	b.ReportMetric(median(times)/median(floor), "x-wall")
	b.ReportMetric(times[len(times)*95/100].Seconds(), "p95-s")
	b.ReportMetric(opened.Seconds(), "open-s")

	fromClient, toServer := io.Pipe()
	fromServer, toClient := io.Pipe()
	end := make(chan error, 1)
	go func() {
		end <- lsp.Serve(context.Background(), ends{fromClient, toClient}, lsp.Options{Pause: time.Hour, Patience: time.Hour})
		toClient.Close()
	}()
	t.client, t.version = client{in: toServer, out: textproto.NewReader(bufio.NewReader(fromServer))}, 0
	require.NoError(b, t.open())
	count(b, perTurn, func() error {
		for range perTurn {
			if _, err := t.press(); err != nil {
				return err
			}
		}
		return nil
	})
	t.close()
	toServer.Close()
	require.NoError(b, <-end)
}

// ends are both directions of a connection, as the server holds them.
type ends struct {
	*io.PipeReader
	*io.PipeWriter
}

func (e ends) Close() error { return errors.Join(e.PipeReader.Close(), e.PipeWriter.Close()) }

// typing is somebody who misspells a name in a file and mends it, over and over.
type typing struct {
	client
	root, uri, text, broken string
	version                 int
}

// open opens the file, and waits until nothing is told of it.
func (t *typing) open() error {
	t.send("initialize", 1, map[string]any{"rootUri": t.root, "capabilities": map[string]any{}})
	t.send("initialized", 0, map[string]any{})
	t.version++
	t.send("textDocument/didOpen", 0, map[string]any{"textDocument": map[string]any{"uri": t.uri, "languageId": "handoff", "version": t.version, "text": t.text}})
	return t.await(t.uri, "")
}

// press changes the file, and waits for what is then told of it. It returns the text.
func (t *typing) press() (string, error) {
	t.version++
	next, code := t.broken, "reference/unknown"
	if t.version%2 == 1 {
		next, code = t.text, ""
	}
	t.send("textDocument/didChange", 0, map[string]any{"textDocument": map[string]any{"uri": t.uri, "version": t.version}, "contentChanges": []any{map[string]any{"text": next}}})
	return next, t.await(t.uri, code)
}

func (t *typing) close() {
	t.send("shutdown", 2, nil)
	t.send("exit", 0, nil)
	go io.Copy(io.Discard, t.out.R)
}

// client is as much of an editor as a keystroke takes.
type client struct {
	in  io.Writer
	out *textproto.Reader
}

// send sends a request, or with id 0 a notification. What cannot be sent shows in await.
func (c client) send(method string, id int, params any) {
	message := map[string]any{"jsonrpc": "2.0", "method": method, "params": params}
	if id > 0 {
		message["id"] = id
	}
	data, _ := json.Marshal(message)
	fmt.Fprintf(c.in, "Content-Length: %d\r\n\r\n%s", len(data), data)
}

// await reads until the server has told a finding of this code in a file, or with code "" that there is none.
func (c client) await(uri, code string) error {
	for {
		header, err := c.out.ReadMIMEHeader()
		if err != nil {
			return err
		}
		length, err := strconv.Atoi(header.Get("Content-Length"))
		if err != nil {
			return err
		}
		body := make([]byte, length)
		if _, err := io.ReadFull(c.out.R, body); err != nil {
			return err
		}
		var m struct {
			Method string
			Params struct {
				URI         string
				Diagnostics []struct{ Code string }
			}
		}
		if json.Unmarshal(body, &m) != nil || m.Method != "textDocument/publishDiagnostics" || m.Params.URI != uri {
			continue
		}
		told := slices.ContainsFunc(m.Params.Diagnostics, func(d struct{ Code string }) bool { return d.Code == code })
		if told || code == "" && len(m.Params.Diagnostics) == 0 {
			return nil
		}
	}
}
