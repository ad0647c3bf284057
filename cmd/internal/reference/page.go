package reference

import (
	"fmt"
	"strings"

	"handoff/check"
	"handoff/lang/types"
)

// Page returns the page of a rule or of a compile error.
func Page(rules []*check.Rule, id string) (string, error) {
	var ids []string
	for _, r := range rules {
		if r.ID == id {
			return Rule(r), nil
		}
		ids = append(ids, r.ID)
	}
	hint := ""
	if near := types.Nearest(id, ids); near != "" {
		hint = fmt.Sprintf(" (did you mean %s?)", near)
	}
	return "", fmt.Errorf("no rule %q%s; `handoff explain` lists them", id, hint)
}

// List names every rule in a line.
func List(rules []*check.Rule) string {
	var b strings.Builder
	for _, r := range rules {
		fmt.Fprintf(&b, "%-32s %-8s %s\n", r.ID, r.Severity, r.Title)
	}
	return b.String()
}
