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
	"handoff/lang/types"
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

	missing map[string]int // what was not found -> its finding
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
	r.missing = map[string]int{}
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
	parts := strings.Split(norm.NFC.String(u.Written), ".")
	address := strings.Join(parts, ".")
	switch Kind(parts[0]) {
	case KindInput, KindOutput, KindStep:
		if u.process == nil {
			r.notInProcess(u, parts)
			return
		}
		address = u.process.Address() + "." + address
		parts = strings.Split(address, ".")
	}
	if d := r.m.byAddress[address]; d != nil {
		if accepts(u.accepts, d.Common().Kind) {
			u.State, u.Target = Resolved, d
			return
		}
		r.wrongKind(u, address, d.Common().Kind)
		return
	}
	r.unknown(u, parts)
}

func accepts(kinds []Kind, k Kind) bool { return len(kinds) == 0 || slices.Contains(kinds, k) }

// unknown reports the first part of an address that is not there.
func (r *resolver) unknown(u *use, parts []string) {
	alias := ""
	rest := parts
	if imported := r.aliases[parts[0]]; imported != nil {
		if imported.Map == nil {
			return // the import itself has been reported
		}
		alias, rest = parts[0]+".", parts[1:]
	}
	if r.salvaged["import."+parts[0]] {
		return
	}
	if len(rest) < 2 {
		r.notAnAddress(u, parts)
		return
	}
	if parts[0] == "local" || parts[0] == "each" {
		r.computed(u)
		return
	}
	missing := alias + rest[0] + "." + rest[1]
	within := ""
	strange := alias == "" && len(rest) > 2 && topLevelBlock(rest[0]) == nil && topLevelBlock(rest[1]) != nil
	if strange {
		missing = rest[0]
	}
	if len(rest) > 2 && r.m.byAddress[missing] != nil {
		within = missing
		missing = strings.Join(parts, ".")
	}
	if r.mayBeUnseen(alias, missing, within) {
		return
	}
	help, meant := r.suggest(u, alias, rest, within)
	var fixes []finding.Fix
	if f := r.m.File(u.Range.File); meant != "" && f != nil && f.Text(u.Range) == strings.Join(parts, ".") {
		fixes = replaceFix(meant, u.Range)
	}
	detail := fmt.Sprintf("There is no `%s`.", missing)
	if strange {
		detail = fmt.Sprintf("There is no import `%s`.", missing)
	}
	if within != "" {
		detail = fmt.Sprintf("`%s` has no part `%s`.", within, strings.Join(rest[2:], "."))
		if len(rest) == 4 {
			detail = fmt.Sprintf("`%s` has no %s `%s`.", within, rest[2], rest[3])
		}
	}
	if i, ok := r.missing[missing]; ok {
		f := &r.findings[i]
		if len(f.Fixes) > 0 && len(fixes) > 0 && f.Fixes[0].Title == fixes[0].Title { // one slip, mended everywhere
			f.Fixes[0].Edits = append(f.Fixes[0].Edits, fixes[0].Edits...)
		}
		if len(f.Related) < maxRelated {
			f.Related = append(f.Related, finding.Related{Message: "It is named here too.", Address: addressOf(u.In), Range: u.Range})
		}
		return
	}
	r.missing[missing] = len(r.findings)
	r.report(finding.Finding{Rule: "reference/unknown", Summary: "Unknown name", Detail: detail, Help: help, Address: addressOf(u.In), Range: u.Range, Key: missing, Fixes: fixes})
}

// mayBeUnseen reports whether the name may be declared where nobody could look.
func (r *resolver) mayBeUnseen(alias, missing, within string) bool {
	if alias != "" {
		return r.aliases[strings.TrimSuffix(alias, ".")].Map.Incomplete
	}
	return r.opaque || r.salvaged[missing] || within == "" && r.salvaged[missing]
}

func addressOf(d Declaration) string {
	if d == nil {
		return ""
	}
	return d.Common().Address()
}

