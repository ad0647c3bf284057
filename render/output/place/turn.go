package place

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"slices"
	"strings"
	"time"
)

// TurnName is the name of the file that is there while somebody writes many files into a folder.
const TurnName = ".handoff-lock"

// Turn is the right to write many files into a folder, which one program has at a time; the others wait for it. It also says in
// which folders below there may be temporary files, so that whoever comes after a program that was killed can clear them away.
type Turn struct {
	folder *Folder
	file   *os.File
	text   turnText
}

// turnText is what stands in the file: for people, and for whoever comes next.
type turnText struct {
	Note    string   `json:"note"`
	Process int      `json:"process"`
	Folders []string `json:"folders,omitempty"`
	Done    int      `json:"done,omitempty"` // how many files have been dealt with: who waits sees that there is progress
}

// waiting is how long somebody has waited for a turn without seeing any progress.
type waiting struct {
	tries int
	seen  turnText
}

// enough reports whether it has been too long, given what stands in the file now.
func (w *waiting) enough(now turnText) bool {
	if now.Process != w.seen.Process || now.Done != w.seen.Done {
		*w = waiting{seen: now}
	}
	w.tries++
	return w.tries > patience
}

// Turn waits for the folder to be free, and clears away what a program that was killed has left in it. It is nil, and no error, where the file
// system has no locks. It must be ended by Close.
func (f *Folder) Turn() (*Turn, error) {
	var others waiting
	for try := 0; ; try++ {
		switch info, err := f.root.Lstat(TurnName); {
		case errors.Is(err, fs.ErrNotExist):
		case err != nil:
			return nil, err
		case !info.Mode().IsRegular():
			return nil, fmt.Errorf("%s is in the way, and is no regular file; remove it", TurnName)
		}
		if err := f.fault("create", TurnName); err != nil {
			return nil, err
		}
		file, err := f.root.OpenFile(TurnName, os.O_RDWR|os.O_CREATE, 0o666)
		theirs := errors.Is(err, fs.ErrPermission) // of another user, who may be at it still
		if theirs {
			if seen, e := f.root.Open(TurnName); e == nil {
				file, err = seen, nil
			}
		}
		if err != nil {
			return nil, err
		}
		locked, err := tryLock(file)
		switch {
		case err != nil:
			_ = f.Remove(TurnName)
			_ = file.Close()
			return nil, nil
		case locked && theirs:
			f.clearFolders(readTurn(file).Folders)
			if f.is(file, TurnName) {
				err = f.Remove(TurnName)
			}
			if err != nil || try >= patience {
				_ = file.Close()
				return nil, fmt.Errorf("%s, which another user's handoff left in it, cannot be removed; remove it", TurnName)
			}
		case locked && (f.is(file, TurnName) || try >= patience): // some file systems never say that two are the same
			f.clearFolders(readTurn(file).Folders)
			t := &Turn{folder: f, file: file}
			if err := t.empty(); err != nil {
				t.Close()
				return nil, err
			}
			return t, nil
		case !locked:
			if now := readTurn(file); others.enough(now) {
				_ = file.Close()
				return nil, fmt.Errorf("another handoff (process %d) has been writing into it, and for half a minute without getting on; nothing was changed. Write again when it has ended; if it does not end, end it", now.Process)
			}
		}
		_ = file.Close()
		if !locked {
			time.Sleep(pause)
		}
	}
}

// readTurn reads what stands in the file; nothing where it was not written to the end.
func readTurn(file *os.File) (text turnText) {
	info, err := file.Stat()
	if err != nil || info.Size() > 1<<20 {
		return turnText{}
	}
	raw := make([]byte, info.Size())
	if _, err := file.ReadAt(raw, 0); err != nil || json.Unmarshal(raw, &text) != nil {
		return turnText{}
	}
	return text
}

// Say writes down in which folders temporary files are going to be.
func (t *Turn) Say(folders []string) error {
	if t == nil {
		return nil
	}
	t.text.Folders = folders
	return t.write()
}

// progressEvery is after how many files it is written down that there is progress.
const progressEvery = 20

// Progress counts a file that has been dealt with, so that whoever waits sees that it is worth it.
func (t *Turn) Progress() error {
	if t == nil {
		return nil
	}
	if t.text.Done++; t.text.Done%progressEvery != 0 {
		return nil
	}
	return t.write()
}

// empty takes out what an earlier program has left in the file.
func (t *Turn) empty() error {
	if err := t.folder.fault("write", TurnName); err != nil {
		return err
	}
	if err := t.file.Truncate(0); err != nil {
		return err
	}
	return t.write()
}

func (t *Turn) write() error {
	t.text.Note, t.text.Process = "handoff is writing into this folder; while it does, no other one will", os.Getpid()
	raw, err := json.Marshal(t.text)
	if err != nil {
		return err
	}
	if err := t.folder.fault("write", TurnName); err != nil {
		return err
	}
	raw = append(raw, '\n')
	if _, err := t.file.WriteAt(raw, 0); err != nil {
		return err
	}
	return t.file.Truncate(int64(len(raw))) // last: what a program that is killed here leaves can still be read, since what it says only grows
}

// Close lets the next one in.
func (t *Turn) Close() {
	if t == nil {
		return
	}
	_ = t.folder.Remove(TurnName) // first: who has it open sees that it is no longer the file of that name
	_ = t.file.Close()
}

// Temporary is the name beside its place under which the n-th file of a turn is made.
func Temporary(name string, n int) string {
	return path.Join(path.Dir(name), fmt.Sprintf(".handoff-%d-%d.part", os.Getpid(), n))
}

// clearFolders removes temporary files that were left over in some folders, and those of the folders that are empty.
func (f *Folder) clearFolders(folders []string) {
	for _, folder := range folders {
		if !fs.ValidPath(folder) {
			continue
		}
		entries, err := fs.ReadDir(f.FS(), folder)
		if err != nil {
			continue
		}
		for _, e := range entries {
			if e.Type().IsRegular() && strings.HasPrefix(e.Name(), ".handoff-") && strings.HasSuffix(e.Name(), ".part") {
				_ = f.Remove(path.Join(folder, e.Name()))
			}
		}
	}
	f.RemoveEmpty(folders)
}

// RemoveEmpty removes those of some folders that are empty, the deepest first.
func (f *Folder) RemoveEmpty(folders []string) {
	folders = slices.Sorted(slices.Values(folders))
	for _, folder := range slices.Backward(slices.Compact(folders)) {
		if folder != "." && fs.ValidPath(folder) {
			_ = f.Remove(folder) // fails where something is left in it, and should
		}
	}
}
