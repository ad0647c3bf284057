package runbook

import (
	"path"
	"strconv"
	"strings"

	"handoff/render/output"
)

// markdown writes one page down in GitHub's dialect of Markdown.
type markdown struct {
	strings.Builder
	*book
	syntax syntax
	page   Page
	placed map[string]bool // anchors that are there already: of two, the first counts
}

func (b *book) page(p Page) []byte {
	w := &markdown{book: b, syntax: b.flavor.syntax, page: p, placed: map[string]bool{}}
	if w.syntax.before != nil {
		w.WriteString(w.syntax.before(b, p))
	}
	if w.syntax.title != nil {
		w.WriteString(w.syntax.title(b, p))
	} else {
		w.WriteString("# " + headingText(w.syntax.escapes.text(p.Title)) + "\n")
	}
	var previous Block
	for _, b := range p.Body {
		text := w.block(b)
		if text == "" {
			continue
		}
		w.WriteString("\n")
		if w.merges(previous, b) {
			w.WriteString("<!-- -->\n\n")
		}
		w.WriteString(text)
		previous = b
	}
	return []byte(w.String())
}

// merges reports whether the second block would be read as part of the first: a list followed by a list of its kind, or by an author's text
// that begins indented or with such a list; or an author's text that ends in one.
func (w *markdown) merges(a, b Block) bool {
	mark := func(b Block, last bool) byte { // what marks the list at one end of a block
		switch b := b.(type) {
		case List:
			if b.Style == Numbers {
				return '.'
			}
			return '-'
		case Notes:
			return '-'
		case Authored:
			return listMark(w.authored(b), last)
		}
		return 0
	}
	switch b := b.(type) {
	case List, Notes:
		return mark(a, true) == mark(b, false)
	case Authored:
		text := w.authored(b)
		list := mark(a, true) != 0
		_, authored := a.(Authored)
		return (list || authored) && (strings.HasPrefix(text, " ") || strings.HasPrefix(text, "\t") || mark(b, false) != 0 && mark(a, true) == mark(b, false))
	}
	return false
}

// block returns a block with its last line break, or "" where there is nothing to show.
func (w *markdown) block(b Block) string {
	switch b := b.(type) {
	case Heading:
		anchor := b.Anchor
		if w.placed[anchor] {
			anchor = ""
		}
		w.placed[anchor] = anchor != ""
		former := ""
		for _, id := range w.page.Former[b.Anchor] {
			if w.syntax.anchor != nil && !w.placed[id] {
				w.placed[id] = true
				former += w.syntax.anchor(id) + "\n\n"
			}
		}
		return former + w.syntax.heading(b.Level, headingText(w.line(b.Text, false)), anchor) + "\n"
	case Paragraph:
		if text := w.line(b.Text, false); text != "" {
			return w.start(b.Text, text) + "\n"
		}
	case List:
		return w.list(b)
	case Table:
		return w.table(b)
	case Picture:
		if w.syntax.picture != nil {
			return w.syntax.picture(w.book, w.page, b)
		}
		return w.image(b)
	case Authored:
		if text := w.authored(b); text != "" {
			return text + "\n"
		}
	case Keep:
		if b.Note != "" {
			return w.block(Authored{b.Note, 2})
		}
		return output.Keep(b.ID, "_"+w.syntax.escapes.text(b.Slot)+"_")
	case Notes:
		return w.notes(b)
	}
	return ""
}

func (w *markdown) image(p Picture) string {
	here := path.Dir(w.flavor.File(w.page.Address))
	return "![" + w.syntax.escapes.text(p.Alt) + "](" + encodePath(Relative(here, p.Path)) + ")\n"
}

func (w *markdown) authored(a Authored) string {
	if w.syntax.authored != nil {
		return w.syntax.authored(a.Markdown, a.Level)
	}
	return inert(a.Markdown, a.Level)
}

// notes are a list, in a box where the wiki has boxes.
func (w *markdown) notes(n Notes) string {
	if w.syntax.notes == nil || len(n.Items) == 0 {
		return w.list(List{Items: n.Items})
	}
	items := make([]string, len(n.Items))
	for i, item := range n.Items {
		items[i] = w.start(item, w.line(item, false))
	}
	return w.syntax.notes(n.Grave, items)
}

