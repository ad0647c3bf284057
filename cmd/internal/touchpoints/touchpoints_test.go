package touchpoints

import (
	"bytes"
	"encoding/csv"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"handoff/cmd/internal/terminal"
	"handoff/graph"
	"handoff/lang"
	"handoff/lang/finding"
)

const shop = `
process "a" { owner = role.r }
process "b" { owner = role.r }
process "c" { owner = role.r }
role "r" {}
role "s" {}
system "till" {}
interface "one" {
  from = process.a
  to   = [process.b, process.c]
  mode = "automated"
  via  = system.till
  sla { complete = "2h" }
}
interface "two" {
  from       = process.b
  to         = process.c
  integrator = role.s
}
interface "three" {
  from = process.c
  to   = process.a
}
service "long" {
  flow = [interface.two, interface.one]
}
service "short" {
  integrator = role.r
  flow       = [interface.one]
}
kpi "speed" {
  metric = "lead_time"
  of     = [service.short, interface.three, interface.three]
}
`

func load(t *testing.T, text string) *graph.Graph {
	t.Helper()
	return graph.Build(lang.Load(fstest.MapFS{"a.handoff.hcl": {Data: []byte(text)}}, lang.Options{}))
}

func TestTotals(t *testing.T) {
	g := load(t, shop)
	l := Of(g, nil, []finding.Finding{
		{Severity: finding.Error, Address: "interface.one"},
		{Severity: finding.Warning, Address: "interface.one.create.x"},
		{Severity: finding.Info, Address: "interface.three"},
		{Severity: finding.Error, Address: "process.a.output.interface"}, // no handoff
		// Folded: one finding, which is at two handoffs.
		{Severity: finding.Error, Address: "interface.one", Folded: []finding.Finding{
			{Severity: finding.Error, Address: "interface.one"}, {Severity: finding.Error, Address: "interface.two"},
		}},
	})
	one, two, three := Findings{Error: 2, Warning: 1}, Findings{Error: 1}, Findings{Info: 1}
	assert.Equal(t, Totals{Handoffs: 3, Automated: 1, SLA: 1, KPI: 2, Integrator: 2, Findings: Findings{3, 1, 1}}, l.Totals)
	assert.Equal(t, Totals{Handoffs: 1, KPI: 1, Findings: three}, l.NoService)
	require.Len(t, l.Services, 2)
	assert.Equal(t, Totals{Handoffs: 2, Automated: 1, SLA: 1, KPI: 1, Integrator: 2, Findings: Findings{3, 1, 0}}, l.Services[0].Totals)
	assert.Equal(t, Totals{Handoffs: 1, Automated: 1, SLA: 1, KPI: 1, Integrator: 1, Findings: one}, l.Services[1].Totals)

	require.Len(t, l.Handoffs, 3)
	assert.Equal(t, []Findings{one, two, three}, []Findings{l.Handoffs[0].Findings, l.Handoffs[1].Findings, l.Handoffs[2].Findings})
	assert.Equal(t, []Name{{"process.b", "B"}, {"process.c", "C"}}, l.Handoffs[0].To)
	assert.Equal(t, []Name{{"kpi.speed", "Speed"}}, l.Handoffs[2].KPIs)

	// A service's list is in the order of its flow.
	l = Of(g, g.Services[0], nil)
	assert.Equal(t, "interface.two", l.Handoffs[0].Address)
	assert.Equal(t, 2, l.Totals.Handoffs)
	assert.Len(t, l.Services, 1)
}

func TestPercent(t *testing.T) {
	for _, c := range [][3]int{{0, 0, 0}, {0, 9, 0}, {9, 9, 100}, {2, 3, 67}, {1, 3, 33}, {999, 1000, 99}, {1, 1000, 1}} {
		assert.Equal(t, c[2], Percent(c[0], c[1]), "%d of %d", c[0], c[1])
	}
}

func TestInert(t *testing.T) {
	for in, want := range map[string]string{
		"plain": "plain", "a=b": "a=b", "=1+1": "'=1+1", " \t@SUM(A1)": "'@SUM(A1)", "-": "'-", "a; =1": "a; '=1", "+4": "'+4", "": "",
	} {
		assert.Equal(t, want, inert(in), "%q", in)
	}
}

// Whatever the titles, no line is wider than the terminal, and every format reads back.
func TestFits(t *testing.T) {
	title := `|` + strings.Repeat("長い名前", 20) + ` \u001b[31m ` + "`code` " + strings.Repeat("x", 200)
	g := load(t, strings.ReplaceAll(shop, `process "b" { owner = role.r }`, "process \"b\" {\n title = \""+title+"\"\n}\n")+"\ninterface \"four\" {\n title = \""+title+"\"\n from = process.a\n to = process.b\n}\n")
	require.Len(t, g.Interfaces, 4)
	l := Of(g, nil, nil)
	for _, width := range []int{60, 80, 99, 100, 140, 0} {
		var b bytes.Buffer
		require.NoError(t, Table.Write(&b, l, width))
		for line := range strings.Lines(b.String()) {
			line = strings.TrimSuffix(line, "\n")
			assert.Equal(t, terminal.Line(line), line)
			limit := width
			if limit == 0 {
				limit = paper
			}
			assert.LessOrEqual(t, terminal.Width(line), limit, line)
		}
	}
	var b bytes.Buffer
	require.NoError(t, CSV.Write(&b, l, 0))
	rows, err := csv.NewReader(&b).ReadAll() // which wants as many cells in every line
	require.NoError(t, err)
	assert.Len(t, rows, 5)
	b.Reset()
	require.NoError(t, Markdown.Write(&b, l, 0))
	for line := range strings.Lines(b.String()) {
		if strings.HasPrefix(line, "| F") || strings.Contains(line, "interface.") {
			bars := strings.Count(strings.ReplaceAll(line, `\|`, ""), "|")
			assert.Equal(t, len(columns)+1, bars, line)
		}
	}
}
