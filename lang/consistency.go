package lang

// What resolves, and yet contradicts itself: nothing else could give these a meaning.

import (
	"fmt"
	"strings"

	"handoff/lang/finding"
)

// consistency reports interfaces whose record is not that of their port, and renames that cannot have been.
func (r *resolver) consistency() {
	for _, i := range r.m.Interfaces {
		r.passes(i, i.From, i.Carries, "carries", "hands on")
		for _, to := range i.To {
			r.passes(i, to, i.Creates, "creates", "takes in")
		}
	}
	r.moves()
}

// passes holds the record that an interface names to the one that its port declares.
func (r *resolver) passes(i *Interface, end, record Reference, argument, does string) {
	port := end.Port()
	if port == nil || record.Artifact() == nil || port.Artifact.Artifact() == nil || port.Artifact.Artifact() == record.Artifact() {
		return
	}
	r.report(finding.Finding{Rule: "type/mismatch", Summary: "Interface and port name different records", Address: i.Address(), Range: record.Range, Key: argument,
		Detail:  fmt.Sprintf("`%s` is `%s` here, and `%s` %s `%s`.", argument, record.Address(), port.Address(), does, port.Artifact.Address()),
		Help:    fmt.Sprintf("Leave `%s` out, which the port says already; or name another port.", argument),
		Related: []finding.Related{{Message: "The port says this.", Address: port.Address(), Range: port.Artifact.Range}}})
}

// moves holds renames to what is there: the old address is free, the new one of its kind, and nothing goes to two places.
func (r *resolver) moves() {
	gone := map[string]*Moved{}
	for _, m := range r.m.Moves {
		from := m.From.Written
		if from == "" || m.To.Target == nil {
			continue
		}
		report := func(rule, summary, detail, help string) *finding.Finding {
			return r.report(finding.Finding{Rule: rule, Summary: summary, Range: m.From.Range, Key: "moved " + from, Detail: detail, Help: help})
		}
		kind := kindOfAddress(from)
		switch {
		case kind == "":
			report("reference/not-a-reference", "Not a reference", fmt.Sprintf("`%s` is no address that a block could have had.", from), "Write the old address in full, such as `process.old_name`.")
		case kind != m.To.Target.Common().Kind:
			report("reference/wrong-kind", "Reference is of the wrong kind", fmt.Sprintf("`%s` cannot have become `%s`: a block keeps its kind.", from, m.To.Address()), "Correct one of the two addresses.")
		case r.m.byAddress[from] != nil:
			report("reference/duplicate", "Old address is still there", fmt.Sprintf("`%s` has not moved: it is declared.", from), "Remove the `moved` block, or correct `from`.").
				Related = []finding.Related{{Message: "It is declared here.", Address: from, Range: r.m.byAddress[from].Common().Header}}
		case gone[from] != nil && gone[from].To.Target != m.To.Target:
			report("reference/duplicate", "Moved to two places", fmt.Sprintf("`%s` cannot have become both `%s` and `%s`.", from, gone[from].To.Address(), m.To.Address()), "Keep one of the two.").
				Related = []finding.Related{{Message: "The other one is here.", Range: gone[from].Header}}
		default:
			gone[from] = m
		}
	}
}

// kindOfAddress is the kind of block that an address could name, or "".
func kindOfAddress(address string) Kind {
	parts := strings.Split(address, ".")
	switch {
	case len(parts) == 2 && topLevelBlock(parts[0]) != nil:
		return Kind(parts[0])
	case len(parts) == 4 && parts[0] == string(KindProcess):
		for _, k := range []Kind{KindInput, KindOutput, KindStep} {
			if parts[2] == string(k) {
				return k
			}
		}
	}
	return ""
}
