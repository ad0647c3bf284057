package types

// Schemas that people run, and what a careful reader says of their versions.

import (
	"os"
	"testing"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func igluSchema(t *testing.T, name string) *Record {
	t.Helper()
	src, err := os.ReadFile("testdata/iglu/" + name + ".json")
	require.NoError(t, err)
	d, wrong := ReadSchema(name+".json", src)
	require.Empty(t, brief(wrong))
	r := &Record{Address: "artifact." + name}
	require.True(t, d.Describe(r))
	return r
}

func TestVersionsOfRealSchemas(t *testing.T) {
	one, two, three := igluSchema(t, "sendgrid-bounce-1-0-0"), igluSchema(t, "sendgrid-bounce-2-0-0"), igluSchema(t, "sendgrid-bounce-3-0-0")

	// Version 2 wants an address where version 1 took any text, and bounds an id that was free. Its four new fields are optional.
	assert.Equal(t, `no
different email: The sender has string, the receiver wants email.
undecided sg_event_id: The receiver demands minLength 22, of which the sender says nothing.
undecided sg_event_id: The receiver demands maxLength 4096, of which the sender says nothing.`, told(Compatible(Of(one), Of(two))))

	// Version 3 takes any text again, but bounds its length, and that of the IP address: whether an IPv4 address has 45 letters at
	// most is no matter of types. The wider number does no harm.
	assert.Equal(t, `undecided
undecided ip: The receiver demands maxLength 45, of which the sender says nothing.
undecided email: The receiver demands maxLength 320, of which the sender says nothing.`, told(Compatible(Of(two), Of(three))))

	// Back to version 2, the address is no promise any more, and the number is wider than it was.
	back := Compatible(Of(three), Of(two))
	assert.Equal(t, No, back.Answer)
	assert.Contains(t, told(back), "different email: The sender has string, the receiver wants email.")
	assert.Contains(t, told(back), "different asm_group_id: The sender allows maximum 9223372036854775807, the receiver only maximum 32767.")

	assert.Equal(t, "yes", told(Compatible(Of(three), Of(three))))
}

func TestRealSchemasHoldSamples(t *testing.T) {
	v, err := NewValidator(Of(igluSchema(t, "sendgrid-bounce-3-0-0")))
	require.NoError(t, err)
	found, err := v.ValidateJSON([]byte(`{"email": "a@example.org", "timestamp": 1513299569, "event": "bounce", "category": ["a"], "asm_group_id": -1}`))
	require.NoError(t, err)
	var got []string
	for _, violation := range found {
		got = append(got, violation.Path)
	}
	assert.Equal(t, []string{"asm_group_id", "timestamp"}, got)

	incident := igluSchema(t, "pagerduty-incident-1-0-0")
	assert.Equal(t, Yes, Compatible(Of(incident), Of(incident)).Answer)
}

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
