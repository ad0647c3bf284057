package render

import (
	"fmt"

	"handoff/graph"
	"handoff/graph/budget"
	"handoff/lang"
	"handoff/lang/finding"
)

// The films that are made of a map and its findings.

// findingsFilm counts what is wrong, by severity.
func findingsFilm(_ *graph.Graph, findings []finding.Finding) Film {
	f := Film{Name: "findings", Marks: map[string][]Mark{}}
	shapes := map[finding.Severity]Shape{finding.Error: MarkError, finding.Warning: MarkWarning, finding.Info: MarkInfo}
	shown, nowhere := 0, 0
	for _, s := range []finding.Severity{finding.Error, finding.Warning, finding.Info} { // the gravest first
		for _, x := range findings {
			switch {
			case x.Severity != s:
			case x.Address == "":
				nowhere++
			default:
				shown++
				f.Marks[x.Address] = join(f.Marks[x.Address], Mark{Shape: shapes[s], Count: 1, Full: string(s) + ": " + x.Summary + " (" + x.Rule + ")"})
			}
		}
	}
	if shown == 0 {
		f.About = "No findings."
	}
	if nowhere > 0 {
		f.About = plural(nowhere, "finding is", "findings are") + " about no one block, and not shown."
	}
	return f
}

// automationFilm counts what is done by systems and what by people: steps, and handoffs.
func automationFilm(g *graph.Graph, _ []finding.Finding) Film {
	f := Film{Name: "automation", Marks: map[string][]Mark{}}
	systems, all := 0, 0
	note := func(address, name string, automated bool) {
		all++
		m := Mark{Shape: MarkHand, Count: 1, Full: "by hand: " + name}
		if automated {
			systems++
			m = Mark{Shape: MarkAuto, Count: 1, Full: "automated: " + name}
		}
		f.Marks[address] = append(f.Marks[address], m)
	}
	for _, p := range g.Processes {
		for _, s := range p.Steps {
			note(s.Address(), s.DisplayName(), stepShape(s) == Automated)
		}
	}
	for _, i := range g.Interfaces {
		note(i.Address(), i.DisplayName(), i.Automated())
	}
	if all > 0 {
		f.About = fmt.Sprintf("In the whole map %d of %d steps and handoffs (%d %%) need no person.", systems, all, (100*systems+all/2)/all)
	}
	return f
}

// From which share of a promise on it is called near.
const nearShare = 0.75

// riskFilm says how much of every promise is used up.
func riskFilm(g *graph.Graph, _ []finding.Finding) Film {
	f := Film{Name: "sla-risk", Marks: map[string][]Mark{}, Tones: map[string]Shape{},
		About: fmt.Sprintf("The share of a promise that the longest way uses up if everybody takes as long as they may; what promises nothing has no figure. "+
			"Whether it can be broken is looked for from every start; the share of a promise that holds is the largest from %d starts in a week.", budget.Starts)}
	plan := budget.Promised(g)
	note := func(d lang.Declaration, share budget.Share, o *budget.Outcome) {
		broken := o != nil && o.Broken
		if broken && o.Due.After(o.Start) { // the worst start may be none of those that shares are taken from
			if of := float64(o.Done.Sub(o.Start)) / float64(o.Due.Sub(o.Start)); of > share.Of {
				share.Of, share.Value = of, o.Value
			}
		}
		m := Mark{Shape: MarkRoom, Text: fmt.Sprintf("%.0f %%", 100*share.Of), Rank: int(1000 * share.Of)}
		tone := ToneGood
		switch {
		case broken || share.Of > 1.0005:
			m.Shape, tone = MarkOver, ToneBad
			m.Rank += 1 << 20
		case share.Of >= nearShare:
			m.Shape, tone = MarkNear, ToneNear
		}
		if share.Of < 0.005 {
			m.Text = "< 1 %"
		}
		if share.AtLeast {
			m.Text = "≥ " + m.Text
		}
		m.Full = d.Common().DisplayName() + " uses " + m.Text + " of its promise"
		if share.Value != "" {
			m.Full += " for " + share.Value
		}
		address := d.Common().Address()
		f.Marks[address], f.Tones[address] = []Mark{m}, tone
	}
	for _, p := range g.Processes {
		if share, ok := plan.ProcessShare(p); ok && share.Of > 0 {
			note(p.Process, share, plan.Process(p))
		}
	}
	for _, i := range g.Interfaces {
		for _, h := range i.Handoffs {
			if share, ok := plan.InterfaceShare(h); ok && share.Of > 0 {
				note(i.Interface, share, plan.Interface(h))
				break
			}
		}
	}
	for _, s := range g.Services {
		if share, ok := plan.ServiceShare(s); ok && share.Of > 0 {
			note(s.Service, share, plan.Service(s))
		}
	}
	return f
}
