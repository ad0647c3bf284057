package place

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

var errKilled = errors.New("killed")

// with opens a folder in which everything fails from the n-th operation on, as it does for a program that was killed; it reports whether it came to
// that.
func with(t *testing.T, dir string, n int, run func(f *Folder) error) (stopped bool) {
	t.Helper()
	f, err := Open(dir)
	require.NoError(t, err)
	defer f.Close()
	f.Fault = func(string, string) error {
		if n--; n < 0 {
			stopped = true
			return errKilled
		}
		return nil
	}
	if err := run(f); err != nil {
		require.ErrorIs(t, err, errKilled)
	}
	return stopped
}

func put(content string, finish func(*File) error) func(*Folder) error {
	return func(f *Folder) error {
		file, err := f.New("a")
		if err != nil {
			return err
		}
		defer file.Discard()
		if _, err := file.Write([]byte(content)); err != nil {
			return err
		}
		if err := file.Sync(); err != nil {
			return err
		}
		return finish(file)
	}
}

func replace(f *File) error { return f.Replace(nil) }

func names(t *testing.T, dir string) (out []string) {
	t.Helper()
	entries, err := os.ReadDir(dir)
	require.NoError(t, err)
	for _, e := range entries {
		out = append(out, e.Name())
	}
	return out
}

func TestAFileIsOldOrNewWheneverItIsKilled(t *testing.T) {
	for n, stopped := 0, true; stopped; n++ {
		dir := t.TempDir()
		path := filepath.Join(dir, "a")
		require.NoError(t, os.WriteFile(path, []byte("old"), 0o666))
		stopped = with(t, dir, n, put("new text", replace))
		now, err := os.ReadFile(path)
		require.NoError(t, err)
		assert.Contains(t, []string{"old", "new text"}, string(now), "operation %d", n)
		with(t, dir, 1000, put("newer", replace))
		now, err = os.ReadFile(path)
		require.NoError(t, err)
		assert.Equal(t, "newer", string(now))
		assert.Equal(t, []string{"a"}, names(t, dir), "operation %d", n)
	}
}

func TestANewFileIsThereWholeOrNotAtAll(t *testing.T) {
	for n, stopped := 0, true; stopped; n++ {
		dir := t.TempDir()
		path := filepath.Join(dir, "a")
		stopped = with(t, dir, n, put("new text", (*File).Add))
		if now, err := os.ReadFile(path); !errors.Is(err, fs.ErrNotExist) {
			require.NoError(t, err)
			assert.Equal(t, "new text", string(now), "operation %d", n)
			Clear(path)
		} else {
			with(t, dir, 1000, put("new text", (*File).Add))
		}
		assert.Equal(t, []string{"a"}, names(t, dir), "operation %d", n)
	}
}

func TestAddReplacesNothing(t *testing.T) {
	dir := t.TempDir()
	require.NoError(t, os.WriteFile(filepath.Join(dir, "a"), []byte("theirs"), 0o666))
	f, err := Open(dir)
	require.NoError(t, err)
	defer f.Close()
	assert.ErrorIs(t, put("ours", (*File).Add)(f), fs.ErrExist)
	text, err := os.ReadFile(filepath.Join(dir, "a"))
	require.NoError(t, err)
	assert.Equal(t, "theirs", string(text))
	assert.Equal(t, []string{"a"}, names(t, dir))
}

func TestOneWaitsForTheOther(t *testing.T) {
	dir := t.TempDir()
	f, err := Open(dir)
	require.NoError(t, err)
	defer f.Close()
	first, err := f.New("a")
	require.NoError(t, err)
	if locked, err := tryLock(first.file); err != nil || !locked {
		first.Discard()
		t.Skip("there are no locks here")
	}
	_, err = first.Write([]byte("first"))
	require.NoError(t, err)
	Clear(filepath.Join(dir, "a")) // it is not left over
	done := make(chan error)
	go func() { done <- put("second", replace)(f) }()
	select {
	case err := <-done:
		t.Fatalf("it did not wait: %v", err)
	case <-time.After(50 * time.Millisecond):
	}
	require.NoError(t, first.Replace(nil))
	require.NoError(t, <-done)
	text, err := os.ReadFile(filepath.Join(dir, "a"))
	require.NoError(t, err)
	assert.Equal(t, "second", string(text))
	assert.Equal(t, []string{"a"}, names(t, dir))
}

// Where files cannot be locked, two that write at once notice it before anything is put in its place.
func TestWithoutLocksNothingHalfWrittenIsPutInPlace(t *testing.T) {
	dir := t.TempDir()
	f, err := Open(dir)
	require.NoError(t, err)
	defer f.Close()
	first, err := f.New("a")
	require.NoError(t, err)
	require.NoError(t, f.Remove(first.temporary)) // as the other one does, who takes it for left over
	require.NoError(t, f.Create(first.temporary, []byte("ha"), false))
	assert.ErrorIs(t, first.Replace(nil), errTaken)
	assert.NoFileExists(t, filepath.Join(dir, "a"))
}

