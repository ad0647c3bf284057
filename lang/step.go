package lang

// Step is one piece of work inside a process.
type Step struct {
	Block
	Process *Process

	By           References
	Within       Duration
	Takes        Duration
	Since        Reference
	Uses         References
	Instructions Text
	Expect       Text
	Verify       Text
	Rollback     Text
	Next         References
	Entry        Flag
	On           Reference
	Join         Text
	Overdue      Reference
	Creates      Reference
	Calls        Reference
	Every        Duration
	Meeting      Reference
	During       Reference

	RACI       *RACI
	Update     *Assignments
	Branches   []*Branch
	Approval   *Approval
	Escalation *Escalation
	Handback   *Handback
}

var stepType = BlockType{
	Name: "step", Label: "name", Named: true,
	Doc: "One piece of work inside a process.",
	Arguments: []Argument{
		arg("by", "Who is responsible, where that is all there is to say; one or a list. A system does the step by itself; its owner then answers for it.", func(s *Step) any { return &s.By }).refs(KindRole, KindTeam, KindSystem).usedBy("the owner rules; view process; pages process, raci"),
		arg("within", "Promised at most, in the calendar of the process.", func(s *Step) any { return &s.Within }).usedBy("the sla rules; page process"),
		arg("takes", "Planned work; what sums up to a lead time.", func(s *Step) any { return &s.Takes }).usedBy("rules sla/infeasible, sla/window; page process"),
		arg("since", "Where the clock of `within` starts; default: the start of the step.", func(s *Step) any { return &s.Since }).refs(KindInput, KindStep, KindEvent, KindMilestone).usedBy("page process"),
		arg("uses", "The systems it works with.", func(s *Step) any { return &s.Uses }).refs(KindSystem).usedBy("page process; view process"),
		arg("instructions", "How to do it, in Markdown.", func(s *Step) any { return &s.Instructions }).usedBy("page process"),
		arg("expect", "What should be true afterwards, in Markdown.", func(s *Step) any { return &s.Expect }).usedBy("page process"),
		arg("verify", "How to make sure, in Markdown.", func(s *Step) any { return &s.Verify }).usedBy("page process"),
		arg("rollback", "How to undo it, in Markdown.", func(s *Step) any { return &s.Rollback }).usedBy("page process"),
		arg("next", "The step that follows where no branch is taken; a list runs in parallel; none, or `end`, ends the process.", func(s *Step) any { return &s.Next }).refs(KindStep, kindEnd).usedBy("the handoff rules; view process; page process"),
		arg("entry", "The process starts here.", func(s *Step) any { return &s.Entry }).usedBy("rule flow/unreachable-step; view process; page process"),
		arg("on", "An event or milestone that starts the step.", func(s *Step) any { return &s.On }).refs(KindEvent, KindMilestone).usedBy("view process; page process"),
		arg("join", "`all` waits for every step and input that leads here; otherwise the first one counts.", func(s *Step) any { return &s.Join }).oneOf("all").usedBy("rule flow/join-deadlock; view process; page process"),
		arg("overdue", "Where the work moves on to when `within` has passed: a step or an output.", func(s *Step) any { return &s.Overdue }).refs(KindStep, KindOutput).usedBy("rule handoff/never-produced; view process; page process"),
		arg("creates", "A record that is opened here and in hand from here on.", func(s *Step) any { return &s.Creates }).refs(KindArtifact).usedBy("the type checker; page process"),
		arg("calls", "Another process that runs as this one step, through its inputs.", func(s *Step) any { return &s.Calls }).refs(KindProcess).usedBy("rule handoff/orphan-input; page process"),
		arg("every", "The step repeats this often until the process moves on.", func(s *Step) any { return &s.Every }).longTerm().usedBy("page process"),
		arg("meeting", "The meeting it happens in.", func(s *Step) any { return &s.Meeting }).refs(KindCadence).usedBy("rule sla/meeting-wait; page process"),
		arg("during", "The window it is held to.", func(s *Step) any { return &s.During }).refs(KindCalendar).usedBy("rule sla/window; page process"),
	},
	Blocks: []InnerBlock{
		inner(&raciType, func(s *Step) any { s.RACI = new(RACI); return s.RACI }).usedBy("the owner rules; pages process, raci"),
		inner(&updateType, func(s *Step) any { s.Update = new(Assignments); return s.Update }).usedBy("the type checker; rules schema/illegal-transition, schema/multiple-writers, schema/unguaranteed-field; page process"),
		inner(&branchType, func(s *Step) any {
			b := new(Branch)
			s.Branches = append(s.Branches, b)
			return b
		}).many().usedBy("the handoff rules; view process; page process"),
		inner(&approvalType, func(s *Step) any { s.Approval = new(Approval); return s.Approval }).usedBy("the owner rules; view process; page process"),
		inner(&escalationType, func(s *Step) any { s.Escalation = new(Escalation); return s.Escalation }).usedBy("rules owner/no-contact, owner/no-deputy; pages process, escalations"),
		inner(&handbackType, func(s *Step) any { s.Handback = new(Handback); return s.Handback }).usedBy("rule handoff/unbounded-handback; page process"),
	},
}

// Branch is one way out of a step: by condition, or by somebody's choice.
type Branch struct {
	When   Expression
	Choice Text
	Next   References
	Update *Assignments
	Header Range
}

var branchType = BlockType{
	Name: "branch",
	Doc:  "One way out of a step, tried in order: a condition, or a choice that a person makes.",
	Arguments: []Argument{
		arg("when", "The condition.", func(b *Branch) any { return &b.When }).usedBy("the type checker; rules flow/uncovered-case, flow/dead-branch, schema/illegal-transition; view process; page process"),
		arg("choice", "What a person decides, in words.", func(b *Branch) any { return &b.Choice }).usedBy("view process; page process"),
		arg("next", "Where it leads; a list runs in parallel, `end` ends the process.", func(b *Branch) any { return &b.Next }).refs(KindStep, kindEnd).usedBy("the handoff rules; view process; page process"),
	},
	Blocks: []InnerBlock{
		inner(&updateType, func(b *Branch) any { b.Update = new(Assignments); return b.Update }).usedBy("the type checker; rules schema/illegal-transition, schema/multiple-writers, schema/unguaranteed-field; page process"),
	},
}

// Approval is a human gate on a step or an interface.
type Approval struct {
	Approvers References
	Need      Quorum
	Header    Range
}

var approvalType = BlockType{
	Name: "approval",
	Doc:  "A human gate; its outcomes are branches. The approvers are responsible for that step.",
	Arguments: []Argument{
		arg("approvers", "Who decides.", func(a *Approval) any { return &a.Approvers }).refs(whoKinds...).usedBy("rule coordination/self-approval; the owner rules; view process; page process"),
		arg("need", "How many must agree: `\"all\"` (default), `\"any\"` or a number.", func(a *Approval) any { return &a.Need }).usedBy("page process"),
	},
}

// The two blocks of assignments have no rows: what may stand in them depends on the record.
var (
	updateType = BlockType{
		Name: "update",
		Doc:  "Fields that are set on the record in hand (in a step or branch) or written back on the sender's record (in an interface).",
		Rest: "One line a field: its name, and the expression it is set to.", RestUsedBy: "the type checker; pages process, interface",
	}
	createType = BlockType{
		Name: "create",
		Doc:  "Builds the receiver's record, field by field. The sender's record is `from`, the created one `to`; their artifacts' names work too where they differ.",
		Rest: "One line a field: its name, and the expression it is set to.", RestUsedBy: "the type checker; page interface",
	}
)
