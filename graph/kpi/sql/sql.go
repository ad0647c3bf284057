// Package sql writes the figures of package kpi as one SQL query over the table in a warehouse that holds an event log, so that the engine
// which is there already does the work. It is plain SQL: what the map says (which word of the log is which role, what was promised, when a
// calendar is open) stands in the query as tables; nothing is installed, and nothing is written.
//
// The query returns one row a figure:
//
//	scope     what the figure is of: log, month, pair, interface, process, service
//	subject   which one: a month, an address, a word of the log; of a pair, who had the case before
//	receiver  of a pair, who had it after; else empty
//	figure    such as lead_time; with the names of package kpi's Result
//	priority  of promises that are told by priority
//	statistic n, median, mean, p90, max, sum of times (in seconds); count of all else
//	value     a number
//
// Figures that are nought may be missing. Tests run it on PostgreSQL and DuckDB and hold every figure against package kpi's own.
package sql

import (
	"errors"
	"fmt"
	"strings"
	"time"

	"handoff/graph"
	"handoff/graph/kpi"
	"handoff/lang/calendar"
	"handoff/lang/lazyregexp"
)

// Options say what the map does not.
type Options struct {
	Dialect Dialect
	Table   string // as the query is to name it: "events", or "warehouse.itsm.events"
	// From and To bound the open hours that are written down, where a promise has a calendar. Both are dates at midnight UTC.
	From, To time.Time
	Period   *kpi.Period
}

// tableName is what a name in a query may look like, so that it can be nothing else.
var tableName = lazyregexp.New("^[`\"]?[\\pL_][\\pL\\pN_$]*(-[\\pL\\pN_$]+)*[`\"]?([.][`\"]?[\\pL_][\\pL\\pN_$]*(-[\\pL\\pN_$]+)*[`\"]?)*$")

// Columns of the query's result.
var Columns = []string{"scope", "subject", "receiver", "figure", "priority", "statistic", "value"}

// ErrYears says that a promise has a calendar, and Options do not say for which time its open hours are wanted.
var ErrYears = errors.New("a promise counts in the open hours of a calendar, and SQL needs them written down: say for which years")

// Write returns the query. An error says which column or promise has no counterpart in SQL; ErrYears is one of them.
func Write(b *kpi.Binding, o Options) (string, error) {
	c := b.Spec.Columns
	for _, need := range []struct{ name, is string }{{"case", c.Case}, {"time", c.Time}} {
		if need.is == "" {
			return "", fmt.Errorf("the source does not say which column of the table holds the %s of an event; write it in the columns block of a source in handoff.hcl", need.name)
		}
	}
	if b.Spec.Layout != "" && strings.HasPrefix(b.Spec.Layout, "unix") {
		return "", errors.New("the query reads a column of type timestamp, and time_layout says that it holds numbers; offer a view that converts them")
	}
	if !tableName.MatchString(o.Table) {
		return "", fmt.Errorf("%q is not the name of a table; write one such as events, or warehouse.itsm.events", o.Table)
	}
	q := &query{Binding: b, Options: o, d: o.Dialect, tables: b.Tables()}
	q.read()
	if err := q.calendars(); err != nil {
		return "", err
	}
	q.constants()
	q.events()
	q.cases()
	q.handoffs()
	q.promises()
	q.samples()
	q.figures()
	return q.String(), nil
}

// query is one being written.
type query struct {
	*kpi.Binding
	Options
	d      Dialect
	tables kpi.Tables
	clocks []clock
	ctes   []string
}

// clock is a calendar in use, by its number in the query: from 1. Number 0 is time that simply elapses.
type clock struct {
	address string
	*calendar.Calendar
}

// String puts the query together.
func (q *query) String() string {
	var b strings.Builder
	b.WriteString(q.preface())
	b.WriteString("WITH\n")
	b.WriteString(strings.Join(q.ctes, ",\n"))
	b.WriteString("\nSELECT scope, subject, receiver, figure, priority, statistic, value\nFROM result\nORDER BY scope, subject, receiver, figure, priority, statistic\n")
	return b.String()
}

// preface says what the query takes for granted.
func (q *query) preface() string {
	var lines []string
	say := func(format string, args ...any) { lines = append(lines, "-- "+fmt.Sprintf(format, args...)) }
	say("Figures of handoffs, as handoff measure works them out, for %s.", q.d.Doc)
	if q.Name != "" {
		say("Source: %s.", oneLine(q.Name))
	}
	if q.Spec.Columns.TieBreak == "" {
		say("The source names no tie_break column: events of one case at the same instant are put in the order of their words.")
	}
	for _, column := range q.Spec.Links {
		say("Left out: handoffs to another case, which %s names; handoff measure counts them for their interface.", oneLine(column))
	}
	if len(q.clocks) > 0 {
		say("Open hours are written down from %s to %s; the figure outside_calendars counts events before or after.", q.From.Format(time.DateOnly), q.To.Format(time.DateOnly))
	}
	return strings.Join(lines, "\n") + "\n"
}

