package output

// The manifest is how a folder remembers what handoff wrote into it.

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"slices"
	"strings"
)

// ManifestName is the name of the manifest in the output folder.
const ManifestName = ".handoff-manifest.json"

type manifest struct {
	FormatVersion int     `json:"format_version"`
	Note          string  `json:"note"`
	Source        string  `json:"source"`
	Files         []entry `json:"files"`

	byPath map[string]*entry // of one that was read
}

// entry is one file. Was is there only while a write is under way: the hash of the file that is being replaced.
type entry struct {
	Path  string `json:"path"`
	Hash  string `json:"hash"`
	Was   string `json:"was,omitempty"`
	Slots []slot `json:"slots,omitempty"`
}

// slot is a kept block as it was generated: a block whose text still has this hash has nothing hand-written in it.
type slot struct {
	ID   string `json:"id"`
	Hash string `json:"hash"`
}

func readManifest(folder fs.FS) (m manifest, raw []byte, err error) {
	raw, err = fs.ReadFile(folder, ManifestName)
	if errors.Is(err, fs.ErrNotExist) {
		return manifest{}, nil, nil
	}
	if err != nil {
		return manifest{}, nil, err
	}
	if err := json.Unmarshal(raw, &m); err != nil || m.FormatVersion != 1 {
		return manifest{}, nil, fmt.Errorf("%s cannot be read (it is damaged, or a newer handoff wrote it). Restore it, or move the folder away and write again", ManifestName)
	}
	m.byPath = map[string]*entry{}
	for i := range m.Files {
		if name := m.Files[i].Path; !writable(name) {
			return manifest{}, nil, fmt.Errorf("%s names %q, which handoff never writes, so somebody else has changed it. Nothing was touched. Restore it, or write to another folder", ManifestName, name)
		}
		m.byPath[m.Files[i].Path] = &m.Files[i]
	}
	return m, raw, nil
}

// writable reports whether a file of that name may be one of ours. Whoever can change the manifest must not make us read, replace or remove what lies
// outside the folder, the inside of a repository, or the sources of a map.
func writable(name string) bool {
	if !fs.ValidPath(name) || name == "." || strings.ContainsAny(name, "\\:\x00") {
		return false
	}
	if strings.HasSuffix(strings.ToLower(name), "handoff.hcl") {
		return false
	}
	for part := range strings.SplitSeq(name, "/") {
		if strings.HasPrefix(part, ".") && part != ".order" && part != ".attachments" { // those two are files of a wiki
			return false
		}
	}
	return true
}

func (m manifest) find(name string) *entry { return m.byPath[name] }

// otherwise finds the entry of a file that is there under a name which the file system does not tell from the one in the manifest.
func (m manifest) otherwise(folder fs.FS, name string, info fs.FileInfo) *entry {
	for i := range m.Files {
		if e := &m.Files[i]; strings.EqualFold(e.Path, name) {
			if other, err := fs.Stat(folder, e.Path); err == nil && os.SameFile(info, other) {
				return e
			}
		}
	}
	return nil
}

// owns reports whether content is what this entry says handoff wrote.
func (e *entry) owns(skeletonHash string) bool {
	return e != nil && (e.Hash == skeletonHash || e.Was != "" && e.Was == skeletonHash)
}

func (m manifest) bytes() []byte {
	m.FormatVersion = 1
	m.Note = "Written by handoff, which needs it to tell its own files from yours. Keep it with them."
	if m.Files == nil {
		m.Files = []entry{}
	}
	slices.SortFunc(m.Files, func(a, b entry) int { return strings.Compare(a.Path, b.Path) })
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(m); err != nil {
		panic(err) // strings and numbers always encode
	}
	return b.Bytes()
}

// journal is the manifest while a write is under way: should it be cut short, each file is known as ours, old or new, and so is each kept block
// in which nobody has written. What is old is told from what is there: the write before may have been cut short too.
func (p *plan) journal() manifest {
	was := map[string]string{}
	for _, f := range p.write {
		was[f.path] = f.was
	}
	kept := map[string]bool{}
	out := manifest{Source: p.manifest.Source}
	for _, e := range p.manifest.Files {
		if h, planned := was[e.Path]; planned && h != e.Hash {
			e.Was = h
		}
		if before := p.old.find(e.Path); before != nil {
			e.Slots = append(slices.Clone(e.Slots), before.Slots...)
		}
		kept[e.Path] = true
		out.Files = append(out.Files, e)
	}
	for _, e := range p.old.Files {
		if !kept[e.Path] {
			out.Files = append(out.Files, e)
		}
	}
	return out
}

func hash(text string) string {
	sum := sha256.Sum256([]byte(text))
	return hex.EncodeToString(sum[:16])
}

// normal undoes what version control does to line ends on some machines, so that a checkout there is no edit.
func normal(content []byte) string { return strings.ReplaceAll(string(content), "\r\n", "\n") }
