package analysis

import (
	"fmt"
	"slices"

	"handoff/cmd/internal/workspace"
	"handoff/graph"
	"handoff/lang"
	"handoff/lang/finding"
)

// Public is an analysis as the public may see it: the map is read once more, as if it had never said how to reach anybody, so that nothing that is made from
// it can tell; what was found stays, with the same taken out of its texts.
func Public(w *workspace.Workspace, a *Analysis) (*Analysis, error) {
	secrets := lang.SecretsOf(a.Map)
	m, err := w.LoadChanged(secrets.Scrub)
	if err != nil {
		return nil, err
	}
	if len(m.Findings) > len(a.Map.Findings) {
		f := m.Findings[0]
		return nil, fmt.Errorf("what is only for people inside cannot be taken out of the map: without it, %s:%d does not compile. Move it into a contact block", f.Range.File, f.Range.Start.Line)
	}
	for _, f := range append(slices.Clip(m.Files), m.Attachments...) {
		if secrets.TellWho(f.Path) {
			return nil, fmt.Errorf("the file %s is called after a person, and public pages say where each of them is written: rename it", f.Path)
		}
	}
	m.LeaveOut()
	out := &Analysis{Map: m, Graph: graph.Build(m), Report: a.Report, Secrets: secrets}
	scrub := func(text string) string { return string(secrets.Scrub([]byte(text))) }
	scrubbed := func(f finding.Finding) finding.Finding {
		f.Summary, f.Detail, f.Help = scrub(f.Summary), scrub(f.Detail), scrub(f.Help)
		related := make([]finding.Related, len(f.Related))
		for i, r := range f.Related {
			r.Message = scrub(r.Message)
			related[i] = r
		}
		f.Related, f.Fixes, f.Folded = related, nil, nil
		return f
	}
	out.Findings = nil
	for _, f := range a.Findings {
		out.Findings = append(out.Findings, scrubbed(f))
	}
	out.Silenced = nil
	for _, s := range a.Silenced {
		s.Finding = scrubbed(s.Finding)
		ignore := *s.Ignore
		ignore.Reason.Value = scrub(ignore.Reason.Value)
		s.Ignore = &ignore
		out.Silenced = append(out.Silenced, s)
	}
	return out, nil
}
