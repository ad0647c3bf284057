package output

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"handoff/render/output/place"
)

// What stops a write is tried at every one of its operations: a kill, after which nothing more is done, and a failure, after which the program
// tidies up.

var errKilled = errors.New("killed")

// killed stops everything from the n-th operation on, and reports in done whether it came to that.
func killed(n int, done *bool) func(string, string) error {
	count := 0
	return func(string, string) error {
		count++
		if count > n {
			*done = true
			return errKilled
		}
		return nil
	}
}

// failing lets the n-th operation fail, and no other.
func failing(n int, done *bool) func(string, string) error {
	count := 0
	return func(operation, name string) error {
		if operation == "remove" && !strings.Contains(name, ".") {
			return nil // that a folder is not removed is no failure
		}
		count++
		if count == n+1 {
			*done = true
			return &fs.PathError{Op: operation, Path: name, Err: syscall.ENOSPC}
		}
		return nil
	}
}

// none is no fault at all.
func none(string, string) error { return nil }

// disturbed writes a set with a fault in it.
func disturbed(t *testing.T, dir string, s Set, fault func(string, string) error) error {
	t.Helper()
	folder, err := place.Open(dir)
	require.NoError(t, err)
	defer folder.Close()
	folder.Fault = fault
	_, err = s.write(folder)
	return err
}

// The generations of a folder: pages change, come and go, one moves, and so do the notes on them; the text that stands in an untouched kept block
// changes too.
func generations() (first, second, third Set) {
	first = set(page("a.md", "# A\n", "process.a/notes"), page("old/b.md", "# B\n", "process.b/notes", "process.b/fixes"), page("gone/c.md", "# C\n"), page("same.md", "# Same\n"))
	second = set(File{"a.md", []byte("# A2\n\n" + Keep("process.a/notes", "_Write something here._"))}, page("new/deep/b.md", "# B2\n", "process.new/notes"), page("fresh/d.md", "# D\n"), page("same.md", "# Same\n"))
	second.Moves = []Move{{"process.b", "process.new"}}
	third = set(File{"a.md", []byte("# A3\n\n" + Keep("process.a/notes", "_Or here._"))}, page("new/deep/b.md", "# B3\n", "process.new/notes"), page("same.md", "# Same\n"))
	third.Moves = second.Moves
	return first, second, third
}

// lived makes a folder of the first generation in which somebody wrote notes, and put a file of their own.
func lived(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	first, _, _ := generations()
	require.NoError(t, disturbed(t, dir, first, none))
	fill(t, dir, "old/b.md", "process.b/notes", "Check the fuse first.")
	fill(t, dir, "old/b.md", "process.b/fixes", "A new fuse.")
	put(t, dir, "old/mine.md", "mine\n")
	return dir
}

// whole lists all that is in a folder, empty folders too.
func whole(t *testing.T, dir string) map[string]string {
	t.Helper()
	out := tree(t, dir)
	require.NoError(t, filepath.WalkDir(dir, func(name string, entry fs.DirEntry, err error) error {
		if err == nil && entry.IsDir() {
			rel, _ := filepath.Rel(dir, name)
			out[filepath.ToSlash(rel)+"/"] = ""
		}
		return err
	}))
	return out
}

// oldOrNew holds every file of a folder against what it was and what it was to become.
func oldOrNew(t *testing.T, dir string, states ...map[string]string) {
	t.Helper()
	now := tree(t, dir)
	for name, content := range now {
		base := filepath.Base(name)
		if strings.HasPrefix(base, ".handoff-") {
			continue // the manifest has a state of its own, and the rest is to be cleared away
		}
		fits := false
		for _, s := range states {
			fits = fits || s[name] == content
		}
		assert.True(t, fits, "%s is neither old nor new: %q", name, content)
	}
	for name, content := range states[0] {
		if states[1][name] == content {
			assert.Equal(t, content, now[name], name)
		}
	}
	text := strings.Join(values(now), "\n")
	assert.Contains(t, text, "Check the fuse first.", "notes are somewhere at every moment")
	assert.Contains(t, text, "A new fuse.")
}

func values(m map[string]string) (out []string) {
	for _, v := range m {
		out = append(out, v)
	}
	return out
}

func TestAKilledWriteIsFinishedByTheNext(t *testing.T) {
	_, second, _ := generations()
	undisturbed := lived(t)
	before := tree(t, undisturbed)
	write(t, undisturbed, second)
	want := whole(t, undisturbed)

	for n, stopped := 0, true; stopped; n++ {
		dir := lived(t)
		stopped = false
		err := disturbed(t, dir, second, killed(n, &stopped))
		if stopped && err != nil {
			assert.ErrorIs(t, err, errKilled)
		}
		oldOrNew(t, dir, before, tree(t, undisturbed))
		require.NoError(t, disturbed(t, dir, second, none))
		if !assert.Equal(t, want, whole(t, dir), "killed at operation %d", n) {
			return
		}
	}
}

func TestAFailedWriteIsFinishedByTheNext(t *testing.T) {
	_, second, _ := generations()
	undisturbed := lived(t)
	write(t, undisturbed, second)
	want := whole(t, undisturbed)

	for n, failed := 0, true; failed; n++ {
		dir := lived(t)
		before := whole(t, dir)
		failed = false
		err := disturbed(t, dir, second, failing(n, &failed))
		after := whole(t, dir)
		for name := range after {
			base := filepath.Base(name)
			tidy := !strings.HasPrefix(base, ".handoff-") || base == ManifestName || base == place.TurnName
			assert.True(t, tidy, "operation %d left %s", n, name)
		}
		if err != nil && !strings.Contains(err.Error(), "half-way") {
			assert.ErrorContains(t, err, "no space left")
			assert.Equal(t, before, after, "operation %d", n)
		}
		require.NoError(t, disturbed(t, dir, second, none))
		assert.Equal(t, want, whole(t, dir), "failed at operation %d", n)
	}
}

