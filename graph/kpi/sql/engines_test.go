package sql_test

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"io"
	"math"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"handoff/graph"
	"handoff/graph/kpi"
	"handoff/graph/kpi/eventlog"
	"handoff/graph/kpi/sql"
	"handoff/lang"
)

// organisation is a map in which everything that the SQL has to know about occurs: calendars with holidays and changes of clocks, promises by
// priority and without, requests and their answers.
const organisation = `
calendar "office" {
  timezone = "Europe/Zurich"
  window {
    days  = ["mon", "tue", "wed", "thu", "fri"]
    hours = "08:00-17:30"
  }
  holidays = ["2026-03-19", "2026-04-03"]
}
role "agent" { team = team.desk }
role "analyst" { team = team.problem }
role "builder" { team = team.change }
team "desk" {}
team "problem" {}
team "change" {}
artifact "ticket" {
  field "priority" { type = enum("P1", "P2") }
}
service "whole" {
  flow = [interface.escalate, interface.repair]
  sla {
    complete = "30d"
    calendar = calendar.office
  }
}
process "incident" {
  owner = role.agent
  team  = team.desk
  input "answer" { artifact = artifact.ticket }
  output "trouble" { artifact = artifact.ticket }
  sla {
    per = priority
    target "P1" {
      complete = "6h"
      calendar = calendar.always
    }
    target "P2" { complete = "1d" }
    calendar = calendar.office
  }
  step "record" { by = role.agent }
  step "work" { by = role.agent }
}
process "problem" {
  owner = role.analyst
  team  = team.problem
  input "trouble" { artifact = artifact.ticket }
  output "answer" { artifact = artifact.ticket }
  output "fix" { artifact = artifact.ticket }
  step "analyse" { by = role.analyst }
}
process "change" {
  owner = role.builder
  team  = team.change
  input "fix" { artifact = artifact.ticket }
  sla { complete = "90m" }
  step "build" { by = role.builder }
}
interface "escalate" {
  from = process.incident.output.trouble
  to   = process.problem.input.trouble
  sla {
    acknowledge = "2h"
    complete    = "2d"
    calendar    = calendar.office
  }
}
interface "explain" {
  from    = process.problem.output.answer
  to      = process.incident.input.answer
  answers = interface.escalate
}
interface "repair" {
  from = process.problem.output.fix
  to   = process.change.input.fix
  sla {
    per = priority
    acknowledge = "45m"
    target "P1" { acknowledge = "10m" }
    complete = "8h"
  }
}
`

const columns = `
  columns {
    case      = "ticket"
    time      = "at"
    activity  = "did"
    state     = "state"
    group     = "assigned to"
    actor     = "who"
    priority  = "prio"
    tie_break = "seq"
  }
  null = ["-", "n/a"]
  groups = {
    "Desk" = team.desk
    "L2"   = team.problem
    "L2b"  = role.analyst
    "Dev's" = team.change
  }
  priorities = { "1" = "P1", "2" = "P2" }
  systems    = ["svc_*", "100%"]
  paused     = ["pending"]
  failed     = ["rejected"]
`

// sources are ways to read the same log.
var sources = map[string]string{
	"plain":  columns,
	"queues": columns + "queued = [\"new\"]\n accepted = [\"working\"]\n stop = [\"closed\"]\n of = process.incident\n",
	"steps":  columns + "steps = { \"open\" = process.incident.step.record, \"work\" = process.incident.step.work, \"analyse\" = process.problem.step.analyse, \"build\" = process.change.step.build }\n by = \"process\"\n start = [\"working\"]\n stop = [\"closed\"]\n of = service.whole\n",
	"actors": columns + "by = \"actor\"\n steps = { \"open\" = process.incident.step.record, \"analyse\" = process.problem.step.analyse }\n",
}

func binding(t *testing.T, source string) *kpi.Binding {
	t.Helper()
	m := lang.Load(fstest.MapFS{
		"a.handoff.hcl": {Data: []byte(organisation)},
		"handoff.hcl":   {Data: []byte("source \"tickets\" {\n" + sources[source] + "}\n")},
	}, lang.Options{})
	for _, f := range m.Findings {
		t.Log(f.Range.File, f.Range.Start.Line, f.Summary, f.Detail)
	}
	require.Empty(t, m.Findings)
	b, err := kpi.Bind(graph.Build(m), m.Settings.Sources[0])
	require.NoError(t, err)
	return b
}

