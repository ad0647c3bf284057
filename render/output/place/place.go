// Package place puts files in their places as a whole: whatever stops it – a full disk, a signal, the end of the power – there is the old
// file or the new one, and never a part of one. Everything that handoff writes for people goes through it.
//
// A file is written beside its place under a temporary name and then renamed, which file systems do at once or not at all. What must survive
// the end of the power too is on the disk before it is renamed (sync): a rename may reach the disk before the text does, and would leave an
// empty file where an old one was. That is due to what cannot be made again – sources, and pages with hand-written notes –, and costs a few
// milliseconds a file; what is generated is simply generated again.
//
// A program that was killed leaves its temporary file behind. Whoever writes is therefore known by a lock on the file, which the system takes
// back when the program ends, however it ends: a file without one is left over, and is cleared away by whoever comes next. No clock and
// no process number decides that.
package place

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"time"
)

// Folder is an open folder in which files are put. No link leads out of it.
type Folder struct {
	root *os.Root
	// Fault is for tests: what an operation that changes the folder fails with, asked before it is done. With it nothing waits for the disk.
	Fault func(operation, name string) error
}

// Open opens a folder.
func Open(dir string) (*Folder, error) {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, err
	}
	return &Folder{root: root}, nil
}

// Close lets go of it.
func (f *Folder) Close() error { return f.root.Close() }

// FS is what is in the folder, for reading.
func (f *Folder) FS() fs.FS { return f.root.FS() }

// ReadFile reads a file of the folder.
func (f *Folder) ReadFile(name string) ([]byte, error) { return f.root.ReadFile(name) }

// Stat describes a file of the folder.
func (f *Folder) Stat(name string) (fs.FileInfo, error) { return f.root.Stat(name) }

// Mkdir makes a folder in it.
func (f *Folder) Mkdir(name string) error {
	if err := f.fault("mkdir", name); err != nil {
		return err
	}
	return f.root.Mkdir(name, 0o777)
}

// Remove removes a file, or a folder that is empty.
func (f *Folder) Remove(name string) error {
	if err := f.fault("remove", name); err != nil {
		return err
	}
	err := f.root.Remove(name)
	if runtime.GOOS == "windows" && errors.Is(err, invalidFunction) && !strings.Contains(name, "/") {
		return os.Remove(filepath.Join(f.root.Name(), name)) // which follows no link, for it is the last part of a name
	}
	return err
}

// invalidFunction is what Windows says where a file system, as that of Wine, cannot remove a file that is named by an open folder.
const invalidFunction = syscall.Errno(1)

// Rename moves a file to another name, in the place of what is there.
func (f *Folder) Rename(from, to string) error {
	if err := f.fault("rename", to); err != nil {
		return err
	}
	return f.root.Rename(from, to)
}

// Create writes a file that is not there yet; with sync it is on the disk when it returns.
func (f *Folder) Create(name string, content []byte, sync bool) error {
	if err := f.fault("create", name); err != nil {
		return err
	}
	file, err := f.root.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
	if err != nil {
		return err
	}
	err = f.write(file, name, content)
	if err == nil && sync {
		err = f.sync(file, name)
	}
	if closed := file.Close(); err == nil {
		err = closed
	}
	return err
}

// write writes in two halves, so that a test can stop it between them.
func (f *Folder) write(file *os.File, name string, content []byte) error {
	if f.Fault == nil {
		_, err := file.Write(content)
		return err
	}
	for _, part := range [][]byte{content[:len(content)/2], content[len(content)/2:]} {
		if err := f.fault("write", name); err != nil {
			return err
		}
		if _, err := file.Write(part); err != nil {
			return err
		}
	}
	return nil
}

// sync waits until all of a file is on the disk.
func (f *Folder) sync(file *os.File, name string) error {
	if f.Fault != nil {
		return f.Fault("sync", name)
	}
	return file.Sync()
}

func (f *Folder) fault(operation, name string) error {
	if f.Fault == nil {
		return nil
	}
	return f.Fault(operation, name)
}

// patience is how often a lock is tried for that somebody else has, and pause how long it is waited in between: half a minute in all. A writer
// who takes longer was stopped, or has very much to write to a slow disk; whoever waits is then told, and decides.
const (
	patience = 300
	pause    = 100 * time.Millisecond
)

// File is a file that is being made beside its place. It must be ended by Replace, Add or Discard.
type File struct {
	folder    *Folder
	file      *os.File
	name      string
	temporary string
}

// temporaryName is the name beside its place under which a file is made; the same for the same file, so that what was left over is found
// without looking for it.
func temporaryName(name string) string {
	sum := sha256.Sum256([]byte(name))
	return ".handoff-" + hex.EncodeToString(sum[:8]) + ".tmp"
}

// IsTemporary reports whether a file is called as one that is being made beside its place.
func IsTemporary(name string) bool {
	return strings.HasPrefix(name, ".handoff-") && strings.HasSuffix(name, ".tmp")
}

