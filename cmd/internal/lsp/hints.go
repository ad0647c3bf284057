package lsp

// What follows from the whole map, shown beside the text: promises with their policies and calendars, who is accountable where nothing says so,
// how many handoffs hang on a process. It is as fresh as the last look at the whole map.

import (
	"strconv"
	"strings"

	"handoff/graph"
	"handoff/lang"
)

type rangeParams struct {
	TextDocument documentID `json:"textDocument"`
	Range        textRange  `json:"range"`
}

// hinting gathers hints for one document.
type hinting struct {
	d        *document
	t        *text
	drift    drift
	from, to int
	units    units
	out      []inlayHint
}

// at adds a hint behind a range of the checked map.
func (h *hinting) at(r lang.Range, label, tooltip string) {
	if r.IsZero() || r.File != h.d.path || label == "" || h.drift.gone(r) {
		return
	}
	end := h.drift.now(r.End.Byte)
	if end < h.from || end > h.to {
		return
	}
	h.out = append(h.out, inlayHint{Position: h.t.position(end, h.units), Label: label, Tooltip: tooltip, PaddingLeft: true})
}

// hints answers those of a stretch of a document.
func (s *server) hints(p rangeParams) (any, error) {
	d := s.documents[p.TextDocument.URI]
	if d == nil || d.folder == nil || d.loose || d.folder.checked == nil {
		return []inlayHint{}, nil
	}
	f := d.folder
	t, drift := f.placer(f.checked.Map).file(d.path)
	h := &hinting{d: d, t: t, drift: drift, from: d.text.offset(p.Range.Start, s.units), to: d.text.offset(p.Range.End, s.units), units: s.units, out: []inlayHint{}}
	g := f.checked.Graph
	for _, n := range g.Processes {
		if n.Body.File != d.path {
			continue
		}
		h.sla(n.Process.SLA, n.SLA)
		for _, x := range n.Steps {
			if c := n.SLA.Calendar; x.Within.Given() && c != nil && c.Name != "always" {
				h.at(x.Within.Range, "in "+c.DisplayName(), "The calendar of the process: hours when it is closed do not count.")
			}
			h.accountable(x.Header, &x.Row)
		}
	}
	for _, n := range g.Interfaces {
		if n.Body.File != d.path {
			continue
		}
		h.sla(n.Interface.SLA, n.SLA)
		h.accountable(n.Header, &n.Row)
		if n.Joint != nil && !n.Integrator.Given() && n.Joint.Who != nil {
			h.at(n.Header, "integrator "+n.Joint.Who.Common().Address(), "That of the service whose flow it is in.")
		}
	}
	for _, n := range g.Services {
		if n.Body.File == d.path {
			h.sla(n.Service.SLA, n.SLA)
		}
	}
	return h.out, nil
}

// accountable says who is accountable where the block itself does not.
func (h *hinting) accountable(header lang.Range, row *graph.Row) {
	var who []string
	why := ""
	for _, part := range row.Parts(graph.A) {
		if part.Who == nil || part.Origin.Own() {
			return
		}
		who = append(who, part.Who.Common().Address())
		why = string(part.Origin)
	}
	if len(who) > 0 {
		h.at(header, "A: "+strings.Join(who, ", "), "Accountable by default ("+why+").")
	}
}

// sla says what a block of promises comes to where that is not what it says: with its policy, or in a calendar.
func (h *hinting) sla(block *lang.SLA, s graph.SLA) {
	if block == nil || s.Policy == nil && s.Calendar == nil {
		return
	}
	var out []string
	if w := s.Acknowledge.Words(); w != "" {
		out = append(out, "acknowledge "+w)
	}
	if w := s.Complete.Words(); w != "" {
		out = append(out, "complete "+w)
	}
	if s.Policy != nil {
		for _, t := range s.Targets {
			if w := t.Complete.Words(); w != "" {
				out = append(out, t.Value.Value+" "+w)
			}
		}
	}
	h.at(block.Header, strings.Join(out, ", "), "What this comes to, with its policy and calendar.")
}

// lenses answers what hangs on each block of a document.
func (s *server) lenses(p documentParams) (any, error) {
	out := []codeLens{}
	d := s.documents[p.TextDocument.URI]
	if d == nil || d.folder == nil || d.loose || d.folder.checked == nil {
		return out, nil
	}
	f := d.folder
	in := f.placer(f.checked.Map)
	_, drift := in.file(d.path)
	starts := f.starts(d.path)
	add := func(b *lang.Block, words ...string) {
		if b.Header.File != d.path || drift.gone(b.Header) {
			return
		}
		n := 0
		from, to := drift.now(b.Body.Start.Byte), drift.now(b.Body.End.Byte)
		for _, at := range starts {
			if from <= at && at < to {
				n++
			}
		}
		if n > 0 {
			words = append(words, plural(n, "finding"))
		}
		if len(words) > 0 {
			out = append(out, codeLens{in.span(b.Header), &clientCommand{Title: strings.Join(words, ", ")}})
		}
	}
	g := f.checked.Graph
	for _, n := range g.Processes {
		add(&n.Process.Block, plural(len(n.In), "handoff")+" in", strconv.Itoa(len(n.Out))+" out")
	}
	for _, n := range g.Interfaces {
		if n.Sender != nil && len(n.Handoffs) > 0 {
			to := n.Handoffs[0].Receiver.DisplayName()
			if len(n.Handoffs) > 1 {
				to += " and " + plural(len(n.Handoffs)-1, "other")
			}
			add(&n.Interface.Block, n.Sender.DisplayName()+" → "+to)
		}
	}
	for _, n := range g.Artifacts {
		add(&n.Artifact.Block, "passed in "+plural(len(n.Handoffs), "handoff"))
	}
	for _, n := range g.Services {
		add(&n.Service.Block, plural(len(n.Interfaces), "handoff"), strconv.Itoa(len(n.Processes))+" processes")
	}
	for _, n := range g.Parties {
		var words []string
		if len(n.Rows) > 0 {
			words = append(words, "acts in "+plural(len(n.Rows), "place"))
		}
		if len(n.Owns) > 0 {
			words = append(words, "answers for "+plural(len(n.Owns), "block"))
		}
		if len(n.Members) > 0 {
			words = append(words, plural(len(n.Members), "role"))
		}
		add(n.Common(), words...)
	}
	return out, nil
}

// starts are where the findings of a file begin now.
func (f *folder) starts(path string) []int {
	var out []int
	drifts := map[*lang.Map]drift{}
	for _, x := range f.findings(path) {
		d, known := drifts[x.in]
		if !known {
			_, d = f.placer(x.in).file(path)
			drifts[x.in] = d
		}
		out = append(out, d.now(x.Range.Start.Byte))
	}
	return out
}
