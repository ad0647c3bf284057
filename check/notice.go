package check

import "handoff/lang/finding"

// Notice is a finding that comes from no rule: it says something about the run itself.
type Notice struct {
	ID       string
	Severity finding.Severity
	Title    string
	Doc      string // Markdown: when it is reported, and what to do
}

// Notices lists every kind there is.
var Notices = []Notice{
	{RuleIncomplete, finding.Info, "Part of the map could not be read",
		"Something that seems to be missing may stand in a file or an import that cannot be read. So the rules about what is missing keep silent until it can be, and this says so once. Mend the errors that keep it from being read, and check again."},
	{RulePanic, finding.Error, "A rule failed",
		"This is a mistake in handoff, not in the map. The other rules have looked at the map all the same; the one that is named may have missed something. Please report it, with the map if you can share it."},
}
