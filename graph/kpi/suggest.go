package kpi

// What the columns of an unknown log may be. Every column is scored for every role by what is counted in a sample of rows: how it is called, how many
// values it has, how often it is filled, whether it reads as times, whether it changes while a case goes on, and how many of its values the map
// knows. A score is a sum of named pieces of evidence, so that a person can see why, and disagree.

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"handoff/graph"
	"handoff/graph/kpi/eventlog"
)

// Suggestion is what a log may be.
type Suggestion struct {
	*eventlog.Sample
	Layout string // of times; "" where it is ISO 8601 or unknown
	// Doubt says what cannot be told from the sample alone.
	Doubt []string
	Roles []RoleGuess
	// Groups, Steps and the lists of states are what words of the log may mean.
	Groups   []Meant
	Steps    []Meant
	States   []StateGuess
	Systems  []string
	Fields   []FieldGuess
	Links    []LinkGuess
	Order    string // "case", "time" or ""
	Cases    int
	PerCase  float64
	Artifact string
}

// RoleGuess is which column may play a role, best first.
type RoleGuess struct {
	Role       string
	Candidates []Candidate
}

// Best is the candidate that was taken, or nil.
func (r RoleGuess) Best() *Candidate {
	if len(r.Candidates) == 0 || r.Candidates[0].Score < enough {
		return nil
	}
	return &r.Candidates[0]
}

// Candidate is one column for a role.
type Candidate struct {
	Column   string
	Score    float64 // 0 to 1
	Evidence []string
}

// enough is the score from which on a column is taken.
const enough = 0.4

// Meant is what a word may stand for.
type Meant struct {
	Word    string
	Count   int
	Address string // "" where nothing of the map is like it
	Score   float64
}

// StateGuess is one of the lists of words of a source block.
type StateGuess struct {
	List  string // queued, accepted, paused, failed, stop
	Words []Meant
}

// FieldGuess is a column that may hold a field of the artifact.
type FieldGuess struct {
	Field  string
	Column string
	Filled int
	Of     int
}

// LinkGuess is a column that names other cases.
type LinkGuess struct {
	Column string
	Known  int // of its values, those that are cases of the sample
	Of     int
	// Interfaces are those that lead to a process the column is called like; where it is one, it is likely meant.
	Interfaces []string
}

// column is what is counted of one.
type column struct {
	name     string
	words    []string // of its name, in small letters
	filled   int
	values   map[string]int
	longest  int
	numbers  int
	layout   string
	doubt    error
	timed    bool
	perCase  float64 // distinct values of a case, on average; of cases with several rows
	changes  float64 // how often it changes in a case
	constant float64 // share of cases with several rows in which it never changes
}

// Roles in the order in which they are settled: each takes its column from those behind it.
var roles = []string{"case", "time", "group", "priority", "actor", "state", "activity", "tie_break"}

// Suggest says what the columns of a sample may be. The graph may be nil.
func Suggest(g *graph.Graph, s *eventlog.Sample) *Suggestion {
	out := &Suggestion{Sample: s}
	columns := make([]*column, len(s.Columns))
	for k, name := range s.Columns {
		columns[k] = countColumn(s, k, name)
	}
	id := out.settle("case", columns, func(c *column) Candidate { return scoreCase(c, len(s.Rows)) })
	if id < 0 {
		return out
	}
	out.order(s, columns, id)
	for k, c := range columns {
		c.within(s, id, k)
	}
	taken := map[int]bool{id: true}
	for _, role := range roles[1:] {
		k := out.settle(role, columns, func(c *column) Candidate {
			if taken[slices.Index(columns, c)] {
				return Candidate{}
			}
			return scoreRole(g, role, c, s)
		})
		if k >= 0 {
			taken[k] = true
			if role == "time" {
				out.Layout = columns[k].layout
				if columns[k].doubt != nil {
					out.Doubt = append(out.Doubt, columns[k].doubt.Error())
				}
				out.sorted(s, id, k)
			}
		}
	}
	out.explain(g, columns)
	out.guessLinks(g, columns, id)
	return out
}

func countColumn(s *eventlog.Sample, k int, name string) *column {
	c := &column{name: name, words: wordsOf(name), values: map[string]int{}}
	var texts []string
	for _, row := range s.Rows {
		v := row[k]
		if v == "" {
			continue
		}
		c.filled++
		c.values[v]++
		c.longest = max(c.longest, len(v))
		if _, err := strconv.ParseFloat(v, 64); err == nil {
			c.numbers++
		}
		if len(texts) < 400 {
			texts = append(texts, v)
		}
	}
	c.layout, c.doubt = eventlog.ReadsTimes(texts)
	c.timed = c.layout != "" || c.doubt != nil
	return c
}

