// Command handoff-layout is handoff's drawing worker: DOT in, positions out.
//
// It is a program of its own because Graphviz comes as WebAssembly that is compiled when the process starts: linking it costs every
// start, panics when the compiler's cache is damaged, cannot be interrupted, keeps memory it no longer needs and serves one
// caller at a time. Here all of that stays behind a pipe, where package render/layout can start it late, kill it and replace it.
//
// The protocol is one line of JSON each way. The worker greets with {"protocol":1}; every job {"layout":"dot","dot":"digraph …"}
// is answered, in order, by {"result":{…}} (Graphviz's json0 output) or {"error":"…"}. It ends when its input ends.
package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/goccy/go-graphviz"
)

// protocol is the number both sides must agree on; package render/layout holds the other one.
const protocol = 1

// positions asks Graphviz for positions without drawing operations.
const positions graphviz.Format = "json0"

type job struct {
	Layout string `json:"layout"`
	DOT    string `json:"dot"`
}

type answer struct {
	Result json.RawMessage `json:"result,omitempty"`
	Error  string          `json:"error,omitempty"`
}

func main() {
	if err := serve(context.Background(), os.Stdin, os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "handoff-layout:", err)
		os.Exit(1)
	}
}

func serve(ctx context.Context, in io.Reader, out io.Writer) error {
	g, err := graphviz.New(ctx)
	if err != nil {
		return err
	}
	w := json.NewEncoder(out)
	if err := w.Encode(map[string]int{"protocol": protocol}); err != nil {
		return err
	}
	jobs := json.NewDecoder(bufio.NewReader(in))
	for {
		var j job
		if err := jobs.Decode(&j); err != nil {
			if errors.Is(err, io.EOF) {
				return nil
			}
			return fmt.Errorf("reading a job: %w", err)
		}
		var a answer
		if result, err := place(ctx, g, j); err != nil {
			a.Error = err.Error()
		} else {
			a.Result = result
		}
		if err := w.Encode(a); err != nil {
			return err
		}
	}
}

// place lays out one graph. Graphviz reports some troubles by printing nothing, so what comes back is checked to be JSON.
func place(ctx context.Context, g *graphviz.Graphviz, j job) (result json.RawMessage, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("layout failed: %v", r)
		}
	}()
	graph, err := graphviz.ParseBytes([]byte(j.DOT))
	if err != nil {
		return nil, fmt.Errorf("reading the graph: %w", err)
	}
	defer graph.Close()
	var buf bytes.Buffer
	if err := g.SetLayout(graphviz.Layout(j.Layout)).Render(ctx, graph, positions, &buf); err != nil {
		return nil, fmt.Errorf("laying out the graph: %w", err)
	}
	if !json.Valid(buf.Bytes()) {
		return nil, fmt.Errorf("laying out the graph gave no positions (%d bytes that are not JSON)", buf.Len())
	}
	return buf.Bytes(), nil
}
