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
		page.add(joined(append(b.notes(s.Address()), b.stepBody(p, s, i)...))...)
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
		if strings.TrimSpace(text.text.Value) == "" {
			continue
		}
		if _, ok := inertLine(text.text.Value); ok {
			blocks = append(blocks, Paragraph{labelled(text.label, Span{Text: text.text.Value, Style: Written})})
		} else {
			blocks = append(blocks, Paragraph{say(strong(text.label + ":"))}, Authored{text.text.Value, 3})
		}
	}
	return append(blocks, List{Items: b.ways(p, s, i)})
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

// rollbacks lists the steps that say how to undo them.
func (b *builder) rollbacks(p *graph.Process) []Line {
	var items []Line
	for _, s := range p.Steps {
		if strings.TrimSpace(s.Rollback.Value) != "" {
			items = append(items, say(capitalLine(say(b.step(s))), ", says how to undo it."))
		}
	}
	return items
}

// informed lists who is to be told of what: by steps, and by handoffs that leave.
func (b *builder) informed(p *graph.Process) []Line {
	var items []Line
	for _, s := range p.Steps {
		if told := parts(s.Row.Informed, "and"); told != nil {
			items = append(items, say("After ", b.step(s), ": tell ", told, "."))
		}
	}
	for _, h := range p.Out {
		if told := refs(h.Interface.Notify, "and"); told != nil {
			verb := "tell "
			if h.Interface.Automated() {
				verb = "the system tells "
			}
			items = append(items, say("With “", name(h.Interface), "”: ", verb, told, "."))
		}
	}
	return items
}
