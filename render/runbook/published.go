package runbook

// What a page loses on its way into a wiki: the way back, where the wiki shows it itself; and places to write, where nobody writes. What was written
// elsewhere stands in their place, and a heading with nothing left below it goes too.

import (
	"slices"

	"handoff/render/address"
)

// Ready are the pages as the flavour shows them.
func (f Flavor) Ready(b Book) []Page {
	out := make([]Page, len(b.Pages))
	for i, p := range b.Pages {
		out[i] = p.Changed(func(p Page) Page {
			if f.Trail {
				p = withoutTrail(p)
			}
			if f.Published || b.Notes != nil {
				p = finished(p, b.Notes)
			}
			return p
		})
	}
	return out
}

func withoutTrail(p Page) Page {
	if len(p.Body) > 0 {
		if first, ok := p.Body[0].(Paragraph); ok && len(first.Text) > 0 && first.Text[0].Page == address.Home && p.MovedTo == "" {
			p.Body = p.Body[1:]
		}
	}
	return p
}

// finished puts notes into their places and drops the places that stay empty.
func finished(p Page, notes map[string]string) Page {
	var body []Block
	gone := map[string]bool{} // anchors of headings that go
	drop := func(level int) { // headings of that level or below with nothing under them
		for len(body) > 0 {
			h, ok := body[len(body)-1].(Heading)
			if !ok || h.Level < level {
				return
			}
			gone[h.Anchor] = true
			body = body[:len(body)-1]
		}
	}
	kept := false // a place was dropped since the last heading
	for _, block := range p.Body {
		switch block := block.(type) {
		case Keep:
			note := notes[block.ID]
			if note == "" {
				kept = true
				continue
			}
			block.Note = note
			body = append(body, block)
			continue
		case Heading:
			if kept {
				drop(block.Level)
			}
			kept = false
		}
		body = append(body, block)
	}
	if kept {
		drop(0)
	}
	delete(gone, "")
	for i, block := range body {
		if t, ok := block.(Paragraph); ok && len(gone) > 0 {
			body[i] = Paragraph{withoutLinks(t.Text, p.Address, gone)}
		}
	}
	p.Body = body
	return p
}

// withoutLinks takes the links to some anchors of a page out of a list of links, with the separators before them.
func withoutLinks(line Line, page string, gone map[string]bool) Line {
	var out Line
	for _, s := range line {
		if s.Page == page && gone[s.Anchor] {
			if n := len(out); n > 0 && out[n-1].Text == shortcutSeparator {
				out = out[:n-1]
			}
			continue
		}
		if s.Text == shortcutSeparator && len(out) > 0 && out[len(out)-1].Page == "" { // what stood before it is gone
			continue
		}
		out = append(out, s)
	}
	if !slices.ContainsFunc(out, func(s Span) bool { return s.Page != "" }) && len(out) < len(line) {
		return nil
	}
	return out
}

// shortcutSeparator stands between the shortcuts at the head of a page.
const shortcutSeparator = " · "
