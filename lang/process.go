package lang

import "handoff/lang/types"

// Process is a piece of work with an owner: what comes in, the steps, what goes out.
type Process struct {
	Block
	Purpose   Text
	Owner     Reference
	Team      Reference
	Emergency Reference
	External  Flag
	Flow      Text // "partial" or ""
	Sequence  References

	Inputs     []*Port
	Outputs    []*Port
	Steps      []*Step
	SLA        *SLA
	RACI       *RACI
	Matrix     *Matrix
	Escalation *Escalation
	Handback   *Handback

	// Records are those in hand, by the names that expressions know them by; nil for one whose artifact is broken.
	Records map[string]*types.Type
}

var processType = BlockType{
	Name: "process", Label: "name", Named: true,
	Doc: "A piece of work with an owner: what it takes in, the steps, what it hands on.",
	Arguments: []Argument{
		arg("purpose", "Why it exists, in a sentence.", func(p *Process) any { return &p.Purpose }).usedBy("rule style/missing-purpose; page process"),
		arg("owner", "The one accountable for the process.", func(p *Process) any { return &p.Owner }).refs(whoKinds...).usedBy("rules owner/missing-owner, owner/owner-not-in-raci; pages process, role"),
		arg("team", "The team that runs it.", func(p *Process) any { return &p.Team }).refs(KindTeam).usedBy("rule owner/missing-integrator; page process; view landscape"),
		arg("emergency", "Who to call when it fails.", func(p *Process) any { return &p.Emergency }).refs(whoKinds...).usedBy("rules owner/no-emergency-contact, owner/no-contact; page process"),
		arg("external", "A black box (supplier, customer): no owner, steps or SLA are asked of it.", func(p *Process) any { return &p.External }).usedBy("rule owner/missing-owner; view landscape"),
		arg("flow", "`partial` says that only some of the flow between the steps is known.", func(p *Process) any { return &p.Flow }).oneOf("partial").usedBy("rule handoff/never-produced; page process"),
		arg("sequence", "Gives each step in the list its default `next`.", func(p *Process) any { return &p.Sequence }).refs(KindStep).usedBy("rule handoff/never-produced; view process; page process"),
	},
	Blocks: []InnerBlock{
		inner(&inputType, func(p *Process) any { return p.addPort(KindInput) }).many().usedBy("the handoff and schema rules; page process; views landscape, process"),
		inner(&outputType, func(p *Process) any { return p.addPort(KindOutput) }).many().usedBy("the handoff and schema rules; page process; views landscape, process"),
		inner(&slaType, func(p *Process) any { p.SLA = new(SLA); return p.SLA }).usedBy("page process"),
		inner(&raciType, func(p *Process) any { p.RACI = new(RACI); return p.RACI }).usedBy("the owner rules; pages process, raci"),
		inner(&stepType, func(p *Process) any {
			s := &Step{Process: p}
			p.Steps = append(p.Steps, s)
			return s
		}).many().usedBy("the handoff and owner rules; page process; view process"),
		inner(&matrixType, func(p *Process) any { p.Matrix = new(Matrix); return p.Matrix }).usedBy("the owner rules; pages process, raci"),
		inner(&escalationType, func(p *Process) any { p.Escalation = new(Escalation); return p.Escalation }).usedBy("rules owner/no-contact, owner/no-deputy; pages process, escalations"),
		inner(&handbackType, func(p *Process) any { p.Handback = new(Handback); return p.Handback }).usedBy("rule handoff/unbounded-handback; page process"),
	},
}

func (p *Process) addPort(kind Kind) *Port {
	port := &Port{Process: p}
	port.Kind = kind
	if kind == KindInput {
		p.Inputs = append(p.Inputs, port)
	} else {
		p.Outputs = append(p.Outputs, port)
	}
	return port
}

// Step returns the step of that name, or nil.
func (p *Process) Step(name string) *Step {
	for _, s := range p.Steps {
		if s.Name == name {
			return s
		}
	}
	return nil
}

// Port is an input or output of a process; Block.Kind says which.
type Port struct {
	Block
	Process  *Process
	Artifact Reference
	External Flag

	// Of an input.
	Source    Reference
	Requires  FieldNames
	ArrivesAt Reference
	As        Text

	// Of an output.
	Provides FieldNames
	LeavesAt References
	StoredIn Reference
}

// IsInput tells an input from an output.
func (p *Port) IsInput() bool { return p.Kind == KindInput }

// RecordName is what expressions call the record that comes in here: `as`, or the artifact's name.
func (p *Port) RecordName() string {
	if p.As.Value != "" {
		return p.As.Value
	}
	if a := p.Artifact.Artifact(); a != nil {
		return a.Name
	}
	return ""
}

var inputType = BlockType{
	Name: "input", Label: "name", Named: true,
	Doc: "What the process takes in.",
	Arguments: []Argument{
		arg("artifact", "The record that arrives.", func(p *Port) any { return &p.Artifact }).refs(KindArtifact).required().usedBy("the schema rules; page process; view process"),
		arg("external", "It arrives from outside the map.", func(p *Port) any { return &p.External }).usedBy("rule handoff/orphan-input; page process; view process"),
		arg("source", "From where: a system, team or role.", func(p *Port) any { return &p.Source }).refs(KindSystem, KindTeam, KindRole).usedBy("page process"),
		arg("requires", "The fields this process cannot go on without.", func(p *Port) any { return &p.Requires }).usedBy("rules schema/missing-field, schema/unguaranteed-field, automation/incomplete-create; pages process, interface"),
		arg("arrives_at", "The step that takes it up; default: the entry.", func(p *Port) any { return &p.ArrivesAt }).refs(KindStep).usedBy("rule handoff/no-answer; view process; page process"),
		arg("as", "What expressions call this record, where several inputs bring different records of one artifact.", func(p *Port) any { return &p.As }).usedBy("the type checker"),
	},
}

var outputType = BlockType{
	Name: "output", Label: "name", Named: true,
	Doc: "What the process hands on.",
	Arguments: []Argument{
		arg("artifact", "The record that leaves.", func(p *Port) any { return &p.Artifact }).refs(KindArtifact).required().usedBy("the schema rules; page process; view process"),
		arg("external", "It leaves the map.", func(p *Port) any { return &p.External }).usedBy("rule handoff/orphan-output; page process; view process"),
		arg("provides", "Optional fields that are guaranteed to be filled here.", func(p *Port) any { return &p.Provides }).usedBy("rule schema/unguaranteed-field; pages process, interface"),
		arg("leaves_at", "The step it leaves from; one or a list.", func(p *Port) any { return &p.LeavesAt }).refs(KindStep).usedBy("rules handoff/never-produced, schema/unguaranteed-field, schema/illegal-transition; view process; page process"),
		arg("stored_in", "It is filed in this system rather than passed on.", func(p *Port) any { return &p.StoredIn }).refs(KindSystem).usedBy("rule handoff/orphan-output; page process"),
	},
}