// within counts what becomes of a column while a case goes on.
func (c *column) within(s *eventlog.Sample, id, k int) {
	type seen struct {
		rows, changes int
		last          string
		values        map[string]bool
	}
	cases := map[string]*seen{}
	for _, row := range s.Rows {
		v := row[k]
		if v == "" || row[id] == "" {
			continue
		}
		x := cases[row[id]]
		if x == nil {
			x = &seen{values: map[string]bool{}}
			cases[row[id]] = x
		} else if x.last != v {
			x.changes++
		}
		x.rows, x.last = x.rows+1, v
		x.values[v] = true
	}
	n, same, values, changes := 0, 0, 0, 0
	for _, x := range cases {
		if x.rows < 2 {
			continue
		}
		n++
		values += len(x.values)
		changes += x.changes
		if len(x.values) == 1 {
			same++
		}
	}
	if n > 0 {
		c.perCase, c.changes, c.constant = float64(values)/float64(n), float64(changes)/float64(n), float64(same)/float64(n)
	}
}

// settle ranks all columns for a role and returns the one that was taken, or -1.
func (s *Suggestion) settle(role string, columns []*column, score func(*column) Candidate) int {
	guess := RoleGuess{Role: role}
	index := map[string]int{}
	for k, c := range columns {
		got := score(c)
		if got.Score <= 0.15 {
			continue
		}
		got.Column = c.name
		got.Score = math.Min(got.Score, 1)
		index[c.name] = k
		guess.Candidates = append(guess.Candidates, got)
	}
	slices.SortStableFunc(guess.Candidates, func(a, b Candidate) int { return -cmp.Compare(a.Score, b.Score) })
	if len(guess.Candidates) > 3 {
		guess.Candidates = guess.Candidates[:3]
	}
	s.Roles = append(s.Roles, guess)
	if best := guess.Best(); best != nil {
		return index[best.Column]
	}
	return -1
}

// wordsOf cuts a name or a title into small words: "sys_mod_count", "org:group", "AssignmentGroup".
func wordsOf(text string) []string {
	var b strings.Builder
	lower := false
	for _, r := range text {
		if r >= 'A' && r <= 'Z' && lower {
			b.WriteByte(' ')
		}
		lower = r >= 'a' && r <= 'z'
		b.WriteRune(r)
	}
	return strings.FieldsFunc(strings.ToLower(b.String()), func(r rune) bool {
		return !(r >= 'a' && r <= 'z' || r >= '0' && r <= '9' || r > 127)
	})
}

// names are the words that columns of a role are called by, and how much each says.
var names = map[string]map[string]float64{
	"case":      {"number": 0.3, "case": 0.35, "id": 0.2, "ticket": 0.35, "incident": 0.3, "nr": 0.3, "sr": 0.2, "key": 0.2, "issue": 0.3, "trace": 0.3, "caseid": 0.4},
	"time":      {"timestamp": 0.35, "time": 0.25, "updated": 0.25, "date": 0.15, "at": 0.1, "changed": 0.2, "complete": 0.1},
	"group":     {"group": 0.4, "team": 0.4, "queue": 0.35, "org": 0.1, "organization": 0.2, "involved": 0.1, "workgroup": 0.4, "department": 0.3, "section": 0.15, "unit": 0.2, "assignment": 0.1, "support": 0.05, "country": -0.5},
	"priority":  {"priority": 0.6, "urgency": 0.35, "severity": 0.4, "prio": 0.6, "impact": 0.3, "seriousness": 0.35},
	"actor":     {"resource": 0.4, "user": 0.35, "by": 0.25, "actor": 0.5, "agent": 0.35, "owner": 0.25, "assignee": 0.4, "person": 0.4, "employee": 0.4, "updated": 0.1, "country": -0.5},
	"state":     {"state": 0.45, "status": 0.45, "lifecycle": 0.4, "transition": 0.3, "stage": 0.3, "sub": -0.1},
	"activity":  {"activity": 0.5, "action": 0.4, "task": 0.35, "event": 0.3, "step": 0.4, "operation": 0.3, "concept": 0.4, "name": 0.1, "type": 0.1},
	"tie_break": {"count": 0.2, "mod": 0.3, "version": 0.4, "sequence": 0.5, "seq": 0.5, "no": 0.25, "order": 0.3, "update": 0.15, "index": 0.3},
}

// standard are the keys of the XES standard extensions, by role.
var standard = map[string]string{
	"time": eventlog.Standard.Time, "activity": eventlog.Standard.Activity, "state": eventlog.Standard.State, "group": eventlog.Standard.Group, "actor": eventlog.Standard.Actor,
}

// called scores the name of a column.
func called(role string, c *column, e *Candidate) {
	sum := 0.0
	for _, w := range c.words {
		sum += names[role][w]
	}
	if sum > 0 {
		e.Score += math.Min(sum, 0.5)
		e.Evidence = append(e.Evidence, "its name")
	} else {
		e.Score += sum
	}
}

func (e *Candidate) add(score float64, format string, args ...any) {
	e.Score += score
	e.Evidence = append(e.Evidence, fmt.Sprintf(format, args...))
}

