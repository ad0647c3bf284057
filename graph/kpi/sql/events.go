package sql

import (
	"fmt"
	"strings"
)

// From the rows of the log to cases: what every event says, in order; when the clock of a case runs; who had it. Each step of kpi's
// following.event is a window over the events of a case, in the order n.

// read takes the columns of the table.
func (q *query) read() {
	c := q.Spec.Columns
	word := func(column, name string) string {
		if column == "" {
			return fmt.Sprintf("CAST(NULL AS %s) AS %s", q.d.Text, name)
		}
		e := fmt.Sprintf("CAST(%s AS %s)", q.d.quote(column), q.d.Text)
		null := []string{"''"}
		for _, w := range q.Spec.Null {
			null = append(null, q.text(w))
		}
		return fmt.Sprintf("CASE WHEN %s IN (%s) THEN NULL ELSE %s END AS %s", e, strings.Join(null, ", "), e, name)
	}
	zone := ""
	if q.Spec.Location != nil && q.Spec.Location.String() != "UTC" {
		zone = q.Spec.Location.String()
	}
	tie := "0"
	if c.TieBreak != "" {
		tie = fmt.Sprintf("coalesce(CAST(%s AS %s), 0)", q.d.quote(c.TieBreak), q.d.Whole)
	}
	q.with("events_read", fmt.Sprintf(`SELECT
    CAST(%s AS %s) AS case_id,
    %s AS moment,
    %s AS tie,
    %s,
    %s,
    %s,
    %s,
    %s
  FROM %s`, q.d.quote(c.Case), q.d.Text, q.d.micros(q.d.quote(c.Time), zone), tie,
		word(c.Activity, "activity"), word(c.State, "state"), word(c.Group, "grp"), word(c.Actor, "actor"), word(c.Priority, "priority"), q.Table))

}

// events numbers the events of every case, and says what the map makes of them.
func (q *query) events() {
	systems := "0"
	if len(q.Systems) > 0 {
		var tests []string
		for _, pattern := range q.Systems {
			tests = append(tests, q.d.like("e.actor", pattern))
		}
		systems = "CASE WHEN " + strings.Join(tests, " OR ") + " THEN 1 ELSE 0 END"
	}
	flag := func(words []string) string { return q.among(words, "e.state", "e.activity") }
	q.with("events_known", fmt.Sprintf(`SELECT
    e.case_id, e.moment, e.state, e.priority,
    row_number() OVER (PARTITION BY e.case_id ORDER BY e.moment, e.tie, e.activity, e.state, e.grp, e.actor, e.priority) AS n,
    CASE WHEN e.grp IS NULL THEN NULL WHEN g.party IS NULL THEN concat('w:', e.grp) ELSE concat('p:', g.party) END AS grp,
    CASE WHEN e.actor IS NULL THEN 0 ELSE 1 END AS actor_known,
    %s AS by_system,
    CASE WHEN e.actor IS NULL THEN NULL ELSE concat('w:', e.actor) END AS actor,
    coalesce(a.step, s.step) AS step,
    %s AS queued,
    %s AS accepted,
    %s AS paused,
    %s AS failed,
    %s AS starts,
    %s AS stops
  FROM events_read AS e
  LEFT JOIN group_words AS g ON g.word = e.grp
  LEFT JOIN step_words AS a ON a.word = e.activity
  LEFT JOIN step_words AS s ON s.word = e.state
  WHERE e.case_id IS NOT NULL AND e.case_id <> '' AND e.moment IS NOT NULL`,
		systems, flag(q.Queued), flag(q.Accepted), flag(q.Paused), flag(q.Failed), flag(q.Start), flag(q.Stop)))

	hand := map[string]string{
		"group": "e.grp", "actor": q.actorHand(),
		"process": "CASE WHEN p.process IS NULL THEN NULL ELSE concat('p:', p.process) END",
		"step":    "CASE WHEN e.step IS NULL THEN NULL ELSE concat('p:', e.step) END",
	}[q.By]
	q.with("case_events", fmt.Sprintf(`SELECT
    e.*, p.process, %s AS hand,
    count(e.priority) OVER (PARTITION BY e.case_id ORDER BY e.n) AS priorities
  FROM events_known AS e
  LEFT JOIN step_processes AS p ON p.step = e.step`, hand))
}

