package lang

// Phase one: from syntax to structs, file by file and in parallel. Nothing here looks at another file. What needs the whole map
// (a quoted string that uses `local`, the target of a reference) is noted down and done in phase two.
//
// The decoder knows no block kind. It walks a body with the rows of its table beside it, and the type of the Go field that a row
// names decides how its argument is read (values.go, read in decode_values.go). Three inner blocks have no rows, because what may
// stand in them depends on the map: matrix, create/update and locals.

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"golang.org/x/text/unicode/norm"

	"handoff/lang/finding"
)

// decoder reads one file.
type decoder struct {
	file     *File
	part     *Map
	findings []finding.Finding
	uses     []*use
	later    []func(*localScope)
}

// use is a reference that waits for its target.
type use struct {
	Use
	accepts []Kind
	process *Process // whose step.x, input.x and output.x it may name
}

// place says where in the map the decoder is.
type place struct {
	in      Declaration // the nearest named block
	process *Process
	path    string // the inner blocks between: "escalation."
}

func (d *decoder) report(rule, summary string, at Range, where place, detail, help string) *finding.Finding {
	f := finding.Finding{Rule: rule, Severity: finding.Error, Summary: summary, Detail: detail, Help: help, Range: at}
	if where.in != nil {
		f.Address = where.in.Common().Address()
	}
	d.findings = append(d.findings, f)
	return &d.findings[len(d.findings)-1]
}

// topBody decodes the blocks at the top of a file into target.
func (d *decoder) topBody(body *hclsyntax.Body, level []InnerBlock, target any) {
	for _, a := range attributesInOrder(body) {
		d.report("syntax/stray-argument", "Argument outside any block", finding.FromHCL(a.NameRange), place{},
			fmt.Sprintf("`%s` stands at the top of the file, where only blocks may stand.", a.Name), "Move it into the block it belongs to.").Key = a.Name
	}
	d.blocks(body, level, target, place{}, "at the top of a file")
}

// body decodes the arguments and inner blocks of one block.
func (d *decoder) body(body *hclsyntax.Body, t *BlockType, target any, at place) {
	read := 0
	take := func(rows []Argument, b any) {
		for i := range rows {
			if a := body.Attributes[rows[i].Name]; a != nil {
				read++
				d.value(a.Expr, &rows[i], rows[i].slot(b), at)
			}
		}
	}
	take(t.Arguments, target)
	if t.Named {
		take(commonArguments, target.(Declaration).Common())
	}
	if t.Rest != "" {
		d.rest(body, t, target, at)
	} else if read < len(body.Attributes) {
		d.unknownArguments(body, t, target, at)
	}
	for i := range t.Arguments {
		row := &t.Arguments[i]
		if row.Required && body.Attributes[row.Name] == nil && !hasNearMiss(body, t, row.Name) {
			d.report("syntax/missing-argument", "Required argument is missing", headerOf(target, body), at,
				fmt.Sprintf("This %s has no `%s`.", t.Name, row.Name), "Add it: "+row.Doc).Key = at.path + row.Name
		}
	}
	if b, ok := target.(*Branch); ok && !b.When.Given() && !b.Choice.Given() && read == len(body.Attributes) {
		d.report("syntax/missing-argument", "Required argument is missing", b.Header, at,
			"This branch has neither `when` nor `choice`, so nothing says when it is taken.", "Give it a condition (`when`) or the words of a decision (`choice`). What is done otherwise is the `next` of the step itself.").Key = at.path + "when"
	}
	d.blocks(body, t.Blocks, target, at, "in a "+t.Name)
}

// headerOf is where a problem with a whole block points.
func headerOf(b any, body *hclsyntax.Body) Range {
	if r := headerSlot(b); r != nil {
		return *r
	}
	return finding.FromHCL(body.SrcRange)
}

