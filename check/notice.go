package check

import "handoff/lang/finding"

// Findings that come from no rule: about the settings, the comments that silence, house rules that cannot run, and the run itself. No comment
// silences them and no setting changes them.

// Their ids.
const (
	RuleIncomplete     = "check/incomplete"
	RuleUnknownRule    = "check/unknown-rule"
	RuleUnknownOption  = "check/unknown-option"
	RuleUnknownEdition = "check/unknown-edition"
	RuleBadPattern     = "check/bad-pattern"
	RuleNotIgnorable   = "check/not-ignorable"
	RuleMissingReason  = "check/missing-reason"
	RuleExpiredIgnore  = "check/expired-ignore"
	RuleHouseRule      = "check/house-rule"
	RulePanic          = "internal/rule-panic"
)

// Notice describes such a finding.
type Notice struct {
	ID       string
	Severity finding.Severity // the gravest it can have
	Title    string
	Doc      string // Markdown: when it is reported, and what to do
}

// Notices lists them all.
var Notices = []Notice{
	{RuleUnknownRule, finding.Error, "A rule that does not exist is named",
		"In a `rule` block of handoff.hcl it is an error: what was to be set is not. In a `handoff:ignore` comment it is a warning: the comment silences nothing. `handoff explain` lists all rules; an ignore names them one by one."},
	{RuleUnknownOption, finding.Error, "A rule is given an option that it does not have",
		"`handoff explain RULE` lists the options of a rule. Every rule takes `severity` and `paths`."},
	{RuleUnknownEdition, finding.Error, "The settings pin an edition that this release does not know",
		"`check { edition = \"…\" }` names the set of rules a map is held to. An edition that is not known is usually that of a newer release."},
	{RuleBadPattern, finding.Error, "A pattern of paths cannot be read, or takes no file",
		"Patterns are relative to the root of the map: `\"legacy\"`, `\"teams/*/drafts\"`, `\"**/imported.handoff.hcl\"`. `*` and `?` stay within a name, `**` is any number of folders, and a folder takes all that lies in it. One that takes nothing is a warning."},
	{RuleNotIgnorable, finding.Error, "Something that is no rule is to be silenced or set",
		"What does not compile, and what is wrong with settings and comments, is always shown. In a comment it is a warning."},
	{RuleMissingReason, finding.Warning, "An ignore comment gives no reason",
		"It silences nothing until it says why: `# handoff:ignore RULE -- the reason`. Whoever reads the map next has to know whether it still holds."},
	{RuleExpiredIgnore, finding.Warning, "An ignore comment has run out",
		"`until=2027-01-31` was its last day; what it silenced is shown again. Mend that, or set a new date with a new reason."},
	{RuleHouseRule, finding.Error, "A house rule cannot be judged",
		"Its expression failed on a block: a value that is not there was compared, promises of different calendars were, or it takes more work than a rule may. Guard it with `when`. It has judged nothing until it is mended."},
	{RuleIncomplete, finding.Info, "Part of the map could not be read",
		"Something that seems to be missing may stand in a file or an import that cannot be read. So the rules about what is missing, and house rules, keep silent until it can be, and this says so once. Mend the errors that keep it from being read, and check again."},
	{RulePanic, finding.Error, "A rule failed",
		"This is a mistake in handoff, not in the map. The other rules have looked at the map all the same; the one that is named may have missed something. Please report it, with the map if you can share it."},
}
