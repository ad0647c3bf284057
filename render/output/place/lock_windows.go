package place

import (
	"errors"
	"os"

	"golang.org/x/sys/windows"
)

// tryLock locks an open file, unless somebody else has it locked. The lock goes when the file is closed, or the program ends. An error means that
// files cannot be locked here, as on some network drives. What is locked is a byte that no file has, for a locked one could not be read.
func tryLock(file *os.File) (bool, error) {
	err := windows.LockFileEx(windows.Handle(file.Fd()), windows.LOCKFILE_EXCLUSIVE_LOCK|windows.LOCKFILE_FAIL_IMMEDIATELY, 0, 1, 0, &windows.Overlapped{OffsetHigh: 1 << 30})
	if errors.Is(err, windows.ERROR_LOCK_VIOLATION) || errors.Is(err, windows.ERROR_IO_PENDING) {
		return false, nil
	}
	return err == nil, err
}
