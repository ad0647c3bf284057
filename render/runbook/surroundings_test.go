package runbook

import (
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"handoff/graph"
	"handoff/lang"
)

// bodyOf is a page of a map as plain Markdown.
func bodyOf(t *testing.T, source, address string) string {
	t.Helper()
	m := lang.Load(fstest.MapFS{"map.handoff.hcl": {Data: []byte(source)}}, lang.Options{})
	require.Empty(t, m.Findings)
	book := Book{Pages: Pages(m, graph.Build(m), nil, Options{})}
	for _, f := range plainMarkdown.Files(book, "") {
		if f.Path == markdownFile(address) {
			return string(f.Content)
		}
	}
	t.Fatalf("there is no page %s", address)
	return ""
}

// What is done side by side is all done in the end; of ways that part, a case goes one.
func TestDoneWhenAllThatRunsSideBySideIsDone(t *testing.T) {
	const text = `
process "telling" {
  title = "Telling"
  step "know" {
    title = "Know"
    NEXT
  }
  step "company" {
    title = "Tell the company"
    next  = end
  }
  step "public" {
    title = "Tell the public"
  }
}
`
	with := func(next string) string {
		return bodyOf(t, strings.Replace(text, "NEXT", next, 1), "process/telling")
	}
	assert.Contains(t, with("next = [step.company, step.public]"), "- [ ] [Step 2, Tell the company](#step-company) and [step 3, Tell the public](#step-public) are done.")
	assert.Contains(t, with("branch {\n choice = \"Secret\"\n next = step.company\n }\n next = step.public"), "- [ ] [Step 2, Tell the company](#step-company) or [step 3, Tell the public](#step-public) is done.")
}

// So many ends are compared at once, not pair by pair over every way.
func TestManyEndsSideBySide(t *testing.T) {
	from := &graph.Step{Step: &lang.Step{}}
	ends := make([]*graph.Step, 1_000)
	for i := range ends {
		ends[i] = &graph.Step{Step: &lang.Step{}}
		from.Ways = append(from.Ways, &graph.Way{From: from, To: ends[i], How: graph.ByNext})
	}
	assert.True(t, sideBySide(&graph.Process{Steps: append(ends, from)}, ends))
	from.Ways = append(from.Ways, from.Ways[0])
	assert.True(t, sideBySide(&graph.Process{Steps: append(ends, from)}, ends))
	from.Ways = from.Ways[1:1_000]
	assert.False(t, sideBySide(&graph.Process{Steps: append(ends, from)}, ends), "nothing leads to the first")
}

// A field that the sender fills in and the receiver cannot do without is one box to tick.
func TestAFieldIsToldOnce(t *testing.T) {
	body := bodyOf(t, `
artifact "case" {
  field "facts" {
    type = optional(string)
  }
}
process "work" {
  input "facts_known" {
    artifact   = artifact.case
    requires   = [facts]
    arrives_at = step.speak
  }
  output "facts_found" {
    artifact  = artifact.case
    provides  = [facts]
    leaves_at = step.look
  }
  step "look" {
    next = step.speak
  }
  step "speak" {}
}
interface "telling" {
  from = process.work.output.facts_found
  to   = process.work.input.facts_known
}
`, "process/work")
	assert.Equal(t, 1, strings.Count(body, "- [ ] `facts`"), body)
}