// log makes a log at random: cases wander between groups, wait, stand still, come back, and some never end.
func log(seed uint64, cases int) [][]string {
	r := rand.New(rand.NewPCG(seed, 7))
	pick := func(words ...string) string { return words[r.IntN(len(words))] }
	rows := [][]string{{"ticket", "at", "did", "state", "assigned to", "who", "prio", "seq"}}
	begin := time.Date(2026, 3, 2, 6, 0, 0, 0, time.UTC)
	seq := 0
	for c := range cases {
		at := begin.Add(time.Duration(r.IntN(45*24*60)) * time.Minute)
		prio := pick("1", "2", "3", "")
		for range 1 + r.IntN(12) {
			seq++
			rows = append(rows, []string{
				fmt.Sprintf("T%03d", c), at.Format("2006-01-02 15:04:05.999999"),
				pick("open", "work", "analyse", "build", "mail", "-"), pick("new", "working", "pending", "pending", "rejected", "", "done"),
				pick("Desk", "L2", "L2b", "Dev's", "Vendor", "n/a", ""), pick("ann", "bob", "svc_sync", "100%", "100x", ""), pick(prio, prio, ""), strconv.Itoa(seq),
			})
			switch r.IntN(5) {
			case 0: // at the same instant
			case 1:
				at = at.Add(time.Duration(r.IntN(5)) * 24 * time.Hour)
			case 2:
				at = at.Add(time.Duration(r.IntN(3e6)) * time.Microsecond)
			default:
				at = at.Add(time.Duration(r.IntN(600)) * time.Minute)
			}
		}
		if r.IntN(4) > 0 {
			seq++
			rows = append(rows, []string{fmt.Sprintf("T%03d", c), at.Format("2006-01-02 15:04:05.999999"), "mail", "closed", pick("Desk", "L2", ""), "ann", "", strconv.Itoa(seq)})
		}
	}
	tail := rows[1:]
	r.Shuffle(len(tail), func(i, k int) { tail[i], tail[k] = tail[k], tail[i] })
	return rows
}

// key names a figure.
type key [6]string

// ours are the figures of package kpi under the names that the query gives them.
func ours(r *kpi.Result) map[key]float64 {
	out := map[key]float64{}
	add := func(scope, subject, receiver string, f kpi.Figures) {
		for name, n := range map[string]int{
			"cases": f.Cases, "passed": f.Passed, "handoffs": f.Handoffs, "unaccepted": f.Unaccepted, "handbacks": f.Handbacks, "handback_cases": f.HandbackCases,
			"ping_pong_cases": f.PingPong, "reassignments": f.Reassignments, "automated": f.Automated, "actors_known": f.ActorsKnown, "failed": f.Failed, "answers": f.Answers,
		} {
			out[key{scope, subject, receiver, name, "", "count"}] = float64(n)
		}
		times := func(name, priority string, s kpi.Summary) {
			for statistic, x := range map[string]float64{"n": float64(s.N), "median": s.Median, "mean": s.Mean, "p90": s.P90, "max": s.Max, "sum": s.Sum} {
				out[key{scope, subject, receiver, name, priority, statistic}] = x
			}
		}
		times("lead_time", "", f.Lead)
		times("lead_time_open_hours", "", f.LeadOpen)
		times("handoff_wait", "", f.Wait)
		times("handoff_wait_open_hours", "", f.WaitOpen)
		times("touch_wait", "", f.Touch)
		for _, p := range f.Promises {
			for name, n := range map[string]int{"kept": p.Kept, "missed": p.Missed, "open_missed": p.Late, "pending": p.Pending} {
				out[key{scope, subject, receiver, p.Promise + "_" + name, p.Priority, "count"}] = float64(n)
			}
			times(p.Promise+"_time", p.Priority, p.Open)
		}
	}
	add("log", "", "", r.All)
	out[key{"log", "", "", "open", "", "count"}] = float64(r.Log.Open)
	out[key{"log", "", "", "events", "", "count"}] = float64(r.Log.Events)
	for _, m := range r.Months {
		add("month", m.Month, "", m.Figures)
	}
	for _, p := range r.Pairs {
		add("pair", p.From, p.To, p.Figures)
	}
	for scope, list := range map[string][]kpi.Figures{"interface": r.Interfaces, "process": r.Processes, "service": r.Services} {
		for _, f := range list {
			add(scope, f.Address, "", f)
		}
	}
	return out
}

// engine runs a query over a CSV file and returns what it printed, as CSV.
type engine func(t *testing.T, table, query string) []byte

