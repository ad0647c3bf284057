package preview

import (
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"handoff/check"
)

// A map that handoff fails on is told of over the last picture; the preview goes on, and the next save mends it.
func TestAMistakeOfOursDoesNotEndThePreview(t *testing.T) {
	dir := folder(t, map[string]string{"a.handoff.hcl": shop})
	var fails atomic.Bool
	var said strings.Builder
	s, err := New(dir, Options{Poll: 10 * time.Millisecond, Tell: func(line string) { said.WriteString(line + "\n") }, Check: func() check.Options {
		if fails.Load() {
			panic("out of paper")
		}
		return check.Options{}
	}})
	require.NoError(t, err)
	defer s.Close()
	fails.Store(true)
	s.read()
	e, _ := s.now()
	assert.True(t, e.Stale)
	assert.NotNil(t, e.Live)
	assert.Equal(t, "Handoff failed on this map: out of paper; this is a mistake in handoff, not in your map: please report it.", e.Message)
	assert.Contains(t, said.String(), "failure_test.go", "where it happened is told to whoever started it")
	fails.Store(false)
	write(t, filepath.Join(dir, "a.handoff.hcl"), shop)
	s.read()
	e, _ = s.now()
	assert.False(t, e.Stale)
}

func TestAPageThatFailsSaysSo(t *testing.T) {
	s, err := New(folder(t, map[string]string{"a.handoff.hcl": shop}), Options{})
	require.NoError(t, err)
	defer s.Close()
	answer := httptest.NewRecorder()
	s.surviving(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { panic("out of ink\n\nsomewhere") })).ServeHTTP(answer, httptest.NewRequest("GET", "/", nil))
	assert.Equal(t, http.StatusInternalServerError, answer.Code)
	assert.Equal(t, "Handoff failed on this page: out of ink; this is a mistake in handoff, not in your map: please report it.\n", answer.Body.String())
}
