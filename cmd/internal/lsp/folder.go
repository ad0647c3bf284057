package lsp

// A folder is one map that is kept loaded: the last map that was loaded as a whole, the last one that was checked as a whole, and what has been
// seen since of files that are being written in.

import (
	"bytes"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
	"time"

	"handoff/check"
	"handoff/cmd/internal/analysis"
	"handoff/cmd/internal/workspace"
	"handoff/lang"
	"handoff/lang/finding"
)

// document is a text that the client has open.
type document struct {
	uri     string
	version int
	text    *text
	folder  *folder // nil where it belongs to no map
	path    string  // its slash path in the folder
	loose   bool    // it is no file of the map: never saved, or of another name; it is looked at, and not laid over the map
	good    []byte  // the text when it last parsed; nil if it never did
	seen    *lang.Map
	near    *judgement       // nil where the whole map has been judged since
	problem *finding.Finding // why a text without a map does not parse
}

// judgement is what the rules that look no farther than a file and its neighbours found in it.
type judgement struct {
	found []finding.Finding
	in    *lang.Map
}

// broken reports whether the text does not parse.
func (d *document) broken() bool { return !bytes.Equal(d.good, d.text.bytes) || d.good == nil }

type folder struct {
	server *server
	kept   *workspace.Kept
	shown  string // the root as the client spells it

	// outer is the folder that this one stands in for while it is being read; nil for most. See ahead.go.
	outer  *folder
	coming chan struct{} // closed when the first reading is done; nil unless the desk goes on meanwhile
	first  reading

	loaded  *lang.Map          // nil where there is no map
	checked *analysis.Analysis // nil until the rules have looked
	own     map[string][]finding.Finding
	rules   map[string][]finding.Finding

	indexes []*index // of the maps that were asked about last

	published map[string][]byte // by path: what the client was sent
	loadedAt  int               // the change that the loaded map has seen
	change    int               // counts changes
	latest    atomic.Int64      // the same, for those who run beside the desk
	timer     *time.Timer
	took      time.Duration // by the last look at the whole map
	busy      bool          // a whole check is running
	again     bool          // and another one is wanted after it
}

// folderOf finds the folder that a file, or a directory, belongs to, opening it if need be; nil if there is none.
func (s *server) folderOf(file string, dir bool) *folder {
	from := file
	if !dir {
		from = filepath.Dir(file)
	}
	for { // a folder that is not there yet belongs to the one above it
		if info, err := os.Stat(from); err == nil && info.IsDir() {
			break
		}
		up := filepath.Dir(from)
		if up == from {
			return nil
		}
		from = up
	}
	kept, err := workspace.Keep(from)
	if err != nil {
		s.logf("%v", err)
		return nil
	}
	if _, err := os.Stat(filepath.Join(kept.Root, lang.SettingsFile)); err != nil {
		if !dir && from != filepath.Dir(file) && !s.lies(from) { // what lies above may be all of somebody's home
			_ = kept.Close()
			return nil
		}
		for _, root := range s.roots { // nothing marks the root: the client's folder is it
			if from != root && strings.HasPrefix(from, root+string(filepath.Separator)) {
				if outer, err := workspace.Keep(root); err == nil {
					_ = kept.Close()
					kept = outer
					break
				}
			}
		}
	}
	if known := s.folders[kept.Root]; known != nil {
		_ = kept.Close()
		return known
	}
	f := &folder{server: s, kept: kept, shown: s.spelling(kept.Root), published: map[string][]byte{}}
	s.folders[kept.Root] = f
	return f
}

// lies reports whether a directory is, or lies in, one that the client has opened.
func (s *server) lies(dir string) bool {
	return slices.ContainsFunc(s.roots, func(root string) bool {
		return dir == root || strings.HasPrefix(dir, strings.TrimSuffix(root, string(filepath.Separator))+string(filepath.Separator))
	})
}

// spelling is a directory as the client spells it, who may have come to it by a symbolic link.
func (s *server) spelling(root string) string {
	for _, r := range s.roots {
		real, err := filepath.EvalSymlinks(r)
		if err != nil {
			continue
		}
		if rest, ok := strings.CutPrefix(root+string(filepath.Separator), real+string(filepath.Separator)); ok {
			return filepath.Join(r, rest)
		}
	}
	return root
}

func (f *folder) close() {
	if f.timer != nil {
		f.timer.Stop()
	}
	f.latest.Add(1)
	_ = f.kept.Close()
}

// documents are those of this folder, by path.
func (f *folder) documents() []*document {
	var out []*document
	for _, d := range f.server.documents {
		if d.folder == f {
			out = append(out, d)
		}
	}
	slices.SortFunc(out, func(a, b *document) int { return strings.Compare(a.path+a.uri, b.path+b.uri) })
	return out
}

