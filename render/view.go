// Package render shows a map. A View is what is to be seen: plain data, without HCL, without pixels. A Format writes a View down; the ones
// that need positions turn it into a Drawing first, whose boxes and lines all have their place, and which can be asked what is
// wrong with it (Drawing.Violations).
//
// The way of a picture: graph ─▶ View (landscape.go, process.go …) ─▶ Drawing (network.go, swimlane.go, records.go, chart.go, matrix.go) ─▶
// bytes (svg.go). Text formats (dot.go, mermaid.go) go from the View straight to bytes and need no layout program.
package render

import "time"

// View is one picture of a map, before anything has a place. Its form follows from what it holds: a matrix, where it has one; small charts, where it has panels; a chart of time,
// where it has an axis; tables with lines between their rows, where nodes have rows; a swimlane, where it has lanes; else a network of boxes.
// The order of its slices is kept: it decides what stands left of and above what. Views are not changed once built.
type View struct {
	Kind        string // which picture of the map this is, such as "landscape"
	Of          string // the address of the block it is a picture of; empty for a picture of the whole map, or of a part
	Title       string
	Description string
	Groups      []Group
	Lanes       []Lane
	Nodes       []Node
	Edges       []Edge
	Axis        *Axis    // time; the nodes are then bars on it, a lane a chart of its own, and edges say what follows what without being drawn
	Matrix      *Matrix  // who has which part in what; there are then no nodes
	Panels      []Panel  // small charts side by side; there are then no nodes
	Notes       []string // what the picture leaves out or sums up, one sentence each; shown below it
}

// Axis says that the view's nodes are bars along time.
type Axis struct {
	Moments []Moment
}

// Moment is an instant that matters on the axis of a lane, such as the end of a promise.
type Moment struct {
	Lane  string
	At    time.Duration // elapsed, from the start of the axis
	Label string
	Kind  Shape // Promise, or another that is drawn as a stroke across the lane
}

// Span is when a bar begins and ends: elapsed time from the start of the axis.
type Span struct {
	From, To time.Duration
	Note     string // how long that is, in words; stands at the bar's end
	Open     bool   // it has no end that is known: it goes on
	Longest  bool   // it lies on the longest way
}

// Matrix is a table whose cells are filled or not: RACI, who writes and who reads.
type Matrix struct {
	Corner  string // what stands above the rows' heads
	Columns []Head
	Rows    []MatrixRow
}

// Head is what a column or row is about.
type Head struct {
	ID, Label, Sub, Page, Tooltip string
}

// MatrixRow is a line of a matrix.
type MatrixRow struct {
	Head
	Section string // rows of one section stand together below its name
	Cells   []Cell // one for each column
	Marks   []Mark // of overlays
}

// Cell is empty where it has no text.
type Cell struct {
	Text    string // a letter or a few
	Shape   Shape
	Tooltip string
}

// Panel is a small chart: one column for each value, from left to right.
type Panel struct {
	Head
	Section string // panels of one section stand together below its name
	Columns []Column
	Top     float64 // the upper end of the scale; 0 is the highest value
}

// Column is one value of a panel.
type Column struct {
	Label string  // below it; a few letters
	Value float64 // not negative
	Text  string  // the value in words; a few letters
	Full  string  // both in words, where they need more
	Shape Shape
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
	Tooltip string   // shown on hovering; the full label where empty
	Rows    []Row    // its lines, where it is a table; edges may lead to and from them
	Span    *Span    // where it is a bar on an axis
	Of      []string // the addresses of what it stands for, beside its ID
	Marks   []Mark   // of overlays
	Tone    Shape    // how an overlay shades it; empty for not at all
}

// Row is a line of a node that is a table.
type Row struct {
	ID      string // unique among the nodes and rows of the view
	Label   string
	Sub     string // a second column, such as the type of a field
	Note    string // a third, such as how it is filled
	Shape   Shape
	Page    string
	Tooltip string
}

// Edge is an arrow between two nodes.
type Edge struct {
	From, To string // IDs of nodes
	Label    string
	Style    Style
	Count    int // how many handoffs it bundles; 0 counts as 1
	Page     string
	Tooltip  string
	Of       []string // the addresses of what it stands for
	Marks    []Mark   // of overlays
	Width    float64  // of the line in pixels, where an overlay says so
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
	Jump      Shape = "jump" // the name of a step far off, where the work goes on; Of is its address
	Start     Shape = "start"
	End       Shape = "end"
	Input     Shape = "input"
	Output    Shape = "output"
	Event     Shape = "event"
	System    Shape = "system"
	Artifact  Shape = "artifact"
	Role      Shape = "role" // a row of a team
	Lead      Shape = "lead" // a role that leads its team
	Service   Shape = "service"

	// Rows of a record that is passed.
	Field      Shape = "field"      // may be there
	Required   Shape = "required"   // the receiver cannot do without it
	Guaranteed Shape = "guaranteed" // the sender sees to it that it is there
	Generated  Shape = "generated"  // the receiving system assigns it
	Missing    Shape = "missing"    // needed, and nobody is sure to fill it

	// Bars and strokes on an axis of time.
	Wait    Shape = "wait"    // of a handoff: until it has been accepted
	Work    Shape = "work"    // of a process or step
	Late    Shape = "late"    // past the promise
	Rung    Shape = "rung"    // of a ladder: from when on somebody knows
	Promise Shape = "promise" // what is promised: a stroke across the chart
	Tick    Shape = "tick"    // of the axis

	// Marks and shades of overlays.
	MarkError   Shape = "mark-error"
	MarkWarning Shape = "mark-warning"
	MarkInfo    Shape = "mark-info"
	MarkAuto    Shape = "mark-automated"
	MarkHand    Shape = "mark-manual"
	MarkRoom    Shape = "mark-room"
	MarkNear    Shape = "mark-near"
	MarkOver    Shape = "mark-over"
	MarkKept    Shape = "mark-kept"
	MarkSlipped Shape = "mark-slipped"
	MarkBroken  Shape = "mark-broken"
	MarkWaited  Shape = "mark-waited"
	ToneGood    Shape = "tone-good"
	ToneNear    Shape = "tone-near"
	ToneBad     Shape = "tone-bad"

	// Columns of a panel.
	Measured Shape = "measured"
	Bad      Shape = "bad" // a measured value that is not good enough

	// Cells of a matrix.
	ChartLine  Shape = "chart-line" // the line of a bar, without a look of its own
	TableLine  Shape = "table-line" // the line of a matrix
	CellR      Shape = "responsible"
	CellA      Shape = "accountable"
	CellC      Shape = "consulted"
	CellI      Shape = "informed"
	CellWrites Shape = "writes"
	CellReads  Shape = "reads"
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
	Mapping    Style = "mapping"    // a field is filled from another
	WriteBack  Style = "writes-back"
	Writes     Style = "writes"
	Reads      Style = "reads"
	ReportsTo  Style = "reports-to"
	PartOf     Style = "part-of"
)

// Empty reports whether there is nothing to see.
func (v View) Empty() bool {
	return len(v.Nodes) == 0 && len(v.Panels) == 0 && (v.Matrix == nil || len(v.Matrix.Rows) == 0)
}
