package lsp

// A folder is one map that is kept loaded: the last map that was loaded as a whole, the last one that was checked as a whole, and what has been
// seen since of files that are being written in.

import (
	"bytes"
	"encoding/json"
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
	"handoff/graph"
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
	problem *finding.Finding // why a text without a map does not parse
}

// broken reports whether the text does not parse.
func (d *document) broken() bool { return !bytes.Equal(d.good, d.text.bytes) || d.good == nil }

type folder struct {
	server *server
	kept   *workspace.Kept
	shown  string // the root as the client spells it

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

// load reads the whole map now, and reports whether there is one.
func (f *folder) load() bool {
	m, err := f.kept.Load()
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
		d.problem = &seen.Findings[0]
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
	note()
	f.lay(d)
	for _, p := range slices.Sorted(maps.Keys(touched)) {
		f.publish(p)
	}
	f.later(f.pause())
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

// later has the whole map looked at after a pause.
func (f *folder) later(pause time.Duration) {
	f.change++
	f.latest.Store(int64(f.change))
	if f.timer != nil {
		f.timer.Stop()
	}
	f.timer = time.AfterFunc(pause, func() {
		f.server.put(task{do: f.whole})
	})
}

// whole has the whole map loaded and checked, beside the desk.
func (f *folder) whole() {
	s := f.server
	if s.folders[f.kept.Root] != f {
		return
	}
	if f.busy {
		f.again = true
		return
	}
	f.busy = true
	change := f.change
	stop := func() bool { return f.latest.Load() != int64(change) }
	today := s.options.Today().UTC().Truncate(24 * time.Hour)
	s.running.Add(1)
	start := time.Now()
	go func() {
		defer s.running.Done()
		defer s.put(task{do: func() {
			f.busy = false
			if f.again {
				f.again = false
				f.whole()
			}
		}})
		_ = s.guard("a map", func() {
			m, err := f.kept.Load()
			s.put(task{do: func() {
				if stop() {
					return
				}
				if err != nil {
					f.nothing(err)
					return
				}
				f.loadedAt = change
				f.take(m)
				f.publishAll()
			}})
			if err != nil || stop() {
				return
			}
			g := graph.Build(m)
			if stop() {
				return
			}
			a := &analysis.Analysis{Map: m, Graph: g, Report: check.Run(m, g, analysis.All(), check.Options{Today: today, Catalogue: analysis.All(), Stop: stop})}
			s.put(task{do: func() {
				if !stop() {
					f.took = time.Since(start)
					f.judge(a)
				}
			}})
		})
	}()
}

// nothing is what is left where there is no map any more.
func (f *folder) nothing(err error) {
	f.server.logf("%v", err)
	f.loaded, f.checked, f.own, f.rules = nil, nil, nil, nil
	f.publishAll()
}

// judge takes what the rules found.
func (f *folder) judge(a *analysis.Analysis) {
	f.checked = a
	own, rules := a.Findings[:0:0], a.Findings[:0:0]
	for _, x := range a.Findings {
		if compiles(x.Rule) {
			own = append(own, x)
		} else {
			rules = append(rules, x)
		}
	}
	f.own, f.rules = byFile(own), byFile(rules)
	f.publishAll()
	f.server.refresh()
}

// compiles reports whether a finding is the compiler's.
func compiles(rule string) bool {
	group, _, _ := strings.Cut(rule, "/")
	return group == "syntax" || group == "reference" || group == "type"
}

// refresh asks the client to ask again for what hangs on the whole map.
func (s *server) refresh() {
	if s.client.Workspace.CodeLens.RefreshSupport {
		s.request("workspace/codeLens/refresh", nil)
	}
	if s.client.Workspace.InlayHint.RefreshSupport {
		s.request("workspace/inlayHint/refresh", nil)
	}
}

// uri is that of a path of the folder.
func (f *folder) uri(p string) string {
	if d := f.document(p); d != nil {
		return d.uri
	}
	return uriOf(filepath.Join(f.shown, filepath.FromSlash(p)))
}

// current is how a file reads now: the open text, else what the map was made of; nil where it is not known.
func (f *folder) current(p string, m *lang.Map) *text {
	if d := f.document(p); d != nil {
		return d.text
	}
	if m != nil {
		if file := m.File(p); file != nil {
			return newText(file.Source)
		}
	}
	return nil
}

// place is where a range of a map is now.
func (f *folder) place(m *lang.Map, r finding.Range) location {
	return f.placer(m).location(r)
}

// placer shows ranges of one map where they are now. It remembers texts, for many ranges in a row.
type placer struct {
	f      *folder
	m      *lang.Map
	texts  map[string]*text
	drifts map[string]drift
}

func (f *folder) placer(m *lang.Map) *placer {
	return &placer{f, m, map[string]*text{}, map[string]drift{}}
}

func (p *placer) file(path string) (*text, drift) {
	if t, ok := p.texts[path]; ok {
		return t, p.drifts[path]
	}
	t := p.f.current(path, p.m)
	d := drift{same: true}
	if t != nil {
		if file := p.m.File(path); file != nil {
			d = newDrift(file.Source, t.bytes)
		}
	}
	p.texts[path], p.drifts[path] = t, d
	return t, d
}

func (p *placer) span(r finding.Range) textRange {
	t, d := p.file(r.File)
	if t == nil { // a file that could not be read
		return textRange{}
	}
	return t.span(d.now(r.Start.Byte), d.now(r.End.Byte), p.f.server.units)
}

func (p *placer) location(r finding.Range) location {
	return location{p.f.uri(r.File), p.span(r)}
}

// publishAll sends what is wrong in every file where that has changed.
func (f *folder) publishAll() {
	all := map[string]bool{}
	for p := range f.published {
		all[p] = true
	}
	for p := range f.own {
		all[p] = true
	}
	for p := range f.rules {
		all[p] = true
	}
	for _, d := range f.documents() {
		all[d.path] = true
		if d.seen != nil {
			for _, x := range d.seen.Findings {
				all[x.Range.File] = true
			}
		}
	}
	for _, p := range slices.Sorted(maps.Keys(all)) {
		f.publish(p)
	}
}

// publish sends what is wrong in one file, if that has changed.
func (f *folder) publish(p string) {
	params := publishParams{URI: f.uri(p), Diagnostics: f.diagnostics(p)}
	if d := f.document(p); d != nil && f.server.client.TextDocument.PublishDiagnostics.VersionSupport {
		params.Version = &d.version
	}
	data, err := json.Marshal(params)
	if err != nil || bytes.Equal(f.published[p], data) {
		return
	}
	if len(params.Diagnostics) == 0 && f.published[p] == nil && f.document(p) == nil {
		return
	}
	if len(params.Diagnostics) == 0 && f.document(p) == nil {
		delete(f.published, p)
	} else {
		f.published[p] = data
	}
	f.server.publish(json.RawMessage(data))
}

// withdraw takes back everything that was sent.
func (f *folder) withdraw() {
	for _, p := range slices.Sorted(maps.Keys(f.published)) {
		f.server.publish(publishParams{URI: f.uri(p), Diagnostics: []diagnostic{}})
	}
	f.published = map[string][]byte{}
}
