package runbook

// What has moved: blocks that were renamed leave a page behind that says where they are now, so that no link to them is dead.

import (
	"slices"
	"strings"

	"handoff/lang"
	"handoff/render/address"
	"handoff/render/output"
)

// moves are the renames of a map, each to where it ended.
func moves(m *lang.Map) []output.Move {
	next := map[string]string{}
	for _, move := range m.Moves {
		if move.From.Written != "" {
			next[move.From.Written] = move.To.Written
			if move.To.Target != nil {
				next[move.From.Written] = move.To.Address()
			}
		}
	}
	var out []output.Move
	for _, move := range m.Moves {
		to := next[move.From.Written]
		for range m.Moves { // a chain is no longer than the list; a circle ends too
			further, ok := next[to]
			if !ok {
				break
			}
			to = further
		}
		if m.Lookup(to) != nil {
			out = append(out, output.Move{From: move.From.Written, To: to})
		}
	}
	return out
}

// Moved is the id of a kept block after the renames of a map.
func Moved(m *lang.Map, id string) string { return output.Follow(id, moves(m)) }

// keepAnchors gives headings the anchors by which links still look for what they are about, where that has been renamed and is told on the same page. An
// anchor that is in use again stays with what has it now.
func keepAnchors(pages []Page, m *lang.Map) []Page {
	index := newIndex(pages)
	former := map[string]map[string][]string{}
	add := func(page, anchor, was string) {
		if !index[page][anchor] || index[page][was] || slices.Contains(former[page][anchor], was) {
			return
		}
		if former[page] == nil {
			former[page] = map[string][]string{}
		}
		former[page][anchor] = append(former[page][anchor], was)
	}
	for _, move := range moves(m) {
		d := m.Lookup(move.To)
		name := d.Common().Name
		was := move.From[strings.LastIndexByte(move.From, '.')+1:]
		page, anchor := address.Of(d)
		switch i, handoff := d.(*lang.Interface); {
		case handoff:
			for _, end := range []string{"in", "out", "inside"} {
				for _, p := range pages {
					add(p.Address, address.Anchor(end, i.Name), address.Anchor(end, was))
				}
			}
		case strings.HasSuffix(anchor, name):
			add(page, anchor, strings.TrimSuffix(anchor, name)+was)
		}
	}
	if len(former) == 0 {
		return pages
	}
	out := slices.Clone(pages)
	for i, p := range out {
		if kept := former[p.Address]; kept != nil {
			out[i] = p.Changed(func(p Page) Page {
				p.Former = kept
				return p
			})
		}
	}
	return out
}

// movedPages are the pages for addresses that are no more.
func movedPages(pages []Page, m *lang.Map) []Page {
	taken := map[string]bool{}
	for _, p := range pages {
		taken[p.Address] = true
	}
	var out []Page
	for _, move := range moves(m) {
		old := strings.Replace(move.From, ".", "/", 1) // as address.Of has it for blocks with a page of their own
		to, _ := address.Of(m.Lookup(move.To))
		if strings.Contains(move.From[strings.Index(move.From, ".")+1:], ".") || taken[old] || !taken[to] {
			continue
		}
		taken[old] = true
		title := m.Lookup(move.To).Common().DisplayName()
		out = append(out, Page{Address: old, Title: "Moved: " + title, MovedTo: to, Body: []Block{
			Paragraph{say("This page has moved to ", Span{Text: title, Page: to}, ".")},
		}})
	}
	return out
}