// headerSlot returns where a block keeps the range of its header.
func headerSlot(b any) *Range {
	switch b := b.(type) {
	case Declaration:
		return &b.Common().Header
	case *Field:
		return &b.Header
	case *Lifecycle:
		return &b.Header
	case *Transition:
		return &b.Header
	case *Contact:
		return &b.Header
	case *SLA:
		return &b.Header
	case *Target:
		return &b.Header
	case *RACI:
		return &b.Header
	case *Matrix:
		return &b.Header
	case *Escalation:
		return &b.Header
	case *Handback:
		return &b.Header
	case *Branch:
		return &b.Header
	case *Approval:
		return &b.Header
	case *Assignments:
		return &b.Header
	case *Source:
		return &b.Header
	case *SourceColumns:
		return &b.Header
	case *Due:
		return &b.Header
	case *Window:
		return &b.Header
	case *Moved:
		return &b.Header
	case *RuleSetting:
		return &b.Header
	}
	return nil
}

// blocks decodes the inner blocks of a body by their rows.
func (d *decoder) blocks(body *hclsyntax.Body, rows []InnerBlock, target any, at place, where string) {
	var seen map[*InnerBlock]*hclsyntax.Block
	for _, b := range body.Blocks {
		row := findBlock(rows, b.Type)
		header := b.TypeRange
		if n := len(b.LabelRanges); n > 0 {
			header = hcl.RangeBetween(b.TypeRange, b.LabelRanges[n-1])
		}
		if row == nil {
			names := make([]string, len(rows))
			for i := range rows {
				names[i] = rows[i].Type.Name
			}
			near := finding.Nearest(b.Type, names)
			row = findBlock(rows, near)
			f := d.report("syntax/unknown-block", "Unknown block", finding.FromHCL(b.TypeRange), at,
				fmt.Sprintf("No block `%s` may stand %s.", b.Type, where), unknownBlockHelp(rows, b.Type, near, names))
			f.Key = b.Type
			if row == nil {
				continue // only a near miss is read on, so that one slip is one finding
			}
			f.Fixes = replaceFix(near, f.Range)
		}
		if !row.Many {
			if seen == nil {
				seen = map[*InnerBlock]*hclsyntax.Block{}
			}
			if first := seen[row]; first != nil {
				f := d.report("syntax/duplicate-block", "Block may stand only once", finding.FromHCL(b.TypeRange), at,
					fmt.Sprintf("`%s` stands twice here; only the first is read.", b.Type), "Join the two.")
				f.Key = b.Type
				f.Related = []finding.Related{{Message: "The first one is here.", Range: finding.FromHCL(first.TypeRange)}}
				continue
			}
			seen[row] = b
		}
		d.block(b, row, target, at, finding.FromHCL(header))
	}
}

func unknownBlockHelp(rows []InnerBlock, written, near string, names []string) string {
	if near != "" {
		return fmt.Sprintf("Did you mean `%s`?", near)
	}
	if findBlock(settingsLevel, written) != nil && len(rows) == len(topLevel) {
		return "Settings of the tool belong into handoff.hcl at the root of the workspace."
	}
	if topLevelBlock(written) != nil && len(rows) == len(settingsLevel) {
		return "handoff.hcl only configures the tool; the organisation is described in files called *.handoff.hcl."
	}
	if len(names) == 0 {
		return "No blocks may stand in this one."
	}
	slices.Sort(names)
	return "These may: " + strings.Join(names, ", ") + "."
}

func findBlock(rows []InnerBlock, name string) *InnerBlock {
	for i := range rows {
		if rows[i].Type.Name == name {
			return &rows[i]
		}
	}
	return nil
}

