package output

// The plan: what is to become of each file, decided before anything is touched.
//
// First every hand-written text is gathered from the files of the last generation, by the id of its block. Then each new file, as it is made, gets
// the texts back whose ids it holds: from a page first, under the id's new name after a move, else from the notes page. It is compared with what is
// there, staged if it differs, and forgotten: a large wiki is never in memory as a whole. What finds no place is parked on the notes page.

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"
	"time"

	"handoff/render/output/place"
)

type plan struct {
	set         Set
	folder      fs.FS
	stage       *stage
	current     map[string]present
	names       map[string]string // of the files so far, by what they are on file systems that do not tell capitals apart
	notes       []*note
	wanted      map[string]bool
	old         manifest
	oldManifest []byte
	manifest    manifest

	write     []planned
	remove    []string
	gone      []string            // what should be removed, and is not there any more
	seen      map[string]sighting // of what is to be removed
	conflicts []Conflict
	unchanged int
	files     []string // all that are to be there, in the order in which they were made
	parked    []string
	left      []left
}

// planned is a file to be written, without its content.
type planned struct {
	path     string
	exists   bool
	seen     sighting
	was      string // the hash of what is there, "" for nothing
	precious bool   // it holds what people wrote
}

// sighting is what a file looked like when the plan was made; the zero one is of a file that was not there.
type sighting struct {
	there    bool
	size     int64
	modified time.Time
}

func see(info fs.FileInfo) sighting { return sighting{true, info.Size(), info.ModTime()} }

// still returns an error where a file looks different now: somebody has saved it in the meantime, and it is not for us to replace or remove.
func (s sighting) still(folder *place.Folder, name string) error {
	var now sighting
	if info, err := folder.Stat(name); err == nil {
		now = see(info)
	}
	if now.there == s.there && now.size == s.size && now.modified.Equal(s.modified) || !now.there {
		return nil
	}
	return errors.New("it was changed in the meantime and is left as it is")
}

// present is a file as it stands in the folder, without its text: of a large wiki that would be as much again as what is to be written.
type present struct {
	sum    [sha256.Size]byte // of its text
	kept   []block
	paired bool // the marks of its kept blocks do
	there  bool
	seen   sighting
	entry  *entry // nil: not ours
	hash   string // if it is ours, what of it handoff is answerable for
	ours   bool   // as handoff wrote it, but for the texts of kept blocks
	notes  bool   // it is a page of notes that have lost their place
}

// free reports whether a generated file may be put there.
func (here present) free() bool { return !here.there || here.ours }

// note is a hand-written text on its way to its place.
type note struct {
	id       string
	text     string
	internal bool
	parked   bool // it comes from the notes page
	placed   bool
}

// plan decides about everything, and stages what is to be written; where there is no stage it only decides.
func (s Set) plan(folder fs.FS, st *stage) (*plan, error) {
	p := &plan{set: s, folder: folder, stage: st, manifest: manifest{Source: s.Source}, seen: map[string]sighting{}, current: map[string]present{},
		names: map[string]string{strings.ToLower(ManifestName): ManifestName}, wanted: map[string]bool{}}
	if s.Notes.Path != "" {
		if err := p.sound(s.Notes.Path); err != nil {
			return nil, err
		}
	}
	var err error
	if p.old, p.oldManifest, err = readManifest(folder); err != nil {
		return nil, err
	}
	for _, e := range p.old.Files {
		if err := p.look(e.Path); err != nil {
			return nil, err
		}
	}
	if err := p.look(s.Notes.Path); err != nil {
		return nil, err
	}
	if err := p.mayShow(slices.Collect(maps.Values(p.current))...); err != nil {
		return nil, err
	}
	p.notes = s.gather(p.old, p.current)
	for f, err := range s.all() {
		if err == nil {
			err = p.take(f)
		}
		if err != nil {
			return nil, err
		}
	}
	if err := p.park(); err != nil {
		return nil, err
	}
	for _, e := range p.old.Files {
		here := p.current[e.Path]
		switch {
		case p.wanted[e.Path]:
		case !here.there:
			p.gone = append(p.gone, e.Path)
		case here.ours:
			p.remove = append(p.remove, e.Path)
			p.seen[e.Path] = here.seen
		default:
			p.conflicts = append(p.conflicts, Conflict{e.Path, EditedGone})
			p.manifest.Files = append(p.manifest.Files, e)
		}
	}
	slices.SortFunc(p.write, func(a, b planned) int { return strings.Compare(a.path, b.path) })
	slices.SortFunc(p.conflicts, func(a, b Conflict) int { return strings.Compare(a.Path, b.Path) })
	slices.Sort(p.remove)
	return p, nil
}

