//go:build unix

// Package scale measures what the installed program costs on maps of any size, and says each figure as a multiple of a floor that is measured in the same
// run, turn by turn: what nobody can do without who reads, draws or writes the same. It has only benchmarks, and none of them runs unless asked for:
//
//	go test ./cmd/internal/scale -run '^$' -bench Scale -benchtime 5s -timeout 0
//
// Each line holds wall-s and cpu-s (user and system, the drawing worker included), the least of all turns, peak-MB, the most of all turns (of the larger
// one of program and worker), and x-wall, x-cpu, x-peak: how many times the floor. .ci/peers makes the table of the README of it.
package scale

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"handoff/cmd/internal/product"
	"handoff/lang/mapgen"
)

// processes are the sizes measured. One process is about twenty declarations and five kilobytes. HANDOFF_SCALE=50000 adds a map of a million declarations,
// which is checked only.
var processes = []int{10, 100, 1000, 10000}

// A verb is one use of the program, and its floor.
type verb struct {
	name   string
	args   func(s *site) []string
	before func(s *site) error // what is done before each turn, unmeasured; may be nil
	floor  func(s *site) []command
	work   func(s *site) error // the same in this process, to count allocations; may be nil
}

var verbs = []verb{
	{
		name:  "check",
		args:  func(s *site) []string { return []string{"check", s.maps} },
		floor: parsing,
		work:  (*site).check,
	},
	{name: "fmt", args: func(s *site) []string { return []string{"fmt", "--check", s.maps} }, floor: parsing, work: (*site).format},
	{
		name:   "docs",
		args:   func(s *site) []string { return []string{"docs", s.maps, "-o", s.out} },
		before: (*site).fresh,
		floor:  writing,
		work:   (*site).docs,
	},
	drawn("landscape", product.Filter{}),
	drawn("service", product.Filter{Service: "service_000"}, "--service", "service_000"),
	drawn("swimlane", product.Filter{Process: "process_0003"}, "--process", "process_0003"),
	{
		name:   "build",
		args:   func(s *site) []string { return []string{"build", s.maps, "-o", s.out} },
		before: (*site).fresh,
		floor:  writing,
		work:   (*site).build,
	},
	// Its floor is the first build, which stands in s.out.
	{name: "rebuild", args: func(s *site) []string { return []string{"build", s.maps, "-o", s.out} }},
}

// parsing is the floor of whoever reads a map.
func parsing(s *site) []command { return []command{{s.tools.parse, s.maps}} }

// writing is the floor of whoever reads a map and writes what now stands in s.out. The bytes are copied, so they are read, too.
func writing(s *site) []command {
	return append(parsing(s), command{s.tools.copy, s.out, filepath.Join(s.scratch, "copy")})
}

// drawn is render of one picture, without those kept from before; its floor is native Graphviz on what it has to lay out.
func drawn(name string, filter product.Filter, which ...string) verb {
	return verb{
		name: name,
		args: func(s *site) []string {
			return append([]string{"render", s.maps, "-o", filepath.Join(s.scratch, name+".svg")}, which...)
		},
		before: (*site).fresh,
		floor: func(s *site) []command {
			dot, err := exec.LookPath("dot")
			if err != nil {
				return nil
			}
			file := filepath.Join(s.scratch, name+".dot")
			if _, err := os.Stat(file); err != nil {
				if spawn(s.tools, append(command{s.tools.handoff, "render", s.maps, "-o", file}, which...)).failed != "" {
					return nil
				}
			}
			return append(parsing(s), command{dot, "-Tsvg", "-o", filepath.Join(s.scratch, "dot.svg"), file})
		},
		work: func(s *site) error { return s.draw(filter) },
	}
}

// A site is a map on disk and the folders that are written beside it.
type site struct {
	tools              *tools
	scratch, maps, out string
}

func newSite(b *testing.B, t *tools, processes int) *site {
	dir := b.TempDir()
	s := &site{tools: t, scratch: dir, maps: filepath.Join(dir, "map"), out: filepath.Join(dir, "out")}
	require.NoError(b, os.CopyFS(s.maps, mapgen.Generate(processes)))
	return s
}

// fresh takes away what has been written, and all that was kept of it but the worker's own files, which it prepares once a machine.
func (s *site) fresh() error {
	old := []string{s.out, filepath.Join(s.scratch, "copy")}
	kept := filepath.Join(s.tools.cache, "handoff")
	entries, err := os.ReadDir(kept)
	if err != nil {
		return err
	}
	for _, e := range entries {
		if e.Name() != "graphviz" && !strings.HasPrefix(e.Name(), "worker-") {
			old = append(old, filepath.Join(kept, e.Name()))
		}
	}
	for _, path := range old {
		if err := os.RemoveAll(path); err != nil {
			return err
		}
	}
	return nil
}

func BenchmarkScale(b *testing.B) {
	t := newTools(b)
	sizes := processes
	if text := os.Getenv("HANDOFF_SCALE"); text != "" {
		n, err := strconv.Atoi(text)
		require.NoError(b, err)
		sizes = append(sizes, n)
	}
	for _, n := range sizes {
		b.Run(fmt.Sprintf("processes=%d", n), func(b *testing.B) {
			s := newSite(b, t, n)
			if n > 10000 {
				t.memory = 1e6 // who asks for it has it
			}
			for _, v := range verbs {
				if n > 10000 && v.name != "check" {
					continue
				}
				b.Run("verb="+v.name, func(b *testing.B) { s.measure(b, v) })
			}
			if n <= 10000 {
				b.Run("verb=keystroke", func(b *testing.B) { keystroke(b, s) })
			}
		})
	}
}

// measure runs a verb and its floor in turns.
func (s *site) measure(b *testing.B, v verb) {
	var ours, floor total
	if v.floor == nil {
		require.NoError(b, s.fresh())
		floor.add(spawned(b, s.tools, append(command{s.tools.handoff}, v.args(s)...)))
	}
	for b.Loop() {
		if v.before != nil {
			require.NoError(b, v.before(s))
		}
		ours.add(spawned(b, s.tools, append(command{s.tools.handoff}, v.args(s)...)))
		if v.floor != nil {
			var sum cost
			commands := v.floor(s)
			for _, c := range commands {
				sum = sum.and(spawn(s.tools, c))
			}
			if len(commands) > 0 {
				floor.add(sum)
			}
		}
	}
	report(b, ours, floor)
	if v.work != nil {
		count(b, 1, func() error { return v.work(s) })
	}
}
