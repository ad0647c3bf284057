package runbook

// A large wiki is never in memory as a whole. What is kept of a page is its outline, which is all that the other pages, lists and links want to
// know of it; the page itself is made once more when it is written down.

// elided stands in an outline for blocks that are not kept.
type elided struct{}

func (elided) block() {}

// outlined makes a page and keeps its outline, and how to make it again.
func outlined(again func() Page) Page {
	p := again()
	p.Body = outline(p.Body)
	p.again = again
	return p
}

// outline keeps the headings of a page, its pictures, its places to write, and the paragraphs before the first heading, which are its summary and
// its shortcuts.
func outline(body []Block) []Block {
	var out []Block
	headed := false
	for _, b := range body {
		switch b.(type) {
		case Heading:
			headed = true
		case Picture, Keep:
		case Paragraph:
			if headed {
				b = elided{}
			}
		default:
			b = elided{}
		}
		if n := len(out); b != (elided{}) || n == 0 || out[n-1] != (elided{}) {
			out = append(out, b)
		}
	}
	return out
}

// whole is the page with all its blocks.
func (p Page) whole() Page {
	if p.again == nil {
		return p
	}
	return p.again()
}

// Changed is a page after a change to its body. What the change does must only depend on what an outline keeps, and on where there is something else.
func (p Page) Changed(change func(Page) Page) Page {
	out := change(p)
	if again := p.again; again != nil {
		out.again = func() Page { return change(again()) }
	}
	return out
}
