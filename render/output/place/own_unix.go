//go:build darwin || dragonfly || freebsd || linux || netbsd || openbsd

package place

import (
	"errors"
	"io/fs"
	"os"
	"syscall"
)

// Own reports why others may have put what lies in a folder: it is a link, or somebody else's, or everybody may write into it. What a cache holds is
// used as it is, drawn into pages or run, so one that others fill is none of ours.
func Own(dir string) error {
	info, err := os.Lstat(dir)
	if err != nil {
		return err
	}
	about, known := info.Sys().(*syscall.Stat_t)
	switch {
	case !info.IsDir():
		err = errors.New("it is no folder")
	case known && int(about.Uid) != os.Geteuid():
		err = errors.New("it belongs to another user")
	case info.Mode()&0o002 != 0:
		err = errors.New("everybody may write into it")
	default:
		return nil
	}
	return &fs.PathError{Op: "use", Path: dir, Err: err}
}
