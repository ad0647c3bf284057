// Command handoff compiles and checks maps of how work passes between processes, and draws and documents them.
//
// One file a verb: its flags, its help and its exit status. What a verb does stands in the packages it calls.
package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"syscall"

	"github.com/fatih/color"

	"handoff/cmd/internal/terminal"
)

// The exit statuses. They are a contract.
const (
	exitOK       = 0 // nothing at or above the failing severity
	exitFindings = 1 // something is wrong with the map
	exitFailed   = 2 // the work could not be done: bad usage, unreadable input, no place to write
)

// errFindings ends a verb whose findings have been told.
var errFindings = errors.New("findings")

func main() {
	collectSeldom(os.Args[1:])
	p := &program{stdout: &sink{File: os.Stdout}, stderr: os.Stderr}
	os.Exit(p.run(os.Args[1:]))
}

// program is what every verb shares.
type program struct {
	stdout *sink
	stderr *os.File
	color  colorChoice
}

// run executes a command line and returns the exit status.
func (p *program) run(args []string) int {
	root := p.command()
	root.SetArgs(args)
	root.SetOut(p.stdout)
	root.SetErr(p.stderr)
	err := root.Execute()
	if lost := p.stdout.lost; lost != nil && (err == nil || errors.Is(err, errFindings) || errors.Is(err, lost)) {
		err = fmt.Errorf("cannot write the output: %w", lost)
	}
	switch {
	case err == nil:
		return exitOK
	case errors.Is(err, errFindings):
		return exitFindings
	case errors.Is(err, context.Canceled):
		err = errors.New("interrupted")
	case errors.Is(err, syscall.EPIPE): // the reader has gone, as head does when it has read enough
		return exitFailed
	}
	fmt.Fprintf(p.stderr, "handoff: %s\n", terminal.Printable(err.Error()))
	return exitFailed
}

// out is where the verb's own output goes, with colours translated for terminals that need it.
func (p *program) out() io.Writer {
	if p.color.on(p.stdout.File) {
		return color.Output
	}
	return p.stdout
}

// sink is standard output. It remembers the first thing that could not be written, since not every line that is printed asks.
type sink struct {
	*os.File
	lost error
}

func (s *sink) Write(b []byte) (int, error) {
	n, err := s.File.Write(b)
	if s.lost == nil && err != nil {
		s.lost = cmp.Or(errors.Unwrap(err), err) // without the name of standard output
	}
	return n, err
}

// WriteString does what the file's own would.
func (s *sink) WriteString(text string) (int, error) { return s.Write([]byte(text)) }
