// Package owner holds the rules about people: somebody does it, one answers for it, and each of them can be reached.
package owner

import (
	"handoff/check"
	"handoff/graph"
	"handoff/lang"
)

// rows calls f for every row that the map itself has to fill: of the steps of its processes, black boxes left out, and of its interfaces.
func rows(p *check.Pass, f func(*graph.Row)) {
	for _, process := range p.Graph.Processes {
		if asked(process) {
			for _, s := range process.Steps {
				f(&s.Row)
			}
		}
	}
	for _, i := range p.Graph.Interfaces {
		if graph.Own(i) {
			f(&i.Row)
		}
	}
}

// asked reports whether a process is the map's own and no black box, so that owners and rows are asked of it.
func asked(process *graph.Process) bool {
	return graph.Own(process) && !process.Process.External.Value
}

// ownRole reports whether a party is a role of the map's own that is still in use.
func ownRole(p *graph.Party) bool {
	return p.Role != nil && graph.Own(p) && !p.Role.Retired.Value
}

// origin reports whether every one of the parts has that origin.
func origin(parts []graph.Part, o graph.Origin) bool {
	for _, part := range parts {
		if part.Origin != o {
			return false
		}
	}
	return len(parts) > 0
}

// names lists who is in the parts, as code.
func names(parts []graph.Part) string {
	var out []lang.Declaration
	for _, part := range parts {
		if part.Who != nil {
			out = append(out, part.Who)
		}
	}
	return check.Names(out)
}
