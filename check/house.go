package check

import (
	"fmt"

	"handoff/check/house"
	"handoff/lang"
	"handoff/lang/finding"
)

// houseRule makes a rule of a `rule` block; nil where it does not compile, which has been reported. It is silent while part of the map cannot be
// read: what a block inherits may stand there.
func houseRule(h *lang.Rule) *Rule {
	if !house.Sound(h) {
		return nil
	}
	severity := finding.Severity(h.Severity.Value)
	if severity.Rank() == 0 { // none, or a word that is none
		severity = finding.Warning
	}
	return &Rule{
		ID: HousePrefix + h.Name, Severity: severity, Title: h.DisplayName(), Kind: Absence, house: true,
		Run: func(p *Pass) {
			failures, problem := house.Judge(p.Map, p.Graph, h)
			for _, f := range failures {
				p.Report(finding.Finding{
					Summary: h.DisplayName(), Detail: f.Message, Help: h.Description.Value, Address: f.Address, Range: f.Range,
					Related: []finding.Related{Related("The rule of the house is declared here.", h)},
				})
			}
			if problem != nil {
				f := finding.Finding{
					Rule: RuleHouseRule, Severity: finding.Error, Summary: "House rule cannot be judged", Address: h.Address(), Range: problem.Range, Key: problem.Argument,
					Detail: fmt.Sprintf("`%s` failed on `%s`: %s", h.Address(), problem.Address, problem.Detail), Help: problem.Help,
				}
				if !problem.Block.IsZero() {
					f.Related = []finding.Related{{Message: "It failed on this block.", Address: problem.Address, Range: problem.Block}}
				}
				*p.findings = append(*p.findings, f)
			}
		},
	}
}
