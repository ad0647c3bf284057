// Package runbook makes the wiki: one page for each process, interface, artifact, role, team and service of a map, and pages about the
// whole of it. Pages are made for somebody who has to act: process pages are how-to, in the order in which they are read at 3 a.m.; all
// others are reference.
//
// The way of a page: graph ─▶ Page (process.go, interface.go …) ─▶ a Flavor writes it down (markdown.go) ─▶ output.Set puts it into a
// folder, beside what people have written there.
package runbook

import (
	"slices"
	"strings"
	"time"

	"handoff/graph"
	"handoff/graph/kpi"
	"handoff/lang"
	"handoff/lang/finding"
	"handoff/render/address"
)

// Options say what is known beside the map.
type Options struct {
	// Pictures are SVG files beside the wiki, by the address of the page that shows them: Home has the landscape, a process page its
	// swimlane, a team page the part of the landscape round the team. A path is relative to the wiki's folder: "../diagrams/landscape.svg".
	Pictures map[string]string
	// Silenced are findings that nobody need act on, and why.
	Silenced []Silenced
	// Rules are what there is to read about the rules that found something. The findings lead there.
	Rules []Rule
	// Notes are what people wrote, as Markdown, by the ids of Keep blocks: binders print them.
	Notes map[string]string
	// Measured is what an event log came to; nil where none was measured.
	Measured *kpi.Result
}

// Silenced is a finding that somebody has silenced.
type Silenced struct {
	finding.Finding
	Reason string
	Until  time.Time // the last day on which that holds; zero where it has none
}

// Rule is the reference page of a rule.
type Rule struct {
	ID       string // "owner/no-contact"
	Title    string
	Markdown string // what it finds, why, and how to mend it
}

// Pages makes all pages, the home page first. They say what the map says, with the given findings where they matter; the same input gives the same
// pages.
func Pages(m *lang.Map, g *graph.Graph, findings []finding.Finding, options Options) []Page {
	var pages []Page
	newBuilder(m, g, findings, options).pages(func(page func() Page) { pages = append(pages, page()) })
	return slices.DeleteFunc(pages, saysNothing)
}

// Outlines makes the same pages and keeps only what Book and the like need to know of each before it is written down, when it is made once more. Unless
// Changed, they are not to be looked into.
func Outlines(m *lang.Map, g *graph.Graph, findings []finding.Finding, options Options) []Page {
	var pages []Page
	newBuilder(m, g, findings, options).pages(func(page func() Page) { pages = append(pages, outlined(page)) })
	return slices.DeleteFunc(pages, saysNothing)
}

// saysNothing reports whether a page about the whole map holds no more than the way back.
func saysNothing(p Page) bool {
	return p.Address != address.Home && kindOf(p.Address) == "" && len(p.Body) <= 1
}

// pages gives all pages in their order, each as what makes it. It may be made more than once, and by several at a time.
func (b *builder) pages(add func(page func() Page)) {
	add(b.home)
	for _, p := range b.g.Processes {
		if graph.Own(p) {
			add(func() Page { return b.process(p) })
		}
	}
	for _, i := range b.g.Interfaces {
		if graph.Own(i) {
			add(func() Page { return b.handoff(i) })
		}
	}
	for _, a := range b.g.Artifacts {
		if graph.Own(a) {
			add(func() Page { return b.artifact(a) })
		}
	}
	for _, s := range b.g.Services {
		if graph.Own(s) {
			add(func() Page { return b.service(s) })
		}
	}
	for _, p := range b.g.Parties {
		switch {
		case !graph.Own(p):
		case p.Team != nil:
			add(func() Page { return b.team(p) })
		default:
			add(func() Page { return b.role(p) })
		}
	}
	for _, whole := range []func() Page{
		b.raci, b.promised, b.escalations, b.calendar, b.kpis, b.measuredPage, b.improvements, b.systems, b.events, b.glossary, b.findingsPage, b.rules,
	} {
		add(whole)
	}
	for _, rule := range b.rulePages() {
		add(func() Page { return rule })
	}
}