func oneLine(text string) string { return strings.Join(strings.Fields(text), " ") }

// with adds a table to the query.
func (q *query) with(name, body string) {
	q.ctes = append(q.ctes, name+" AS (\n  "+strings.TrimSpace(body)+"\n)")
}

// column is a column of a literal table: its name, and its type ("" for text).
type column struct{ name, kind string }

// literal adds a table of literal rows. Cells are expressions.
func (q *query) literal(name string, columns []column, rows [][]string) {
	names := make([]string, len(columns))
	picks := make([]string, len(columns))
	for k, c := range columns {
		kind := c.kind
		if kind == "" {
			kind = q.d.Text
		}
		names[k] = c.name
		picks[k] = fmt.Sprintf("CAST(%s AS %s) AS %s", c.name, kind, c.name)
	}
	if len(rows) == 0 {
		for k, c := range columns {
			picks[k] = strings.Replace(picks[k], "CAST("+c.name, "CAST(NULL", 1)
		}
		q.with(name, "SELECT "+strings.Join(picks, ", ")+" FROM (SELECT 1 AS one) AS nothing WHERE one = 0")
		return
	}
	joined := make([]string, len(rows))
	for k, r := range rows {
		joined[k] = strings.Join(r, separator)
	}
	q.with(name, "SELECT "+strings.Join(picks, ", ")+" FROM "+q.d.rows(names, joined))
}

func (q *query) text(s string) string { return q.d.literal(strings.ReplaceAll(s, "\x00", "")) }

// among is 1 where one of the expressions is one of the words.
func (q *query) among(words []string, expressions ...string) string {
	if len(words) == 0 {
		return "0"
	}
	list := make([]string, len(words))
	for k, w := range words {
		list[k] = q.text(w)
	}
	var tests []string
	for _, e := range expressions {
		tests = append(tests, e+" IN ("+strings.Join(list, ", ")+")")
	}
	return "CASE WHEN " + strings.Join(tests, " OR ") + " THEN 1 ELSE 0 END"
}

// whole rounds microseconds down to seconds.
func (q *query) whole(micros string) string {
	return "CAST(floor(" + micros + " / 1e6) AS " + q.d.Whole + ")"
}

// part is microseconds as seconds with a fraction.
func (q *query) part(micros string) string {
	return "CAST(" + micros + " AS " + q.d.Number + ") / 1e6"
}

// constants are the tables of the map.
func (q *query) constants() {
	named := func(name, a, b string, list []kpi.Named) {
		var rows [][]string
		for _, n := range list {
			rows = append(rows, []string{q.text(n.Name), q.text(n.Is)})
		}
		q.literal(name, []column{{name: a}, {name: b}}, rows)
	}
	named("group_words", "word", "party", q.tables.Groups)
	named("step_words", "word", "step", q.tables.Steps)
	named("step_processes", "step", "process", q.tables.Processes)
	named("priority_words", "word", "means", q.tables.Priorities)
	named("answers", "interface", "request", q.tables.Answers)
	var ways [][]string
	for _, w := range q.tables.Ways {
		ways = append(ways, []string{q.text(w.From), q.text(w.To), q.text(w.Interface)})
	}
	q.literal("ways", []column{{name: "sender"}, {name: "receiver"}, {name: "interface"}}, ways)
	var hours [][]string
	for _, h := range q.tables.Hours {
		hours = append(hours, []string{q.text(h.Address), fmt.Sprint(q.number(h.Calendar.Value))})
	}
	q.literal("hours", []column{{name: "address"}, {"clock", q.d.Whole}}, hours)
	var limits [][]string
	for _, l := range q.tables.Limits {
		limit, number := "NULL", 0
		if l.Promise.Stated() {
			if l.Promise.Calendar != nil {
				number = q.number(l.Promise.Calendar.Value)
			}
			length, _ := q.length(l.Promise) // calendars has looked at it
			limit = fmt.Sprint(int64(length / time.Second))
		}
		limits = append(limits, []string{
			q.text(l.Address), q.text(promiseName(l.Complete)), q.text(l.Priority), bit(l.Default), bit(l.ByPriority), limit, fmt.Sprint(number),
		})
	}
	q.literal("limits", []column{{name: "address"}, {name: "promise"}, {name: "priority"}, {"fallback", q.d.Whole}, {"by_priority", q.d.Whole}, {"seconds", q.d.Whole}, {"clock", q.d.Whole}}, limits)
}

func bit(b bool) string {
	if b {
		return "1"
	}
	return "0"
}

func promiseName(complete bool) string {
	if complete {
		return "complete"
	}
	return "acknowledge"
}

// length is a promise in open seconds.
func (q *query) length(p graph.Promise) (time.Duration, bool) {
	if p.Calendar == nil {
		return p.Duration.Value.Elapsed()
	}
	cal := p.Calendar.Value
	d, ok := cal.Length(p.Duration.Value)
	days := p.Duration.Value.Days + p.Duration.Value.Weeks
	return d, ok && (days == 0 || cal.Additive())
}
