package lang

// The files an artifact names: a JSON Schema that its fields come from, a sample that must satisfy it. Both are read here, since rules do
// no I/O, and kept as attachments, so that findings can show their lines.

import (
	"errors"
	"fmt"
	"io/fs"
	"slices"

	"handoff/lang/finding"
	"handoff/lang/types"
)

// schemaFields gives a record the fields of its schema file. A field that also has a block is the block's: it adds what a schema
// cannot say.
func (r *resolver) schemaFields(a *Artifact, record *types.Record) {
	r.attach(a, &a.Example, "example")
	r.attach(a, &a.Schema, "schema")
	if !a.Schema.Given() {
		return
	}
	if a.Schema.File == nil {
		record.Partial = true
		return
	}
	document, problems := types.ReadSchema(a.Schema.File.Path, a.Schema.File.Source)
	for i := range problems {
		problems[i].Address = a.Address()
	}
	r.findings = append(r.findings, problems...)
	declared := record.Fields
	if !document.Describe(record) {
		if len(problems) == 0 {
			r.report(finding.Finding{Rule: "type/schema", Summary: "Schema describes no record", Address: a.Address(), Range: a.Schema.Range, Key: "schema",
				Detail: fmt.Sprintf("%s describes %s, and an artifact is an object with named fields.", a.Schema.Written, document.Type()), Help: "Name a schema whose root has `type: object` and `properties`."})
		}
		return
	}
	record.Fields = slices.Clone(record.Fields)
	for _, f := range declared {
		if i := slices.IndexFunc(record.Fields, func(x types.Field) bool { return x.Name == f.Name }); i >= 0 {
			r.contradiction(a, f, record.Fields[i])
			record.Fields[i] = f
		} else {
			record.Fields = append(record.Fields, f)
		}
	}
}

// contradiction reports a field whose block and whose schema can never mean the same: one may be narrower than the other, and no more.
func (r *resolver) contradiction(a *Artifact, block, schema types.Field) {
	mine, _ := block.Type.IsOptional()
	theirs, _ := schema.Type.IsOptional()
	if types.Compatible(mine, theirs).Answer != types.No || types.Compatible(theirs, mine).Answer != types.No {
		return
	}
	f := r.report(finding.Finding{Rule: "type/schema", Summary: "Field contradicts its schema", Address: a.Address(), Range: block.Range, Key: "schema " + block.Name,
		Detail: fmt.Sprintf("`%s` is `%s` here and `%s` in %s.", block.Name, mine, theirs, a.Schema.Written), Help: "Leave out the block, or correct one of the two types."})
	if !schema.Range.IsZero() {
		f.Related = []finding.Related{{Message: "The schema says this.", Address: a.Address(), Range: schema.Range}}
	}
}

// attach reads a file that the map names.
func (r *resolver) attach(a *Artifact, p *Path, argument string) {
	if p.Resolved == "" {
		return
	}
	path := r.display(p.Resolved)
	if p.File = r.m.attachment(path); p.File != nil {
		return
	}
	if r.fsys == nil { // a glance opens no files
		return
	}
	source, err := readFile(r.fsys, p.Resolved)
	if err != nil {
		var pathError *fs.PathError
		if errors.As(err, &pathError) {
			err = pathError.Err
		}
		if errors.Is(err, fs.ErrNotExist) {
			err = errors.New("there is no such file")
		}
		r.report(finding.Finding{Rule: "reference/file", Summary: "File cannot be read", Address: a.Address(), Range: p.Range, Key: argument,
			Detail: fmt.Sprintf("%s: %v.", p.Resolved, err), Help: "Paths are relative to the file that names them."})
		return
	}
	p.File = newFile(path, source)
	r.m.Attachments = append(r.m.Attachments, p.File)
}

func (m *Map) attachment(path string) *File {
	for _, f := range m.Attachments {
		if f.Path == path {
			return f
		}
	}
	return nil
}
