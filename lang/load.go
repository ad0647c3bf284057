// Package lang reads what the author wrote and says what each name means. It is the only package that knows HCL.
//
// Two phases. First every file is parsed and decoded by itself, in parallel (parse.go, decode.go): names are noted, not looked up.
// Then the parts are joined, indexed and resolved (resolve.go), so that the order of blocks and files never matters: locals
// get their values, references their targets, types their records, field names their fields, and expressions are checked
// against all of them.
//
// A slip of the pen is one finding. What is broken counts as present, so no rule reports it a second time; and what a file that cannot
// be read may have declared is not reported as unknown.
package lang

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"runtime"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"handoff/lang/finding"
)

// FileSuffix ends the name of every map file; SettingsFile is the name of the one that configures the tool.
const (
	FileSuffix   = ".handoff.hcl"
	SettingsFile = "handoff.hcl"
)

// Options steer a load.
type Options struct {
	// Import opens the directory that an import block names, seen from the workspace whose id is from; nil refuses all
	// imports. The id is the same for the same directory however it is written.
	Import func(from, source string) (fsys fs.FS, id string, err error)
	// ID is the id of the workspace itself, to notice a cycle of imports.
	ID string
	// Parsed, if any, remembers files from the load before, so that only what has changed is parsed.
	Parsed *Parsed

	// prefix stands before the path of every file: where an import comes from.
	prefix string
}

// Load reads the workspace that fsys holds. It never returns nil and never panics on any input. Problems are in Map.Findings, all
// of them errors; without any, every reference in the map has its target.
func Load(fsys fs.FS, options Options) *Map {
	l := &loader{fsys: fsys, options: options, m: &Map{byAddress: map[string]Declaration{}}}
	if options.prefix == "" {
		options.Parsed.begin()
	}
	l.walk()
	l.read()
	r := l.join()
	r.run()
	l.finish()
	return l.m
}

// loader holds what the first phase finds.
type loader struct {
	fsys     fs.FS
	options  Options
	m        *Map
	paths    []string // of map files, sorted
	decoders []*decoder
	findings []finding.Finding
	// opaque says that a file could not even be salvaged: any unknown name may be declared there.
	opaque   bool
	salvaged map[string]bool
}

// walk finds the files of the workspace: everything below the root but hidden directories and other workspaces.
func (l *loader) walk() {
	err := fs.WalkDir(l.fsys, ".", func(p string, entry fs.DirEntry, err error) error {
		if err != nil {
			l.unreadable(p, err)
			if entry != nil && entry.IsDir() {
				return fs.SkipDir
			}
			return nil
		}
		name := entry.Name()
		if entry.IsDir() {
			if p == "." {
				return nil
			}
			if strings.HasPrefix(name, ".") {
				return fs.SkipDir
			}
			if info, err := fs.Stat(l.fsys, p+"/"+SettingsFile); err == nil && !info.IsDir() {
				return fs.SkipDir
			}
			return nil
		}
		if p == SettingsFile || strings.HasSuffix(name, FileSuffix) && !strings.HasPrefix(name, ".") {
			l.paths = append(l.paths, p)
		}
		return nil
	})
	if err != nil {
		l.unreadable(".", err)
	}
	slices.Sort(l.paths)
}

// unreadable reports a file or directory that cannot be read.
func (l *loader) unreadable(p string, err error) {
	l.opaque = true
	l.m.Incomplete, l.m.unreadable = true, true
	var pathError *fs.PathError
	switch {
	case !utf8.ValidString(p):
		err = errors.New("its name is not UTF-8; rename it")
	case errors.Is(err, fs.ErrNotExist):
		err = errors.New("it is a link that leads nowhere, or was removed a moment ago")
	case errors.As(err, &pathError):
		err = pathError.Err
	}
	l.findings = append(l.findings, finding.Finding{
		Rule: "syntax/unreadable", Severity: finding.Error, Summary: "File cannot be read", Detail: fmt.Sprintf("%s: %v.", l.display(p), err),
		Help: "Until it can be read, names it may declare are not reported as unknown.", Range: Range{File: l.display(p), Start: finding.Pos{Line: 1, Column: 1}, End: finding.Pos{Line: 1, Column: 1}}, Key: p,
	})
}