// New begins a file of the folder (not of one below it). Of several programs that write the same file, each waits for the one before it.
func (f *Folder) New(name string) (*File, error) {
	temporary := temporaryName(name)
	for try := 0; ; try++ {
		if err := f.fault("create", temporary); err != nil {
			return nil, err
		}
		file, err := f.root.OpenFile(temporary, os.O_RDWR|os.O_CREATE|os.O_EXCL, 0o666)
		if err == nil {
			if locked, err := tryLock(file); err != nil || locked && f.is(file, temporary) {
				return &File{f, file, name, temporary}, nil // where there are no locks, it is the rename that decides
			}
			_ = file.Close() // somebody took it for left over, and has removed it
			continue
		}
		if !errors.Is(err, fs.ErrExist) {
			return nil, err
		}
		switch gone, err := f.clear(temporary); {
		case err != nil:
			return nil, err
		case try >= patience: // also where the file system never says that two files are the same
			return nil, errBusy
		case gone:
		default:
			time.Sleep(pause)
		}
	}
}

var errBusy = errors.New("another handoff has been writing it for half a minute; try again when it has ended, and if it does not end, end it")

// clear removes a temporary file that was left over, and reports whether it is gone: not if somebody is still at it.
func (f *Folder) clear(temporary string) (bool, error) {
	info, err := f.root.Lstat(temporary)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return true, nil
	case err != nil:
		return false, err
	case !info.Mode().IsRegular():
		return false, fmt.Errorf("%s is in the way, and is no regular file; remove it", temporary)
	}
	file, err := f.root.OpenFile(temporary, os.O_RDWR, 0)
	if errors.Is(err, fs.ErrNotExist) {
		return true, nil
	}
	if err != nil { // somebody else's, who may not even be asked; whoever is still at it notices
		return true, f.Remove(temporary)
	}
	defer file.Close()
	if locked, err := tryLock(file); err == nil && !locked {
		return false, nil
	}
	if !f.is(file, temporary) {
		return true, nil
	}
	if err := f.Remove(temporary); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return false, err
	}
	return true, nil
}

// Clear removes what a program that was stopped while it wrote this file has left over, if anything.
func Clear(path string) {
	temporary := temporaryName(filepath.Base(path))
	if _, err := os.Lstat(filepath.Join(filepath.Dir(path), temporary)); err != nil {
		return
	}
	if f, err := Open(filepath.Dir(path)); err == nil {
		_, _ = f.clear(temporary)
		_ = f.Close()
	}
}

// is reports whether an open file is still the one of that name.
func (f *Folder) is(file *os.File, name string) bool {
	open, err := file.Stat()
	if err != nil {
		return false
	}
	there, err := f.root.Lstat(name)
	return err == nil && os.SameFile(open, there)
}

// Write appends to it.
func (n *File) Write(b []byte) (int, error) {
	if err := n.folder.write(n.file, n.temporary, b); err != nil {
		return 0, err
	}
	return len(b), nil
}

// Chmod gives it permissions, whatever the umask says.
func (n *File) Chmod(mode fs.FileMode) error { return n.file.Chmod(mode) }

// errTaken is that of a file which lost its temporary name, where the file system has no locks.
var errTaken = errors.New("another handoff was writing it at the same time; try again")

// Sync returns when all of it is on the disk.
func (n *File) Sync() error { return n.folder.sync(n.file, n.temporary) }

// Replace puts it in its place, and in that of the file that is there. Just before, it asks whether that may still be done; nil may always.
func (n *File) Replace(may func() error) error {
	defer n.Discard()
	if may != nil {
		if err := may(); err != nil {
			return err
		}
	}
	if !n.folder.is(n.file, n.temporary) {
		return errTaken
	}
	return n.folder.Rename(n.temporary, n.name)
}

// Add puts it in its place where nothing is; else it returns an error that wraps fs.ErrExist.
func (n *File) Add() error {
	defer n.Discard()
	if err := n.folder.fault("link", n.name); err != nil {
		return err
	}
	// A link is never put in the place of another file. Where there are no links, there is a moment in between.
	err := n.folder.root.Link(n.temporary, n.name)
	if err == nil || errors.Is(err, fs.ErrExist) {
		return err
	}
	if _, err := n.folder.root.Lstat(n.name); err == nil {
		return &fs.PathError{Op: "create", Path: n.name, Err: fs.ErrExist}
	}
	return n.folder.Rename(n.temporary, n.name)
}

// Discard ends it; what has not been put in its place is gone. It does nothing where it was ended already.
func (n *File) Discard() {
	if n.file == nil {
		return
	}
	if n.folder.is(n.file, n.temporary) {
		_ = n.folder.Remove(n.temporary)
	}
	_ = n.file.Close() // last: with it goes the lock
	n.file = nil
}