func newBuilder(m *lang.Map, g *graph.Graph, findings []finding.Finding, options Options) *builder {
	b := &builder{m: m, g: g, all: findings, options: options, findings: map[string][]finding.Finding{}}
	for _, f := range findings {
		told := map[string]bool{}
		for _, one := range append([]finding.Finding{f}, f.Folded...) { // what has one cause is shown wherever it shows
			if about := b.about(one.Address); !told[about] {
				told[about] = true
				b.findings[about] = append(b.findings[about], one)
			}
		}
	}
	b.sets = map[*lang.Artifact][]graph.Setting{}
	for _, set := range g.Settings() {
		if f := set.Name.Field; f != nil && f.Artifact != nil {
			b.sets[f.Artifact] = append(b.sets[f.Artifact], set)
		}
	}
	b.whose = newWhose(m, g)
	b.terms = b.glossaryTerms()
	b.escalating() // gathers them, before several at a time ask
	return b
}

// about is the address of the block that an address is, or is part of, as far as that has a place on a page.
func (b *builder) about(address string) string {
	for part := address; part != ""; part = part[:max(strings.LastIndex(part, "."), 0)] {
		if b.m.Lookup(part) != nil {
			return part
		}
	}
	return address
}

// builder makes the pages of one map.
type builder struct {
	m        *lang.Map
	g        *graph.Graph
	all      []finding.Finding
	findings map[string][]finding.Finding // by the block they are about
	sets     map[*lang.Artifact][]graph.Setting
	whose    whose
	terms    []Line      // of the glossary
	ladders  []escalates // see escalating; nil where they are not gathered yet
	printed  bool        // pages are for a binder, in which the others stand beside them
	options  Options
}

// title is what the whole wiki is called.
func (b *builder) title() string {
	for _, t := range []lang.Text{b.m.Settings.Docs.Title, b.m.Settings.Workspace.Name} {
		if t.Value != "" {
			return t.Value
		}
	}
	return "Runbooks"
}

// start makes a page about a block with what every such page begins with: the way back.
func (b *builder) start(d lang.Declaration, title, group string) Page {
	page, _ := address.Of(d)
	p := Page{Address: page, Title: title, Source: b.source(d.Common())}
	p.add(Paragraph{say(Span{Text: b.title(), Page: address.Home}, " › "+group)})
	return p
}

// picture is the picture of a page; nothing where there is none.
func (b *builder) picture(page Page, alt string) Picture {
	return Picture{b.options.Pictures[page.Address], alt}
}

// WithoutPictures are pages as Pages makes them where no picture is known: a section that begins with one is about it, and goes too.
func WithoutPictures(pages []Page) []Page {
	out := make([]Page, len(pages))
	for i, page := range pages {
		out[i] = page.Changed(withoutPictures)
	}
	return out
}

func withoutPictures(page Page) Page {
	if !slices.ContainsFunc(page.Body, isPicture) {
		return page
	}
	var body []Block
	gone := 0 // the level of the section that goes
	for k, b := range page.Body {
		h, heading := b.(Heading)
		if heading && gone >= h.Level {
			gone = 0
		}
		if heading && gone == 0 && k+1 < len(page.Body) && isPicture(page.Body[k+1]) {
			gone = h.Level
		}
		if gone == 0 && !isPicture(b) {
			body = append(body, b)
		}
	}
	page.Body = body
	return page
}

func isPicture(b Block) bool {
	_, ok := b.(Picture)
	return ok
}

// whole makes a page about the whole map.
func (b *builder) whole(page, title string) Page {
	p := Page{Address: page, Title: title}
	p.add(Paragraph{say(Span{Text: b.title(), Page: address.Home})})
	return p
}

func (p *Page) add(blocks ...Block) { p.Body = append(p.Body, blocks...) }

// section adds a heading with what stands below it, unless nothing does.
func (p *Page) section(level int, title string, blocks ...Block) {
	p.anchored(level, say(title), "", blocks...)
}

func (p *Page) anchored(level int, title Line, anchor string, blocks ...Block) {
	var full []Block
	for _, b := range blocks {
		if t, ok := b.(Table); ok {
			b = t.shown()
		}
		if !empty(b) {
			full = append(full, b)
		}
	}
	if len(full) > 0 {
		p.add(Heading{level, title, anchor})
		p.add(full...)
	}
}

