package lang

func (r *resolver) expressions()                         {}
func (r *resolver) schemaFields(a *Artifact, record any) {}
