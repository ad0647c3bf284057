package cases

import (
	"testing"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/stretchr/testify/require"

	"handoff/lang"
	"handoff/lang/finding"
	"handoff/lang/types"
)

// FuzzConditions: whatever is written, nothing panics, what certainly holds also may, and both ways of asking agree.
func FuzzConditions(f *testing.F) {
	for _, text := range []string{
		`incident.priority == "P1" && !(incident.security || incident.repeat_count < 3)`,
		`null && true`, `local.nothing || incident.vip`, `incident.impact == null ? incident.cost >= 1.5 : contains(local.urgent, incident.priority)`,
		`contains([], incident.priority)`, `contains([null, 1], incident.repeat_count)`, `incident == null`, `incident["priority"] == "P1"`,
		`incident.logs[0] == "x" || incident.logs == null`, `"${incident.security}" == true`, `-incident.cost < 1`, `1 / 0 > incident.cost`,
		`incident.repeat_count == -5 || incident.repeat_count > 1e300`, `incident.reporter.vip != false`, `[for x in incident.logs : x] == []`,
	} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		expr, problems := hclsyntax.ParseExpression([]byte(text), "test.hcl", hcl.InitialPos)
		if problems.HasErrors() || len(text) > 500 {
			return
		}
		c := lang.Expression{Syntax: expr, Text: text, Range: finding.FromHCL(expr.Range())}
		scope := Scope{Records: map[string]*types.Type{"incident": types.With(incident, "logs"), "broken": nil}, Locals: locals}
		s := New(scope, []lang.Expression{c, c}, nil)
		where := s.Condition(c)
		if s.Exhausted() {
			return
		}
		require.True(t, s.Within(where.Holds, where.May))
		left := s.Certain(s.Subtract(s.All(), where.May))
		require.True(t, s.Intersect(left, where.May).Empty())
		s.Examples(left)
		s.Undecided()
	})
}
