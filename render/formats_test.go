package render

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestDOT(t *testing.T) {
	v := View{
		Kind: "landscape", Title: `The "map"`,
		Groups: []Group{{ID: "team.a", Label: "Team & friends"}},
		Nodes: []Node{
			{ID: "process.a", Label: "Back\\slash\nnew line", Shape: Process, Group: "team.a", Page: "process/a"},
			{ID: "end", Label: "<b>end</b>", Sub: "by \"us\"", Shape: External},
		},
		Edges: []Edge{{From: "process.a", To: "end", Label: "hands\x00 on", Style: ByHand}},
	}
	assert.Equal(t, `digraph "landscape" {
  graph [label="The \"map\"", labelloc=t, fontname="Helvetica", fontsize=18, rankdir=TB, newrank=true];
  node [fontname="Helvetica", fontsize=12];
  edge [fontname="Helvetica", fontsize=11];
  subgraph "cluster_team.a" {
    label="Team &amp; friends"; style=filled; fillcolor="#f5f7f9"; color="#c6ced8";
    "process.a" [label="Back\\slash\nnew line", shape=box, style="rounded,filled", fillcolor="#e4eefa", color="#2f6aa8", URL="../process/a.md"];
  }
  "end" [label="<b>end</b>\nby \"us\"", shape=box, style="dashed", fillcolor="#ffffff", color="#6b7684"];
  "process.a" -> "end" [style=dashed, color="#414d5a", penwidth=1.7, label="hands on"];
}
`, write(t, "dot", v))
}

func TestMermaid(t *testing.T) {
	v := View{
		Kind: "process", Title: `The "process"`, Description: "What {it} does; %% all",
		Lanes: []Lane{{ID: "role.a", Label: "Role [a]"}},
		Nodes: []Node{
			{ID: "input.x", Label: "In", Shape: Input, Page: "interface/x"},
			{ID: "end", Label: "end", Shape: Step, Lane: "role.a"},
			{ID: "d", Shape: Decision, Lane: "role.a"},
		},
		Edges: []Edge{
			{From: "input.x", To: "end", Style: ByMachine},
			{From: "end", To: "d", Label: `x == "1" | <script>`, Style: Flow},
		},
		Notes: []string{"Not all."},
	}
	assert.Equal(t, `---
title: "The \"process\""
---
flowchart TB
  accDescr: What (it) does, % all
  subgraph l1["Role #91;a#93;"]
    n2["end"]
    n3{" "}
  end
  n1>"In"]
  note1[/"Not all."/]
  n1 ==> n2
  n2 -->|"x == #34;1#34; #124; #60;script#62;"| n3
  click n1 href "../interface/x.md"
  classDef cstep fill:#ffffff,stroke:#4a6785,color:#1b2430
  class n2 cstep
  classDef cdecision fill:#ffffff,stroke:#4a6785,color:#1b2430
  class n3 cdecision
  classDef cinput fill:#eef1f4,stroke:#6b7684,color:#1b2430
  class n1 cinput
`, write(t, "mermaid", v))
}

func TestMermaidStaysWithinItsLimits(t *testing.T) {
	v := View{Kind: "landscape", Title: "Large"}
	for i := range 60 {
		v.Nodes = append(v.Nodes, Node{ID: fmt.Sprint(i), Label: fmt.Sprintf("Process %d", i), Shape: Process})
	}
	connect := func(edges int, label string) View {
		w := v
		for i := range edges {
			w.Edges = append(w.Edges, Edge{From: fmt.Sprint(i % 60), To: fmt.Sprint((i*7 + 1) % 60), Label: label, Style: ByHand})
		}
		return w
	}
	long := strings.Repeat("a long label ", 20)
	for _, c := range []struct {
		what  string
		view  View
		edges int
		says  string
	}{
		{"all of it", connect(400, ""), 400, ""},
		{"without labels", connect(400, long), 400, "with its labels"},
		{"without edges", connect(501, ""), 0, "its 501 connections are left out"},
	} {
		out := write(t, "mermaid", c.view)
		assert.LessOrEqual(t, len(out), MermaidChars, c.what)
		assert.Equal(t, c.edges, strings.Count(out, "-.->"), c.what)
		assert.Contains(t, out, c.says, c.what)
	}
	for i := range v.Nodes {
		v.Nodes[i].Label = strings.Repeat("事件", 300)
	}
	assert.Contains(t, write(t, "mermaid", v), "This picture of 60 boxes and 0 connections is too large for Mermaid")
}

func TestText(t *testing.T) {
	text := processView().Text()
	for _, line := range []string{
		"Service desk agent: Log the incident (within 5m); Classify and prioritise (within 15m); decision after Classify and prioritise; Verify with the user; Close; end.",
		"Inputs: Incident report (from Service desk tool); Alert (from Monitoring); Fix released (from Release & Deployment).",
		`decision after Classify and prioritise → Run the major incident (incident.priority == "P1", internal).`,
		"Diagnose (within 4h) → Run the major incident (after 4h, escalation).",
	} {
		assert.Contains(t, text, line+"\n")
	}
}

// What has no colour has none in a word that the format knows.
func TestNoColour(t *testing.T) {
	v := View{Kind: "org", Title: "T", Nodes: []Node{{ID: "a", Label: "A", Shape: Field}, {ID: "b", Label: "B", Shape: Tick}}}
	for _, format := range []string{"dot", "d2"} {
		assert.Contains(t, write(t, format, v), "transparent", format)
		assert.NotContains(t, write(t, format, v), `"none"`, format)
	}
}

// Every shape and style has its look in every format, so that none is drawn as another by accident.
func TestEveryShapeAndStyleHasItsLook(t *testing.T) {
	for _, l := range boxLooks {
		switch l.Shape {
		case Jump, Promise, Tick, ChartLine, TableLine, MarkError, MarkWarning, MarkInfo, MarkAuto, MarkHand, MarkRoom, MarkNear, MarkOver, MarkKept, MarkSlipped, MarkBroken, MarkWaited, Measured, Bad, ToneGood, ToneNear, ToneBad, CellR, CellA, CellC, CellI, CellWrites, CellReads: // are never boxes (plain.go)
			continue
		}
		assert.Contains(t, dotShapes, l.Shape)
		assert.Contains(t, mermaidShapes, l.Shape)
	}
	for _, l := range lineLooks {
		assert.Contains(t, dotStyles, l.Style)
		assert.Contains(t, mermaidArrows, l.Style)
	}
}
