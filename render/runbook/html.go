package runbook

// Pages as XHTML: for the site of our own, and, with other links and pictures, for Confluence. Every fragment is well-formed XML (a strict
// parser reads it, and Confluence refuses anything else), and holds no element, attribute or link that is not written in this file or in
// authored.go.

import (
	"path"
	"strconv"
	"strings"
	"unicode"
)

// XHTML says how pages become fragments of XHTML. The zero value writes plain HTML whose links lead nowhere.
type XHTML struct {
	// Link is the URL of a page or of an anchor on it, seen from another page; "" where that page is not to be linked to. The anchor may be empty,
	// and the pages the same. It is only asked about pages and anchors that are there.
	Link func(from, to, anchor string) string
	// Picture is the markup that shows a picture, as XHTML; nil for an <img> in a <figure>. Like Link it is asked by several at a time.
	Picture func(page Page, picture Picture) string

	elements elements
}

// elements are what Confluence writes otherwise; a nil function is plain HTML.
type elements struct {
	link   func(to, anchor, body string) string // body is XHTML
	anchor func(id string) string               // instead of the heading's id
	code   func(language, text string) string
	image  func(url, alt string) string // one on the web
	boxes  func(items []string) string
	notes  func(grave bool, list string) string
}

// Fragment is one page as XHTML: its blocks, without its title.
type Fragment struct {
	Page     Page
	XHTML    string
	Contents []Entry // its headings, in order, for a table of contents
}

// Entry is one heading of a fragment. ID is unique on the page.
type Entry struct {
	Level int
	Text  string // plain text
	ID    string
}

// Fragments writes pages down, in their order. The same pages give the same bytes.
func (x XHTML) Fragments(pages []Page) []Fragment {
	index := newIndex(pages)
	out := make([]Fragment, len(pages))
	each(len(pages), func(i int) { out[i] = x.fragment(index, pages[i]) })
	return out
}

func (x XHTML) fragment(index index, p Page) Fragment {
	p = p.whole()
	w := &xhtml{XHTML: x, page: p, index: index, ids: map[string]bool{}}
	for _, b := range p.Body { // the anchors that links know come first: no heading may take their ids
		if h, ok := b.(Heading); ok && h.Anchor != "" {
			w.ids[h.Anchor] = false
			for _, id := range p.Former[h.Anchor] {
				w.ids[id] = false
			}
		}
	}
	return Fragment{Page: p, XHTML: w.body(p.Body), Contents: w.contents}
}

type xhtml struct {
	XHTML
	page     Page
	index    index
	ids      map[string]bool // true where an element has the id
	contents []Entry
}

func (w *xhtml) body(blocks []Block) string {
	var b strings.Builder
	for _, block := range blocks {
		b.WriteString(w.block(block))
	}
	return b.String()
}

func (w *xhtml) block(b Block) string {
	switch b := b.(type) {
	case Heading:
		return w.heading(b)
	case Paragraph:
		if text := w.line(b.Text); text != "" {
			return "<p>" + text + "</p>\n"
		}
	case List:
		return w.list(b)
	case Table:
		return w.table(b)
	case Picture:
		if w.Picture != nil {
			return w.Picture(w.page, b) + "\n"
		}
		return `<figure><img src="` + attribute(encodeURL(b.Path)) + `" alt="` + attribute(clean(b.Alt)) + `"/></figure>` + "\n"
	case Authored:
		return w.authored(b.Markdown, b.Level)
	case Notes:
		return w.notes(b)
	case Keep:
		if b.Note != "" {
			return w.authored(b.Note, 2)
		}
		if slot := clean(b.Slot); slot != "" {
			return `<p class="slot"><em>` + escapeXML(slot) + "</em></p>\n"
		}
	}
	return ""
}

