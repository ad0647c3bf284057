package lang

// Interface is a handoff: what leaves one process or step and arrives at another.
type Interface struct {
	Block
	From       Reference
	To         References
	Integrator Reference
	On         Reference
	Via        References
	Mode       Text // "automated" or "manual"; "" means manual
	Carries    Reference
	Creates    Reference
	Provides   FieldNames
	Requires   FieldNames
	Notify     References
	Fallback   Text
	Answers    References

	Create     *Assignments
	Update     *Assignments
	SLA        *SLA
	Due        *Due
	Escalation *Escalation
	Handback   *Handback
	RACI       *RACI
	Approval   *Approval
}

// Automated reports whether a system carries it without anybody's doing.
func (i *Interface) Automated() bool { return i.Mode.Value == "automated" }

var interfaceType = BlockType{
	Name: "interface", Label: "name", Named: true,
	Doc: "A handoff between two processes (or two steps of one): which record, when, how fast, who answers for it and who is told when it fails.",
	Arguments: []Argument{
		arg("from", "The output it leaves from; or a process or step, whose output is then implied.", func(i *Interface) any { return &i.From }).refs(KindOutput, KindProcess, KindStep).required().usedBy("every rule, page and view"),
		arg("to", "The input it arrives at; or a process or step; a list is received by all of them.", func(i *Interface) any { return &i.To }).refs(KindInput, KindProcess, KindStep).required().usedBy("every rule, page and view"),
		arg("integrator", "Who owns the joint itself; default: that of the service it is in.", func(i *Interface) any { return &i.Integrator }).refs(whoKinds...).usedBy("rules owner/missing-integrator, owner/no-accountable; page interface"),
		arg("on", "The event or milestone that sets it off; none: when the output is ready.", func(i *Interface) any { return &i.On }).refs(KindEvent, KindMilestone).usedBy("rules handoff/duplicate, automation/no-carrier; pages process, interface"),
		arg("via", "The system that carries it; one or a list.", func(i *Interface) any { return &i.Via }).refs(KindSystem).usedBy("rules handoff/duplicate, owner/missing-owner; pages process, interface"),
		arg("mode", "`automated` or `manual` (default).", func(i *Interface) any { return &i.Mode }).oneOf("automated", "manual").usedBy("rules owner/missing-owner, automation/no-carrier; pages process, interface; view landscape"),
		arg("carries", "The record, where `from` is no output.", func(i *Interface) any { return &i.Carries }).refs(KindArtifact).usedBy("the schema rules; pages process, interface"),
		arg("creates", "The receiver's record, where `to` is no input and it is another.", func(i *Interface) any { return &i.Creates }).refs(KindArtifact).usedBy("the schema rules; pages process, interface"),
		arg("provides", "Optional fields that are guaranteed, where `from` is no output.", func(i *Interface) any { return &i.Provides }).usedBy("rule schema/unguaranteed-field; page interface"),
		arg("requires", "Fields the receiver cannot go on without, where `to` is no input.", func(i *Interface) any { return &i.Requires }).usedBy("rules schema/missing-field, schema/unguaranteed-field, automation/incomplete-create; page interface"),
		arg("notify", "Who is told when it happens.", func(i *Interface) any { return &i.Notify }).refs(whoKinds...).usedBy("pages interface, process, role"),
		arg("fallback", "The manual way when `via` is down.", func(i *Interface) any { return &i.Fallback }).usedBy("rule governance/no-fallback; pages interface, process"),
		arg("answers", "The request this replies to: it closes the loop and is no new handoff on the path.", func(i *Interface) any { return &i.Answers }).refs(KindInterface).usedBy("rules handoff/no-answer, handoff/unbounded-handback; page interface"),
	},
	Blocks: []InnerBlock{
		inner(&createType, func(i *Interface) any { i.Create = new(Assignments); return i.Create }).usedBy("the type checker; rules automation/incomplete-create, schema/lost-reference; page interface"),
		inner(&updateType, func(i *Interface) any { i.Update = new(Assignments); return i.Update }).usedBy("the type checker; rules schema/illegal-transition, schema/multiple-writers; page interface"),
		inner(&slaType, func(i *Interface) any { i.SLA = new(SLA); return i.SLA }).usedBy("pages interface, process, escalations"),
		inner(&dueType, func(i *Interface) any { i.Due = new(Due); return i.Due }).usedBy("pages interface, process"),
		inner(&escalationType, func(i *Interface) any { i.Escalation = new(Escalation); return i.Escalation }).usedBy("rules owner/no-contact, owner/no-deputy; pages interface, process, escalations"),
		inner(&handbackType, func(i *Interface) any { i.Handback = new(Handback); return i.Handback }).usedBy("rule handoff/unbounded-handback; pages interface, process"),
		inner(&raciType, func(i *Interface) any { i.RACI = new(RACI); return i.RACI }).usedBy("the owner rules; page interface"),
		inner(&approvalType, func(i *Interface) any { i.Approval = new(Approval); return i.Approval }).usedBy("page interface"),
	},
}

// Due is a date instead of a duration.
type Due struct {
	Before Reference
	After  Reference
	Within Duration
	Header Range
}

var dueType = BlockType{
	Name: "due",
	Doc:  "A date instead of a duration: before or after a milestone.",
	Arguments: []Argument{
		arg("before", "The milestone it must precede.", func(d *Due) any { return &d.Before }).refs(KindMilestone).usedBy("rule sla/milestone-order; page interface"),
		arg("after", "The milestone it follows.", func(d *Due) any { return &d.After }).refs(KindMilestone).usedBy("rule sla/milestone-order; page interface"),
		arg("within", "How long before or after.", func(d *Due) any { return &d.Within }).longTerm().usedBy("rule sla/milestone-order; page interface"),
	},
}
