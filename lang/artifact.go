package lang

import "handoff/lang/types"

// Artifact is what is passed: a record with fields.
type Artifact struct {
	Block
	SourceOfTruth  Reference
	Steward        Reference
	Schema         Path
	Example        Path
	VerifiedWithin Duration
	Fields         []*Field
	Lifecycle      *Lifecycle

	// Record is the artifact as a type, fields from its schema file included.
	Record *types.Record
}

// Field is one field of an artifact.
type Field struct {
	Artifact       *Artifact
	Name           string // the label
	Type           TypeExpression
	Key            Flag
	Generated      Flag
	UpdatedBy      References
	Named          Text
	VerifiedWithin Duration
	Description    Text
	Header         Range
	NameRange      Range
}

// Address is `artifact.incident.field.logs`.
func (f *Field) Address() string { return f.Artifact.Address() + ".field." + f.Name }

// Lifecycle says which states a record passes through.
type Lifecycle struct {
	Field       FieldName
	Initial     Text
	Final       Texts
	Transitions []*Transition
	Header      Range
}

// Transition says where a record may go from one state.
type Transition struct {
	From   Text // the label
	To     Texts
	Within Duration
	Header Range
}

var artifactType = BlockType{
	Name: "artifact", Label: "name", Named: true,
	Doc: "A record that is passed between processes: its fields, who may write them, which system may not lie about it.",
	Arguments: []Argument{
		arg("source_of_truth", "The one system that may not lie about it.", func(a *Artifact) any { return &a.SourceOfTruth }).refs(KindSystem).usedBy("rules owner/missing-owner, schema/no-source-of-truth; page artifact"),
		arg("steward", "Who answers for its quality.", func(a *Artifact) any { return &a.Steward }).refs(whoKinds...).usedBy("rule schema/no-source-of-truth; page artifact"),
		arg("schema", "A JSON Schema (2020-12) file that the fields are taken from; inside the workspace, relative to this file.", func(a *Artifact) any { return &a.Schema }).usedBy("page artifact; the schema rules"),
		arg("example", "A JSON sample that must satisfy the type; inside the workspace, relative to this file.", func(a *Artifact) any { return &a.Example }).usedBy("rule schema/bad-example; page artifact"),
		arg("verified_within", "How fresh it must be kept to be trusted.", func(a *Artifact) any { return &a.VerifiedWithin }).longTerm().usedBy("page artifact"),
	},
	Blocks: []InnerBlock{
		inner(&fieldType, func(a *Artifact) any {
			f := &Field{Artifact: a}
			a.Fields = append(a.Fields, f)
			return f
		}).many().usedBy("the schema rules; pages artifact, interface"),
		inner(&lifecycleType, func(a *Artifact) any { a.Lifecycle = new(Lifecycle); return a.Lifecycle }).usedBy("rules schema/illegal-transition, schema/unreachable-state; page artifact"),
	},
}

var fieldType = BlockType{
	Name: "field", Label: "name",
	Doc: "One field of the record.",
	Arguments: []Argument{
		arg("type", "Its type.", func(f *Field) any { return &f.Type }).required().usedBy("the schema rules; pages artifact, interface"),
		arg("key", "It identifies the record; `ref(artifact.x)` holds its value.", func(f *Field) any { return &f.Key }).usedBy("the type checker; rules schema/lost-reference, schema/canonical-conflict; page artifact"),
		arg("generated", "The receiving system assigns it; no sender has to.", func(f *Field) any { return &f.Generated }).usedBy("rules schema/missing-field, automation/incomplete-create; page artifact"),
		arg("updated_by", "Who may write it, in order of authority.", func(f *Field) any { return &f.UpdatedBy }).refs(KindProcess, KindSystem, KindStep, KindRole, KindTeam).usedBy("rules schema/multiple-writers, schema/illegal-transition; page artifact"),
		arg("named", "Its name outside, where that is no identifier.", func(f *Field) any { return &f.Named }).usedBy("page artifact"),
		arg("verified_within", "How fresh it must be kept to be trusted.", func(f *Field) any { return &f.VerifiedWithin }).longTerm().usedBy("page artifact"),
		arg("description", "What it holds, in Markdown.", func(f *Field) any { return &f.Description }).usedBy("page artifact"),
	},
}

var lifecycleType = BlockType{
	Name: "lifecycle",
	Doc:  "The states a record passes through. A `create` that leaves the field out sets its `initial` state.",
	Arguments: []Argument{
		arg("field", "The enum field that holds the state.", func(l *Lifecycle) any { return &l.Field }).required().usedBy("rules schema/illegal-transition, schema/unreachable-state; page artifact"),
		arg("initial", "The state a new record starts in.", func(l *Lifecycle) any { return &l.Initial }).usedBy("rules schema/illegal-transition, schema/unreachable-state, automation/incomplete-create; page artifact"),
		arg("final", "The states in which nothing more happens.", func(l *Lifecycle) any { return &l.Final }).usedBy("rules schema/unreachable-state, flow/ends-open; page artifact"),
	},
	Blocks: []InnerBlock{
		inner(&transitionType, func(l *Lifecycle) any {
			t := new(Transition)
			l.Transitions = append(l.Transitions, t)
			return t
		}).many().usedBy("rules schema/illegal-transition, schema/unreachable-state; page artifact"),
	},
}

var transitionType = BlockType{
	Name: "transition", Label: "state",
	Doc: "Where a record may go from one state.",
	Arguments: []Argument{
		arg("to", "The states it may go to.", func(t *Transition) any { return &t.To }).required().usedBy("rules schema/illegal-transition, schema/unreachable-state; page artifact"),
		arg("within", "How long it may stay.", func(t *Transition) any { return &t.Within }).usedBy("page artifact"),
	},
}