func TestWhatIsInTheWay(t *testing.T) {
	dir := t.TempDir()
	f, err := Open(dir)
	require.NoError(t, err)
	defer f.Close()
	require.NoError(t, os.WriteFile(filepath.Join(dir, "precious"), []byte("precious"), 0o666))
	for _, name := range []string{temporaryName("a"), TurnName} {
		if os.Symlink("precious", filepath.Join(dir, name)) != nil {
			t.Skip("there are no links here")
		}
	}
	_, err = f.New("a")
	assert.ErrorContains(t, err, "is in the way")
	_, err = f.Turn()
	assert.ErrorContains(t, err, "is in the way")
	text, err := os.ReadFile(filepath.Join(dir, "precious"))
	require.NoError(t, err)
	assert.Equal(t, "precious", string(text))
}

// A file of the folder says what to clear away, and it may say anything.
func TestOnlyWhatIsLeftOverIsClearedAway(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{"wiki/.handoff-1-2.part", "wiki/page.md", "wiki/.handoff-notes", "other/x.part"} {
		require.NoError(t, os.MkdirAll(filepath.Dir(filepath.Join(dir, name)), 0o777))
		require.NoError(t, os.WriteFile(filepath.Join(dir, name), nil, 0o666))
	}
	require.NoError(t, os.Mkdir(filepath.Join(dir, "empty"), 0o777))
	require.NoError(t, os.WriteFile(filepath.Join(dir, TurnName), []byte(`{"folders":["wiki","other","empty","..","/etc","missing",""]}`), 0o666))
	f, err := Open(dir)
	require.NoError(t, err)
	defer f.Close()
	turn, err := f.Turn()
	require.NoError(t, err)
	turn.Close()
	assert.Equal(t, []string{"other", "wiki"}, names(t, dir))
	assert.Equal(t, []string{".handoff-notes", "page.md"}, names(t, filepath.Join(dir, "wiki")))
	assert.Equal(t, []string{"x.part"}, names(t, filepath.Join(dir, "other")))

	require.NoError(t, os.WriteFile(filepath.Join(dir, TurnName), []byte(`{"folders":[`), 0o666)) // killed while it wrote that
	turn, err = f.Turn()
	require.NoError(t, err)
	turn.Close()
}

// Another user's lock, whose owner was killed, is in nobody's way.
func TestALockOfAnotherUser(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("a file that is read-only is another matter there")
	}
	dir := t.TempDir()
	lock := filepath.Join(dir, TurnName)
	require.NoError(t, os.WriteFile(lock, []byte(`{"folders":["."]}`), 0o444))
	require.NoError(t, os.WriteFile(filepath.Join(dir, ".handoff-1-2.part"), nil, 0o666))
	if file, err := os.OpenFile(lock, os.O_RDWR, 0); err == nil {
		_ = file.Close()
		t.Skip("whoever runs this may write everywhere")
	}
	f, err := Open(dir)
	require.NoError(t, err)
	defer f.Close()
	turn, err := f.Turn()
	require.NoError(t, err)
	require.NotNil(t, turn)
	turn.Close()
	assert.Empty(t, names(t, dir))
}

func TestWhoeverWaitsIsPatientAsLongAsThereIsProgress(t *testing.T) {
	var w waiting
	for n := range 5 * patience {
		require.False(t, w.enough(turnText{Process: 1, Done: n / (patience / 2)}), "it gets on")
	}
	w = waiting{}
	for range patience {
		require.False(t, w.enough(turnText{Process: 1, Done: 7}))
	}
	assert.True(t, w.enough(turnText{Process: 1, Done: 7}), "nothing has happened for long")
	assert.False(t, w.enough(turnText{Process: 2, Done: 7}), "the next one has come")
}

func TestATurnSaysThatItGetsOn(t *testing.T) {
	f, err := Open(t.TempDir())
	require.NoError(t, err)
	defer f.Close()
	turn, err := f.Turn()
	require.NoError(t, err)
	defer turn.Close()
	require.NoError(t, turn.Say([]string{".", "a"}))
	for range 2*progressEvery + 1 {
		require.NoError(t, turn.Progress())
	}
	raw, err := f.ReadFile(TurnName)
	require.NoError(t, err)
	assert.Contains(t, string(raw), `"done":40`)
	assert.Contains(t, string(raw), `"folders":[".","a"]`, "which is never lost")
}

// A folder that others can fill is nobody's cache.
func TestOwn(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "cache")
	assert.ErrorIs(t, Own(dir), fs.ErrNotExist)
	require.NoError(t, os.Mkdir(dir, 0o700))
	require.NoError(t, Own(dir))
	if runtime.GOOS == "windows" {
		return
	}
	require.NoError(t, os.Chmod(dir, 0o770))
	require.NoError(t, Own(dir), "a group of one's own is usual")
	require.NoError(t, os.Chmod(dir, 0o777))
	require.ErrorContains(t, Own(dir), "everybody may write into it")
	require.NoError(t, os.Chmod(dir, 0o700))
	require.NoError(t, os.Symlink(dir, dir+"-link"))
	require.ErrorContains(t, Own(dir+"-link"), "it is no folder")
	if os.Chown(dir, 12345, -1) == nil { // root may, though not in every container
		require.ErrorContains(t, Own(dir), "it belongs to another user")
	}
}
