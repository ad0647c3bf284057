package kpi_test

import (
	"bytes"
	"fmt"
	"io"
	"math"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"handoff/graph/kpi"
	"handoff/graph/kpi/eventlog"
	"handoff/graph/kpi/loggen"
)

// The oracle works every figure out the slow way, from all events of a case in a list, as the definitions say it: no state machine, no running
// sums. Random logs must come out the same, in any order of rows.

type figures struct {
	cases, open, handoffs, passed, handbacks, handbackCases, pingPong, reassignments, unaccepted, automated, known, failed int
	lead, wait, touch                                                                                                      []float64
}

var (
	queued, accepted, failed, stop = []string{"Queued"}, []string{"In progress"}, []string{"Failed"}, []string{"Closed"}
)

func oracle(rows []loggen.Row, group func(string) string) figures {
	var f figures
	var ids []string
	byCase := map[string][]loggen.Row{}
	for _, r := range rows {
		if byCase[r.Case] == nil {
			ids = append(ids, r.Case)
		}
		byCase[r.Case] = append(byCase[r.Case], r)
	}
	is := func(list []string, r loggen.Row) bool {
		return slices.Contains(list, r.Status) || slices.Contains(list, r.Activity)
	}
	for _, id := range ids {
		events := byCase[id]
		slices.SortStableFunc(events, func(a, b loggen.Row) int {
			if c := a.At.Compare(b.At); c != 0 {
				return c
			}
			return a.Number - b.Number
		})
		f.cases++
		last := -1
		for k, e := range events {
			if is(stop, e) {
				last = k
			}
		}
		if last < 0 {
			f.open++
		} else {
			f.lead = append(f.lead, events[last].At.Sub(events[0].At).Seconds())
		}
		if slices.ContainsFunc(events, func(e loggen.Row) bool { return is(failed, e) }) {
			f.failed++
		}
		var segments [][]loggen.Row
		for _, e := range events {
			if e.Group == "" {
				continue
			}
			n := len(segments)
			if n > 0 && group(segments[n-1][0].Group) == group(e.Group) {
				segments[n-1] = append(segments[n-1], e)
			} else {
				segments = append(segments, []loggen.Row{e})
			}
		}
		hand := func(k int) string { return group(segments[k][0].Group) }
		back, ping := 0, false
		for k := 1; k < len(segments); k++ {
			s, r := segments[k-1], segments[k]
			f.handoffs++
			f.touch = append(f.touch, r[0].At.Sub(s[len(s)-1].At).Seconds())
			if is(queued, r[0]) {
				at := slices.IndexFunc(r, func(e loggen.Row) bool { return is(accepted, e) })
				switch {
				case at >= 0:
					f.wait = append(f.wait, r[at].At.Sub(r[0].At).Seconds())
				case k+1 < len(segments) || last >= 0:
					f.unaccepted++
				}
			}
			if r[0].Actor != "" {
				f.known++
				if r[0].Actor == "svc_itsm" {
					f.automated++
				}
			}
			if k >= 2 && hand(k) == hand(k-2) {
				back++
			}
			if k >= 3 && hand(k) == hand(k-2) && hand(k-1) == hand(k-3) {
				ping = true
			}
		}
		f.handbacks += back
		f.reassignments += max(len(segments)-1, 0)
		if back > 0 {
			f.handbackCases++
		}
		if ping {
			f.pingPong++
		}
		if len(segments) > 1 {
			f.passed++
		}
	}
	return f
}

// quantile as in the definitions, written another way: by the position p(n-1)+1 of the sorted list, counted from 1.
func quantile(list []float64, p float64) float64 {
	if len(list) == 0 {
		return 0
	}
	sorted := slices.Sorted(slices.Values(list))
	position := p*float64(len(sorted)-1) + 1
	low, part := math.Modf(position)
	if int(low) == len(sorted) {
		return sorted[len(sorted)-1]
	}
	return sorted[int(low)-1]*(1-part) + sorted[int(low)]*part
}

func random(r *rand.Rand) []loggen.Row {
	var out []loggen.Row
	groups := []string{"A", "B", "C", "A2", ""}
	states := []string{"Queued", "In progress", "Failed", "Closed", "Open", "Pending", ""}
	actors := []string{"svc_itsm", "ann", "bob", ""}
	for c := range 1 + r.IntN(8) {
		at := time.Date(2026, 3, 1+r.IntN(20), r.IntN(24), r.IntN(60), r.IntN(60), 0, time.UTC)
		for k := range 1 + r.IntN(12) {
			if r.IntN(3) > 0 { // else at the same instant as the one before
				at = at.Add(time.Duration(r.IntN(200_000)) * time.Second)
			}
			out = append(out, loggen.Row{Case: fmt.Sprint("c", c), At: at, Number: k, Activity: "x", Status: states[r.IntN(len(states))], Group: groups[r.IntN(len(groups))], Actor: actors[r.IntN(len(actors))]})
		}
	}
	return out
}