func (w *xhtml) heading(h Heading) string {
	text := w.line(h.Text)
	if text == "" {
		text = "(untitled)"
	}
	id := h.Anchor
	if id == "" || w.ids[id] {
		id = w.free(slug(plainText(h.Text)))
	}
	w.ids[id] = true
	var former []string
	if id == h.Anchor {
		former = w.page.Former[id]
	}
	w.contents = append(w.contents, Entry{h.Level, plainText(h.Text), id})
	tag := "h" + strconv.Itoa(min(max(h.Level, 2), 6))
	if w.elements.anchor != nil {
		before := ""
		if id == h.Anchor {
			before = w.elements.anchor(id)
		}
		for _, id := range former {
			before += w.elements.anchor(id)
		}
		return "<" + tag + ">" + before + text + "</" + tag + ">\n"
	}
	for _, id := range former {
		text = `<span id="` + attribute(id) + `"></span>` + text
	}
	return "<" + tag + ` id="` + attribute(id) + `">` + text + "</" + tag + ">\n"
}

// free makes an id unique on the page.
func (w *xhtml) free(id string) string {
	for n := 1; ; n++ {
		tried := id
		if n > 1 {
			tried += "-" + strconv.Itoa(n)
		}
		if _, taken := w.ids[tried]; !taken {
			return tried
		}
	}
}

func (w *xhtml) list(l List) string {
	if len(l.Items) == 0 {
		return ""
	}
	items := make([]string, len(l.Items))
	for i, item := range l.Items {
		items[i] = w.line(item)
	}
	switch l.Style {
	case Boxes:
		if w.elements.boxes != nil {
			return w.elements.boxes(items)
		}
		var b strings.Builder
		b.WriteString("<ul class=\"checklist\">\n")
		for _, item := range items {
			b.WriteString(`<li><input type="checkbox" aria-label="done"/> ` + item + "</li>\n")
		}
		b.WriteString("</ul>\n")
		return b.String()
	case Numbers:
		return "<ol>\n<li>" + strings.Join(items, "</li>\n<li>") + "</li>\n</ol>\n"
	}
	return "<ul>\n<li>" + strings.Join(items, "</li>\n<li>") + "</li>\n</ul>\n"
}

// notes are a list in a box.
func (w *xhtml) notes(n Notes) string {
	list := w.list(List{Items: n.Items})
	switch {
	case list == "":
		return ""
	case w.elements.notes != nil:
		return w.elements.notes(n.Grave, list)
	case n.Grave:
		return "<div class=\"notes grave\">\n" + list + "</div>\n"
	}
	return "<div class=\"notes\">\n" + list + "</div>\n"
}

// narrow is how many columns a phone has no room for.
const narrow = 3

func (w *xhtml) table(t Table) string {
	if len(t.Rows) == 0 {
		return ""
	}
	columns := len(t.Head)
	for _, row := range t.Rows {
		columns = max(columns, len(row))
	}
	labels := make([]string, columns) // what a cell is called where a narrow screen shows each row as a card
	cards := columns >= narrow && len(t.Head) > 0 && w.elements.anchor == nil
	if cards {
		for i, cell := range t.Head {
			labels[i] = attribute(plainText(cell))
		}
	}
	var b strings.Builder
	role := func(name string) string { // what elements are, for screen readers, to whom those of a card would be no table any more
		if cards {
			return ` role="` + name + `"`
		}
		return ""
	}
	row := func(cells []Line, tag func(column int) string) {
		b.WriteString("<tr" + role("row") + ">")
		for i := range columns {
			text := ""
			if i < len(cells) {
				text = w.line(cells[i])
			}
			open := tag(i)
			name, _, _ := strings.Cut(open, " ")
			b.WriteString("<" + open + ">" + text + "</" + name + ">")
		}
		b.WriteString("</tr>\n")
	}
	facts := len(t.Head) == 0
	if facts {
		b.WriteString("<table class=\"facts\">\n")
	} else {
		if cards {
			b.WriteString("<table class=\"cards\" role=\"table\">\n<thead>\n")
		} else {
			b.WriteString("<table>\n<thead>\n")
		}
		row(t.Head, func(int) string { return `th scope="col"` })
		b.WriteString("</thead>\n")
	}
	b.WriteString("<tbody" + role("rowgroup") + ">\n")
	for _, cells := range t.Rows {
		row(cells, func(column int) string {
			switch {
			case facts && column == 0:
				return `th scope="row"`
			case labels[column] != "" && column < len(cells) && len(cells[column]) > 0:
				return "td" + role("cell") + ` data-label="` + labels[column] + `"`
			}
			return "td" + role("cell")
		})
	}
	b.WriteString("</tbody>\n</table>\n")
	return b.String()
}

