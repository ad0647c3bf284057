package kpi

import "time"

// Result is what a log comes to. It is plain data, ready to be written as JSON; times are in seconds unless a field says otherwise.
type Result struct {
	Source string `json:"source,omitempty"` // the name of the source block
	By     string `json:"by"`               // what a hand is: group, process, step, actor
	Log    Log    `json:"log"`
	// Period is what part of the log counts; nil for all of it.
	Period *Period `json:"period,omitempty"`

	// All are the figures of the whole log; its Address is "".
	All Figures `json:"all"`
	// Interfaces, Processes, Services and Steps are the parts of the map that the log says something of, in the order of the map.
	Interfaces []Figures `json:"interfaces"`
	Processes  []Figures `json:"processes"`
	Services   []Figures `json:"services"`
	// Pairs are all handoffs by who had the case before and after, most waiting time first.
	Pairs []Pair `json:"pairs"`
	// Months is how it went, oldest first.
	Months []Month `json:"months"`
	// Targets are the map's KPIs held against the figures, in the order of the map.
	Targets []Target `json:"targets"`
	// Backlog is where to improve first.
	Backlog []Improvement `json:"backlog"`

	// Artifact is the address of the record whose history the log is; "" where the source does not say.
	Artifact string `json:"artifact,omitempty"`
	// Fields are how well the fields of the artifact are filled that the source names columns for.
	Fields []Filled `json:"fields"`

	// Links are the columns that name other cases, and what came of them.
	Links []LinkUse `json:"links"`

	Conformance Conformance `json:"conformance"`
}

// LinkUse is what a column that names other cases comes to.
type LinkUse struct {
	Column    string `json:"column"`
	Interface string `json:"interface"` // along which the work goes on there
	Handoffs  int    `json:"handoffs"`  // from a case to one that it names
	// Joined are those to a case that was being worked at already: nobody waited.
	Joined int `json:"joined"`
	// Missing is how often a case was named that is not in the log; they count for nothing else.
	Missing int `json:"missing"`
}

// Filled is how many cases had a field filled at any time.
type Filled struct {
	Field  string `json:"field"`
	Filled int    `json:"filled"`
	Of     int    `json:"of"`
}

// Log is what was read.
type Log struct {
	Events int       `json:"events"`
	Cases  int       `json:"cases"`
	Open   int       `json:"open"` // cases whose clock never stopped
	First  time.Time `json:"first"`
	Last   time.Time `json:"last"`
	Hands  int       `json:"hands"`
}

// Period is a half-open stretch of time.
type Period struct {
	From time.Time `json:"from"`
	To   time.Time `json:"to"`
	Name string    `json:"name"`
}

// Holds reports whether an instant (nanoseconds since 1970) lies in p; everything lies in nil.
func (p *Period) Holds(t int64) bool {
	return p == nil || t >= p.From.UnixNano() && t < p.To.UnixNano()
}

// Figures are the figures of one thing: the whole log, a part of the map, a pair of hands, a month.
type Figures struct {
	Address string `json:"address,omitempty"`
	Title   string `json:"title,omitempty"`

	Cases    int `json:"cases"`    // that came by; of the whole log, all
	Passed   int `json:"passed"`   // cases with a handoff
	Handoffs int `json:"handoffs"` //
	// Linked are those of an interface's Handoffs that went from one case to another, which it names; of a pair, all or none are.
	Linked int `json:"linked,omitempty"`
	// Lead is per case; LeadOpen the same in the open hours of the promise, pauses left out (N is 0 where there is no such promise).
	Lead     Summary `json:"lead_time"`
	LeadOpen Summary `json:"lead_time_open_hours"`
	// Wait is from queued to accepted, WaitOpen the same in open hours, Touch from the last touch to the first.
	Wait       Summary `json:"handoff_wait"`
	WaitOpen   Summary `json:"handoff_wait_open_hours"`
	Touch      Summary `json:"touch_wait"`
	Unaccepted int     `json:"unaccepted"` // sent, and handed on or ended without being accepted

	Handbacks     int `json:"handbacks"`
	HandbackCases int `json:"handback_cases"`
	// Answers are those of Handbacks that run along an interface which answers the one before: the map wants them. (Those of an interface
	// are not among its Handbacks in the first place.)
	Answers       int `json:"answers"`
	PingPong      int `json:"ping_pong_cases"`
	Reassignments int `json:"reassignments"`

	Automated   int    `json:"automated"`       // handoffs
	ActorsKnown int    `json:"actors_known"`    // handoffs whose actor is known
	Declared    string `json:"mode,omitempty"`  // "automated" or "manual", of an interface
	Failed      int    `json:"failed"`          // cases; of an interface or pair, handoffs
	Basis       string `json:"basis,omitempty"` // what `acknowledge` was held against: "queue" or "touch"

	Promises []Promise `json:"promises,omitempty"`
}

