// Package records holds real records to what a map says of them: that each has the shape of its artifact, or of what crosses an
// interface, and, over a whole set, what a record alone cannot show: two with one key, a reference to a record that is not there, a record
// that nobody has verified for longer than the map allows.
//
// Records are read one at a time and forgotten. What stays is a few bytes for each key, and for each reference whose record has not come
// yet; so a file may be larger than memory. (YAML is the exception: a document of it is read as a whole.) Violations are told as they are
// found, in the order of the files, and references that lead nowhere at the end, when all keys are known.
//
// The one file of the package that knows the date gets it from the caller.
package records

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"handoff/graph"
	"handoff/lang"
	"handoff/lang/finding"
	"handoff/lang/types"
)

// Check is one run over any number of files.
type Check struct {
	graph    *graph.Graph
	today    time.Time // midnight, UTC
	verified string    // the field that says when a record was last verified; "" for the one its name gives away
	tell     func(Finding)

	subjects map[string]*Subject
	keys     map[*types.Record]*keys
	waiting  []waiting
	crowd    int                    // how many may wait before those whose record has come are forgotten
	whole    map[*types.Record]bool // all of whose records are given
	blind    map[*types.Record]bool // whose keys are not all known, as a file of them could not be read to its end
	unknown  map[string]finding.Range
	files    []string
	summary  Summary
}

// Options are what a run needs beside the map.
type Options struct {
	// Today is the day by which records are stale or not.
	Today time.Time
	// Verified names the field that says when a record was last verified.
	Verified string
	// Tell is called with each finding as it is made.
	Tell func(Finding)
}

// Summary is what a run came to.
type Summary struct {
	Records int
	Files   int
	Dated   bool // the date had a part in it
	Errors  int
}

// New begins a run.
func New(g *graph.Graph, o Options) *Check {
	y, m, d := o.Today.Date()
	return &Check{
		graph: g, today: time.Date(y, m, d, 0, 0, 0, 0, time.UTC), verified: o.Verified, tell: o.Tell,
		subjects: map[string]*Subject{}, keys: map[*types.Record]*keys{}, whole: map[*types.Record]bool{}, blind: map[*types.Record]bool{}, unknown: map[string]finding.Range{},
	}
}

// Subject is what records are held to.
type Subject struct {
	Address   string
	Artifact  *lang.Artifact // nil for an interface
	typ       *types.Type
	fields    []types.Field
	validator *types.Validator
	keys      *keys // of an artifact that has a key
	clocks    []clock
}

// Subject finds an artifact or interface by its address. All subjects of a run must be found before the first file is read.
func (c *Check) Subject(address string) (*Subject, error) {
	if s := c.subjects[address]; s != nil {
		return s, nil
	}
	s := &Subject{Address: address}
	switch d := c.graph.Map.Lookup(address).(type) {
	case *lang.Artifact:
		s.Artifact, s.typ = d, types.Of(d.Record)
	case *lang.Interface:
		if i := c.graph.Interface(d); i != nil {
			s.typ = i.Crossing()
		}
		if s.typ == nil {
			return nil, fmt.Errorf("the map does not say which record %s passes", address)
		}
	case nil:
		return nil, fmt.Errorf("there is no %s%s", address, c.near(address))
	default:
		return nil, fmt.Errorf("%s is no artifact or interface: only those have records", address)
	}
	validator, err := types.NewValidator(s.typ)
	if err != nil {
		return nil, fmt.Errorf("records cannot be held to %s: %w", address, err)
	}
	s.validator = validator
	s.fields, _, _ = s.typ.Shape()
	if s.Artifact != nil {
		s.keys = newKeys(s.Artifact.Record)
		if s.keys != nil {
			c.keys[s.Artifact.Record] = s.keys
		}
		if s.clocks, err = c.clocksOf(s); err != nil {
			return nil, err
		}
	}
	c.subjects[address] = s
	return s, nil
}