func (w *xhtml) line(line Line) string {
	var b strings.Builder
	for _, s := range line {
		b.WriteString(w.span(s))
	}
	return strings.TrimSpace(b.String())
}

func (w *xhtml) span(s Span) string {
	if s.Style == Written {
		return w.written(s.Text)
	}
	text := escapeXML(clean(s.Text))
	if text == "" {
		return pad(s.Text)
	}
	if s.Style == Code {
		text = "<code>" + text + "</code>"
	}
	text = w.linked(s, text)
	switch s.Style {
	case Strong:
		return "<strong>" + text + "</strong>"
	case Emphasis:
		return "<em>" + text + "</em>"
	case Plain:
		if !strings.HasPrefix(text, "<a ") {
			return padded(s.Text, text)
		}
	}
	return text
}

// linked wraps a span's markup in its link, if it has one that may be followed.
func (w *xhtml) linked(s Span, body string) string {
	if s.URL != "" {
		if escapeURL(s.URL) != "" {
			return `<a href="` + attribute(encodeURL(strings.TrimSpace(s.URL))) + `">` + body + "</a>"
		}
		return body
	}
	page, anchor := w.index.target(w.page.Address, s)
	if page == "" {
		return body
	}
	if w.elements.link != nil {
		return w.elements.link(page, anchor, body)
	}
	if w.Link == nil {
		return body
	}
	if to := w.Link(w.page.Address, page, anchor); to != "" {
		return `<a href="` + attribute(encodeURL(to)) + `">` + body + "</a>"
	}
	return body
}

// What is escaped in a text, and in an attribute. They are made once: there are thousands of either on a page.
var (
	xmlText      = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;")
	xmlAttribute = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;", "'", "&#39;", "\n", "&#10;", "\t", "&#9;")
)

// escapeXML writes a text as the content of an element.
func escapeXML(s string) string {
	return xmlText.Replace(legal(s))
}

// attribute writes a text as the value of an attribute in double quotes.
func attribute(s string) string {
	return xmlAttribute.Replace(legal(s))
}

// legal drops what XML 1.0 does not allow in a document at all, not even as a reference: https://www.w3.org/TR/xml/#charsets.
func legal(s string) string {
	return strings.Map(func(r rune) rune {
		if r == '\n' || r == '\t' || r >= 0x20 && r <= 0xD7FF || r >= 0xE000 && r <= 0xFFFD || r >= 0x10000 {
			return r
		}
		return -1
	}, strings.ToValidUTF8(s, "\uFFFD"))
}

// encodeURL percent-encodes what has no place in a URL; what is encoded already stays so.
func encodeURL(s string) string {
	return strings.ReplaceAll(encodePath(s), "&amp;", "&")
}

// slug makes an id of a text: "Who does what" becomes who-does-what.
func slug(text string) string {
	var b strings.Builder
	for _, r := range strings.ToLower(text) {
		switch {
		case unicode.IsLetter(r) || unicode.IsDigit(r) || r == '_':
			b.WriteRune(r)
		case b.Len() > 0 && !strings.HasSuffix(b.String(), "-"):
			b.WriteByte('-')
		}
		if b.Len() > longestName {
			break
		}
	}
	if s := strings.Trim(b.String(), "-"); s != "" {
		return s
	}
	return "section"
}

// plainText is a line without its markup.
func plainText(line Line) string {
	var b strings.Builder
	for _, s := range line {
		b.WriteString(s.Text)
	}
	return clean(b.String())
}

// HTMLLink is the way from one page of such a site to another: ../role/duty_manager.html#anchor.
func HTMLLink(from, to, anchor string) string {
	target := ""
	if from != to {
		target = Relative(path.Dir(htmlFile(from)), htmlFile(to))
	}
	if anchor != "" {
		target += "#" + anchor
	}
	return target
}
