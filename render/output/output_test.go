package output

import (
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"handoff/render/output/place"
)

func page(path, body string, keeps ...string) File {
	for _, id := range keeps {
		body += "\n" + Keep(id, "_Write here._")
	}
	return File{Path: path, Content: []byte(body)}
}

func set(files ...File) Set {
	return Set{Source: "abc", Files: files, Notes: Notes{Path: "notes.md", Head: "# Notes without a place\n\nCut what you have moved.\n"}}
}

func write(t *testing.T, dir string, s Set) Report {
	t.Helper()
	report, err := s.Write(dir)
	require.NoError(t, err)
	return report
}

func read(t *testing.T, dir, name string) string {
	t.Helper()
	content, err := os.ReadFile(filepath.Join(dir, name))
	require.NoError(t, err)
	return string(content)
}

func put(t *testing.T, dir, name, content string) {
	t.Helper()
	require.NoError(t, os.MkdirAll(filepath.Dir(filepath.Join(dir, name)), 0o777))
	require.NoError(t, os.WriteFile(filepath.Join(dir, name), []byte(content), 0o666))
}

// fill writes into a kept block, as a person does.
func fill(t *testing.T, dir, name, id, text string) {
	t.Helper()
	content := read(t, dir, name)
	found, ok := blocks(content)
	require.True(t, ok)
	put(t, dir, name, replace(content, found, func(b block) string {
		if b.id == id {
			return opening(b.id, b.internal) + text + "\n"
		}
		return opening(b.id, b.internal) + b.text
	}))
}

// tree lists the files of a folder with their contents.
func tree(t *testing.T, dir string) map[string]string {
	t.Helper()
	out := map[string]string{}
	require.NoError(t, filepath.Walk(dir, func(name string, info os.FileInfo, err error) error {
		if err == nil && !info.IsDir() {
			rel, _ := filepath.Rel(dir, name)
			out[filepath.ToSlash(rel)] = read(t, dir, rel)
		}
		return err
	}))
	return out
}

func TestASecondWriteTouchesNothing(t *testing.T) {
	dir := t.TempDir()
	s := set(page("wiki/a.md", "# A\n", "process.a/notes"), page("map.json", "{}"))
	first := write(t, dir, s)
	assert.Equal(t, []string{"map.json", "wiki/a.md"}, first.Written)

	before := tree(t, dir)
	old := time.Unix(1e9, 0)
	for name := range before {
		require.NoError(t, os.Chtimes(filepath.Join(dir, name), old, old))
	}
	stale, _, err := s.Stale(dir)
	require.NoError(t, err)
	assert.Empty(t, stale)
	second := write(t, dir, s)
	assert.Empty(t, second.Written)
	assert.Equal(t, 2, second.Unchanged)
	assert.Equal(t, before, tree(t, dir))
	for name := range before {
		info, err := os.Stat(filepath.Join(dir, name))
		require.NoError(t, err)
		assert.True(t, info.ModTime().Equal(old), name)
	}
}

func TestOnlyOurOwnFilesAreRemoved(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, set(page("wiki/process/a.md", "# A\n"), page("wiki/process/b.md", "# B\n"), page("wiki/role/c.md", "# C\n")))
	put(t, dir, "wiki/process/mine.md", "mine")
	put(t, dir, "photo.png", "mine too")
	report := write(t, dir, set(page("wiki/process/a.md", "# A\n")))
	assert.Equal(t, []string{"wiki/process/b.md", "wiki/role/c.md"}, report.Removed)
	files := tree(t, dir)
	assert.Contains(t, files, "wiki/process/mine.md")
	assert.Contains(t, files, "photo.png")
	assert.NotContains(t, files, "wiki/process/b.md")
	assert.NoDirExists(t, filepath.Join(dir, "wiki/role"), "an empty folder of ours goes too")
}

func TestAForeignFileInTheWayIsLeftAlone(t *testing.T) {
	dir := t.TempDir()
	put(t, dir, "wiki/a.md", "written by a person")
	require.NoError(t, os.MkdirAll(filepath.Join(dir, "wiki/b.md"), 0o777))
	s := set(page("wiki/a.md", "# A\n"), page("wiki/b.md", "# B\n"), page("wiki/c.md", "# C\n"))
	for range 2 { // it does not become ours by being looked at
		report := write(t, dir, s)
		assert.Equal(t, []Conflict{{"wiki/a.md", Foreign}, {"wiki/b.md", Foreign}}, report.Conflicts)
		assert.Equal(t, "written by a person", read(t, dir, "wiki/a.md"))
		assert.Equal(t, "# C\n", read(t, dir, "wiki/c.md"))
	}
}

