package check

// Editions are the sets of rules there have been, oldest first, each named after the month it came out in. A map that pins an edition keeps
// its rules: those that came later stay off until it moves on, so that a new release of handoff never turns a green build red. What cannot be
// read or does not compile is no matter of editions.
var Editions = []string{"2026-11"}

// Newest is the edition of a map that pins none.
func Newest() string { return Editions[len(Editions)-1] }

// since is the edition a rule came with.
func (r *Rule) since() string {
	if r.Edition == "" {
		return Editions[0]
	}
	return r.Edition
}
