package lang

// What expressions call the records that come into a process: by their artifact's name, or by `as`. One name is one record.

import (
	"fmt"
	"slices"

	"github.com/hashicorp/hcl/v2/hclsyntax"

	"handoff/lang/finding"
)

// recordNames reports an `as` that expressions could not say, and one name for the records of two artifacts.
func (r *resolver) recordNames() {
	for _, p := range r.m.Processes {
		first := map[string]*Port{}
		for _, in := range p.Inputs {
			name := in.As.Value
			if name != "" && (!hclsyntax.ValidIdentifier(name) || slices.Contains(ReservedNames, name) || name == "local" || name == "each") {
				r.report(finding.Finding{Rule: "syntax/name", Summary: "Name is no identifier", Address: in.Address(), Range: in.As.Range, Key: "as",
					Detail: fmt.Sprintf("%q cannot be what expressions call a record: a name is letters, digits, `_` and `-`, begins with a letter, and has no meaning of its own.", name),
					Help:   fmt.Sprintf("Write %q.", identifierFrom(name)+"_record")})
				continue
			}
			name = in.RecordName()
			other := first[name]
			switch a := in.Artifact.Artifact(); {
			case name == "" || a == nil:
			case other == nil:
				first[name] = in
			case other.Artifact.Artifact() != a:
				f := r.report(finding.Finding{Rule: "reference/duplicate", Summary: "Two records go by one name", Address: in.Address(), Range: in.NameRange, Key: "record " + name,
					Detail: fmt.Sprintf("In the expressions of `%s`, `%s` would be both `%s` and `%s`.", p.Address(), name, other.Artifact.Address(), in.Artifact.Address()),
					Help:   "Give one of them a name of its own: `as = \"…\"`."})
				if in.As.Given() {
					f.Range = in.As.Range
				}
				f.Related = []finding.Related{{Message: "The other one comes in here.", Address: other.Address(), Range: other.NameRange}}
			}
		}
	}
}
