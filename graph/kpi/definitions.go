// Package kpi holds a map against what really happened: it follows the cases of an event log (package eventlog) and works out the figures that a
// service organisation steers by, each by a definition that stands in one list (Definitions).
//
// The flow of it: a Binding says what the words of a log mean in a map; a Measurer follows every case, event by event, and never keeps the
// events; Result is plain data, by address of the map: pages, diagrams, dashboards and exporters read it and need nothing else. The rules
// that judge it are in check/measure.
//
// Everything is counted on one notion. A case goes from hand to hand; a *hand* is what Binding.By says (a group, by default: what the map
// makes of it, so that two groups of one team are one hand). A *segment* is a maximal run of events in one hand, in order of time; events
// without a hand are passed over. Where one segment ends and the next begins is a *handoff*.
package kpi

// Definition is how one figure is worked out.
type Definition struct {
	Name  string // as `metric` of a kpi block
	Title string
	Unit  string
	Text  string // exactly
	From  string // where the definition is taken from
	Traps string // how it misleads
	// Better says which way is good: "less", "more", or "" where that depends.
	Better string
}

// Definitions are all figures that can be measured.
var Definitions = []Definition{
	{
		Name: "lead_time", Title: "Lead time", Unit: "time", Better: "less",
		Text: "Per case: from the first event that is one of `start` (without such a list, the first event) to the last event that is one of `stop` (without such a list, the last event). A case with a list and no such event is open and has no lead time. " +
			"In a process or service whose promise has a calendar, also in open hours, less the time in a `paused` state. A case counts in the month in which its clock stops.",
		From:  "ISO 22400-2:2014 (order execution time); van der Aalst, Process Mining, 2016, 9.3 (throughput time).",
		Traps: "Without `stop`, a case that is still open ends with its last event, and a log that was cut off looks fast. A reopened case runs to its last stop. The mean is ruled by the few that lay for a year: read the median and the 90th percentile first.",
	},
	{
		Name: "handoff_wait", Title: "Handoff wait", Unit: "time", Better: "less",
		Text: "Per handoff whose segment begins with a `queued` event: from that event (sent) to the first `accepted` event of the same segment (taken up). A segment that ends with none was never accepted: it is counted, and has no wait. " +
			"Where the promise has a calendar, also in open hours, less the time in a `paused` state.",
		From:  "ITIL 4 service desk practice (response time); queue time of ISO 22400-2:2014.",
		Traps: "What never was accepted has waited longest and is in no median. Who accepts at once and starts a week later has no wait.",
	},
	{
		Name: "touch_wait", Title: "Touch wait", Unit: "time", Better: "less",
		Text:  "Per handoff: from the last event of the old segment to the first event of the new one.",
		From:  "Handover of work in process mining: van der Aalst, Reijers, Song, Discovering Social Networks from Event Logs, CSCW 14 (2005).",
		Traps: "It is not the time in a queue: work that was done and not logged is in it, and where the log shows the reassignment itself, the wait behind it is not. It is what a log without queue states can say.",
	},
	{
		Name: "reassignments", Title: "Reassignments", Unit: "per case",
		Text:   "Per case: how often the group changed, from one event with a group to the next with another. Groups that the map takes for one team are one.",
		From:   "ITSM practice (reassignment count of incident records).",
		Traps:  "Zero is not the aim: work that had to move and did not is worse. Inside one team nothing is counted.",
		Better: "less",
	},
	{
		Name: "handback_rate", Title: "Handback rate", Unit: "%", Better: "less",
		Text: "Handoffs that return the case to the hand it came from (A-B-A), as a share of all handoffs. Also given: cases with at least one, as a share of all cases. Of an interface: what it delivered and came straight back, as a share of what it delivered; " +
			"a return along an interface that the map declares to answer it is none, unless the segment it begins has a `failed` event.",
		From:  "Ping-pong behaviour in BPI Challenge 2013 (van Dongen, Weber, Ferreira, De Weerdt).",
		Traps: "Of the whole log, an answer that was asked for counts like work that was refused: the report says how many of them the map declares as answers.",
	},
	{
		Name: "ping_pong_rate", Title: "Ping-pong rate", Unit: "%", Better: "less",
		Text:  "Cases in which four segments in a row are A-B-A-B, as a share of all cases.",
		From:  "BPI Challenge 2013.",
		Traps: "It is blind to circles of three.",
	},
	{
		Name: "sla_compliance", Title: "SLA compliance", Unit: "%", Better: "more",
		Text: "Per promise and priority: kept, as a share of kept and missed. The clock counts in the promise's calendar and stands still while the state is one of `paused`. `acknowledge`: from sent to taken up (by queue states where the source names them, else from the last touch to the first one). " +
			"`complete` of an interface: from sent to the end of the receiver's segment; of a process or service: the lead time. What is still open is missed if its time was up when the log ends, and else counts neither way.",
		From:  "ITIL 4 service level management.",
		Traps: "What is open and late is missing from most reports: here it is missed. Shares of fewer than 20 are shown as counts.",
	},
	{
		Name: "automation_rate", Title: "Automated share", Unit: "%", Better: "more",
		Text:  "Handoffs whose first event in the new hand was made by an actor that is one of `systems`, as a share of those whose actor is known.",
		From:  "Process mining practice (automation rate).",
		Traps: "A person who uses a service account is a system here.",
	},
	{
		Name: "error_rate", Title: "Error rate", Unit: "%", Better: "less",
		Text:  "Of the log, a process or a service: cases with at least one event that is one of `failed`, as a share of all. Of a handoff: those whose new segment has such an event.",
		From:  "First-pass yield of ISO 22400-2:2014, the other way round.",
		Traps: "Only what the log calls a failure is one.",
	},
	{
		Name: "handoff_count", Title: "Handoffs", Unit: "per case",
		Text:   "Segments less one, summed over all cases; also per case.",
		From:   "van der Aalst, Reijers, Song 2005 (handover of work).",
		Traps:  "It depends on what a hand is: groups, processes and people give different figures. The report says which.",
		Better: "less",
	},
}

// Define returns the definition of that name, or nil.
func Define(name string) *Definition {
	for k := range Definitions {
		if Definitions[k].Name == name {
			return &Definitions[k]
		}
	}
	return nil
}

// FewCases is below how many a share is shown as counts: one in nineteen says nothing of a per cent.
const FewCases = 20
