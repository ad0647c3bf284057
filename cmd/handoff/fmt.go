package main

import (
	"bytes"
	"fmt"
	"os"
	"runtime"

	"github.com/rogpeppe/go-internal/diff"
	"github.com/spf13/cobra"
	"golang.org/x/sync/errgroup"

	"handoff/cmd/internal/destination"
	"handoff/cmd/internal/terminal"
	"handoff/cmd/internal/workspace"
	"handoff/lang"
	"handoff/lang/finding"
)

func (p *program) fmt() *cobra.Command {
	var check, showDiff bool
	cmd := &cobra.Command{
		Use:   "fmt [PATH…|-]",
		Short: "Lay the files of a map out as everybody does",
		Long: `Lay files out: two spaces a level, = signs and comments in line, one space where one belongs, none at the ends of lines.

PATHs are files, or folders with all that is called *.handoff.hcl or handoff.hcl in them and below, hidden folders aside; without one it is
the map around the current directory. - lays out standard input and writes it to standard output.

Only the space between the words of a file is changed. Before anything is written it is proved that words and comments are the same, and
that laying the file out again would change nothing. Heredocs, line ends and a byte order mark stay as they are. What does not parse is told
and left alone, and so is a file that is laid out already.

Exit status: 0 done; 1 with --check, a file would change; 2 a file could not be read, parsed or written.`,
		Example: `  handoff fmt                   the map around the current directory
  handoff fmt --check           list what would change, and fail if anything would
  handoff fmt --diff examples   show what would change
  handoff fmt - <a.handoff.hcl  as editors call it`,
		RunE: func(cmd *cobra.Command, args []string) error {
			l := formatting{program: p, check: check, diff: showDiff}
			for _, arg := range args {
				if arg == "-" && len(args) > 1 {
					return fmt.Errorf("- is standard input, and stands alone; see %s --help", cmd.CommandPath())
				}
			}
			if first(args) == "-" {
				return l.stdin()
			}
			return l.files(args)
		},
	}
	cmd.Flags().BoolVar(&check, "check", false, "write nothing; list the files that would change, and exit 1 if there are any")
	cmd.Flags().BoolVar(&showDiff, "diff", false, "write nothing; show the changes as a unified diff")
	return cmd
}

// formatting is one run of fmt.
type formatting struct {
	*program
	check, diff bool
}

// files lays out files where they are.
func (l formatting) files(paths []string) error {
	sources, err := workspace.Sources(paths)
	if err != nil {
		return err
	}
	texts := make([]text, len(sources))
	var group errgroup.Group
	group.SetLimit(runtime.GOMAXPROCS(0))
	for i, source := range sources {
		group.Go(func() error {
			texts[i] = read(source)
			return nil
		})
	}
	_ = group.Wait() // each text has its own error
	changed, failed := 0, 0
	for _, t := range texts {
		err := l.settle(t)
		if err != nil {
			fmt.Fprintf(l.stderr, "handoff: %s\n", terminal.Printable(err.Error()))
			failed++
		} else if !bytes.Equal(t.was, t.is) {
			changed++
		}
	}
	switch {
	case failed > 0:
		return fmt.Errorf("%d of %d files could not be formatted", failed, len(sources))
	case l.check && changed > 0:
		fmt.Fprintf(l.stderr, "%d of %d files would be changed by `handoff fmt`\n", changed, len(sources))
		return errFindings
	}
	return nil
}

// text is a file before and after; or what is wrong with it.
type text struct {
	workspace.Source
	was, is []byte
	err     error
}

// read reads a file and lays it out.
func read(s workspace.Source) text {
	was, err := s.Read()
	if err != nil {
		return text{Source: s, err: err}
	}
	is, problem := lang.Format(s.Name, was)
	if problem != nil {
		return text{Source: s, err: plain(*problem)}
	}
	return text{s, was, is, nil}
}

// settle writes, shows or names a text that changes.
func (l formatting) settle(t text) error {
	switch {
	case t.err != nil:
		return t.err
	case bytes.Equal(t.was, t.is):
		if !l.check && !l.diff {
			destination.Clear(t.Path)
		}
		return nil
	case l.diff:
		return l.showDiff(t.Name, t.was, t.is)
	case !l.check:
		if err := destination.Replace(t.Path, t.was, t.is); err != nil {
			return err
		}
	}
	_, err := fmt.Fprintln(l.stdout, terminal.Line(t.Name))
	return err
}

// stdin lays out standard input.
func (l formatting) stdin() error {
	was, err := workspace.ReadSource(os.Stdin)
	if err != nil {
		return fmt.Errorf("standard input cannot be read: %w", err)
	}
	is, problem := lang.Format("stdin", was)
	if problem != nil {
		return plain(*problem)
	}
	switch same := bytes.Equal(is, was); {
	case l.diff:
		err = l.showDiff("stdin", was, is)
	case l.check && !same:
		_, err = fmt.Fprintln(l.stdout, "stdin")
	case !l.check:
		_, err = l.stdout.Write(is)
	}
	if err == nil && l.check && !bytes.Equal(is, was) {
		err = errFindings
	}
	return err
}

// plain is a finding as an error in one line, for verbs that are no check.
func plain(f finding.Finding) error {
	return fmt.Errorf("%s:%d:%d: %s. %s", f.Range.File, f.Range.Start.Line, f.Range.Start.Column, f.Summary, f.Detail)
}

// showDiff prints what makes one text of the other, as git apply and patch -p1 read it. On a terminal, what would harm it is made visible.
func (p *program) showDiff(name string, was, is []byte) error {
	name = terminal.Line(name)
	out := diff.Diff("a/"+name, was, "b/"+name, is)
	if isTerminal(p.stdout.File) {
		out = []byte(terminal.Printable(string(out)))
	}
	_, err := p.stdout.Write(out)
	return err
}
