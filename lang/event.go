package lang

// Event is something that happens and sets work off.
type Event struct {
	Block
	Source   Reference
	Artifact Reference
	When     Expression
}

var eventType = BlockType{
	Name: "event", Label: "name", Named: true,
	Doc: "Something that happens and sets work off.",
	Arguments: []Argument{
		arg("source", "Where it is noticed.", func(e *Event) any { return &e.Source }).refs(KindProcess, KindSystem, KindStep, KindRole, KindTeam).usedBy("pages process, interface"),
		arg("artifact", "The record it is about.", func(e *Event) any { return &e.Artifact }).refs(KindArtifact).usedBy("the type checker; page artifact"),
		arg("when", "The condition on that record.", func(e *Event) any { return &e.When }).usedBy("rule automation/manual-deterministic; the type checker; pages process, interface"),
	},
}
