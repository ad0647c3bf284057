package schema

import (
	"fmt"
	"strings"

	"handoff/check"
	"handoff/graph"
	"handoff/lang"
	"handoff/lang/finding"
	"handoff/lang/types"
)

// BadExample finds samples that are not what they are samples of.
var BadExample = check.Rule{
	ID: "schema/bad-example", Severity: finding.Error, Kind: check.Presence,
	Title: "An example that does not satisfy its type",
	What: "An artifact's `example` that is no JSON, or does not satisfy the artifact's fields (and its `schema` file, where it has one): a required field that is missing, a value of another type, a value the enum " +
		"does not have, a malformed date or address. Every violation is listed, with its path in the sample. Fields that the artifact does not have do no harm.",
	Why: "People copy the example before they read the definition. One that is wrong teaches every new system the wrong record.",
	Bad: `
artifact "order" {
  example = "order.json"
  field "pizza" { type = string }
  field "size" { type = enum("small", "large") }
}
-- order.json --
{"pizza": "Margherita", "size": "huge"}
`,
	Good: `
artifact "order" {
  example = "order.json"
  field "pizza" { type = string }
  field "size" { type = enum("small", "large") }
}
-- order.json --
{"pizza": "Margherita", "size": "large"}
`,
	Run: func(p *check.Pass) {
		for _, a := range p.Map.Artifacts {
			if !graph.Own(a) || a.Example.File == nil || a.Record == nil || a.Record.Partial || shapeless(a) {
				continue
			}
			if f := badExample(a); f != nil {
				p.Report(*f)
			}
		}
	},
}

// maxViolations bounds what one finding tells; the first ones show what is the matter.
const maxViolations = 50

func badExample(a *lang.Artifact) *finding.Finding {
	f := finding.Finding{
		Summary: "Example does not satisfy the type", Address: a.Address(), Range: a.Example.Range,
		Help: "Correct the example, or the fields, if the example is what really travels.",
	}
	file := a.Example.File
	sample, at, err := types.ReadSample(file.Path, file.Source)
	if err != nil {
		f.Summary = "Example is no JSON"
		f.Detail = fmt.Sprintf("The example of %s cannot be read: %v.", check.Name(a), err)
		f.Help = "An example is one record, as JSON."
		f.Related = []finding.Related{{Message: "It stops making sense here.", Address: a.Address(), Range: at}}
		return &f
	}
	validator, err := types.NewValidator(types.Of(a.Record))
	if err != nil {
		return nil // the schema file is at fault, which has been reported
	}
	violations, err := validator.ValidateJSON(file.Source)
	if err != nil || len(violations) == 0 {
		return nil
	}
	said := make([]string, 0, len(violations))
	for k, v := range violations {
		if k == maxViolations {
			said = append(said, check.Count(len(violations)-k, "more violation"))
			break
		}
		path, message := "The record", v.Message
		if v.Path != "" {
			path = "`" + v.Path + "`"
		}
		said = append(said, path+" "+message)
		for _, field := range a.Record.Fields {
			if field.Outside() == topField(v.Path) {
				suspects, behind := a.Record.Suspects(field.Name)
				f.Suspects, f.Behind = append(f.Suspects, suspects...), append(f.Behind, behind...)
				if _, quoted, ok := strings.Cut(v.Message, `"`); ok { // the value that it is
					value, _, _ := strings.Cut(quoted, `"`)
					for _, s := range append(suspects, behind...) {
						f.Behind = append(f.Behind, s+"="+value)
					}
				}
			}
		}
		f.Related = append(f.Related, finding.Related{Message: path + " " + message + ".", Address: a.Address(), Range: sample.Place(v.Path)})
	}
	f.Detail = fmt.Sprintf("`%s` is no %s: %s.", a.Example.Written, check.Name(a), strings.Join(said, "; "))
	return &f
}
