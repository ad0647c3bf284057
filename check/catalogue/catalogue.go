// Package catalogue is the one list of all rules. To add a rule: its file, a line here, and its folder of test maps in testdata/check.
package catalogue

import (
	"handoff/check"
	"handoff/check/automation"
	"handoff/check/coordination"
	"handoff/check/flow"
	"handoff/check/governance"
	"handoff/check/handoff"
	"handoff/check/measure"
	"handoff/check/owner"
	"handoff/check/schema"
	"handoff/check/sla"
	"handoff/check/style"
)

// Rules lists every rule, group by group.
var Rules = []*check.Rule{
	&handoff.OrphanOutput,
	&handoff.OrphanInput,
	&handoff.IsolatedProcess,
	&handoff.Duplicate,
	&handoff.UnboundedHandback,
	&handoff.BrokenFlow,
	&handoff.UnusedInterface,
	&handoff.NoAnswer,
	&handoff.NeverProduced,

	&owner.MissingOwner,
	&owner.MissingIntegrator,
	&owner.NoAccountable,
	&owner.OwnerNotInRACI,
	&owner.HomelessRole,
	&owner.Retired,
	&owner.NeverActs,
	&owner.NoLead,
	&owner.MultipleAccountable,
	&owner.NoResponsible,
	&owner.RACIConflict,
	&owner.NoContact,
	&owner.NoEmergencyContact,
	&owner.NoDeputy,
	&owner.Unused,
	&owner.Overloaded,

	&schema.MissingField,
	&schema.TypeMismatch,
	&schema.UnguaranteedField,
	&schema.NoShape,
	&schema.CanonicalConflict,
	&schema.LostReference,
	&schema.MultipleWriters,
	&schema.NoSourceOfTruth,
	&schema.IllegalTransition,
	&schema.UnreachableState,
	&schema.BadExample,
	&schema.UnusedField,

	&sla.Missing,
	&sla.Unquantified,
	&sla.MeetingWait,
	&sla.MilestoneOrder,
	&sla.BudgetExceeded,
	&sla.Infeasible,
	&sla.Inconsistent,
	&sla.UncoveredPriority,
	&sla.CalendarMismatch,
	&sla.EscalationLate,
	&sla.OffDuty,
	&sla.Window,
	&sla.EscalationOrder,
	&sla.NoEscalation,

	&automation.ManualDeterministic,
	&automation.NoCarrier,
	&automation.UnhandledEvent,
	&automation.IncompleteCreate,

	&flow.UnreachableStep,
	&flow.NoEnd,
	&flow.UncoveredCase,
	&flow.EndsOpen,
	&flow.DeadBranch,
	&flow.JoinDeadlock,

	&coordination.TooManyApprovals,
	&coordination.TooManyHandoffs,
	&coordination.SelfApproval,
	&coordination.MeetingLoad,

	&governance.NoKPI,
	&governance.NoTarget,
	&governance.Unreviewed,
	&governance.StaleImprovement,
	&governance.NoFallback,

	&style.Naming,
	&style.MissingTitle,
	&style.DuplicateTitle,
	&style.Unused,
	&style.MissingPurpose,
	&style.HiddenCharacters,
	&style.UnusedIgnore,
}

// Measured lists the rules that hold the map against an event log: they are no part of a check, and run where handoff measure has read one.
var Measured = []*check.Rule{
	&measure.UndeclaredHandoff,
	&measure.UnseenHandoff,
	&measure.OrderViolation,
	&measure.WrongRole,
	&measure.EmptyField,
	&measure.BrokenPromise,
	&measure.MissedTarget,
	&measure.NotAutomated,
	&measure.UnexplainedWord,
}

// Find returns the rule of that id, or nil.
func Find(id string) *check.Rule {
	for _, r := range Rules {
		if r.ID == id {
			return r
		}
	}
	return nil
}