func TestAFileInTheWayOfAFolderStopsEverything(t *testing.T) {
	dir := t.TempDir()
	put(t, dir, "wiki", "a file")
	before := tree(t, dir)
	_, err := set(page("a.md", "# A\n"), page("wiki/a.md", "# A\n")).Write(dir)
	assert.ErrorContains(t, err, "wiki")
	assert.Equal(t, before, tree(t, dir))
}

func TestAnEditedPageIsNoticed(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, set(page("a.md", "# A\n", "process.a/notes"), page("b.md", "# B\n")))
	edited := strings.Replace(read(t, dir, "a.md"), "# A", "# A, really", 1)
	put(t, dir, "a.md", edited)
	put(t, dir, "b.md", "# B and more\n")

	report := write(t, dir, set(page("a.md", "# A new\n", "process.a/notes")))
	assert.Equal(t, []Conflict{{"a.md", Edited}, {"b.md", EditedGone}}, report.Conflicts)
	assert.Equal(t, edited, read(t, dir, "a.md"))
	assert.Equal(t, "# B and more\n", read(t, dir, "b.md"))
	report = write(t, dir, set(page("a.md", "# A new\n", "process.a/notes")))
	assert.Len(t, report.Conflicts, 2, "it is still noticed the next time")
	stale, _, err := set(page("a.md", "# A new\n", "process.a/notes")).Stale(dir)
	require.NoError(t, err)
	assert.Equal(t, []Change{{"a.md", InWay}, {"b.md", InWay}}, stale)

	require.NoError(t, os.Remove(filepath.Join(dir, "a.md")))
	report = write(t, dir, set(page("a.md", "# A new\n", "process.a/notes")))
	assert.Equal(t, []string{"a.md"}, report.Written, "deleting it is the way out")
}

func TestABrokenMarkerCountsAsAnEdit(t *testing.T) {
	dir := t.TempDir()
	s := set(page("a.md", "# A\n", "process.a/notes"))
	write(t, dir, s)
	broken := strings.Replace(read(t, dir, "a.md"), keepEnd, "", 1) + "precious\n"
	put(t, dir, "a.md", broken)
	report := write(t, dir, s)
	assert.Equal(t, []Conflict{{"a.md", Edited}}, report.Conflicts)
	assert.Equal(t, broken, read(t, dir, "a.md"))
}

func TestKeptBlocksSurvive(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, set(page("process/old.md", "# Old\n", "process.old/notes", "process.old/fixes")))
	fill(t, dir, "process/old.md", "process.old/notes", "Check the **fuse** first.")

	report := write(t, dir, set(page("process/old.md", "# Old, new text\n", "process.old/notes", "process.old/fixes")))
	assert.Empty(t, report.Conflicts)
	assert.Contains(t, read(t, dir, "process/old.md"), "Check the **fuse** first.")
	assert.Contains(t, read(t, dir, "process/old.md"), "# Old, new text")

	moved := set(page("process/new.md", "# New\n", "process.new/notes", "process.new/fixes"))
	moved.Moves = []Move{{"process.old", "process.middle"}, {"process.middle", "process.new"}}
	report = write(t, dir, moved)
	assert.Equal(t, []string{"process/old.md"}, report.Removed)
	assert.Empty(t, report.Parked)
	assert.Contains(t, read(t, dir, "process/new.md"), "Check the **fuse** first.")

	gone := set(page("process/other.md", "# Other\n", "process.other/notes"))
	report = write(t, dir, gone)
	assert.Equal(t, []string{"process.new/notes"}, report.Parked)
	assert.Contains(t, read(t, dir, "notes.md"), "Check the **fuse** first.")
	assert.NotContains(t, read(t, dir, "notes.md"), "process.new/fixes", "an untouched slot is no note")
	report = write(t, dir, gone)
	assert.Empty(t, report.Written, "a parked note stays parked, and the page is stable")

	report = write(t, dir, moved)
	assert.Contains(t, read(t, dir, "process/new.md"), "Check the **fuse** first.", "it returns when its place does")
	assert.Equal(t, []string{"notes.md", "process/other.md"}, report.Removed)
}

