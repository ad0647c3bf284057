package style

import (
	"fmt"
	"strings"

	"handoff/check"
	"handoff/lang"
	"handoff/lang/finding"
)

// DuplicateTitle finds blocks that people cannot tell apart.
var DuplicateTitle = check.Rule{
	ID: "style/duplicate-title", Severity: finding.Warning, Kind: check.Presence,
	Title: "Two blocks with one title or one reference number",
	What: "Two blocks of a kind with the same `title`; inside a process two steps, two inputs or two outputs (an input and an output may well be called the same, and so may steps of different processes). And one `ref`, " +
		"the number of a part in the organisation's own documents, on two blocks of any kind. Capitals and spaces make no difference; titles that are only made from names are not meant.",
	Why: "On a page, in a diagram and in conversation there are only titles. Two of one name are taken for one, and somebody follows the wrong one.",
	Bad: `
process "baking" {
  title = "Baking"
  owner = role.baker
}
process "bread" {
  title = "Baking"
  owner = role.baker
}
role "baker" {}
`,
	Good: `
process "baking" {
  title = "Baking cakes"
  owner = role.baker
}
process "bread" {
  title = "Baking bread"
  owner = role.baker
}
role "baker" {}
`,
	Run: func(p *check.Pass) {
		var titles, refs groups
		for _, d := range own(p) {
			b := d.Common()
			titles.add(scope{within(d), b.Kind}, d, b.Title)
			refs.add(scope{}, d, b.Ref)
		}
		titles.report(p, "title", "Title is used twice", "share the title", "Give each the title by which people tell them apart.")
		refs.report(p, "ref", "Reference number is used twice", "share the reference number", "Correct the `ref` of one of them.")
	},
}

// within is the process that a block is a part of, by address; "" where it is none.
func within(d lang.Declaration) *lang.Process {
	switch d := d.(type) {
	case *lang.Step:
		return d.Process
	case *lang.Port:
		return d.Process
	}
	return nil
}

// scope is where a text should stand only once: in blocks of a kind, in a process if they are parts of one. The zero scope is the whole map.
type scope struct {
	within *lang.Process
	kind   lang.Kind
}

// key is a text, as people read it, in a scope.
type key struct {
	scope
	text string
}

// groups are blocks that say the same, in source order.
type groups struct {
	order []key
	by    map[key][]said
}

type said struct {
	by   lang.Declaration
	text lang.Text
}

func (g *groups) add(in scope, d lang.Declaration, text lang.Text) {
	plain := strings.ToLower(strings.Join(strings.Fields(text.Value), " "))
	if plain == "" {
		return
	}
	if g.by == nil {
		g.by = map[key][]said{}
	}
	at := key{in, plain}
	list := g.by[at]
	if list == nil {
		g.order = append(g.order, at)
	}
	g.by[at] = append(list, said{d, text})
}

// report tells of each group once, at its second block.
func (g *groups) report(p *check.Pass, argument, summary, share, help string) {
	for _, at := range g.order {
		list := g.by[at]
		if len(list) < 2 {
			continue
		}
		var names []string
		for _, s := range list {
			names = append(names, check.Name(s.by))
		}
		f := finding.Finding{
			Summary: summary, Address: list[1].by.Common().Address(), Range: list[1].text.Range, Key: argument, Help: help,
			Detail: fmt.Sprintf("%s %s “%s”.", check.List(names), share, list[1].text.Value),
		}
		for k, s := range list {
			if k != 1 && len(f.Related) < 5 {
				f.Related = append(f.Related, finding.Related{Message: "It stands here, too.", Address: s.by.Common().Address(), Range: s.text.Range})
			}
		}
		p.Report(f)
	}
}