// engines are those at hand. HANDOFF_POSTGRES is a connection for psql, HANDOFF_DUCKDB a command that takes a CSV file and a file with a query.
func engines(t *testing.T) map[string]engine {
	t.Helper()
	list := map[string]engine{}
	if connection := os.Getenv("HANDOFF_POSTGRES"); connection != "" {
		list["postgres"] = func(t *testing.T, table, query string) []byte {
			script := `CREATE TEMP TABLE the_log (ticket text, at timestamp, did text, state text, "assigned to" text, who text, prio text, seq bigint);` + "\n" +
				`\copy the_log FROM '` + table + `' WITH (FORMAT csv, HEADER true)` + "\n" + query + ";\n"
			return output(t, exec.Command("psql", "-X", "-q", "-v", "ON_ERROR_STOP=1", "--csv", "-d", connection), script)
		}
	}
	if program := os.Getenv("HANDOFF_DUCKDB"); program != "" {
		list["duckdb"] = func(t *testing.T, table, query string) []byte {
			file := filepath.Join(t.TempDir(), "query.sql")
			require.NoError(t, os.WriteFile(file, []byte(query), 0o666))
			words := strings.Fields(program)
			return output(t, exec.Command(words[0], append(words[1:], table, file)...), "")
		}
	}
	return list
}

func output(t *testing.T, cmd *exec.Cmd, in string) []byte {
	t.Helper()
	var said bytes.Buffer
	cmd.Stdin, cmd.Stderr = strings.NewReader(in), &said
	out, err := cmd.Output()
	require.NoError(t, err, "%s", said.String())
	return out
}

// Every figure that the query returns is the one that package kpi works out, and none is missing.
func TestEnginesAgree(t *testing.T) {
	list := engines(t)
	if len(list) == 0 {
		t.Skip("HANDOFF_POSTGRES and HANDOFF_DUCKDB name no engine")
	}
	periods := []*kpi.Period{nil, {From: time.Date(2026, 3, 1, 0, 0, 0, 0, time.UTC), To: time.Date(2026, 4, 1, 0, 0, 0, 0, time.UTC)}}
	for name, run := range list {
		dialect, ok := sql.DialectNamed(name)
		require.True(t, ok)
		for source := range sources {
			for seed := range uint64(3) {
				t.Run(fmt.Sprintf("%s/%s/%d", name, source, seed), func(t *testing.T) {
					table := filepath.Join(t.TempDir(), "log.csv")
					var text bytes.Buffer
					require.NoError(t, csv.NewWriter(&text).WriteAll(log(seed, 60)))
					require.NoError(t, os.WriteFile(table, text.Bytes(), 0o666))
					b := binding(t, source)
					b.NamePeople = true // the numbers of people depend on the order of the log, which a table does not have
					period := periods[seed%2]
					result, _, err := kpi.Measure([]eventlog.Log{{Name: "log.csv", Open: func() (io.ReadCloser, error) { return os.Open(table) }}}, b, period)
					require.NoError(t, err)
					query, err := sql.Write(b, sql.Options{
						Dialect: dialect, Table: "the_log", Period: period,
						From: time.Date(2025, 12, 1, 0, 0, 0, 0, time.UTC), To: time.Date(2026, 12, 1, 0, 0, 0, 0, time.UTC),
					})
					require.NoError(t, err)
					compare(t, ours(result), run(t, table, query))
				})
			}
		}
	}
}

func compare(t *testing.T, want map[key]float64, printed []byte) {
	t.Helper()
	rows, err := csv.NewReader(bytes.NewReader(printed)).ReadAll()
	require.NoError(t, err)
	require.Greater(t, len(rows), 100)
	require.Equal(t, sql.Columns, rows[0])
	got := map[key]float64{}
	for _, row := range rows[1:] {
		x, err := strconv.ParseFloat(row[6], 64)
		require.NoError(t, err)
		k := key(row[:6])
		_, twice := got[k]
		require.False(t, twice, "%v is there twice", k)
		got[k] = x
	}
	var names []key
	for k := range want {
		names = append(names, k)
	}
	for k := range got {
		if _, ok := want[k]; !ok && k[3] != "outside_calendars" {
			names = append(names, k)
		}
	}
	slices.SortFunc(names, func(a, b key) int { return slices.Compare(a[:], b[:]) })
	for _, k := range names {
		if math.Abs(want[k]-got[k]) > 1e-6*max(1, math.Abs(want[k])) {
			t.Errorf("%v: %g here, %g there", k, want[k], got[k])
		}
	}
	assert.Zero(t, got[key{"log", "", "", "outside_calendars", "", "count"}])
	t.Logf("%d figures held against each other", len(names))
}
