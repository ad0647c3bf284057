package measure

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"handoff/cmd/internal/terminal"
	"handoff/graph/kpi"
)

// paper is how wide a table is where the output is no terminal.
const paper = 120

// Table is the report for people: the whole log, then what the map promises, then where work waits.
var Table = Format{
	Name: "table",
	Doc:  "for people: the figures, and where to improve first",
	Write: func(w io.Writer, r *Report, width int) error {
		if width <= 0 {
			width = paper
		}
		p := &page{width: width}
		p.head(r)
		p.whole(r.Result)
		p.compared(r)
		p.interfaces(r.Result)
		p.links(r.Result)
		p.promises(r.Result)
		p.targets(r.Result)
		p.backlog(r.Result)
		p.trend(r.Result)
		p.strange(r.Result)
		_, err := io.WriteString(w, p.String())
		return err
	},
}

// page gathers lines.
type page struct {
	strings.Builder
	width int
}

func (p *page) line(format string, args ...any) {
	p.WriteString(strings.TrimRight(fmt.Sprintf(format, args...), " ") + "\n")
}

func (p *page) title(text string) { p.line("\n%s", text) }

// shown is how many rows of a table are told.
const shown = 10

func (p *page) head(r *Report) {
	of := " of "
	if r.Period != nil {
		of = " read, "
	}
	p.line("%s: %s%s%s, %s to %s", terminal.Line(strings.Join(r.Logs, ", ")), plural(r.Log.Events, "event"), of, plural(r.Log.Cases, "case"), day(r.Log.First), day(r.Log.Last))
	notes := []string{r.Stats.Format}
	if r.Stats.Encoding != "" && r.Stats.Encoding != "utf-8" {
		notes = append(notes, r.Stats.Encoding)
	}
	if r.Source != "" {
		notes = append(notes, "source "+r.Source)
	}
	p.line("read as %s; a handoff is from one %s to another", strings.Join(notes, ", "), r.By)
	if r.Period != nil {
		p.line("only cases whose clock stopped in %s", r.Period.Name)
		if r.Log.Cases == 0 {
			p.line("there are none: the log goes from %s to %s, so that nothing below is measured", day(r.Log.First), day(r.Log.Last))
		}
	}
	if r.Log.Hands == 0 {
		switch r.By {
		case "group", "actor":
			article := map[string]string{"group": "a", "actor": "an"}[r.By]
			p.line("no event names %s %s, so that no handoff can be seen; say which column does: columns { %s = \"…\" }, or --column %s=…", article, r.By, r.By, r.By)
		default:
			p.line("no event leads to a %s of the map, so that no handoff can be seen; say which words do, in `steps` of the source block", r.By)
		}
	}
	if r.Log.Open > 0 {
		p.line("%s never stopped: they have no lead time", plural(r.Log.Open, "case"))
	}
	if r.Stats.Broken > 0 {
		were := "were"
		if r.Stats.Broken == 1 {
			were = "was"
		}
		p.line("%s could not be read and %s left out:", plural(r.Stats.Broken, "event"), were)
		for k := range r.Stats.Problems {
			p.line("  %s", terminal.Line(r.Stats.Problems[k].Error()))
		}
	}
}

// whole are the figures of the whole log.
func (p *page) whole(r *kpi.Result) {
	p.line("")
	f := &r.All
	rows := [][]string{}
	add := func(name string, s kpi.Summary) {
		if s.N > 0 {
			rows = append(rows, append([]string{name}, times(s)...))
		}
	}
	add("Lead time", f.Lead)
	add("Handoff wait (queued to accepted)", f.Wait)
	add("Touch wait (last touch to first)", f.Touch)
	p.grid([]string{"", "Median", "Mean", "90 % within", "n"}, rows)
	p.line("")
	rows = [][]string{
		{"Handoffs", count(f.Handoffs), ratio(f.Handoffs, f.Cases) + " per case"},
		{"Cases with a handoff", count(f.Passed), share(f.Passed, f.Cases)},
		{"Handed back (A-B-A)", count(f.Handbacks), share(f.Handbacks, f.Handoffs) + " of handoffs"},
		{"… of these, answers the map declares", count(f.Answers), share(f.Answers, f.Handbacks)},
		{"Cases handed back", count(f.HandbackCases), share(f.HandbackCases, f.Cases)},
		{"Ping-pong cases (A-B-A-B)", count(f.PingPong), share(f.PingPong, f.Cases)},
		{"Reassignments", count(f.Reassignments), ratio(f.Reassignments, f.Cases) + " per case"},
	}
	if f.Reassignments == 0 && r.By != "group" { // the log may have no groups at all
		rows = rows[:len(rows)-1]
	}
	if f.Unaccepted > 0 {
		rows = append(rows, []string{"Queued, never accepted", count(f.Unaccepted), ""})
	}
	if f.Automated > 0 {
		rows = append(rows, []string{"Handed on by a system", count(f.Automated), share(f.Automated, f.ActorsKnown) + " of those whose actor is known"})
	}
	if f.Failed > 0 {
		rows = append(rows, []string{"Cases with an error", count(f.Failed), share(f.Failed, f.Cases)})
	}
	if len(r.Interfaces) == 0 { // without a map nothing is an answer
		rows = slices.Delete(rows, 3, 4)
	}
	p.grid(nil, rows)
}

