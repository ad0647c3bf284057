package touchpoints

import (
	"fmt"
	"io"
	"strings"

	"handoff/lang/finding"
)

// Format is a way to write a list. Width is how many columns a terminal has; 0 where it is none.
type Format struct {
	Name  string
	Doc   string
	Write func(w io.Writer, l *List, width int) error
}

// Formats are all there are; the first is the default.
var Formats = []Format{Table, CSV, Markdown, JSON}

// column is one fact about a handoff, as people read it.
type column struct {
	head string // in tables
	key  string // in CSV: a contract
	of   func(*Handoff) string
}

var columns = []column{
	{"Handoff", "title", func(h *Handoff) string { return h.Title }},
	{"Address", "address", func(h *Handoff) string { return h.Address }},
	{"Artifact", "artifact", func(h *Handoff) string { return h.record() }},
	{"From", "from", func(h *Handoff) string { return h.From.Title }},
	{"To", "to", func(h *Handoff) string { return titles(h.To) }},
	{"Owner", "owner", func(h *Handoff) string { return titles(h.Owners) }},
	{"Integrator", "integrator", func(h *Handoff) string { return titles(one(h.Integrator)) }},
	{"Acknowledge", "acknowledge", func(h *Handoff) string { return h.SLA.Acknowledge }},
	{"Complete", "complete", func(h *Handoff) string { return h.SLA.done() }},
	{"Mode", "mode", func(h *Handoff) string { return h.mode() }},
	{"Via", "via", func(h *Handoff) string { return titles(h.Via) }},
	{"KPIs", "kpis", func(h *Handoff) string { return titles(h.KPIs) }},
	{"Services", "services", func(h *Handoff) string { return titles(h.Services) }},
	{"Findings", "", func(h *Handoff) string { return h.Findings.String() }},
}

// record is what is passed, and what becomes of it.
func (h *Handoff) record() string {
	switch {
	case h.Becomes == nil:
		return titles(one(h.Artifact))
	case h.Artifact == nil:
		return h.Becomes.Title
	}
	return h.Artifact.Title + " → " + h.Becomes.Title
}

func (h *Handoff) mode() string {
	if h.Automated {
		return "automated"
	}
	return "manual"
}

// done is all that is promised about the end.
func (s SLA) done() string {
	var out []string
	if s.Complete != "" {
		out = append(out, s.Complete)
	}
	if s.AtLeast != "" {
		out = append(out, "not before "+s.AtLeast)
	}
	if s.Due != "" {
		out = append(out, s.Due)
	}
	return strings.Join(out, "; ")
}

// String is "1 error, 2 warnings", in the words of a check; "" where there is nothing.
func (f Findings) String() string {
	var out []string
	for _, c := range []struct {
		n    int
		word string
	}{{f.Error, string(finding.Error)}, {f.Warning, string(finding.Warning)}, {f.Info, "note"}} {
		if c.n > 0 {
			out = append(out, plural(c.n, c.word))
		}
	}
	return strings.Join(out, ", ")
}

func plural(n int, word string) string {
	if n == 1 {
		return "1 " + word
	}
	return fmt.Sprintf("%d %ss", n, word)
}

func one(n *Name) []Name {
	if n == nil {
		return nil
	}
	return []Name{*n}
}

func titles(list []Name) string {
	var out []string
	for _, n := range list {
		out = append(out, n.Title)
	}
	return strings.Join(out, ", ")
}

// sums is the totals as a table: a row for all handoffs, one a service, one for those in none.
func (l *List) sums() (head []string, rows [][]string) {
	head = []string{"", "Handoffs", "Automated", "With SLA", "With KPI", "With integrator", "Findings"}
	row := func(of string, t Totals) {
		share := func(n int) string {
			if t.Handoffs == 0 {
				return "0"
			}
			return fmt.Sprintf("%d (%d%%)", n, Percent(n, t.Handoffs))
		}
		rows = append(rows, []string{of, fmt.Sprint(t.Handoffs), share(t.Automated), share(t.SLA), share(t.KPI), share(t.Integrator), t.Findings.String()})
	}
	if l.Service != nil {
		row(l.Service.Title, l.Totals)
		return head, rows
	}
	row("All", l.Totals)
	for _, s := range l.Services {
		row(s.Title, s.Totals)
	}
	if l.NoService.Handoffs > 0 && len(l.Services) > 0 {
		row("In no service", l.NoService)
	}
	return head, rows
}
