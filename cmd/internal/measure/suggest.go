package measure

import (
	"fmt"
	"io"
	"strings"

	"handoff/cmd/internal/terminal"
	"handoff/graph/kpi"
)

// Suggest writes a proposed source block, with what was counted as comments: the whole is valid in handoff.hcl as it stands.
func Suggest(w io.Writer, name, log string, s *kpi.Suggestion) error {
	var b strings.Builder
	line := func(format string, args ...any) {
		b.WriteString(strings.TrimRight(fmt.Sprintf(format, args...), " ") + "\n")
	}
	part := "all of it"
	if !s.Whole {
		part = "its beginning"
	}
	line("# Proposed from %s (%s, %s): %s and %s were looked at.", terminal.Line(log), s.Format, s.Encoding, part, plural(len(s.Rows), "row"))
	if s.Cases > 0 {
		line("# %s, %.1f events each.", plural(s.Cases, "case"), s.PerCase)
	}
	line("#")
	line("# Which column is what, with a score from 0 to 1:")
	for _, r := range s.Roles {
		if len(r.Candidates) == 0 {
			line("#   %-9s none", r.Role)
			continue
		}
		for k, c := range r.Candidates {
			mark, role := " ", ""
			if k == 0 {
				role = r.Role
				if r.Best() != nil {
					mark = "*"
				}
			}
			line("#   %-9s %s %.2f  %s: %s", role, mark, c.Score, terminal.Line(c.Column), terminal.Line(strings.Join(c.Evidence, "; ")))
		}
	}
	for _, d := range s.Doubt {
		line("# In doubt: %s", terminal.Line(d))
	}
	if s.Role("case") == "" || s.Role("time") == "" && s.Format != "xes" && s.Format != "ocel" {
		line("#")
		line("# No column can be the case, or the time, so there is nothing to propose. Name them by hand: columns { case = \"…\" time = \"…\" }.")
		_, err := io.WriteString(w, b.String())
		return err
	}
	line("")
	line("source %s {", hcl(name))
	body := suggestion{s, line}
	before := b.Len()
	body.head()
	if b.Len() > before {
		line("")
	}
	body.columns()
	body.meanings()
	line("}")
	_, err := io.WriteString(w, b.String())
	return err
}

type suggestion struct {
	*kpi.Suggestion
	line func(string, ...any)
}

// hcl is a text in quotes as a map file has it. What a terminal would obey or hide is spelled as an escape, so that the word stays the log's.
func hcl(text string) string {
	var b strings.Builder
	for _, r := range strings.NewReplacer(`\`, `\\`, `"`, `\"`, "${", "$${", "%{", "%%{").Replace(text) {
		switch {
		case r == '\n':
			b.WriteString(`\n`)
		case r == '\r':
			b.WriteString(`\r`)
		case r == '\t':
			b.WriteString(`\t`)
		case terminal.Line(string(r)) == string(r):
			b.WriteRune(r)
		case r > 0xffff:
			fmt.Fprintf(&b, `\U%08x`, r)
		default:
			fmt.Fprintf(&b, `\u%04x`, r)
		}
	}
	return `"` + b.String() + `"`
}

func list(words []kpi.Meant) string {
	quoted := make([]string, len(words))
	for k, w := range words {
		quoted[k] = hcl(w.Word)
	}
	return "[" + strings.Join(quoted, ", ") + "]"
}

// head says how the file is read, where that is not plain.
func (s suggestion) head() {
	if s.Format == "csv" && s.Delimiter != "," && s.Delimiter != "" {
		s.line("  delimiter = %s", hcl(s.Delimiter))
	}
	if s.Layout != "" && s.Layout != "iso" {
		s.line("  time_layout = %s", hcl(s.Layout))
	}
	if s.Order != "" && s.Format != "xes" {
		note := ""
		if !s.Whole {
			note = " # as far as was looked"
		}
		s.line("  order = %s%s", hcl(s.Order), note)
	}
	if s.Role("group") == "" && s.Role("actor") != "" {
		s.line("  by = \"actor\" # no column can be a group")
	}
	if len(s.Fields) > 0 {
		s.line("  artifact = %s", s.Artifact)
		s.line("  fields = {")
		for _, f := range s.Fields {
			s.line("    %s = %s # filled in %s of %s rows", f.Field, hcl(f.Column), count(f.Filled), count(f.Of))
		}
		s.line("  }")
	}
	s.links()
}

// links names the columns that name other cases. Where the map does not say along which interface, a person has to.
func (s suggestion) links() {
	var sure, doubt []kpi.LinkGuess
	for _, l := range s.Links {
		if len(l.Interfaces) == 1 {
			sure = append(sure, l)
		} else {
			doubt = append(doubt, l)
		}
	}
	if len(sure) > 0 {
		s.line("  links = {")
		for _, l := range sure {
			s.line("    %s = %s # %s of %s are cases of this log", hcl(l.Column), l.Interfaces[0], count(l.Known), plural(l.Of, "value"))
		}
		s.line("  }")
	}
	for _, l := range doubt {
		along := "interface.…"
		if len(l.Interfaces) > 0 {
			along = strings.Join(l.Interfaces, " or ")
		}
		s.line("  # %s names other cases (%s of %s are cases of this log). Where the work goes on there, say along which interface:", hcl(l.Column), count(l.Known), plural(l.Of, "value"))
		s.line("  #   links = { %s = %s }", hcl(l.Column), along)
	}
}

func (s suggestion) columns() {
	s.line("  columns {")
	for _, r := range s.Roles {
		if best := r.Best(); best != nil {
			column := best.Column
			if r.Role == "case" {
				column = strings.TrimPrefix(strings.TrimPrefix(column, "object:"), "case:")
			}
			s.line("    %s = %s", r.Role, hcl(column))
		}
	}
	s.line("  }")
}

// shownWords is how many words of a column are listed.
const shownWords = 40

func (s suggestion) meanings() {
	known, unknown := 0, 0
	for _, m := range s.Groups {
		if m.Address != "" {
			known++
		} else {
			unknown++
		}
	}
	if known > 0 {
		s.line("  groups = {")
		for _, m := range s.Groups {
			if m.Address != "" {
				s.line("    %s = %s # %s, alike %.2f", hcl(m.Word), m.Address, plural(m.Count, "event"), m.Score)
			}
		}
		s.line("  }")
	}
	if unknown > 0 {
		s.line("  # Groups that nothing in the map is like (%s in the sample):", plural(unknown, "group"))
		shown := 0
		for _, m := range s.Groups {
			if m.Address != "" {
				continue
			}
			if shown++; shown > shownWords {
				s.line("  #   and %s more", count(unknown-shownWords))
				break
			}
			s.line("  #   %s = team.… # %s", hcl(m.Word), plural(m.Count, "event"))
		}
	}
	if len(s.Steps) > 0 {
		s.line("  steps = {")
		seen := map[string]bool{}
		for _, m := range s.Steps {
			if !seen[m.Word] {
				seen[m.Word] = true
				s.line("    %s = %s # %s, alike %.2f", hcl(m.Word), m.Address, plural(m.Count, "event"), m.Score)
			}
		}
		s.line("  }")
	}
	for _, g := range s.States {
		s.line("  %s = %s", g.List, list(g.Words))
	}
	if len(s.Systems) > 0 {
		words := make([]kpi.Meant, len(s.Systems))
		for k, w := range s.Systems {
			words[k].Word = w
		}
		s.line("  systems = %s", list(words))
	}
}