// near offers the address that may have been meant: one that ends in what was typed, else the nearest, else one of that name, or nearly that
// name, under the other kind.
func (c *Check) near(typed string) string {
	var all []string
	for _, a := range c.graph.Artifacts {
		all = append(all, a.Address())
	}
	for _, i := range c.graph.Interfaces {
		all = append(all, i.Address())
	}
	slices.Sort(all)
	name := func(address string) string { return address[strings.LastIndexByte(address, '.')+1:] }
	nearest := finding.Nearest(typed, all)
	for _, fits := range []func(string) bool{
		func(address string) bool { return strings.HasSuffix(address, "."+typed) },
		func(address string) bool { return address == nearest },
		func(address string) bool { return name(address) == name(typed) },
		func(address string) bool { return finding.Nearest(name(typed), []string{name(address)}) != "" },
	} {
		if i := slices.IndexFunc(all, fits); i >= 0 {
			return fmt.Sprintf(" (did you mean %s?)", all[i])
		}
	}
	return ""
}

// Read holds every record of a file to a subject. The error is for a file that could not be read to its end; what was found before it has
// been told.
func (c *Check) Read(s *Subject, file string, format Format, r io.Reader) error {
	c.files = append(c.files, file)
	c.summary.Files++
	err := read(r, file, format, func(rec *record) {
		c.summary.Records++
		c.record(s, file, rec)
	})
	if err != nil && s.Artifact != nil {
		c.blind[s.Artifact.Record] = true
	}
	return err
}

// record holds one record to everything.
func (c *Check) record(s *Subject, file string, r *record) {
	at := spot{file: len(c.files) - 1, record: r.number, line: r.at.Line}
	if r.broken != nil {
		c.report(Finding{
			Finding: finding.Finding{Rule: RuleMalformed, Severity: finding.Error, Summary: "Record that cannot be read", Detail: asSentence(r.broken), Range: in(file, finding.Range{Start: r.at, End: r.at})},
			Record:  r.number,
		}, s)
		if s.Artifact != nil {
			c.blind[s.Artifact.Record] = true
		}
		return
	}
	id := s.keys.text(r.value)
	wrong := map[string]bool{}
	for _, v := range s.validator.Validate(r.value) {
		wrong[v.Path] = true
		steps := stepsOf(v.Path)
		f := Finding{
			Finding: finding.Finding{Rule: RuleType, Severity: finding.Error, Summary: "Record does not have the shape of its artifact",
				Detail: sentence(v.Path, v.Message), Range: in(file, r.locate(v.Path))},
			Record: r.number, ID: id, Path: v.Path,
		}
		if near := s.misspelt(r.value, steps); near != "" {
			f.Help = fmt.Sprintf("There is %s, which the map does not know: did you mean %s?", under("", near), v.Path)
		}
		if s.Artifact == nil {
			f.Summary = "Record does not have the shape of what is passed"
		}
		if len(steps) > 0 {
			for _, field := range s.fields {
				if field.Outside() == steps[0] && !field.Range.IsZero() {
					f.Related = []finding.Related{{Message: "The field is declared here.", Range: field.Range}}
				}
			}
		}
		c.report(f, s)
	}
	c.key(s, file, r, id, at)
	c.references(s, r, id, at, wrong)
	c.age(s, file, r, id, wrong)
}

// misspelt is the member of a record that is not declared and nearly called like the field at a path, which is missing.
func (s *Subject) misspelt(value any, steps []string) string {
	members, ok := value.(map[string]any)
	if !ok || len(steps) != 1 {
		return ""
	}
	if _, there := members[steps[0]]; there {
		return ""
	}
	var strange []string
	for name := range members {
		if !slices.ContainsFunc(s.fields, func(f types.Field) bool { return f.Outside() == name }) {
			strange = append(strange, name)
		}
	}
	slices.Sort(strange)
	return finding.Nearest(steps[0], strange)
}

// Close tells what only shows when all files have been read.
func (c *Check) Close() Summary {
	c.dangling()
	c.unchecked()
	return c.summary
}

// Whole says that the files of the subject hold all records there are of its artifact, so that references to others lead nowhere. It must be
// said before the first file is read.
func (c *Check) Whole(s *Subject) {
	if s.Artifact != nil {
		c.whole[s.Artifact.Record] = true
	}
}

// Lost says that a file of the subject's records could not be opened, so that not all of its keys are known.
func (c *Check) Lost(s *Subject) {
	if s.Artifact != nil {
		c.blind[s.Artifact.Record] = true
	}
}

// asSentence makes a sentence of an error.
func asSentence(err error) string {
	text := err.Error()
	return strings.ToUpper(text[:1]) + text[1:] + "."
}
