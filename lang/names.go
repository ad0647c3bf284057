package lang

import (
	"bytes"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/zclconf/go-cty/cty"

	"handoff/lang/lazyregexp"
)

// Who somebody is. The language has no place for a person: work belongs to roles. Names come in by the side door, and are known by where they stand:
//
//   - e-mail addresses, anywhere in the map: first.last@, f.last@; and first@ as the address of a role, which may else be that of a desk;
//   - contacts that say more than a number: "Ada Lovelace, +41 …";
//   - meta, where a value is written like a name: `holder = "Grace Hopper"`;
//   - what handoff.hcl lists under leave_out, for names that only prose knows.
//
// A word that the map also uses for something else is no name: the address service.desk@ names no Mr Desk. What is left is taken out of every text, each
// part of it too where it stands alone with a capital letter, unless the map writes one of them small as a word: Will Power goes, Will alone stays; and a role or team called by it gets another address.

// names are the names of people that a map tells.
type names struct {
	whole []*regexp.Regexp // of several words, however they are written
	alone []*regexp.Regexp // one word, with a capital letter
	// called are roles and teams called after a person, as the text of the map writes their address, each with the name it gets instead.
	called []renaming
}

type renaming struct {
	pattern *regexp.Regexp
	to      string
}

var (
	fullName    = lazyregexp.New(`\p{Lu}[\p{Ll}\p{M}'’-]+(?:[ \x{00a0}-](?:\p{Lu}[\p{L}\p{M}'’-]*|\p{Lu}\.|von|van|de|da|di|der|den|del|la|le|bin))*[ \x{00a0}-]\p{Lu}[\p{L}\p{M}'’-]+`)
	capitalised = lazyregexp.New(`^\s*\p{Lu}[\p{Ll}\p{M}]+\s*$`)
	wordPattern = lazyregexp.New(`[\p{L}\p{M}]+`)
)

// duties are words of addresses that belong to a desk or a duty, whoever sits there.
var duties = strings.Fields(`abuse account accounting accounts admin administration administrator alert alerts all analyst architect billing board build call
	change chief coach commander compliance config configuration contact coordinator customer customers data deploy deputy desk dev developer developers devops
	director duty email emergency engineer engineering engineers executive executives facilities feedback finance group head hello help helpdesk hotline hr
	incident incidents info infra infrastructure internal it lead legal liaison list mail mailbox maintainer manager managers marketing media monitoring net
	network news noc noreply office oncall operations operator operators ops owner owners page pager people person platform postmaster press privacy problem process
	product program project qa quality release reply request requests response role root sales scribe sec secretary security service services shift site soc
	sre staff status steward supervisor supplier support system systems team teams tech test tickets tooling tools vendor web webmaster`)

// personKeys are keys of meta whose value is a person, even where it is one word.
var personKeys = strings.Fields(`approver author deputy employee expert holder incumbent person persons people reviewer substitute`)

// peopleIn finds the names of people in a map that was loaded whole.
func peopleIn(m *Map) names {
	found := map[string]bool{} // as words in small letters, a space between them
	add := func(parts []string) {
		if len(parts) > 0 {
			found[strings.ToLower(strings.Join(parts, " "))] = true
		}
	}
	var told [][]string // whole: by somebody who means a person, or where a part alone is a word
	for _, x := range withImports(m) {
		for _, file := range append(slices.Clip(x.Files), x.Attachments...) {
			for _, email := range emailPattern.FindAllString(string(file.Source), -1) {
				if name := nameInAddress(email); len(name) > 1 || strings.ContainsAny(strings.TrimSuffix(email, ".")[:strings.Index(email, "@")], "._") {
					add(name)
				}
			}
		}
		for _, r := range x.Roles {
			for _, e := range r.Contact.Entries() {
				if email := emailPattern.FindString(e[1]); email != "" {
					add(nameInAddress(email))
				}
			}
		}
		for _, text := range x.Settings.Docs.LeaveOut.Values() {
			if parts := strings.Fields(strings.ToLower(text)); len(parts) > 0 {
				told = append(told, parts)
			}
		}
		for _, d := range x.declarations {
			eachText(d.Common().Meta.Value, "", func(key, text string) {
				for _, piece := range strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(",;&/<(\n", r) }) {
					name := ""
					if role := d.Common().Kind == KindRole || d.Common().Kind == KindTeam; role || slices.Contains(personKeys, key) {
						name = fullName.FindString(piece)
					}
					if name == "" && slices.Contains(personKeys, key) && len(strings.Fields(piece)) == 1 {
						name = capitalised.FindString(piece)
					}
					add(wordPattern.FindAllString(name, -1))
				}
			})
		}
	}
	eachContact(m, func(c *Contact) {
		for _, e := range c.Entries() {
			if value := e[1]; !strings.Contains(value, "://") {
				for _, name := range fullName.FindAllString(value, -1) {
					add(wordPattern.FindAllString(name, -1))
				}
			}
		}
	})
	named, small := ordinaryWords(m, found)
	var all [][]string
	for name := range found {
		parts := strings.Fields(name)
		some := func(words map[string]bool) bool {
			return slices.ContainsFunc(parts, func(part string) bool { return words[part] })
		}
		switch {
		case some(named):
		case !some(small):
			all = append(all, parts)
		case len(parts) > 1: // Will Power, of whom no part is a name alone
			told = append(told, parts)
		}
	}
	all = append(all, told...)
	slices.SortFunc(all, func(a, b []string) int { // the longest first: one may begin with another
		if len(a) != len(b) {
			return len(b) - len(a)
		}
		return slices.Compare(a, b)
	})
	all = slices.CompactFunc(all, slices.Equal[[]string])
	return compiledNames(m, all, told)
}

