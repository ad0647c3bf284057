package output

import (
	"errors"
	"fmt"
	"path/filepath"
	"runtime"
	"sync/atomic"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestFilesComeInTheirOrderAndFewAtATime(t *testing.T) {
	cores := runtime.GOMAXPROCS(0)
	defer runtime.GOMAXPROCS(cores)
	for _, processors := range []int{1, 3} {
		runtime.GOMAXPROCS(processors)
		var made atomic.Int64
		next := 0
		for f := range InOrder(100, func(i int) File {
			made.Add(1)
			if i%10 == 3 {
				return File{} // there is none
			}
			return File{Path: fmt.Sprint(i)}
		}) {
			assert.LessOrEqual(t, int(made.Load()), next+4+4*processors, "no more are made than few can wait for")
			if next%10 == 3 {
				next++
			}
			assert.Equal(t, fmt.Sprint(next), f.Path)
			next++
		}
		assert.Equal(t, 100, next)

		for f := range InOrder(100, func(i int) File { made.Add(1); return File{Path: fmt.Sprint(i)} }) {
			if f.Path == "7" {
				break
			}
		}
		before := made.Load()
		runtime.Gosched()
		assert.Equal(t, before, made.Load(), "nothing goes on once nobody asks")
	}
	for range InOrder(0, func(int) File { panic("there are none") }) {
	}
}

func TestASetThatCannotBeMadeChangesNothing(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, set(page("a.md", "# A\n"), page("b.md", "# B\n")))
	before := whole(t, dir)
	broken := errors.New("no more")
	next := set()
	next.More = func(yield func(File, error) bool) {
		if yield(page("a.md", "# A2\n"), nil) && yield(page("new/c.md", "# C\n"), nil) {
			yield(File{}, broken)
		}
	}
	_, err := next.Write(dir)
	require.ErrorIs(t, err, broken)
	assert.Equal(t, before, whole(t, dir))
	_, _, err = next.Stale(dir)
	require.ErrorIs(t, err, broken)
	_, err = next.All()
	require.ErrorIs(t, err, broken)
}

// What a set is made of need not be there at once: the files of a write are staged one by one.
func TestAStreamIsWrittenAsAList(t *testing.T) {
	list := set(page("a.md", "# A\n", "process.a/notes"), page("deep/b.md", "# B\n"))
	stream := list
	stream.Files = nil
	dir := t.TempDir()
	stream.More = func(yield func(File, error) bool) {
		for i, f := range list.Files {
			if i == 1 {
				staged, err := filepath.Glob(filepath.Join(dir, ".handoff-*.part"))
				assert.NoError(t, err)
				assert.Len(t, staged, 1, "the first is written before the second is made")
				assert.NoFileExists(t, filepath.Join(dir, "a.md"))
			}
			if !yield(f, nil) {
				return
			}
		}
	}
	_, err := stream.Write(dir)
	require.NoError(t, err)
	other := t.TempDir()
	write(t, other, list)
	assert.Equal(t, whole(t, other), whole(t, dir))
}

func TestAPanicIsOneOfWhoeverAsks(t *testing.T) {
	cores := runtime.GOMAXPROCS(2)
	defer runtime.GOMAXPROCS(cores)
	next := set(page("a.md", "# A\n"))
	next.More = func(yield func(File, error) bool) {
		for range InOrder(10, func(i int) File { panic("no ink") }) {
		}
	}
	dir := t.TempDir()
	defer func() {
		said, _ := recover().(string)
		assert.Contains(t, said, "no ink")
		assert.Empty(t, whole(t, dir)["a.md"])
		assert.Len(t, whole(t, dir), 1, "nothing but the folder itself")
	}()
	_, _ = next.Write(dir)
}
