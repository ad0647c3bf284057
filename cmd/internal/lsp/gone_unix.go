//go:build unix

package lsp

import (
	"errors"
	"os"
	"syscall"
)

// gone reports whether a process has ended.
func gone(p *os.Process) bool {
	err := p.Signal(syscall.Signal(0))
	return errors.Is(err, os.ErrProcessDone) || errors.Is(err, syscall.ESRCH)
}
