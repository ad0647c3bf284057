package touchpoints

import (
	"encoding/json"
	"io"
)

// FormatVersion is raised when the JSON changes in a way that readers would notice; new keys do not count.
const FormatVersion = 1

// JSON is the list for programs. Its keys are a public contract.
var JSON = Format{
	Name: "json",
	Doc:  "for programs: every handoff with addresses and titles, and the totals",
	Write: func(w io.Writer, l *List, _ int) error {
		out := document{
			FormatVersion: FormatVersion, Service: l.Service,
			Handoffs: []jsonHandoff{}, Services: []jsonService{}, Totals: totals(l.Totals),
		}
		for _, h := range l.Handoffs {
			out.Handoffs = append(out.Handoffs, jsonHandoff{
				Name: h.Name, Services: list(h.Services), Artifact: h.Artifact, Becomes: h.Becomes, From: h.From, To: list(h.To),
				Owners: list(h.Owners), Integrator: h.Integrator, SLA: h.SLA, Mode: h.mode(), Via: list(h.Via), KPIs: list(h.KPIs),
				Findings: h.Findings,
			})
		}
		for _, s := range l.Services {
			out.Services = append(out.Services, jsonService{s.Name, totals(s.Totals)})
		}
		if l.Service == nil {
			none := totals(l.NoService)
			out.NoService = &none
		}
		enc := json.NewEncoder(w)
		enc.SetEscapeHTML(false)
		enc.SetIndent("", "  ")
		return enc.Encode(out)
	},
}

type document struct {
	FormatVersion int           `json:"format_version"`
	Service       *Name         `json:"service,omitempty"` // the one that was asked for
	Handoffs      []jsonHandoff `json:"handoffs"`
	Services      []jsonService `json:"services"`
	NoService     *jsonTotals   `json:"no_service,omitempty"`
	Totals        jsonTotals    `json:"totals"`
}

type jsonHandoff struct {
	Name
	Services   []Name   `json:"services"`
	Artifact   *Name    `json:"artifact"`
	Becomes    *Name    `json:"becomes,omitempty"`
	From       Name     `json:"from"`
	To         []Name   `json:"to"`
	Owners     []Name   `json:"owners"`
	Integrator *Name    `json:"integrator"`
	SLA        SLA      `json:"sla"`
	Mode       string   `json:"mode"`
	Via        []Name   `json:"via"`
	KPIs       []Name   `json:"kpis"`
	Findings   Findings `json:"findings"`
}

type jsonService struct {
	Name
	jsonTotals
}

type jsonTotals struct {
	Handoffs       int      `json:"handoffs"`
	Automated      share    `json:"automated"`
	WithSLA        share    `json:"with_sla"`
	WithKPI        share    `json:"with_kpi"`
	WithIntegrator share    `json:"with_integrator"`
	Findings       Findings `json:"findings"`
}

// share is how many, and in whole percent.
type share struct {
	Count   int `json:"count"`
	Percent int `json:"percent"`
}

func totals(t Totals) jsonTotals {
	of := func(n int) share { return share{n, Percent(n, t.Handoffs)} }
	return jsonTotals{t.Handoffs, of(t.Automated), of(t.SLA), of(t.KPI), of(t.Integrator), t.Findings}
}

// list is never null.
func list(n []Name) []Name {
	if n == nil {
		return []Name{}
	}
	return n
}
