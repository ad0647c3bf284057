package lsp

import (
	"context"
	"slices"
	"strings"

	"handoff/cmd/internal/analysis"
	"handoff/lang"
	"handoff/lang/finding"
)

func (s *server) publish(params any) {
	_ = s.conn.Notify(context.Background(), "textDocument/publishDiagnostics", params)
}

// told is a finding together with the map whose texts its ranges count in.
type told struct {
	finding.Finding
	in *lang.Map
}

// findings are what is known to be wrong in one file now: what the compiler says, of the file as it reads if anybody has looked, and what
// the rules found last: those that see enough of it in the file and its neighbours as it reads now, the others in the whole map.
func (f *folder) findings(p string) []told {
	var out []told
	fresh := f.freshest(p)
	if fresh != nil {
		for _, x := range fresh.Findings {
			if x.Range.File == p {
				out = append(out, told{x, fresh})
			}
		}
	} else if f.loaded != nil {
		for _, x := range f.own[p] {
			out = append(out, told{x, f.loaded})
		}
	}
	if f.outer != nil { // of a part of the map nobody can tell what is missing
		return slices.DeleteFunc(out, func(x told) bool { return !strings.HasPrefix(x.Rule, "syntax/") })
	}
	var near *judgement
	if d := f.document(p); d != nil {
		near = d.near
	}
	if f.checked != nil {
		for _, x := range f.rules[p] {
			if near == nil || !analysis.IsNear(x.Rule) {
				out = append(out, told{x, f.checked.Map})
			}
		}
	}
	if near != nil {
		for _, x := range near.found {
			out = append(out, told{x, near.in})
		}
	}
	return out
}

// freshest is the glance that last looked at a file, if one has since the map was loaded: that of its own document before others.
func (f *folder) freshest(p string) *lang.Map {
	if d := f.document(p); d != nil && (d.seen != nil || d.loose) {
		return d.seen
	}
	for _, d := range f.documents() {
		if d.seen != nil && !d.loose && d.path != p && d.seen.File(p) != nil {
			return d.seen
		}
	}
	return nil
}

// diagnostics are the findings of a file as the client shows them. It is never nil.
func (f *folder) diagnostics(p string) []diagnostic {
	out := []diagnostic{}
	placers := map[*lang.Map]*placer{}
	for _, x := range f.findings(p) {
		in := placers[x.in]
		if in == nil {
			in = f.placer(x.in)
			placers[x.in] = in
		}
		if compiled := compiles(x.Rule); !compiled {
			if _, d := in.file(p); d.gone(x.Range) {
				continue // what it was about has been rewritten
			}
		}
		out = append(out, in.diagnostic(x.Finding))
	}
	return out
}

// diagnostic is one finding.
func (p *placer) diagnostic(x finding.Finding) diagnostic {
	s := p.f.server
	d := diagnostic{
		Range: p.span(x.Range), Severity: map[finding.Severity]int{finding.Error: 1, finding.Warning: 2, finding.Info: 3}[x.Severity],
		Code: x.Rule, Source: "handoff", Message: message(x), Tags: tags(x.Rule),
	}
	if href := s.page(x.Rule); href != "" {
		d.CodeDescription = &codeDescription{href}
	}
	for _, r := range x.Related {
		if r.Range.IsZero() {
			continue
		}
		d.Related = append(d.Related, related{p.location(r.Range), r.Message})
	}
	return d
}

// message is what a finding says, in full sentences.
func message(x finding.Finding) string {
	parts := []string{strings.TrimSuffix(x.Summary, ".") + "."}
	for _, more := range []string{x.Detail, x.Help} {
		if more = strings.TrimSpace(more); more != "" {
			parts = append(parts, more)
		}
	}
	return strings.Join(parts, " ")
}

// tags say how the stretch is shown: what nobody needs is faded, what should not be used any more struck through.
func tags(rule string) []int {
	switch rule {
	case "style/unused", "style/unused-ignore", "owner/unused", "schema/unused-field", "handoff/unused-interface":
		return []int{tagUnnecessary}
	case "owner/retired":
		return []int{tagDeprecated}
	}
	return nil
}
