package draft

import (
	"fmt"
	"strings"

	"handoff/graph"
	"handoff/lang"
	"handoff/lang/types"
)

// Interface is what is known of a handoff that is to be written.
type Interface struct {
	From, To string // addresses, or the names of processes
	Name     string // "" for one made of the two ends
	Title    string
	Artifact string // what is carried, where From is no output
	File     string
}

// end is one side of it.
type end struct {
	declaration lang.Declaration
	process     *graph.Process
	record      *lang.Artifact // of a port
}

func (e end) port() bool {
	_, ok := e.declaration.(*lang.Port)
	return ok
}

// Draft writes the interface down.
func (i Interface) Draft(g *graph.Graph) (*Draft, error) {
	from, err := side(g, i.From, lang.KindOutput)
	if err != nil {
		return nil, err
	}
	to, err := side(g, i.To, lang.KindInput)
	if err != nil {
		return nil, err
	}
	if from.declaration == to.declaration {
		return nil, fmt.Errorf("%s would hand on to itself; inside a process, name the two steps", from.declaration.Common().Address())
	}
	d := &Draft{}
	carried := from.record
	if i.Artifact != "" {
		a, err := lookup(g, "artifact", i.Artifact, lang.KindArtifact)
		if err != nil {
			return nil, err
		}
		if from.port() && from.record != a {
			return nil, fmt.Errorf("%s hands on %s, not %s; leave --artifact out", from.declaration.Common().Address(), recordName(from.record), a.Common().Address())
		}
		carried = a.(*lang.Artifact)
	}
	d.guess(g, &from, &to, &carried)
	if i.Name == "" {
		i.Name = from.process.Name + "_to_" + to.process.Name
		if from.process == to.process {
			i.Name = stepName(from) + "_to_" + stepName(to)
		}
		if err := name(g, lang.KindInterface, i.Name); err != nil {
			return nil, fmt.Errorf("%w with --name", err)
		}
	} else if err := name(g, lang.KindInterface, i.Name); err != nil {
		return nil, err
	}
	if d.Block, err = i.text(g, from, to, carried); err != nil {
		return nil, err
	}
	d.Address = "interface." + i.Name
	if i.File != "" {
		d.in(g, i.File, lang.KindInterface)
		return d, nil
	}
	d.nearSender(g, from.process, to.process)
	return d, nil
}

// side finds one end: a port, process or step; the name of a process will do.
func side(g *graph.Graph, typed string, port lang.Kind) (end, error) {
	d, err := lookup(g, fmt.Sprintf("process, step or %s", port), typed, lang.KindProcess, lang.KindStep, port)
	if err != nil {
		return end{}, err
	}
	e := end{declaration: d}
	switch d := d.(type) {
	case *lang.Process:
		e.process = g.Process(d)
	case *lang.Step:
		e.process = g.Process(d.Process)
	case *lang.Port:
		e.process = g.Process(d.Process)
		e.record = d.Artifact.Artifact()
	}
	if e.process == nil {
		return end{}, fmt.Errorf("%s belongs to an imported process that this map does not use yet; write the interface by hand", typed)
	}
	return e, nil
}

// guess takes the one output that nobody takes yet for the one meant, where only a process is given; and so for inputs. What it takes for granted it
// says.
func (d *Draft) guess(g *graph.Graph, from, to *end, carried **lang.Artifact) {
	if from.process == to.process {
		return
	}
	if _, process := from.declaration.(*lang.Process); process {
		if p := only(from.process.Outputs, *carried); p != nil {
			from.declaration, from.record, *carried = p.Declared, p.Artifact, p.Artifact
			d.Notes = append(d.Notes, fmt.Sprintf("%s is the one output that nobody takes yet.", p.Address))
		}
	}
	if _, process := to.declaration.(*lang.Process); process && *carried != nil {
		if p := only(to.process.Inputs, *carried); p != nil {
			to.declaration, to.record = p.Declared, p.Artifact
			d.Notes = append(d.Notes, fmt.Sprintf("%s is the one input of that record that nobody sends to yet.", p.Address))
		}
	}
}

// only is the one declared port that is joined to nothing and holds the record (any, where that is nil); nil if there is none or more.
func only(ports []*graph.Port, of *lang.Artifact) *graph.Port {
	var out *graph.Port
	for _, p := range ports {
		if p.Declared == nil || len(p.Handoffs) > 0 || p.External() || p.Declared.StoredIn.Given() || p.Artifact == nil || of != nil && p.Artifact != of {
			continue
		}
		if out != nil {
			return nil
		}
		out = p
	}
	return out
}

func recordName(a *lang.Artifact) string {
	if a == nil {
		return "no record that is known"
	}
	return a.Address()
}

