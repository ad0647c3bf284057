package lang

// Imports bring in other workspaces, one level deep: what they import themselves is not seen, only followed far enough to notice a
// circle. Their blocks are indexed under the alias; their own problems are theirs to mend and are told here in one finding.

import (
	"fmt"
	"path"
	"strings"

	"handoff/lang/finding"
)

func (r *resolver) imports() {
	for _, i := range r.m.Imports {
		if r.aliases[i.Name] != nil || i.Source.Value == "" {
			continue
		}
		r.aliases[i.Name] = i
		r.load(i)
		if i.Map == nil {
			// What an imported map imports cannot be named from here, so that nothing is unseen for want of it.
			r.m.Incomplete = r.m.Incomplete || r.options.prefix == ""
			continue
		}
		for _, d := range i.Map.declarations {
			b := d.Common()
			b.Alias, b.address = i.Name, i.Name+"."+b.address
			r.m.byAddress[b.address] = d
			if a, ok := d.(*Artifact); ok && a.Record != nil {
				a.Record.Address = b.address
			}
		}
	}
}

// load reads what an import names into i.Map, or reports why it cannot.
func (r *resolver) load(i *Import) {
	fail := func(rule, summary, detail, help string) {
		r.report(finding.Finding{Rule: rule, Summary: summary, Detail: detail, Help: help, Address: i.Address(), Range: i.Source.Range, Key: "source"})
	}
	if r.options.Import == nil {
		fail("reference/import", "Imports are not possible here", fmt.Sprintf("%q cannot be read: this map was not loaded from a directory.", i.Source.Value), "")
		return
	}
	fsys, id, err := r.options.Import(r.options.ID, i.Source.Value)
	if err != nil {
		fail("reference/import", "Import cannot be read", fmt.Sprintf("%s: %v.", i.Source.Value, strings.TrimSuffix(err.Error(), ".")), "Names that begin with its alias are not checked until it can be.")
		return
	}
	if id != "" && id == r.options.ID {
		fail("reference/cycle", "A map imports itself", fmt.Sprintf("%q is this workspace.", i.Source.Value), "Remove the import: everything below the root is one map already.")
		return
	}
	m := Load(fsys, Options{ID: id, Parsed: r.options.Parsed, prefix: path.Join(r.options.prefix, i.Source.Value)})
	if circle := r.follow(id, m, map[string]bool{r.options.ID: true, id: true}); circle != "" {
		fail("reference/cycle", "Maps import each other in a circle", fmt.Sprintf("%q imports %s, which is this workspace again.", i.Source.Value, circle), "Move what both need into a third workspace, or describe the other side as an external process.")
	}
	if len(m.Files) == 0 {
		fail("reference/import", "Import holds no map", fmt.Sprintf("There is no file called *%s below %s.", FileSuffix, i.Source.Value), "Correct the path: it is relative to the root of this workspace.")
		return
	}
	errors := 0
	for _, f := range m.Findings {
		if f.Rule != "reference/import" { // its own imports are not followed
			errors++
		}
	}
	if errors > 0 {
		f := m.Findings[0]
		fail("reference/import", "Imported map has errors", fmt.Sprintf("%s has %d error(s) of its own; the first: %s:%d: %s.", i.Source.Value, errors, f.Range.File, f.Range.Start.Line, f.Summary), "Run handoff check there.")
		r.m.Incomplete = r.m.Incomplete || m.Incomplete
	}
	i.Map = m
}

// follow looks for a way from an imported map back to this one, and returns the source that closes the circle.
func (r *resolver) follow(id string, m *Map, seen map[string]bool) string {
	for _, i := range m.Imports {
		fsys, next, err := r.options.Import(id, i.Source.Value)
		if err != nil {
			continue
		}
		if next == r.options.ID {
			return fmt.Sprintf("%q", i.Source.Value)
		}
		if seen[next] {
			continue
		}
		seen[next] = true
		if circle := r.follow(next, Load(fsys, Options{ID: next}), seen); circle != "" {
			return circle
		}
	}
	return ""
}
