package runbook

import (
	"encoding/xml"
	"io"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"handoff/graph"
	"handoff/lang"
)

// One file a service, with all of it inside: no link leads outside of it but to the web, and none to a place that is not there.
func TestABinderStandsByItself(t *testing.T) {
	m := lang.Load(os.DirFS("../../examples/itil"), lang.Options{})
	require.Empty(t, m.Findings)
	binders := Binders(m, graph.Build(m), nil, Options{Pictures: map[string]string{"process/incident_management": "x.svg"}})
	require.Len(t, binders, len(m.Services))
	assert.Equal(t, "binder/call_to_answer.html", binders[0].File())
	for _, binder := range binders {
		file := binder.File()
		text := string(binder.HTML(func(string) []byte {
			return []byte(`<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"></svg>`)
		}))
		assert.Equal(t, strings.Contains(text, "Runbook: Incident Management"), strings.Contains(text, "<svg xmlns"), file)
		ids := map[string]int{}
		for _, found := range regexp.MustCompile(` id="([^"]*)"`).FindAllStringSubmatch(text, -1) {
			ids[found[1]]++
			assert.Equal(t, 1, ids[found[1]], "%s is there twice in %s", found[1], file)
		}
		for _, found := range regexp.MustCompile(`href="([^"]*)"`).FindAllStringSubmatch(text, -1) {
			switch to := found[1]; {
			case strings.HasPrefix(to, "#"):
				assert.Equal(t, 1, ids[to[1:]], "%s leads to %s", file, to)
			default:
				assert.Regexp(t, "^(https?|mailto|tel):", to, file)
			}
		}
		d := xml.NewDecoder(strings.NewReader(strings.Replace(text, "<!DOCTYPE html>", "", 1)))
		for {
			if _, err := d.Token(); err == io.EOF {
				break
			} else if !assert.NoError(t, err, file) {
				break
			}
		}
		for _, part := range []string{"Whom to call", "Contents", "How the work flows", "Runbook: ", "Contract: ", "Who is told when nothing happens", "Role: ", "Glossary"} {
			assert.True(t, strings.Contains(text, part), "%s has no %s", file, part)
		}
	}
}

// On paper nothing can be clicked: each part has a number, which stands at the head of its sheets and behind what leads to it. What people wrote is in it, and
// there is one place a runbook to write on, not one under every heading.
func TestABinderIsToBeReadOnPaper(t *testing.T) {
	m := lang.Load(os.DirFS("../../examples/incident-response"), lang.Options{})
	require.Empty(t, m.Findings)
	for _, s := range m.Services {
		s.Title.Value = `"} </style><script>x</script> \ {{ end }}` + "\n"
	}
	binders := Binders(m, graph.Build(m), nil, Options{Notes: map[string]string{"process.major_incident_response/known-fixes": "Restart the **queue**."}})
	require.Len(t, binders, 1)
	text := string(binders[0].HTML(nil))
	assert.Contains(t, text, "<h1>4. Runbook: Major incident response</h1>")
	assert.Contains(t, text, `@page part4 { @top-left { content: "4. Runbook\3a  Major incident response"; } @top-right { content: "\22 \7d  \3c \2f style\3e \3c script\3e x\3c \2f script\3e  \5c  \7b \7b  end \7d \7d "; } }`)
	assert.Contains(t, text, `<section id="process-major_incident_response" class="part4">`)
	assert.Contains(t, text, `Severity classification</a> [3]`)
	assert.Contains(t, text, "<p>Restart the <strong>queue</strong>.</p>")
	assert.Contains(t, text, `Parts 16 to 27\3a  roles`)
	assert.Equal(t, 1, strings.Count(text, "</style>"))
	assert.NotContains(t, text, "write it here")
	assert.NotContains(t, text, "Go to:")
	assert.Equal(t, 7, strings.Count(text, `<p class="slot">`), "one for each runbook")
}