// Returnable is how many of the handoffs could come straight back: those to another case are another case's from then on.
func (f *Figures) Returnable() int { return f.Handoffs - f.Linked }

// Promise is how one promise was kept for one priority.
type Promise struct {
	Promise  string `json:"promise"`  // "acknowledge" or "complete"
	Priority string `json:"priority"` // "" where it goes by none
	Limit    string `json:"limit"`    // in words: "4 hours"
	Kept     int    `json:"kept"`
	Missed   int    `json:"missed"` // OpenMissed included
	Late     int    `json:"open_missed"`
	Pending  int    `json:"pending"` // open, and in time when the log ended
	// Open is what it took, in the open hours of the promise and less pauses; of what is over.
	Open Summary `json:"open_hours"`
}

// N is how many it was judged on.
func (p Promise) N() int { return p.Kept + p.Missed }

// Pair is what passed between two hands.
type Pair struct {
	From      string `json:"from"` // an address, or a word of the log
	To        string `json:"to"`
	Interface string `json:"interface,omitempty"` // that declares it
	// Ambiguous lists the interfaces that it may be, where the log does not tell which.
	Ambiguous []string `json:"ambiguous,omitempty"`
	// Inside says that the map has it as a step of one process following another, without an interface.
	Inside bool `json:"inside,omitempty"`
	Figures
	Worst []Worst `json:"worst"` // the cases that waited longest
}

// Worst is one case behind a figure.
type Worst struct {
	Case string    `json:"case"`
	Wait float64   `json:"wait"`
	At   time.Time `json:"at"`
}

// Month is the figures of one month (UTC): cases whose clock stopped in it, handoffs that were made in it.
type Month struct {
	Month string `json:"month"` // 2026-03
	Figures
}

// Target is a kpi block with a target, and what was measured.
type Target struct {
	Address   string `json:"address"`
	Title     string `json:"title"`
	Metric    string `json:"metric"`
	Of        string `json:"of"`
	Target    string `json:"target"`
	Statistic string `json:"statistic"` // median, mean, p90, share
	// Value is in the unit of the metric: seconds, a share of 1, a number.
	Value float64 `json:"value"`
	N     int     `json:"n"`
	Met   bool    `json:"met"`
	// Why says why there is no value; "" where there is one.
	Why string `json:"why,omitempty"`
	// Bound is the target in the unit of Value.
	Bound float64 `json:"bound"`
}

// Improvement is one row of the backlog: an interface, or a pair that is none, by the waiting time it costs.
type Improvement struct {
	Address      string   `json:"address,omitempty"` // of the interface; "" where it is not declared
	From         string   `json:"from"`
	To           string   `json:"to"`
	Lost         float64  `json:"lost"`    // seconds: wait × handoffs
	Measure      string   `json:"measure"` // which wait: "queue" or "touch"
	Share        float64  `json:"share"`   // of all waiting time
	Handoffs     int      `json:"handoffs"`
	Cases        int      `json:"cases"`
	Median       float64  `json:"median"`
	Handbacks    int      `json:"handbacks"`
	Linked       int      `json:"linked,omitempty"` // of Handoffs, those to another case
	Worst        []Worst  `json:"worst"`
	Improvements []string `json:"improvements"` // addresses of improvement blocks about it
	Proposed     string   `json:"proposed,omitempty"`
}

// Conformance is where the map and the log part ways.
type Conformance struct {
	// Unseen are addresses of interfaces between parts that both are in the log, and that never were used.
	Unseen []string `json:"unseen"`
	// Order are steps that followed each other against the flow, by how often.
	Order []Order `json:"order"`
	// Doers are who did a step, where that is not who the map says.
	Doers []Doer `json:"doers"`
	// Empty are fields that a receiver requires and that were empty.
	Empty []Empty `json:"empty"`
	// UnknownGroups are groups of the log that the source does not explain, by how often.
	UnknownGroups []Counted `json:"unknown_groups"`
}

// Order is one step after another, against the flow.
type Order struct {
	From  string `json:"from"`
	To    string `json:"to"`
	Count int    `json:"count"`
	Cases int    `json:"cases"`
	Of    int    `json:"of"` // all times that From was followed by another step of the process
}

// Doer is a party that did a step.
type Doer struct {
	Step  string `json:"step"`
	Who   string `json:"who"`
	Count int    `json:"count"`
	Of    int    `json:"of"`
}

// Empty is a field that was empty at handoffs.
type Empty struct {
	Interface string `json:"interface"`
	Field     string `json:"field"`
	Empty     int    `json:"empty"`
	Of        int    `json:"of"`
}

// Counted is a word and how often it came up.
type Counted struct {
	Word  string `json:"word"`
	Count int    `json:"count"`
}
