package lang

// What is said of a name that is not found, or that means something else than is wanted: once, however often it is written, with the nearest
// name of the right kind, then what other kinds have.

import (
	"fmt"
	"slices"
	"strings"

	"handoff/lang/finding"
)

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
	if near := r.nearest(alias, kind, name); near != "" && accepts(u.accepts, kind) {
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
		if near := finding.Nearest(rest[0], kinds); near != "" {
			return didYouMean(alias + strings.Join(append([]string{near}, rest[1:]...), "."))
		}
	}
	for _, k := range u.accepts {
		if r.has(alias, k, name) {
			return didYouMean(alias + string(k) + "." + name)
		}
	}
	for _, b := range topLevel {
		if k := Kind(b.Type.Name); r.has(alias, k, name) {
			return fmt.Sprintf("`%s%s.%s` exists; `%s` wants %s.", alias, k, name, lastWord(u.Argument), kindsInWords(u.accepts)), ""
		}
	}
	for _, k := range u.accepts {
		if near := r.nearest(alias, k, name); near != "" {
			return didYouMean(alias + string(k) + "." + near)
		}
	}
	return "Declare it, or correct the name.", ""
}

// maxCompared bounds the names that all unknown ones of a map are compared with. It is a second of work: a map that needs more has thousands
// of unknown names, and another mistake than slips of the pen.
const maxCompared = 10_000_000

// guess asks for the nearest name of one kind.
type guess struct {
	alias string
	kind  Kind
	name  string
}

// nearest is the nearest name of a kind, the map's own or that of an import, or "". A name that is written often is looked for once.
func (r *resolver) nearest(alias string, kind Kind, name string) string {
	key := guess{alias, kind, name}
	near, known := r.guessed[key]
	if known {
		return near
	}
	names := r.namesIn(alias)[kind]
	if r.compared += len(names); r.compared <= maxCompared {
		near = finding.Nearest(name, names)
	}
	r.guessed[key] = near
	return near
}

// namesIn are the names of the map itself, or of an import.
func (r *resolver) namesIn(alias string) map[Kind][]string {
	if alias == "" {
		return r.names
	}
	if r.imported[alias] == nil {
		r.imported[alias] = namesOf(r.aliases[strings.TrimSuffix(alias, ".")].Map)
	}
	return r.imported[alias]
}

// has reports whether there is a block of that kind and name; of parts, whether any process has such a one.
func (r *resolver) has(alias string, kind Kind, name string) bool {
	if topLevelBlock(string(kind)) != nil {
		return r.m.byAddress[alias+string(kind)+"."+name] != nil
	}
	return slices.Contains(r.namesIn(alias)[kind], name)
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
		if near := finding.Nearest(rest[3], parts[Kind(rest[2])]); near != "" && accepts(u.accepts, Kind(rest[2])) {
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
