package eventlog_test

import (
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"handoff/graph/kpi/eventlog"
)

const (
	ocelObjects = `"objects": [
  {"id": "i1", "type": "incident", "attributes": [{"name": "team", "time": "1970-01-01T00:00:00Z", "value": "Desk"}, {"name": "team", "time": "2026-03-02T10:00:00Z", "value": "Apps"}]},
  {"id": "p1", "type": "problem"},
  {"id": "i2", "type": "incident", "attributes": [{"name": "problem", "time": "1970-01-01T00:00:00Z", "value": "p1"}]}
]`
	ocelEvents = `"events": [
  {"id": "e1", "type": "opened", "time": "2026-03-02T09:00:00Z", "relationships": [{"objectId": "i1"}, {"objectId": "p1"}]},
  {"id": "e2", "type": "opened", "time": "yesterday"},
  {"id": "e3", "type": "closed", "time": "2026-03-02T11:00:00Z", "attributes": [{"name": "who", "value": "ann"}], "relationships": [{"objectId": "i1"}, {"objectId": "i2"}, {"objectId": "i1"}]}
]`
)

// Where objects stand behind events the file is read twice, unless it cannot be; it comes to the same.
func TestOCELInAnyOrderOfItsParts(t *testing.T) {
	for _, c := range []struct {
		name, text string
		once       bool
		opened     int
		line       int // of the event that cannot be read
	}{
		{"objects first", "{" + ocelObjects + ",\n" + ocelEvents + "}", false, 1, 8},
		{"events first", "{" + ocelEvents + ",\n" + ocelObjects + "}", false, 2, 3},
		{"events first, from a pipe", "{" + ocelEvents + ",\n" + ocelObjects + "}", true, 1, 3},
	} {
		opened := 0
		log := eventlog.Log{Name: "log", Once: c.once, Open: func() (io.ReadCloser, error) {
			opened++
			return io.NopCloser(strings.NewReader(c.text)), nil
		}}
		words := eventlog.NewWords()
		var got []string
		spec := eventlog.Spec{Columns: eventlog.Columns{Case: "incident", Group: "case:team", Actor: "who"}, Links: []string{"case:problem"}, Format: "ocel"}
		stats, err := eventlog.ReadCases([]eventlog.Log{log}, spec, words, func(id string) string { return id }, func(id string, e *eventlog.Event) {
			got = append(got, fmt.Sprint(id, " ", words.Text(e.Activity), " ", words.Text(e.Group), " ", words.Text(e.Actor), " ", words.Links(e.Links, 1)))
		}, func(string) {})
		require.NoError(t, err, c.name)
		assert.Equal(t, []string{"i1 opened Desk  []", "i1 closed Apps ann []", "i2 closed  ann [p1]"}, got, c.name)
		assert.Equal(t, c.opened, opened, c.name)
		assert.Equal(t, []int{3, 1}, []int{stats.Events, stats.Broken}, c.name)
		assert.Equal(t, c.line, stats.Problems[0].Line, c.name)
	}
}

// Two lists of events are one, wherever the objects stand: none of them is read twice.
func TestOCELWithTwoListsOfEvents(t *testing.T) {
	const objects, one, other = `"objects": [{"id": "i1", "type": "incident"}]`,
		`"events": [{"id": "e1", "type": "opened", "time": "2026-03-02T09:00:00Z", "relationships": [{"objectId": "i1"}]}]`,
		`"events": [{"id": "e2", "type": "closed", "time": "2026-03-02T10:00:00Z", "relationships": [{"objectId": "i1"}]}]`
	for _, parts := range [][]string{{objects, one, other}, {one, objects, other}, {one, other, objects}} {
		text := "{" + strings.Join(parts, ",\n") + "}"
		log := eventlog.Log{Name: "log", Open: func() (io.ReadCloser, error) { return io.NopCloser(strings.NewReader(text)), nil }}
		spec := eventlog.Spec{Columns: eventlog.Columns{Case: "incident"}, Format: "ocel"}
		stats, err := eventlog.ReadCases([]eventlog.Log{log}, spec, eventlog.NewWords(), func(id string) string { return id }, func(string, *eventlog.Event) {}, func(string) {})
		require.NoError(t, err, text)
		assert.Equal(t, 2, stats.Events, text)
	}
}

// An id that is no UTF-8 is the same in an object and in an event, whether or not attributes of the object are read.
func TestOCELWithIDsThatAreNoUTF8(t *testing.T) {
	const text = `{"objects": [{"id": "i` + "\xff" + `", "type": "incident", "attributes": [{"name": "team", "time": "1970-01-01T00:00:00Z", "value": "Desk"}]}],
"events": [{"id": "e1", "type": "opened", "time": "2026-03-02T09:00:00Z", "relationships": [{"objectId": "i` + "\xff" + `"}]}]}`
	for _, group := range []string{"", "case:team"} {
		spec := eventlog.Spec{Columns: eventlog.Columns{Case: "incident", Group: group}, Format: "ocel", Encoding: "utf-8"}
		stats, err := eventlog.Read("log", strings.NewReader(text), spec, eventlog.NewWords(), func([]byte, *eventlog.Event) error { return nil })
		require.NoError(t, err)
		assert.Equal(t, 1, stats.Events, group)
	}
}
