package records

import (
	"strconv"

	"handoff/lang/finding"
)

// The ids of what is found. They are no rules: nothing turns them off.
const (
	RuleMalformed = "record/malformed"          // what is no JSON or YAML
	RuleType      = "record/type"               // a value that the type does not allow, or one that is missing
	RuleDuplicate = "record/duplicate-key"      // two records of an artifact with one key
	RuleDangling  = "record/dangling-reference" // a ref to a record that is not among those given
	RuleStale     = "record/stale"              // not verified within the time the map allows
	RuleUnchecked = "record/unchecked"          // something that could not be checked, and why; information
)

// Finding is a finding about a record. File names are as the caller gave them; a place is that of the value it is about or, where that is
// missing, of what should hold it.
type Finding struct {
	finding.Finding
	Record int    `json:"record,omitempty"` // in its file, counted from 1
	ID     string `json:"id,omitempty"`     // the record's key, where it has one
	Path   string `json:"path,omitempty"`   // "approvals[0].at"; empty for the record as a whole
}

func (c *Check) report(f Finding, s *Subject) {
	if s != nil {
		f.Address = s.Address
	}
	who := f.ID
	if who == "" {
		who = "#" + strconv.Itoa(f.Record)
	}
	f.Key = f.Range.File + " " + who + " " + f.Path
	f.Seal()
	f.URL = "" // there are no pages of these
	if f.Severity == finding.Error {
		c.summary.Errors++
	}
	c.tell(f)
}

// sentence puts what is wrong with a path into one.
func sentence(path, message string) string {
	if path == "" {
		return "The record " + message + "."
	}
	return path + " " + message + "."
}

// in is a range in a file.
func in(file string, at finding.Range) finding.Range {
	at.File = file
	return at
}
