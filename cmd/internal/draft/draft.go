// Package draft writes the first form of a block into a map: well-formed, laid out, in the file where its neighbours stand, and with a TODO for
// everything that handoff check will ask for. A block that is half filled in is better than an empty file, and better than one that is filled in
// with guesses; so only what follows from the map is written as a value.
package draft

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing/fstest"

	"handoff/cmd/internal/destination"
	"handoff/graph"
	"handoff/lang"
	"handoff/lang/finding"
	"handoff/lang/types"
)

// Draft is a block that is to be written, and where.
type Draft struct {
	Address string
	// Block is the text of the block alone, laid out, with line ends of Unix.
	Block string
	// Beside is the block that it is to stand behind; nil for the end of a file. File is a slash path relative to the map.
	Beside lang.Declaration
	File   string
	// Why says in words why it goes there.
	Why string
	// Notes say what was taken for granted, in whole sentences.
	Notes []string
}

// name refuses what cannot name a new block.
func name(g *graph.Graph, kind lang.Kind, name string) error {
	text := fmt.Sprintf("%s %s {}\n", kind, types.Quote(name))
	for _, f := range lang.Load(fstest.MapFS{"new" + lang.FileSuffix: {Data: []byte(text)}}, lang.Options{}).Findings {
		if f.Rule == "syntax/name" {
			return errors.New(sentence(f))
		}
		if f.Rule == "syntax/invalid" {
			return fmt.Errorf("%q cannot be a name: names are letters, digits, _ and -, and begin with a letter", name)
		}
	}
	address := string(kind) + "." + name
	if d := g.Map.Lookup(address); d != nil {
		return fmt.Errorf("%s is there already, at %s:%d; choose another name", address, d.Common().Header.File, d.Common().Header.Start.Line)
	}
	for _, f := range g.Map.Files {
		if !f.Broken {
			continue
		}
		header := regexp.MustCompile(`^\s*` + string(kind) + `\s+"?` + regexp.QuoteMeta(name) + `"?\s*\{`)
		for n := 1; n <= f.Lines(); n++ {
			if header.MatchString(f.Line(n)) {
				return fmt.Errorf("%s is there already, it seems, in %s (line %d), which does not parse; mend that file first, or choose another name", address, f.Path, n)
			}
		}
	}
	return nil
}

// sentence is a finding without its full stop, in the marks of a terminal.
func sentence(f finding.Finding) string {
	return strings.NewReplacer("`", "").Replace(strings.TrimSuffix(f.Detail, ".") + "; " + strings.ToLower(f.Help[:1]) + strings.TrimSuffix(f.Help[1:], "."))
}

// Change is a file before and after.
type Change struct {
	Path    string // absolute
	Was, Is []byte // Was is nil for a new file
	Line    int    // of the block, counted from 1
}

// Place works out what the file will be. It refuses where the file does not parse, or would not after.
func (d *Draft) Place(m *lang.Map, root string) (*Change, error) {
	change := &Change{Path: filepath.Join(root, filepath.FromSlash(d.File))}
	f := m.File(d.File)
	if f == nil {
		if _, err := os.Lstat(change.Path); err == nil {
			return nil, fmt.Errorf("%s is in the way, and is no file of this map; give another with --file", d.File)
		}
		change.Is, change.Line = []byte(d.Block), 1
		return change, nil
	}
	if problem := lang.Unparsable(f.Path, f.Source); problem != nil {
		return nil, fmt.Errorf("%s does not parse, and is left alone (line %d: %s); mend it first, or give another file with --file", f.Path, problem.Range.Start.Line, strings.TrimSuffix(problem.Summary, "."))
	}
	at := len(f.Source)
	if d.Beside != nil {
		at = lineEnd(f.Source, d.Beside.Common().Body.End.Byte)
	}
	change.Was = f.Source
	change.Is = insert(f.Source, at, d.Block)
	laid, problem := lang.Format(f.Path, f.Source)
	if problem == nil && bytes.Equal(laid, f.Source) { // what was laid out stays so; of other files nothing is touched
		if after, problem := lang.Format(f.Path, change.Is); problem == nil {
			change.Is = after
		}
	}
	if problem := lang.Unparsable(f.Path, change.Is); problem != nil {
		return nil, fmt.Errorf("the block does not fit into %s: %s; give another file with --file", f.Path, problem.Summary)
	}
	header, _, _ := strings.Cut(strings.TrimSpace(d.Block), "\n")
	for n, line := range strings.Split(string(change.Is), "\n") {
		if strings.TrimRight(line, "\r") == header {
			change.Line = n + 1
		}
	}
	return change, nil
}

