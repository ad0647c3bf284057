package layout

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// The test program is also a layout program that goes wrong, each way once: HANDOFF_FAULT says how. It counts its starts in HANDOFF_STARTS.

func TestMain(m *testing.M) {
	if fault := os.Getenv("HANDOFF_FAULT"); fault != "" {
		misbehave(fault)
		os.Exit(0)
	}
	os.Exit(m.Run())
}

func misbehave(fault string) {
	starts, _ := os.ReadFile(os.Getenv("HANDOFF_STARTS"))
	first := len(starts) == 0
	_ = os.WriteFile(os.Getenv("HANDOFF_STARTS"), append(starts, '.'), 0o600)
	damage := filepath.Join(os.TempDir(), "damage")
	if fault == "damaged cache" {
		if _, err := os.Stat(damage); err == nil {
			panic("the compiled code is damaged")
		}
	}
	if fault == "slow start" {
		time.Sleep(time.Minute)
	}
	fmt.Println(`{"protocol":1}`)
	jobs := bufio.NewScanner(os.Stdin)
	jobs.Buffer(nil, 1<<20)
	for jobs.Scan() {
		var j struct{ DOT string }
		if err := json.Unmarshal(jobs.Bytes(), &j); err != nil {
			panic(err)
		}
		switch {
		case fault == "dies once" && first, fault == "dies":
			panic("out of memory")
		case fault == "garbage once" && first, fault == "garbage":
			fmt.Println("<html>Welcome!</html>")
		case fault == "no number":
			fmt.Println(answer(j.DOT, "NaN,Inf"))
		case fault == "far away":
			fmt.Println(answer(j.DOT, "1e300,1"))
		case fault == "leaves out":
			fmt.Println(answer("", "1,1"))
		case fault == "twice":
			fmt.Println(answer(j.DOT+j.DOT, "1,1"))
		case fault == "hangs" && first:
			time.Sleep(time.Minute)
		case fault == "refuses":
			fmt.Println(`{"error":"trouble in init_rank"}`)
		case fault == "talks":
			fmt.Fprintln(os.Stderr, strings.Repeat("a warning\n", 50_000))
			fmt.Println(answer(j.DOT, "10,10"))
		default:
			fmt.Println(answer(j.DOT, "10,10"))
		}
	}
}

// answer places every node of a DOT text at one point.
func answer(dot, at string) string {
	var objects []string
	for _, m := range regexp.MustCompile(`(?m)^(n\d+) \[`).FindAllStringSubmatch(dot, -1) {
		objects = append(objects, fmt.Sprintf(`{"name":%q,"pos":%q}`, m[1], at))
	}
	return fmt.Sprintf(`{"result":{"bb":"0,0,100,100","objects":[%s]}}`, strings.Join(objects, ","))
}

// faulty is an engine whose workers go wrong, and the count of their starts.
func faulty(t *testing.T, fault string) (*Engine, func() int) {
	t.Helper()
	self, err := os.Executable()
	require.NoError(t, err)
	starts := filepath.Join(t.TempDir(), "starts")
	t.Setenv("HANDOFF_FAULT", fault)
	t.Setenv("HANDOFF_STARTS", starts)
	e := engine(t, &Engine{Worker: self, Cache: t.TempDir(), Workers: 1, Deadline: 20 * time.Second})
	return e, func() int {
		text, _ := os.ReadFile(starts)
		return len(text)
	}
}

func TestFaults(t *testing.T) {
	for _, c := range []struct {
		fault  string
		starts int
		says   string // "" where the graph is laid out all the same
	}{
		{"none", 1, ""},
		{"talks", 1, ""},
		{"dies once", 2, ""},
		{"dies", 2, "out of memory"},
		{"garbage once", 2, ""},
		{"garbage", 2, "answer cannot be read"},
		{"no number", 2, "is no place on a picture"},
		{"far away", 2, "is no place on a picture"},
		{"leaves out", 2, "left out 3 of 3 boxes"},
		{"twice", 2, "placed a box twice"},
		{"refuses", 1, "trouble in init_rank"},
	} {
		t.Run(c.fault, func(t *testing.T) {
			e, starts := faulty(t, c.fault)
			p, err := e.Place(t.Context(), star(2))
			if c.says == "" {
				require.NoError(t, err)
				assert.Len(t, p.Nodes, 3)
			} else {
				assert.ErrorContains(t, err, c.says)
				assert.NotContains(t, err.Error(), "goroutine")
			}
			assert.Equal(t, c.starts, starts(), "starts")
		})
	}
}

func TestOldWorkersAreReplaced(t *testing.T) {
	e, starts := faulty(t, "none")
	e.Recycle = 3
	for range 7 {
		_, err := e.Place(t.Context(), star(2))
		require.NoError(t, err)
	}
	assert.Equal(t, 3, starts())
}

func TestHangingWorkersAreKilled(t *testing.T) {
	e, starts := faulty(t, "hangs")
	e.Deadline = 300 * time.Millisecond
	began := time.Now()
	_, err := e.Place(t.Context(), star(2))
	require.ErrorIs(t, err, context.DeadlineExceeded)
	assert.ErrorContains(t, err, "laying out 3 boxes and 2 lines was stopped after 300ms")
	assert.Less(t, time.Since(began), 10*time.Second)
	assert.Equal(t, 1, starts(), "a graph that takes too long once is not tried again")
	e.Deadline = 20 * time.Second
	_, err = e.Place(t.Context(), star(2))
	assert.NoError(t, err, "the next one has a worker")

	e, _ = faulty(t, "slow start")
	e.Deadline = 200 * time.Millisecond
	_, err = e.Place(t.Context(), star(2))
	assert.ErrorIs(t, err, context.DeadlineExceeded)
}

func TestInterrupted(t *testing.T) {
	e, _ := faulty(t, "hangs")
	ctx, cancel := context.WithCancel(t.Context())
	time.AfterFunc(200*time.Millisecond, cancel)
	_, err := e.Place(ctx, star(2))
	assert.ErrorIs(t, err, context.Canceled)
}

func TestDamagedCacheIsEmptied(t *testing.T) {
	e, starts := faulty(t, "damaged cache")
	require.NoError(t, os.MkdirAll(filepath.Join(e.Cache, "graphviz"), 0o700))
	require.NoError(t, os.WriteFile(filepath.Join(e.Cache, "graphviz", "damage"), nil, 0o600))
	_, err := e.Place(t.Context(), star(2))
	require.NoError(t, err)
	assert.Equal(t, 2, starts())
}