// actorHand numbers people: figures of work are not to be figures of people.
func (q *query) actorHand() string {
	if q.NamePeople {
		return "e.actor"
	}
	return fmt.Sprintf("CASE WHEN e.actor IS NULL OR e.by_system = 1 THEN e.actor ELSE concat('w:person ', CAST(dense_rank() OVER (ORDER BY CASE WHEN e.by_system = 1 THEN NULL ELSE e.actor END) AS %s)) END", q.d.Text)
}

// cases works out when the clock of each case started and stopped, and when it stood still.
func (q *query) cases() {
	starts, stops := "n = 1", "n = last_n"
	if len(q.Start) > 0 {
		starts = "starts = 1"
	}
	if len(q.Stop) > 0 {
		stops = "stops = 1"
	}
	q.with("clocks_started", fmt.Sprintf(`SELECT case_id, min(CASE WHEN %s THEN n END) AS start_n, max(n) AS last_n
  FROM case_events GROUP BY case_id`, starts))
	q.with("clocks_stopped", fmt.Sprintf(`SELECT e.case_id, s.start_n, s.last_n, max(CASE WHEN e.n >= s.start_n AND (%s) THEN e.n END) AS stop_n
  FROM case_events AS e
  JOIN clocks_started AS s ON s.case_id = e.case_id
  GROUP BY e.case_id, s.start_n, s.last_n`, strings.ReplaceAll(strings.ReplaceAll(stops, "last_n", "s.last_n"), "stops =", "e.stops =")))
	q.with("cases_all", `SELECT
    e.case_id,
    min(e.moment) AS first_at, max(e.moment) AS last_at,
    max(CASE WHEN e.n = s.start_n THEN e.moment END) AS start_at,
    max(CASE WHEN e.n = s.stop_n THEN e.moment END) AS stop_at,
    max(e.failed) AS failed
  FROM case_events AS e
  JOIN clocks_stopped AS s ON s.case_id = e.case_id
  GROUP BY e.case_id`)
	q.with("log_end", fmt.Sprintf(`SELECT %s AS moment FROM cases_all`, q.end()))
	q.with("priorities_last", `SELECT DISTINCT e.case_id, max(e.priority) OVER (PARTITION BY e.case_id, e.priorities) AS priority
  FROM case_events AS e
  JOIN (SELECT case_id, max(priorities) AS priorities FROM case_events GROUP BY case_id) AS l ON l.case_id = e.case_id AND l.priorities = e.priorities`)
	where := ""
	if q.Period != nil {
		where = fmt.Sprintf("\n  WHERE coalesce(c.stop_at, c.last_at) >= %d AND coalesce(c.stop_at, c.last_at) < %d", q.Period.From.UnixMicro(), q.Period.To.UnixMicro())
	}
	q.with("counted_cases", fmt.Sprintf(`SELECT c.*, %s AS month, coalesce(m.means, p.priority, '') AS priority
  FROM cases_all AS c
  JOIN priorities_last AS p ON p.case_id = c.case_id
  LEFT JOIN priority_words AS m ON m.word = p.priority%s`, q.d.month("coalesce(c.stop_at, c.last_at)"), where))

	// An event that says nothing of the state leaves the pause as it is.
	says := ""
	if q.Spec.Columns.State != "" {
		says = "\n    WHERE state IS NOT NULL OR paused = 1"
	}
	q.with("pauses", fmt.Sprintf(`SELECT case_id, moment AS from_at, until_at
  FROM (
    SELECT case_id, moment, paused, lead(moment) OVER (PARTITION BY case_id ORDER BY n) AS until_at
    FROM (
      SELECT case_id, moment, n, paused, coalesce(lag(paused) OVER (PARTITION BY case_id ORDER BY n), 0) AS before
      FROM case_events%s
    ) AS told
    WHERE paused <> before
  ) AS turns
  WHERE paused = 1 AND (until_at IS NULL OR until_at > moment)`, strings.ReplaceAll(says, "\n    ", "\n      ")))
}

// end is when the log ends, or the period.
func (q *query) end() string {
	if q.Period == nil {
		return "max(last_at)"
	}
	to := q.Period.To.UnixMicro()
	return fmt.Sprintf("CASE WHEN max(last_at) < %[1]d THEN max(last_at) ELSE %[1]d END", to)
}

