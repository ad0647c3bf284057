package check

import (
	"slices"

	"handoff/lang"
)

// Always reports whether findings of that id are shown whatever a comment, a setting, a baseline or an earlier version says: those that keep
// a map or its settings from meaning what they say.
func Always(id string) bool {
	return slices.ContainsFunc(lang.CompileErrors, func(e lang.CompileError) bool { return e.ID == id }) ||
		slices.ContainsFunc(Notices, func(n Notice) bool { return n.ID == id })
}
