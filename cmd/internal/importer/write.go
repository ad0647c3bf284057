package importer

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/hashicorp/hcl/v2/hclsyntax"
	"golang.org/x/text/unicode/norm"

	"handoff/lang"
	"handoff/lang/lazyregexp"
	"handoff/lang/types"
)

// block is a role or a step: what it is called, and the line of the matrix.
type block struct {
	name, title string
	cells       []string
}

// legend is a line that explains the letters, as stands below many a table.
var legend = lazyregexp.New(`(?i)^(legend|key)\b|^[RACI]\s*[=:–-]\s*(responsible|accountable|consult|inform)`)

// sideways is what stands above the first column where the rows are roles.
var sideways = lazyregexp.New(`(?i)^(roles?|who|persons?|people|teams?|stakeholders?|positions?)$`)

// result writes the map down.
func (m *matrix) result(base string) (*Result, error) {
	var r Result
	tell := func(row, column int, format string, args ...any) {
		p := Problem{Text: fmt.Sprintf(format, args...)}
		if row >= 0 {
			p.Row = m.lines[row]
		}
		if column >= 0 {
			p.Column, p.Name = column+1, m.at(m.header, column)
		}
		r.Problems = append(r.Problems, p)
	}
	for _, c := range m.left {
		tell(m.header, c, "the column holds no letters of RACI and is left out")
	}
	if corner := m.at(m.header, m.name); sideways.MatchString(corner) {
		tell(m.header, m.name, "the rows are read as steps; if they are roles, swap the rows and columns of the table and import it again")
	}
	var roles, steps []block
	taken := map[string]bool{}
	for _, c := range m.roles {
		title := m.at(m.header, c)
		if title == "" && m.header > 0 { // of two lines, merged
			title = m.at(m.header-1, c)
		}
		if title == "" {
			title = fmt.Sprintf("Column %d", c+1)
			tell(m.header, c, "the column has letters and no name; its role is called %q", title)
		}
		role := block{title: title}
		var again bool
		if role.name, again = unique(identifier(title, "role"), taken); again {
			tell(m.header, c, "there is another role of this name; this one is role.%s", role.name)
		}
		roles = append(roles, role)
	}
	r.Problems = append(r.Problems, m.spread()...)
	last := len(m.rows)
	for last > 0 && blank(m.rows[last-1]) {
		last--
	}
	taken = map[string]bool{}
	for row := m.header + 1; row < last; row++ {
		if blank(m.rows[row]) {
			tell(row, -1, "the row is empty and is left out")
			continue
		}
		step, some := block{title: m.at(row, m.name)}, false
		var told []Problem
		for i, c := range m.roles {
			raw := m.at(row, c)
			read := readCell(raw)
			step.cells = append(step.cells, read.text)
			some = some || read.text != ""
			if read.problem != "" {
				told = append(told, Problem{Row: m.lines[row], Column: c + 1, Name: roles[i].title, Text: read.problem})
			}
		}
		switch {
		case !some && (step.title == "" || legend.MatchString(step.title)):
			tell(row, -1, "the row names no step and is left out")
			continue
		case step.title == "":
			step.title = fmt.Sprintf("Row %d", m.lines[row])
			tell(row, m.name, "the row has letters and no name; its step is called %q", step.title)
		case !some:
			tell(row, -1, "%q has no letters; it is written as a step (take it out if it is a heading)", step.title)
		}
		var again bool
		if step.name, again = unique(identifier(step.title, "step"), taken); again {
			tell(row, m.name, "there is another step of this name; this one is step.%s", step.name)
		}
		if n := len(m.rows[m.header]) - len(m.rows[row]); n > 0 && !m.sparse {
			tell(row, -1, "the row ends before the header does; cells that are read as empty: %d", n)
		}
		r.Problems = append(r.Problems, told...)
		if n := accountable(step.cells); n > 1 {
			tell(row, -1, "%d roles are accountable for %q; they stay, and `handoff check` reports them", n, step.title)
		}
		steps = append(steps, step)
	}
	r.Roles, r.Steps = len(roles), len(steps)
	text, problem := lang.Format(base, source(base, roles, steps))
	if problem != nil {
		return nil, fmt.Errorf("it cannot be written as a map: %s", problem.Detail)
	}
	r.HCL = text
	return &r, nil
}

func blank(cells []string) bool {
	return !slices.ContainsFunc(cells, func(c string) bool { return c != "" })
}

// accountable counts the cells of a row with an A.
func accountable(cells []string) int {
	n := 0
	for _, c := range cells {
		if strings.Contains(c, "A") {
			n++
		}
	}
	return n
}

// source is the map before it is laid out.
func source(base string, roles, steps []block) []byte {
	var b strings.Builder
	for _, role := range roles {
		fmt.Fprintf(&b, "role %q {\ntitle = %s\n}\n\n", role.name, types.Quote(role.title))
	}
	title := clean(strings.NewReplacer("_", " ", "-", " ").Replace(base))
	if r, size := utf8.DecodeRuneInString(title); size > 0 {
		title = string(unicode.ToUpper(r)) + title[size:]
	}
	fmt.Fprintf(&b, "process %q {\n", identifier(base, "process"))
	if title != "" {
		fmt.Fprintf(&b, "title = %s\n", types.Quote(title))
	}
	for _, step := range steps {
		fmt.Fprintf(&b, "\nstep %q {\ntitle = %s\n}\n", step.name, types.Quote(step.title))
	}
	columns := make([]string, len(roles))
	for i, role := range roles {
		columns[i] = "role." + role.name
	}
	fmt.Fprintf(&b, "\nmatrix {\ncolumns = [%s]\n", strings.Join(columns, ", "))
	for _, step := range steps {
		cells := make([]string, len(step.cells))
		for i, c := range step.cells {
			cells[i] = types.Quote(c)
		}
		fmt.Fprintf(&b, "%s = [%s]\n", step.name, strings.Join(cells, ", "))
	}
	b.WriteString("}\n}\n")
	return []byte(b.String())
}

// unique puts a number behind a name that is taken.
func unique(name string, taken map[string]bool) (string, bool) {
	out := name
	for n := 2; taken[out]; n++ {
		out = fmt.Sprintf("%s_%d", name, n)
	}
	taken[out] = true
	return out, out != name
}

// identifier makes a name of a title: "Überprüfe P1!" is uberprufe_p1. Letters of other scripts stay.
func identifier(title, kind string) string {
	const long = 60
	var b strings.Builder
	gap := false
	for _, r := range strings.ToLower(norm.NFD.String(title)) {
		switch {
		case r >= 0x300 && r <= 0x36f: // an accent
		case unicode.IsLetter(r) || unicode.IsMark(r) && b.Len() > 0 || r >= '0' && r <= '9':
			if gap && b.Len() > 0 {
				if b.Len() > long {
					return named(b.String(), kind)
				}
				b.WriteByte('_')
			}
			gap = false
			b.WriteRune(r)
		case r != '\'' && r != '’':
			gap = true
		}
	}
	return named(b.String(), kind)
}

// named makes sure that a name is one.
func named(name, kind string) string {
	name = norm.NFC.String(name)
	if name != "" && name[0] >= '0' && name[0] <= '9' || slices.Contains(lang.ReservedNames, name) || name == "columns" {
		name = kind + "_" + name
	}
	if !hclsyntax.ValidIdentifier(name) {
		return kind
	}
	return name
}
