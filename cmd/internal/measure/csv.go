package measure

import (
	"encoding/csv"
	"io"
	"strconv"

	"handoff/cmd/internal/terminal"
	"handoff/graph/kpi"
)

// CSV is one figure a row, for spreadsheets: what it is of, which figure, its value in the unit that stands beside it.
var CSV = Format{
	Name: "csv",
	Doc:  "for spreadsheets: one figure a row",
	Write: func(w io.Writer, r *Report, _ int) error {
		out := csv.NewWriter(w)
		put := func(scope, of, figure, label, value, unit string) {
			_ = out.Write([]string{scope, guard(of), figure, guard(label), value, unit})
		}
		_ = out.Write([]string{"scope", "of", "figure", "label", "value", "unit"})
		for _, x := range Samples(r.Result) {
			put(x.Scope, x.Of, x.Figure, x.Label, strconv.FormatFloat(x.Value, 'f', -1, 64), x.Unit)
		}
		out.Flush()
		return out.Error()
	},
}

// guard keeps a spreadsheet from taking a word of the log for a formula, and a terminal from obeying one.
func guard(text string) string {
	text = terminal.Line(text)
	if text != "" && (text[0] == '=' || text[0] == '+' || text[0] == '-' || text[0] == '@' || text[0] == '\t' || text[0] == '\r') {
		return "'" + text
	}
	return text
}

// Sample is one figure, flat.
type Sample struct {
	Scope  string // "log", "interface", "process", "service", "pair", "month", "kpi"
	Of     string // an address, "from → to", a month; "" for the log
	Figure string // "lead_time_median", "handoffs"
	Label  string // of a promise: "complete P1"; of a link, its column
	Value  float64
	Unit   string // "seconds", "cases", "share", …
}

// Samples lists every figure of a result, in a fixed order.
func Samples(r *kpi.Result) []Sample {
	var out []Sample
	figures := func(scope, of string, f *kpi.Figures) {
		put := func(figure, unit string, value float64) {
			out = append(out, Sample{scope, of, figure, "", value, unit})
		}
		put("cases", "cases", float64(f.Cases))
		put("handoffs", "handoffs", float64(f.Handoffs))
		put("handbacks", "handoffs", float64(f.Handbacks))
		if scope != "interface" && scope != "pair" {
			put("cases_with_handoff", "cases", float64(f.Passed))
			put("handback_cases", "cases", float64(f.HandbackCases))
			put("ping_pong_cases", "cases", float64(f.PingPong))
			put("reassignments", "times", float64(f.Reassignments))
		}
		put("unaccepted", "handoffs", float64(f.Unaccepted))
		put("automated", "handoffs", float64(f.Automated))
		put("actors_known", "handoffs", float64(f.ActorsKnown))
		put("failed", "cases", float64(f.Failed))
		for _, s := range []struct {
			name string
			kpi.Summary
		}{{"lead_time", f.Lead}, {"lead_time_open_hours", f.LeadOpen}, {"handoff_wait", f.Wait}, {"handoff_wait_open_hours", f.WaitOpen}, {"touch_wait", f.Touch}} {
			if s.N == 0 {
				continue
			}
			put(s.name+"_n", "count", float64(s.N))
			put(s.name+"_median", "seconds", s.Median)
			put(s.name+"_mean", "seconds", s.Mean)
			put(s.name+"_p90", "seconds", s.P90)
			put(s.name+"_max", "seconds", s.Max)
			put(s.name+"_sum", "seconds", s.Sum)
		}
		for _, p := range f.Promises {
			label := p.Promise
			if p.Priority != "" {
				label += " " + p.Priority
			}
			for _, x := range []struct {
				name string
				n    int
			}{{"sla_kept", p.Kept}, {"sla_missed", p.Missed}, {"sla_open_missed", p.Late}, {"sla_pending", p.Pending}} {
				out = append(out, Sample{scope, of, x.name, label, float64(x.n), "count"})
			}
		}
	}
	figures("log", "", &r.All)
	for k := range r.Interfaces {
		figures("interface", r.Interfaces[k].Address, &r.Interfaces[k])
	}
	for k := range r.Processes {
		figures("process", r.Processes[k].Address, &r.Processes[k])
	}
	for k := range r.Services {
		figures("service", r.Services[k].Address, &r.Services[k])
	}
	for k := range r.Pairs {
		of := r.Pairs[k].From + " → " + r.Pairs[k].To
		if r.Pairs[k].Linked > 0 {
			of += " (another case, " + r.Pairs[k].Interface + ")"
		}
		figures("pair", of, &r.Pairs[k].Figures)
	}
	for _, l := range r.Links {
		for _, x := range []struct {
			figure string
			n      int
		}{{"linked_handoffs", l.Handoffs}, {"linked_joined", l.Joined}, {"linked_missing", l.Missing}} {
			out = append(out, Sample{"interface", l.Interface, x.figure, l.Column, float64(x.n), "handoffs"})
		}
	}
	for k := range r.Months {
		figures("month", r.Months[k].Month, &r.Months[k].Figures)
	}
	for _, t := range r.Targets {
		if t.Why == "" {
			unit := map[string]string{"share": "share", "per case": "per case"}[t.Statistic]
			if unit == "" {
				unit = "seconds"
			}
			out = append(out, Sample{"kpi", t.Address, t.Metric, t.Of, t.Value, unit})
		}
	}
	return out
}
