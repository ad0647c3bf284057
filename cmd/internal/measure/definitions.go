package measure

import (
	"fmt"
	"strings"

	"handoff/graph/kpi"
)

// Definitions is the page of all definitions, in Markdown.
func Definitions() string {
	var b strings.Builder
	b.WriteString("# How figures are worked out\n\n")
	b.WriteString("A case goes from hand to hand. A *hand* is what `by` of the source block says: a group, by default, and two groups that the map takes for one team are one hand. " +
		"A *segment* is a maximal run of events in one hand, in order of time (events of one instant by the tie-break column, else as they stand in the log); events without a hand are passed over. " +
		"Where one segment ends and the next begins is a *handoff*. Words of the lists `queued`, `accepted`, `paused`, `failed`, `start` and `stop` are looked up in the state and in the activity of an event.\n\n" +
		"Medians and percentiles interpolate linearly between order statistics (Hyndman and Fan 1996, type 7). Shares of fewer than " + fmt.Sprint(kpi.FewCases) + " are shown as counts.\n\n" +
		"A period or a month takes the cases whose clock stopped in it (those that are open, by their last event), with all their handoffs; months are those of UTC.\n\n" +
		"Where the work goes on in another case (`links` of the source block: an incident names its problem), that is a handoff along the interface that `links` says, from the first event that names the other case to that case's first `accepted` event; " +
		"without `queued` and `accepted` states, to its first event. A case that had been taken up before it was named, such as the problem of a tenth incident, is joined: nobody waited, and there is no wait to count. One that is over and never was accepted waited until it was over. " +
		"Its pauses are those of the other case, its priority that of the case that names it, and `complete` runs until the other case is over. Of two cases with one name the first is meant, and of a case with a link and a period, only the case that names the other must lie in it. " +
		"These handoffs are counted for their interface and their pair of hands; the figures of the whole log and of its months are those inside of cases. *Trap.* Without queue states, a tool that opens the other record before it is named makes every handoff look joined.\n")
	for _, d := range kpi.Definitions {
		better := map[string]string{"less": "; less is better", "more": "; more is better"}[d.Better]
		fmt.Fprintf(&b, "\n## %s\n\n`%s`, in: %s%s.\n\n%s\n\n*Traps.* %s\n\n*After* %s\n", d.Title, d.Name, d.Unit, better, d.Text, d.Traps, d.From)
	}
	return b.String()
}
