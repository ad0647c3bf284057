// Package mapgen writes maps of any size, for benchmarks: the same count gives the same bytes. They are maps as people write them, one
// folder a team and one file a process, in which everything resolves: about twenty declarations and five kilobytes a process.
package mapgen

import (
	"fmt"
	"strings"
	"testing/fstest"
)

// Sizes are the numbers of processes that benchmarks are run at.
var Sizes = []int{10, 100, 1000}

// processesPerTeam is how many processes one team runs.
const processesPerTeam = 5

// Generate returns a workspace of that many processes. Each hands its records on to the next one.
func Generate(processes int) fstest.MapFS {
	fsys := fstest.MapFS{}
	add := func(path, text string) { fsys[path] = &fstest.MapFile{Data: []byte(text)} }
	add("handoff.hcl", fmt.Sprintf("workspace {\n  name = \"Generated map of %d processes\"\n}\n", processes))
	teams := (processes + processesPerTeam - 1) / processesPerTeam
	for t := range teams {
		first := t * processesPerTeam
		last := min(first+processesPerTeam, processes)
		add(fmt.Sprintf("team_%03d/team.handoff.hcl", t), team(t, first, last, processes))
		for p := first; p < last; p++ {
			add(fmt.Sprintf("team_%03d/process_%04d.handoff.hcl", t, p), process(t, p, processes))
		}
	}
	return fsys
}

// Size returns how many bytes a workspace holds.
func Size(fsys fstest.MapFS) int {
	n := 0
	for _, f := range fsys {
		n += len(f.Data)
	}
	return n
}

func fill(text string, pairs ...any) string {
	words := make([]string, len(pairs))
	for i, p := range pairs {
		words[i] = fmt.Sprint(p)
	}
	return strings.NewReplacer(words...).Replace(text)
}

func team(t, first, last, processes int) string {
	var flow []string
	for p := first; p < last; p++ {
		if p+1 < processes {
			flow = append(flow, fmt.Sprintf("interface.process_%04d_to_next", p))
		}
	}
	service := ""
	if len(flow) > 0 {
		service = fill(serviceText, "TTT", fmt.Sprintf("%03d", t), "FLOW", strings.Join(flow, ",\n    "))
	}
	return fill(teamText, "TTT", fmt.Sprintf("%03d", t), "NNN", t) + service
}

func process(t, p, processes int) string {
	pairs := []any{"TTT", fmt.Sprintf("%03d", t), "PPPP", fmt.Sprintf("%04d", p), "NEXT", fmt.Sprintf("%04d", p+1), "PREV", fmt.Sprintf("%04d", max(p-1, 0))}
	text := fill(processText, pairs...)
	if p == 0 {
		text = strings.Replace(text, "  input \"work\" {\n", "  input \"work\" {\n    external   = true\n", 1)
	}
	if p+1 < processes {
		text += fill(interfaceText, pairs...)
	} else {
		text = strings.Replace(text, "  output \"result\" {\n", "  output \"result\" {\n    external  = true\n", 1)
	}
	return text
}
