package words_test

import (
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"handoff/graph/words"
	"handoff/lang"
)

func TestConditionsInWords(t *testing.T) {
	for in, want := range map[string]string{
		`incident.priority == "P1"`:                                         "the priority is P1",
		`incident.repeat_count >= 3`:                                        "the repeat count is 3 or more",
		`3 > incident.repeat_count`:                                         "the repeat count is less than 3",
		`incident.urgent`:                                                   "urgent is yes",
		`!incident.urgent`:                                                  "urgent is no",
		`incident.logs != null`:                                             "the logs are filled in",
		`incident.priority == "P1" && incident.repeat_count < 2`:            "the priority is P1 and the repeat count is less than 2",
		`incident.priority == "P1" || incident.priority == "P2"`:            "the priority is P1 or P2",
		`incident.priority == "P1" || incident.repeat_count > 2`:            "the priority is P1 or the repeat count is more than 2",
		`incident.priority == "P1" || incident.urgent`:                      "the priority is P1 or urgent is yes",
		`(incident.urgent || incident.repeat_count > 1) && incident.urgent`: "(incident.urgent || incident.repeat_count > 1) && incident.urgent",
		`review_result.result == "good"`:                                    "the review result is good",
		`contains(["P1", "P2"], incident.priority)`:                         "the priority is P1 or P2",
		`length(incident.cis) > 0`:                                          "the number of cis is more than 0",
		`length(incident.logs) > 0`:                                         "the number of logs is more than 0",
		`incident.status == "under_investigation"`:                          "the status is under investigation",
	} {
		m := lang.Load(fstest.MapFS{"map.handoff.hcl": {Data: []byte(`
artifact "incident" {
  field "priority" { type = enum("P1", "P2") }
  field "status" { type = enum("open", "under_investigation") }
  field "repeat_count" { type = integer }
  field "urgent" { type = bool }
  field "logs" { type = optional(list(uri)) }
  field "cis" { type = list(string) }
}
event "e" {
  artifact = artifact.incident
  when     = ` + in + `
}`)}}, lang.Options{})
		require.Len(t, m.Events, 1)
		text, ok := words.Condition(m.Events[0].When, "incident")
		assert.Equal(t, want, text)
		assert.Equal(t, want != in, ok, in)
	}
}
