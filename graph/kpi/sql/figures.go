package sql

import (
	"fmt"
	"strings"
)

// From cases and handoffs to figures: promises held or broken, samples of times, counts, and what they come to.

// promises holds every run against what was promised. A pause moves the time at which a promise is due on by the open hours of the pause, if
// it begins before; the pauses before it have moved it already, which is what the running sum is for.
func (q *query) promises() {
	sent, ends := "touched_at", "CASE WHEN next_at IS NOT NULL THEN next_at WHEN stop_at IS NULL THEN NULL WHEN stop_at > first_at THEN stop_at ELSE first_at END"
	taken, where := "first_at", ""
	if len(q.Queued) > 0 && len(q.Accepted) > 0 { // what never was taken up waited until it was over
		sent, taken, where = "first_at", "coalesce(accepted_at, "+ends+")", " AND queued = 1"
	}
	handed := func(promise, to, where string) string {
		return fmt.Sprintf(`SELECT case_id, interface AS address, 'interface' AS scope, '%s' AS promise, priority_name AS priority, %s AS from_at, %s AS to_at, CASE WHEN %s IS NULL THEN 0 ELSE 1 END AS done
  FROM handoffs WHERE interface IS NOT NULL%s`, promise, sent, to, to, where)
	}
	runs := []string{handed("acknowledge", taken, where), handed("complete", ends, "")}
	of := ""
	if q.Of != nil {
		of = q.Of.Common().Address()
		runs = append(runs, fmt.Sprintf(`SELECT case_id, %s, %s, 'complete', priority, start_at, stop_at, CASE WHEN stop_at IS NULL THEN 0 ELSE 1 END
  FROM counted_cases WHERE start_at IS NOT NULL`, q.text(of), q.text(q.ofScope())))
	}
	q.with("visits", fmt.Sprintf(`SELECT e.case_id, e.process, min(e.moment) AS first_at, max(e.moment) AS last_at, c.stop_at, c.priority
  FROM case_events AS e
  JOIN counted_cases AS c ON c.case_id = e.case_id
  WHERE e.process IS NOT NULL AND e.process <> %s
  GROUP BY e.case_id, e.process, c.stop_at, c.priority`, q.text(of)))
	runs = append(runs, `SELECT case_id, process, 'process', 'complete', priority, first_at, last_at, 1
  FROM visits WHERE stop_at IS NOT NULL`)
	q.with("runs_all", strings.Join(runs, "\n  UNION ALL\n  "))
	q.with("runs", `SELECT r.case_id, r.address, r.scope, r.promise, r.from_at, r.to_at, r.done,
    CASE WHEN d.by_priority = 1 THEN r.priority ELSE '' END AS priority,
    CASE WHEN t.address IS NULL THEN d.seconds ELSE t.seconds END AS seconds,
    CASE WHEN t.address IS NULL THEN d.clock ELSE t.clock END AS clock,
    row_number() OVER (ORDER BY r.address, r.promise, r.case_id, r.from_at, r.to_at, r.done, r.priority) AS run
  FROM runs_all AS r
  JOIN limits AS d ON d.address = r.address AND d.promise = r.promise AND d.fallback = 1
  LEFT JOIN limits AS t ON t.address = r.address AND t.promise = r.promise AND t.fallback = 0 AND t.priority = r.priority
  WHERE CASE WHEN t.address IS NULL THEN d.seconds ELSE t.seconds END IS NOT NULL`)

	began := q.whole("r.from_at")
	q.with("runs_due", fmt.Sprintf(`SELECT r.*, %s + r.seconds AS due_sum
  FROM runs AS r
  %s`, passed("b", began), look("b", "r.clock", began)))
	pauseFrom := q.whole("CASE WHEN p.from_at > r.from_at THEN p.from_at ELSE r.from_at END")
	pauseTo := q.whole("p.until_at")
	q.with("run_pauses", fmt.Sprintf(`SELECT r.run, r.clock, r.due_sum, p.from_at,
    CASE WHEN p.until_at IS NULL THEN %[5]d ELSE %[1]s END - %[2]s AS moves
  FROM runs_due AS r
  JOIN pauses AS p ON p.case_id = r.case_id AND (p.until_at IS NULL OR p.until_at > r.from_at)
  %[3]s
  LEFT %[4]s`, passed("z", pauseTo), passed("a", pauseFrom), look("a", "r.clock", pauseFrom), look("z", "r.clock", pauseTo), int64(future)*2))
	q.with("run_pauses_before", `SELECT p.*, coalesce(sum(moves) OVER (PARTITION BY run ORDER BY from_at ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) AS moved
  FROM run_pauses AS p`)
	q.with("run_moves", `SELECT p.run, sum(p.moves) AS moved
  FROM run_pauses_before AS p
  LEFT JOIN open_hours AS h ON h.clock = p.clock AND h.before < p.due_sum + p.moved AND p.due_sum + p.moved <= h.before + h.closes - h.opens
  WHERE h.clock IS NULL OR p.from_at < (h.opens + p.due_sum + p.moved - h.before) * 1000000
  GROUP BY p.run`)
	q.with("runs_judged", fmt.Sprintf(`SELECT r.address, r.scope, r.promise, r.priority, r.done, r.case_id, r.from_at, r.to_at, r.clock, r.run,
    CASE
      WHEN h.clock IS NULL THEN 0
      WHEN r.done = 1 AND %s > h.opens + r.due_sum + coalesce(m.moved, 0) - h.before THEN 1
      WHEN r.done = 0 AND l.moment > (h.opens + r.due_sum + coalesce(m.moved, 0) - h.before) * 1000000 THEN 1
      ELSE 0
    END AS missed
  FROM runs_due AS r
  CROSS JOIN log_end AS l
  LEFT JOIN run_moves AS m ON m.run = r.run
  LEFT JOIN open_hours AS h ON h.clock = r.clock AND h.before < r.due_sum + coalesce(m.moved, 0) AND r.due_sum + coalesce(m.moved, 0) <= h.before + h.closes - h.opens`, q.whole("r.to_at")))
}

