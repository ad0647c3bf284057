package lsp

import (
	"bytes"
	"cmp"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"

	"handoff/cmd/internal/destination"
	"handoff/lang/lazyregexp"
)

// The extension for VS Code is a grammar, snippets, and a few lines that start the server. It is kept here so that it is of the release that
// answers it.
//
//go:embed all:extension
var extension embed.FS

// WriteExtension writes the folder of the VS Code extension into a directory, which is made if need be and must hold nothing, and returns the names
// of its files. The extension bears the version of the program, as far as VS Code can read it. What was written of it before the
// program was stopped is completed.
func WriteExtension(dir, version string) ([]string, error) {
	files := map[string][]byte{} // by path
	var paths []string
	err := fs.WalkDir(extension, "extension", func(p string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		content, err := extension.ReadFile(p)
		if path.Base(p) == "package.json" {
			content = atVersion(content, version)
		}
		name, _ := filepath.Rel("extension", filepath.FromSlash(p))
		paths = append(paths, filepath.Join(dir, name))
		files[filepath.Join(dir, name)] = content
		return err
	})
	if err != nil {
		return nil, err
	}
	done, err := begun(dir, files)
	if err != nil {
		return nil, err
	}
	for _, to := range paths {
		if done[to] {
			destination.Clear(to)
			continue
		}
		if err := os.MkdirAll(filepath.Dir(to), 0o777); err != nil {
			return nil, fmt.Errorf("the extension cannot be written: %w", err)
		}
		if err := destination.New(to, files[to]); err != nil {
			return nil, fmt.Errorf("the extension cannot be written: %w", err)
		}
	}
	return paths, nil
}

// begun finds what is there already of files that were being written when the program was stopped. Anything else in the directory is an error, and so
// is all of them.
func begun(dir string, files map[string][]byte) (map[string]bool, error) {
	done := map[string]bool{}
	err := filepath.WalkDir(dir, func(p string, e fs.DirEntry, err error) error {
		if errors.Is(err, fs.ErrNotExist) || err == nil && e.IsDir() || destination.Temporary(filepath.Base(p)) {
			return nil
		}
		if err != nil || !e.Type().IsRegular() || p == dir {
			return fmt.Errorf("%s cannot be used: %w", dir, cmp.Or(err, fs.ErrExist))
		}
		text, err := os.ReadFile(p)
		if content, ours := files[p]; err == nil && ours && bytes.Equal(text, content) {
			done[p] = true
			return nil
		}
		return fmt.Errorf("%s is not empty; give a new directory", dir)
	})
	if err == nil && len(done) == len(files) {
		err = fmt.Errorf("%s is not empty; give a new directory", dir)
	}
	return done, err
}

var (
	plainVersion    = lazyregexp.New(`^v?(\d+\.\d+\.\d+)`)
	manifestVersion = lazyregexp.New(`"version": "[^"]*"`)
)

// atVersion puts the version of the program into a manifest, where it is one that VS Code knows: three numbers.
func atVersion(manifest []byte, version string) []byte {
	m := plainVersion.FindStringSubmatch(version)
	if m == nil {
		return manifest
	}
	return manifestVersion.ReplaceAll(manifest, []byte(`"version": "`+m[1]+`"`))
}