// block decodes one block.
func (d *decoder) block(b *hclsyntax.Block, row *InnerBlock, outer any, at place, header Range) {
	t := row.Type
	want := 0
	if t.Label != "" {
		want = 1
	}
	if len(b.Labels) != want {
		if want == 1 && len(b.Labels) == 0 {
			d.report("syntax/label", "Block wants a label", header, at, fmt.Sprintf("`%s` has no %s.", t.Name, t.Label), fmt.Sprintf("Write %s \"%s\" { … }.", t.Name, t.Label))
			return
		}
		f := d.report("syntax/label", "Too many labels", finding.FromHCL(b.LabelRanges[want]), at,
			fmt.Sprintf("`%s` takes %s.", t.Name, map[int]string{0: "no label", 1: "one label"}[want]), "Remove the label that is too many.")
		f.Key = b.Labels[want]
	}
	label, labelRange := "", Range{}
	if want == 1 {
		label, labelRange = norm.NFC.String(b.Labels[0]), finding.FromHCL(b.LabelRanges[0])
		if labelRange.End.Byte-labelRange.Start.Byte == len(b.Labels[0])+2 { // without the quotes
			labelRange.Start.Byte++
			labelRange.Start.Column++
			labelRange.End.Byte--
			labelRange.End.Column--
		}
	}
	target := row.add(outer)
	if slot := headerSlot(target); slot != nil {
		*slot = header
	}
	inside := at
	switch x := target.(type) {
	case Declaration:
		common := x.Common()
		common.Kind, common.Name, common.NameRange = Kind(t.Name), label, labelRange
		common.Body = finding.FromHCL(b.Range())
		common.address = t.Name + "." + label
		if at.in != nil {
			common.address = at.in.Common().address + "." + common.address
		}
		inside = place{in: x, process: at.process}
		if p, ok := x.(*Process); ok {
			inside.process = p
		}
		d.checkName(t, label, labelRange, inside)
		d.part.declarations = append(d.part.declarations, x)
	case *Field:
		x.Name, x.NameRange = label, labelRange
		d.checkName(t, label, labelRange, at)
		inside.path += "field." + label + "."
	case *Target:
		x.Value = Text{label, labelRange}
		inside.path += "target." + label + "."
	case *Transition:
		x.From = Text{label, labelRange}
		inside.path += "transition." + label + "."
	case *RuleSetting:
		x.Rule = Text{label, labelRange}
		inside.path += "rule." + label + "."
	case *Source:
		x.Name = Text{label, labelRange}
		d.checkName(t, label, labelRange, at)
		inside.path += "source." + label + "."
	case *Assignments:
		x.Body = finding.FromHCL(b.Range())
		inside.path += t.Name + "."
	default:
		inside.path += t.Name + "."
	}
	d.body(b.Body, t, target, inside)
}

// checkName holds a label to the form of a name.
func (d *decoder) checkName(t *BlockType, name string, at Range, where place) {
	reserved := slices.Contains(ReservedNames, name) || t.Name == "step" && name == "columns"
	switch {
	case !isName(name):
		d.report("syntax/name", "Name is no identifier", at, where, fmt.Sprintf("%q cannot be a name: names are letters, digits, `_` and `-`, and begin with a letter.", name),
			fmt.Sprintf("Write %q and say the rest in `title`.", identifierFrom(name)))
	case reserved:
		d.report("syntax/name", "Name is reserved", at, where, fmt.Sprintf("`%s` has a meaning of its own in the language.", name), "Choose another name.")
	case t.Name == "import" && (slices.Contains(ReservedAliases, name) || topLevelBlock(name) != nil):
		d.report("syntax/name", "Name is reserved", at, where, fmt.Sprintf("`%s` cannot be an alias: addresses that begin with it mean something else.", name), "Choose another alias.")
	}
}

// isName reports whether a text is an identifier. Most are of ASCII, and need no scanner.
func isName(text string) bool {
	for i := range len(text) {
		if c := text[i]; !isLetter(c) && (i == 0 || !digit(c) && c != '-') {
			return c >= utf8.RuneSelf && hclsyntax.ValidIdentifier(text)
		}
	}
	return text != ""
}

// identifierFrom makes the nearest name out of any text.
func identifierFrom(text string) string {
	var out strings.Builder
	for _, r := range strings.ToLower(text) {
		switch {
		case r >= 'a' && r <= 'z' || r >= '0' && r <= '9' && out.Len() > 0:
			out.WriteRune(r)
		case out.Len() > 0 && !strings.HasSuffix(out.String(), "_"):
			out.WriteByte('_')
		}
	}
	if name := strings.TrimSuffix(out.String(), "_"); name != "" {
		return name
	}
	return "name"
}