func compiledNames(m *Map, all, told [][]string) names {
	var n names
	single := map[string]bool{}
	var whole, alone []string
	for _, parts := range all {
		said := slices.ContainsFunc(told, func(t []string) bool { return slices.Equal(t, parts) })
		for _, part := range parts {
			if len([]rune(part)) > 2 && !said {
				single[part] = true
			}
		}
		if len(parts) > 1 || said {
			whole = append(whole, spaced(parts))
		}
	}
	n.whole = anyOf("(?i)", whole)
	for _, part := range slices.Sorted(maps.Keys(single)) {
		first, rest := capital(part)
		alone = append(alone, first+`(?:`+rest+`|`+strings.ToUpper(rest)+`)`)
	}
	n.alone = anyOf("", alone)
	for _, x := range withImports(m) {
		for _, d := range x.declarations {
			b := d.Common()
			if b.Kind != KindRole && b.Kind != KindTeam {
				continue
			}
			parts := strings.FieldsFunc(strings.ToLower(b.Name), func(r rune) bool { return r == '_' || r == '-' })
			whole := func(name *regexp.Regexp) bool { return string(withoutWord([]byte(b.Name), name)) != b.Name }
			if slices.ContainsFunc(parts, func(part string) bool { return single[part] }) || slices.ContainsFunc(n.whole, whole) {
				kind := regexp.QuoteMeta(string(b.Kind))
				n.called = append(n.called, renaming{
					regexp.MustCompile(`\b(` + kind + `(?:[ \t]+"?|\.))` + regexp.QuoteMeta(b.Name) + `\b`), "${1}person_" + strconv.Itoa(len(n.called)+1),
				})
			}
		}
	}
	return n
}

// spaced matches words with anything between them that can stand between the parts of a name.
func spaced(parts []string) string {
	quoted := make([]string, len(parts))
	for i, part := range parts {
		quoted[i] = accented(part)
	}
	return strings.Join(quoted, `[\s._-]+`)
}

// accented matches a word in small letters with the accents that its person may have and an address leaves out, or the other way round: mueller@ is Müller.
func accented(word string) string { return accents.Replace(regexp.QuoteMeta(word)) }

// capital matches the first letter of such a word, written large, and what follows it: oezil@ is Özil.
func capital(word string) (first, rest string) {
	for two, one := range map[string]string{"ae": "(?:A[Ee]|[ÄÆ])", "oe": "(?:O[Ee]|[ÖØ])", "ue": "(?:U[Ee]|Ü)"} {
		if after, ok := strings.CutPrefix(word, two); ok {
			return one, accented(after)
		}
	}
	_, size := utf8.DecodeRuneInString(word)
	return strings.ToUpper(accented(word[:size])), accented(word[size:])
}

var accents = strings.NewReplacer("ae", "(?:ae|[äæ])", "oe", "(?:oe|[öø])", "ue", "(?:ue|ü)", "ss", "(?:ss|ß)", "ä", "(?:ä|ae)", "ö", "(?:ö|oe)", "ü", "(?:ü|ue)", "ß", "(?:ß|ss)",
	"a", "[aàáâãäåą]", "c", "[cçćč]", "e", "[eèéêëęě]", "i", "[iìíîï]", "l", "[lł]", "n", "[nñńň]", "o", "[oòóôõöø]", "s", "[sśš]", "u", "[uùúûüů]", "y", "[yýÿ]", "z", "[zźżž]")

// What one regular expression may hold: of one with millions of parts Go's library makes none, and says so by a panic.
const (
	maxPatterns = 1_000  // names
	maxPattern  = 10_000 // bytes of a name; nobody is called by a longer one
)

// anyOf matches the first of some patterns that fits and is followed by no more of a word, so many in each expression. What fits is the first group.
func anyOf(flags string, patterns []string) []*regexp.Regexp {
	patterns = slices.DeleteFunc(slices.Clone(patterns), func(p string) bool { return len(p) > maxPattern })
	var out []*regexp.Regexp
	for some := range slices.Chunk(patterns, maxPatterns) {
		out = append(out, regexp.MustCompile(flags+`(`+strings.Join(some, "|")+`)(?:$|[^\p{L}\p{Nd}])`))
	}
	return out
}

