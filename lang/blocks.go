package lang

// topLevel is every block that may stand at the top of a map file, in the order the reference describes them.
var topLevel = []InnerBlock{
	inner(&teamType, func(m *Map) any { x := new(Team); m.Teams = append(m.Teams, x); return x }).many(),
	inner(&roleType, func(m *Map) any { x := new(Role); m.Roles = append(m.Roles, x); return x }).many(),
	inner(&artifactType, func(m *Map) any { x := new(Artifact); m.Artifacts = append(m.Artifacts, x); return x }).many(),
	inner(&systemType, func(m *Map) any { x := new(System); m.Systems = append(m.Systems, x); return x }).many(),
	inner(&processType, func(m *Map) any { x := new(Process); m.Processes = append(m.Processes, x); return x }).many(),
	inner(&interfaceType, func(m *Map) any { x := new(Interface); m.Interfaces = append(m.Interfaces, x); return x }).many(),
	inner(&eventType, func(m *Map) any { x := new(Event); m.Events = append(m.Events, x); return x }).many(),
	inner(&serviceType, func(m *Map) any { x := new(Service); m.Services = append(m.Services, x); return x }).many(),
	inner(&calendarType, func(m *Map) any { x := new(Calendar); m.Calendars = append(m.Calendars, x); return x }).many(),
	inner(&milestoneType, func(m *Map) any { x := new(Milestone); m.Milestones = append(m.Milestones, x); return x }).many(),
	inner(&slaPolicyType, func(m *Map) any { x := new(SLAPolicy); m.SLAPolicies = append(m.SLAPolicies, x); return x }).many(),
	inner(&escalationPolicyType, func(m *Map) any {
		x := new(EscalationPolicy)
		m.EscalationPolicies = append(m.EscalationPolicies, x)
		return x
	}).many(),
	inner(&kpiType, func(m *Map) any { x := new(KPI); m.KPIs = append(m.KPIs, x); return x }).many(),
	inner(&cadenceType, func(m *Map) any { x := new(Cadence); m.Cadences = append(m.Cadences, x); return x }).many(),
	inner(&improvementType, func(m *Map) any { x := new(Improvement); m.Improvements = append(m.Improvements, x); return x }).many(),
	inner(&ruleType, func(m *Map) any { x := new(Rule); m.Rules = append(m.Rules, x); return x }).many(),
	inner(&localsType, func(m *Map) any { x := new(locals); m.locals = append(m.locals, x); return x }).many(),
	inner(&importType, func(m *Map) any { x := new(Import); m.Imports = append(m.Imports, x); return x }).many(),
	inner(&movedType, func(m *Map) any { x := new(Moved); m.Moves = append(m.Moves, x); return x }).many(),
}

// settingsLevel is every block of handoff.hcl.
var settingsLevel = []InnerBlock{
	inner(&workspaceSettings, func(s *Settings) any { return s }),
	inner(&checkSettings, func(s *Settings) any { return s }),
	inner(&docsSettings, func(s *Settings) any { return s }),
	inner(&sourceType, func(s *Settings) any { x := new(Source); s.Sources = append(s.Sources, x); return x }).many(),
}

// append adds what another file says.
func (m *Map) append(o *Map) {
	m.Teams = append(m.Teams, o.Teams...)
	m.Roles = append(m.Roles, o.Roles...)
	m.Artifacts = append(m.Artifacts, o.Artifacts...)
	m.Systems = append(m.Systems, o.Systems...)
	m.Processes = append(m.Processes, o.Processes...)
	m.Interfaces = append(m.Interfaces, o.Interfaces...)
	m.Events = append(m.Events, o.Events...)
	m.Services = append(m.Services, o.Services...)
	m.Calendars = append(m.Calendars, o.Calendars...)
	m.Milestones = append(m.Milestones, o.Milestones...)
	m.SLAPolicies = append(m.SLAPolicies, o.SLAPolicies...)
	m.EscalationPolicies = append(m.EscalationPolicies, o.EscalationPolicies...)
	m.KPIs = append(m.KPIs, o.KPIs...)
	m.Cadences = append(m.Cadences, o.Cadences...)
	m.Improvements = append(m.Improvements, o.Improvements...)
	m.Rules = append(m.Rules, o.Rules...)
	m.locals = append(m.locals, o.locals...)
	m.Imports = append(m.Imports, o.Imports...)
	m.Moves = append(m.Moves, o.Moves...)
	m.declarations = append(m.declarations, o.declarations...)
}

// BlockTypes returns the description of every block that may stand at the top of a map file. Inner blocks hang below them.
func BlockTypes() []*BlockType { return typesOf(topLevel) }

// SettingsTypes returns the description of every block of handoff.hcl.
func SettingsTypes() []*BlockType { return typesOf(settingsLevel) }

func typesOf(blocks []InnerBlock) []*BlockType {
	out := make([]*BlockType, len(blocks))
	for i, b := range blocks {
		out[i] = b.Type
	}
	return out
}

// topLevelBlock returns the row of that name, or nil.
func topLevelBlock(name string) *InnerBlock {
	for i := range topLevel {
		if topLevel[i].Type.Name == name {
			return &topLevel[i]
		}
	}
	return nil
}

// Value returns the address of the Go field that the argument of block b is held in (see values.go), for encoders and editors.
// The block must be of the type the row belongs to; rows of CommonArguments take the *Block.
func (a Argument) Value(b any) any { return a.slot(b) }

// IsReference reports whether the argument names other parts of the map.
func (a Argument) IsReference() bool { return len(a.Refs) > 0 }
