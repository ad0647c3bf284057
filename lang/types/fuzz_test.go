package types

import (
	"testing"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/stretchr/testify/require"
)

func FuzzCheck(f *testing.F) {
	for _, s := range []string{`incident.priority == "P9"`, "[for c in incident.cis : c.name if c.owner != null]", `"${incident.title}-%{ if incident.security }x%{ endif }"`,
		"incident.cis[*].parent[*].name", `{ a = incident.logs[0], (incident.title) = 1 }`, "coalesce(incident.logs, [])...", "incident.either.a[incident.free] ? 1 : null"} {
		f.Add(s)
	}
	w, scope := hand(f)
	title, _ := w["problem"].Field("approval")
	f.Fuzz(func(t *testing.T, src string) {
		if depth(src) > maxDepth {
			return
		}
		expr, diags := hclsyntax.ParseExpression([]byte(src), "f", hcl.InitialPos)
		if diags.HasErrors() {
			return
		}
		for _, r := range []Result{Infer(expr, scope), CheckCondition(expr, scope), Check(expr, Target{Type: title.Type, Name: "problem.approval"}, scope)} {
			require.NotNil(t, r.Type)
			for _, found := range r.Findings {
				require.NotEmpty(t, found.Detail)
				require.LessOrEqual(t, found.Range.Start.Byte, found.Range.End.Byte)
				require.LessOrEqual(t, found.Range.End.Byte, len(src))
			}
		}
	})
}
