// Package site makes of a map what people click through: the interactive page, one file that holds the whole map (Map), and the shell of the
// static docs site (Site). Both work from disk, without a server or a network, and are made from one bundle of styles and scripts (bundle.go).
//
// What is shown comes in ready: pictures as SVG, texts of pages as XHTML fragments that their writer has made safe. All else is plain text here,
// and is escaped where it is written.
//
// How to make a docs site:
//
//	s := &site.Site{Title: "Service management", Pages: entries, Map: "map.html"} // entries: every page, home first
//	content := s.Page(site.Page{Entry: entries[3], Body: fragment})               // one file, to be written at entries[3].Path
//	files := s.Assets()                                                           // after the last page: styles, scripts, the search index
//
// The shell writes the page's title (h1), its breadcrumb, navigation and source line; a fragment begins below them, its headings at h2. Pictures go
// into a fragment inline, as Site.Picture returns them. Links in a fragment are relative file names.
package site

import (
	"path"
	"strings"
	"sync"

	"handoff/render/output"
)

// Entry is a page of the site in its navigation and its search.
type Entry struct {
	Address string // its page address: `process/incident_management`
	Title   string
	Path    string  // its file, from the root of the site: `process/incident_management.html`
	Kind    string  // of a part: "step"; of a page it is in its address
	Note    string  // a few words that tell it from others of its name, such as the team; may be empty
	Words   string  // what else it is to be found by; may be empty
	Parts   []Entry // what can be found on it by itself, such as steps; their Path has an anchor
}

// Page is one page to be written.
type Page struct {
	Entry
	Body      string // an XHTML fragment, written as it is: whoever made it has escaped it
	Source    string // where what it is about is written: "incident.handoff.hcl:12"; may be empty
	SourceURL string // where to see that; may be empty
}

// Site is a docs site: what all its pages have in common.
type Site struct {
	Title string
	Pages []Entry // in the order in which they are listed; the first is the home page
	Map   string  // the interactive page, from the root of the site: "../map.html"; empty for none
	// AssetsFolder is where the styles and scripts go, from the root of the site; "" is "assets".
	AssetsFolder string

	styles styles // of the pictures on its pages
	once   sync.Once
	sorted []group
}

// groups are the parts of the navigation, which are the same on every page. The pages are known when the first is written.
func (s *Site) groups() []group {
	s.once.Do(func() { s.sorted = groups(s.Pages) })
	return s.sorted
}

// Picture returns an SVG as it stands in a page, with what its drawing shares with all others moved to the site's style sheet. Once it has seen all
// pictures, it may be asked about them again by several at a time.
func (s *Site) Picture(svg []byte) string { return s.styles.take(svg) }

// Assets are the files that all pages share. Call it after the last Picture.
func (s *Site) Assets() []output.File {
	return []output.File{
		{Path: s.asset("site.css"), Content: []byte(siteStyle() + s.styles.light())},
		{Path: s.asset("dark.css"), Content: []byte(darkStyle() + s.styles.dark())},
		{Path: s.asset("theme.js"), Content: []byte(themeScript())},
		{Path: s.asset("site.js"), Content: []byte(siteScript())},
		{Path: s.asset("index.js"), Content: s.index()},
	}
}

func (s *Site) asset(name string) string {
	folder := s.AssetsFolder
	if folder == "" {
		folder = "assets"
	}
	return path.Join(folder, name)
}

// group is a part of the navigation.
type group struct {
	Title string
	Kind  string
	Of    []Entry
	at    map[string]int // where in Of an address is, in a long group
}

// groupTitles name the kinds of pages there are, in the order of the navigation. The home page stands before them all; "" is for pages about the whole
// map.
var groupTitles = []struct{ kind, title string }{
	{"service", "Services"},
	{"process", "Processes"},
	{"interface", "Handoffs"},
	{"artifact", "Records"},
	{"team", "Teams"},
	{"role", "Roles"},
	{"", "Across the map"},
	{"binder", "Binders"},
	{"rule", "Rules"},
}

// kindOf is the kind of block a page is about; empty for pages about the whole map.
func kindOf(address string) string {
	kind, _, found := strings.Cut(address, "/")
	if !found {
		return ""
	}
	return kind
}

// groups sorts entries into the parts of the navigation, the first of which is the home page; pages of kinds that are not known come last, under the
// kind itself.
func groups(entries []Entry) []group {
	if len(entries) == 0 {
		return nil
	}
	of := map[string][]Entry{}
	var kinds []string
	for _, e := range entries[1:] {
		kind := kindOf(e.Address)
		if of[kind] == nil {
			kinds = append(kinds, kind)
		}
		of[kind] = append(of[kind], e)
	}
	out := []group{{Of: entries[:1]}}
	take := func(kind, title string) {
		if list := of[kind]; list != nil {
			out = append(out, group{Title: title, Kind: kind, Of: list})
			delete(of, kind)
		}
	}
	for _, g := range groupTitles {
		take(g.kind, g.title)
	}
	for _, kind := range kinds {
		take(kind, kind)
	}
	for i, g := range out {
		if len(g.Of) <= longGroup {
			continue
		}
		out[i].at = map[string]int{}
		for k, e := range g.Of {
			out[i].at[e.Address] = k
		}
	}
	return out
}

// titleOf is the title of a kind's group, or the kind itself.
func titleOf(kind string) string {
	for _, g := range groupTitles {
		if g.kind == kind {
			return g.title
		}
	}
	return kind
}
