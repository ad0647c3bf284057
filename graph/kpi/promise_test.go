package kpi

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"

	"handoff/graph"
	"handoff/lang/calendar"
)

// A case that stands still until nobody knows when is not late, however far away never is.
func TestNothingFallsDueWhileACaseStandsStill(t *testing.T) {
	limit := graph.Promise{}
	limit.Duration.Value = calendar.Duration{Clock: 48 * time.Hour}
	from := time.Date(2026, 3, 2, 8, 0, 0, 0, time.UTC).UnixNano()
	hour := int64(time.Hour)
	run := clock{from, limit, []span{{from + hour, forever}}}
	assert.False(t, run.missed(from+1000*hour))
	run.pauses[0].to = from + 3*hour
	assert.False(t, run.missed(from+50*hour))
	assert.True(t, run.missed(from+51*hour))
	run.pauses[0] = span{from + 49*hour, forever} // too late to help
	assert.True(t, run.missed(from+50*hour))
}
