package schema

import (
	"fmt"

	"handoff/check"
	"handoff/graph"
	"handoff/lang"
	"handoff/lang/finding"
)

// NoShape finds what is passed without anybody having said what it is.
var NoShape = check.Rule{
	ID: "schema/no-shape", Severity: finding.Warning, Kind: check.Absence,
	Title: "An artifact that is passed and has no fields",
	What:  "An artifact that crosses an interface and has no fields, of its own or from a schema file: one finding an artifact. And an interface between processes that does not say what it carries at all.",
	Why:   "The two ends are connected, but there is no agreed meaning: each side has its own idea of what is in the record.",
	Bad: `
process "delivery" { owner = role.rider }
process "complaints" { owner = role.rider }
interface "gripe_to_desk" {
  from    = process.delivery
  to      = process.complaints
  carries = artifact.gripe
}
artifact "gripe" {}
role "rider" {}
`,
	Good: `
process "delivery" { owner = role.rider }
process "complaints" { owner = role.rider }
interface "gripe_to_desk" {
  from    = process.delivery
  to      = process.complaints
  carries = artifact.gripe
}
artifact "gripe" {
  field "text" { type = string }
}
artifact "poem" {}
role "rider" {}
`,
	Run: func(p *check.Pass) {
		crossing := map[*lang.Artifact][]*graph.Handoff{}
		var order []*lang.Artifact
		enter := func(a *lang.Artifact, h *graph.Handoff) {
			if a == nil || !graph.Own(a) || a.Record == nil || !shapeless(a) || a.Schema.Given() {
				return
			}
			if crossing[a] == nil {
				order = append(order, a)
			}
			crossing[a] = append(crossing[a], h)
		}
		for _, h := range p.Graph.Handoffs {
			enter(h.Sent, h)
			if h.Received != h.Sent {
				enter(h.Received, h)
			}
			if carriesNothing(h) && h == h.Interface.Handoffs[0] {
				p.Report(finding.Finding{
					Summary: "Handoff carries nothing", Address: h.Interface.Address(), Range: check.Header(h.Interface),
					Detail: fmt.Sprintf("%s joins %s to %s and does not say what is passed.", check.Name(h.Interface), check.Name(h.Sender), check.Name(h.Receiver)),
					Help:   "Say which record it is: `carries = artifact.…`.",
				})
			}
		}
		for _, a := range order {
			list := crossing[a]
			f := finding.Finding{
				Summary: "Artifact has no fields", Address: a.Address(), Range: check.Header(a),
				Detail: fmt.Sprintf("%s is passed in %s, and nobody has said what is in it.", check.Name(a), check.Count(len(list), "handoff")),
				Help:   "Declare its fields (`field \"…\" { type = … }`), or name the JSON Schema you have: `schema = \"….json\"`.",
			}
			for k, h := range list[:min(len(list), 5)] {
				if k == 0 || list[k-1].Interface != h.Interface {
					f.Related = append(f.Related, check.Related("It is passed here.", h.Interface))
				}
			}
			p.Report(f)
		}
	},
}

// carriesNothing reports whether nothing is said of the record, at neither end.
func carriesNothing(h *graph.Handoff) bool {
	return h.Sent == nil && h.Received == nil && h.Output.Declared == nil && h.Input.Declared == nil && !h.Interface.Carries.Given() && !h.Interface.Creates.Given()
}