// over puts a heading over what has been added since there were so many blocks, if anything has.
func (p *Page) over(since int, title string) {
	if len(p.Body) > since {
		p.Body = slices.Insert(p.Body, since, Block(Heading{2, say(title), ""}))
	}
}

// shown is the table as it is worth showing: without empty columns, and as a list where only one is left.
func (t Table) shown() Block {
	t = t.tidy()
	if len(t.Head) != 1 || slices.ContainsFunc(t.Rows, func(row []Line) bool { return len(row) != 1 }) {
		return t
	}
	var list List
	for _, row := range t.Rows {
		list.Items = append(list.Items, row[0])
	}
	return list
}

// tidy leaves out the columns in which no row has anything to say.
func (t Table) tidy() Table {
	columns := len(t.Head)
	for _, row := range t.Rows {
		columns = max(columns, len(row))
	}
	out := Table{Head: nil, Rows: make([][]Line, len(t.Rows))}
	for c := range columns {
		used := false
		for _, row := range t.Rows {
			used = used || c < len(row) && len(row[c]) > 0
		}
		if !used {
			continue
		}
		if c < len(t.Head) {
			out.Head = append(out.Head, t.Head[c])
		}
		for r, row := range t.Rows {
			var cell Line
			if c < len(row) {
				cell = row[c]
			}
			out.Rows[r] = append(out.Rows[r], cell)
		}
	}
	return out
}

// empty reports whether a block has nothing to show.
func empty(b Block) bool {
	switch b := b.(type) {
	case nil:
		return true
	case Paragraph:
		return len(b.Text) == 0
	case List:
		return len(b.Items) == 0
	case Table:
		return len(b.Rows) == 0
	case Authored:
		return strings.TrimSpace(b.Markdown) == ""
	case Picture:
		return b.Path == ""
	}
	return false
}

// facts is the table at the head of a page: rows without a value are left out.
type facts struct{ Table }

func (f *facts) row(label string, value Line) {
	if len(value) > 0 {
		f.Rows = append(f.Rows, []Line{say(label), value})
	}
}

// links adds the links of a block, unless they are there.
func (f *facts) links(d *lang.Block) {
	if slices.ContainsFunc(f.Rows, func(row []Line) bool { return row[0][0].Text == "Links" }) {
		return
	}
	var links []Line
	for _, l := range d.Links {
		links = append(links, outside(l.Label, l.URL))
	}
	f.row("Links", separated(links, ", "))
}

// common adds what every named block can say of itself.
func (b *builder) common(f *facts, d *lang.Block) {
	f.row("Number", say(d.Ref.Value))
	f.links(d)
	f.row("Tags", say(strings.Join(d.Tags.Values(), ", ")))
	if d.Reviewed.Given() {
		reviewed := day(d.Reviewed)
		if d.ReviewEvery.Given() {
			reviewed += "; next by " + d.ReviewEvery.Value.DateAfter(d.Reviewed.Time).Format("2 January 2006") + " (" + every(d.ReviewEvery) + ")"
		}
		f.row("Last reviewed", say(reviewed))
	} else if d.ReviewEvery.Given() {
		f.row("Reviewed", say(every(d.ReviewEvery)+"; no review is on record"))
	}
	s := b.source(d)
	if b.printed {
		f.row("Source", say(Span{Text: s.at(), Style: Code, URL: s.URL}))
		return
	}
	f.row("Source", say(Span{Text: s.at(), Style: Code, URL: s.URL}, " (this page is generated: change it there)"))
}

// source is where a block is written.
func (b *builder) source(d *lang.Block) Source {
	return b.sourceAt(d.Header)
}

func (b *builder) sourceAt(r lang.Range) Source {
	s := Source{File: r.File, Line: r.Start.Line}
	if pattern := b.m.Settings.Docs.Source.Value; pattern != "" && s.File != "" {
		s.URL = strings.NewReplacer("{file}", encodePath(s.File), "{line}", s.line()).Replace(pattern)
	}
	return s
}
