// Command handoff compiles and checks maps of how work passes between processes, and draws and documents them.
//
// One file a verb: its flags, its help and its exit status. What a verb does stands in the packages it calls.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"

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
	p := &program{stdout: os.Stdout, stderr: os.Stderr}
	os.Exit(p.run(os.Args[1:]))
}

// program is what every verb shares.
type program struct {
	stdout, stderr *os.File
	color          colorChoice
}

// run executes a command line and returns the exit status.
func (p *program) run(args []string) int {
	root := p.command()
	root.SetArgs(args)
	root.SetOut(p.stdout)
	root.SetErr(p.stderr)
	err := root.Execute()
	switch {
	case err == nil:
		return exitOK
	case errors.Is(err, errFindings):
		return exitFindings
	case errors.Is(err, context.Canceled):
		err = errors.New("interrupted")
	}
	fmt.Fprintf(p.stderr, "handoff: %s\n", terminal.Printable(err.Error()))
	return exitFailed
}

// out is where the verb's own output goes, with colours translated for terminals that need it.
func (p *program) out() io.Writer {
	if p.color.on(p.stdout) {
		return color.Output
	}
	return p.stdout
}