func measured(t *testing.T, rows []loggen.Row, b *kpi.Binding, period *kpi.Period) *kpi.Result {
	t.Helper()
	var text bytes.Buffer
	require.NoError(t, loggen.CSV(&text, rows, ',', time.RFC3339))
	log := eventlog.Log{Name: "log", Open: func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(text.Bytes())), nil }}
	r, _, err := kpi.Measure([]eventlog.Log{log}, b, period)
	require.NoError(t, err)
	return r
}

func binding(t *testing.T) *kpi.Binding {
	b, err := kpi.Bind(nil, nil)
	require.NoError(t, err)
	b.Spec.Columns = eventlog.Columns{
		Case: "number", Time: "updated_at", Activity: "activity", State: "status", Group: "assignment_group", Actor: "updated_by", Priority: "priority", TieBreak: "update_no",
	}
	b.Queued, b.Accepted, b.Failed, b.Stop, b.Systems = queued, accepted, failed, stop, []string{"svc_*"}
	return b
}

func TestAgainstTheOracle(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for round := range 150 {
		rows := random(r)
		want := oracle(slices.Clone(rows), func(g string) string { return g })
		shuffled := slices.Clone(rows)
		r.Shuffle(len(shuffled), func(i, j int) { shuffled[i], shuffled[j] = shuffled[j], shuffled[i] })
		for name, log := range map[string][]loggen.Row{"case": rows, "time": loggen.ByTime(rows), "": shuffled} {
			b := binding(t)
			b.Spec.Order = name
			got := measured(t, log, b, nil)
			f := got.All
			have := figures{
				f.Cases, got.Log.Open, f.Handoffs, f.Passed, f.Handbacks, f.HandbackCases, f.PingPong, f.Reassignments, f.Unaccepted, f.Automated, f.ActorsKnown, f.Failed, nil, nil, nil,
			}
			plain := want
			plain.lead, plain.wait, plain.touch = nil, nil, nil
			require.Equal(t, plain, have, "round %d, order %q", round, name)
			for _, c := range []struct {
				list []float64
				got  kpi.Summary
			}{{want.lead, f.Lead}, {want.wait, f.Wait}, {want.touch, f.Touch}} {
				require.Equal(t, len(c.list), c.got.N)
				require.InDelta(t, quantile(c.list, 0.5), c.got.Median, 1e-6)
				require.InDelta(t, quantile(c.list, 0.9), c.got.P90, 1e-6)
				sum := 0.0
				for _, x := range c.list {
					sum += x
				}
				require.InDelta(t, sum, c.got.Sum, 1e-6)
			}
			require.NotContains(t, fmt.Sprintf("%v", got), "NaN")
		}
	}
}

// What is true of any log, and of parts of it.
func TestFiguresAddUp(t *testing.T) {
	rows := loggen.Incidents(500)
	whole := measured(t, rows, binding(t), nil)
	var cases, handoffs, backs int
	for _, m := range whole.Months {
		p, err := kpi.ParsePeriod(m.Month)
		require.NoError(t, err)
		part := measured(t, rows, binding(t), p)
		assert.Equal(t, m.Figures, part.All, "a month is what its period is")
		cases, handoffs, backs = cases+m.Cases, handoffs+m.Handoffs, backs+m.Handbacks
	}
	assert.Equal(t, []int{whole.All.Cases, whole.All.Handoffs, whole.All.Handbacks}, []int{cases, handoffs, backs})
	handoffs, backs = 0, 0
	lost := 0.0
	for _, p := range whole.Pairs {
		handoffs, backs = handoffs+p.Handoffs, backs+p.Handbacks
		assert.NotEqual(t, p.From, p.To)
	}
	for _, row := range whole.Backlog {
		lost += row.Share
	}
	assert.Equal(t, []int{whole.All.Handoffs, whole.All.Handbacks}, []int{handoffs, backs}, "pairs add up to the whole")
	assert.InDelta(t, 1, lost, 1e-9)
}

// People are numbered, unless somebody asks for their names.
func TestPeopleAreNotNamed(t *testing.T) {
	b := binding(t)
	b.By = "actor"
	rows := loggen.Incidents(50)
	text := fmt.Sprintf("%+v", measured(t, rows, b, nil))
	assert.NotContains(t, text, "agent0")
	assert.NotContains(t, text, "resolver0")
	assert.Contains(t, text, "person 1")
	assert.Contains(t, text, "svc_itsm")
	b.NamePeople = true
	assert.Contains(t, fmt.Sprintf("%+v", measured(t, rows, b, nil)), "agent0")
}