// attributesInOrder returns the attributes of a body as they stand: HCL keeps them in a Go map.
func attributesInOrder(body *hclsyntax.Body) []*hclsyntax.Attribute {
	out := make([]*hclsyntax.Attribute, 0, len(body.Attributes))
	for _, a := range body.Attributes {
		out = append(out, a)
	}
	slices.SortFunc(out, func(a, b *hclsyntax.Attribute) int {
		return cmp.Compare(a.NameRange.Start.Byte, b.NameRange.Start.Byte)
	})
	return out
}

// unknownArguments reports what no row knows. A near miss is read as what was meant, so that one slip is one finding.
func (d *decoder) unknownArguments(body *hclsyntax.Body, t *BlockType, target any, at place) {
	rows := t.Arguments
	if t.Named {
		rows = slices.Concat(rows, commonArguments)
	}
	for _, a := range attributesInOrder(body) {
		if findArgument(rows, a.Name) != nil {
			continue
		}
		f := d.report("syntax/unknown-argument", "Unknown argument", finding.FromHCL(a.NameRange), at,
			fmt.Sprintf("`%s` has no argument `%s`.", t.Name, a.Name), "")
		f.Key = at.path + a.Name
		if findBlock(t.Blocks, a.Name) != nil {
			f.Help = fmt.Sprintf("`%s` is a block: write `%s { … }` without the equals sign.", a.Name, a.Name)
			continue
		}
		if inner := blockTaking(t, a.Name); inner != "" {
			f.Help = fmt.Sprintf("It belongs into a block of its own: `%s { %s = … }`.", inner, a.Name)
			continue
		}
		near := nearestMissing(rows, body, a.Name)
		if near == "" {
			f.Help = argumentList(rows)
			continue
		}
		f.Help = fmt.Sprintf("Did you mean `%s`?", near)
		f.Fixes = replaceFix(near, f.Range)
		row := findArgument(rows, near)
		slot := target
		if t.Named && findArgument(t.Arguments, near) == nil {
			slot = target.(Declaration).Common()
		}
		d.value(a.Expr, row, row.slot(slot), at)
	}
}

// replaceFix is the one edit that mends a misspelling. It is not safe: only the author knows what was meant.
func replaceFix(by string, at Range) []finding.Fix {
	return []finding.Fix{{Title: "Write " + by, Edits: []finding.Edit{{File: at.File, Start: at.Start.Byte, End: at.End.Byte, Text: by}}}}
}

func argumentList(rows []Argument) string {
	names := make([]string, len(rows))
	for i := range rows {
		names[i] = rows[i].Name
	}
	if len(names) == 0 {
		return "It takes none."
	}
	return "It takes: " + strings.Join(names, ", ") + "."
}

func findArgument(rows []Argument, name string) *Argument {
	for i := range rows {
		if rows[i].Name == name {
			return &rows[i]
		}
	}
	return nil
}

// nearestMissing offers the nearest argument that is not given yet.
func nearestMissing(rows []Argument, body *hclsyntax.Body, name string) string {
	var free []string
	for i := range rows {
		if body.Attributes[rows[i].Name] == nil {
			free = append(free, rows[i].Name)
		}
	}
	return finding.Nearest(name, free)
}

// blockTaking names the inner block, without a label, that takes an argument of that name: `email` stands in a role's `contact`.
func blockTaking(t *BlockType, argument string) string {
	for _, b := range t.Blocks {
		if b.Type.Label == "" && findArgument(b.Type.Arguments, argument) != nil {
			return b.Type.Name
		}
	}
	return ""
}

// hasNearMiss reports whether an unknown argument of the body is read as name.
func hasNearMiss(body *hclsyntax.Body, t *BlockType, name string) bool {
	rows := t.Arguments
	if t.Named {
		rows = slices.Concat(rows, commonArguments)
	}
	for _, a := range body.Attributes {
		if findArgument(rows, a.Name) == nil && blockTaking(t, a.Name) == "" && nearestMissing(rows, body, a.Name) == name {
			return true
		}
	}
	return false
}

