package reference

import (
	"fmt"
	"strings"

	"handoff/check"
	"handoff/cmd/internal/analysis"
	"handoff/lang"
)

// Page returns the page of a rule or of a compile error.
func Page(rules []*check.Rule, id string) (string, error) {
	for _, r := range rules {
		if r.ID == id {
			return Rule(r), nil
		}
	}
	for _, e := range lang.CompileErrors {
		if e.ID == id {
			return CompileError(e), nil
		}
	}
	for _, n := range check.Notices {
		if n.ID == id {
			return notice(n), nil
		}
	}
	if name, house := strings.CutPrefix(id, check.HousePrefix); house {
		return "", fmt.Errorf("%s is a house rule: the map itself says what it asks, in its block rule %q", id, name)
	}
	hint := ""
	if near := analysis.NearestRule(id, IDs(rules)); near != "" {
		hint = fmt.Sprintf(" (did you mean %s?)", near)
	}
	return "", fmt.Errorf("no rule %q%s; `handoff explain` lists them", id, hint)
}

// Title says in a few words what a rule or compile error finds; "" where there is none of that id.
func Title(rules []*check.Rule, id string) string {
	for _, r := range rules {
		if r.ID == id {
			return r.Title
		}
	}
	for _, e := range lang.CompileErrors {
		if e.ID == id {
			return e.Title
		}
	}
	for _, n := range check.Notices {
		if n.ID == id {
			return n.Title
		}
	}
	return ""
}

// notice is the page of something that is found without a rule.
func notice(n check.Notice) string {
	return fmt.Sprintf("# %s\n\n%s. It is no rule, and no comment silences it.\n\n%s\n", n.ID, n.Title, n.Doc)
}

// CompileError is the page of something that is no rule, but keeps a map from compiling.
func CompileError(e lang.CompileError) string {
	return fmt.Sprintf("# %s\n\n%s. An error: the map does not compile, and no comment silences it.\n\n%s\n", e.ID, e.Title, e.Doc)
}

// IDs lists the ids of all pages.
func IDs(rules []*check.Rule) []string {
	var ids []string
	for _, r := range rules {
		ids = append(ids, r.ID)
	}
	for _, e := range lang.CompileErrors {
		ids = append(ids, e.ID)
	}
	for _, n := range check.Notices {
		ids = append(ids, n.ID)
	}
	return ids
}

// List names every rule and compile error in a line.
func List(rules []*check.Rule) string {
	width := 0
	for _, id := range IDs(rules) {
		width = max(width, len(id))
	}
	var b strings.Builder
	for _, r := range rules {
		fmt.Fprintf(&b, "%-*s  %-7s  %s\n", width, r.ID, r.Severity, r.Title)
	}
	b.WriteString("\nWhat does not compile is always an error:\n\n")
	for _, e := range lang.CompileErrors {
		fmt.Fprintf(&b, "%-*s  error    %s\n", width, e.ID, e.Title)
	}
	b.WriteString("\nAbout the check itself:\n\n")
	for _, n := range check.Notices {
		fmt.Fprintf(&b, "%-*s  %-7s  %s\n", width, n.ID, n.Severity, n.Title)
	}
	return b.String()
}
