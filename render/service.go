package render

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"handoff/graph"
	"handoff/graph/budget"
	"handoff/lang"
	"handoff/render/address"
)

// A service along time: every handoff's wait and every process's work from the start that is worst for the promise, as late as each may be if
// everybody just keeps what they promise; and where the promise of the whole stands among them.

// ServiceRows is how many bars a service shows; past it, those off the longest way are left to a number.
const ServiceRows = 40

// noStart is where time begins for a service that promises nothing, so that no start is worse than another: a Monday morning.
var noStart = time.Date(2026, time.January, 5, 8, 0, 0, 0, time.UTC)

// ServiceBudget shows one service.
func ServiceBudget(g *graph.Graph, s *graph.Service) View {
	v := View{Kind: "service", Of: s.Address(), Title: s.DisplayName(), Description: s.Description.Value, Axis: &Axis{}}
	plan := budget.Promised(g)
	outcome := plan.Service(s)
	start, of := noStart, budget.Case{}
	if outcome != nil {
		if !outcome.Start.IsZero() {
			start = outcome.Start
		}
		if outcome.Value != "" {
			of = budget.Case{Field: s.SLA.Per.Field, Value: outcome.Value}
		}
	}
	lane := Lane{ID: s.Address(), Label: "From the first handoff to the last", Sub: "in bold: the longest way", Page: address.Whole(s)}
	stretches := plan.Timeline(s, of, start)
	shown := map[lang.Declaration]bool{}
	left := 0
	bars := map[int]string{}
	for k, x := range stretches {
		shown[x.Of] = true
		if len(stretches) > ServiceRows && !x.Longest {
			left++
			continue
		}
		v.Nodes = append(v.Nodes, stretchNode(k, x, start, lane.ID))
		bars[k] = v.Nodes[len(v.Nodes)-1].ID
	}
	for k, x := range stretches { // what follows what
		for j, before := range stretches {
			_, work := before.Of.(*lang.Process)
			_, handoff := x.Of.(*lang.Interface)
			follows := handoff && work && x.Handoff.Sender.Process == before.Of || !handoff && !work && x.Handoff != nil && x.Handoff == before.Handoff
			if !follows || bars[j] == "" || bars[k] == "" {
				continue
			}
			e := Edge{From: bars[j], To: bars[k], Style: Flow}
			if handoff {
				e.Style = styleOf(x.Handoff.Interface)
			}
			v.Edges = append(v.Edges, e)
		}
	}
	var answers []string
	for _, i := range s.Interfaces {
		if !shown[i.Interface] && i.IsAnswer() {
			shown[i.Interface] = true
			answers = append(answers, i.DisplayName())
		}
	}
	for _, i := range s.Interfaces {
		if !shown[i.Interface] {
			v.Nodes = append(v.Nodes, Node{ID: i.Address(), Label: i.DisplayName(), Sub: ends(i), Shape: Wait, Lane: lane.ID, Page: address.Whole(i),
				Span: &Span{Note: choose(len(stretches) == 0, "", "does not happen here")}})
		}
	}
	v.Lanes = []Lane{lane}
	if len(answers) > 0 {
		v.Notes = append(v.Notes, "Answers take no time of their own here, but that of the process which waits for them: "+strings.Join(answers, "; ")+".")
	}
	promise(&v, s, outcome, start)
	if left > 0 {
		v.Notes = append(v.Notes, fmt.Sprintf("%s off the longest way are left out; the landscape of the service shows them.", plural(left, "handoff or process", "handoffs and processes")))
	}
	if len(stretches) > 0 && !v.Timed() {
		v.Lanes[0].Sub = "" // nothing has a length, and no way is the longest
		for k := range v.Nodes {
			if span := v.Nodes[k].Span; span != nil {
				span.Longest = false
			}
		}
		v.Notes = []string{"Nothing in this flow has a figure, so that there is no time to show; it stands in the order in which the work gets there."}
	}
	if len(stretches) == 0 {
		v.Notes = append(v.Notes, "The map does not say where this service starts, so nothing can be placed in time.")
	}
	return v
}

// Timed reports whether a view along time has anything to show there: a bar that has a length.
func (v View) Timed() bool {
	return v.Axis != nil && slices.ContainsFunc(v.Nodes, func(n Node) bool { return n.Span != nil && n.Span.To > n.Span.From })
}

// stretchNode is the bar of one stretch.
func stretchNode(k int, x budget.Stretch, start time.Time, lane string) Node {
	n := Node{
		ID: fmt.Sprintf("%s %d", x.Of.Common().Address(), k+1), Label: x.Of.Common().DisplayName(), Lane: lane, Page: address.Whole(x.Of),
		Shape: Work, Of: []string{x.Of.Common().Address()},
		Span: &Span{From: x.From.Sub(start), To: x.To.Sub(start), Open: x.Open},
	}
	span := x.To.Sub(x.From)
	switch _, handoff := x.Of.(*lang.Interface); {
	case handoff:
		n.Shape, n.Sub = Wait, x.Handoff.Sender.DisplayName()+" → "+x.Handoff.Receiver.DisplayName()
		n.Span.Note = budget.Length(span) + " to accept"
	default:
		n.Span.Note = budget.Length(span)
	}
	switch {
	case x.Open && span <= 0:
		n.Span.Note = "no figure"
	case x.Open:
		n.Span.Note = "at least " + n.Span.Note
	case span <= 0:
		n.Span.Note = "at once"
	}
	n.Span.Longest = x.Longest
	return n
}

// ends says who hands to whom.
func ends(i *graph.Interface) string {
	from, to := "", ""
	if i.Sender != nil {
		from = i.Sender.DisplayName()
	}
	for k, h := range i.Handoffs {
		if k > 0 {
			to += ", "
		}
		to += h.Receiver.DisplayName()
	}
	return from + " → " + to
}

// promise marks what the service promises, and says what came of it.
func promise(v *View, s *graph.Service, o *budget.Outcome, start time.Time) {
	if o == nil {
		v.Notes = append(v.Notes, choose(s.SLA.Given(),
			"What the service promises has no figure that its flow could be held against.",
			"The service promises nothing; times are counted from a Monday morning."))
		return
	}
	words := o.Promise.Words()
	if o.Value != "" {
		words += " for " + o.Value
	}
	due := o.Due
	if o.Start.IsZero() { // no start breaks it, so that none was looked for
		due, _ = o.Promise.Finish(start)
	}
	v.Axis.Moments = append(v.Axis.Moments, Moment{Lane: s.Address(), At: due.Sub(start), Label: "promised: " + words, Kind: Promise})
	least := choose(o.AtLeast, "at least ", "")
	switch {
	case o.Broken && o.OnlyAgain:
		v.Notes = append(v.Notes, fmt.Sprintf("The promise holds at the first pass. Where work is handed back as often as it may be, the longest way ends %s%s after it.", least, budget.Length(o.Overrun())))
	case o.Broken:
		v.Notes = append(v.Notes, fmt.Sprintf("The longest way ends %s%s after the promise.", least, budget.Length(o.Overrun())))
	default:
		v.Notes = append(v.Notes, "The promise holds from every start"+choose(o.AtLeast, ", as far as there are figures.", "."))
	}
	v.Notes = append(v.Notes, fmt.Sprintf("Counted from %s%s, as late as everybody may be who keeps their own promise; nights and weekends count where a calendar is closed.",
		choose(o.Start.IsZero(), "", "the worst start, "), budget.Moment(start)))
}