// nameInAddress is the name in an e-mail address: ada.lovelace@ and a.lovelace@ tell one, and ada@ does.
func nameInAddress(email string) []string {
	local, _, _ := strings.Cut(strings.TrimPrefix(strings.ToLower(email), "mailto:"), "@")
	var parts []string
	for _, part := range strings.FieldsFunc(local, func(r rune) bool { return r == '.' || r == '_' }) {
		if strings.ContainsAny(part, "0123456789%+") {
			return nil
		}
		if len([]rune(part)) > 1 {
			parts = append(parts, strings.Split(part, "-")...)
		}
	}
	if len(parts) == 1 && len([]rune(parts[0])) < 3 {
		return nil
	}
	return parts
}

// ordinaryWords are those that mean something else to the map: duties and what it calls its processes, systems, records and the rest; and what its texts
// write small outside of a name, and the names of steps and the like.
func ordinaryWords(m *Map, found map[string]bool) (words, written map[string]bool) {
	words, written = map[string]bool{}, map[string]bool{}
	for _, word := range duties {
		words[word] = true
	}
	var names []string
	for _, name := range slices.Sorted(maps.Keys(found)) {
		if parts := strings.Fields(name); len(parts) > 1 {
			names = append(names, spaced(parts))
		}
	}
	whole := anyOf("(?i)", names)
	small := func(text string) {
		text = emailPattern.ReplaceAllString(text, "")
		for _, names := range whole {
			text = string(replaceWords([]byte(text), names, func([]byte) string { return "" }))
		}
		for _, word := range strings.Fields(text) { // what HCL calls by a word stands in quotes or behind a dot
			word = strings.Trim(word, ",;:.!?()“”‘’")
			if !strings.ContainsFunc(word, func(r rune) bool { return !unicode.IsLower(r) && !unicode.IsMark(r) }) {
				written[word] = true
			}
		}
	}
	for _, x := range withImports(m) {
		for _, file := range x.Files {
			small(string(file.Source))
		}
		for _, d := range x.declarations {
			b := d.Common()
			into, called := written, b.Name // which may be ask_ann
			switch b.Kind {
			case KindRole: // may be called after a person
				continue
			case KindTeam, KindSystem, KindArtifact, KindProcess, KindService: // the titles of others are sentences, which may name somebody
				into, called = words, b.Name+" "+b.Title.Value
			}
			for _, word := range wordPattern.FindAllString(strings.ToLower(called), -1) {
				into[word] = true
			}
		}
	}
	return words, written
}

// eachText calls do with the texts in a value, each with the key it stands under.
func eachText(v cty.Value, key string, do func(key, text string)) {
	switch {
	case v == cty.NilVal || v.IsNull() || !v.IsKnown():
	case v.Type() == cty.String:
		do(key, v.AsString())
	case v.CanIterateElements():
		for it := v.ElementIterator(); it.Next(); {
			k, element := it.Element()
			under := key
			if k.Type() == cty.String && !v.Type().IsSetType() {
				under = strings.ToLower(k.AsString())
			}
			eachText(element, under, do)
		}
	}
}

// scrub takes the names out of a text.
func (n names) scrub(text []byte) []byte {
	for _, r := range n.called {
		text = r.pattern.ReplaceAll(text, []byte(r.to))
	}
	for _, name := range slices.Concat(n.whole, n.alone) {
		text = withoutWord(text, name)
	}
	return text
}

// withoutWord takes out what a pattern of anyOf finds where that is no part of a longer word.
func withoutWord(text []byte, pattern *regexp.Regexp) []byte {
	return replaceWords(text, pattern, func(found []byte) string {
		if first, _ := utf8.DecodeRune(found); unicode.IsUpper(first) || bytes.ContainsFunc(found, unicode.IsSpace) {
			return LeftOut
		}
		return "somebody" // it may be part of an address, which must stay one word
	})
}

// replaceWords puts something else in the place of what a pattern of anyOf finds. Where that turns out to be the end of a longer word, it is looked
// for again from the next letter on: another name may begin within it.
func replaceWords(text []byte, pattern *regexp.Regexp, by func(found []byte) string) []byte {
	var out []byte
	at, from := 0, 0 // what is in out, and where to look on
	for {
		span := pattern.FindSubmatchIndex(text[from:])
		if span == nil {
			return append(out, text[at:]...)
		}
		start, end := from+span[2], from+span[3]
		if before, _ := utf8.DecodeLastRune(text[:start]); wordRune(before) {
			_, size := utf8.DecodeRune(text[start:])
			from = start + size
			continue
		}
		out = append(append(out, text[at:start]...), by(text[start:end])...)
		at, from = end, end
	}
}

func wordRune(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }
