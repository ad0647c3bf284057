// Package want lets test maps say what they expect: a comment `# want RULE "part of the text"` stands on the line that causes a
// finding. Test maps are then real maps that read as documentation of what is found and what is not.
package want

import (
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"handoff/lang/finding"
	"handoff/lang/lazyregexp"
)

// Expectation is one `want`.
type Expectation struct {
	File string
	Line int
	Rule string // "" for any
	Text string // part of summary, detail or help
}

var (
	comment = lazyregexp.New(`(?:#|//)\s*want\s+(.*)$`)
	item    = lazyregexp.New("(?:([a-z_]+/[a-z_-]+)\\s*)?(?:\"((?:[^\"\\\\]|\\\\.)*)\"|`([^`]*)`)")
)

// Read finds every expectation in the map files of a directory tree.
func Read(fsys fs.FS) ([]Expectation, error) {
	var out []Expectation
	err := fs.WalkDir(fsys, ".", func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(p, ".hcl") {
			return err
		}
		source, err := fs.ReadFile(fsys, p)
		if err != nil {
			return err
		}
		list, err := Parse(p, source)
		out = append(out, list...)
		return err
	})
	return out, err
}

// Parse finds every expectation in one file.
func Parse(path string, source []byte) ([]Expectation, error) {
	var out []Expectation
	for n, line := range strings.Split(string(source), "\n") {
		m := comment.FindStringSubmatch(strings.TrimRight(line, "\r"))
		if m == nil {
			continue
		}
		items := item.FindAllStringSubmatch(m[1], -1)
		if items == nil {
			return out, fmt.Errorf("%s:%d: a want without a quoted text", path, n+1)
		}
		for _, x := range items {
			out = append(out, Expectation{File: path, Line: n + 1, Rule: x[1], Text: strings.ReplaceAll(x[2], `\"`, `"`) + x[3]})
		}
	}
	return out, nil
}

// Compare holds findings to expectations, both ways, and says in words what differs; nothing when all is as wanted.
func Compare(wanted []Expectation, found []finding.Finding) []string {
	var out []string
	open := slices.Clone(found)
	for _, w := range wanted {
		i := slices.IndexFunc(open, func(f finding.Finding) bool {
			return f.Range.File == w.File && f.Range.Start.Line == w.Line && (w.Rule == "" || w.Rule == f.Rule) &&
				strings.Contains(f.Summary+". "+f.Detail+" "+f.Help, w.Text)
		})
		if i < 0 {
			out = append(out, fmt.Sprintf("%s:%d: wanted %s %q, and it was not found", w.File, w.Line, w.Rule, w.Text))
			continue
		}
		open = slices.Delete(open, i, i+1)
	}
	for _, f := range open {
		out = append(out, fmt.Sprintf("%s:%d: found and not wanted: %s: %s. %s %s", f.Range.File, f.Range.Start.Line, f.Rule, f.Summary, f.Detail, f.Help))
	}
	return out
}
