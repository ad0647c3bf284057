package touchpoints

// Totals are the sums over some handoffs.
type Totals struct {
	Handoffs   int
	Automated  int
	SLA        int // with a promise of their own
	KPI        int // measured by a KPI of their own, or of a service they are in
	Integrator int // with somebody who owns the joint
	Findings   Findings
}

// ServiceTotals are those of one service's flow.
type ServiceTotals struct {
	Name
	Totals
}

func (t *Totals) add(h *Handoff) {
	t.Handoffs++
	for _, c := range []struct {
		has bool
		sum *int
	}{{h.Automated, &t.Automated}, {h.SLA.Given(), &t.SLA}, {len(h.KPIs) > 0, &t.KPI}, {h.Integrator != nil, &t.Integrator}} {
		if c.has {
			*c.sum++
		}
	}
	t.Findings.Error += h.Findings.Error
	t.Findings.Warning += h.Findings.Warning
	t.Findings.Info += h.Findings.Info
}

// Percent is n of all in whole percent. It is 100 only for all of them and 0 only for none, however many there are; 0 of none.
func Percent(n, all int) int {
	switch {
	case n == 0 || all == 0:
		return 0
	case n == all:
		return 100
	}
	return min(max((100*n+all/2)/all, 1), 99)
}