// Write carries the change out. Nothing that is there is damaged: a file is replaced as a whole, and only if it is still what was read.
func (c *Change) Write() error {
	if c.Was != nil {
		return destination.Replace(c.Path, c.Was, c.Is)
	}
	if err := os.MkdirAll(filepath.Dir(c.Path), 0o777); err != nil {
		return fmt.Errorf("cannot make the folder of %s: %w", c.Path, err)
	}
	return destination.New(c.Path, c.Is)
}

// lineEnd is where the line of an offset ends, its line end not included.
func lineEnd(text []byte, at int) int {
	if n := bytes.IndexByte(text[at:], '\n'); n >= 0 {
		at += n
		if at > 0 && text[at-1] == '\r' {
			at--
		}
		return at
	}
	return len(text)
}

// insert puts a block between two others, with a line of space on either side, in the line ends of the file.
func insert(text []byte, at int, block string) []byte {
	end := "\n"
	if n := bytes.IndexByte(text, '\n'); n > 0 && text[n-1] == '\r' {
		end = "\r\n"
	}
	before, after := bytes.TrimRight(text[:at], " \t\r\n"), bytes.TrimLeft(text[at:], " \t\r\n")
	var out []byte
	out = append(out, before...)
	if len(bytes.TrimPrefix(before, []byte("\ufeff"))) > 0 {
		out = append(out, end+end...)
	}
	out = append(out, strings.ReplaceAll(strings.TrimSpace(block), "\n", end)+end...)
	if len(after) > 0 {
		out = append(out, end...)
		out = append(out, after...)
	}
	return out
}

// block is a text being written, one line at a time; lang.Format lines it up.
type block struct{ strings.Builder }

func (b *block) line(format string, args ...any) { fmt.Fprintf(b, format+"\n", args...) }

// todo notes what is missing, as a comment in the place where it belongs.
func (b *block) todo(text string) { b.line("# TODO: %s", text) }

// done lays the block out.
func (b *block) done() (string, error) {
	text, problem := lang.Format("new"+lang.FileSuffix, []byte(b.String()))
	if problem != nil { // nothing that is written here should do that
		return "", fmt.Errorf("the new block cannot be laid out: %s", problem.Detail)
	}
	return string(text), nil
}

// lookup finds a block of one of some kinds by its address or name.
func lookup(g *graph.Graph, what, typed string, kinds ...lang.Kind) (lang.Declaration, error) {
	if d := g.Map.Lookup(typed); d != nil {
		if slices.Contains(kinds, d.Common().Kind) {
			return d, nil
		}
		return nil, fmt.Errorf("%s is no %s", typed, what)
	}
	var near []string
	for _, kind := range kinds {
		if d := g.Map.Lookup(string(kind) + "." + typed); d != nil {
			return d, nil
		}
	}
	for _, d := range g.Map.Declarations() {
		if c := d.Common(); slices.Contains(kinds, c.Kind) {
			if strings.Contains(typed, ".") {
				near = append(near, c.Address())
			} else {
				near = append(near, c.Name)
			}
		}
	}
	if len(near) == 0 {
		return nil, fmt.Errorf("no %s %q: the map has none", what, typed)
	}
	hint := ""
	if n := finding.Nearest(typed, near); n != "" {
		hint = fmt.Sprintf(" (did you mean %s?)", n)
	}
	return nil, fmt.Errorf("no %s %q%s; handoff graph list %s lists what there is", what, typed, hint, kinds[0])
}