// stepName is what is handed on inside a process: the step or port.
func stepName(e end) string { return e.declaration.Common().Name }

// text writes the block.
func (i Interface) text(g *graph.Graph, from, to end, carried *lang.Artifact) (string, error) {
	title := i.Title
	if title == "" {
		title = from.process.DisplayName() + " to " + to.process.DisplayName()
		if from.process == to.process {
			title = from.declaration.Common().DisplayName() + " to " + to.declaration.Common().DisplayName()
		}
	}
	var b block
	b.line("interface %s {", types.Quote(i.Name))
	b.line("title = %s", types.Quote(title))
	b.line("from = %s", from.declaration.Common().Address())
	b.line("to = %s", to.declaration.Common().Address())
	switch {
	case from.port():
	case carried != nil:
		b.line("carries = %s", carried.Address())
	default:
		b.todo("carries = artifact.…: the record that is passed")
	}
	b.todo("via = system.…: what carries it; and mode = \"automated\" where nobody has to do anything")
	if joint(g, from.process, to.process) {
		b.todo("integrator = role.…: who owns the joint, if not the one of the service whose flow it is put into")
	} else {
		b.todo("integrator = role.…: who owns the joint")
	}
	b.line("")
	if carried != nil && to.record != nil && to.record != carried {
		create(&b, from, carried, to)
		b.line("")
	}
	b.line("sla {")
	b.todo(`acknowledge = "…": how soon it is accepted; complete = "…": how soon it is done`)
	b.line("}")
	b.todo(`escalation { after = { "…" = role.… } }: who is told when it is not`)
	b.line("}")
	return b.done()
}

// joint reports whether some service has an integrator and a flow through one of the two.
func joint(g *graph.Graph, from, to *graph.Process) bool {
	for _, s := range append(from.Services[:len(from.Services):len(from.Services)], to.Services...) {
		if s.Integrator.Given() {
			return true
		}
	}
	return false
}

// create builds the receiver's record: what both call the same, and are of one type, is passed on; the rest that it needs is left to do.
func create(b *block, from end, sent *lang.Artifact, to end) {
	b.line("create {")
	required, provided := map[string]bool{}, map[string]bool{}
	if p, ok := to.declaration.(*lang.Port); ok {
		for _, f := range p.Requires {
			required[f.Name] = true
		}
	}
	if p, ok := from.declaration.(*lang.Port); ok {
		for _, f := range p.Provides {
			provided[f.Name] = true
		}
	}
	var missing []string
	for _, f := range fields(to.record) {
		if f.Generated || state(to.record, f.Name) {
			continue
		}
		_, optional := f.Type.IsOptional()
		needed := required[f.Name] || !optional
		same := false
		for _, own := range fields(sent) {
			if own.Name != f.Name {
				continue
			}
			sends := own.Type
			if inner, _ := sends.IsOptional(); provided[f.Name] {
				sends = inner
			}
			same = types.Compatible(sends, f.Type).Answer == types.Yes
		}
		switch {
		case same:
			b.line("%s = %s.%s", f.Name, sent.Name, f.Name)
		case needed:
			missing = append(missing, f.Name)
		}
	}
	for _, name := range missing {
		b.todo(fmt.Sprintf("%s = …, from the %s", name, strings.ReplaceAll(sent.Name, "_", " ")))
	}
	b.line("}")
}

func fields(a *lang.Artifact) []types.Field {
	if a.Record == nil {
		return nil
	}
	return a.Record.Fields
}

// state reports whether a field holds the state of a lifecycle that begins by itself.
func state(a *lang.Artifact, field string) bool {
	return a.Lifecycle != nil && a.Lifecycle.Field.Name == field && a.Lifecycle.Initial.Given()
}

// nearSender finds the place of an interface: behind the last one from the same process; else, if all interfaces stand in one file, there; else behind
// the process itself. In the files of an imported process nothing is written.
func (d *Draft) nearSender(g *graph.Graph, from, to *graph.Process) {
	var last lang.Declaration
	files := map[string]lang.Declaration{}
	for _, i := range g.Map.Interfaces {
		n := g.Interface(i)
		if n == nil || !graph.Own(i) {
			continue
		}
		files[i.Header.File] = i
		if n.Sender == from {
			last = i
		}
	}
	switch {
	case last != nil:
		d.behind(last, "behind "+last.Common().Address()+", which leaves from the same process")
	case len(files) == 1:
		for _, i := range files {
			d.behind(i, "where all handoffs stand")
		}
	case graph.Own(from):
		d.behind(from.Process, "behind "+from.Address()+", which hands on")
	case graph.Own(to):
		d.behind(to.Process, "behind "+to.Address()+", which receives")
	default:
		d.File, d.Why = "handoffs"+lang.FileSuffix, "a file of its own"
	}
}
