package lang

// Values returns the blocks of this kind that stand in the outer block (a *Map for the kinds at the top of a file), in source order: the
// way back from what `add` does. Encoders walk a map by it. Inputs and outputs that only interfaces imply are not among them.
func (i InnerBlock) Values(outer any) []any {
	switch o := outer.(type) {
	case *Map:
		return o.inside(i.Type)
	case *Settings:
		if i.Type == &ruleSettings {
			return each(o.Check.Rules)
		}
		if i.Type == &sourceType {
			return each(o.Sources)
		}
		return []any{o}
	case *Source:
		return []any{&o.Columns}
	case *Team:
		return one(o.Contact)
	case *Role:
		return one(o.Contact)
	case *Artifact:
		switch i.Type {
		case &fieldType:
			return each(o.Fields)
		case &lifecycleType:
			return one(o.Lifecycle)
		}
	case *Lifecycle:
		return each(o.Transitions)
	case *Process:
		switch i.Type {
		case &inputType:
			return each(o.Inputs)
		case &outputType:
			return each(o.Outputs)
		case &slaType:
			return one(o.SLA)
		case &raciType:
			return one(o.RACI)
		case &stepType:
			return each(o.Steps)
		case &matrixType:
			return one(o.Matrix)
		case &escalationType:
			return one(o.Escalation)
		case &handbackType:
			return one(o.Handback)
		}
	case *Step:
		switch i.Type {
		case &raciType:
			return one(o.RACI)
		case &updateType:
			return one(o.Update)
		case &branchType:
			return each(o.Branches)
		case &approvalType:
			return one(o.Approval)
		case &escalationType:
			return one(o.Escalation)
		case &handbackType:
			return one(o.Handback)
		}
	case *Branch:
		return one(o.Update)
	case *Interface:
		switch i.Type {
		case &createType:
			return one(o.Create)
		case &updateType:
			return one(o.Update)
		case &slaType:
			return one(o.SLA)
		case &dueType:
			return one(o.Due)
		case &escalationType:
			return one(o.Escalation)
		case &handbackType:
			return one(o.Handback)
		case &raciType:
			return one(o.RACI)
		case &approvalType:
			return one(o.Approval)
		}
	case *Service:
		return one(o.SLA)
	case *Calendar:
		return each(o.Windows)
	case *SLA:
		return each(o.Targets)
	case *SLAPolicy:
		return each(o.Targets)
	}
	return nil
}

func (m *Map) inside(t *BlockType) []any {
	switch t {
	case &teamType:
		return each(m.Teams)
	case &roleType:
		return each(m.Roles)
	case &artifactType:
		return each(m.Artifacts)
	case &systemType:
		return each(m.Systems)
	case &processType:
		return each(m.Processes)
	case &interfaceType:
		return each(m.Interfaces)
	case &eventType:
		return each(m.Events)
	case &serviceType:
		return each(m.Services)
	case &calendarType:
		return each(m.Calendars)
	case &milestoneType:
		return each(m.Milestones)
	case &slaPolicyType:
		return each(m.SLAPolicies)
	case &escalationPolicyType:
		return each(m.EscalationPolicies)
	case &kpiType:
		return each(m.KPIs)
	case &cadenceType:
		return each(m.Cadences)
	case &improvementType:
		return each(m.Improvements)
	case &ruleType:
		return each(m.Rules)
	case &localsType:
		return each(m.locals)
	case &importType:
		return each(m.Imports)
	case &movedType:
		return each(m.Moves)
	}
	return nil
}

// TopLevel returns the blocks that may stand at the top of a map file, for walking a *Map with Values.
func TopLevel() []InnerBlock { return topLevel }

func one[T any](block *T) []any {
	if block == nil {
		return nil
	}
	return []any{block}
}

func each[T any](blocks []*T) []any {
	out := make([]any, len(blocks))
	for i, b := range blocks {
		out[i] = b
	}
	return out
}

// HeaderOf returns where the header of a block stands; the zero Range for a block of settings.
func HeaderOf(block any) Range {
	if r := headerSlot(block); r != nil {
		return *r
	}
	return Range{}
}

// LabelOf returns the label of a block that has one: its name, the state of a transition, the value of a target.
func LabelOf(block any) string {
	switch b := block.(type) {
	case Declaration:
		return b.Common().Name
	case *Field:
		return b.Name
	case *Transition:
		return b.From.Value
	case *Target:
		return b.Value.Value
	case *RuleSetting:
		return b.Rule.Value
	case *Source:
		return b.Name.Value
	}
	return ""
}

// New hangs an empty block of this kind into the outer one and returns it: for whoever describes what a block may hold.
func (i InnerBlock) New(outer any) any { return i.add(outer) }

// SettingsLevel returns the blocks of handoff.hcl, for walking *Settings.
func SettingsLevel() []InnerBlock { return settingsLevel }
