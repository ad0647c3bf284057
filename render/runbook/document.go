package runbook

// A page is a short list of blocks, not text: what a map says goes into spans as it stands and is escaped in one place only, where a flavour
// writes the page down. So no page can forget to.

// Page is one page of the wiki. Address is made from the address of what it is about, never from a title: `process/incident_management`.
type Page struct {
	Address string
	Title   string
	Source  Source // where what it is about is written; zero for pages about the whole map
	Body    []Block
	// Former are the anchors by which headings went before what they are about was renamed, by the anchors they have now. Flavours that take anchors of
	// ours keep them, so that no link goes stale.
	Former  map[string][]string
	MovedTo string // where readers of an address that is no more are sent; its page says only that

	again func() Page // makes all of it, where Body is its outline only: see Outlines
}

// Source is a place in the map's files. URL is where to see it, if the workspace says so.
type Source struct {
	File string
	Line int
	URL  string
}

// Block is one element of a page. The types below are all there are; a flavour knows each of them.
type Block interface{ block() }

// Heading is a heading below the page's title. Level counts from 2. Anchor, where set, is what links to it name; it is unique on the page.
type Heading struct {
	Level  int
	Text   Line
	Anchor string
}

// Paragraph is a paragraph.
type Paragraph struct{ Text Line }

// List is a list: with bullets, numbers, or boxes to tick.
type List struct {
	Style ListStyle
	Items []Line
}

// ListStyle is how the items of a list are marked.
type ListStyle uint8

// The list styles.
const (
	Bullets ListStyle = iota
	Numbers
	Boxes
)

// Table is a table. Where Head is empty, the first column is what a row is about, and a flavour sets it off.
type Table struct {
	Head []Line
	Rows [][]Line
}

// Picture shows an SVG file beside the wiki. Path is relative to the wiki's folder; Alt says what the picture shows.
type Picture struct {
	Path string
	Alt  string
}

// Authored is Markdown that the author of the map wrote. It is shown as Markdown, but can do nothing to the page around it: see inert.
type Authored struct {
	Markdown string
	Level    int // its headings are demoted below this level
}

// Keep is a place for people to write: what they put there survives. ID begins with the address of what it is about.
type Keep struct {
	ID   string
	Slot string // what stands there until they do; plain text
	Note string // what they wrote elsewhere, as Markdown: it is shown as it is, and is no place to write
}

// Notes are remarks that stand out from the text round them: what the checks found.
type Notes struct {
	Grave bool
	Items []Line
}

func (Heading) block()   {}
func (Paragraph) block() {}
func (List) block()      {}
func (Table) block()     {}
func (Picture) block()   {}
func (Authored) block()  {}
func (Keep) block()      {}
func (Notes) block()     {}

// Span is a run of text. A span with Page leads to a page of the wiki, if that page is there; one with URL leads outside, if that is a place
// a link may lead to.
type Span struct {
	Text   string
	Style  Style
	Page   string
	Anchor string
	URL    string
}

// Style is how a span is set.
type Style uint8

// The styles. Written is one paragraph of an author's Markdown.
const (
	Plain Style = iota
	Strong
	Emphasis
	Code
	Written
)

// Line is text without line breaks.
type Line []Span

// say strings texts, spans and lines together. Empty texts leave no trace.
func say(parts ...any) Line {
	var out Line
	for _, part := range parts {
		switch p := part.(type) {
		case string:
			if p != "" {
				out = append(out, Span{Text: p})
			}
		case Span:
			out = append(out, p)
		case Line:
			out = append(out, p...)
		}
	}
	return out
}

// listed joins lines as people do: "a", "a and b", "a, b and c".
func listed(items []Line, last string) Line {
	var out Line
	for i, item := range items {
		switch {
		case i == 0:
		case i == len(items)-1:
			out = append(out, Span{Text: " " + last + " "})
		default:
			out = append(out, Span{Text: ", "})
		}
		out = append(out, item...)
	}
	return out
}

// separated joins lines with one separator throughout.
func separated(items []Line, separator string) Line {
	var out Line
	for i, item := range items {
		if i > 0 {
			out = append(out, Span{Text: separator})
		}
		out = append(out, item...)
	}
	return out
}

func strong(text string) Span { return Span{Text: text, Style: Strong} }
func code(text string) Span   { return Span{Text: text, Style: Code} }

// labelled is "**Label:** rest", the shape of most short facts.
func labelled(label string, rest ...any) Line {
	return append(Line{strong(label + ":"), Span{Text: " "}}, say(rest...)...)
}