func ratio(n, of int) string {
	if of == 0 {
		return "0"
	}
	return fmt.Sprintf("%.2f", float64(n)/float64(of))
}

func (p *page) interfaces(r *kpi.Result) {
	if len(r.Interfaces) == 0 {
		return
	}
	p.title("Interfaces of the map")
	var rows [][]string
	for _, f := range r.Interfaces {
		s, open := f.Wait, f.WaitOpen
		if s.N == 0 {
			s = f.Touch
		}
		wait := times(s)
		if open.N > 0 {
			wait[0] += " (" + span(open.Median) + " open)"
		}
		rows = append(rows, []string{f.Title, count(f.Handoffs), wait[0], wait[2], share(f.Handbacks, f.Returnable()), automated(&f)})
	}
	p.grid([]string{"Interface", "Handoffs", "Median wait", "90 % within", "Handed back", "By a system"}, rows)
}

// links are the columns that name other cases.
func (p *page) links(r *kpi.Result) {
	if len(r.Links) == 0 {
		return
	}
	p.title("Work that goes on in another case")
	var rows [][]string
	for _, l := range r.Links {
		rows = append(rows, []string{l.Column, short(l.Interface), count(l.Handoffs), count(l.Joined), count(l.Missing)})
	}
	p.grid([]string{"Column", "Along", "Handoffs", "Joined work in progress", "Not in the log"}, rows)
}

func automated(f *kpi.Figures) string {
	if f.ActorsKnown == 0 {
		return f.Declared + " (map)"
	}
	return share(f.Automated, f.ActorsKnown) + ", " + f.Declared + " (map)"
}

func (p *page) promises(r *kpi.Result) {
	var rows [][]string
	for _, list := range [][]kpi.Figures{r.Interfaces, r.Processes, r.Services} {
		for _, f := range list {
			for _, x := range f.Promises {
				what := x.Promise
				if x.Priority != "" {
					what += " " + x.Priority
				}
				took := ""
				if x.Open.N > 0 {
					took = span(x.Open.Median) + ", " + span(x.Open.P90)
				}
				open := ""
				if x.Late+x.Pending > 0 {
					open = fmt.Sprintf("%d late, %d in time", x.Late, x.Pending)
				}
				rows = append(rows, []string{f.Title, what, x.Limit, took, share(x.Kept, x.N()), count(x.N()), open})
			}
		}
	}
	if len(rows) == 0 {
		return
	}
	p.title("Promises")
	p.grid([]string{"", "Promise", "At most", "Took (median, 90 %)", "Kept", "n", "Still open"}, rows)
}

func (p *page) targets(r *kpi.Result) {
	if len(r.Targets) == 0 {
		return
	}
	p.title("KPIs of the map")
	var rows [][]string
	var unknown []string
	for _, t := range r.Targets {
		verdict := "met"
		switch {
		case t.Why != "":
			unknown = append(unknown, strings.TrimSpace(t.Address+" "+t.Of)+": "+t.Why)
			continue
		case !t.Met:
			verdict = "missed"
		}
		rows = append(rows, []string{t.Title, short(t.Of), t.Target, Value(t), verdict})
	}
	p.grid([]string{"KPI", "Of", "Target", "Measured", ""}, rows)
	if len(unknown) > 0 {
		p.line("Not measured:")
		for _, text := range unknown {
			p.line("  %s", terminal.Line(text))
		}
	}
}

// Value is the measured value of a target as people read it.
func Value(t kpi.Target) string {
	switch {
	case t.Why != "":
		return ""
	case t.Statistic == "share":
		return fmt.Sprintf("%.1f %% (n %s)", 100*t.Value, count(t.N))
	case t.Statistic == "per case":
		return fmt.Sprintf("%.2f per case (n %s)", t.Value, count(t.N))
	}
	return fmt.Sprintf("%s %s (n %s)", t.Statistic, span(t.Value), count(t.N))
}

