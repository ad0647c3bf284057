package kpi

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"handoff/lang"
	"handoff/lang/types"
)

// backlog ranks where work waits: every interface, and every pair that is none, by the waiting time of all its handoffs together. Each row
// names the improvement blocks that are about it, or proposes one.
func (m *Measurer) backlog(r *Result) []Improvement {
	rows := map[string]*Improvement{}
	var order []string
	total := 0.0
	for _, p := range r.Pairs {
		key := p.Interface
		if key == "" {
			key = p.From + "\x00" + p.To
		}
		row := rows[key]
		if row == nil {
			row = &Improvement{Address: p.Interface, From: p.From, To: p.To, Improvements: []string{}}
			rows[key] = row
			order = append(order, key)
		}
		row.Lost += p.lost()
		row.Handoffs += p.Handoffs
		row.Cases += p.Cases
		row.Handbacks += p.Handbacks
		row.Linked += p.Linked
		row.Measure, row.Median = "touch", p.Touch.Median
		if p.Wait.N > 0 {
			row.Measure, row.Median = "queue", p.Wait.Median
		}
		row.Worst = append(row.Worst, p.Worst...)
		total += p.lost()
	}
	out := make([]Improvement, 0, len(rows))
	for _, key := range order {
		row := rows[key]
		if f := r.Of(row.Address); f != nil { // several pairs along one interface
			row.Cases, row.Median, row.Handbacks = f.Cases, f.Touch.Median, f.Handbacks
			if row.Measure == "queue" {
				row.Median = f.Wait.Median
			}
		}
		if total > 0 {
			row.Share = row.Lost / total
		}
		slices.SortStableFunc(row.Worst, func(a, b Worst) int { return -cmp.Compare(a.Wait, b.Wait) })
		row.Worst = row.Worst[:min(len(row.Worst), shownWorst)]
		m.improvements(row)
		out = append(out, *row)
	}
	slices.SortStableFunc(out, func(a, b Improvement) int { return -cmp.Compare(a.Lost, b.Lost) })
	return out
}

// improvements are the blocks of the map that are about a row.
func (m *Measurer) improvements(row *Improvement) {
	if m.b.Graph == nil || row.Address == "" {
		return
	}
	about := m.b.Graph.Map.Lookup(row.Address)
	var kpis []lang.Declaration
	for _, k := range m.b.Graph.Map.KPIs {
		if about != nil && k.Of.Include(about) {
			kpis = append(kpis, k)
		}
	}
	for _, i := range m.b.Graph.Map.Improvements {
		if i.Of.Include(about) && i.Status.Value != "done" && i.Status.Value != "dropped" {
			row.Improvements = append(row.Improvements, i.Address())
		}
	}
	if len(row.Improvements) > 0 {
		return
	}
	name := strings.TrimPrefix(row.Address, "interface.")
	var b strings.Builder
	fmt.Fprintf(&b, "improvement \"wait_%s\" {\n", name)
	fmt.Fprintf(&b, "  title  = %s\n", types.Quote("Shorter wait: "+about.Common().DisplayName()))
	fmt.Fprintf(&b, "  of     = %s\n", row.Address)
	if len(kpis) > 0 {
		fmt.Fprintf(&b, "  kpi    = %s\n", kpis[0].Common().Address())
	}
	if i := m.b.Graph.Interface(about.(*lang.Interface)); i != nil && i.Joint != nil && i.Joint.Who != nil {
		fmt.Fprintf(&b, "  owner  = %s\n", i.Joint.Who.Common().Address())
	}
	b.WriteString("  status = \"planned\"\n}\n")
	row.Proposed = b.String()
}
