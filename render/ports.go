package render

import (
	"fmt"
	"slices"
	"strings"

	"handoff/graph"
	"handoff/render/address"
)

// The borders of the process view: its inputs with where they come from, its outputs with where they go.

// inputs adds what comes in.
func (s *swimlaneBuilder) inputs() {
	for _, port := range s.process.Inputs {
		if within(port) {
			continue
		}
		var from []string
		for _, h := range port.Handoffs {
			from = addName(from, h.Sender)
		}
		sub := "from " + listed(from)
		if len(from) == 0 {
			sub = ""
			if port.External() {
				sub = "from outside"
			}
			if port.Declared != nil && port.Declared.Source.Target != nil {
				sub = "from " + nameOf(port.Declared.Source.Target)
			}
		}
		s.node(Node{ID: port.Address, Label: port.DisplayName(), Sub: sub, Shape: Input, Page: portPage(port), Tooltip: portTooltip(port, sub), Of: interfacesAt(port)})
		style := portStyle(port)
		for _, step := range port.ArrivesAt() {
			s.edge(Edge{From: port.Address, To: step.Address(), Style: style})
		}
	}
}

// outputs adds what goes out.
func (s *swimlaneBuilder) outputs() {
	for _, port := range s.process.Outputs {
		if within(port) {
			continue
		}
		var to []string
		for _, h := range port.Handoffs {
			to = addName(to, h.Receiver)
		}
		sub := "to " + listed(to)
		if len(to) == 0 {
			sub = ""
			if port.External() {
				sub = "to outside"
			}
			if port.Declared != nil && port.Declared.StoredIn.Target != nil {
				sub = "filed in " + nameOf(port.Declared.StoredIn.Target)
			}
		}
		s.node(Node{ID: port.Address, Label: port.DisplayName(), Sub: sub, Shape: Output, Page: portPage(port), Tooltip: portTooltip(port, sub), Of: interfacesAt(port)})
		style := portStyle(port)
		for _, step := range port.LeavesAt() {
			overdue := slices.ContainsFunc(step.Ways, func(w *graph.Way) bool { return w.Output == port })
			if overdue && !slices.Contains(port.Steps, step) {
				continue // the way that is taken when overdue is drawn already
			}
			s.edge(Edge{From: step.Address(), To: port.Address, Style: style})
		}
	}
}

// interfacesAt are the addresses of the interfaces that use a port.
func interfacesAt(port *graph.Port) []string {
	var out []string
	for _, h := range port.Handoffs {
		if a := h.Interface.Address(); !slices.Contains(out, a) {
			out = append(out, a)
		}
	}
	return out
}

// within reports whether a port only serves handoffs between two steps of the process, which are lines between those steps.
func within(port *graph.Port) bool {
	return port.Declared == nil && len(port.Handoffs) > 0 &&
		!slices.ContainsFunc(port.Handoffs, func(h *graph.Handoff) bool { return !h.Internal() })
}

func addName(names []string, p *graph.Process) []string {
	if p == nil || slices.Contains(names, p.DisplayName()) {
		return names
	}
	return append(names, p.DisplayName())
}

// listed joins names and shortens long lists; the tooltip and the pages have them all.
func listed(names []string) string {
	if len(names) > 3 {
		return fmt.Sprintf("%s and %d more", strings.Join(names[:2], ", "), len(names)-2)
	}
	return strings.Join(names, ", ")
}

// portPage is the page of the one interface that uses the port, else that of its artifact.
func portPage(port *graph.Port) string {
	if len(port.Handoffs) == 1 {
		return address.Whole(port.Handoffs[0].Interface)
	}
	if port.Artifact != nil {
		return address.Whole(port.Artifact)
	}
	return ""
}

func portTooltip(port *graph.Port, sub string) string {
	lines := []string{strings.TrimSpace(port.DisplayName() + " " + sub)}
	if port.Artifact != nil {
		lines = append(lines, "Carries "+port.Artifact.DisplayName())
	}
	for _, h := range port.Handoffs {
		lines = append(lines, h.Interface.DisplayName())
	}
	return strings.Join(lines, "\n")
}

// portStyle is how the lines at a port are drawn: as if made by hand as long as one of its handoffs is.
func portStyle(port *graph.Port) Style {
	if len(port.Handoffs) == 0 {
		return Flow
	}
	style := styleOf(port.Handoffs[0].Interface)
	for _, h := range port.Handoffs[1:] {
		if other := styleOf(h.Interface); other != style {
			return ByHand
		}
	}
	return style
}