// ofScope is the scope of what a case is one run of.
func (q *query) ofScope() string { return string(q.Of.Common().Kind) }

// samples gathers times, in seconds, one row each.
func (q *query) samples() {
	var rows []string
	add := func(scope, subject, receiver, figure, value, from string) {
		rows = append(rows, fmt.Sprintf("SELECT %s AS scope, %s AS subject, %s AS receiver, %s AS figure, '' AS priority, %s AS value FROM %s", scope, subject, receiver, figure, value, from))
	}
	lead := q.part("(stop_at - start_at)")
	add("'log'", "''", "''", "'lead_time'", lead, "counted_cases WHERE stop_at IS NOT NULL")
	add("'month'", "month", "''", "'lead_time'", lead, "counted_cases WHERE stop_at IS NOT NULL")
	if q.Of != nil {
		add(q.text(q.ofScope()), q.text(q.Of.Common().Address()), "''", "'lead_time'", lead, "counted_cases WHERE stop_at IS NOT NULL")
	}
	add("'process'", "process", "''", "'lead_time'", q.part("(last_at - first_at)"), "visits WHERE stop_at IS NOT NULL")
	touch, wait := q.part("(first_at - touched_at)"), q.part("(accepted_at - first_at)")
	for _, s := range []struct{ scope, subject, receiver, where string }{
		{"'log'", "''", "''", "1 = 1"}, {"'month'", "month", "''", "1 = 1"}, {"'pair'", "sender", "receiver", "1 = 1"}, {"'interface'", "interface", "''", "interface IS NOT NULL"},
	} {
		add(s.scope, s.subject, s.receiver, "'touch_wait'", touch, "handoffs WHERE "+s.where)
		add(s.scope, s.subject, s.receiver, "'handoff_wait'", wait, "handoffs WHERE queued = 1 AND accepted_at IS NOT NULL AND "+s.where)
	}
	q.with("timed", q.timed())
	rows = append(rows, "SELECT scope, subject, '' AS receiver, figure, priority, value FROM timed_spent")
	began, ended := q.whole("t.from_at"), q.whole("t.to_at")
	q.with("timed_pauses", fmt.Sprintf(`SELECT t.id, sum(
    CASE
      WHEN %[1]s <= %[2]s THEN 0
      WHEN t.clock = 0 THEN %[3]s
      ELSE CAST(%[4]s - %[5]s AS %[6]s)
    END) AS stood
  FROM timed AS t
  JOIN pauses AS p ON p.case_id = t.case_id AND p.from_at < t.to_at AND (p.until_at IS NULL OR p.until_at > t.from_at)
  %[7]s
  %[8]s
  GROUP BY t.id`,
		pauseEnd, pauseBegin, q.part("("+pauseEnd+" - "+pauseBegin+")"), passed("z", q.whole(pauseEnd)), passed("a", q.whole(pauseBegin)), q.d.Number,
		look("a", "t.clock", q.whole(pauseBegin)), look("z", "t.clock", q.whole(pauseEnd))))
	q.with("timed_open", fmt.Sprintf(`SELECT t.*,
    CASE WHEN t.to_at <= t.from_at THEN 0 WHEN t.clock = 0 THEN %s ELSE CAST(%s - %s AS %s) END AS spent
  FROM timed AS t
  %s
  %s`, q.part("(t.to_at - t.from_at)"), passed("z", ended), passed("a", began), q.d.Number, look("a", "t.clock", began), look("z", "t.clock", ended)))
	q.with("timed_spent", `SELECT t.scope, t.subject, t.figure, t.priority, CASE WHEN t.spent - coalesce(p.stood, 0) > 0 THEN t.spent - coalesce(p.stood, 0) ELSE 0 END AS value
  FROM timed_open AS t
  LEFT JOIN timed_pauses AS p ON p.id = t.id`)
	q.with("samples", strings.Join(rows, "\n  UNION ALL\n  "))
}

