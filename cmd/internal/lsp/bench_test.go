package lsp

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/sourcegraph/jsonrpc2"
	"github.com/stretchr/testify/require"

	"handoff/lang/mapgen"
)

// BenchmarkKeystroke measures what somebody who types waits for, over the connection: from a change that breaks a name, or mends it, to the
// findings in that file; the median and the slowest of twenty; and the same for an output that nobody takes, which is the rules' to find. Then, once,
// from the last key to what a rule finds that must see the whole map.
func BenchmarkKeystroke(b *testing.B) {
	for _, processes := range mapgen.Sizes {
		b.Run(fmt.Sprintf("processes=%d", processes), func(b *testing.B) {
			root := b.TempDir()
			for name, file := range mapgen.Generate(processes) {
				p := filepath.Join(root, filepath.FromSlash(name))
				require.NoError(b, os.MkdirAll(filepath.Dir(p), 0o777))
				require.NoError(b, os.WriteFile(p, file.Data, 0o666))
			}
			name := "team_000/process_0003.handoff.hcl"
			file := filepath.Join(root, filepath.FromSlash(name))
			source, err := os.ReadFile(file)
			require.NoError(b, err)
			text, uri := string(source), uriOf(file)

			shown := make(chan publishParams, 1000)
			fromClient, toServer := io.Pipe()
			fromServer, toClient := io.Pipe()
			go func() {
				_ = Serve(context.Background(), pipe{fromClient, toClient}, Options{})
				toClient.Close()
			}()
			client := jsonrpc2.NewConn(context.Background(), newStream(pipe{fromServer, toServer}), jsonrpc2.HandlerWithError(func(_ context.Context, _ *jsonrpc2.Conn, r *jsonrpc2.Request) (any, error) {
				var p publishParams
				if r.Method == "textDocument/publishDiagnostics" && json.Unmarshal(*r.Params, &p) == nil && p.URI == uri {
					shown <- p
				}
				return nil, nil
			}))
			defer client.Close()
			ctx := context.Background()
			require.NoError(b, client.Call(ctx, "initialize", map[string]any{"rootUri": uriOf(root), "capabilities": map[string]any{}}, nil))
			require.NoError(b, client.Notify(ctx, "initialized", map[string]any{}))
			require.NoError(b, client.Notify(ctx, "textDocument/didOpen", map[string]any{"textDocument": textItem{uri, 1, text}}))
			await := func(code string) {
				for p := range shown {
					if code == "" && len(p.Diagnostics) == 0 || slices.ContainsFunc(p.Diagnostics, func(d diagnostic) bool { return d.Code == code }) {
						return
					}
				}
			}
			version := 1
			change := func(text string) {
				version++
				require.NoError(b, client.Notify(ctx, "textDocument/didChange", map[string]any{"textDocument": map[string]any{"uri": uri, "version": version}, "contentChanges": []any{map[string]any{"text": text}}}))
			}
			await("")
			twenty := func(old, new, code string) (median, slowest float64) {
				wrong := strings.Replace(text, old, new, 1)
				require.NotEqual(b, text, wrong)
				var times []time.Duration
				for n := range 20 {
					start := time.Now()
					if n%2 == 0 {
						change(wrong)
						await(code)
					} else {
						change(text)
						await("")
					}
					times = append(times, time.Since(start))
					time.Sleep(30 * time.Millisecond) // nobody types faster
				}
				slices.Sort(times)
				return float64(times[len(times)/2].Microseconds()) / 1000, float64(times[len(times)-1].Microseconds()) / 1000
			}
			change(text + "\nrole \"x\" {}\n")
			await("owner/unused") // from now on the rules have looked once
			change(text)
			await("")
			for b.Loop() {
				median, slowest := twenty("owner     = role.", "owner     = role.x", "reference/unknown")
				b.ReportMetric(median, "median-ms")
				b.ReportMetric(slowest, "slowest-ms")
				median, slowest = twenty("  output \"result\" {", "  output \"extra\" {\n    artifact = artifact.record_0003\n  }\n  output \"result\" {", "handoff/orphan-output")
				b.ReportMetric(median, "rules-median-ms")
				b.ReportMetric(slowest, "rules-slowest-ms")
			}
			start := time.Now()
			change(text + "\nprocess \"packing\" {\n  owner = role.x\n  output \"parcel\" {\n    artifact = artifact.x\n  }\n}\nrole \"x\" {}\nartifact \"x\" {}\n")
			await("owner/homeless-role")
			b.ReportMetric(float64(time.Since(start).Milliseconds()), "whole-ms")
			b.ReportMetric(0, "ns/op")
		})
	}
}
