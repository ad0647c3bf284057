package product

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"strings"
	"sync"

	"handoff/cmd/internal/analysis"
	"handoff/render"
	"handoff/render/address"
	"handoff/render/output"
	"handoff/render/runbook"
	"handoff/render/site"
)

// Live is the interactive page of a map in parts, each made when it is asked for: a preview of a large map then draws what somebody looks at, and
// nothing else. It may be used by several goroutines.
type Live struct {
	Title  string
	Places []site.Place
	Views  []LiveView

	analysis *analysis.Analysis
	views    map[string]render.View // by ID
	write    stage
	pages    []runbook.Page
	texts    map[string]string
	plain    stage
	markdown map[string]string
	make     stage
	site     map[string][]byte
}

// stage is a part that is made once. If that fails by a panic, everybody who asks for it fails so, not only the first.
type stage struct {
	once   sync.Once
	failed any
}

func (s *stage) do(make func()) {
	s.once.Do(func() {
		defer func() { s.failed = recover() }()
		make()
	})
	if s.failed != nil {
		panic(s.failed)
	}
}

// smallMap is up to how many processes all texts of a map are written before it is shown; of a larger one those that are asked for.
const smallMap = 60

// LiveView is one picture that can be asked for. Mark changes when the picture does.
type LiveView struct {
	ID          string `json:"-"`
	Page        string `json:"page"`
	Perspective string `json:"perspective"`
	Label       string `json:"label"`
	Mark        string `json:"mark"`
}

// NewLive makes the page of a map.
func NewLive(a *analysis.Analysis) *Live {
	title := a.Map.Settings.Docs.Title.Value
	if title == "" {
		title = a.Map.Settings.Workspace.Name.Value
	}
	l := &Live{Title: title, analysis: a, views: map[string]render.View{}}
	l.Places = site.Places(a.Graph, title, a.Findings)
	if len(a.Graph.Processes) <= smallMap {
		l.Text("")
		l.Places = withPages(l.Places, l.pages)
	}
	views, _ := album(a.Graph) // a view that cannot be made is one tab less
	for _, v := range views {
		text, err := json.Marshal(v.View)
		if err != nil {
			continue
		}
		sum := sha256.Sum256(text)
		id := v.perspective + "@" + v.Page
		l.views[id] = v.View
		l.Views = append(l.Views, LiveView{ID: id, Page: v.Page, Perspective: v.perspective, Label: v.label, Mark: hex.EncodeToString(sum[:8])})
	}
	return l
}

// Shell is the page without its pictures and texts, with a script that brings them.
func (l *Live) Shell(script string) []byte {
	return site.Map{Title: l.Title, Places: l.Places}.Shell(script)
}

// Draw draws the picture of an ID as SVG.
func (l *Live) Draw(ctx context.Context, pen Pen, id string) ([]byte, error) {
	view, ok := l.views[id]
	if !ok {
		return nil, fmt.Errorf("this map has no picture %s", id)
	}
	svg, _ := render.FormatNamed("svg")
	page := id[strings.IndexByte(id, '@')+1:]
	drawn, err := pen.Draw(ctx, []Picture{{Name: "picture", Page: page, View: view}}, svg, "", func(_, place string) string { return site.Hash(place) })
	if err != nil {
		return nil, err
	}
	return drawn[0].Content, nil
}

// Text is the runbook of a page as an XHTML fragment; "" for a page that there is none of. All are written when the first is asked for.
func (l *Live) Text(page string) string {
	l.write.do(func() {
		if l.analysis == nil {
			return
		}
		l.pages = pagesOf(l.analysis, nil)
		l.texts = texts(l.pages)
	})
	return l.texts[page]
}

// Markdown is a runbook page as plain Markdown, without pictures; false for a page that there is none of.
func (l *Live) Markdown(page string) (string, bool) {
	l.Text("")
	l.plain.do(func() {
		l.markdown = map[string]string{}
		flavor := runbook.Flavors[0]
		byFile := map[string]string{}
		for _, p := range l.pages {
			byFile[flavor.File(p.Address)] = p.Address
		}
		for _, f := range flavor.Files(runbook.Book{Pages: l.pages}, "") {
			if address, ok := byFile[f.Path]; ok {
				l.markdown[address] = string(f.Content)
			}
		}
	})
	text, ok := l.markdown[page]
	return text, ok
}

// Pages are the addresses of all runbook pages, in their order.
func (l *Live) Pages() []string {
	l.Text("")
	var out []string
	for _, p := range l.pages {
		out = append(out, p.Address)
	}
	return out
}

// Site is the static site of the map, as docs --flavor html writes it, but with the interactive page one folder up: its files by path. All of it is made
// when it is first asked for. A picture that cannot be drawn is missing from it.
func (l *Live) Site(ctx context.Context, pen Pen) map[string][]byte {
	l.make.do(func() {
		l.site = map[string][]byte{}
		for _, flavor := range runbook.Flavors {
			if flavor.Site && l.analysis != nil {
				m := making{pen: pen, ctx: context.WithoutCancel(ctx), analysis: l.analysis, book: Handbook{Flavor: flavor}, pageFile: "../" + PageFile}
				m.runbooks(&Undrawn{}, func(f output.File, err error) bool {
					l.site[f.Path] = f.Content
					return err == nil
				})
			}
		}
	})
	return l.site
}

// Empty is a page without anything on it.
func Empty(title string) *Live {
	return &Live{Title: title, Places: []site.Place{{Address: address.Home, Kind: "landscape", Title: title}}}
}

// NewBook is a Live without pictures: its texts only.
func NewBook(a *analysis.Analysis) *Live { return &Live{analysis: a} }
