package importer

import (
	"html"
	"strings"

	"handoff/lang/lazyregexp"
)

var (
	delimiterRow  = lazyregexp.New(`^\s*\|?\s*:?-+:?\s*(\|\s*:?-+:?\s*)*\|?\s*$`)
	markdownLink  = lazyregexp.New(`!?\[([^\]]*)\]\([^)]*\)`)
	markdownBreak = lazyregexp.New(`(?i)<br\s*/?>`)
)

// readMarkdown reads pipe tables: a line with pipes, a line of dashes below it, and the lines with pipes that follow.
func readMarkdown(text string) ([]*table, error) {
	lines := strings.Split(text, "\n")
	var out []*table
	for i := 0; i+1 < len(lines); i++ {
		if !strings.Contains(lines[i], "|") || !strings.Contains(lines[i+1], "|") || !delimiterRow.MatchString(lines[i+1]) {
			continue
		}
		t := &table{}
		if err := t.add(i+1, pipes(lines[i])); err != nil {
			return nil, err
		}
		for i += 2; i < len(lines) && strings.Contains(lines[i], "|"); i++ {
			if err := t.add(i+1, pipes(lines[i])); err != nil {
				return nil, err
			}
		}
		out = append(out, t)
	}
	return out, nil
}

// pipes splits a line at its pipes, save those behind a backslash, and takes the markup off.
func pipes(line string) []string {
	line = strings.TrimPrefix(strings.TrimSpace(line), "|")
	if strings.HasSuffix(line, "|") && !strings.HasSuffix(line, `\|`) {
		line = line[:len(line)-1]
	}
	const escaped = "\x00"
	cells := strings.Split(strings.ReplaceAll(line, `\|`, escaped), "|")
	for i, c := range cells {
		c = strings.ReplaceAll(c, escaped, "|")
		c = markdownLink.ReplaceAllString(markdownBreak.ReplaceAllString(c, " "), "$1")
		c = strings.TrimSpace(c)
		for _, mark := range []string{"**", "__", "~~", "*", "_", "`"} {
			if len(c) > 2*len(mark) && strings.HasPrefix(c, mark) && strings.HasSuffix(c, mark) {
				c = c[len(mark) : len(c)-len(mark)]
			}
		}
		cells[i] = html.UnescapeString(c)
	}
	return cells
}
