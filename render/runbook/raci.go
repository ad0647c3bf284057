package runbook

import (
	"slices"

	"handoff/graph"
	"handoff/lang"
	"handoff/render/address"
)

const legend = "R does it, A answers for it, C is asked before, I is told after."

// matrix is the RACI table of a process: a row a step, a column a role.
func (b *builder) matrix(p *graph.Process) []Block {
	rows := make([]*graph.Row, len(p.Steps))
	for i, s := range p.Steps {
		rows[i] = &s.Row
	}
	var columns []lang.Declaration
	if p.Matrix != nil {
		columns = p.Matrix.Columns.Resolved() // the order people are used to
	}
	columns = appear(columns, rows)
	table := Table{Head: []Line{say("Step")}}
	for _, c := range columns {
		table.Head = append(table.Head, say(name(c)))
	}
	for i, s := range p.Steps {
		step := b.step(s)
		if s.Process.Flow != graph.Undeclared {
			step.Text = number(s) + ". " + s.DisplayName()
		} else {
			step.Text = s.DisplayName()
		}
		row := []Line{say(step)}
		for _, c := range columns {
			row = append(row, letters(rows[i].Letters(c)))
		}
		table.Rows = append(table.Rows, row)
	}
	if len(columns) == 0 {
		return nil
	}
	return []Block{table, Paragraph{say(legend)}}
}

// appear adds to the columns everybody who appears in a row, in order of appearance; columns nobody has a letter in go.
func appear(columns []lang.Declaration, rows []*graph.Row) []lang.Declaration {
	return slices.DeleteFunc(appearing(columns, rows), func(c lang.Declaration) bool {
		return !slices.ContainsFunc(rows, func(r *graph.Row) bool { return r.Letters(c) != "" })
	})
}

// appearing adds those who appear in a row.
func appearing(columns []lang.Declaration, rows []*graph.Row) []lang.Declaration {
	columns = slices.Clone(columns)
	for _, r := range rows {
		for _, l := range graph.Letters {
			for _, p := range r.Parts(l) {
				if p.Who != nil && !slices.Contains(columns, p.Who) {
					columns = append(columns, p.Who)
				}
			}
		}
	}
	return columns
}

// letters shows a cell: what is done or answered for stands out.
func letters(s string) Line {
	if s == "" {
		return nil
	}
	if s[0] == 'R' || s[0] == 'A' {
		return say(strong(s))
	}
	return say(s)
}

// raci is the matrix of the whole map: who owns what, then service by service, then process by process, then the handoffs.
func (b *builder) raci() Page {
	page := b.whole(address.RACI, "Who does what")
	page.add(Paragraph{say(legend)})
	page.section(2, "The picture", b.picture(page, "Who does what in the whole map. The tables below say the same."))
	owners := Table{Head: []Line{say("Process"), say("Accountable"), say("Run by"), say("Does the work")}}
	for _, p := range b.g.Processes {
		if !graph.Own(p) || p.External.Value {
			continue
		}
		var team Line
		if p.Runs != nil {
			team = say(name(p.Runs))
		}
		owners.Rows = append(owners.Rows, []Line{say(name(p.Process)), ref(p.Owner), team, separated(doersOf(p), ", ")})
	}
	page.section(2, "The whole map", owners)
	under := len(page.Body)
	for _, s := range b.g.Services {
		if graph.Own(s) {
			page.anchored(3, say(name(s.Service)), address.Anchor("service", s.Name), b.serviceMatrix(s)...)
		}
	}
	page.over(under, "Service by service")
	under = len(page.Body)
	for _, p := range b.g.Processes {
		if graph.Own(p) && len(p.Steps) > 0 {
			blocks := b.matrix(p)
			page.anchored(3, say(name(p.Process)), address.Anchor("process", p.Name), blocks[:min(1, len(blocks))]...)
		}
	}
	page.over(under, "Process by process")
	handoffs := Table{Head: []Line{say("Handoff"), say("Responsible"), say("Accountable"), say("Consulted"), say("Informed")}}
	for _, i := range b.g.Interfaces {
		if !graph.Own(i) {
			continue
		}
		r := &i.Row
		responsible := parts(r.Responsible, "and")
		if responsible == nil && i.Automated() {
			responsible = say(refs(i.Via, "and"))
		}
		handoffs.Rows = append(handoffs.Rows, []Line{say(name(i.Interface)), responsible, parts(r.Accountable, "and"), parts(r.Consulted, "and"), parts(r.Informed, "and")})
	}
	page.section(2, "Handoffs", handoffs)
	return page
}

// doersOf are all who are responsible for some step of a process.
func doersOf(p *graph.Process) []Line {
	var doers []Line
	var seen []lang.Declaration
	for _, s := range p.Steps {
		for _, part := range s.Row.Responsible {
			if part.Who != nil && !slices.Contains(seen, part.Who) {
				seen = append(seen, part.Who)
				doers = append(doers, say(name(part.Who)))
			}
		}
	}
	return doers
}

// serviceMatrix is the RACI table of a service: a row a process, with all letters that somebody has in any of its steps.
func (b *builder) serviceMatrix(s *graph.Service) []Block {
	var columns []lang.Declaration
	for _, p := range s.Processes {
		rows := make([]*graph.Row, len(p.Steps))
		for i, step := range p.Steps {
			rows[i] = &step.Row
		}
		columns = appearing(columns, rows)
	}
	if len(columns) == 0 {
		return nil
	}
	table := Table{Head: []Line{say("Process")}}
	for _, c := range columns {
		table.Head = append(table.Head, say(name(c)))
	}
	for _, p := range s.Processes {
		if len(p.Steps) == 0 {
			continue
		}
		row := []Line{who(p.Process)}
		for _, c := range columns {
			all := ""
			for _, l := range graph.Letters {
				if slices.ContainsFunc(p.Steps, func(step *graph.Step) bool {
					return slices.ContainsFunc(step.Row.Parts(l), func(part graph.Part) bool { return part.Who == c })
				}) {
					all += string(rune(l))
				}
			}
			row = append(row, letters(all))
		}
		table.Rows = append(table.Rows, row)
	}
	return []Block{table}
}