func TestANoteDoesNotGoWithItsPageWhereItsNewPlaceIsTaken(t *testing.T) {
	for name, inTheWay := range map[string]string{"edited": "# B, edited\n\n" + Keep("process.b/notes", "_Write here._"), "foreign": "mine\n"} {
		dir := t.TempDir()
		files := []File{page("a.md", "# A\n", "process.a/notes")}
		if name == "edited" {
			files = append(files, page("b.md", "# B\n", "process.b/notes"))
		}
		write(t, dir, set(files...))
		fill(t, dir, "a.md", "process.a/notes", "Precious.")
		put(t, dir, "b.md", inTheWay)
		next := set(page("b.md", "# B\n", "process.b/notes"))
		next.Moves = []Move{{"process.a", "process.b"}}
		report := write(t, dir, next)
		assert.Len(t, report.Conflicts, 1, name)
		assert.Equal(t, []string{"process.a/notes"}, report.Parked, name)
		assert.Contains(t, read(t, dir, "notes.md"), "Precious.", name)
		assert.Equal(t, inTheWay, read(t, dir, "b.md"), name)

		require.NoError(t, os.Remove(filepath.Join(dir, "b.md")))
		write(t, dir, next)
		assert.Contains(t, read(t, dir, "b.md"), "Precious.", name)
	}
}

func TestANoteDoesNotGoWithItsPageWhereTheNotesPageIsTaken(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, set(page("a.md", "# A\n", "process.a/notes")))
	fill(t, dir, "a.md", "process.a/notes", "Precious.")
	put(t, dir, "notes.md", "Somebody's own page.\n")
	before := tree(t, dir)
	_, err := set().Write(dir)
	assert.ErrorContains(t, err, "lost their place (process.a/notes), and notes.md, where they would be kept")
	_, _, err = set().Stale(dir)
	assert.Error(t, err)
	assert.Equal(t, before, tree(t, dir))
}

func TestANewSlotTextIsNoNote(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, set(File{"a.md", []byte("# A\n\n" + Keep("process.a/notes", "Old hint."))}))
	write(t, dir, set(File{"a.md", []byte("# A\n\n" + Keep("process.a/notes", "New hint."))}))
	assert.Contains(t, read(t, dir, "a.md"), "New hint.")
}

func TestSectionsMayBeCutFromTheNotesPage(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, set(page("a.md", "# A\n", "process.a/one", "process.a/two")))
	fill(t, dir, "a.md", "process.a/one", "first")
	fill(t, dir, "a.md", "process.a/two", "second")
	write(t, dir, set())
	content := read(t, dir, "notes.md")
	cut := content[:strings.Index(content, "## `process.a/two`")]
	put(t, dir, "notes.md", cut)
	report := write(t, dir, set())
	assert.Empty(t, report.Conflicts)
	assert.Equal(t, []string{"process.a/one"}, report.Parked)
	put(t, dir, "notes.md", read(t, dir, "notes.md")+"\nA line of my own.\n")
	report = write(t, dir, set(page("a.md", "# A\n", "process.a/one")))
	assert.Equal(t, []Conflict{{"notes.md", EditedGone}}, report.Conflicts)
}

func TestLineEndsOfACheckoutAreNoEdit(t *testing.T) {
	dir := t.TempDir()
	s := set(page("a.md", "# A\n", "process.a/notes"))
	write(t, dir, s)
	put(t, dir, "a.md", strings.ReplaceAll(read(t, dir, "a.md"), "\n", "\r\n"))
	report := write(t, dir, s)
	assert.Empty(t, report.Written)
	assert.Empty(t, report.Conflicts)
}

func TestALostManifestIsNoCatastrophe(t *testing.T) {
	dir := t.TempDir()
	s := set(page("a.md", "# A\n"), page("b.md", "# B\n"))
	write(t, dir, s)
	require.NoError(t, os.Remove(filepath.Join(dir, ManifestName)))
	report := write(t, dir, s)
	assert.Empty(t, report.Conflicts)
	report = write(t, dir, set(page("a.md", "# A2\n")))
	assert.Empty(t, report.Conflicts)
	assert.Equal(t, []string{"b.md"}, report.Removed)

	put(t, dir, ManifestName, "{")
	_, err := s.Write(dir)
	assert.ErrorContains(t, err, "cannot be read")
}

func TestAWriteCutShortIsNotTakenForAnEdit(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, set(page("a.md", "# A\n"), page("b.md", "# B\n")))
	next := set(page("a.md", "# A2\n"), page("b.md", "# B2\n"))
	root, err := os.OpenRoot(dir)
	require.NoError(t, err)
	defer root.Close()
	p, err := next.plan(root.FS(), nil)
	require.NoError(t, err)
	put(t, dir, ManifestName, string(p.journal().bytes()))
	put(t, dir, "a.md", "# A2\n") // and here the power failed
	report := write(t, dir, set(page("a.md", "# A3\n"), page("b.md", "# B3\n")))
	assert.Empty(t, report.Conflicts)
	assert.Equal(t, []string{"a.md", "b.md"}, report.Written)
}