// document returns the open text of a path, or nil.
func (f *folder) document(path string) *document {
	for _, d := range f.server.documents {
		if d.folder == f && d.path == path {
			return d
		}
	}
	return nil
}

// load reads the whole map now, and reports whether there is one. The first time it may go on without it (see ahead.go).
func (f *folder) load() bool {
	if f.coming != nil {
		return false
	}
	m, err := f.read()
	if f.coming != nil {
		return false
	}
	if err != nil {
		f.loaded = nil
		return false
	}
	f.loadedAt = f.change
	f.take(m)
	return true
}

// take makes a map the one that everything is held to.
func (f *folder) take(m *lang.Map) {
	f.loaded = m
	list := finding.Fold(slices.Clone(m.Findings))
	f.own = byFile(list)
	for _, d := range f.documents() {
		f.look(d)
	}
}

// byFile sorts findings by the file they lie in, sealed. A slip that is made in several files is one finding, at the first of them; whoever
// works in another one is told there too.
func byFile(list []finding.Finding) map[string][]finding.Finding {
	out := map[string][]finding.Finding{}
	for k := range list {
		list[k].Seal()
		out[list[k].Range.File] = append(out[list[k].Range.File], list[k])
	}
	for _, x := range list {
		told := map[string]bool{x.Range.File: true}
		for _, r := range x.Related {
			if told[r.Range.File] || !slices.Contains(sameSlip, r.Message) {
				continue
			}
			told[r.Range.File] = true
			here := x
			here.Range, here.Related = r.Range, []finding.Related{{Message: "It is named first here.", Range: x.Range}}
			out[r.Range.File] = append(out[r.Range.File], here)
		}
	}
	return out
}

// sameSlip are the words in which a finding tells of places where the same is wrong.
var sameSlip = []string{"It is named here too.", "It is used here too.", "The same is wrong here."}

// look looks at one document as it reads now.
func (f *folder) look(d *document) {
	d.seen = nil
	if f.loaded == nil {
		return
	}
	if file := f.loaded.File(d.path); file != nil && !d.loose && bytes.Equal(file.Source, d.text.bytes) {
		if !file.Broken {
			d.good = d.text.bytes
		}
		return // the map itself has it
	}
	seen := f.kept.Glance(f.loaded, d.path, d.text.bytes)
	if file := seen.File(d.path); file != nil && !file.Broken {
		d.good = d.text.bytes
		d.seen = seen
	} else if file != nil && d.good != nil && !d.loose { // the error, and what the text said before it
		before := f.kept.Glance(f.loaded, d.path, d.good)
		before.Findings = append(before.Findings[:0:0], slices.DeleteFunc(slices.Clone(seen.Findings), func(x finding.Finding) bool { return x.Range.File != d.path })...)
		d.seen = before
	} else {
		d.seen = seen
	}
	d.seen.Findings = finding.Fold(d.seen.Findings)
}

// changed is called when a document reads differently: it says at once what is wrong in it, and looks at the whole map later.
func (f *folder) changed(d *document) {
	f.change++
	f.latest.Store(int64(f.change))
	touched := map[string]bool{d.path: true}
	note := func() {
		if d.seen != nil {
			for _, file := range d.seen.Files {
				touched[file.Path] = true
			}
		}
	}
	note()
	if f.loaded == nil && !d.loose {
		f.kept.Lay(d.path, d.text.bytes)
		f.load()
	}
	f.look(d)
	f.judgeNear(d)
	note()
	f.lay(d)
	for _, p := range slices.Sorted(maps.Keys(touched)) {
		f.publish(p)
	}
	f.later(f.pause())
}

// judgeNear has those rules look at a document at once that need not see the whole map. While it does not parse, what they found before stays.
func (f *folder) judgeNear(d *document) {
	if d.loose || f.loaded == nil || f.checked == nil || d.broken() {
		return
	}
	if file := f.checked.Map.File(d.path); file != nil && bytes.Equal(file.Source, d.text.bytes) {
		d.near = nil // what was found in the whole map is about this text
		return
	}
	seen := d.seen
	if seen == nil { // the map has been loaded since, and not judged
		seen = f.kept.Glance(f.loaded, d.path, d.text.bytes)
	}
	if found, known := analysis.Near(f.loaded, seen, d.path, check.Options{Today: f.server.today()}); known {
		d.near = &judgement{found, seen}
	}
}

// pause is how long nothing must be typed before the whole map is looked at: where that is soon done, hardly any time.
func (f *folder) pause() time.Duration {
	return min(f.server.options.Pause, max(2*f.took, f.server.options.Pause/5))
}

// lay puts over the file what the map is to be made of: the text, or what it was when it last parsed.
func (f *folder) lay(d *document) {
	switch {
	case d.loose:
	case d.good != nil:
		f.kept.Lay(d.path, d.good)
	default:
		f.kept.Lay(d.path, d.text.bytes)
	}
}
