package workspace

import (
	"fmt"
	"hash/fnv"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"handoff/lang"
)

// Mark sums up the files and folders of a map, and other files that it rests on, by name, size and time, so that two marks differ if something has changed; no
// file is read. With it come the folders that may hold such files. Others are absolute paths.
func (w *Workspace) Mark(others []string) (mark uint64, folders []string) {
	sum := fnv.New64a()
	note := func(path string) {
		if info, err := os.Stat(path); err == nil {
			fmt.Fprintf(sum, "%s\x00%d\x00%d\x00", path, info.Size(), info.ModTime().UnixNano())
		} else {
			fmt.Fprintf(sum, "%s\x00-\x00", path)
		}
	}
	_ = filepath.WalkDir(w.Root, func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			fmt.Fprintf(sum, "%s\x00!\x00", path)
			return nil
		}
		switch {
		case !entry.IsDir():
			if isSource(entry.Name()) {
				note(path)
			}
		case path != w.Root && (strings.HasPrefix(entry.Name(), ".") || isRoot(path)):
			return fs.SkipDir
		default:
			folders = append(folders, path)
			fmt.Fprintf(sum, "%s\x00/\x00", path) // a folder that goes away while it is read may have spoilt the reading
		}
		return nil
	})
	for _, path := range others {
		note(path)
	}
	return sum.Sum64(), folders
}

// isRoot reports whether a folder is a workspace of its own.
func isRoot(dir string) bool {
	info, err := os.Stat(filepath.Join(dir, lang.SettingsFile))
	return err == nil && !info.IsDir()
}

// Attached are the files that a map rests on beside its own: schemas, samples, and the files of imported maps. Absolute paths.
func (w *Workspace) Attached(m *lang.Map) []string {
	var out []string
	add := func(files []*lang.File) {
		for _, f := range files {
			out = append(out, filepath.Join(w.Root, filepath.FromSlash(f.Path)))
		}
	}
	add(m.Attachments)
	for _, i := range m.Imports {
		if i.Map != nil {
			add(i.Map.Files)
		}
	}
	return out
}
