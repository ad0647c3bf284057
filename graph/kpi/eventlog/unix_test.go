package eventlog

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// A number is a time where it lies before the year 2200, and never one that has gone round.
func TestUnixTimes(t *testing.T) {
	for _, c := range []struct{ layout, text, want string }{
		{"unix", "1790000000", "2026-09-21T14:13:20Z"},
		{"unix", "1790000000.5", "2026-09-21T14:13:20.5Z"},
		{"unix", "7258118400", "2200-01-01T00:00:00Z"},
		{"unix", "7258118401", ""},
		{"unix", "1790000000000", ""},
		{"unix_ms", "1790000000123", "2026-09-21T14:13:20.123Z"},
		{"unix_ms", "7258118400001", ""},
		{"unix_ms", "1790000000000000", ""}, // microseconds
		{"unix_ms", "9007199254740992", ""},
		{"unix_ms", "1790000000", ""}, // seconds
		{"unix", "999999999999999999999999", ""},
	} {
		clock, err := newClock(c.layout, time.UTC)
		require.NoError(t, err)
		got := ""
		if at, ok := clock.read([]byte(c.text)); ok {
			got = time.Unix(0, at).UTC().Format(time.RFC3339Nano)
		}
		assert.Equal(t, c.want, got, "%s %s", c.layout, c.text)
	}
}