// handoffs follows cases from hand to hand.
func (q *query) handoffs() {
	q.with("events_carried", `SELECT e.*, max(priority) OVER (PARTITION BY case_id, priorities) AS priority_now FROM case_events AS e`)
	q.with("segment_starts", `SELECT e.*,
    CASE WHEN hand = lag(hand) OVER (PARTITION BY case_id ORDER BY n) THEN 0 ELSE 1 END AS begins
  FROM events_carried AS e
  WHERE hand IS NOT NULL`)
	q.with("segment_events", `SELECT s.*, sum(begins) OVER (PARTITION BY case_id ORDER BY n) AS k FROM segment_starts AS s`)
	q.with("segment_bounds", `SELECT e.*,
    min(n) OVER (PARTITION BY case_id, k) AS first_n,
    min(CASE WHEN step IS NOT NULL THEN n END) OVER (PARTITION BY case_id, k) AS step_first_n,
    max(CASE WHEN step IS NOT NULL THEN n END) OVER (PARTITION BY case_id, k) AS step_last_n
  FROM segment_events AS e`)
	q.with("segments", `SELECT
    case_id, k, max(hand) AS hand, min(moment) AS first_at, max(moment) AS last_at,
    max(CASE WHEN n = step_first_n THEN step END) AS first_step,
    max(CASE WHEN n = step_last_n THEN step END) AS last_step,
    max(CASE WHEN n = first_n THEN priority_now END) AS priority,
    max(CASE WHEN n = first_n THEN queued ELSE 0 END) AS queued,
    max(CASE WHEN n = first_n THEN actor_known ELSE 0 END) AS actor_known,
    max(CASE WHEN n = first_n THEN by_system ELSE 0 END) AS by_system,
    min(CASE WHEN accepted = 1 THEN moment END) AS accepted_at,
    max(failed) AS failed
  FROM segment_bounds
  GROUP BY case_id, k`)
	q.with("segment_neighbours", `SELECT s.*,
    lag(hand) OVER (PARTITION BY case_id ORDER BY k) AS hand_1,
    lag(hand, 2) OVER (PARTITION BY case_id ORDER BY k) AS hand_2,
    lag(hand, 3) OVER (PARTITION BY case_id ORDER BY k) AS hand_3,
    lag(last_at) OVER (PARTITION BY case_id ORDER BY k) AS touched_at,
    lag(last_step) OVER (PARTITION BY case_id ORDER BY k) AS sender_step,
    lead(hand) OVER (PARTITION BY case_id ORDER BY k) AS next_hand,
    lead(first_at) OVER (PARTITION BY case_id ORDER BY k) AS next_at
  FROM segments AS s`)
	known := func(step, hand string) string {
		return fmt.Sprintf("coalesce(%s, CASE WHEN substr(%s, 1, 2) = 'p:' THEN substr(%s, 3) END)", step, hand, hand)
	}
	q.with("handoffs_made", fmt.Sprintf(`SELECT
    s.*, substr(s.hand_1, 3) AS sender, substr(s.hand, 3) AS receiver, w.interface,
    c.month, c.stop_at, c.last_at AS case_end,
    coalesce(m.means, s.priority, '') AS priority_name
  FROM segment_neighbours AS s
  JOIN counted_cases AS c ON c.case_id = s.case_id
  LEFT JOIN ways AS w ON w.sender = %s AND w.receiver = %s
  LEFT JOIN priority_words AS m ON m.word = s.priority
  WHERE s.hand_1 IS NOT NULL`, known("s.sender_step", "s.hand_1"), known("s.first_step", "s.hand")))
	q.with("handoffs", `SELECT h.*, lag(interface) OVER (PARTITION BY case_id ORDER BY k) AS interface_before FROM handoffs_made AS h`)
	// What comes straight back is an answer if the map says so and nothing failed, else a handback.
	q.with("returned", `SELECT h.month, h.interface_before, CASE WHEN a.interface IS NOT NULL AND h.failed = 0 THEN 1 ELSE 0 END AS answer
  FROM handoffs AS h
  LEFT JOIN answers AS a ON a.interface = h.interface AND a.request = h.interface_before
  WHERE h.interface_before IS NOT NULL AND h.hand = h.hand_2`)
}
