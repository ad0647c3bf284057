// Package output puts generated files into a folder in which people live too. It replaces and removes only what handoff wrote,
// notices what was edited by hand, carries hand-written blocks from one generation to the next, and touches nothing that has
// not changed.
//
// What handoff wrote is known from a manifest in the folder (ManifestName): a hash for each file, of the file without the text of its
// kept blocks. A write goes in four steps, so that whatever stops it, nothing is lost:
//
//  1. plan: read what is there; then, for one file after the other, fill its kept blocks, compare it with what is there, and forget it (plan.go);
//  2. meanwhile stage every new or changed file under a temporary name beside its place: a full disk shows here, before anything changed;
//  3. write a manifest that knows both the old and the new hash of each file, and rename the staged files into place;
//  4. remove what is no longer generated, then write the manifest as it is to stay.
//
// Of several programs that write into one folder, each waits for the one before it (place.Turn). What must not get lost if the power fails – the
// manifests, and pages with what people wrote – is on the disk before it takes the place of anything.
package output

import (
	"errors"
	"fmt"
	"io/fs"
	"iter"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"handoff/render/output/place"
)

// File is one file to be written. Path is a slash path relative to the folder.
type File struct {
	Path    string
	Content []byte
}

// Set is everything that is to be in the folder, and nothing else of ours.
type Set struct {
	Source string // a hash of what the files were made from; it is written down, not interpreted
	Files  []File
	// More are further files, each made when it is asked for and not held by anybody afterwards: a large set need not be in memory. An error ends
	// the write, and nothing in the folder has changed. Nil for none.
	More   iter.Seq2[File, error]
	Moves  []Move
	Notes  Notes
	Public bool // notes that are marked internal must not be in the folder
}

// Move renames what kept blocks are named after: blocks of `process.old` are found again as those of `process.new`.
type Move struct{ From, To string }

// Notes says where kept blocks go whose place is no longer generated. Head is the Markdown before the first of them. Without a
// Path a Set has no kept blocks.
type Notes struct{ Path, Head string }

// all are the files in their order.
func (s Set) all() iter.Seq2[File, error] {
	return func(yield func(File, error) bool) {
		for _, f := range s.Files {
			if !yield(f, nil) {
				return
			}
		}
		if s.More != nil {
			s.More(yield)
		}
	}
}

// All makes all files, and holds them.
func (s Set) All() ([]File, error) {
	var files []File
	for f, err := range s.all() {
		if err != nil {
			return nil, err
		}
		files = append(files, f)
	}
	return files, nil
}

// Reason says why a file was left alone.
type Reason string

// The reasons.
const (
	Edited     Reason = "edited"      // handoff wrote it, and somebody changed it outside its kept blocks
	EditedGone Reason = "edited-gone" // the same, and it is no longer generated
	Foreign    Reason = "foreign"     // handoff did not write it, and it stands where a file must go
)

// Conflict is a file that should have been written or removed and was not, since it holds what a person wrote.
type Conflict struct {
	Path   string
	Reason Reason
}

// String says what is wrong and what to do, in full sentences.
func (c Conflict) String() string {
	switch c.Reason {
	case Edited:
		return fmt.Sprintf("%s was edited by hand outside its kept blocks and is left as it is. Move the text into a kept block or into the map, then delete the file and write again.", c.Path)
	case EditedGone:
		return fmt.Sprintf("%s is no longer generated, but was edited by hand and is left as it is. Save what you need from it, then delete it.", c.Path)
	default:
		return fmt.Sprintf("%s was not written by handoff and stands where a generated file must go. Move it away, or write to another folder.", c.Path)
	}
}

// Report says what a write did. All paths are sorted, but for Files, which are in the order of the set.
type Report struct {
	Files     []string // all of the set
	Written   []string
	Removed   []string
	Unchanged int
	Conflicts []Conflict
	Parked    []string // ids of kept blocks now on the notes page
	State     State    // of the folder now; zero where there are conflicts or parked notes
}

// Write brings the folder to what the set says. An error means that it could not: unless the error came while renaming (which says
// so), nothing in the folder has changed. Conflicts are no error: everything else is written, and the caller decides.
func (s Set) Write(dir string) (Report, error) {
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return Report{}, fmt.Errorf("cannot make the output folder: %w", err)
	}
	folder, err := place.Open(dir)
	if err != nil {
		return Report{}, fmt.Errorf("cannot open the output folder: %w", err)
	}
	defer folder.Close()
	r, err := s.write(folder)
	if err != nil {
		return Report{}, fmt.Errorf("%s: %w", dir, place.Plain(err))
	}
	return r, nil
}