const (
	pauseBegin = "CASE WHEN p.from_at > t.from_at THEN p.from_at ELSE t.from_at END"
	pauseEnd   = "CASE WHEN p.until_at < t.to_at THEN p.until_at ELSE t.to_at END"
)

// timed are the stretches that are timed in open hours, less pauses.
func (q *query) timed() string {
	parts := []string{
		"SELECT scope, address AS subject, concat(promise, '_time') AS figure, priority, case_id, from_at, to_at, clock FROM runs_judged WHERE done = 1",
		"SELECT 'process', v.process, 'lead_time_open_hours', '', v.case_id, v.first_at, v.last_at, h.clock FROM visits AS v JOIN hours AS h ON h.address = v.process WHERE v.stop_at IS NOT NULL",
	}
	if q.Of != nil {
		parts = append(parts, fmt.Sprintf("SELECT %s, h.address, 'lead_time_open_hours', '', c.case_id, c.start_at, c.stop_at, h.clock FROM counted_cases AS c JOIN hours AS h ON h.address = %s WHERE c.stop_at IS NOT NULL",
			q.text(q.ofScope()), q.text(q.Of.Common().Address())))
	}
	if len(q.Queued) > 0 && len(q.Accepted) > 0 {
		parts = append(parts, "SELECT 'interface', f.interface, 'handoff_wait_open_hours', '', f.case_id, f.first_at, f.accepted_at, h.clock FROM handoffs AS f JOIN hours AS h ON h.address = f.interface WHERE f.queued = 1 AND f.accepted_at IS NOT NULL")
	}
	return "SELECT u.*, row_number() OVER (ORDER BY scope, subject, figure, priority, case_id, from_at, to_at, clock) AS id\n  FROM (\n    " + strings.Join(parts, "\n    UNION ALL\n    ") + "\n  ) AS u"
}