// A write that is killed twice, the second time with other pages: what the first one was about to write is known as ours still.
func TestWritesKilledOneAfterTheOther(t *testing.T) {
	_, second, third := generations()
	undisturbed := lived(t)
	write(t, undisturbed, third)
	want := whole(t, undisturbed)
	step := 9
	if os.Getenv("HANDOFF_FULL") == "1" {
		step = 1
	}
	for n, stopped := 0, true; stopped; n += step {
		stopped = false
		for m, again := 0, true; again; m += step {
			again = false
			dir := lived(t)
			_ = disturbed(t, dir, second, killed(n, &stopped))
			_ = disturbed(t, dir, third, killed(m, &again))
			require.NoError(t, disturbed(t, dir, third, none))
			if !assert.Equal(t, want, whole(t, dir), "killed at operations %d and %d", n, m) {
				return
			}
		}
	}
}

func TestOneWriteWaitsForTheOther(t *testing.T) {
	dir := t.TempDir()
	folder, err := place.Open(dir)
	require.NoError(t, err)
	defer folder.Close()
	turn, err := folder.Turn()
	require.NoError(t, err)
	if turn == nil {
		t.Skip("there are no locks here")
	}
	written := make(chan error)
	go func() {
		_, err := set(page("a.md", "# A\n")).Write(dir)
		written <- err
	}()
	put(t, dir, "theirs.md", "theirs") // whatever the first one does, the other has not begun
	select {
	case err := <-written:
		t.Fatalf("it did not wait: %v", err)
	case <-time.After(50 * time.Millisecond):
	}
	assert.NoFileExists(t, filepath.Join(dir, "a.md"))
	turn.Close()
	require.NoError(t, <-written)
	assert.Equal(t, "# A\n", read(t, dir, "a.md"))
	assert.NoFileExists(t, filepath.Join(dir, place.TurnName))
}

// Many writers at once leave the pages of one of them, whole.
func TestManyWritesAtOnce(t *testing.T) {
	dir := t.TempDir()
	var sets []Set
	for n := range 4 {
		var files []File
		for k := range 5 {
			files = append(files, page(fmt.Sprintf("p%d/of%d.md", k, n%2), fmt.Sprintf("# Writer %d\n", n)))
		}
		sets = append(sets, set(files...))
	}
	done := make(chan error)
	for _, s := range sets {
		go func() {
			_, err := s.Write(dir)
			done <- err
		}()
	}
	for range sets {
		assert.NoError(t, <-done)
	}
	writers := map[string]bool{}
	files := tree(t, dir)
	for name, content := range files {
		if name != ManifestName {
			writers[content] = true
		}
	}
	assert.Len(t, writers, 1)
	assert.Len(t, files, 6)
}

func TestAPageSavedWhileItIsReplacedIsKept(t *testing.T) {
	dir := lived(t)
	_, second, _ := generations()
	err := disturbed(t, dir, second, func(operation, name string) error {
		if operation == "rename" && name == ManifestName {
			fill(t, dir, "a.md", "process.a/notes", "Saved at the wrong moment.")
			fill(t, dir, "old/b.md", "process.b/notes", "And so was this, a longer text.")
		}
		return nil
	})
	assert.ErrorContains(t, err, "stopped half-way at a.md, write again to finish: it was changed in the meantime and is left as it is")
	write(t, dir, second)
	assert.Contains(t, read(t, dir, "a.md"), "# A2")
	assert.Contains(t, read(t, dir, "a.md"), "Saved at the wrong moment.")
	assert.Contains(t, read(t, dir, "new/deep/b.md"), "And so was this, a longer text.")
}

func TestWhatThePowerCutEmptiedIsWrittenAgain(t *testing.T) {
	dir := t.TempDir()
	s := set(page("a.md", "# A\n"), page("b.md", "# B\n"))
	write(t, dir, s)
	before := tree(t, dir)
	put(t, dir, "a.md", "")
	put(t, dir, "b.md", "\x00\x00\x00\x00")
	report := write(t, dir, s)
	assert.Empty(t, report.Conflicts)
	assert.Equal(t, before, tree(t, dir))
}

func TestAnUnchangedFolderNeedsNoRightToWrite(t *testing.T) {
	dir := t.TempDir()
	s := set(page("a.md", "# A\n"))
	write(t, dir, s)
	refuse := func(operation, name string) error {
		return &fs.PathError{Op: operation, Path: name, Err: syscall.EACCES}
	}
	require.NoError(t, disturbed(t, dir, s, refuse))
	assert.ErrorContains(t, disturbed(t, dir, set(page("a.md", "# A2\n")), refuse), "permission denied")
}

// Where the file system does not tell Change.md from change.md, a page that is renamed so is still ours, and keeps its notes. A second name for the
// file stands for such a file system.
func TestAPageWhoseNameDiffersOnlyInCase(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, set(page("Change.md", "# Change\n", "process.Change/notes")))
	fill(t, dir, "Change.md", "process.Change/notes", "Ask twice.")
	require.NoError(t, os.Link(filepath.Join(dir, "Change.md"), filepath.Join(dir, "same.md")))
	if os.Rename(filepath.Join(dir, "same.md"), filepath.Join(dir, "change.md")) != nil {
		t.Skip("there are no links here")
	}
	s := set(page("change.md", "# Change\n", "process.change/notes"))
	s.Moves = []Move{{"process.Change", "process.change"}}
	report := write(t, dir, s)
	assert.Empty(t, report.Conflicts)
	assert.Contains(t, read(t, dir, "change.md"), "Ask twice.")
	assert.Empty(t, report.Parked)
}