func (s Set) write(folder *place.Folder) (Report, error) {
	turn, problem := folder.Turn()
	if problem == nil {
		defer turn.Close()
	}
	st := newStage(folder, turn)
	settled := false
	defer func() { // however it ends: making a file may panic
		if !settled {
			st.clear()
		}
	}()
	on := st
	if problem != nil { // all may be as it should be, which can be said of a folder that nobody may write into
		on = nil
	}
	p, err := s.plan(folder.FS(), on)
	if err != nil {
		return Report{}, err
	}
	r := p.report()
	r.State = p.state()
	if p.idle() {
		settled = true
		return r, nil
	}
	if problem != nil {
		return r, problem
	}
	err = p.carryOut(st)
	settled = err == nil
	return r, err
}

// Change is one way in which a folder differs from what would be written.
type Change struct {
	Path string
	Kind ChangeKind
}

// ChangeKind says how.
type ChangeKind string

// The kinds of change.
const (
	Missing ChangeKind = "missing" // it is not there
	Changed ChangeKind = "changed" // it would be replaced
	Extra   ChangeKind = "extra"   // handoff wrote it once, and would now remove it
	InWay   ChangeKind = "in-way"  // a conflict: it would not be touched
)

// Stale says what a write would change, without changing anything; nothing where the folder is current. A folder that is not
// there lacks every file. It takes no turn, for which it would have to write: the folder may be one that nobody can write to, and whoever writes
// into it meanwhile is not held up. What it then sees is each file as it was or as it will be; Busy tells that somebody was at it.
// It returns how many files there are to be, too.
func (s Set) Stale(dir string) (changes []Change, files int, err error) {
	var current fs.FS = nothing{}
	root, err := os.OpenRoot(dir)
	switch {
	case err == nil:
		defer root.Close()
		current = root.FS()
	case !errors.Is(err, fs.ErrNotExist):
		return nil, 0, fmt.Errorf("cannot open the output folder: %w", err)
	}
	p, err := s.plan(current, nil)
	if err != nil {
		return nil, 0, fmt.Errorf("%s: %w", dir, place.Plain(err))
	}
	var out []Change
	for _, f := range p.write {
		kind := Missing
		if f.exists {
			kind = Changed
		}
		out = append(out, Change{f.path, kind})
	}
	for _, gone := range p.remove {
		out = append(out, Change{gone, Extra})
	}
	for _, c := range p.conflicts {
		out = append(out, Change{c.Path, InWay})
	}
	slices.SortFunc(out, func(a, b Change) int { return strings.Compare(a.Path, b.Path) })
	return out, len(p.files), nil
}

// Busy reports whether somebody is writing into a folder, or was stopped while doing so: what is stale in it may be half of a write.
func Busy(dir string) bool {
	_, err := os.Lstat(filepath.Join(dir, place.TurnName))
	return err == nil
}

// nothing is a folder that is not there.
type nothing struct{}

func (nothing) Open(name string) (fs.File, error) {
	return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
}

// idle reports whether everything is as it should be.
func (p *plan) idle() bool {
	return len(p.write) == 0 && len(p.remove) == 0 && string(p.manifest.bytes()) == string(p.oldManifest)
}

// carryOut puts what is staged in its place.
func (p *plan) carryOut(st *stage) error {
	folder := st.folder
	if err := st.turn.Say(p.folders()); err != nil {
		return err
	}
	journal, err := st.put(ManifestName, p.journal().bytes(), true)
	if err != nil {
		return err
	}
	last, err := st.put(ManifestName, p.manifest.bytes(), true)
	if err != nil {
		return err
	}
	// What was planned holds only for the folder it was planned for.
	if now, err := folder.ReadFile(ManifestName); string(now) != string(p.oldManifest) || err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("something else has written into the folder in the meantime, so nothing was changed; write again")
	}
	if err := folder.Rename(journal, ManifestName); err != nil {
		return fmt.Errorf("cannot write %s: %w", ManifestName, place.Bare(err))
	}
	halfWay := func(name string, err error) error {
		return fmt.Errorf("stopped half-way at %s, write again to finish: %w", name, place.Bare(err))
	}
	for _, f := range p.write {
		if err := f.seen.still(folder, f.path); err != nil {
			return halfWay(f.path, err)
		}
		if err := folder.Rename(st.staged[f.path], f.path); err != nil {
			return halfWay(f.path, err)
		}
	}
	for _, gone := range p.remove {
		if p.written(folder, gone) {
			continue
		}
		if err := p.seen[gone].still(folder, gone); err != nil {
			return halfWay(gone, err)
		}
		if err := folder.Remove(gone); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return halfWay(gone, err)
		}
	}
	folder.RemoveEmpty(above(slices.Concat(p.remove, p.gone)))
	if err := folder.Rename(last, ManifestName); err != nil {
		return halfWay(ManifestName, err)
	}
	return nil
}

