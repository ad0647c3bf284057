package lang

import (
	"github.com/zclconf/go-cty/cty"

	"handoff/lang/finding"
	"handoff/lang/types"
)

// Map is everything a workspace says, by kind, in source order (files by path, blocks as they stand). It is built once by Load
// and not changed after.
type Map struct {
	Settings Settings

	Teams              []*Team
	Roles              []*Role
	Artifacts          []*Artifact
	Systems            []*System
	Processes          []*Process
	Interfaces         []*Interface
	Events             []*Event
	Services           []*Service
	Calendars          []*Calendar // without the built-in one
	Milestones         []*Milestone
	SLAPolicies        []*SLAPolicy
	EscalationPolicies []*EscalationPolicy
	KPIs               []*KPI
	Cadences           []*Cadence
	Improvements       []*Improvement
	Rules              []*Rule
	Imports            []*Import
	Moves              []*Moved

	// Files are all that were looked at, handoff.hcl included, sorted by path.
	Files []*File
	// Attachments are the schema and sample files that artifacts name.
	Attachments []*File
	// Findings are the compile errors, sorted; every one is an error.
	Findings []finding.Finding
	// Incomplete says that a file or import could not be read, so that what seems absent may only be unseen: rules about
	// absence stay silent.
	Incomplete bool
	// Unread says of a glance that more files name what its file declares than were read.
	Unread bool
	// FieldUses are the fields that expressions read or set.
	FieldUses []types.Use
	// Locals is the object of all locals that could be read.
	Locals cty.Value
	// Uses are all references that were written, in source order.
	Uses []*Use

	locals       []*locals
	declarations []Declaration
	byAddress    map[string]Declaration
	unreadable   bool // a file or folder of the map could not be opened
}

// Use is a reference together with where it stands.
type Use struct {
	*Reference
	In       Declaration // the named block it stands in; nil in `moved`
	Argument string      // "owner", "escalation.after"
}

// Lookup returns the declaration of that address, or nil. Parts of imports are found under their alias.
func (m *Map) Lookup(address string) Declaration {
	if m == nil {
		return nil
	}
	return m.byAddress[address]
}

// Declarations returns everything of the map's own that has an address, in source order; imported parts are not among them.
func (m *Map) Declarations() []Declaration { return m.declarations }

// LocalNames are the names of all local values, where they are declared.
func (m *Map) LocalNames() []Text {
	var out []Text
	for _, block := range m.locals {
		for _, e := range block.entries {
			out = append(out, Text{e.name, e.at})
		}
	}
	return out
}

// Attachment returns the schema or sample file of that path, or nil.
func (m *Map) Attachment(path string) *File {
	for _, f := range m.Attachments {
		if f.Path == path {
			return f
		}
	}
	return nil
}

// LocalAt is where the local value of that name is declared; the zero Range where there is none.
func (m *Map) LocalAt(name string) Range {
	for _, block := range m.locals {
		for _, e := range block.entries {
			if e.name == name {
				return e.at
			}
		}
	}
	return Range{}
}
