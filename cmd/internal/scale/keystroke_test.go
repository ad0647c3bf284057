//go:build unix

package scale

import (
	"bufio"
	"bytes"
	"encoding/json"
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
)

// keystroke measures what somebody who types waits for: from a change that breaks a name, or mends it, to the findings in that file, as the language server
// tells them; the floor is parsing that file. The server's CPU time and memory are of opening the map and of all keystrokes together.
func keystroke(b *testing.B, s *site) {
	const perTurn = 20
	file := filepath.Join(s.maps, "team_000", "process_0003.handoff.hcl")
	source, err := os.ReadFile(file)
	require.NoError(b, err)
	text, uri := string(source), "file://"+file
	broken := strings.Replace(text, "owner     = role.", "owner     = role.x", 1)
	require.NotEqual(b, text, broken)

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
		c := client{in: in, out: textproto.NewReader(bufio.NewReader(out))}
		start := time.Now()
		c.send("initialize", 1, map[string]any{"rootUri": "file://" + s.maps, "capabilities": map[string]any{}})
		c.send("initialized", 0, map[string]any{})
		c.send("textDocument/didOpen", 0, map[string]any{"textDocument": map[string]any{"uri": uri, "languageId": "handoff", "version": 1, "text": text}})
		if err := c.await(uri, ""); err != nil {
			return err
		}
		opened = time.Since(start)
		version := 1
		for b.Loop() {
			for n := range perTurn {
				next, code := broken, "reference/unknown"
				if n%2 == 1 {
					next, code = text, ""
				}
				version++
				start := time.Now()
				c.send("textDocument/didChange", 0, map[string]any{"textDocument": map[string]any{"uri": uri, "version": version}, "contentChanges": []any{map[string]any{"text": next}}})
				if err := c.await(uri, code); err != nil {
					return err
				}
				times = append(times, time.Since(start))
				start = time.Now()
				hclsyntax.ParseConfig([]byte(next), file, hcl.InitialPos)
				floor = append(floor, time.Since(start))
				time.Sleep(30 * time.Millisecond) // nobody types faster
			}
		}
		c.send("shutdown", 2, nil)
		c.send("exit", 0, nil)
		go io.Copy(io.Discard, c.out.R)
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
