// Package measure holds the rules that judge what an event log came to: where the map says one thing and the log another. They are no part of a
// check, which reads nothing but the map; `handoff measure` runs them.
package measure

import (
	"fmt"
	"math"
	"time"

	"handoff/check"
	"handoff/graph/kpi"
	"handoff/lang"
	"handoff/lang/finding"
)

// seldom is the option of rules that leave alone what happened only now and then.
func seldom(times int) check.Option {
	return check.Option{Name: "min", Doc: "How often it must have happened: less is taken for a slip.", Default: times}
}

// about begins a finding that points at a block; nil where the map has none of that address.
func about(p *check.Pass, address string) (lang.Declaration, *finding.Finding) {
	d := p.Map.Lookup(address)
	if d == nil {
		return nil, nil
	}
	return d, &finding.Finding{Address: address, Range: check.Header(d)}
}

// related adds the other end.
func related(p *check.Pass, f *finding.Finding, message, address string) {
	if d := p.Map.Lookup(address); d != nil {
		f.Related = append(f.Related, check.Related(message, d))
	}
}

// percent is a share in a text: counts where there are few.
func percent(part, of int) string {
	if of < kpi.FewCases {
		return fmt.Sprintf("%d of %d", part, of)
	}
	return fmt.Sprintf("%s of %d", per(part, of), of)
}

func per(part, of int) string {
	share := 100 * float64(part) / float64(max(of, 1))
	if share > 0 && share < 10 || share > 90 && share < 100 {
		return fmt.Sprintf("%.1f %%", share)
	}
	return fmt.Sprintf("%.0f %%", share)
}

// length is a time in a text: "4 hours 10 minutes", "12 days".
func length(seconds float64) string {
	d := time.Duration(math.Round(seconds)) * time.Second
	switch {
	case d < time.Minute:
		return check.Count(int(d/time.Second), "second")
	case d < time.Hour:
		return check.Count(int(d.Round(time.Minute)/time.Minute), "minute")
	case d < 48*time.Hour:
		return fmt.Sprintf("%.1f hours", d.Hours())
	}
	return fmt.Sprintf("%.1f days", d.Hours()/24)
}
