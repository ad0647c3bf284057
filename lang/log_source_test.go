package lang_test

import (
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"handoff/lang"
)

// A source stands in handoff.hcl and refers to the map.
func TestSource(t *testing.T) {
	m := lang.Load(fstest.MapFS{
		"handoff.hcl": {Data: []byte(`source "desk" {
  columns { case = "number" }
  groups = {
    "NET-2" = team.network
    desk    = team.dsk
    "NET-2" = team.desk
  }
  priorities = { "1 - Critical" = "P1" }
  queued     = "Queued"
}
`)},
		"map.handoff.hcl": {Data: []byte("team \"network\" {}\nteam \"desk\" {}\n")},
	}, lang.Options{})
	require.Len(t, m.Settings.Sources, 1)
	s := m.Settings.Sources[0]
	assert.Equal(t, "desk", s.Name.Value)
	assert.Equal(t, "number", s.Columns.Case.Value)
	assert.Equal(t, "team.network", s.Groups.Of("NET-2").Target.Address())
	assert.Equal(t, "P1", s.Priorities.Of("1 - Critical").Means.Value)
	assert.Equal(t, []string{"Queued"}, s.Queued.Values())
	var found []string
	for _, f := range m.Findings {
		found = append(found, f.Rule+" "+f.Help)
	}
	assert.ElementsMatch(t, []string{"reference/unknown Did you mean `team.desk`?", "syntax/duplicate-argument Remove one of them."}, found)
}
