package owner

import (
	"fmt"
	"strings"
	"unicode"

	"handoff/check"
	"handoff/graph"
	"handoff/lang"
	"handoff/lang/finding"
)

// RACIConflict finds rows that contradict themselves.
var RACIConflict = check.Rule{
	ID: "owner/raci-conflict", Severity: finding.Warning, Kind: check.Presence,
	Title: "A row that contradicts itself",
	What: "One role both responsible and consulted, or responsible and informed, in one row; both consulted and informed, or accountable and informed (these two are only information); a `by`, `raci` and `matrix` of " +
		"one step that name different people responsible; a letter in a matrix that is none of R, A, C and I. Letters that come from a default contradict nothing.",
	Why: "Whoever does it need not be asked or told. Such rows are left over from tables nobody reads, and make people ask which of the two is meant.",
	Bad: `
process "baking" {
  owner = role.head_chef
  step "bake" {
    by = role.baker
    raci {
      consulted = [role.baker]
    }
  }
}
role "head_chef" {}
role "baker" {}
`,
	Good: `
process "baking" {
  owner = role.head_chef
  step "bake" {
    by = role.baker
    raci {
      consulted = [role.head_chef]
    }
  }
}
role "head_chef" {}
role "baker" {}
`,
	Run: func(p *check.Pass) {
		rows(p, func(row *graph.Row) { conflicts(p, row.Of(), row) })
		for _, process := range p.Graph.Processes {
			if !asked(process) {
				continue
			}
			conflicts(p, process.Process, graph.RowOf(process.RACI))
			for _, s := range process.Steps {
				disagree(p, process, s)
			}
			if process.Matrix != nil {
				letters(p, process)
			}
		}
	},
}

// conflicts reports each role once, for the gravest contradiction.
func conflicts(p *check.Pass, of lang.Declaration, row *graph.Row) {
	told := map[lang.Declaration]bool{}
	for _, c := range []struct {
		a, b     graph.Letter
		severity finding.Severity
		help     string
	}{
		{graph.R, graph.C, finding.Warning, "Whoever does it need not be asked: leave one of the two."},
		{graph.R, graph.I, finding.Warning, "Whoever does it need not be told: leave one of the two."},
		{graph.C, graph.I, finding.Info, "Whoever is asked knows of it: leave one of the two."},
		{graph.A, graph.I, finding.Info, "Whoever answers for it is told in any case: leave one of the two."},
	} {
		for _, second := range row.Parts(c.b) {
			for _, first := range row.Parts(c.a) {
				if second.Who == nil || first.Who != second.Who || !first.Origin.Own() || !second.Origin.Own() || told[second.Who] {
					continue
				}
				told[second.Who] = true
				p.Report(finding.Finding{
					Severity: c.severity, Summary: "Row contradicts itself", Address: of.Common().Address(), Range: second.Range, Key: second.Who.Common().Address(),
					Detail:  fmt.Sprintf("%s is both %s and %s for %s.", check.Name(second.Who), c.a.Word(), c.b.Word(), check.Name(of)),
					Help:    c.help,
					Related: []finding.Related{{Message: "It is " + c.a.Word() + " here.", Address: of.Common().Address(), Range: first.Range}},
				})
			}
		}
	}
}

// disagree reports a step whose `by`, `raci` and line in the matrix each say who is responsible, and not the same.
func disagree(p *check.Pass, process *graph.Process, s *graph.Step) {
	var said []graph.Origin
	who := map[graph.Origin]map[lang.Declaration]bool{}
	enter := func(o graph.Origin, d lang.Declaration) {
		if who[o] == nil {
			who[o] = map[lang.Declaration]bool{}
			said = append(said, o)
		}
		who[o][d] = true
	}
	for _, r := range s.By {
		if r.System() == nil {
			enter(graph.OfBy, r.Target)
		}
	}
	if s.RACI != nil {
		for _, r := range s.RACI.Responsible {
			enter(graph.OfRow, r.Target)
		}
	}
	if process.Matrix != nil {
		for _, line := range process.Matrix.Rows {
			if line.Step.Step() != s.Step {
				continue
			}
			for k, cell := range line.Cells {
				if k < len(process.Matrix.Columns) && strings.ContainsAny(cell.Value, "Rr") {
					enter(graph.OfMatrix, process.Matrix.Columns[k].Target)
				}
			}
		}
	}
	for k := 1; k < len(said); k++ {
		a, b := who[said[0]], who[said[k]]
		if a[nil] || b[nil] || same(a, b) {
			continue
		}
		p.Report(finding.Finding{
			Summary: "Row contradicts itself", Address: s.Address(), Range: check.Header(s), Key: "responsible",
			Detail: fmt.Sprintf("The `%s` and the `%s` of %s name different people responsible: together %s.", said[0], said[k], check.Name(s), names(s.Row.Responsible)),
			Help:   "Let them agree, or leave one of them.",
		})
		return
	}
}

func same(a, b map[lang.Declaration]bool) bool {
	if len(a) != len(b) {
		return false
	}
	for d := range a {
		if !b[d] {
			return false
		}
	}
	return true
}

// letters reports cells of a matrix with a letter that means nothing.
func letters(p *check.Pass, process *graph.Process) {
	for _, line := range process.Matrix.Rows {
		for k, cell := range line.Cells {
			for _, c := range cell.Value {
				if !unicode.IsLetter(c) && !unicode.IsDigit(c) || strings.ContainsRune("RACIraci", c) {
					continue
				}
				f := finding.Finding{
					Summary: "Letter means nothing", Address: line.Step.Address(), Range: cell.Range, Key: fmt.Sprint("matrix ", k),
					Detail: fmt.Sprintf("The matrix of %s has %q in the row of %s.", check.Name(process), cell.Value, "`"+line.Step.Address()+"`"),
					Help:   "A cell holds R (responsible), A (accountable), C (consulted), I (informed), more than one of them, or nothing.",
				}
				if k < len(process.Matrix.Columns) {
					f.Detail = fmt.Sprintf("The matrix of %s has %q for `%s` in the row of `%s`.", check.Name(process), cell.Value, process.Matrix.Columns[k].Address(), line.Step.Address())
				}
				p.Report(f)
				break
			}
		}
	}
}
