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

	"handoff/render/output/place"
)

// Stdout reports whether a path means standard output.
func Stdout(path string) bool { return path == "" || path == "-" }

// Write writes to a path; "" and "-" are standard output. A file is made beside its place and moved there once it is complete, so that a
// full disk, a failure or a kill costs nothing that was there before; devices and pipes are written to as they are.
func Write(path string, stdout io.Writer, write func(io.Writer) error) error {
	if Stdout(path) {
		if err := write(stdout); err != nil {
			return fmt.Errorf("cannot write the output: %w", place.Bare(err))
		}
		return nil
	}
	info, err := os.Stat(path)
	if err == nil && !info.IsDir() && !info.Mode().IsRegular() {
		err = toDevice(path, write)
	} else {
		err = put(path, write, func(f *place.File) error { return f.Replace(nil) })
	}
	return failed(path, err)
}

// Replace puts a text in the place of the one that a file was read with. The file keeps its permissions; one that may not be written, or that somebody
// changed in the meantime, is left alone. The text is on the disk when it returns.
func Replace(path string, was, is []byte) error {
	info, err := os.Stat(path)
	if err == nil && info.Mode().Perm()&0o200 == 0 {
		err = errors.New("it is read-only") // which a rename would not notice
	}
	if err != nil {
		return failed(path, err)
	}
	same := func() error {
		now, err := os.ReadFile(path)
		switch {
		case err != nil:
			return err
		case bytes.Equal(now, is):
			return errDone
		case !bytes.Equal(now, was):
			return errors.New("it was changed in the meantime; try again")
		}
		return nil
	}
	err = same()
	if err == nil {
		err = put(path, saying(is), func(f *place.File) error {
			if err := f.Sync(); err != nil {
				return err
			}
			return f.Replace(same) // asked again: it may have taken a moment to get here
		})
	}
	if errors.Is(err, errDone) { // by somebody else, who was quicker
		return nil
	}
	return failed(path, err)
}

var errDone = errors.New("done")

// New puts a text where no file is; where there is one, it returns an error that wraps fs.ErrExist, and leaves it alone. The text is on the disk
// when it returns.
func New(path string, content []byte) error {
	if _, err := os.Lstat(path); err == nil {
		return failed(path, fs.ErrExist)
	}
	return failed(path, put(path, saying(content), func(f *place.File) error {
		if err := f.Sync(); err != nil {
			return err
		}
		return f.Add()
	}))
}

// Clear removes what a program that was stopped while it wrote a file has left over beside it, if anything.
func Clear(path string) { place.Clear(path) }

// Temporary reports whether a file is called as one that is being made beside its place.
func Temporary(name string) bool { return place.IsTemporary(name) }

func saying(content []byte) func(io.Writer) error {
	return func(w io.Writer) error {
		_, err := w.Write(content)
		return err
	}
}

// toDevice writes to what is no file.
func toDevice(path string, write func(io.Writer) error) error {
	f, err := os.OpenFile(path, os.O_WRONLY, 0)
	if err != nil {
		return err
	}
	return errors.Join(write(f), f.Close())
}

// put makes a file beside its place, with the permissions of what is there, and then lets finish put it there.
func put(path string, write func(io.Writer) error, finish func(*place.File) error) error {
	info, err := os.Stat(path)
	if err == nil && info.IsDir() {
		return errors.New("it is a directory")
	}
	if real, err := filepath.EvalSymlinks(path); err == nil {
		path = real // what a link points to is replaced, not the link
	}
	folder, err := place.Open(filepath.Dir(path))
	if err != nil {
		return err
	}
	defer folder.Close()
	f, err := folder.New(filepath.Base(path))
	if err != nil {
		return err
	}
	defer f.Discard()
	if info != nil { // whatever the umask says
		if err := f.Chmod(info.Mode().Perm()); err != nil {
			return err
		}
	}
	if err := write(f); err != nil {
		return err
	}
	return finish(f)
}

// failed says what could not be written.
func failed(path string, err error) error {
	switch {
	case err == nil:
		return nil
	case errors.Is(err, fs.ErrExist):
		return fmt.Errorf("cannot write %s: %w", path, taken{})
	}
	return fmt.Errorf("cannot write %s: %w", path, place.Bare(err))
}

// taken is fs.ErrExist in plain words.
type taken struct{}

func (taken) Error() string        { return "there is a file of that name" }
func (taken) Is(target error) bool { return target == fs.ErrExist }