func (p *page) backlog(r *kpi.Result) {
	if len(r.Backlog) == 0 {
		return
	}
	p.title("Where to improve first: waiting time lost")
	var rows [][]string
	for k, row := range r.Backlog {
		if k == shown {
			break
		}
		name := short(row.From) + " → " + short(row.To)
		if row.Address != "" {
			name = short(row.Address)
		}
		worst := ""
		if len(row.Worst) > 0 {
			worst = row.Worst[0].Case + " (" + span(row.Worst[0].Wait) + ")"
		}
		var plans []string
		for _, a := range row.Improvements {
			plans = append(plans, short(a))
		}
		plan := strings.Join(plans, ", ")
		rows = append(rows, []string{name, span(row.Lost), fmt.Sprintf("%.0f %%", 100*row.Share), count(row.Handoffs), count(row.Cases), span(row.Median), worst, plan})
	}
	p.grid([]string{"", "Lost", "Share", "Handoffs", "Cases", "Median", "Longest", "Improvement"}, rows)
	if left := len(r.Backlog) - shown; left > 0 {
		p.line("… and %d more; --format json lists all", left)
	}
	for k, row := range r.Backlog {
		if row.Proposed != "" && k < shown {
			p.line("\nProposed for the first of them that no improvement is about:\n\n%s", terminal.Printable(strings.TrimRight(row.Proposed, "\n")))
			break
		}
	}
}

// short is an address without its kind, where there is little room.
func short(address string) string {
	for _, kind := range []string{"interface.", "team.", "role.", "process.", "improvement."} {
		if rest, ok := strings.CutPrefix(address, kind); ok {
			return rest
		}
	}
	return address
}

func (p *page) trend(r *kpi.Result) {
	if len(r.Months) < 2 {
		return
	}
	title := "Month by month (cases by when they ended)"
	var rows [][]string
	months := r.Months
	if all := len(months); all > 12 {
		months = months[all-12:]
		title = fmt.Sprintf("Month by month (cases by when they ended): the last 12 of %d", all)
	}
	p.title(title)
	for _, m := range months {
		wait := m.Wait
		if wait.N == 0 {
			wait = m.Touch
		}
		rows = append(rows, []string{m.Month, count(m.Cases), span(m.Lead.Median), ratio(m.Handoffs, m.Cases), share(m.Handbacks, m.Handoffs), times(wait)[0]})
	}
	p.grid([]string{"Month", "Cases", "Lead time", "Handoffs per case", "Handed back", "Wait"}, rows)
}

// strange is how well fields are filled, and what the source does not explain.
func (p *page) strange(r *kpi.Result) {
	if len(r.Fields) > 0 {
		p.title("Fields, filled at any time of a case")
		var rows [][]string
		for _, f := range r.Fields {
			rows = append(rows, []string{f.Field, share(f.Filled, f.Of), count(f.Filled), count(f.Of)})
		}
		p.grid([]string{"Field", "Share", "Filled", "Cases"}, rows)
	}
	if n := len(r.Conformance.UnknownGroups); n > 0 {
		var names []string
		for k, g := range r.Conformance.UnknownGroups {
			if k == 5 {
				names = append(names, fmt.Sprintf("and %d more", n-5))
				break
			}
			names = append(names, fmt.Sprintf("%q (%d)", g.Word, g.Count))
		}
		p.title(fmt.Sprintf("Groups the source does not explain: %s", terminal.Line(strings.Join(names, ", "))))
	}
}

// grid writes a table. Where it is too wide for the terminal, its longest texts are cut.
func (p *page) grid(head []string, rows [][]string) {
	if len(rows) == 0 {
		return
	}
	all := rows
	if head != nil {
		all = append([][]string{head}, rows...)
	}
	widths := make([]int, len(all[0]))
	total := 2 * (len(widths) - 1)
	for c := range widths {
		for _, row := range all {
			row[c] = terminal.Line(row[c])
			widths[c] = max(widths[c], terminal.Width(row[c]))
		}
		total += widths[c]
	}
	for ; total > p.width; total-- {
		widest := 0
		for c := range widths {
			if widths[c] > widths[widest] {
				widest = c
			}
		}
		if widths[widest] <= 12 {
			break
		}
		widths[widest]--
	}
	for n, row := range all {
		var line strings.Builder
		for c, text := range row {
			text = cut(text, widths[c])
			pad := strings.Repeat(" ", max(widths[c]-terminal.Width(text), 0))
			if c > 0 && numeric(rows, c) {
				line.WriteString(pad + text)
			} else {
				line.WriteString(text + pad)
			}
			line.WriteString("  ")
		}
		p.line("%s", line.String())
		if n == 0 && head != nil {
			var rule []string
			for _, w := range widths {
				rule = append(rule, strings.Repeat("-", w))
			}
			p.line("%s", strings.Join(rule, "  "))
		}
	}
}

// numeric reports whether a column holds figures, which stand to the right.
func numeric(rows [][]string, c int) bool {
	for _, row := range rows {
		if text := row[c]; text != "" && text != "–" && (text[0] < '0' || text[0] > '9') {
			return false
		}
	}
	return true
}

// cut shortens a text to so many columns.
func cut(text string, columns int) string {
	if terminal.Width(text) <= columns {
		return text
	}
	used := 0
	for _, c := range terminal.Cells(text) {
		if used+c.Width > columns-1 {
			return text[:c.Byte] + "…"
		}
		used += c.Width
	}
	return text
}