// suggest offers the nearest of the right kind, then what other kind has that very name. Where it is a guess at what was meant, it returns that
// as well.
func (r *resolver) suggest(u *use, alias string, rest []string, within string) (help, meant string) {
	if within != "" {
		return r.suggestPart(u, rest, within)
	}
	kind, name := Kind(rest[0]), rest[1]
	names := r.names
	if alias != "" {
		names = namesOf(r.aliases[strings.TrimSuffix(alias, ".")].Map)
	}
	if near := types.Nearest(name, names[kind]); near != "" && accepts(u.accepts, kind) {
		return didYouMean(strings.Join(append([]string{alias + rest[0], near}, rest[2:]...), "."))
	}
	if topLevelBlock(rest[0]) == nil {
		kinds := make([]string, 0, len(topLevel))
		for _, b := range topLevel {
			kinds = append(kinds, b.Type.Name)
		}
		if alias == "" {
			kinds = append(kinds, r.aliasNames()...)
		}
		if near := types.Nearest(rest[0], kinds); near != "" {
			return didYouMean(alias + strings.Join(append([]string{near}, rest[1:]...), "."))
		}
	}
	for _, k := range u.accepts {
		if slices.Contains(names[k], name) {
			return didYouMean(alias + string(k) + "." + name)
		}
	}
	for _, b := range topLevel {
		if k := Kind(b.Type.Name); slices.Contains(names[k], name) {
			return fmt.Sprintf("`%s%s.%s` exists; `%s` wants %s.", alias, k, name, lastWord(u.Argument), kindsInWords(u.accepts)), ""
		}
	}
	for _, k := range u.accepts {
		if near := types.Nearest(name, names[k]); near != "" {
			return didYouMean(alias + string(k) + "." + near)
		}
	}
	return "Declare it, or correct the name.", ""
}

func (r *resolver) aliasNames() []string {
	var out []string
	for _, i := range r.m.Imports {
		out = append(out, i.Name)
	}
	return out
}

func namesOf(m *Map) map[Kind][]string {
	out := map[Kind][]string{}
	for _, d := range m.declarations {
		out[d.Common().Kind] = append(out[d.Common().Kind], d.Common().Name)
	}
	return out
}

// didYouMean is a guess, in words and as it would be written.
func didYouMean(name string) (help, meant string) {
	return fmt.Sprintf("Did you mean `%s`?", name), name
}

// suggestPart offers a part of the process that the reference got right.
func (r *resolver) suggestPart(u *use, rest []string, within string) (help, meant string) {
	p, ok := r.m.byAddress[within].(*Process)
	if !ok {
		d := r.m.byAddress[within]
		if accepts(u.accepts, d.Common().Kind) {
			return didYouMean(within)
		}
		return fmt.Sprintf("Only a process has parts that can be named; `%s` wants %s.", lastWord(u.Argument), kindsInWords(u.accepts)), ""
	}
	prefix := within + "."
	if u.process == p {
		prefix = ""
	}
	parts := partsOf(p)
	if len(rest) == 4 {
		if near := types.Nearest(rest[3], parts[Kind(rest[2])]); near != "" && accepts(u.accepts, Kind(rest[2])) {
			return didYouMean(prefix + rest[2] + "." + near)
		}
	}
	name := rest[len(rest)-1]
	for _, k := range []Kind{KindOutput, KindInput, KindStep} {
		if accepts(u.accepts, k) && slices.Contains(parts[k], name) {
			return didYouMean(prefix + string(k) + "." + name)
		}
	}
	for _, k := range []Kind{KindOutput, KindInput, KindStep} {
		if slices.Contains(parts[k], name) {
			return fmt.Sprintf("`%s%s.%s` exists; `%s` wants %s.", prefix, k, name, lastWord(u.Argument), kindsInWords(u.accepts)), ""
		}
	}
	for _, k := range u.accepts {
		if list := parts[k]; len(list) > 0 {
			return fmt.Sprintf("It has these: %s.", strings.Join(qualified(prefix+string(k), list), ", ")), ""
		}
	}
	return "Declare it, or correct the name.", ""
}

func qualified(prefix string, names []string) []string {
	out := make([]string, 0, len(names))
	for _, n := range names {
		if len(out) == 8 {
			return append(out, "…")
		}
		out = append(out, "`"+prefix+"."+n+"`")
	}
	return out
}

func partsOf(p *Process) map[Kind][]string {
	out := map[Kind][]string{}
	for _, x := range p.Inputs {
		out[KindInput] = append(out[KindInput], x.Name)
	}
	for _, x := range p.Outputs {
		out[KindOutput] = append(out[KindOutput], x.Name)
	}
	for _, x := range p.Steps {
		out[KindStep] = append(out[KindStep], x.Name)
	}
	return out
}

