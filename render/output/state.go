package output

// The state of a folder lets a caller who knows that a set would be the same again see whether the folder still is as that set left
// it: then writing it again would change nothing, and it need not even be made. That relies on writes being settled: the same set written
// twice changes nothing the second time.

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io/fs"
	"os"
	"slices"
	"strings"

	"handoff/render/output/place"
)

// State is what a write left: the files of a set, with what is written by hand in them. The zero State is no folder's.
type State struct {
	Manifest string `json:"manifest"`         // the hash of the manifest, which names the files
	Content  string `json:"content"`          // of all files, in the order of the manifest, with the line ends of Unix
	Absent   string `json:"absent,omitempty"` // where notes would be parked, if nothing is there
}

// Holds reports whether a folder is in this state, by reading all of it, and returns the files of the set. Any doubt, such as a file that cannot be
// read, is a no.
func (s State) Holds(dir string) (files []string, ok bool) {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, false
	}
	defer root.Close()
	absent := []string{place.TurnName} // where there is one, somebody is writing, or was killed and left things that want clearing away
	if s.Absent != "" {
		absent = append(absent, s.Absent)
	}
	for _, name := range absent {
		if _, err := root.Lstat(name); !errors.Is(err, fs.ErrNotExist) {
			return nil, false
		}
	}
	m, raw, err := readManifest(root.FS())
	if err != nil || s.Manifest != sum(raw) {
		return nil, false
	}
	h := sha256.New()
	for _, e := range m.Files {
		content, err := root.ReadFile(e.Path)
		if err != nil {
			return nil, false
		}
		// Each by its own hash, so that none can be taken for the end of one and the beginning of the next.
		one := sha256.Sum256([]byte(normal(content)))
		h.Write(one[:])
		files = append(files, e.Path)
	}
	return files, s.Content == hex.EncodeToString(h.Sum(nil))
}

// state is that of the folder once the plan is carried out; the zero State where a person has to do something first.
func (p *plan) state() State {
	if len(p.conflicts) > 0 || len(p.parked) > 0 {
		return State{}
	}
	slices.SortFunc(p.left, func(a, b left) int { return strings.Compare(a.path, b.path) })
	out := State{Manifest: sum(p.manifest.bytes()), Absent: p.set.Notes.Path}
	h := sha256.New()
	for _, l := range p.left {
		h.Write(l.sum[:])
		if l.path == p.set.Notes.Path {
			out.Absent = ""
		}
	}
	out.Content = hex.EncodeToString(h.Sum(nil))
	return out
}

// left is a file that is there in the end.
type left struct {
	path string
	sum  [sha256.Size]byte
}

func sum(content []byte) string {
	sum := sha256.Sum256(content)
	return hex.EncodeToString(sum[:])
}
