package draft

import (
	"path/filepath"
	"slices"
	"strings"

	"handoff/graph"
	"handoff/lang"
	"handoff/lang/types"
)

// Process is what is known of a process that is to be written.
type Process struct {
	Name  string
	Title string // "" for the name made readable
	Team  string // name or address; "" where it is not known
	Owner string // a role or team, likewise
	File  string // slash path relative to the map; "" for the file of its neighbours
}

// Draft writes the process down.
func (p Process) Draft(g *graph.Graph) (*Draft, error) {
	if err := name(g, lang.KindProcess, p.Name); err != nil {
		return nil, err
	}
	var team *lang.Team
	var owner lang.Declaration
	if p.Team != "" {
		d, err := lookup(g, "team", p.Team, lang.KindTeam)
		if err != nil {
			return nil, err
		}
		team = d.(*lang.Team)
	}
	if p.Owner != "" {
		d, err := lookup(g, "role or team", p.Owner, lang.KindRole, lang.KindTeam)
		if err != nil {
			return nil, err
		}
		owner = d
	}
	title := p.Title
	if title == "" {
		title = (&lang.Block{Name: p.Name}).DisplayName()
	}
	if strings.TrimSpace(title) == "" { // a name of nothing but signs
		title = p.Name
	}
	var b block
	b.line("process %s {", types.Quote(p.Name))
	b.line("title = %s", types.Quote(title))
	if owner != nil {
		b.line("owner = %s", owner.Common().Address())
	}
	if team != nil {
		b.line("team = %s", team.Address())
	}
	b.todo(`purpose = "…": why it exists, in a sentence`)
	if owner == nil {
		b.todo("owner = role.…: the one who answers for it")
	}
	if team == nil {
		b.todo("team = team.…: who runs it, if that is not the owner's team")
	}
	b.line("")
	b.todo(`input "…" { artifact = artifact.… } for what it takes in, output "…" for what it hands on,`)
	b.line("# and the interfaces that join them to other processes: handoff new interface")
	b.line("")
	b.line("step \"first\" {")
	b.line("title = \"First step\"")
	b.todo("by = role.…: who does it; then instructions, and next = step.… for what follows")
	b.line("}")
	b.line("}")
	text, err := b.done()
	if err != nil {
		return nil, err
	}
	d := &Draft{Address: "process." + p.Name, Block: text}
	if p.File != "" {
		d.in(g, p.File, lang.KindProcess)
		return d, nil
	}
	d.nearTeam(g, team, owner, p.Name)
	return d, nil
}

// in puts the draft into a file that was asked for, behind the last of its kind there.
func (d *Draft) in(g *graph.Graph, file string, kind lang.Kind) {
	d.File, d.Why = file, "as asked for"
	for _, other := range g.Map.Declarations() {
		if c := other.Common(); c.Kind == kind && c.Header.File == file {
			d.Beside = other
		}
	}
}

// behind puts it after another block, in the same file.
func (d *Draft) behind(other lang.Declaration, why string) {
	d.Beside, d.File, d.Why = other, other.Common().Header.File, why
}

// nearTeam finds the place of a process: behind the last one that its team runs; else where the team is declared; else, if all processes stand in
// one file, there; else in a file of its own.
func (d *Draft) nearTeam(g *graph.Graph, team *lang.Team, owner lang.Declaration, name string) {
	if team == nil {
		if t, ok := owner.(*lang.Team); ok {
			team = t
		} else if r, ok := owner.(*lang.Role); ok && len(r.Teams) > 0 {
			team = r.Teams[0].Team()
		}
	}
	files := map[string]lang.Declaration{}
	var last lang.Declaration
	for _, p := range g.Processes {
		if !graph.Own(p) {
			continue
		}
		files[p.Header.File] = p.Process
		if team != nil && p.Runs == team {
			last = p.Process
		}
	}
	switch {
	case last != nil:
		d.behind(last, "behind "+last.Common().Address()+", which the same team runs")
		return
	case team != nil && graph.Own(team):
		d.File, d.Why = team.Header.File, "where "+team.Address()+" is declared"
		return
	case team == nil && len(files) == 1:
		for file, p := range files {
			d.Beside, d.File, d.Why = p, file, "where all processes stand"
		}
		return
	}
	d.File, d.Why = fileName(name)+lang.FileSuffix, "a file of its own"
	if g.Map.File(d.File) != nil {
		d.Why = "which is called so"
	}
}

// fileName is what a file of that name is called on any system: Windows keeps some names to itself, whatever follows their first dot.
func fileName(name string) string {
	name = strings.ToLower(name)
	device := strings.TrimRight(name, "0123456789")
	numbered := len(name) == len(device)+1 && (device == "com" || device == "lpt")
	if numbered || slices.Contains([]string{"con", "prn", "aux", "nul", "conin", "conout"}, name) {
		return "process_" + name
	}
	return name
}

// Inside returns the path of a file as the map knows it, given where the map is; false if it lies outside or may not be one of its files.
func Inside(root, path string) (string, bool) {
	absolute, err := filepath.Abs(path)
	if err != nil {
		return "", false
	}
	if dir, err := filepath.EvalSymlinks(filepath.Dir(absolute)); err == nil {
		absolute = filepath.Join(dir, filepath.Base(absolute))
	}
	relative, err := filepath.Rel(root, absolute)
	if err != nil || !filepath.IsLocal(relative) || !strings.HasSuffix(relative, lang.FileSuffix) {
		return "", false
	}
	relative = filepath.ToSlash(relative)
	for _, part := range strings.Split(relative, "/") {
		if strings.HasPrefix(part, ".") {
			return "", false
		}
	}
	return relative, true
}
