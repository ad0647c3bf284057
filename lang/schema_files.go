package lang

import "handoff/lang/types"

func (r *resolver) schemaFields(a *Artifact, record *types.Record) {
	record.Partial = record.Partial || a.Schema.Given()
}
