package runbook

// Wikis that take no anchors from their pages name headings themselves. So that links find them, the names are worked out as the wiki does.

import (
	"fmt"
	"strconv"
	"strings"
	"unicode"
)

// slugs finds what the wiki will call the anchors of all pages.
func (b *book) slugs() map[string]map[string]string {
	all := map[string]map[string]string{}
	for _, p := range b.Pages {
		taken := map[string]bool{}
		anchors := map[string]string{}
		for _, block := range p.Body {
			h, ok := block.(Heading)
			if !ok {
				continue
			}
			name := b.flavor.syntax.slug(plainText(h.Text), taken)
			taken[name] = true
			if _, twice := anchors[h.Anchor]; !twice {
				anchors[h.Anchor] = name
			}
		}
		all[p.Address] = anchors
	}
	return all
}

// to is the target of a link, with the anchor as the wiki calls it.
func (b *book) to(from, page, anchor string) string {
	if b.anchors != nil && anchor != "" {
		anchor = b.anchors[page][anchor]
	}
	return b.flavor.syntax.link(b, from, page, anchor)
}

// gitlabSlug is GitLab's: lower case, letters, digits, _ and - only, spaces as hyphens, never two hyphens together, and a number after one that is
// taken. Source: GitLab's documentation, "Heading IDs and links".
func gitlabSlug(text string, taken map[string]bool) string {
	var b strings.Builder
	for _, r := range strings.ToLower(text) {
		switch {
		case unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) || r == '_':
			b.WriteRune(r)
		case (r == ' ' || r == '-') && !strings.HasSuffix(b.String(), "-"):
			b.WriteByte('-')
		}
	}
	return numbered(b.String(), taken)
}

// azureSlug is that of Azure DevOps: lower case, spaces as hyphens, everything else percent-encoded in links. Source: Microsoft's documentation,
// "Markdown syntax for files, widgets, wikis", on anchor links.
func azureSlug(text string, taken map[string]bool) string {
	var b strings.Builder
	for _, c := range []byte(strings.ReplaceAll(strings.ToLower(text), " ", "-")) {
		if c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || strings.IndexByte("-_.!~*'()", c) >= 0 { // as browsers' encodeURIComponent
			b.WriteByte(c)
		} else {
			fmt.Fprintf(&b, "%%%02X", c)
		}
	}
	return numbered(b.String(), taken)
}

func numbered(name string, taken map[string]bool) string {
	tried := name
	for n := 1; taken[tried]; n++ {
		tried = name + "-" + strconv.Itoa(n)
	}
	return tried
}
