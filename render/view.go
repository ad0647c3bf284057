// Package render shows a map. A View is what is to be seen: plain data, without HCL, without pixels. A Format writes a View down; the ones
// that need positions turn it into a Drawing first, whose boxes and lines all have their place, and which can be asked what is
// wrong with it (Drawing.Violations).
//
// The way of a picture: graph ─▶ View (landscape.go, process.go) ─▶ Drawing (network.go, swimlane.go) ─▶ bytes (svg.go).
// Text formats (dot.go, mermaid.go) go from the View straight to bytes and need no layout program.
package render

import (
	"fmt"
	"strings"
)

// View is one picture of a map, before anything has a place. A view with lanes is drawn as a swimlane, any other as a network of boxes.
// The order of its slices is kept: it decides what stands left of and above what. Views are not changed once built.
type View struct {
	Kind        string // which picture of the map this is, such as "landscape"
	Title       string
	Description string
	Groups      []Group
	Lanes       []Lane
	Nodes       []Node
	Edges       []Edge
	Notes       []string // what the picture leaves out or sums up, one sentence each; shown below it
}

// Group is a box round nodes, such as a team. Groups do not nest.
type Group struct {
	ID    string
	Label string
	Page  string // the page address of what it stands for; empty for none
}

// Lane is one straight band of a swimlane: what one role does.
type Lane struct {
	ID    string
	Label string
	Sub   string // such as the role's team
	Page  string
}

// Node is a box.
type Node struct {
	ID      string // the block's address; unique in the view
	Label   string
	Sub     string // a second, quieter line
	Shape   Shape
	Group   string // the ID of the group it stands in; empty for none
	Lane    string // the ID of its lane; empty for an Input or Output, which stand at the border
	Page    string
	Tooltip string // shown on hovering; the full label where empty
}

// Edge is an arrow between two nodes.
type Edge struct {
	From, To string // IDs of nodes
	Label    string
	Style    Style
	Count    int // how many handoffs it bundles; 0 counts as 1
	Page     string
	Tooltip  string
}

// Shape says what a node is; formats choose how that looks.
type Shape string

// The shapes.
const (
	Process   Shape = "process"
	Team      Shape = "team"     // a team that stands for the processes it runs
	External  Shape = "external" // a process of another organisation, or such a team
	Step      Shape = "step"
	Automated Shape = "automated" // a step no person does
	Approval  Shape = "approval"
	Call      Shape = "call" // a step that runs another process
	Decision  Shape = "decision"
	Start     Shape = "start"
	End       Shape = "end"
	Input     Shape = "input"
	Output    Shape = "output"
	Event     Shape = "event"
	System    Shape = "system"
)

// heads reports whether a box stands for a process or more, and not for something in one.
func (s Shape) heads() bool { return s == Process || s == Team || s == External }

// Style says what kind of passing-on an edge is.
type Style string

// The styles.
const (
	ByMachine  Style = "automated"  // a handoff that needs no person
	ByHand     Style = "manual"     // a handoff somebody has to make
	Internal   Style = "internal"   // a handoff between two roles inside one process
	Flow       Style = "flow"       // what follows, in the same hands
	Answer     Style = "answer"     // a reply that closes a loop
	Escalation Style = "escalation" // what happens when time has run out
)

// Text tells the view in words, for screen readers and for wikis that show no pictures. It says all that the picture says.
func (v View) Text() string {
	var b strings.Builder
	labels := map[string]string{}
	for _, n := range v.Nodes {
		labels[n.ID] = v.name(n)
	}
	tell := func(heading string, in func(Node) bool) {
		var names []string
		for _, n := range v.Nodes {
			if in(n) && labels[n.ID] != "" {
				names = append(names, labels[n.ID])
			}
		}
		if len(names) > 0 {
			fmt.Fprintf(&b, "%s: %s.\n", clean(heading), strings.Join(names, "; "))
		}
	}
	for _, g := range v.Groups {
		tell(g.Label, func(n Node) bool { return n.Group == g.ID })
	}
	for _, l := range v.Lanes {
		tell(l.Label, func(n Node) bool { return n.Lane == l.ID })
	}
	tell("Inputs", func(n Node) bool { return n.Shape == Input })
	tell("Outputs", func(n Node) bool { return n.Shape == Output })
	tell("Others", func(n Node) bool { return n.Group == "" && n.Lane == "" && n.Shape != Input && n.Shape != Output })
	for _, e := range v.Edges {
		if labels[e.From] == "" || labels[e.To] == "" {
			continue
		}
		fmt.Fprintf(&b, "%s → %s", labels[e.From], labels[e.To])
		var about []string
		if l := oneLine(e.Label); l != "" {
			about = append(about, l)
		}
		if e.Style != Flow && e.Style != "" {
			about = append(about, string(e.Style))
		}
		if len(about) > 0 {
			fmt.Fprintf(&b, " (%s)", strings.Join(about, ", "))
		}
		b.WriteString(".\n")
	}
	for _, n := range v.Notes {
		b.WriteString(oneLine(n) + "\n")
	}
	return b.String()
}

// name is what the text equivalent calls a node.
func (v View) name(n Node) string {
	label := oneLine(n.Label)
	switch {
	case label != "" && n.Sub != "":
		return label + " (" + oneLine(n.Sub) + ")"
	case label != "":
		return label
	}
	switch n.Shape {
	case Start, End:
		return string(n.Shape)
	case Decision:
		for _, e := range v.Edges { // an unnamed decision goes by the step before it
			if e.To == n.ID {
				for _, from := range v.Nodes {
					if from.ID == e.From && from.Label != "" {
						return "decision after " + oneLine(from.Label)
					}
				}
			}
		}
		return "decision"
	}
	return n.ID
}