func TestTwoWritesAtOnceDoNotMix(t *testing.T) {
	for _, first := range []Set{{}, set(page("old.md", "# Old\n"))} {
		dir := t.TempDir()
		if first.Files != nil {
			write(t, dir, first)
		}
		folder, err := place.Open(dir)
		require.NoError(t, err)
		defer folder.Close()
		st := newStage(folder, nil)
		p, err := set(page("new/a.md", "# A\n")).plan(folder.FS(), st)
		require.NoError(t, err)
		write(t, dir, set(page("b.md", "# B\n"))) // the other one is quicker
		assert.ErrorContains(t, p.carryOut(st), "in the meantime")
		st.clear()
		before := map[string]string{ManifestName: tree(t, dir)[ManifestName], "b.md": "# B\n"}
		assert.Equal(t, before, tree(t, dir))
		assert.NoDirExists(t, filepath.Join(dir, "new"))
	}
}

func TestAReadOnlyFolderLosesNothing(t *testing.T) {
	if runtime.GOOS == "windows" || os.Getuid() == 0 {
		t.Skip("permissions do not bind here")
	}
	dir := t.TempDir()
	write(t, dir, set(page("a.md", "# A\n")))
	before := tree(t, dir)
	require.NoError(t, os.Chmod(dir, 0o555))
	defer os.Chmod(dir, 0o777)
	_, err := set(page("a.md", "# A2\n")).Write(dir)
	assert.ErrorContains(t, err, "permission denied")
	assert.Equal(t, before, tree(t, dir))
}

func TestAFailedStageLeavesNoTrace(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, set(page("a.md", "# A\n")))
	before := tree(t, dir)
	long := strings.Repeat("x", 300) + ".md" // no file system takes it, as a full disk takes nothing
	_, err := set(page("a.md", "# A2\n"), page("new/"+long+"/b.md", "# B\n")).Write(dir)
	assert.Error(t, err)
	assert.Equal(t, before, tree(t, dir))
	assert.NoDirExists(t, filepath.Join(dir, "new"))
}

func TestOutputThatIsAFile(t *testing.T) {
	dir := t.TempDir()
	put(t, dir, "out", "a file")
	_, err := set(page("a.md", "# A\n")).Write(filepath.Join(dir, "out"))
	assert.ErrorContains(t, err, "cannot make the output folder")
}

func TestNothingIsWrittenThroughALinkThatLeadsOutside(t *testing.T) {
	dir, outside := t.TempDir(), t.TempDir()
	if os.Symlink(outside, filepath.Join(dir, "wiki")) != nil {
		t.Skip("no links here")
	}
	_, err := set(page("wiki/a.md", "# A\n")).Write(dir)
	assert.ErrorContains(t, err, "wiki is a link that leads out of the folder")
	assert.Empty(t, tree(t, outside))
}

func TestPathsThatCannotStandTogether(t *testing.T) {
	for _, s := range []Set{
		set(page("a.md", ""), page("A.md", "")),
		set(page("../a.md", "")),
		set(page("/etc/a.md", "")),
		set(page("NOTES.md", "")),
		set(page(ManifestName, "")),
	} {
		_, err := s.Write(t.TempDir())
		assert.Error(t, err)
	}
}

func TestStaleSaysWhatAWriteWouldDo(t *testing.T) {
	dir := t.TempDir()
	s := set(page("a.md", "# A\n"), page("b.md", "# B\n"))
	stale, _, err := s.Stale(filepath.Join(dir, "not-there"))
	require.NoError(t, err)
	assert.Equal(t, []Change{{"a.md", Missing}, {"b.md", Missing}}, stale)
	assert.NoDirExists(t, filepath.Join(dir, "not-there"))
	write(t, dir, s)
	stale, _, err = set(page("a.md", "# A2\n"), page("c.md", "# C\n")).Stale(dir)
	require.NoError(t, err)
	assert.Equal(t, []Change{{"a.md", Changed}, {"b.md", Extra}, {"c.md", Missing}}, stale)
}

