// Package destination is where a single output goes: standard output, a file, or a device.
package destination

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

// Stdout reports whether a path means standard output.
func Stdout(path string) bool { return path == "" || path == "-" }

// Write writes to a path; "" and "-" are standard output. A file is made beside its place and moved there once it is complete, so that a
// full disk or a failure costs nothing that was there before; devices and pipes are written to as they are.
func Write(path string, stdout io.Writer, write func(io.Writer) error) error {
	if Stdout(path) {
		if err := write(stdout); err != nil {
			return fmt.Errorf("cannot write the output: %w", bare(err))
		}
		return nil
	}
	if err := toPath(path, write); err != nil {
		return fmt.Errorf("cannot write %s: %w", path, bare(err))
	}
	return nil
}

// Replace puts a text in the place of the one that a file was read with. It is written as Write does, and keeps its permissions; a file
// that may not be written, or that somebody changed in the meantime, is left alone.
func Replace(path string, was, is []byte) error {
	info, err := os.Stat(path)
	if err == nil && info.Mode().Perm()&0o200 == 0 {
		err = errors.New("it is read-only") // which a rename would not notice
	}
	var now []byte
	if err == nil {
		now, err = os.ReadFile(path)
	}
	switch {
	case err != nil:
		return fmt.Errorf("cannot write %s: %w", path, bare(err))
	case !bytes.Equal(now, was):
		return fmt.Errorf("cannot write %s: it was changed in the meantime; try again", path)
	}
	return Write(path, nil, func(w io.Writer) error {
		_, err := w.Write(is)
		return err
	})
}

func toPath(path string, write func(io.Writer) error) error {
	info, err := os.Stat(path)
	switch {
	case err == nil && info.IsDir():
		return errors.New("it is a directory")
	case err == nil && !info.Mode().IsRegular():
		f, err := os.OpenFile(path, os.O_WRONLY, 0)
		if err != nil {
			return err
		}
		return errors.Join(write(f), f.Close())
	}
	if real, err := filepath.EvalSymlinks(path); err == nil {
		path = real // what a link points to is replaced, not the link
	}
	mode := fs.FileMode(0o666)
	if info != nil {
		mode = info.Mode().Perm()
	}
	temporary := filepath.Join(filepath.Dir(path), fmt.Sprintf(".handoff-%d.tmp", os.Getpid()))
	f, err := os.OpenFile(temporary, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, mode)
	if err != nil {
		return err
	}
	if info != nil { // whatever the umask says
		err = f.Chmod(mode)
	}
	if err == nil {
		err = write(f)
	}
	if closed := f.Close(); err == nil {
		err = closed
	}
	if err == nil {
		err = os.Rename(temporary, path)
	}
	if err != nil {
		_ = os.Remove(temporary)
	}
	return err
}

// bare drops the name of the temporary file from an error.
func bare(err error) error {
	var p *fs.PathError
	if errors.As(err, &p) {
		return p.Err
	}
	return err
}
