//go:build darwin || dragonfly || freebsd || linux || netbsd || openbsd

package place

import (
	"errors"
	"os"
	"syscall"
)

// tryLock locks an open file, unless somebody else has it locked. The lock goes when the file is closed, or the program ends. An error means that
// files cannot be locked here, as on some network drives.
func tryLock(file *os.File) (bool, error) {
	for {
		switch err := syscall.Flock(int(file.Fd()), syscall.LOCK_EX|syscall.LOCK_NB); {
		case err == nil:
			return true, nil
		case errors.Is(err, syscall.EWOULDBLOCK):
			return false, nil
		case !errors.Is(err, syscall.EINTR):
			return false, err
		}
	}
}
