package output

// Kept blocks are the stretches of a generated file that belong to people:
//
//	<!-- handoff:keep process.incident_management/known-fixes -->
//	…
//	<!-- handoff:end -->
//
// The id begins with the address of what the block is about and is unique in the folder, so a block is found again wherever its page
// has gone. Each marker stands on a line of its own. Whoever writes `internal` behind the id keeps the text out of what is published.

import (
	"strings"
)

const (
	keepOpen  = "<!-- handoff:keep "
	keepClose = " -->"
	keepEnd   = "<!-- handoff:end -->"

	internalWord = " internal"
)

// Keep returns a kept block with the text that stands in it until somebody writes something better. The text must not hold a marker.
func Keep(id, text string) string {
	return keepOpen + id + keepClose + "\n" + strings.Trim(text, "\n") + "\n" + keepEnd + "\n"
}

// block is one kept block found in a file.
type block struct {
	id         string
	internal   bool
	text       string // between the marker lines, as it stands
	start, end int    // of the opening mark and the text, in the file
}

// opening is the mark a block begins with, with its line break.
func opening(id string, internal bool) string {
	if internal {
		id += internalWord
	}
	return keepOpen + id + keepClose + "\n"
}

// blocks finds the kept blocks of a file. It is false where the markers do not pair up: then there is no telling what belongs to whom.
func blocks(content string) (found []block, ok bool) {
	open := false
	text := 0
	for offset := 0; offset < len(content); {
		line, _, _ := strings.Cut(content[offset:], "\n")
		next := min(offset+len(line)+1, len(content))
		switch trimmed := strings.TrimRight(line, " \t"); {
		case strings.HasPrefix(trimmed, keepOpen) && strings.HasSuffix(trimmed, keepClose):
			if open {
				return nil, false
			}
			open, text = true, next
			id, internal := strings.CutSuffix(strings.TrimSpace(trimmed[len(keepOpen):len(trimmed)-len(keepClose)]), internalWord)
			found = append(found, block{id: strings.TrimSpace(id), internal: internal, start: offset})
		case trimmed == keepEnd:
			if !open {
				return nil, false
			}
			open = false
			last := &found[len(found)-1]
			last.end = offset
			last.text = content[text:last.end]
		}
		offset = next
	}
	return found, !open
}

// replace puts other texts, with their marks, into the kept blocks of a file.
func replace(content string, found []block, with func(block) string) string {
	var b strings.Builder
	at := 0
	for _, k := range found {
		b.WriteString(content[at:k.start])
		b.WriteString(with(k))
		at = k.end
	}
	b.WriteString(content[at:])
	return b.String()
}

// skeleton is a file without the texts of its kept blocks: all that handoff is answerable for.
func skeleton(content string) string {
	found, ok := blocks(content)
	if !ok {
		return content
	}
	return replace(content, found, func(k block) string { return opening(k.id, false) })
}

// The page of notes that have lost their place is the one file that people may cut from: a section at a time, when they have moved its text
// to where it belongs.

const notesHeading = "## `"

func (n Notes) page(list []note) string {
	var b strings.Builder
	b.WriteString(strings.TrimRight(n.Head, "\n") + "\n")
	for _, one := range list {
		b.WriteString("\n" + notesHeading + one.id + "`\n\n" + opening(one.id, one.internal) + one.text)
		if !strings.HasSuffix(one.text, "\n") {
			b.WriteString("\n")
		}
		b.WriteString(keepEnd + "\n")
	}
	return b.String()
}

// skeleton of the notes page leaves out whole sections.
func (n Notes) skeleton(content string) string {
	found, ok := blocks(content)
	if !ok {
		return content
	}
	var b strings.Builder
	at := 0
	for _, k := range found {
		head := content[at:k.start]
		if i := strings.LastIndex(head, "\n"+notesHeading+k.id+"`\n"); i >= 0 {
			head = head[:i]
		}
		b.WriteString(head)
		at = k.end + len(keepEnd)
	}
	b.WriteString(content[at:])
	return strings.TrimRight(b.String(), "\n") + "\n"
}
