// Package touchpoints lists every handoff of a map on a line: what is passed, who answers for it, what is promised, how it is carried, how
// it is measured, and what the rules found there. It is the list that whoever is to integrate several suppliers or teams asks for first,
// and the sums below it are the ones that they report.
//
// It joins what graph knows with what check found, which is why it belongs to neither.
package touchpoints

import (
	"slices"
	"strings"

	"handoff/graph"
	"handoff/lang"
	"handoff/lang/finding"
)

// List is the handoffs of a map, or of one service of it, in the order in which they are written, or of the service's flow.
type List struct {
	Service  *Name // nil for the whole map
	Handoffs []Handoff
	// Services sums up each service that is listed, NoService the handoffs that are in none, and Totals them all. A handoff that is in two
	// services counts in both, and once in the totals.
	Services  []ServiceTotals
	NoService Totals
	Totals    Totals
}

// Handoff is one declared interface, whatever the number of its receivers.
type Handoff struct {
	Name
	Services []Name
	Artifact *Name // the sender's record; nil where the map does not say
	Becomes  *Name // the receiver's, where it is another
	From     Name
	To       []Name
	// Owners are accountable for it: one, where all is well.
	Owners     []Name
	Integrator *Name // owns the joint; nil where nobody does
	SLA        SLA
	Automated  bool
	Via        []Name // the systems that carry it
	KPIs       []Name // of the interface or of a service whose flow it is in
	Findings   Findings
}

// Name is a block of the map: its address and its title. Of a reference that leads nowhere the address is what was written.
type Name struct {
	Address string `json:"address"`
	Title   string `json:"title"`
}

// Findings counts findings by severity.
type Findings struct {
	Error   int `json:"error"`
	Warning int `json:"warning"`
	Info    int `json:"info"`
}

// Of lists the handoffs of a service's flow; of the map itself where service is nil.
func Of(g *graph.Graph, service *graph.Service, findings []finding.Finding) *List {
	out := &List{}
	var interfaces []*graph.Interface
	services := g.Services
	if service != nil {
		out.Service = known(service.Service)
		interfaces, services = service.Interfaces, []*graph.Service{service}
	} else {
		for _, i := range g.Interfaces {
			if graph.Own(i) || len(i.Services) > 0 {
				interfaces = append(interfaces, i)
			}
		}
	}
	measured, found := kpis(g), count(findings)
	at := map[*graph.Interface]*Handoff{}
	out.Handoffs = make([]Handoff, len(interfaces))
	for n, i := range interfaces {
		h := &out.Handoffs[n]
		*h = describe(i, measured)
		h.Findings = found[h.Address]
		at[i] = h
		out.Totals.add(h)
		if len(i.Services) == 0 {
			out.NoService.add(h)
		}
	}
	for _, s := range services {
		sum := ServiceTotals{Name: *known(s.Service)}
		for _, i := range s.Interfaces {
			sum.add(at[i])
		}
		out.Services = append(out.Services, sum)
	}
	return out
}

func describe(i *graph.Interface, measured map[lang.Declaration][]*lang.KPI) Handoff {
	h := Handoff{
		Name: *known(i.Interface), From: end(i.From), SLA: promised(i), Automated: i.Automated(),
		Owners: people(i.Row.Accountable), KPIs: names(measured[i.Interface]),
	}
	for _, s := range i.Services {
		h.Services = append(h.Services, *known(s.Service))
		for _, k := range names(measured[s.Service]) {
			if !slices.Contains(h.KPIs, k) {
				h.KPIs = append(h.KPIs, k)
			}
		}
	}
	for _, r := range i.To {
		h.To = append(h.To, end(r))
	}
	for _, r := range i.Via {
		h.Via = append(h.Via, referred(r))
	}
	if i.Joint != nil {
		h.Integrator = &people([]graph.Part{*i.Joint})[0]
	}
	h.Artifact, h.Becomes = records(i)
	return h
}

// records are the record that is sent and, where it is another, the one that is received.
func records(i *graph.Interface) (sent, becomes *Name) {
	for _, h := range i.Handoffs {
		if sent == nil && h.Sent != nil {
			sent = known(h.Sent)
		}
		if becomes == nil && h.Received != nil && h.Received != h.Sent {
			becomes = known(h.Received)
		}
	}
	return sent, becomes
}

// kpis are the figures that measure a block, in source order.
func kpis(g *graph.Graph) map[lang.Declaration][]*lang.KPI {
	out := map[lang.Declaration][]*lang.KPI{}
	for _, k := range g.Map.KPIs {
		for _, d := range k.Of.Resolved() {
			if !slices.Contains(out[d], k) {
				out[d] = append(out[d], k)
			}
		}
	}
	return out
}

// count gathers findings by the interface they are about. One that was folded into another counts where it is about another handoff: each
// of the two has the problem.
func count(findings []finding.Finding) map[string]Findings {
	out := map[string]Findings{}
	for _, f := range findings {
		var told []string
		for _, one := range append([]finding.Finding{f}, f.Folded...) {
			about := handoffOf(one.Address)
			if about == "" || slices.Contains(told, about) {
				continue
			}
			told = append(told, about)
			sum := out[about]
			sum.Error, sum.Warning, sum.Info = plus(sum, one.Severity)
			out[about] = sum
		}
	}
	return out
}

func plus(f Findings, s finding.Severity) (errors, warnings, infos int) {
	e, w, i := finding.Count([]finding.Finding{{Severity: s}})
	return f.Error + e, f.Warning + w, f.Info + i
}

// handoffOf is the interface that an address is, or is a part of; "" where it is neither.
func handoffOf(address string) string {
	parts := strings.Split(address, ".")
	for n := 0; n < 2 && n+1 < len(parts); n++ { // behind the alias of an import
		if parts[n] == string(lang.KindInterface) {
			return strings.Join(parts[:n+2], ".")
		}
	}
	return ""
}

// end is one side of a handoff: the process, and the step where one is named.
func end(r lang.Reference) Name {
	switch d := r.Target.(type) {
	case *lang.Port:
		return Name{d.Address(), d.Process.DisplayName()}
	case *lang.Step:
		return Name{d.Address(), d.Process.DisplayName() + ", " + d.DisplayName()}
	}
	return referred(r)
}

func known(d interface {
	Address() string
	DisplayName() string
}) *Name {
	return &Name{d.Address(), d.DisplayName()}
}

func referred(r lang.Reference) Name {
	if r.Target == nil {
		return Name{r.Address(), r.Address()}
	}
	return *known(r.Target.Common())
}

// people are those who have a letter. Somebody who is named but not known shows as "?": that there is somebody is known.
func people(parts []graph.Part) []Name {
	var out []Name
	for _, p := range parts {
		n := Name{"", "?"}
		if p.Who != nil {
			n = *known(p.Who.Common())
		}
		if !slices.Contains(out, n) {
			out = append(out, n)
		}
	}
	return out
}

func names(list []*lang.KPI) []Name {
	var out []Name
	for _, k := range list {
		out = append(out, *known(k))
	}
	return out
}
