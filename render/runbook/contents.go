package runbook

// The order of the pages, for sidebars and trees: the home page and the pages about the whole map first, then the pages of each kind.

import (
	"strconv"
	"strings"
)

// part is a stretch of the contents: the pages of one kind.
type part struct {
	Kind  string // of the addresses: "process"; empty for pages about the whole map
	Title string
	List  Page // the page that stands above them in a tree
	Own   bool // List is a page of the book, and stands among those about the whole map
	Pages []Page
}

// kinds are the kinds of pages in the order in which they are listed, with what they are called together.
var kinds = []struct{ kind, title string }{
	{"service", "Services"}, {"process", "Processes"}, {"interface", "Handoffs"}, {"artifact", "Records"}, {"team", "Teams"}, {"role", "Roles"},
}

// kindOf is the kind of page an address names, "" for a page about the whole map.
func kindOf(address string) string {
	kind, _, below := strings.Cut(address, "/")
	if !below {
		return ""
	}
	return kind
}

func kindTitle(kind string) string {
	for _, k := range kinds {
		if k.kind == kind {
			return k.title
		}
	}
	if kind == "" {
		return "Across the map"
	}
	return strings.ToUpper(kind[:1]) + strings.ReplaceAll(kind[1:], "_", " ") + "s"
}

// contents sorts the pages, but for the first, which is the home page, and for those that have moved.
func (b *book) contents() []part {
	byKind := map[string][]Page{}
	order := []string{""}
	for _, k := range kinds {
		order = append(order, k.kind)
	}
	known := len(order)
	for i, p := range b.Pages {
		if i == 0 || p.MovedTo != "" {
			continue
		}
		kind := kindOf(p.Address)
		if byKind[kind] == nil && !in(order, kind) {
			order = append(order, kind)
		}
		byKind[kind] = append(byKind[kind], p)
	}
	// Kinds that are not in the list come after those that are; the pages of rules, which are looked up from findings, last.
	for i := known; i < len(order)-1; i++ {
		if order[i] == "rule" {
			order[i], order[i+1] = order[i+1], order[i]
		}
	}
	var out []part
	for _, kind := range order {
		if pages := byKind[kind]; len(pages) > 0 {
			p := part{Kind: kind, Title: kindTitle(kind), Pages: pages}
			p.List, p.Own = b.listOf(kind, pages)
			out = append(out, p)
		}
	}
	return out
}

func in(list []string, s string) bool {
	for _, one := range list {
		if one == s {
			return true
		}
	}
	return false
}

// listOf is the page that lists the pages of a kind: the book's own, if it has one, else one made for the purpose.
func (b *book) listOf(kind string, pages []Page) (list Page, own bool) {
	address := strings.ToLower(kindTitle(kind))
	for _, p := range b.Pages {
		if p.Address == address {
			return p, true
		}
	}
	var items []Line
	for _, page := range pages {
		items = append(items, say(Span{Text: page.Title, Page: page.Address}))
	}
	return Page{Address: address, Title: kindTitle(kind), Body: []Block{List{Items: items}}}, false
}

// titles gives every page a title of its own, since some wikis know pages by nothing else: where several have the same, all but pages about the
// whole map say what they are about.
func titles(pages []Page) map[string]string {
	count := map[string]int{}
	fold := func(title string) string { return strings.ToLower(clean(title)) }
	for _, p := range pages {
		count[fold(p.Title)]++
	}
	out := map[string]string{}
	taken := map[string]bool{}
	for _, p := range pages {
		title := clean(p.Title)
		if title == "" {
			title = p.Address
		}
		if count[fold(p.Title)] > 1 && kindOf(p.Address) != "" {
			title += " (" + kindOf(p.Address) + ")"
		}
		unique := title
		for n := 2; taken[fold(unique)]; n++ {
			unique = title + " " + strconv.Itoa(n)
		}
		taken[fold(unique)] = true
		out[p.Address] = unique
	}
	return out
}