// folders are those in which something is going to be written or removed.
func (p *plan) folders() []string {
	names := slices.Clone(p.remove)
	for _, f := range p.write {
		names = append(names, f.path)
	}
	return append([]string{"."}, above(names)...)
}

// above are the folders that some files lie in, sorted.
func above(names []string) []string {
	var folders []string
	for _, name := range names {
		for d := path.Dir(name); d != "."; d = path.Dir(d) {
			folders = append(folders, d)
		}
	}
	slices.Sort(folders)
	return slices.Compact(folders)
}

// stage holds the files that wait beside their places, and what it took to put them there.
type stage struct {
	folder *place.Folder
	turn   *place.Turn
	files  []string
	staged map[string]string // of the set, by their paths
	said   []string          // folders in which there may be such files
	made   []string          // folders that were not there
	there  map[string]bool   // folders that need not be made
}

func newStage(folder *place.Folder, turn *place.Turn) *stage {
	return &stage{folder: folder, turn: turn, staged: map[string]string{}, said: []string{"."}, there: map[string]bool{}}
}

// page stages a file of the set.
func (st *stage) page(f planned, content []byte) (err error) {
	st.staged[f.path], err = st.put(f.path, content, f.precious)
	return err
}

// put writes a file beside its place, and returns its name there.
func (st *stage) put(name string, content []byte, precious bool) (string, error) {
	if len(st.files) == 0 {
		if err := st.turn.Say(st.said); err != nil {
			return "", err
		}
	}
	if err := st.makeFolders(path.Dir(name)); err != nil {
		return "", fmt.Errorf("cannot make the folder %s: %w", path.Dir(name), place.Bare(err))
	}
	temporary := place.Temporary(name, len(st.files))
	st.files = append(st.files, temporary)
	if err := st.folder.Create(temporary, content, precious); err != nil {
		return "", fmt.Errorf("cannot write %s: %w", name, place.Bare(err))
	}
	return temporary, nil
}

// makeFolders makes a folder and those above it.
func (st *stage) makeFolders(folder string) error {
	if folder == "." || st.there[folder] {
		return nil
	}
	if err := st.makeFolders(path.Dir(folder)); err != nil {
		return err
	}
	st.said = append(st.said, folder)
	if err := st.turn.Say(st.said); err != nil {
		return err
	}
	err := st.folder.Mkdir(folder)
	switch {
	case err == nil:
		st.made = append(st.made, folder)
	case errors.Is(err, fs.ErrExist):
		var info fs.FileInfo
		if info, err = st.folder.Stat(folder); err == nil && !info.IsDir() {
			err = fmt.Errorf("a file of that name is in the way")
		}
	}
	st.there[folder] = err == nil
	return err
}

// clear removes what was not put in its place.
func (st *stage) clear() {
	for _, temporary := range st.files {
		_ = st.folder.Remove(temporary)
	}
	st.folder.RemoveEmpty(st.made)
}

// written reports whether a file that should go is one of those just written, under a name that the file system does not tell from it.
func (p *plan) written(folder *place.Folder, gone string) bool {
	for _, f := range p.write {
		if f.path == gone || !strings.EqualFold(f.path, gone) {
			continue
		}
		old, err := folder.Stat(gone)
		if err != nil {
			continue
		}
		if fresh, err := folder.Stat(f.path); err == nil && os.SameFile(old, fresh) {
			return true
		}
	}
	return false
}

func (p *plan) report() Report {
	r := Report{Files: p.files, Removed: p.remove, Unchanged: p.unchanged, Conflicts: p.conflicts, Parked: p.parked}
	for _, f := range p.write {
		r.Written = append(r.Written, f.path)
	}
	return r
}