func lastWord(argument string) string {
	return argument[strings.LastIndexByte(argument, '.')+1:]
}

// wrongKind reports a name that exists and means something else than is wanted.
func (r *resolver) wrongKind(u *use, address string, is Kind) {
	help := ""
	name := address[strings.LastIndexByte(address, '.')+1:]
	for _, k := range u.accepts {
		if slices.Contains(r.names[k], name) && !slices.Contains([]Kind{KindInput, KindOutput, KindStep}, k) {
			help = fmt.Sprintf("Did you mean `%s.%s`?", k, name)
			break
		}
	}
	if p, ok := r.m.byAddress[address].(*Process); ok && help == "" {
		parts := partsOf(p)
		for _, k := range u.accepts {
			if len(parts[k]) > 0 && help == "" {
				help = fmt.Sprintf("It has these: %s.", strings.Join(qualified(address+"."+string(k), parts[k]), ", "))
			}
		}
	}
	if help == "" {
		help = fmt.Sprintf("Name %s.", kindsInWords(u.accepts))
	}
	article := "a"
	if strings.ContainsRune("aeiou", rune(is[0])) {
		article = "an"
	}
	r.report(finding.Finding{Rule: "reference/wrong-kind", Summary: "Reference is of the wrong kind", Address: addressOf(u.In), Range: u.Range, Key: u.Argument + " " + address,
		Detail: fmt.Sprintf("`%s` is %s %s; `%s` wants %s.", u.Written, article, is, lastWord(u.Argument), kindsInWords(u.accepts)), Help: help})
}

// notAnAddress reports a bare word where an address is wanted.
func (r *resolver) notAnAddress(u *use, parts []string) {
	if r.opaque {
		return
	}
	word := parts[len(parts)-1]
	help := ""
	for _, k := range u.accepts {
		if u.process != nil && slices.Contains(partsOf(u.process)[k], word) || slices.Contains(r.names[k], word) && topLevelBlock(string(k)) != nil {
			help = fmt.Sprintf("Did you mean `%s.%s`?", k, word)
			break
		}
	}
	if help == "" {
		help = fmt.Sprintf("Write the kind and the name: `%s`.", exampleAddress(u.accepts))
	}
	r.report(finding.Finding{Rule: "reference/unknown", Summary: "Unknown name", Address: addressOf(u.In), Range: u.Range, Key: u.Argument + " " + u.Written,
		Detail: fmt.Sprintf("`%s` is not the address of %s.", u.Written, kindsInWords(u.accepts)), Help: help})
}

// computed reports a value where an address is wanted.
func (r *resolver) computed(u *use) {
	r.report(finding.Finding{Rule: "reference/not-a-reference", Summary: "Not a reference", Address: addressOf(u.In), Range: u.Range, Key: u.Argument + " " + u.Written,
		Detail: fmt.Sprintf("`%s` is a value; `%s` wants the address of %s, which is never computed.", u.Written, lastWord(u.Argument), kindsInWords(u.accepts)),
		Help:   fmt.Sprintf("Write the address itself, such as `%s`.", exampleAddress(u.accepts))})
}

// notInProcess reports `step.x` outside any process.
func (r *resolver) notInProcess(u *use, parts []string) {
	r.report(finding.Finding{Rule: "reference/unknown", Summary: "Unknown name", Address: addressOf(u.In), Range: u.Range, Key: u.Argument + " " + u.Written,
		Detail: fmt.Sprintf("`%s` names a part of the process it stands in, and it stands in none.", u.Written),
		Help:   fmt.Sprintf("Write the whole address: `process.NAME.%s`.", strings.Join(parts, "."))})
}

// dates builds the calendars and the instants of milestones.
func (r *resolver) dates() {
	for _, c := range r.m.Calendars {
		r.calendar(c)
	}
	for _, ms := range r.m.Milestones {
		if ms.At.Text == "" {
			continue
		}
		zone := ms.Timezone.Value
		if !ms.Timezone.Given() || r.unread(ms.Timezone) {
			zone = "UTC"
		}
		instant := ms.At.Text
		if !strings.ContainsAny(instant, "T ") {
			instant += "T00:00" // a day begins at midnight
		}
		if _, err := calendar.ParseDate(ms.At.Text); instant != ms.At.Text && err != nil {
			r.findings = append(r.findings, calendarFinding(err, ms.At.Range, r.m.File(ms.At.Range.File), place{in: ms, path: "at"}))
			continue
		}
		t, err := calendar.ParseInstant(instant, zone)
		if err != nil {
			at := ms.At.Range
			if asCalendarError(err).Part == calendar.PartTimezone {
				at = ms.Timezone.Range
			}
			r.findings = append(r.findings, calendarFinding(err, at, r.m.File(at.File), place{in: ms, path: "at"}))
			continue
		}
		ms.At.Time, ms.At.Instant = t, strings.Contains(ms.At.Text, "T")
	}
}

