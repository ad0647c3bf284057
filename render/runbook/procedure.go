package runbook

import (
	"slices"
	"strconv"
	"strings"

	"handoff/graph"
	"handoff/lang"
	"handoff/render/address"
)

// The procedure: steps in the order in which they are written, numbered where the map says what follows what, and a plain list where it does
// not.

func (b *builder) procedure(page *Page, p *graph.Process) {
	if len(p.Steps) == 0 {
		return
	}
	if p.Flow == graph.Undeclared {
		page.add(Heading{2, say("What there is to do"), "procedure"})
		if len(p.Steps) > 1 {
			page.add(Paragraph{say("The map does not say in which order these are done.")})
		}
	} else {
		page.add(Heading{2, say("Procedure"), "procedure"})
		if p.Flow == graph.Partial {
			page.add(Paragraph{say("Only part of the way through is known; where nothing is said about what follows, use your judgement.")})
		}
		if entries := b.entries(p); entries != nil {
			page.add(Paragraph{say("Start at ", entries, ", unless what started it says otherwise.")})
		}
	}
	for i, s := range p.Steps {
		title := s.DisplayName()
		if p.Flow != graph.Undeclared {
			title = strconv.Itoa(i+1) + ". " + title
		}
		page.add(Heading{3, say(title), address.Step(s.Step)})
		page.add(joined(append(b.notes(page.Address, s.Address()), b.stepBody(p, s, i)...))...)
	}
}

// joined leaves out empty blocks, and makes one of two lists that meet.
func joined(blocks []Block) []Block {
	var out []Block
	for _, block := range blocks {
		if empty(block) {
			continue
		}
		if next, ok := block.(List); ok && len(out) > 0 {
			if last, ok := out[len(out)-1].(List); ok && last.Style == next.Style {
				out[len(out)-1] = List{last.Style, append(slices.Clip(last.Items), next.Items...)}
				continue
			}
		}
		out = append(out, block)
	}
	return out
}

// entries names the steps a process starts with, where that is not simply the first and the map says it. Where work comes in at other steps, one that
// nothing leads to is no place to start at.
func (b *builder) entries(p *graph.Process) Line {
	var steps []Line
	first := true
	for _, s := range p.Entries {
		if !s.Forgotten() {
			first = first && s == p.Steps[0]
			steps = append(steps, say(b.step(s)))
		}
	}
	if first {
		return nil
	}
	return listed(steps, "and")
}

func (b *builder) stepBody(p *graph.Process, s *graph.Step, i int) []Block {
	blocks := []Block{
		Authored{s.Description.Value, 3},
		List{Items: b.stepFacts(p, s)},
		Authored{s.Instructions.Value, 3},
	}
	for _, text := range []struct {
		label string
		text  lang.Text
	}{{"Expect", s.Expect}, {"Make sure", s.Verify}, {"If it goes wrong, roll back", s.Rollback}} {
		blocks = append(blocks, said(text.label, text.text)...)
	}
	return append(blocks, List{Items: b.ways(p, s, i)})
}

// said is an author's text under a label: behind it where it is one paragraph, below it otherwise.
func said(label string, text lang.Text) []Block {
	if strings.TrimSpace(text.Value) == "" {
		return nil
	}
	if _, ok := inertLine(text.Value); ok {
		return []Block{Paragraph{labelled(label, Span{Text: text.Value, Style: Written})}}
	}
	return []Block{Paragraph{say(strong(label + ":"))}, Authored{text.Value, 3}}
}

// capitalLine begins a sentence with a line.
func capitalLine(l Line) Line {
	if len(l) == 0 {
		return l
	}
	out := append(Line(nil), l...)
	out[0].Text = capital(out[0].Text)
	return out
}

// rollbacks are how to undo each step that says so, latest step first: what was done last is undone first.
func (b *builder) rollbacks(p *graph.Process) []Block {
	var blocks []Block
	for _, s := range slices.Backward(p.Steps) {
		if strings.TrimSpace(s.Rollback.Value) == "" {
			continue
		}
		if _, ok := inertLine(s.Rollback.Value); ok {
			blocks = append(blocks, Paragraph{say(strong("Undo"), " ", b.step(s), ": ", Span{Text: s.Rollback.Value, Style: Written})})
		} else {
			blocks = append(blocks, Paragraph{say(strong("Undo"), " ", b.step(s), ":")}, Authored{s.Rollback.Value, 3})
		}
	}
	if len(blocks) > 1 {
		blocks = append([]Block{Paragraph{say("Undo the latest step first.")}}, blocks...)
	}
	return blocks
}

// informed lists who is to be told of what: by steps, and by handoffs that leave.
func (b *builder) informed(p *graph.Process) []Line {
	var items []Line
	for _, s := range p.Steps {
		if told := parts(s.Row.Informed, "and"); told != nil {
			line := say("After ", b.step(s), ": tell ", told, ".")
			if s.Step.Every.Given() {
				line = say(capital(every(s.Step.Every))+", in ", b.step(s), ": tell ", told, ".")
			}
			items = append(items, line)
		}
	}
	for _, list := range [][]*graph.Handoff{p.Out, p.Internal} {
		var seen []*graph.Interface
		for _, h := range list {
			told := refs(h.Interface.Notify, "and")
			if told == nil || slices.Contains(seen, h.Interface) {
				continue
			}
			seen = append(seen, h.Interface)
			verb := "tell "
			if h.Interface.Automated() {
				verb = "the system tells "
			}
			items = append(items, say("With “", name(h.Interface), "”: ", verb, told, "."))
		}
	}
	return items
}
