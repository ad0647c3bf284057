package report

// SARIF 2.1.0 (OASIS, errata 01): what GitHub's code scanning, Azure DevOps and editors read. https://docs.oasis-open.org/sarif/sarif/v2.1.0/
//
// Findings that a comment silences are there too, as suppressed results: the standard wants either all results to say whether they are, or none
// (§3.27.23), so all do.

import (
	"io"
	"strings"

	"handoff/lang"
	"handoff/lang/finding"
	"handoff/lang/lazyregexp"
)

// SARIF is the report for code scanning.
var SARIF = Format{
	Name: "sarif",
	Doc:  "SARIF 2.1.0, for code scanning: also the pages of the rules, fixes, and what comments silence",
	Write: func(w io.Writer, r *Report, _ Style) error {
		return encode(w, sarifOf(r))
	},
}

const (
	sarifSchema = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
	// sourceRoot is the name that readers know the top of the repository by.
	sourceRoot = "%SRCROOT%"
	// fingerprintKey names our fingerprint, and its version: how it is made may change once.
	fingerprintKey = "handoffFinding/v1"
)

func sarifOf(r *Report) sarifLog {
	rules, index := sarifRules(r)
	run := sarifRun{
		Tool:       sarifTool{sarifDriver{Name: "handoff", Version: version(r.Version), Language: "en", Rules: rules}},
		Automation: sarifAutomation{ID: strings.TrimSuffix("handoff/"+r.Folder, "/") + "/"},
		Invocations: []sarifInvocation{{
			// A rule that failed may have missed something.
			Successful: !r.hasRule("internal/rule-panic"),
		}},
		Bases:      map[string]sarifBase{sourceRoot: {sarifMessage{"The top of the repository."}}},
		ColumnKind: "utf16CodeUnits",
		Results:    []sarifResult{},
		Properties: sarifScope{r.Scope},
	}
	for _, f := range r.Findings {
		run.Results = append(run.Results, r.sarifResult(f, index))
	}
	for _, s := range r.Silenced {
		result := r.sarifResult(s.Finding, index)
		suppression := sarifSuppression{Kind: "inSource", Status: "accepted", Justification: s.Ignore.Reason.Value}
		if at := r.sarifPlace(s.Ignore.Range); at != nil {
			suppression.Location = &sarifLocation{Physical: at}
		}
		result.Suppressions = append(result.Suppressions, suppression)
		run.Results = append(run.Results, result)
	}
	return sarifLog{Schema: sarifSchema, Version: "2.1.0", Runs: []sarifRun{run}}
}

// sarifRules describes every rule that ran, and what else was found, each with its place in the list.
func sarifRules(r *Report) ([]sarifRule, map[string]int) {
	rules, index := []sarifRule{}, map[string]int{}
	add := func(d Rule) {
		if _, known := index[d.ID]; known {
			return
		}
		index[d.ID] = len(rules)
		group, _, _ := strings.Cut(d.ID, "/")
		rule := sarifRule{
			ID: d.ID, Name: pascal(d.ID),
			Short: sarifMessage{d.Title + "."}, Full: sarifMessage{d.Text},
			Help:       sarifHelp{Text: d.Text, Markdown: d.Page},
			Defaults:   sarifDefaults{Enabled: d.Severity != finding.Off, Level: sarifLevel(d.Severity)},
			Properties: sarifRuleProperties{Tags: []string{group}, Severity: problemSeverity(d.Severity)},
		}
		rules = append(rules, rule)
	}
	for _, d := range r.Rules {
		add(d)
	}
	for _, f := range r.all() { // house rules, and whatever nobody described
		add(Rule{ID: f.Rule, Severity: f.Severity, Title: f.Summary, Text: f.Summary + ".", Page: f.Summary + "."})
	}
	return rules, index
}

