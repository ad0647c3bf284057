package lsp

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"os"
	"path/filepath"
	"slices"

	"handoff/cmd/internal/analysis"
	"handoff/cmd/internal/reference"
)

// pages are the pages of the rules as files, which the codes of diagnostics link to: a link that needs neither a network nor a site.
type pages struct {
	dir string
	ids []string
}

// page is the URI of a rule's page; "" where there is none.
func (s *server) page(id string) string {
	if s.pages == nil || !slices.Contains(s.pages.ids, id) {
		return ""
	}
	return uriOf(filepath.Join(s.pages.dir, filepath.FromSlash(id)+".md"))
}

// writePages writes the pages into a folder of their own, named after what they say, and returns nil where that cannot be done: then nothing links to
// them.
func writePages(cache string) *pages {
	p := &pages{ids: reference.IDs(analysis.All())}
	sum := sha256.New()
	texts := make([]string, len(p.ids))
	for n, id := range p.ids {
		text, err := reference.Page(analysis.All(), id)
		if err != nil {
			return nil
		}
		texts[n] = text
		fmt.Fprintf(sum, "%s\x00%s\x00", id, text)
	}
	p.dir = filepath.Join(cache, "rules-"+hex.EncodeToString(sum.Sum(nil)[:6]))
	if info, err := os.Stat(p.dir); err == nil && info.IsDir() {
		return p
	}
	if err := os.MkdirAll(cache, 0o777); err != nil {
		return nil
	}
	made, err := os.MkdirTemp(cache, "rules-*.new")
	if err != nil {
		return nil
	}
	defer os.RemoveAll(made)
	for n, id := range p.ids {
		file := filepath.Join(made, filepath.FromSlash(id)+".md")
		if os.MkdirAll(filepath.Dir(file), 0o777) != nil || os.WriteFile(file, []byte(texts[n]), 0o444) != nil {
			return nil
		}
	}
	_ = os.Chmod(made, 0o755)
	if err := os.Rename(made, p.dir); err != nil {
		if _, err := os.Stat(p.dir); err != nil { // unless somebody else was quicker
			return nil
		}
	}
	return p
}
