package main

import (
	"errors"
	"fmt"
	"path/filepath"

	"github.com/spf13/cobra"

	"handoff/cmd/internal/analysis"
	"handoff/cmd/internal/destination"
	"handoff/cmd/internal/mend"
	"handoff/cmd/internal/terminal"
	"handoff/cmd/internal/workspace"
	"handoff/lang"
	"handoff/lang/finding"
)

// fixing is what --fix and its like say.
type fixing struct {
	on, diff, unsafe bool
}

func (f *fixing) flags(cmd *cobra.Command) {
	cmd.Flags().BoolVar(&f.on, "fix", false, "carry out the fixes that findings offer, those that cannot change what the map means, and check again, until there is nothing more to mend")
	cmd.Flags().BoolVar(&f.unsafe, "unsafe-fixes", false, "with --fix: those too that may change what the map means, such as the nearest name for an unknown one")
	cmd.Flags().BoolVar(&f.diff, "diff", false, "with --fix: write nothing; show the changes as a unified diff, in place of the findings")
}

// check refuses flags that mean nothing by themselves.
func (f *fixing) check(formats bool) error {
	switch {
	case f.on && f.diff && formats:
		return errors.New("--diff shows the changes in place of the findings; leave out --format")
	case f.on:
	case f.diff:
		return errors.New("--diff shows what --fix would change; give both")
	case f.unsafe:
		return errors.New("--unsafe-fixes says which fixes --fix may carry out; give both")
	}
	return nil
}

// apply mends the selected files of a map, or shows how, and tells on standard error what became of it. The map is mended and checked again in
// memory until nothing more can be mended; only then is each file written, once. It returns what is known of the map then.
func (f *fixing) apply(p *program, w *workspace.Workspace, a *analysis.Analysis, s workspace.Selection, check func(*lang.Map) (*analysis.Analysis, error)) (*analysis.Analysis, error) {
	own := map[string][]byte{} // not those of imports
	for _, file := range a.Map.Files {
		if s.Holds(file.Path) {
			own[file.Path] = file.Source
		}
	}
	source := func(path string) ([]byte, bool) {
		text, ok := own[path]
		return text, ok
	}
	r, err := mend.Settle(a.Selected(s).Findings, f.unsafe, source, func(texts map[string][]byte) ([]finding.Finding, error) {
		m, err := w.LoadWith(texts)
		if err != nil {
			return nil, err
		}
		if a, err = check(m); err != nil {
			return nil, err
		}
		return a.Selected(s).Findings, nil
	})
	if err != nil {
		return nil, err
	}
	if !f.diff {
		for path := range own {
			destination.Clear(filepath.Join(w.Root, filepath.FromSlash(path)))
		}
	}
	for _, file := range r.Files {
		if f.diff {
			if err := p.showDiff(file.Path, file.Was, file.Is); err != nil {
				return nil, err
			}
		} else if err := destination.Replace(filepath.Join(w.Root, filepath.FromSlash(file.Path)), file.Was, file.Is); err != nil {
			return nil, err
		}
	}
	f.tell(p, r)
	return a, nil
}

// tell says what was mended and what was not.
func (f *fixing) tell(p *program, r mend.Result) {
	done := "mended"
	if f.diff {
		done = "would mend"
	}
	if len(r.Fixed) == 0 {
		fmt.Fprintln(p.stderr, "nothing to mend")
	} else {
		fmt.Fprintf(p.stderr, "%s %s in %s\n", done, several(len(r.Fixed), "finding"), several(len(r.Files), "file"))
	}
	unsafe := 0
	for _, l := range r.Left {
		if l.Reason == mend.Unsafe {
			unsafe++
			continue
		}
		at := l.Finding.Range
		fmt.Fprintf(p.stderr, "left: %s:%d:%d %s: “%s” %s\n", terminal.Line(at.File), at.Start.Line, at.Start.Column, l.Finding.Rule, terminal.Line(l.Fix.Title), l.Reason)
	}
	if r.Unsettled {
		fmt.Fprintln(p.stderr, "left: each round of mending uncovers more to mend; look at what changed before you run it again")
	}
	if unsafe > 0 {
		fmt.Fprintf(p.stderr, "left: %s that may change what the map means; --unsafe-fixes carries them out too\n", several(unsafe, "fix"))
	}
}

// several is a number with its noun.
func several(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	if noun == "fix" {
		return fmt.Sprintf("%d fixes", n)
	}
	return fmt.Sprintf("%d %ss", n, noun)
}