// rest reads the attributes of a block whose lines are named by the map: a matrix, a create or update, locals.
func (d *decoder) rest(body *hclsyntax.Body, t *BlockType, target any, at place) {
	for _, a := range attributesInOrder(body) {
		name := finding.FromHCL(a.NameRange)
		switch x := target.(type) {
		case *Matrix:
			switch {
			case a.Name == "columns":
			case body.Attributes["columns"] == nil && finding.Nearest(a.Name, []string{"columns"}) != "":
				f := d.report("syntax/unknown-argument", "Unknown argument", name, at, fmt.Sprintf("`%s` has no argument `%s`.", t.Name, a.Name), "Did you mean `columns`?")
				f.Key = at.path + a.Name
				f.Fixes = replaceFix("columns", name)
				row := findArgument(t.Arguments, "columns")
				d.value(a.Expr, row, row.slot(x), at)
			default:
				x.Rows = append(x.Rows, MatrixRow{Step: Reference{Written: "step." + norm.NFC.String(a.Name), Range: name, State: Broken}, Cells: d.textsOf(a.Expr, at, a.Name)})
			}
		case *Assignments:
			x.Entries = append(x.Entries, Assignment{Name: FieldName{Name: norm.NFC.String(a.Name), Range: name}, Value: d.expression(a.Expr)})
		case *RuleSetting:
			switch near := nearestMissing(t.Arguments, body, a.Name); {
			case findArgument(t.Arguments, a.Name) != nil:
			case near != "": // a slip of the pen is read as what was meant, as in any other block
				f := d.report("syntax/unknown-argument", "Unknown argument", name, at, fmt.Sprintf("`%s` has no argument `%s`.", t.Name, a.Name), fmt.Sprintf("Did you mean `%s`?", near))
				f.Key, f.Fixes = at.path+a.Name, replaceFix(near, name)
				row := findArgument(t.Arguments, near)
				d.value(a.Expr, row, row.slot(x), at)
			default:
				x.Options = append(x.Options, RuleOption{Name: Text{a.Name, name}})
			}
		case *locals:
			x.entries = append(x.entries, localEntry{name: a.Name, expr: a.Expr, at: name})
		}
	}
	if r, ok := target.(*RuleSetting); ok { // the slice is complete now, so that pointers into it stay
		for i := range r.Options {
			o := &r.Options[i]
			d.value(body.Attributes[o.Name.Value].Expr, &Argument{Name: o.Name.Value}, &o.Value, at)
		}
	}
	if m, ok := target.(*Matrix); ok {
		for i, column := range m.Columns {
			first := slices.IndexFunc(m.Columns, func(c Reference) bool { return c.Written == column.Written })
			if first < i && column.Written != "" {
				f := d.report("syntax/duplicate-argument", "Column is there twice", column.Range, at, fmt.Sprintf("The matrix has two columns for `%s`.", column.Written), "Join the two: a cell may hold several letters (\"RA\").")
				f.Key = "matrix " + column.Written
				f.Related = []finding.Related{{Message: "The first one is here.", Range: m.Columns[first].Range}}
			}
		}
		for _, row := range m.Rows {
			if len(m.Columns) > 0 && len(row.Cells) != len(m.Columns) {
				d.report("syntax/value", "Row does not fit its columns", row.Step.Range, at,
					fmt.Sprintf("Cells in the row of `%s`: %d; columns of the matrix: %d.", row.Step.Written, len(row.Cells), len(m.Columns)), "Give each column a cell; an empty one is \"\".").Key = "matrix " + row.Step.Written
			}
		}
		for i := range m.Rows { // the slice is complete now, so that pointers into it stay
			d.uses = append(d.uses, &use{Use: Use{Reference: &m.Rows[i].Step, In: at.in, Argument: "matrix"}, accepts: []Kind{KindStep}, process: at.process})
		}
	}
}