// display is a file's path as findings show it.
func (l *loader) display(p string) string { return path.Join(l.options.prefix, p) }

// read parses and decodes every file, as many at a time as there are processors.
func (l *loader) read() {
	results := make([]*decoder, len(l.paths))
	failures := make([]error, len(l.paths))
	salvaged := make([][]string, len(l.paths))
	var wait sync.WaitGroup
	next := make(chan int)
	for range min(runtime.GOMAXPROCS(0), max(1, len(l.paths))) {
		wait.Go(func() {
			for i := range next {
				source, err := readFile(l.fsys, l.paths[i])
				if err != nil {
					failures[i] = err
					continue
				}
				results[i], salvaged[i] = l.decode(l.paths[i], source)
			}
		})
	}
	for i := range l.paths {
		next <- i
	}
	close(next)
	wait.Wait()

	l.salvaged = map[string]bool{}
	for i, d := range results {
		if d == nil {
			l.unreadable(l.paths[i], failures[i])
			continue
		}
		l.m.Files = append(l.m.Files, d.file)
		l.decoders = append(l.decoders, d)
		if d.file.Broken && l.paths[i] != SettingsFile {
			l.m.Incomplete = true
			for _, address := range salvaged[i] {
				l.salvaged[address] = true
			}
			if len(salvaged[i]) == 0 {
				l.opaque = true
			}
		}
	}
}

// errTooLarge is a file beyond MaxFileBytes.
var errTooLarge = fmt.Errorf("it is larger than %d MB; a map is written by hand, so this is probably something else", MaxFileBytes>>20)

func readFile(fsys fs.FS, p string) ([]byte, error) {
	f, err := fsys.Open(p)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return nil, err
	}
	if info.IsDir() {
		return nil, errors.New("it is a directory")
	}
	if info.Mode()&fs.ModeType != 0 {
		return nil, errors.New("it is no regular file")
	}
	if info.Size() > MaxFileBytes {
		return nil, errTooLarge
	}
	source := make([]byte, 0, info.Size()+1) // one more, to see the end
	for {
		n, err := f.Read(source[len(source):cap(source)])
		source = source[:len(source)+n]
		switch {
		case len(source) > MaxFileBytes: // it grows while it is read
			return nil, errTooLarge
		case err == io.EOF:
			return source, nil
		case err != nil:
			return nil, err
		case len(source) == cap(source):
			source = append(source, 0)[:len(source)]
		}
	}
}

// decode is the first phase for one file.
func (l *loader) decode(p string, source []byte) (*decoder, []string) {
	parsed := l.options.Parsed.parse(l.display(p), source)
	d := &decoder{file: new(File), part: &Map{}}
	*d.file = parsed.file
	body, comments := parsed.body, parsed.comments
	d.findings = append(d.findings, parsed.problems...)
	if body == nil {
		return d, salvage(d.file)
	}
	if p == SettingsFile {
		d.topBody(body, settingsLevel, &d.part.Settings)
		return d, nil
	}
	d.topBody(body, topLevel, d.part)
	d.file.Ignores = d.ignores(body, comments)
	return d, nil
}

// join puts the parts together in the order of their paths and hands them to the second phase.
func (l *loader) join() *resolver {
	r := &resolver{loader: l, m: l.m, aliases: map[string]*Import{}}
	var last []*use
	for _, d := range l.decoders {
		l.m.append(d.part)
		if d.file.Path == l.display(SettingsFile) {
			// A name that is nowhere is reported where the map uses it, if it does, and only then where the settings do.
			r.settings, last = &d.part.Settings, d.uses
			continue
		}
		r.uses = append(r.uses, d.uses...)
	}
	r.uses = append(r.uses, last...)
	return r
}

// finish gathers what was found and puts it in order.
func (l *loader) finish() {
	for _, d := range l.decoders {
		l.findings = append(l.findings, d.findings...)
	}
	finding.Sort(l.findings)
	for i := range l.findings {
		l.findings[i].Seal()
	}
	l.m.Findings = l.findings
}
