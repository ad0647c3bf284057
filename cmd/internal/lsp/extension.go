package lsp

import (
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"

	"handoff/lang/lazyregexp"
)

// The extension for VS Code is a grammar, snippets, and a few lines that start the server. It is kept here so that it is of the release that
// answers it.
//
//go:embed all:extension
var extension embed.FS

// WriteExtension writes the folder of the VS Code extension into a directory, which is made if need be and must hold nothing, and returns the names
// of its files. The extension bears the version of the program, as far as VS Code can read it.
func WriteExtension(dir, version string) ([]string, error) {
	if there, err := os.ReadDir(dir); err == nil && len(there) > 0 {
		return nil, fmt.Errorf("%s is not empty; give a new directory", dir)
	} else if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("%s cannot be used: %w", dir, err)
	}
	var written []string
	err := fs.WalkDir(extension, "extension", func(p string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		content, err := extension.ReadFile(p)
		if err != nil {
			return err
		}
		if path.Base(p) == "package.json" {
			content = atVersion(content, version)
		}
		name, _ := filepath.Rel("extension", filepath.FromSlash(p))
		to := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(to), 0o777); err != nil {
			return err
		}
		written = append(written, to)
		return os.WriteFile(to, content, 0o666)
	})
	if err != nil {
		return nil, fmt.Errorf("the extension cannot be written: %w", err)
	}
	return written, nil
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