// figures puts counts and samples together.
func (q *query) figures() {
	q.with("case_handoffs", `SELECT s.case_id, count(s.hand_1) AS handoffs,
    sum(CASE WHEN s.hand = s.hand_2 THEN 1 ELSE 0 END) AS handbacks,
    max(CASE WHEN s.hand = s.hand_2 AND s.hand_1 = s.hand_3 THEN 1 ELSE 0 END) AS ping_pong
  FROM segment_neighbours AS s GROUP BY s.case_id`)
	q.with("case_reassignments", `SELECT case_id, sum(CASE WHEN grp <> before THEN 1 ELSE 0 END) AS reassigned
  FROM (SELECT case_id, grp, lag(grp) OVER (PARTITION BY case_id ORDER BY n) AS before FROM case_events WHERE grp IS NOT NULL) AS g GROUP BY case_id`)
	q.with("case_counts", `SELECT c.case_id, c.month, c.stop_at, c.failed, coalesce(h.handoffs, 0) AS handoffs, coalesce(h.handbacks, 0) AS handbacks, coalesce(h.ping_pong, 0) AS ping_pong, coalesce(r.reassigned, 0) AS reassigned
  FROM counted_cases AS c
  LEFT JOIN case_handoffs AS h ON h.case_id = c.case_id
  LEFT JOIN case_reassignments AS r ON r.case_id = c.case_id`)

	var counts []string
	count := func(scope, subject, receiver, figure, priority, sum, from string) {
		counts = append(counts, fmt.Sprintf("SELECT %s AS scope, %s AS subject, %s AS receiver, '%s' AS figure, %s AS priority, CAST(%s AS %s) AS value FROM %s", scope, subject, receiver, figure, priority, sum, q.d.Number, from))
	}
	whole := []struct{ scope, subject, group string }{{"'log'", "''", ""}, {"'month'", "month", " GROUP BY month"}}
	if q.Of != nil {
		whole = append(whole, struct{ scope, subject, group string }{q.text(q.ofScope()), q.text(q.Of.Common().Address()), ""})
	}
	for _, w := range whole {
		for _, f := range []struct{ figure, sum string }{
			{"cases", "count(*)"}, {"passed", "sum(CASE WHEN handoffs > 0 THEN 1 ELSE 0 END)"}, {"handoffs", "sum(handoffs)"}, {"handbacks", "sum(handbacks)"},
			{"handback_cases", "sum(CASE WHEN handbacks > 0 THEN 1 ELSE 0 END)"}, {"ping_pong_cases", "sum(ping_pong)"}, {"reassignments", "sum(reassigned)"}, {"failed", "sum(failed)"},
		} {
			count(w.scope, w.subject, "''", f.figure, "''", f.sum, "case_counts"+w.group)
		}
	}
	count("'log'", "''", "''", "open", "''", "sum(CASE WHEN stop_at IS NULL THEN 1 ELSE 0 END)", "case_counts")
	count("'log'", "''", "''", "events", "''", "count(*)", "case_events")
	count("'process'", "process", "''", "cases", "''", "count(*)", "visits GROUP BY process")
	if len(q.clocks) > 0 && !q.From.IsZero() {
		count("'log'", "''", "''", "outside_calendars", "''", fmt.Sprintf("sum(CASE WHEN moment < %d OR moment >= %d THEN 1 ELSE 0 END)", q.From.UnixMicro(), q.To.UnixMicro()), "case_events")
	}
	for _, h := range []struct {
		scope, subject, receiver, where, group string
		own                                    bool
	}{
		{"'log'", "''", "''", "", "", false}, {"'month'", "month", "''", "", " GROUP BY month", false},
		{"'pair'", "sender", "receiver", "", " GROUP BY sender, receiver", true},
		{"'interface'", "interface", "''", " WHERE interface IS NOT NULL", " GROUP BY interface", true},
	} {
		from := "handoffs" + h.where + h.group
		add := func(figure, sum string) { count(h.scope, h.subject, h.receiver, figure, "''", sum, from) }
		add("automated", "sum(by_system)")
		add("actors_known", "sum(actor_known)")
		add("unaccepted", "sum(CASE WHEN queued = 1 AND accepted_at IS NULL AND (next_at IS NOT NULL OR stop_at IS NOT NULL) THEN 1 ELSE 0 END)")
		if h.own {
			add("handoffs", "count(*)")
			add("cases", "count(DISTINCT case_id)")
			add("failed", "sum(failed)")
		}
	}
	count("'pair'", "sender", "receiver", "handbacks", "''", "count(*)", "handoffs WHERE next_hand = hand_1 GROUP BY sender, receiver")
	count("'interface'", "interface_before", "''", "handbacks", "''", "count(*)", "returned WHERE answer = 0 GROUP BY interface_before")
	count("'log'", "''", "''", "answers", "''", "coalesce(sum(answer), 0)", "returned")
	count("'month'", "month", "''", "answers", "''", "sum(answer)", "returned GROUP BY month")
	for _, f := range []struct{ figure, where string }{
		{"kept", "done = 1 AND missed = 0"}, {"missed", "missed = 1"}, {"open_missed", "done = 0 AND missed = 1"}, {"pending", "done = 0 AND missed = 0"},
	} {
		counts = append(counts, fmt.Sprintf("SELECT scope, address AS subject, '' AS receiver, concat(promise, '_%s') AS figure, priority, CAST(count(*) AS %s) AS value FROM runs_judged WHERE %s GROUP BY scope, address, promise, priority", f.figure, q.d.Number, f.where))
	}
	q.with("counts", strings.Join(counts, "\n  UNION ALL\n  "))

	// Linear interpolation between order statistics (Hyndman and Fan 1996, type 7), written out: not every engine has percentile_cont.
	by := "scope, subject, receiver, figure, priority"
	q.with("ranked", fmt.Sprintf(`SELECT s.*, row_number() OVER (PARTITION BY %[1]s ORDER BY value) - 1 AS rank, count(*) OVER (PARTITION BY %[1]s) AS n
  FROM samples AS s`, by))
	at := func(p string) string {
		h := "(n - 1) * " + p
		// the two neighbours of h, each with its weight
		return fmt.Sprintf("sum(CASE WHEN rank = floor(%[1]s) THEN value * (1 - (%[1]s - floor(%[1]s))) WHEN rank = floor(%[1]s) + 1 THEN value * (%[1]s - floor(%[1]s)) ELSE 0 END)", h)
	}
	q.with("summaries", fmt.Sprintf(`SELECT %[1]s, count(*) AS n, %[2]s AS median, avg(value) AS mean, %[3]s AS p90, max(value) AS longest, sum(value) AS total
  FROM ranked GROUP BY %[1]s`, by, at("0.5E0"), at("0.9E0")))
	var parts []string
	for _, s := range []struct{ statistic, column string }{{"n", "n"}, {"median", "median"}, {"mean", "mean"}, {"p90", "p90"}, {"max", "longest"}, {"sum", "total"}} {
		parts = append(parts, fmt.Sprintf("SELECT %s, '%s' AS statistic, CAST(%s AS %s) AS value FROM summaries", by, s.statistic, s.column, q.d.Number))
	}
	parts = append(parts, "SELECT "+by+", 'count' AS statistic, value FROM counts WHERE value <> 0")
	q.with("result", strings.Join(parts, "\n  UNION ALL\n  "))
}