// take decides about one file of the set, and gives it the notes that are its own.
func (p *plan) take(f File) error {
	if err := p.sound(f.Path); err != nil {
		return err
	}
	if _, known := p.current[f.Path]; !known { // somebody else's, if anything
		if err := p.look(f.Path); err != nil {
			return err
		}
		if err := p.mayShow(p.current[f.Path]); err != nil {
			return err
		}
	}
	text := string(f.Content)
	found, ok := blocks(text)
	if !ok {
		return fmt.Errorf("the kept blocks of %s do not pair up", f.Path)
	}
	var slots []slot
	for _, k := range found {
		slots = append(slots, slot{ID: k.id, Hash: hash(k.text)})
	}
	precious := false
	if len(found) > 0 && p.current[f.Path].free() { // what is in the way stays, and takes no notes
		f.Content = []byte(replace(text, found, func(k block) string {
			text, written := restore(p.notes, p.set.Moves, k)
			precious = precious || written
			return text
		}))
	}
	p.files = append(p.files, f.Path)
	if err := p.settle(f, precious, slots); err != nil || p.stage == nil {
		return err
	}
	return p.stage.turn.Progress()
}

// park puts the notes that have found no place onto their page.
func (p *plan) park() error {
	var left []note
	for _, n := range p.notes {
		if !n.placed && strings.TrimSpace(n.text) != "" {
			left = append(left, *n)
			p.parked = append(p.parked, n.id)
		}
	}
	if len(left) == 0 {
		return nil
	}
	page := p.set.Notes
	if page.Path == "" {
		return fmt.Errorf("hand-written notes have lost their place, and there is no page to park them on")
	}
	if !p.current[page.Path].free() { // the pages they stand on would go, and they with them
		return fmt.Errorf("hand-written notes have lost their place (%s), and %s, where they would be kept, is not as handoff wrote it. Move what people wrote in it elsewhere, delete it, and write again",
			strings.Join(p.parked, ", "), page.Path)
	}
	return p.settle(File{Path: page.Path, Content: []byte(page.page(left))}, true, nil)
}

// settle decides about one file that is to be there, with everything in it.
func (p *plan) settle(f File, precious bool, slots []slot) error {
	p.wanted[f.Path] = true
	here := p.current[f.Path]
	content := normal(f.Content)
	fresh := entry{Path: f.Path, Hash: hash(p.set.skeleton(f.Path, content)), Slots: slots}
	sum := sha256.Sum256([]byte(content))
	p.left = append(p.left, left{f.Path, sum})
	switch {
	case here.there && here.sum == sum:
		p.unchanged++
	case here.free():
		to := planned{path: f.Path, exists: here.there, seen: here.seen, was: here.hash, precious: precious}
		p.write = append(p.write, to)
		if p.stage != nil {
			if err := p.stage.page(to, f.Content); err != nil {
				return err
			}
		}
	case here.entry != nil:
		p.conflicts = append(p.conflicts, Conflict{f.Path, Edited})
		fresh = *here.entry
	default:
		p.conflicts = append(p.conflicts, Conflict{f.Path, Foreign})
		return nil
	}
	p.manifest.Files = append(p.manifest.Files, fresh)
	return nil
}

// look reads what stands at a place, unless that is known.
func (p *plan) look(name string) (err error) {
	if _, known := p.current[name]; !known && name != "" {
		p.current[name], err = p.set.look(p.folder, p.old, name)
	}
	return err
}

// look reads one file of the folder and says whose it is. A folder in the place of a file is somebody else's.
func (s Set) look(folder fs.FS, old manifest, name string) (present, error) {
	info, err := fs.Stat(folder, name)
	if err == nil && info.IsDir() {
		return present{there: true}, nil
	}
	var raw []byte
	if err == nil {
		raw, err = fs.ReadFile(folder, name)
	}
	if errors.Is(err, fs.ErrNotExist) {
		return present{}, nil
	}
	if err != nil {
		// What is in the way of a folder of ours is told when that folder is made.
		if above, e := fs.Stat(folder, path.Dir(name)); e != nil || !above.IsDir() {
			return present{}, nil
		}
		return present{}, err
	}
	content := normal(raw)
	here := present{sum: sha256.Sum256([]byte(content)), there: true, seen: see(info), entry: old.find(name)}
	here.kept, here.paired = blocks(content)
	for i := range here.kept {
		here.kept[i].text = strings.Clone(here.kept[i].text)
		here.kept[i].id = strings.Clone(here.kept[i].id)
	}
	if here.entry == nil {
		here.entry = old.otherwise(folder, name, info)
	}
	here.hash = hash(skeleton(content))
	here.ours = here.entry.owns(here.hash)
	if !here.ours { // the folder may have had its notes page elsewhere, when it was a wiki of another kind
		if h := hash(s.Notes.skeleton(content)); here.entry.owns(h) {
			here.ours, here.notes, here.hash = true, true, h
		}
	}
	if here.entry != nil && strings.Trim(content, "\x00") == "" { // what a power cut leaves; there is nothing in it to lose
		here.ours = true
	}
	here.notes = here.notes || name == s.Notes.Path
	return here, nil
}

