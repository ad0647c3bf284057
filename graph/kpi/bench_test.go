package kpi_test

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"encoding/xml"
	"io"
	"sync"
	"testing"
	"time"

	"handoff/graph/kpi"
	"handoff/graph/kpi/eventlog"
	"handoff/graph/kpi/loggen"
)

// One log of about a million events (go test -short: a tenth), and beside each measurement the floor: the standard library's reader going
// over the same bytes and doing nothing with them.

var bigLog = sync.OnceValue(func() []loggen.Row {
	n := 115_000
	if testing.Short() {
		n /= 10
	}
	return loggen.Incidents(n)
})

func written(write func(io.Writer, []loggen.Row) error, rows []loggen.Row) []byte {
	var b bytes.Buffer
	if err := write(&b, rows); err != nil {
		panic(err)
	}
	return b.Bytes()
}

var bigCSV = sync.OnceValue(func() []byte {
	return written(func(w io.Writer, rows []loggen.Row) error { return loggen.CSV(w, rows, ',', time.DateTime) }, bigLog())
})

var bigCSVByTime = sync.OnceValue(func() []byte {
	return written(func(w io.Writer, rows []loggen.Row) error { return loggen.CSV(w, rows, ',', time.DateTime) }, loggen.ByTime(bigLog()))
})

// XES is five times as long, and the standard library ten times as slow on it: a tenth will do.
var bigXES = sync.OnceValue(func() []byte { return written(loggen.XES, bigLog()[:len(bigLog())/10]) })

var bigJSONL = sync.OnceValue(func() []byte { return written(loggen.JSONL, bigLog()) })
var bigOCEL = sync.OnceValue(func() []byte { return written(loggen.OCEL, bigLog()[:len(bigLog())/4]) })

func measureBytes(b *testing.B, text []byte, order string, columns eventlog.Columns) {
	binding, err := kpi.Bind(nil, nil)
	if err != nil {
		b.Fatal(err)
	}
	binding.Spec.Columns, binding.Spec.Order = columns, order
	binding.Queued, binding.Accepted, binding.Stop, binding.Systems = queued, accepted, stop, []string{"svc_*"}
	b.SetBytes(int64(len(text)))
	events := 0
	for b.Loop() {
		log := eventlog.Log{Name: "log", Open: func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(text)), nil }}
		r, _, err := kpi.Measure([]eventlog.Log{log}, binding, nil)
		if err != nil {
			b.Fatal(err)
		}
		events = r.Log.Events
	}
	b.ReportMetric(float64(events)*float64(b.N)/b.Elapsed().Seconds()/1e6, "Mevents/s")
}

var csvColumns = eventlog.Columns{
	Case: "number", Time: "updated_at", Activity: "activity", State: "status", Group: "assignment_group", Actor: "updated_by", Priority: "priority", TieBreak: "update_no",
}

func BenchmarkCSVByCase(b *testing.B)     { measureBytes(b, bigCSV(), "case", csvColumns) }
func BenchmarkCSVByTime(b *testing.B)     { measureBytes(b, bigCSVByTime(), "time", csvColumns) }
func BenchmarkCSVInAnyOrder(b *testing.B) { measureBytes(b, bigCSVByTime(), "", csvColumns) }
func BenchmarkJSONL(b *testing.B)         { measureBytes(b, bigJSONL(), "case", csvColumns) }
func BenchmarkOCEL(b *testing.B) {
	measureBytes(b, bigOCEL(), "time", eventlog.Columns{Case: "incident", State: "lifecycle:transition", Group: "org:group", Actor: "org:resource", Priority: "priority", TieBreak: "update_no"})
}

// The floor of JSON is to know that it is some: json.Valid, a line or the whole file at once.
func BenchmarkFloorJSONL(b *testing.B) {
	b.SetBytes(int64(len(bigJSONL())))
	for b.Loop() {
		for line := range bytes.Lines(bigJSONL()) {
			if !json.Valid(line) {
				b.Fatal("no JSON")
			}
		}
	}
}

func BenchmarkFloorOCEL(b *testing.B) {
	b.SetBytes(int64(len(bigOCEL())))
	for b.Loop() {
		if !json.Valid(bigOCEL()) {
			b.Fatal("no JSON")
		}
	}
}

func BenchmarkXES(b *testing.B) {
	measureBytes(b, bigXES(), "", eventlog.Columns{Priority: "priority"})
}

func BenchmarkFloorCSV(b *testing.B) {
	b.SetBytes(int64(len(bigCSV())))
	for b.Loop() {
		r := csv.NewReader(bytes.NewReader(bigCSV()))
		r.ReuseRecord = true
		for {
			if _, err := r.Read(); err == io.EOF {
				break
			} else if err != nil {
				b.Fatal(err)
			}
		}
	}
	b.ReportMetric(float64(len(bigLog()))*float64(b.N)/b.Elapsed().Seconds()/1e6, "Mevents/s")
}

func BenchmarkFloorXES(b *testing.B) {
	b.SetBytes(int64(len(bigXES())))
	for b.Loop() {
		d := xml.NewDecoder(bytes.NewReader(bigXES()))
		for {
			if _, err := d.RawToken(); err == io.EOF {
				break
			} else if err != nil {
				b.Fatal(err)
			}
		}
	}
	b.ReportMetric(float64(len(bigLog())/10)*float64(b.N)/b.Elapsed().Seconds()/1e6, "Mevents/s")
}
