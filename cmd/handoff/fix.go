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
)

// fixing is what --fix and its like say.
type fixing struct {
	on, diff, unsafe bool
}

func (f *fixing) flags(cmd *cobra.Command) {
	cmd.Flags().BoolVar(&f.on, "fix", false, "carry out the fixes that findings offer, those that cannot change what the map means; then check again")
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

// apply mends the selected files of a map, or shows how, and tells on standard error what became of it. It reports whether files changed.
func (f *fixing) apply(p *program, w *workspace.Workspace, a *analysis.Analysis, s workspace.Selection) (bool, error) {
	own := map[string][]byte{} // not those of imports
	for _, file := range a.Map.Files {
		if s.Holds(file.Path) {
			own[file.Path] = file.Source
		}
	}
	r := mend.Apply(a.Selected(s).Findings, f.unsafe, func(path string) ([]byte, bool) {
		text, ok := own[path]
		return text, ok
	})
	if !f.diff {
		for path := range own {
			destination.Clear(filepath.Join(w.Root, filepath.FromSlash(path)))
		}
	}
	for _, file := range r.Files {
		if f.diff {
			if err := p.showDiff(file.Path, file.Was, file.Is); err != nil {
				return false, err
			}
		} else if err := destination.Replace(filepath.Join(w.Root, filepath.FromSlash(file.Path)), file.Was, file.Is); err != nil {
			return false, err
		}
	}
	f.tell(p, r)
	return len(r.Files) > 0 && !f.diff, nil
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
	unsafe, overlapping := 0, 0
	for _, l := range r.Left {
		switch l.Reason {
		case mend.Unsafe:
			unsafe++
			continue
		case mend.Overlaps:
			overlapping++
		}
		at := l.Finding.Range
		fmt.Fprintf(p.stderr, "left: %s:%d:%d %s: “%s” %s\n", terminal.Line(at.File), at.Start.Line, at.Start.Column, l.Finding.Rule, terminal.Line(l.Fix.Title), l.Reason)
	}
	if overlapping > 0 && !f.diff {
		fmt.Fprintln(p.stderr, "run it again for those that reach into others")
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
