package analysis

import (
	"strings"

	"handoff/check"
	"handoff/lang"
	"handoff/lang/finding"
)

// Forget takes away the findings that are known already: those of a baseline, or of an earlier version of the map. It returns how many. What does not
// compile, and what is wrong with the settings, is never taken away.
//
// A finding is known by its fingerprint, and by those it had before the blocks it is about moved (`moved { from, to }`).
func (a *Analysis) Forget(known func(fingerprint string) bool) int {
	left := a.Findings[:0:0]
	for _, f := range a.Findings {
		if check.Always(f.Rule) || !isKnown(f, a.Map.Moves, known) {
			left = append(left, f)
		}
	}
	forgotten := len(a.Findings) - len(left)
	a.Findings = left
	return forgotten
}

func isKnown(f finding.Finding, moves []*lang.Moved, known func(string) bool) bool {
	for _, print := range Fingerprints(f, moves) {
		if known(print) {
			return true
		}
	}
	return false
}

// Fingerprints are that of a finding, and those that it had under the earlier addresses of what it is about, the latest first.
func Fingerprints(f finding.Finding, moves []*lang.Moved) []string {
	out := []string{f.Fingerprint}
	for range moves { // a block may have moved more than once
		before := f
		for _, m := range moves {
			from, to := m.From.Written, m.To.Address()
			before.Address = moveBack(before.Address, to, from)
			before.Key = moveBack(before.Key, to, from)
		}
		if before.Address == f.Address && before.Key == f.Key {
			break
		}
		f = before
		f.Seal()
		out = append(out, f.Fingerprint)
	}
	return out
}

// moveBack replaces an address, and what lies below it, wherever it stands in a text.
func moveBack(text, to, from string) string {
	var out strings.Builder
	for rest := text; ; {
		i := strings.Index(rest, to)
		if to == "" || i < 0 {
			out.WriteString(rest)
			return out.String()
		}
		end := i + len(to)
		whole := (i == 0 || !inName(rest[i-1])) && (end == len(rest) || !inName(rest[end]) || rest[end] == '.')
		out.WriteString(rest[:i])
		if whole {
			out.WriteString(from)
		} else {
			out.WriteString(to)
		}
		rest = rest[end:]
	}
}

func inName(c byte) bool {
	return c == '_' || c == '-' || c == '.' || c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= 0x80
}
