package runbook

import (
	"path"
	"strings"
	"unicode/utf8"

	"handoff/render/address"
)

// llms is the index of the wiki for programs that read it, language models among them: a title, a summary, and lists of links with a word on each.
// The form is that of https://llmstxt.org: one H1, a quotation, then an H2 for each list.
func (b *book) llms() []byte {
	var s strings.Builder
	home := b.Pages[0]
	s.WriteString("# " + headingText(escape(home.Title)) + "\n\n")
	s.WriteString("> Runbooks and reference pages, generated from a map of processes: what each does, who does it, what it hands on to whom, in what time, and whom to tell when it is late.\n")
	entry := func(title, file, note string) {
		s.WriteString("- [" + escape(title) + "](" + encodePath(Relative(b.flavor.Served, file)) + ")")
		if note != "" {
			s.WriteString(": " + escape(note))
		}
		s.WriteString("\n")
	}
	s.WriteString("\n## Start here\n\n")
	entry(home.Title, b.flavor.File(address.Home), "the home page: emergencies, what needs attention, lists of everything")
	for _, part := range b.contents() {
		s.WriteString("\n## " + part.Title + "\n\n")
		for _, p := range part.Pages {
			entry(b.label(p), b.flavor.File(p.Address), summary(p))
		}
	}
	if b.Map != "" {
		s.WriteString("\n## Data\n\n")
		entry("The compiled map", b.Map, "everything above as JSON, for programs")
		entry("Its JSON Schema", path.Join(path.Dir(b.Map), "map.schema.json"), "what each part of the compiled map means")
	}
	return []byte(s.String())
}

// summary is the first sentence or two on a page that say what it is about: its first paragraph, but for the way back to the home page.
func summary(p Page) string {
	for _, block := range p.Body {
		switch block := block.(type) {
		case Heading:
			return ""
		case Paragraph:
			if len(block.Text) == 0 || block.Text[0].Page == address.Home {
				continue
			}
			text := plainText(block.Text)
			const longest = 200
			if utf8.RuneCountInString(text) > longest {
				text = string([]rune(text)[:longest-1]) + "…"
			}
			return text
		}
	}
	return ""
}