func scoreCase(c *column, rows int) Candidate {
	var e Candidate
	n := len(c.values)
	if n == 0 || c.filled < rows*98/100 || c.timed && c.numbers < c.filled {
		return e
	}
	per := float64(c.filled) / float64(n)
	called("case", c, &e)
	if strings.HasPrefix(c.name, "object:") {
		e.add(0.2, "a type of object")
	}
	if strings.HasPrefix(c.name, "case:") && strings.Contains(c.name, "concept:name") {
		e.add(0.5, "the name of a trace")
	}
	switch {
	case per >= 1.5 && per <= 60 && n > 1:
		e.add(0.35, "%d values, %.1f rows each", n, per)
	case per > 60:
		e.Score -= 0.3
	case per < 1.05:
		e.Score -= 0.4 // a number of the event
	}
	if n > rows/70 && c.longest < 60 {
		e.Score += 0.1
	}
	return e
}

// kept is how often a column is filled, in words.
func (c *column) kept(rows int) string {
	if c.filled == rows {
		return "always filled"
	}
	return fmt.Sprintf("filled in %.0f %%", 100*float64(c.filled)/float64(max(rows, 1)))
}

func scoreRole(g *graph.Graph, role string, c *column, s *eventlog.Sample) Candidate {
	var e Candidate
	n := len(c.values)
	if c.filled == 0 || strings.HasPrefix(c.name, "object:") {
		return e
	}
	called(role, c, &e)
	if standard[role] == c.name {
		e.add(0.2, "the key of the XES standard")
	}
	if s.Format == "ocel" && role == "activity" && c.name == "type" {
		e.add(0.4, "the type of the event")
	}
	if role == "time" {
		if !c.timed || c.filled < len(s.Rows)*95/100 {
			return Candidate{}
		}
		e.add(0.3, "reads as a time, %s", c.kept(len(s.Rows)))
		if c.constant < 0.5 {
			e.add(0.25, "goes on while a case does")
		} else {
			e.add(-0.2, "stands still while a case goes on")
		}
		return e
	}
	if c.timed && c.numbers < c.filled {
		return Candidate{}
	}
	switch role {
	case "tie_break":
		if c.numbers < c.filled || e.Score <= 0 || c.constant > 0.3 {
			return Candidate{}
		}
		e.add(0.3, "numbers that rise in a case")
	case "priority":
		if n < 2 || n > 12 || e.Score <= 0 {
			return Candidate{}
		}
		e.add(0.1, "%d values", n)
		if c.constant > 0.6 {
			e.add(0.15, "seldom changes in a case")
		}
	case "group", "actor":
		if n < 2 || c.numbers == c.filled && n > 50 {
			return Candidate{}
		}
		if e.Score > 0 && c.changes > 0.02 {
			e.add(0.15, "%d values, changes %.1f times a case", n, c.changes)
		}
		if role == "group" && e.Score > 0 && c.changes <= 0.02 {
			e.add(-0.3, "%d values, hardly ever changes in a case", n)
		}
		if role == "group" {
			if known, of := knownParties(g, c); known > 0 {
				e.add(0.5*float64(known)/float64(of), "%d of %d values are like a team or role of the map", known, of)
			}
		}
		if c.filled < len(s.Rows)/2 {
			e.add(-0.2, "%s", c.kept(len(s.Rows)))
		}
	case "state", "activity":
		if n < 2 || n > 300 || c.longest > 80 || c.numbers == c.filled {
			return Candidate{}
		}
		if role == "state" {
			if known := stateWords(c); known > 0 {
				e.add(0.4*float64(known)/float64(n), "%d of %d values are words for a state", known, n)
			}
		}
		if c.changes > 0.5 && e.Score > 0 {
			e.add(0.2, "%d values, changes %.1f times a case", n, c.changes)
		}
		if known := knownSteps(g, c); known > 0 && role == "activity" {
			e.add(0.3*float64(known)/float64(n), "%d of %d values are like a step of the map", known, n)
		}
		if n > 60 {
			e.Score -= 0.15
		}
	}
	return e
}

// order tells how the log is sorted: by case where no case comes up again after another.
func (s *Suggestion) order(sample *eventlog.Sample, columns []*column, id int) {
	s.Cases = len(columns[id].values)
	if s.Cases > 0 {
		s.PerCase = float64(columns[id].filled) / float64(s.Cases)
	}
	done, last := map[string]bool{}, ""
	for _, row := range sample.Rows {
		if v := row[id]; v != last {
			if done[v] {
				return
			}
			done[last], last = true, v
		}
	}
	if len(done) > 2 && len(sample.Rows) > len(done) {
		s.Order = "case"
	}
}

// sorted tells whether it is sorted by time. A sample says so only of all of a log.
func (s *Suggestion) sorted(sample *eventlog.Sample, _, k int) {
	if s.Order != "" || s.Layout != "iso" {
		return
	}
	last := ""
	for _, row := range sample.Rows {
		if row[k] < last { // ISO 8601 of one length sorts as text
			return
		}
		last = row[k]
	}
	s.Order = "time"
}
