package output

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"slices"
	"strings"

	"handoff/render/output/place"
)

// Note is what somebody wrote into a kept block.
type Note struct {
	ID       string
	Text     string // Markdown
	Internal bool   // marked as not for the public
}

// ReadNotes returns the hand-written notes of a folder that handoff wrote, sorted by id; blocks in which nobody has written are left out. An error
// means that the folder is none.
func ReadNotes(dir string) ([]Note, error) {
	root, err := os.OpenRoot(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("there is no folder %s to read notes from", dir)
	}
	if err != nil {
		return nil, fmt.Errorf("cannot open the folder of notes: %w", err)
	}
	defer root.Close()
	m, raw, err := readManifest(root.FS())
	if err != nil {
		return nil, fmt.Errorf("%s: %w", dir, err)
	}
	if raw == nil {
		return nil, fmt.Errorf("%s has no notes: handoff did not write it (it has no %s)", dir, ManifestName)
	}
	var notes []Note
	for _, e := range m.Files {
		content, err := fs.ReadFile(root.FS(), e.Path)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return nil, fmt.Errorf("%s: %w", dir, place.Plain(err))
		}
		found, ok := blocks(normal(content))
		if !ok {
			if len(e.Slots) == 0 {
				continue // no page with notes
			}
			return nil, fmt.Errorf("the kept blocks of %s in %s do not pair up", e.Path, dir)
		}
		for _, k := range found {
			if strings.TrimSpace(k.text) != "" && !slices.Contains(e.Slots, slot{ID: k.id, Hash: hash(k.text)}) {
				notes = append(notes, Note{ID: k.id, Text: strings.Trim(k.text, "\n"), Internal: k.internal})
			}
		}
	}
	slices.SortStableFunc(notes, func(a, b Note) int { return strings.Compare(a.ID, b.ID) })
	return notes, nil
}