func (r *Report) sarifResult(f finding.Finding, index map[string]int) sarifResult {
	out := sarifResult{
		RuleID: f.Rule, RuleIndex: index[f.Rule], Level: sarifLevel(f.Severity), Message: sarifText(said(f)),
		Fingerprints: map[string]string{fingerprintKey: f.Fingerprint},
		Suppressions: []sarifSuppression{},
	}
	if l := (sarifLocation{Physical: r.sarifPlace(f.Range), Logical: sarifLogical(f.Address)}); l.Physical != nil || l.Logical != nil {
		out.Locations = append(out.Locations, l)
	}
	for n, related := range f.Related {
		message := sarifText(related.Message)
		l := sarifLocation{ID: n + 1, Physical: r.sarifPlace(related.Range), Logical: sarifLogical(related.Address)}
		if related.Message != "" {
			l.Message = &message
		}
		out.Related = append(out.Related, l)
	}
	for _, fix := range f.Fixes {
		if fixed := r.sarifFix(fix); len(fixed.Changes) > 0 {
			out.Fixes = append(out.Fixes, fixed)
		}
	}
	return out
}

// sarifPlace is where a range lies, or nil.
func (r *Report) sarifPlace(at finding.Range) *sarifPhysical {
	if at.File == "" {
		return nil
	}
	out := &sarifPhysical{Artifact: r.sarifArtifact(at.File)}
	if region, ok := r.regionOf(at); ok {
		out.Region = sarifRegionOf(region)
	}
	return out
}

func (r *Report) sarifArtifact(file string) sarifArtifact {
	return sarifArtifact{URI: uri(r.inRepository(file)), Base: sourceRoot}
}

func sarifRegionOf(r region) *sarifRegion {
	return &sarifRegion{StartLine: r.startLine, StartColumn: r.startColumn, EndLine: r.endLine, EndColumn: r.endColumn}
}

func sarifLogical(address string) []sarifLogicalLocation {
	if address == "" {
		return nil
	}
	kind := "" // of process.selling.output.order it is output
	if parts := strings.Split(address, "."); len(parts) > 1 {
		kind = parts[len(parts)-2]
	}
	return []sarifLogicalLocation{{FullName: address, Kind: kind}}
}

// sarifFix gathers the edits of a fix file by file; one in a file that is not known has no place.
func (r *Report) sarifFix(fix finding.Fix) sarifFix {
	out := sarifFix{Description: sarifText(fix.Title)}
	at := map[string]int{}
	for _, e := range fix.Edits {
		f := r.sourceOf(e.File)
		if f == nil || e.Start < 0 || e.End < e.Start || e.End > len(f.Source) {
			return sarifFix{} // half a fix would be none
		}
		n, known := at[e.File]
		if !known {
			n = len(out.Changes)
			at[e.File] = n
			out.Changes = append(out.Changes, sarifChange{Artifact: r.sarifArtifact(e.File)})
		}
		out.Changes[n].Replacements = append(out.Changes[n].Replacements, sarifReplacementOf(f, e))
	}
	return out
}

func sarifReplacementOf(f *lang.File, e finding.Edit) sarifReplacement {
	out := sarifReplacement{Deleted: *sarifRegionOf(between(f, e.Start, e.End))}
	if e.Text != "" {
		out.Inserted = &sarifMessage{e.Text}
	}
	return out
}

// sarifLevel is the word for a severity; what is off by default speaks in notes.
func sarifLevel(s finding.Severity) string {
	switch s {
	case finding.Error:
		return "error"
	case finding.Warning:
		return "warning"
	}
	return "note"
}

// problemSeverity is the word of GitHub's code scanning.
func problemSeverity(s finding.Severity) string {
	switch s {
	case finding.Error:
		return "error"
	case finding.Warning:
		return "warning"
	}
	return "recommendation"
}

// version leaves out what is no release, and the v of Go's: readers want to compare numbers.
func version(release string) string {
	if v := strings.TrimPrefix(release, "v"); v != "" && v[0] >= '0' && v[0] <= '9' {
		return v
	}
	return ""
}

var placeholder = lazyregexp.New(`\{\d+\}`)

// sarifText keeps text from being read as a message with links or placeholders in it (§3.11.5, §3.11.6).
func sarifText(text string) sarifMessage {
	text = strings.ReplaceAll(strings.ToValidUTF8(text, "\uFFFD"), "](", `\](`)
	return sarifMessage{placeholder.ReplaceAllString(text, "{$0}")}
}

// pascal makes the name that the standard suggests: handoff/orphan-output is HandoffOrphanOutput.
func pascal(id string) string {
	var b strings.Builder
	for _, word := range strings.FieldsFunc(id, func(r rune) bool { return strings.ContainsRune("/-_.", r) }) {
		b.WriteString(strings.ToUpper(word[:1]) + word[1:])
	}
	return b.String()
}