// mayShow refuses a public set where somebody has written what is not for the public, even on a page that would be left alone.
func (p *plan) mayShow(list ...present) error {
	if !p.set.Public {
		return nil
	}
	var ids []string
	for _, here := range list {
		for _, k := range here.kept {
			if k.internal {
				ids = append(ids, k.id)
			}
		}
	}
	slices.Sort(ids)
	if len(ids) == 0 {
		return nil
	}
	return fmt.Errorf("it holds notes that are marked internal (%s). Write the public pages to a folder of their own", strings.Join(ids, ", "))
}

func (s Set) skeleton(name, content string) string {
	if name == s.Notes.Path {
		return s.Notes.skeleton(content)
	}
	return skeleton(content)
}

// gather collects the hand-written texts of all files that may be replaced or removed. Texts in a file that stays as it is stay with
// it.
func (s Set) gather(old manifest, current map[string]present) []*note {
	var notes []*note
	for _, e := range old.Files {
		here := current[e.Path]
		if !here.there || !here.ours || !here.paired {
			continue
		}
		for _, k := range here.kept {
			untouched := slices.Contains(e.Slots, slot{ID: k.id, Hash: hash(k.text)})
			if !untouched {
				notes = append(notes, &note{id: k.id, text: k.text, internal: k.internal, parked: here.notes})
			}
		}
	}
	slices.SortStableFunc(notes, func(a, b *note) int {
		if c := strings.Compare(a.id, b.id); c != 0 {
			return c
		}
		return strings.Compare(a.text, b.text)
	})
	return once(notes, s.Moves)
}

// once leaves out the notes that are there twice: after a write that was cut short, one may stand both in its old place and in its new one.
func once(notes []*note, moves []Move) []*note {
	type told struct {
		id, text string
		internal bool
	}
	known := map[told]*note{}
	for _, n := range notes {
		if t := (told{n.id, n.text, n.internal}); known[t] == nil || known[t].parked {
			known[t] = n
		}
	}
	return slices.DeleteFunc(notes, func(n *note) bool {
		next := moved(n.id, moves)
		return known[told{n.id, n.text, n.internal}] != n || next != n.id && known[told{next, n.text, n.internal}] != nil
	})
}

// restore returns the text for a block: what somebody wrote there, before or after a move, else what was parked, else the slot's
// own text. It reports whether somebody wrote it.
func restore(notes []*note, moves []Move, k block) (text string, written bool) {
	for _, wanted := range []func(*note) bool{
		func(n *note) bool { return !n.parked && n.id == k.id },
		func(n *note) bool { return !n.parked && moved(n.id, moves) == k.id },
		func(n *note) bool { return n.parked && (n.id == k.id || moved(n.id, moves) == k.id) },
	} {
		for _, n := range notes {
			if !n.placed && wanted(n) {
				n.placed = true
				return opening(k.id, n.internal) + n.text, true
			}
		}
	}
	return opening(k.id, k.internal) + k.text, false
}

// Follow returns the id under which a block is found after some moves.
func Follow(id string, moves []Move) string { return moved(id, moves) }

// moved follows the moves of an id to where they end.
func moved(id string, moves []Move) string {
	for range moves { // a chain is no longer than the list; a circle ends too
		next := id
		for _, m := range moves {
			if rest, ok := strings.CutPrefix(id, m.From); ok && rest != "" && (rest[0] == '/' || rest[0] == '.') {
				next = m.To + rest
				break
			}
		}
		if next == id {
			break
		}
		id = next
	}
	return id
}

// sound refuses a file that cannot stand in the folder as it is: a path that leads outside, or that is one with another on some file systems.
func (p *plan) sound(name string) error {
	if !fs.ValidPath(name) || name == "." {
		return fmt.Errorf("%q is no path inside the output folder", name)
	}
	folded := strings.ToLower(name)
	if other, taken := p.names[folded]; taken {
		return fmt.Errorf("%s and %s are one file on some file systems", other, name)
	}
	p.names[folded] = name
	return nil
}
