//go:build unix

package scale

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// A command is a program and its arguments.
type command []string

// tools are our program, the programs that are its floors, and the environment that all of them run in.
type tools struct {
	handoff, empty, parse, copy, spawn string
	cache                              string // the user's cache directory for all that is measured
	env                                []string
	dir                                string // where commands run, or ""
	memory                             int    // how many megabytes anything may take
}

func newTools(b *testing.B) *tools {
	dir := b.TempDir()
	build := exec.Command("go", "build", "-o", dir, "handoff/cmd/handoff", "handoff/cmd/handoff-layout", "./testdata/empty", "./testdata/parse", "./testdata/copy", "./testdata/spawn")
	build.Env = append(os.Environ(), "CGO_ENABLED=0") // as releases are
	out, err := build.CombinedOutput()
	require.NoError(b, err, string(out))
	cache := filepath.Join(dir, "cache")
	t := &tools{
		handoff: filepath.Join(dir, "handoff"), empty: filepath.Join(dir, "empty"), parse: filepath.Join(dir, "parse"), copy: filepath.Join(dir, "copy"),
		spawn: filepath.Join(dir, "spawn"), cache: cache, memory: 10000, // a hosted machine has 16 GB
		env: append(os.Environ(), "XDG_CACHE_HOME="+cache, "HOME="+dir, "NO_COLOR=1"),
	}
	// The first picture ever also prepares the worker, once a machine.
	first := spawn(t, command{t.handoff, "render", "../../../examples/itil", "-o", filepath.Join(dir, "first.svg")})
	require.Empty(b, first.failed)
	return t
}

// in is the same tools at work in another folder.
func (t tools) in(dir string) *tools {
	t.dir = dir
	return &t
}

// cost is what running one or more commands took.
type cost struct {
	Wall float64 `json:"wall"` // seconds
	CPU  float64 `json:"cpu"`  // seconds, user and system
	Peak float64 `json:"peak"` // MB of resident memory, of the largest process
	Exit int     `json:"exit"`

	Stopped string `json:"stopped"` // why it was killed, or ""

	failed string // why it could not be measured, or ""
}

// and is the cost of doing one after the other.
func (c cost) and(d cost) cost {
	sum := cost{Wall: c.Wall + d.Wall, CPU: c.CPU + d.CPU, Peak: max(c.Peak, d.Peak), failed: c.failed}
	if sum.failed == "" {
		sum.failed = d.failed
	}
	return sum
}

// limit is how long anything may take, in seconds.
const limit = 600

// spawn runs a command and says what it took. A command has failed if its exit status is not 0.
func spawn(t *tools, c command) cost {
	var said bytes.Buffer
	return converse(t, c, func(cmd *exec.Cmd) error {
		cmd.Stdout, cmd.Stderr = &said, &said
		return cmd.Run()
	}, &said)
}

// converse is spawn for a command that run talks to.
func converse(t *tools, c command, run func(*exec.Cmd) error, said *bytes.Buffer) cost {
	read, write, err := os.Pipe()
	if err != nil {
		return cost{failed: err.Error()}
	}
	defer read.Close()
	cmd := exec.Command(t.spawn, append([]string{strconv.Itoa(limit), strconv.Itoa(t.memory)}, c...)...)
	cmd.Env, cmd.Dir, cmd.ExtraFiles = t.env, t.dir, []*os.File{write}
	err = run(cmd)
	write.Close()
	if err != nil {
		return cost{failed: fmt.Sprintf("%s: %v\n%s", strings.Join(c, " "), err, tail(said.String()))}
	}
	var k cost
	text, _ := io.ReadAll(read)
	if err := json.Unmarshal(text, &k); err != nil {
		return cost{failed: err.Error()}
	}
	switch {
	case k.Stopped != "":
		k.failed = fmt.Sprintf("%s: %s", strings.Join(c, " "), k.Stopped)
	case k.Exit != 0:
		k.failed = fmt.Sprintf("%s: exit status %d\n%s", strings.Join(c, " "), k.Exit, tail(said.String()))
	}
	return k
}

// spawned is spawn of what a benchmark is about: where it fails, or takes longer than the limit, there is no figure, and the others go on.
func spawned(b *testing.B, t *tools, c command) cost {
	k := spawn(t, c)
	if k.failed != "" {
		b.Skip(k.failed)
	}
	return k
}

func tail(text string) string { return text[max(0, len(text)-1000):] }

// total gathers turns: the least time, the largest peak.
type total struct {
	cost
	turns int
}

func (t *total) add(c cost) {
	if t.turns++; t.turns == 1 {
		t.cost = c
		return
	}
	t.Wall, t.CPU, t.Peak = min(t.Wall, c.Wall), min(t.CPU, c.CPU), max(t.Peak, c.Peak)
	if t.failed == "" {
		t.failed = c.failed
	}
}

// report tells the costs of a benchmark; no multiple where there is no floor.
func report(b *testing.B, ours, floor total) {
	b.ReportMetric(0, "ns/op") // which would be of both together
	b.ReportMetric(ours.Wall, "wall-s")
	b.ReportMetric(ours.CPU, "cpu-s")
	b.ReportMetric(ours.Peak, "peak-MB")
	switch {
	case floor.failed != "":
		b.Log("no floor:", floor.failed)
	case floor.turns > 0:
		b.ReportMetric(ours.Wall/floor.Wall, "x-wall")
		b.ReportMetric(ours.CPU/floor.CPU, "x-cpu")
		b.ReportMetric(ours.Peak/floor.Peak, "x-peak")
	}
}
