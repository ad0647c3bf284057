package lang

// Phase two. All files are decoded; now names get their meaning, in this order:
//
//	locals       plain values that other values are made of
//	index        every declaration under its address; a second one is a duplicate
//	imports      other workspaces, one level deep, indexed under their alias
//	references   every bare name to its target
//	dates        calendars, milestones (they need a time zone)
//	records      artifacts as types, fields from schema files included (records.go)
//	fields       provides, requires, per, lifecycle, the left sides of create and update (fields.go)
//	expressions  checked against the records in scope (expressions.go)
//	cycles       of calls, teams, deputies
//
// A name that is not found is reported once, however often it is written: the later places are related ones.

import (
	"fmt"
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"

	"handoff/lang/calendar"
	"handoff/lang/finding"
)

// maxRelated bounds the places that one finding tells of.
const maxRelated = 50

type resolver struct {
	*loader
	m        *Map
	settings *Settings
	uses     []*use
	aliases  map[string]*Import
	locals   *localScope
	names    map[Kind][]string // of the map's own blocks, in source order
	base     *Map              // of a glance: the whole map, of which m is read anew

	missing  map[string]int // what was not found -> its finding
	guessed  map[guess]string
	imported map[string]map[Kind][]string // by alias, dot included
	compared int                          // see maxCompared
}

func (r *resolver) run() {
	scope := collectLocals(r.decoders, r.m.Incomplete)
	for _, d := range r.decoders {
		for i := 0; i < len(d.later); i++ { // a late value may add another
			d.later[i](scope)
		}
	}
	scope.force()
	scope.tellElsewhere(r.decoders)
	r.locals = scope
	r.m.Locals = scope.values()
	if r.settings != nil {
		r.m.Settings = *r.settings
	}
	r.index()
	r.imports()
	r.settle()
}

// settle says what every name means, once it is known which names there are.
func (r *resolver) settle() {
	r.references()
	r.dates()
	r.records()
	r.fields()
	r.recordNames()
	r.consistency()
	r.expressions()
	r.cycles()
}

func (r *resolver) report(f finding.Finding) *finding.Finding {
	f.Severity = finding.Error
	r.findings = append(r.findings, f)
	return &r.findings[len(r.findings)-1]
}

// alwaysCalendar is `calendar.always`, which every map has.
func alwaysCalendar() *Calendar {
	c := &Calendar{Value: calendar.Always()}
	c.Kind, c.Name, c.address = KindCalendar, "always", "calendar.always"
	c.Title.Value = "Always"
	return c
}

// index files every declaration under its address.
func (r *resolver) index() {
	r.names = map[Kind][]string{}
	always := alwaysCalendar()
	r.m.byAddress[always.address] = always
	r.names[KindCalendar] = append(r.names[KindCalendar], always.Name)
	kept := r.m.declarations[:0:0]
	for _, d := range r.m.declarations {
		b := d.Common()
		if first := r.m.byAddress[b.address]; first != nil {
			r.duplicate(first.Common(), b)
			continue
		}
		r.m.byAddress[b.address] = d
		kept = append(kept, d)
		r.names[b.Kind] = append(r.names[b.Kind], b.Name)
	}
	r.m.declarations = kept
	for _, a := range r.m.Artifacts {
		for i, f := range a.Fields {
			for _, first := range a.Fields[:i] {
				if first.Name == f.Name {
					r.report(finding.Finding{Rule: "reference/duplicate", Summary: "Declared twice", Address: f.Address(), Range: f.NameRange,
						Detail: fmt.Sprintf("`%s` has two fields called `%s`.", a.Address(), f.Name), Help: "Remove or rename one of them.",
						Related: []finding.Related{{Message: "The first one is here.", Address: first.Address(), Range: first.NameRange}}})
					break
				}
			}
		}
	}
}

func (r *resolver) duplicate(first, second *Block) {
	f := finding.Finding{Rule: "reference/duplicate", Summary: "Declared twice", Address: second.address, Range: second.NameRange,
		Detail: fmt.Sprintf("`%s` is declared twice; names that refer to it mean the first one.", second.address), Help: "Remove one of them, or rename it."}
	if first.NameRange.IsZero() {
		f.Detail = fmt.Sprintf("`%s` is built in.", second.address)
	} else {
		f.Related = []finding.Related{{Message: "The first one is here.", Address: first.address, Range: first.NameRange}}
	}
	r.report(f)
}

// references gives every reference its target.
func (r *resolver) references() {
	r.missing, r.guessed, r.imported = map[string]int{}, map[guess]string{}, map[string]map[Kind][]string{}
	for _, u := range r.uses {
		r.resolve(u)
		r.m.Uses = append(r.m.Uses, &u.Use)
	}
}

// resolve looks one reference up.
func (r *resolver) resolve(u *use) {
	if u.Argument == "moved.from" { // moved: what is there no more
		u.State = Resolved
		return
	}
	if u.Written == "end" && slices.Contains(u.accepts, kindEnd) {
		u.State, u.End = Resolved, true
		return
	}
	u.State = Broken
	address := norm.NFC.String(u.Written)
	kind, _, _ := strings.Cut(address, ".")
	switch Kind(kind) {
	case KindInput, KindOutput, KindStep:
		if u.process == nil {
			r.notInProcess(u, strings.Split(address, "."))
			return
		}
		address = u.process.Address() + "." + address
	}
	if d := r.m.byAddress[address]; d != nil {
		if accepts(u.accepts, d.Common().Kind) {
			u.State, u.Target = Resolved, d
			return
		}
		r.wrongKind(u, address, d.Common().Kind)
		return
	}
	r.unknown(u, strings.Split(address, "."))
}

func accepts(kinds []Kind, k Kind) bool { return len(kinds) == 0 || slices.Contains(kinds, k) }
