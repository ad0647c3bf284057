package lsp

// The slow half: the whole map is loaded and checked beside the desk, after a pause, and a key that is pressed meanwhile stops it.

import (
	"strings"
	"time"

	"handoff/check"
	"handoff/cmd/internal/analysis"
	"handoff/graph"
)

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
	if s.folders[f.kept.Root] != f || f.coming != nil {
		return
	}
	if f.busy {
		f.again = true
		return
	}
	f.busy = true
	change := f.change
	stop := func() bool { return f.latest.Load() != int64(change) }
	today := s.today()
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
			a := &analysis.Analysis{Map: m, Graph: g, Report: check.Run(m, g, analysis.All(), check.Options{Today: today, Catalogue: analysis.Every(), Stop: stop})}
			s.put(task{do: func() {
				if !stop() {
					f.took = time.Since(start)
					f.judge(a)
				}
			}})
		})
	}()
}

// today is the day that dates are held against.
func (s *server) today() time.Time { return s.options.Today().UTC().Truncate(24 * time.Hour) }

// nothing is what is left where there is no map any more.
func (f *folder) nothing(err error) {
	f.server.logf("%v", err)
	f.loaded, f.checked, f.own, f.rules = nil, nil, nil, nil
	for _, d := range f.documents() {
		d.near = nil
	}
	f.publishAll()
}

// judge takes what the rules found.
func (f *folder) judge(a *analysis.Analysis) {
	f.checked = a
	for _, d := range f.documents() {
		d.near = nil
	}
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