// cycles reports what must not go round: a process that runs itself, a team inside itself, a role that reports to itself.
func (r *resolver) cycles() {
	calls := func(d Declaration) []*Reference {
		var out []*Reference
		if p, ok := d.(*Process); ok {
			for _, s := range p.Steps {
				if s.Calls.Process() != nil {
					out = append(out, &s.Calls)
				}
			}
		}
		return out
	}
	for _, p := range r.m.Processes {
		r.cycle(p, calls, "Processes call each other in a circle", "calls")
	}
	one := func(pick func(Declaration) *Reference) func(Declaration) []*Reference {
		return func(d Declaration) []*Reference {
			if x := pick(d); x != nil && x.Target != nil {
				return []*Reference{x}
			}
			return nil
		}
	}
	for _, t := range r.m.Teams {
		r.cycle(t, one(func(d Declaration) *Reference {
			if t, ok := d.(*Team); ok {
				return &t.Parent
			}
			return nil
		}), "A team is part of itself", "is part of")
	}
	for _, role := range r.m.Roles {
		r.cycle(role, one(func(d Declaration) *Reference {
			if role, ok := d.(*Role); ok {
				return &role.ReportsTo
			}
			return nil
		}), "A role reports to itself", "reports to")
		if role.Deputy.Target == role { // that two stand in for each other is usual
			r.report(finding.Finding{Rule: "reference/cycle", Summary: "A role stands in for itself", Address: addressOf(role), Range: role.Deputy.Range, Key: "deputy",
				Detail: fmt.Sprintf("`%s` is its own deputy.", addressOf(role)), Help: "Name who stands in, or leave `deputy` out."})
		}
	}
	answers := func(d Declaration) []*Reference {
		var out []*Reference
		if i, ok := d.(*Interface); ok {
			for n := range i.Answers {
				if i.Answers[n].Target != nil {
					out = append(out, &i.Answers[n])
				}
			}
		}
		return out
	}
	for _, i := range r.m.Interfaces {
		r.cycle(i, answers, "Interfaces answer each other in a circle", "answers")
	}
}

// cycle reports a circle that begins and ends at start, once: at the member that is declared first. Each node is entered once,
// so the search is linear in what can be reached.
func (r *resolver) cycle(start Declaration, next func(Declaration) []*Reference, summary, verb string) {
	seen := map[Declaration]bool{}
	var walk func(d Declaration, path []*Reference) []*Reference
	walk = func(d Declaration, path []*Reference) []*Reference {
		if seen[d] {
			return nil
		}
		seen[d] = true
		for _, ref := range next(d) {
			step := append(slices.Clone(path), ref)
			if ref.Target == start {
				return step
			}
			if found := walk(ref.Target, step); found != nil {
				return found
			}
		}
		return nil
	}
	circle := walk(start, nil)
	if circle == nil {
		return
	}
	words := []string{"`" + addressOf(start) + "`"}
	for _, ref := range circle {
		if before(ref.Target.Common(), start.Common()) {
			return // reported there
		}
		words = append(words, "`"+ref.Address()+"`")
	}
	f := r.report(finding.Finding{Rule: "reference/cycle", Summary: summary, Address: addressOf(start), Range: circle[0].Range,
		Detail: strings.Join(words, " "+verb+" ") + ".", Help: "Cut the circle at one of these places."})
	for _, ref := range circle[1:] {
		f.Related = append(f.Related, finding.Related{Message: fmt.Sprintf("%s %s", verb, ref.Address()), Range: ref.Range})
	}
}

// before orders declarations by where they stand.
func before(a, b *Block) bool {
	if a.NameRange.File != b.NameRange.File {
		return a.NameRange.File < b.NameRange.File
	}
	return a.NameRange.Start.Byte < b.NameRange.Start.Byte
}
