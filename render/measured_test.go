package render

import (
	"bytes"
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"handoff/graph/kpi"
)

func measuredExample(months int) *kpi.Result {
	times := func(n int, median float64) kpi.Summary {
		spread := make([]int, len(kpi.SpreadBounds)+1)
		spread[3], spread[5] = n/2, n-n/2
		return kpi.Summary{N: n, Median: median, Mean: 2 * median, P90: 3 * median, Max: 5 * median, Sum: 2 * median * float64(n), Spread: spread}
	}
	r := &kpi.Result{Log: kpi.Log{Cases: 120, Events: 900, Open: 1, First: time.Date(2026, 1, 5, 0, 0, 0, 0, time.UTC), Last: time.Date(2026, 9, 5, 0, 0, 0, 0, time.UTC)}}
	r.All = kpi.Figures{Cases: 120, Handoffs: 300, Lead: times(119, 90000), Wait: times(290, 4000), Touch: times(300, 2500)}
	for k := range months {
		r.Months = append(r.Months, kpi.Month{Month: fmt.Sprintf("%d-%02d", 2025+k/12, k%12+1), Figures: kpi.Figures{Cases: 10 + k*k*1000, Handoffs: 30, Handbacks: k, Lead: times(10, float64(90000*(k+1))), Wait: times(30, float64(400*k))}})
	}
	for k := range 14 {
		title := "A handoff with a title that is a little longer than others are " + strings.Repeat("and longer ", k)
		f := kpi.Figures{Address: fmt.Sprintf("interface.i%d", k), Title: title, Cases: 30, Handoffs: 10 * (k + 1), Wait: times(2*k+1, 3000), Promises: []kpi.Promise{
			{Promise: "acknowledge", Priority: "P1", Kept: 2*k + 1, Missed: 20 - k}, {Promise: "acknowledge", Priority: "P2", Kept: 100}, {Promise: "complete", Kept: 300, Missed: 1},
		}}
		r.Interfaces = append(r.Interfaces, f)
		r.Backlog = append(r.Backlog, kpi.Improvement{Address: f.Address, From: "team.a", To: "team.b", Measure: "queue"})
	}
	return r
}

func TestDashboard(t *testing.T) {
	for _, months := range []int{0, 1, 2, 12, 30} {
		v := Dashboard(nil, measuredExample(months))
		d, err := Draw(context.Background(), v, nil)
		require.NoError(t, err)
		assert.Empty(t, d.Violations(), "%d months", months)
	}
	v := Dashboard(nil, measuredExample(30))
	text := v.Text()
	assert.Contains(t, text, "Lead time of the cases (half within 1d 1h, nine in ten within 3d 3h; n = 119): 1h to 4h 59, 4h to 1d 0, 1d to 3d 60.")
	assert.Contains(t, text, "Months: the last 12 of 30.")
	assert.Contains(t, text, "Waits: the 9 handoffs that cost most; 5 others cost less.")
	assert.Contains(t, text, "(taken up in time): P1 4%, missed more often than kept, P2 100%.")

	for _, f := range Formats {
		var b bytes.Buffer
		err := f.Write(context.Background(), &b, v, Options{})
		if f.Name == "dot" || f.Name == "mermaid" || f.Name == "d2" {
			assert.ErrorContains(t, err, "made of charts", f.Name)
		} else {
			assert.NoError(t, err, f.Name)
			assert.NotEmpty(t, b.Bytes())
		}
	}
}

func TestDashboardOfNothing(t *testing.T) {
	v := Dashboard(nil, &kpi.Result{})
	d, err := Draw(context.Background(), v, nil)
	require.NoError(t, err)
	assert.Empty(t, d.Violations())
}

func TestMeasuredFilm(t *testing.T) {
	f := MeasuredFilm(measuredExample(1))
	assert.InDelta(t, thickest, f.Lines["interface.i13"], 0.05)
	assert.Less(t, f.Lines["interface.i0"], f.Lines["interface.i5"])
	assert.Equal(t, ToneGood, f.Tones["interface.i0"])
	mark := f.Marks["interface.i0"][0]
	assert.Equal(t, MarkKept, mark.Shape)
	assert.Equal(t, "95 %", mark.Text, "401 of 422 is less than 95.1, and no better is claimed")
	assert.Contains(t, mark.Full, "401 of 422 promises kept")

	few := &kpi.Result{Interfaces: []kpi.Figures{{Address: "interface.a", Title: "A", Handoffs: 3, Promises: []kpi.Promise{{Kept: 1, Missed: 2}}}, {Address: "interface.b", Title: "B", Handoffs: 1, Touch: kpi.Summary{N: 1, Median: 7200}}}}
	f = MeasuredFilm(few)
	assert.Equal(t, Mark{Shape: MarkBroken, Text: "1 of 3", Rank: 1<<20 + 666, Full: "A: 3 handoffs; 1 of 3 promises kept"}, f.Marks["interface.a"][0])
	assert.Equal(t, MarkWaited, f.Marks["interface.b"][0].Shape)
	assert.Equal(t, "2h", f.Marks["interface.b"][0].Text)
}
