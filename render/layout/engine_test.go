package layout

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func engine(t *testing.T, e *Engine) *Engine {
	t.Helper()
	e.Notify = func(s string) { t.Log(s) }
	t.Cleanup(e.Close)
	return e
}

// star is a graph of n boxes in one cluster round a middle.
func star(n int) Graph {
	g := Graph{
		Clusters: []Cluster{{Heading: Size{80, 20}}},
		Nodes:    []Node{{Size{120, 40}, -1}},
	}
	for i := range n {
		g.Nodes = append(g.Nodes, Node{Size{100, 40}, 0})
		g.Edges = append(g.Edges, Edge{From: 0, To: i + 1})
	}
	return g
}

func TestPlace(t *testing.T) {
	e := engine(t, &Engine{})
	g := star(5)
	p, err := e.Place(t.Context(), g)
	require.NoError(t, err)
	require.Len(t, p.Nodes, 6)
	cluster := p.Clusters[0]
	for _, n := range p.Nodes[1:] {
		assert.Equal(t, 100.0, n.Width)
		assert.True(t, n.X > cluster.X && n.X+n.Width < cluster.X+cluster.Width, "box %v outside its cluster %v", n, cluster)
	}
	for _, n := range p.Nodes[2:] {
		assert.InDelta(t, p.Nodes[1].Center().Y, n.Center().Y, 0.01, "one rank, one height")
	}
	assert.Less(t, p.Nodes[0].Y, cluster.Y, "lines lead downwards")
}

func TestEmptyGraphsNeedNoWorker(t *testing.T) {
	p, err := (&Engine{Worker: "nothing like that"}).Place(t.Context(), Graph{})
	require.NoError(t, err)
	assert.Empty(t, p.Nodes)
}

func TestPlaceIsRepeatableAndConcurrent(t *testing.T) {
	e := engine(t, &Engine{Recycle: 3})
	g := star(8)
	want, err := e.Place(t.Context(), g)
	require.NoError(t, err)
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			got, err := e.Place(context.Background(), g)
			assert.NoError(t, err)
			assert.Equal(t, want, got)
		})
	}
	wg.Wait()
}

func TestDeadline(t *testing.T) {
	e := engine(t, &Engine{Workers: 1})
	_, err := e.Place(t.Context(), star(2))
	require.NoError(t, err)
	e.Deadline = 50 * time.Millisecond
	big := star(300)
	for i := range 1200 {
		big.Edges = append(big.Edges, Edge{From: i % 300, To: (i * 7) % 299})
	}
	_, err = e.Place(t.Context(), big)
	require.ErrorIs(t, err, context.DeadlineExceeded)
	assert.ErrorContains(t, err, "laying out 301 boxes and 1500 lines was stopped after 50ms")
	e.Deadline = time.Minute
	_, err = e.Place(t.Context(), star(2))
	assert.NoError(t, err, "the next graph gets a fresh worker")
}

func TestDamagedCacheHeals(t *testing.T) {
	first := engine(t, &Engine{})
	program, err := first.locate(t.Context())
	require.NoError(t, err)
	cache := t.TempDir()
	e := engine(t, &Engine{Worker: program, Cache: cache})
	_, err = e.Place(t.Context(), star(2))
	require.NoError(t, err)
	e.Close()
	damaged := 0
	require.NoError(t, filepath.WalkDir(cache, func(path string, d os.DirEntry, err error) error {
		if err == nil && d.Type().IsRegular() {
			damaged++
			return os.Truncate(path, 100)
		}
		return err
	}))
	require.NotZero(t, damaged)
	_, err = e.Place(t.Context(), star(2))
	assert.NoError(t, err)
}

func TestNoWorker(t *testing.T) {
	e := engine(t, &Engine{Worker: filepath.Join(t.TempDir(), "none")})
	_, err := e.Place(t.Context(), star(2))
	require.ErrorIs(t, err, ErrNoWorker)
	assert.ErrorContains(t, err, "go install handoff/cmd/...")
}

// Whoever stands in the folder of a map, with a PATH that names the current directory, runs nothing that the map brought along.
func TestNoWorkerOfTheCurrentDirectory(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{"handoff-layout", "handoff-layout.exe", "go", "go.exe"} {
		require.NoError(t, os.WriteFile(filepath.Join(dir, name), []byte("#!/bin/sh\n"), 0o700))
	}
	t.Chdir(dir)
	for _, path := range []string{".", "", string(os.PathListSeparator), "./"} {
		t.Setenv("PATH", path)
		_, err := engine(t, &Engine{Cache: t.TempDir()}).Program(t.Context())
		assert.ErrorIs(t, err, ErrNoWorker, "PATH=%s", path)
	}
}

func TestWorkerThatIsNone(t *testing.T) {
	fake := filepath.Join(t.TempDir(), "handoff-layout")
	err := os.WriteFile(fake, []byte("#!/bin/sh\necho '{\"protocol\":99}'\n"), 0o700)
	require.NoError(t, err)
	if os.PathSeparator == '\\' {
		t.Skip("needs a shell")
	}
	e := engine(t, &Engine{Worker: fake, Cache: t.TempDir()})
	_, err = e.Place(t.Context(), star(2))
	assert.ErrorContains(t, err, "is of another version than this handoff")
}

// A container's user often has no home, or somebody else's.
func TestWithoutACacheDirectory(t *testing.T) {
	program, err := engine(t, &Engine{}).locate(t.Context())
	require.NoError(t, err)
	file := filepath.Join(t.TempDir(), "file")
	require.NoError(t, os.WriteFile(file, nil, 0o600))
	temporary := t.TempDir()
	for _, name := range []string{"HOME", "XDG_CACHE_HOME", "LocalAppData"} {
		t.Setenv(name, filepath.Join(file, "below")) // which nobody can make, root included
	}
	for _, name := range []string{"TMPDIR", "TMP", "TEMP"} {
		t.Setenv(name, temporary)
	}
	e := &Engine{Worker: program}
	p, err := e.Place(t.Context(), star(2))
	require.NoError(t, err)
	assert.Len(t, p.Nodes, 3)
	e.Close()
	left, err := os.ReadDir(temporary)
	require.NoError(t, err)
	assert.Empty(t, left)

	for _, name := range []string{"TMPDIR", "TMP", "TEMP"} {
		t.Setenv(name, filepath.Join(file, "below"))
	}
	_, err = e.Place(t.Context(), star(2))
	assert.ErrorContains(t, err, "no place for the layout worker's files")
}

// A panic of the program is told without its stack.
func TestWhatAWorkerSays(t *testing.T) {
	for trouble, want := range map[string]string{
		"panic: write /x: no space left on device\n\ngoroutine 1 [running]:\nmain.main()\n": "write /x: no space left on device",
		"cannot start\n": "cannot start",
	} {
		w := &worker{cmd: exec.Command("true"), in: nopCloser{}, trouble: tail(trouble)}
		require.NoError(t, w.cmd.Start())
		assert.EqualError(t, w.stop(), want)
	}
}

type nopCloser struct{}

func (nopCloser) Write(p []byte) (int, error) { return len(p), nil }
func (nopCloser) Close() error                { return nil }
