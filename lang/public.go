package lang

import (
	"bytes"
	"slices"
	"strings"

	"handoff/lang/lazyregexp"
)

// What a map says that is only for people inside: how to reach somebody, who somebody is, and what nobody knows the meaning of.

// Secrets are the stretches of a map's text that tell how to reach somebody, or who somebody is: e-mail addresses, telephone numbers and on-call
// pages, wherever they stand; the chat channels of contacts; and the names of people, as peopleIn finds them.
type Secrets struct {
	literal []string
	names   names
}

var (
	emailPattern = lazyregexp.New(`(?i)(?:mailto:)?[\p{L}\p{N}._%+'-]+@(?:[\p{L}\p{N}-]+\.)+\p{L}{2,}`)
	// A national number: it begins with 0 and stands in groups.
	nationalPattern = lazyregexp.New(`(?:\(0\)|\(0\d{1,4}\)|\b0\d{1,4})(?:[ \x{00a0}./-]?\d{2,8}){2,5}\b`)
	datePattern     = lazyregexp.New(`^\d{2}[./-]\d{2}[./-](?:19|20)\d{2}\b`)
	// An international number, one in the North American style, or one that is said to be a number.
	phonePattern = lazyregexp.New(`(?i)(?:tel:\+?[\d().\-]{3,}\d|\+\d[\d \x{00a0}().\-/]{5,}\d|\(\d{3}\) ?\d{3}[ -]\d{4}|\b00\d{2}[ \d]{7,}\d|\b\d{3}-\d{3}-\d{4}\b)`)
)

// LeftOut stands where something was left out.
const LeftOut = "(left out)"

// SecretsOf finds them in a map that was loaded whole.
func SecretsOf(m *Map) Secrets {
	var s Secrets
	eachContact(m, func(c *Contact) {
		for _, e := range c.Entries() {
			value := strings.TrimSpace(e[1])
			switch {
			case emailPattern.MatchString(value):
			case strings.Contains(value, "://") || strings.HasPrefix(value, "#") || strings.HasPrefix(value, "@") || digits(value) >= 5:
				s.literal = append(s.literal, value)
			}
		}
	})
	slices.SortFunc(s.literal, func(a, b string) int { // the longest first: one may begin with another
		if len(a) != len(b) {
			return len(b) - len(a)
		}
		return strings.Compare(a, b)
	})
	s.literal = slices.Compact(s.literal)
	s.names = peopleIn(m)
	return s
}

func digits(s string) int {
	n := 0
	for _, r := range s {
		if r >= '0' && r <= '9' {
			n++
		}
	}
	return n
}

// Scrub takes the secrets out of a text, such as a file of the map. Line breaks stay where they are.
func (s Secrets) Scrub(text []byte) []byte {
	for _, value := range s.literal {
		text = replaceWhole(text, value)
	}
	replacement := []byte(LeftOut)
	text = emailPattern.ReplaceAllFunc(text, func(found []byte) []byte {
		if bytes.HasPrefix(found, []byte("git@")) { // the user of a repository, in a command
			return found
		}
		return replacement
	})
	text = phonePattern.ReplaceAll(text, replacement)
	text = withoutNational(text)
	return s.names.scrub(text)
}

// TellWho reports whether a text, such as the name of a file, names a person.
func (s Secrets) TellWho(text string) bool {
	return string(s.names.scrub([]byte(text))) != text
}

// withoutNational takes out national numbers, and leaves alone dates and what is one word, such as the key of a record.
func withoutNational(text []byte) []byte {
	var out []byte
	at := 0
	for _, span := range nationalPattern.FindAllIndex(text, -1) {
		found := text[span[0]:span[1]]
		part := span[0] > 0 && bytes.IndexByte([]byte("-./_:0123456789"), text[span[0]-1]) >= 0
		if n := digits(string(found)); part || n < 9 || n > 12 || datePattern.Match(found) || !bytes.ContainsAny(found, " ./-\u00a0") {
			continue
		}
		out = append(append(out, text[at:span[0]]...), LeftOut...)
		at = span[1]
	}
	return append(out, text[at:]...)
}

// replaceWhole leaves alone what only begins with the value: #incidents is another channel than #incident.
func replaceWhole(text []byte, value string) []byte {
	var out []byte
	for {
		i := bytes.Index(text, []byte(value))
		if i < 0 {
			return append(out, text...)
		}
		end := i + len(value)
		out = append(out, text[:i]...)
		if end < len(text) && (text[end] == '-' || text[end] == '_' || text[end] >= '0' && text[end] <= '9' || text[end] >= 'a' && text[end] <= 'z' || text[end] >= 'A' && text[end] <= 'Z') {
			out = append(out, value...)
		} else {
			out = append(out, LeftOut...)
		}
		text = text[end:]
	}
}

// LeaveOut drops all contacts of a map, and its `meta`, which may hold anything. It is for a map that was loaded for this purpose, before anything is built
// from it.
func (m *Map) LeaveOut() {
	for _, x := range withImports(m) {
		for _, t := range x.Teams {
			t.Contact = nil
		}
		for _, r := range x.Roles {
			r.Contact = nil
		}
		for _, d := range x.declarations {
			d.Common().Meta = Meta{}
		}
	}
}

func eachContact(m *Map, do func(*Contact)) {
	for _, x := range withImports(m) {
		for _, t := range x.Teams {
			if t.Contact != nil {
				do(t.Contact)
			}
		}
		for _, r := range x.Roles {
			if r.Contact != nil {
				do(r.Contact)
			}
		}
	}
}

func withImports(m *Map) []*Map {
	list := []*Map{m}
	for _, i := range m.Imports {
		if i.Map != nil {
			list = append(list, i.Map)
		}
	}
	return list
}