// Whoever only looks waits for nobody, holds nobody up, and leaves nothing behind: not even the mark by which writers take turns.
func TestStaleTakesNoTurn(t *testing.T) {
	dir := t.TempDir()
	was := set(page("a.md", "# A\n"), page("b.md", "# B\n"))
	write(t, dir, was)
	before := tree(t, dir)
	_, _, err := set(page("a.md", "# A2\n")).Stale(dir)
	require.NoError(t, err)
	assert.Equal(t, before, tree(t, dir))
	assert.False(t, Busy(dir))

	folder, err := place.Open(dir)
	require.NoError(t, err)
	defer folder.Close()
	turn, err := folder.Turn()
	require.NoError(t, err)
	require.NoError(t, os.WriteFile(filepath.Join(dir, "b.md"), []byte("half of a"), 0o666))
	stale, _, err := was.Stale(dir) // while somebody else writes
	require.NoError(t, err)
	assert.Len(t, stale, 1)
	assert.True(t, Busy(dir))
	turn.Close()
	assert.False(t, Busy(dir))
}

func TestNotesMarkedInternal(t *testing.T) {
	dir := t.TempDir()
	s := set(page("a.md", "# A\n", "process.a/one", "process.a/two"))
	write(t, dir, s)
	fill(t, dir, "a.md", "process.a/one", "Door code: 1234.")
	put(t, dir, "a.md", strings.Replace(read(t, dir, "a.md"), "process.a/one -->", "process.a/one internal -->", 1))
	fill(t, dir, "a.md", "process.a/two", "For everybody.")
	report := write(t, dir, s)
	assert.Empty(t, report.Conflicts, "the word is no edit")
	assert.Empty(t, report.Written)

	notes, err := ReadNotes(dir)
	require.NoError(t, err)
	assert.Equal(t, []Note{{"process.a/one", "Door code: 1234.", true}, {"process.a/two", "For everybody.", false}}, notes)

	before := tree(t, dir)
	public := s
	public.Public = true
	_, err = public.Write(dir)
	assert.ErrorContains(t, err, "marked internal (process.a/one)")
	_, _, err = public.Stale(dir)
	assert.Error(t, err)
	assert.Equal(t, before, tree(t, dir), "nothing is lost, nothing is shown")
	page := read(t, dir, "a.md")
	put(t, dir, "a.md", page+"An edit.\n")
	_, err = public.Write(dir)
	assert.ErrorContains(t, err, "marked internal (process.a/one)", "not on a page either that would be left alone")
	put(t, dir, "a.md", page)

	write(t, dir, set()) // parked, it stays internal
	assert.Contains(t, read(t, dir, "notes.md"), "process.a/one internal -->\nDoor code")
	write(t, dir, s)
	assert.Contains(t, read(t, dir, "a.md"), "process.a/one internal -->\nDoor code")

	_, err = ReadNotes(filepath.Join(dir, "none"))
	assert.ErrorContains(t, err, "there is no folder")
	_, err = ReadNotes(t.TempDir())
	assert.ErrorContains(t, err, "handoff did not write it")
}

func TestAWikiOfAnotherKindFindsParkedNotes(t *testing.T) {
	dir := t.TempDir()
	s := set(page("a.md", "# A\n", "process.a/one"))
	write(t, dir, s)
	fill(t, dir, "a.md", "process.a/one", "Kept.")
	write(t, dir, set())
	other := set(page("b.md", "# A\n", "process.a/one"))
	other.Notes.Path = "elsewhere.md"
	report := write(t, dir, other)
	assert.Empty(t, report.Conflicts)
	assert.Contains(t, read(t, dir, "b.md"), "Kept.")
	assert.Equal(t, []string{"notes.md"}, report.Removed)
}

func TestNothingThatHasNotChangedIsTouched(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, set(page("a.md", "# A\n", "process.a/notes"), page("b.md", "# B\n")))
	fill(t, dir, "a.md", "process.a/notes", "Mine.")
	long := time.Unix(1000, 0)
	for _, name := range []string{"a.md", "b.md"} {
		require.NoError(t, os.Chtimes(filepath.Join(dir, name), long, long))
	}
	report := write(t, dir, set(page("a.md", "# A\n", "process.a/notes"), page("b.md", "# B2\n")))
	assert.Equal(t, []string{"b.md"}, report.Written)
	touched := func(name string) bool {
		info, err := os.Stat(filepath.Join(dir, name))
		require.NoError(t, err)
		return !info.ModTime().Equal(long)
	}
	assert.False(t, touched("a.md"))
	assert.True(t, touched("b.md"))
}
