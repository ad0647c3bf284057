package analysis

import (
	"fmt"
	"slices"
	"strings"

	"handoff/check"
	"handoff/check/catalogue"
	"handoff/lang"
	"handoff/lang/finding"
)

// Rules returns the rules of those ids; of none given, all. House rules go by `rule/NAME`: whether the map has them is seen once it is read.
func Rules(ids []string) ([]*check.Rule, error) {
	if len(ids) == 0 {
		return All(), nil
	}
	var out []*check.Rule
	for _, id := range ids {
		if strings.HasPrefix(id, check.HousePrefix) {
			out = append(out, (&check.Rule{ID: id, Severity: finding.Info}).Asked())
			continue
		}
		i := slices.IndexFunc(All(), func(r *check.Rule) bool { return r.ID == id })
		if i < 0 {
			hint := ""
			if near := NearestRule(id, RuleIDs()); near != "" {
				hint = fmt.Sprintf(" (did you mean %s?)", near)
			}
			return nil, fmt.Errorf("no rule %q%s; `handoff explain` lists them", id, hint)
		}
		out = append(out, All()[i].Asked())
	}
	return out, nil
}

// NearestRule returns the id that was meant: one that lacks only its group, else the nearest, else "".
func NearestRule(typed string, ids []string) string {
	for _, id := range ids {
		if strings.HasSuffix(id, "/"+typed) {
			return id
		}
	}
	return finding.Nearest(typed, ids)
}

// houseRules holds the house rules that were asked for to those that the map has.
func houseRules(m *lang.Map, rules []*check.Rule) error {
	var names []string
	for _, r := range m.Rules {
		names = append(names, check.HousePrefix+r.Name)
	}
	for _, r := range rules {
		if !strings.HasPrefix(r.ID, check.HousePrefix) || slices.Contains(names, r.ID) {
			continue
		}
		hint := ""
		if near := finding.Nearest(r.ID, names); near != "" {
			hint = fmt.Sprintf(" (did you mean %s?)", near)
		}
		return fmt.Errorf("the map has no house rule %q%s", r.ID, hint)
	}
	return nil
}

// RuleIDs lists the ids of all rules.
func RuleIDs() []string {
	ids := make([]string, len(All()))
	for i, r := range All() {
		ids[i] = r.ID
	}
	return ids
}

// All returns every rule of a check, in the order of the catalogue.
func All() []*check.Rule { return catalogue.Rules }

// Measured returns the rules that judge what an event log came to.
func Measured() []*check.Rule { return catalogue.Measured }

// Every returns both: all that settings, comments and pages may name.
func Every() []*check.Rule { return slices.Concat(All(), Measured()) }
