package lang_test

import (
	"fmt"
	"runtime"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"handoff/lang"
)

// A few lines that would unfold to more than any memory holds are told at the place where it becomes too much, and the rest of the map is read.
func TestLocalsThatUnfoldWithoutEnd(t *testing.T) {
	tripled := func(first, next string) string {
		text := "locals {\n  a0 = " + first + "\n"
		for i := range 60 {
			text += fmt.Sprintf("  a%d = %s\n", i+1, strings.ReplaceAll(next, "X", fmt.Sprintf("local.a%d", i)))
		}
		return text + "}\nrole \"r\" {\n  tags = local.a60\n}\n"
	}
	used := func(of string) string { // no local is large, and all that is made of them is
		var text strings.Builder
		fmt.Fprintf(&text, "locals {\n  much = %s\n}\n", of)
		for i := range 5000 {
			fmt.Fprintf(&text, "role \"r%d\" {\n  tags = local.much\n}\n", i)
		}
		return text.String()
	}
	// Each of the limits has something that it alone holds back, or holds back first.
	for name, c := range map[string]struct{ text, summary string }{
		"texts":        {tripled(`"abcdefghij"`, `"${X}${X}${X}"`), "Text is too long"},
		"lists":        {tripled(`["abcdefghij"]`, `[X, X, X]`), "Locals unfold to too much"},
		"objects":      {tripled(`{ x = "abcdefghij" }`, `{ x = X, y = X, z = X }`), "Locals unfold to too much"},
		"many uses":    {used("[" + strings.Repeat(`"a", `, 5000) + "]"), "Locals unfold to too much"},
		"long texts":   {used(`["` + strings.Repeat("x", 50_000) + `"]`), "Locals unfold to too much"},
		"a long chain": {chain(3000), "Nested too deep"},
	} {
		t.Run(name, func(t *testing.T) {
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			m := lang.Load(files("a.handoff.hcl", c.text, "b.handoff.hcl", "role \"rest\" {}\n"), lang.Options{})
			runtime.ReadMemStats(&after)
			require.NotEmpty(t, m.Findings)
			assert.Equal(t, c.summary, m.Findings[0].Summary)
			assert.NotZero(t, m.Findings[0].Range.Start.Column)
			assert.NotNil(t, m.Lookup("role.rest"))
			assert.Less(t, after.TotalAlloc-before.TotalAlloc, uint64(1<<30))
		})
	}
}

func chain(n int) string {
	var text strings.Builder
	text.WriteString("locals {\n")
	for i := range n {
		fmt.Fprintf(&text, "  a%d = local.a%d\n", i, i+1)
	}
	fmt.Fprintf(&text, "  a%d = 1\n}\n", n)
	return text.String()
}

// What large maps do with locals is no bomb.
func TestLocalsOfALargeMap(t *testing.T) {
	var text strings.Builder
	text.WriteString("locals {\n  company = \"The Company of Companies\"\n  tags = [\"one\", \"two\", \"three\"]\n}\n")
	for i := range 5_000 {
		fmt.Fprintf(&text, "role \"r%d\" {\n  title = \"Role %d of ${local.company}\"\n  tags = local.tags\n}\n", i, i)
	}
	assert.Empty(t, lang.Load(files("a.handoff.hcl", text.String()), lang.Options{}).Findings)
}

// A number that would take gigabytes to write down is told where it stands; a name that looks like one is none.
func TestNumbersBeyondMeasure(t *testing.T) {
	for _, number := range []string{"1e999999999", "1E+999", "-1e-999999999", "1.5e401", strings.Repeat("9", 500), "0." + strings.Repeat("3", 500)} {
		for _, text := range []string{
			"locals {\n  x = %s\n}\nrole \"r\" {\n  title = \"${local.x}\"\n}\n",
			"role \"r\" {\n  title = \"${%s}\"\n}\n",
			"role \"r\" {\n  meta = { x = [%s] }\n}\n",
		} {
			m := lang.Load(files("a.handoff.hcl", fmt.Sprintf(text, number)), lang.Options{})
			require.Len(t, m.Findings, 1, number)
			assert.Equal(t, "Number beyond all measure", m.Findings[0].Summary, "%d %q", len(number), text)
			assert.Equal(t, strings.TrimPrefix(number, "-"), m.Files[0].Text(m.Findings[0].Range))
		}
	}
	m := lang.Load(files("a.handoff.hcl", `role "r" {
  meta = { x1e999999999 = 1, y_1e9999 = 1e400, z = 1.25, text = "1e999999999", v1 = 3e-4 }
  description = <<-MD
    1e999999999 and 2e99999
  MD
}
# 1e999999999
`), lang.Options{})
	assert.Empty(t, m.Findings)
}