func (w *markdown) list(l List) string {
	var b strings.Builder
	for i, item := range l.Items {
		mark := "- "
		switch l.Style {
		case Numbers:
			mark = strconv.Itoa(i+1) + ". "
		case Boxes:
			mark = "- [ ] "
		}
		b.WriteString(mark + w.start(item, w.line(item, false)) + "\n")
	}
	return b.String()
}

func (w *markdown) table(t Table) string {
	if len(t.Rows) == 0 {
		return ""
	}
	columns := len(t.Head)
	for _, row := range t.Rows {
		columns = max(columns, len(row))
	}
	var b strings.Builder
	write := func(row []Line, bold bool) {
		b.WriteString("|")
		for i := range columns {
			cell := ""
			if i < len(row) {
				cell = w.line(row[i], true)
			}
			if bold && i == 0 && cell != "" {
				cell = "**" + cell + "**"
			}
			b.WriteString(" " + cell)
			if cell != "" {
				b.WriteString(" ")
			}
			b.WriteString("|")
		}
		b.WriteString("\n")
	}
	write(t.Head, false)
	b.WriteString("|" + strings.Repeat(" --- |", columns) + "\n")
	for _, row := range t.Rows {
		write(row, len(t.Head) == 0)
	}
	return b.String()
}

// line writes spans one after the other.
func (w *markdown) line(line Line, inTable bool) string {
	var b strings.Builder
	for _, s := range line {
		b.WriteString(w.span(s, inTable))
	}
	return strings.TrimSpace(b.String())
}

// start escapes what the first span of a line would mean at the start of one.
func (w *markdown) start(line Line, text string) string {
	if len(line) > 0 && line[0].Style == Plain && line[0].Page == "" && line[0].URL == "" {
		return w.syntax.escapes.start(text)
	}
	return text
}

func (w *markdown) span(s Span, inTable bool) string {
	target := w.target(s)
	var text string
	switch s.Style {
	case Code:
		text = w.syntax.escapes.code(s.Text, inTable)
	case Written:
		written := w.syntax.written
		if written == nil {
			written = inertCell
		}
		if text, fits := written(s.Text, inTable); fits {
			return text
		}
		return w.syntax.escapes.text(s.Text) // nothing is lost, even if it reads less well
	default:
		text = w.syntax.escapes.text(s.Text)
	}
	if text == "" {
		return pad(s.Text)
	}
	if target != "" {
		text = "[" + text + "](" + target + ")"
	}
	switch s.Style {
	case Strong:
		return "**" + text + "**"
	case Emphasis:
		return "_" + text + "_"
	case Plain:
		if target == "" {
			return padded(s.Text, text)
		}
	}
	return text
}

// target is where a span leads, or "" where it may not or there is nothing.
func (w *markdown) target(s Span) string {
	if s.URL != "" {
		return escapeURL(s.URL)
	}
	page, anchor := w.index.target(w.page.Address, s)
	if page == "" {
		return ""
	}
	return w.to(page, anchor)
}

// to is the target of a link from this page.
func (w *markdown) to(page, anchor string) string { return w.book.to(w.page.Address, page, anchor) }

func inertCell(markdown string, inTable bool) (string, bool) {
	text, fits := inertLine(markdown)
	if inTable {
		text = escapeBars(text)
	}
	return text, fits
}

// padded keeps the spaces round a text that escaping trims.
func padded(original, text string) string {
	if strings.HasPrefix(original, " ") {
		text = " " + text
	}
	if strings.HasSuffix(original, " ") {
		text += " "
	}
	return text
}

func pad(original string) string {
	if original != "" && strings.TrimSpace(original) == "" {
		return " "
	}
	return ""
}

// headingText sees to a heading that ends in the marks that close one, and to one with nothing in it.
func headingText(s string) string {
	if strings.HasSuffix(s, "#") {
		return s[:len(s)-1] + `\#`
	}
	if s == "" {
		return "(untitled)"
	}
	return s
}

// escapeBars escapes the bars that are not yet.
func escapeBars(s string) string {
	var b strings.Builder
	for i := range len(s) {
		if s[i] == '|' && !escaped(s, i) {
			b.WriteByte('\\')
		}
		b.WriteByte(s[i])
	}
	return b.String()
}

func hashes(level int) string { return strings.Repeat("#", min(max(level, 1), 6)) + " " }
