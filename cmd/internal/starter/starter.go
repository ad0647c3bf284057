// Package starter writes a first map: small, commented, and without findings, for people to change into their own.
package starter

import (
	"bytes"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"handoff/cmd/internal/destination"
	"handoff/lang"
)

//go:embed map
var content embed.FS

// Files returns the files of the map.
func Files() fs.FS {
	files, err := fs.Sub(content, "map")
	if err != nil {
		panic(err) // the name is a constant
	}
	return files
}

// Write puts the map into a directory, which is made if need be, and returns the names of its files. It never replaces anything: where
// there is a map already, or a file of one of the names, it writes nothing. What it wrote before it was stopped is no such map, and is
// completed.
func Write(dir string) ([]string, error) {
	entries, err := fs.ReadDir(Files(), ".")
	if err != nil {
		return nil, err
	}
	if err := vacant(dir, entries); err != nil {
		return nil, err
	}
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return nil, fmt.Errorf("cannot make %s: %w", dir, reason(err))
	}
	var written []string
	for _, e := range entries {
		path := filepath.Join(dir, e.Name())
		if there(path, e.Name()) {
			destination.Clear(path)
			continue
		}
		text, err := fs.ReadFile(Files(), e.Name())
		if err == nil {
			err = destination.New(path, text)
		}
		if err != nil {
			for _, name := range written { // half a map is worse than none
				_ = os.Remove(filepath.Join(dir, name))
			}
			return nil, err
		}
		written = append(written, e.Name())
	}
	return written, nil
}

// there reports whether a file is the one of that name in the map.
func there(path, name string) bool {
	ours, err := fs.ReadFile(Files(), name)
	if err != nil {
		return false
	}
	theirs, err := os.ReadFile(path)
	return err == nil && bytes.Equal(ours, theirs)
}

// vacant refuses a directory that holds a map, or a file in the place of one of ours.
func vacant(dir string, ours []fs.DirEntry) error {
	entries, err := os.ReadDir(dir)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case err != nil:
		if info, statErr := os.Stat(dir); statErr == nil && !info.IsDir() {
			return fmt.Errorf("%s is a file; give a directory", dir)
		}
		return fmt.Errorf("%s cannot be read: %w", dir, reason(err))
	}
	done := 0
	for _, e := range entries {
		if e.Type().IsRegular() && there(filepath.Join(dir, e.Name()), e.Name()) {
			done++
		}
	}
	for _, e := range entries {
		if done < len(ours) && e.Type().IsRegular() && there(filepath.Join(dir, e.Name()), e.Name()) {
			continue // it was stopped half-way
		}
		if strings.HasSuffix(e.Name(), lang.FileSuffix) || e.Name() == lang.SettingsFile {
			return fmt.Errorf("there is a map in %s already (%s); nothing was written", dir, e.Name())
		}
		for _, o := range ours {
			if strings.EqualFold(e.Name(), o.Name()) {
				return fmt.Errorf("%s is in the way; nothing was written", filepath.Join(dir, e.Name()))
			}
		}
	}
	return nil
}

func reason(err error) error {
	var p *fs.PathError
	if errors.As(err, &p) {
		return p.Err
	}
	return err
}
