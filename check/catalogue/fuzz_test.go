package catalogue

import (
	"testing"
	"testing/fstest"

	"handoff/check"
	"handoff/lang"
)

// FuzzRules: no map makes a rule fail, whatever is wrong with it.
func FuzzRules(f *testing.F) {
	for _, rule := range Rules {
		f.Add(rule.Bad)
		f.Add(rule.Good)
	}
	f.Fuzz(func(t *testing.T, text string) {
		m := lang.Load(fstest.MapFS{"a.handoff.hcl": {Data: []byte(text)}}, lang.Options{})
		for _, finding := range run(m, Rules...).Findings {
			if finding.Rule == check.RulePanic {
				t.Errorf("%s", finding.Detail)
			}
		}
	})
}
