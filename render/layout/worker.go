package layout

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"
)

// protocol is the number both sides must agree on; cmd/handoff-layout holds the other one.
const protocol = 1

// worker is one running layout program. It serves one caller at a time.
type worker struct {
	cmd     *exec.Cmd
	in      io.WriteCloser
	pipe    io.Closer // what out reads from
	out     *bufio.Reader
	trouble tail
	jobs    int
}

// longestAnswer is the most bytes read for one graph. Graphviz says a few hundred bytes about a box; a program that goes on and on is none of ours.
const longestAnswer = 256 << 20

// refusal is the worker's own word that it could not lay a graph out; the worker itself is well.
type refusal string

func (r refusal) Error() string { return "layout: " + string(r) }

// launch starts a worker. Graphviz keeps compiled code in its temporary directory and fails at start where that is damaged,
// so it gets one of ours, and a worker that does not greet gets a second chance with an empty one, and a third in a place of its own: the
// disk that the cache lies on may be full.
func (e *Engine) launch(ctx context.Context, program string) (*worker, error) {
	e.find.Lock()
	defer e.find.Unlock()
	cache, err := e.cache()
	if err != nil {
		return nil, err
	}
	dir := filepath.Join(cache, "graphviz")
	w, err := start(ctx, program, dir)
	if err != nil && ctx.Err() == nil && !errors.Is(err, errProtocol) {
		if os.RemoveAll(dir) == nil {
			w, err = start(ctx, program, dir)
		}
	}
	if err != nil && ctx.Err() == nil && !errors.Is(err, errProtocol) && e.Cache == "" && e.temporary == "" {
		elsewhere, tmpErr := os.MkdirTemp("", "handoff-")
		if tmpErr != nil {
			return nil, err
		}
		if w, again := start(ctx, program, elsewhere); again == nil {
			e.temporary = elsewhere
			return w, nil
		}
		_ = os.RemoveAll(elsewhere)
	}
	return w, err
}

var errProtocol = errors.New("is of another version than this handoff; install both with `go install handoff/cmd/...`")

// start runs the program and waits for its greeting.
func start(ctx context.Context, program, dir string) (*worker, error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, fmt.Errorf("there is no place for the layout program's files: %w", err)
	}
	w := &worker{cmd: exec.Command(program)}
	w.cmd.WaitDelay = time.Second // something it started may hold its pipes open
	w.cmd.Env = append(os.Environ(), "TMPDIR="+dir, "TMP="+dir, "TEMP="+dir)
	w.cmd.Stderr = &w.trouble
	in, err := w.cmd.StdinPipe()
	if err != nil {
		return nil, err
	}
	out, err := w.cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	w.in, w.pipe, w.out = in, out, bufio.NewReader(out)
	if err := w.cmd.Start(); err != nil {
		return nil, fmt.Errorf("starting the layout program: %w", err)
	}
	var hello struct {
		Protocol int `json:"protocol"`
	}
	if err := w.read(ctx, &hello); err != nil {
		return nil, fmt.Errorf("starting the layout program %s: %w", program, errors.Join(err, w.stop()))
	}
	if hello.Protocol != protocol {
		w.stop()
		return nil, fmt.Errorf("the layout program %s %w", program, errProtocol)
	}
	return w, nil
}

// place sends one graph and waits for the answer.
func (w *worker) place(ctx context.Context, dot string) ([]byte, error) {
	w.jobs++
	job, err := json.Marshal(map[string]string{"layout": "dot", "dot": dot})
	if err != nil {
		return nil, err
	}
	stop := context.AfterFunc(ctx, w.kill)
	defer stop()
	if _, err := w.in.Write(append(job, '\n')); err != nil {
		return nil, fmt.Errorf("the layout program stopped listening: %w", err)
	}
	var a struct {
		Result json.RawMessage `json:"result"`
		Error  string          `json:"error"`
	}
	if err := w.read(ctx, &a); err != nil {
		return nil, err
	}
	if a.Error != "" {
		return nil, refusal(a.Error)
	}
	return a.Result, nil
}

// read waits for one line of JSON; the worker is killed when ctx ends first.
func (w *worker) read(ctx context.Context, into any) error {
	stop := context.AfterFunc(ctx, w.kill)
	defer stop()
	line, err := w.line()
	if err != nil {
		return fmt.Errorf("the layout program gave no answer: %w", err)
	}
	if err := json.Unmarshal(line, into); err != nil {
		return fmt.Errorf("the layout program's answer cannot be read: %w", err)
	}
	return nil
}

// line reads up to the next line break.
func (w *worker) line() ([]byte, error) {
	var line []byte
	for {
		part, err := w.out.ReadSlice('\n')
		line = append(line, part...)
		switch {
		case len(line) > longestAnswer:
			return nil, errors.New("it does not end")
		case !errors.Is(err, bufio.ErrBufferFull):
			return line, err
		}
	}
}

// kill ends the program, and whoever waits for its answer.
func (w *worker) kill() {
	_ = w.cmd.Process.Kill()
	if w.pipe != nil {
		_ = w.pipe.Close()
	}
}

// stop ends the worker and returns what it last said on standard error, if anything.
func (w *worker) stop() error {
	_ = w.in.Close()
	w.kill()
	_ = w.cmd.Wait()
	said, _, _ := strings.Cut(string(bytes.ToValidUTF8(w.trouble, nil)), "\n\ngoroutine ") // where it panicked is of no use here
	if said = strings.TrimSpace(strings.TrimPrefix(said, "panic: ")); said != "" {
		return errors.New(said)
	}
	return nil
}

// tail keeps the first few kilobytes written to it: a panic names its reason before its stack.
type tail []byte

func (t *tail) Write(p []byte) (int, error) {
	if room := 2048 - len(*t); room > 0 {
		*t = append(*t, p[:min(room, len(p))]...)
	}
	return len(p), nil
}
