package style

import (
	"fmt"
	"strings"
	"unicode"

	"handoff/check"
	"handoff/lang/finding"
)

// Naming finds names that do not look like the others.
var Naming = check.Rule{
	ID: "style/naming", Severity: finding.Warning, Kind: check.Presence,
	Title: "A name that is not snake_case, or repeats its kind",
	What: "A name with capitals, hyphens, or underscores at its ends or in pairs; and one that ends in the kind of its block (`process \"baking_process\"`), which every reference to it says already. " +
		"Letters of any script will do. Names of fields are left alone: they are often given by the tool that holds the record.",
	Why: "Names are typed from memory. Where they all follow one pattern, most of them can be guessed right.",
	Bad: `
process "bakingProcess" { owner = role.baker }
role "baker" {}
`,
	Good: `
process "baking" { owner = role.baker }
role "baker" {}
`,
	Run: func(p *check.Pass) {
		for _, d := range own(p) {
			b := d.Common()
			better := snake(b.Name)
			kind, snaky := string(b.Kind), better == b.Name
			if better = strings.TrimSuffix(better, "_"+kind); better != b.Name {
				f := finding.Finding{Summary: "Name is not snake_case", Address: b.Address(), Range: b.NameRange, Detail: fmt.Sprintf("%s is not written in snake_case.", check.Name(d))}
				if snaky {
					f.Summary, f.Detail = "Name repeats its kind", fmt.Sprintf("%s says twice that it is a %s.", check.Name(d), strings.ReplaceAll(kind, "_", " "))
				}
				f.Help = fmt.Sprintf("Call it `%s.%s`, and keep the old name in a `moved` block if pages or notes hang on it.", strings.TrimSuffix(b.Address(), "."+b.Name), better)
				p.Report(f)
			}
		}
	},
}

// snake writes a name in lower case with single underscores: `AffectedCIs` and `affected-CIs` become `affected_cis`.
func snake(name string) string {
	if isSnake(name) {
		return name
	}
	runes := []rune(name)
	var out []rune
	gap := func() {
		if len(out) > 0 && out[len(out)-1] != '_' {
			out = append(out, '_')
		}
	}
	for k, r := range runes {
		switch {
		case r == '-' || r == '_':
			gap()
			continue
		case unicode.IsUpper(r) && k > 0 && unicode.IsLower(runes[k-1]), // aB
			unicode.IsUpper(r) && k > 0 && k+2 < len(runes) && unicode.IsUpper(runes[k-1]) && unicode.IsLower(runes[k+1]) && unicode.IsLower(runes[k+2]): // CIBug, not CIs
			gap()
		}
		out = append(out, unicode.ToLower(r))
	}
	return strings.Trim(string(out), "_")
}

// isSnake reports whether a name is certain to be written so already, as nearly all are.
func isSnake(name string) bool {
	gap := true // before the first letter
	for k := range len(name) {
		switch c := name[k]; {
		case c >= 'a' && c <= 'z', c >= '0' && c <= '9':
			gap = false
		case c == '_' && !gap:
			gap = true
		default:
			return false
		}
	}
	return !gap
}
