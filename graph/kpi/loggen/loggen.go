// Package loggen writes event logs of any size, for examples, benchmarks and tests: the same count gives the same bytes. They are the history of
// incidents as an ITSM suite exports it, from the Service Desk to Incident Response and back, with what real ones have: waits, work that is
// handed back, detours the map does not know, clocks that stand still, fields nobody fills, cases that are still open.
package loggen

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"time"
)

// Row is one event.
type Row struct {
	Case     string
	At       time.Time // UTC
	Number   int       // orders events of one instant
	Activity string
	Status   string
	Group    string
	Actor    string
	Priority string
	CI       string
	Log      string
}

// The groups that incidents go through.
const (
	Desk     = "Service Desk"
	Response = "Incident Response"
	Problem  = "Problem Analysis"
	Support  = "Application Support"
	Night    = "Night shift" // which no source explains
)

// story is one case as it is being told.
type story struct {
	rows []Row
	r    *rand.Rand
	now  Row
}

// minutes lets time pass.
func (s *story) minutes(from, to int) {
	s.now.At = s.now.At.Add(time.Duration(60*from+s.r.IntN(60*(to-from)+1)) * time.Second)
}

func (s *story) put(activity, status, group, actor string) {
	s.now.Number++
	s.now.Activity, s.now.Status, s.now.Group, s.now.Actor = activity, status, group, actor
	s.rows = append(s.rows, s.now)
}

func (s *story) chance(percent int) bool { return s.r.IntN(100) < percent }

func (s *story) person(prefix string, of int) string {
	return fmt.Sprintf("%s%02d", prefix, 1+s.r.IntN(of))
}

// Incidents tells that many, in order of case, each in order of time.
func Incidents(cases int) []Row {
	r := rand.New(rand.NewPCG(7, 13))
	opened := time.Date(2026, time.July, 1, 6, 0, 0, 0, time.UTC)
	apart := max(1, min(2400, 2400*1000/max(cases, 1))) // minutes at most: a large log is a busy desk, not a long time
	var out []Row
	for k := range cases {
		s := &story{r: r}
		s.now = Row{Case: fmt.Sprintf("INC%07d", 4200+k), At: opened, Priority: []string{"1 - Critical", "2 - High", "3 - Moderate", "3 - Moderate", "4 - Low"}[r.IntN(5)]}
		opened = opened.Add(time.Duration(r.IntN(60*apart)) * time.Second)
		s.incident()
		out = append(out, s.rows...)
	}
	return out
}

func (s *story) incident() {
	agent := s.person("agent", 6)
	s.put("Opened", "Received", Desk, agent)
	s.minutes(4, 20)
	if s.chance(12) {
		s.now.CI = fmt.Sprintf("srv-%03d", 1+s.r.IntN(80))
	}
	if s.chance(18) { // the desk knows the answer
		s.put("Closed", "Closed", Desk, agent)
		return
	}
	s.toResponse(agent)
	if s.chance(14) { // not enough to go on: back to the desk, and over again
		s.put("Returned", "Queued", Desk, s.person("resolver", 9))
		s.minutes(15, 240)
		s.put("Completed", "In progress", Desk, agent)
		s.minutes(5, 30)
		s.toResponse(agent)
		if s.chance(25) {
			s.put("Returned", "Queued", Desk, s.person("resolver", 9))
			s.minutes(30, 300)
			s.put("Completed", "In progress", Desk, agent)
			s.minutes(5, 30)
			s.toResponse(agent)
		}
	}
	resolver := s.person("resolver", 9)
	if s.chance(85) {
		s.put("Diagnosed", "In progress", Response, resolver)
		s.minutes(5, 90)
	}
	if s.chance(30) { // the clock stands still
		s.put("Waiting for caller", "Pending", Response, resolver)
		s.minutes(60, 2000)
		s.put("Diagnosed", "In progress", Response, resolver)
		s.minutes(5, 60)
	}
	if s.chance(20) { // a detour that no map knows
		s.put("Sent to application support", "Queued", Support, resolver)
		s.minutes(200, 3000)
		s.put("Looked at", "In progress", Support, s.person("dev", 4))
		s.minutes(20, 200)
		s.put("Sent back", "Queued", Response, s.person("dev", 4))
		s.minutes(10, 300)
		s.put("Diagnosed", "In progress", Response, resolver)
		s.minutes(10, 60)
	}
	if s.chance(8) {
		s.put("Taken over", "In progress", Night, s.person("night", 3))
		s.minutes(60, 400)
		s.put("Taken over", "In progress", Response, resolver)
	}
	if s.chance(3) {
		return // still open
	}
	s.put("Restored", "In progress", Response, resolver)
	s.minutes(5, 90)
	if s.chance(15) { // it keeps coming back
		if s.chance(40) {
			s.now.Log = "https://logs.example.org/" + s.now.Case
		}
		actor := resolver
		if s.chance(25) {
			actor = "svc_itsm"
		}
		s.put("Problem opened", "Queued", Problem, actor)
		s.minutes(20, 2400)
		s.put("Problem accepted", "In progress", Problem, s.person("analyst", 3))
		s.minutes(60, 900)
		if s.chance(30) {
			s.put("Evidence kept", "In progress", Response, resolver)
			s.minutes(5, 60)
		}
	}
	s.put("Resolved", "Queued", Desk, "svc_itsm")
	if s.chance(4) {
		return // nobody told the caller yet
	}
	s.minutes(3, 400)
	s.put("Caller told", "In progress", Desk, s.person("agent", 6))
	s.minutes(1, 60)
	s.put("Closed", "Closed", Desk, agent)
}

// toResponse passes the case on and has it accepted.
func (s *story) toResponse(agent string) {
	actor := "svc_itsm"
	if s.chance(10) {
		actor = agent
	}
	s.put("Passed on", "Queued", Response, actor)
	wait := 40
	switch {
	case s.now.Priority == "1 - Critical":
		wait = 12
	case s.chance(15):
		wait = 900
	}
	s.minutes(1, wait)
	s.put("Accepted", "In progress", Response, s.person("resolver", 9))
	s.minutes(10, 240)
}

// ByTime returns the rows as a log that is written while things happen has them.
func ByTime(rows []Row) []Row {
	out := slices.Clone(rows)
	slices.SortStableFunc(out, func(a, b Row) int { return a.At.Compare(b.At) })
	return out
}
