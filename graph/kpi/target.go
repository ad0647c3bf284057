package kpi

import (
	"fmt"
	"strconv"
	"strings"

	"handoff/graph"
	"handoff/lang"
	"handoff/lang/calendar"
)

// Bound is the target of a kpi block, read: `"<= 30m"`, `"p90 < 2d"`, `">= 95 %"`, `"<= 0.5"`.
type Bound struct {
	Statistic string // "median" where none is written, "mean", "p90", "max"
	Compare   string // "<=", "<", ">=", ">"
	Duration  calendar.Duration
	IsTime    bool
	Number    float64 // a share where Percent
	Percent   bool
}

// ParseBound reads a target.
func ParseBound(text string) (Bound, error) {
	b := Bound{Statistic: "median"}
	rest := strings.TrimSpace(text)
	for _, s := range []string{"median", "mean", "p90", "max"} {
		if after, ok := strings.CutPrefix(rest, s); ok {
			b.Statistic, rest = s, strings.TrimSpace(after)
			break
		}
	}
	for _, sign := range []struct{ written, is string }{{"<=", "<="}, {"≤", "<="}, {">=", ">="}, {"≥", ">="}, {"<", "<"}, {">", ">"}} {
		if after, ok := strings.CutPrefix(rest, sign.written); ok {
			b.Compare, rest = sign.is, strings.TrimSpace(after)
			break
		}
	}
	if b.Compare == "" {
		return b, fmt.Errorf("%q begins with none of <=, <, >= and >", text)
	}
	number := strings.TrimSpace(strings.TrimSuffix(rest, "%"))
	if x, err := strconv.ParseFloat(number, 64); err == nil {
		b.Number, b.Percent = x, strings.HasSuffix(rest, "%")
		if b.Percent {
			b.Number /= 100
		}
		return b, nil
	}
	d, err := calendar.ParseDuration(strings.ReplaceAll(rest, " ", ""))
	if err != nil {
		return b, fmt.Errorf("%q is neither a number, nor a per cent, nor a duration such as 30m or 2d", rest)
	}
	b.Duration, b.IsTime = d, true
	return b, nil
}

// met holds a value against the bound.
func (b Bound) met(value, bound float64) bool {
	switch b.Compare {
	case "<=":
		return value <= bound
	case "<":
		return value < bound
	case ">=":
		return value >= bound
	}
	return value > bound
}

// targets holds the map's KPIs against what was measured.
func (m *Measurer) targets(r *Result) []Target {
	out := []Target{}
	if m.b.Graph == nil {
		return out
	}
	for _, k := range m.b.Graph.Map.KPIs {
		if Define(k.Metric.Value) == nil || !k.Target.Given() {
			continue
		}
		bound, err := ParseBound(k.Target.Value)
		of := k.Of.Resolved()
		if len(of) == 0 && !k.Of.Given() {
			of = []lang.Declaration{nil}
		}
		for _, d := range of {
			t := Target{Address: k.Address(), Title: k.DisplayName(), Metric: k.Metric.Value, Target: k.Target.Value, Statistic: "share"}
			f := &r.All
			var sla *graph.SLA
			if d != nil {
				t.Of = d.Common().Address()
				f = r.Of(t.Of)
				sla = m.slaOf(d)
			}
			switch {
			case err != nil:
				t.Why = err.Error()
			case f == nil:
				t.Why = "the log says nothing of it"
			default:
				m.value(&t, k, f, sla, bound)
			}
			out = append(out, t)
		}
	}
	return out
}

// Of returns the figures of an address, or nil.
func (r *Result) Of(address string) *Figures {
	for _, list := range [][]Figures{r.Interfaces, r.Processes, r.Services} {
		for k := range list {
			if list[k].Address == address {
				return &list[k]
			}
		}
	}
	return nil
}

// value works out what the target is held against.
func (m *Measurer) value(t *Target, k *lang.KPI, f *Figures, sla *graph.SLA, b Bound) {
	time := func(elapsed, open Summary) {
		s := elapsed
		var cal *calendar.Calendar
		if open.N > 0 && sla != nil && sla.Calendar != nil {
			s, cal = open, sla.Calendar.Value
		}
		t.Statistic, t.N = b.Statistic, s.N
		t.Value = map[string]float64{"median": s.Median, "mean": s.Mean, "p90": s.P90, "max": s.Max}[b.Statistic]
		if !b.IsTime {
			t.Why = "its target is no time"
			return
		}
		length, ok := cal.Length(b.Duration)
		if !ok {
			t.Why = "its target counts days that do not all have the same hours; write it in hours"
			return
		}
		t.Bound = length.Seconds()
	}
	share := func(part, of int) {
		t.N, t.Bound = of, b.Number
		if of > 0 {
			t.Value = float64(part) / float64(of)
		}
		if b.IsTime {
			t.Why = "its target is a time, and this is a share"
		}
	}
	perCase := func(n int) {
		t.Statistic, t.N, t.Bound = "per case", f.Cases, b.Number
		if f.Cases > 0 {
			t.Value = float64(n) / float64(f.Cases)
		}
		if b.IsTime || b.Percent {
			t.Why = "its target is no number, and this is a number a case"
		}
	}
	isInterface := strings.HasPrefix(f.Address, "interface.")
	switch k.Metric.Value {
	case "lead_time":
		time(f.Lead, f.LeadOpen)
	case "handoff_wait":
		time(f.Wait, f.WaitOpen)
		if t.N == 0 && t.Why == "" && len(m.b.Queued) == 0 {
			t.Why = "the source does not say which states are `queued` and `accepted`"
		}
	case "touch_wait":
		time(f.Touch, Summary{})
	case "reassignments":
		perCase(f.Reassignments)
		if isInterface {
			t.Why = "reassignments are counted for cases, not for one interface"
		}
	case "handback_rate":
		share(f.Handbacks, f.Returnable())
		if f.Returnable() == 0 && f.Linked > 0 {
			t.Why = "the work goes on in another case, where the log does not show what comes back"
		}
	case "ping_pong_rate":
		share(f.PingPong, f.Cases)
	case "sla_compliance":
		kept, n := 0, 0
		for _, p := range f.Promises {
			kept, n = kept+p.Kept, n+p.N()
		}
		share(kept, n)
	case "automation_rate":
		share(f.Automated, f.ActorsKnown)
	case "error_rate":
		if isInterface {
			share(f.Failed, f.Handoffs)
		} else {
			share(f.Failed, f.Cases)
		}
	case "handoff_count":
		perCase(f.Handoffs)
	}
	if t.N == 0 && t.Why == "" {
		t.Why = "nothing of it can be measured in this log"
	}
	t.Met = t.Why == "" && b.met(t.Value, t.Bound)
}
