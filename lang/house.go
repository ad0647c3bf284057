package lang

// What `each` is in a house rule. The type is made from the same tables that blocks are decoded by, so that a rule is checked before it runs:
// an argument that the kind does not have, or a word that an argument can never be, is a compile error at the word. The keys are those of
// the compiled map. Package check/house makes the values, key by key.
//
// References are addresses, durations numbers of seconds, conditions and types their text. An argument that is not given is null, and so
// is what lies behind a block that is not there. Flags are never null, nor are the blocks that may stand any number of times: there are none
// of them then.

import (
	"slices"

	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty/function"

	"handoff/lang/finding"
	"handoff/lang/types"
)

// houseKinds are the kinds that a house rule can judge: everything that declares something of the organisation.
var houseKinds = []string{
	"team", "role", "artifact", "field", "system", "process", "input", "output", "step", "interface", "event", "service", "calendar",
	"milestone", "sla_policy", "escalation_policy", "kpi", "cadence", "improvement",
}

// OuterKey is the key under which `each` of a kind that stands inside another holds the address of that one; "" for kinds at the top.
func OuterKey(k Kind) string {
	switch k {
	case KindInput, KindOutput, KindStep:
		return string(KindProcess)
	case KindField:
		return string(KindArtifact)
	}
	return ""
}

// Default is what an argument comes to where a block does not give it; "" where that is nothing.
func (t *BlockType) Default(argument string) string {
	switch t.Name + "." + argument {
	case "interface.mode":
		return "manual"
	case "escalation.clock", "escalation_policy.clock":
		return "sent"
	case "approval.need":
		return "all"
	}
	return ""
}

// Function returns the function of that name that expressions may call; `duration` and `text` are none of them, since what they mean depends
// on where they stand.
func Function(name string) (function.Function, bool) {
	f, ok := functions[name]
	return f, ok
}

// KindRow returns the table row of a kind, and an empty block that it may stand in; nil if there is no such kind.
func KindRow(k Kind) (*InnerBlock, any) {
	m := &Map{}
	if row := topLevelBlock(string(k)); row != nil {
		return row, m
	}
	switch k {
	case KindInput, KindOutput, KindStep:
		return findBlock(processType.Blocks, string(k)), new(Process)
	case KindField:
		return findBlock(artifactType.Blocks, string(k)), new(Artifact)
	}
	return nil, nil
}

// houseType is the type of `each`; Any where the kind is wrong, which has been reported.
func houseType(k Kind) *types.Type {
	row, outer := KindRow(k)
	if row == nil || !slices.Contains(houseKinds, string(k)) {
		return types.Simple(types.Any)
	}
	record := blockRecord(row, outer, "each")
	if key := OuterKey(k); key != "" {
		record.Fields = append(record.Fields, types.Field{Name: key, Type: types.Simple(types.String)})
	}
	return types.Of(record)
}

// blockRecord describes a kind of block as a record; path is what findings call it.
func blockRecord(row *InnerBlock, outer any, path string) *types.Record {
	t := row.Type
	record := &types.Record{Address: path}
	add := func(name string, typ *types.Type, optional bool) {
		if optional {
			typ = types.Wrap(types.Optional, typ)
		}
		record.Fields = append(record.Fields, types.Field{Name: name, Type: typ})
	}
	if t.Named || t.Name == string(KindField) {
		add("address", types.Simple(types.String), false)
	}
	if t.Label != "" {
		add(t.Label, types.Simple(types.String), false)
	}
	block := row.New(outer)
	arguments := func(rows []Argument, from any) {
		for i := range rows {
			typ, certain := houseValue(&rows[i], rows[i].Value(from))
			add(rows[i].Name, typ, !certain && t.Default(rows[i].Name) == "")
		}
	}
	arguments(t.Arguments, block)
	if t.Named {
		arguments(commonArguments, block.(Declaration).Common())
	}
	switch block.(type) {
	case *Matrix:
		add("rows", types.Wrap(types.Map, types.Wrap(types.List, types.Simple(types.String))), false)
	case *Assignments:
		add("rows", types.Wrap(types.Map, types.Simple(types.String)), false)
	}
	for i := range t.Blocks {
		inner := &t.Blocks[i]
		typ := types.Of(blockRecord(inner, block, path+"."+inner.Type.Name))
		if inner.Many {
			typ = types.Wrap(types.List, typ)
		}
		// Everybody's row is known once defaults are applied, so that there always is one, if an empty one.
		certain := inner.Many || inner.Type == &raciType && (t == &stepType || t == &interfaceType)
		add(inner.Type.Name, typ, !certain)
	}
	return record
}

// houseValue is the type of an argument's value, and whether it is there even if it was not given.
func houseValue(row *Argument, slot any) (t *types.Type, certain bool) {
	text := types.Simple(types.String)
	switch slot.(type) {
	case *Flag:
		return types.Simple(types.Bool), true
	case *Number, *Duration:
		return types.Simple(types.Number), false
	case *Texts, *References, *FieldNames:
		return types.Wrap(types.List, text), false
	case *[]Link:
		return types.Wrap(types.Map, text), false
	case *Meta, *Quorum:
		return types.Simple(types.Any), false
	case *Ladder:
		return types.Wrap(types.List, types.ObjectOf(
			types.Field{Name: "after", Type: types.Simple(types.Number)},
			types.Field{Name: "targets", Type: types.Wrap(types.List, text)},
		)), false
	case *Text:
		if len(row.OneOf) > 0 {
			enum := &types.Type{Kind: types.Enum}
			for _, w := range row.OneOf {
				enum.Values = append(enum.Values, types.Value{Text: w})
			}
			return enum, false
		}
	}
	return text, false
}

// houseRules are checked against what `each` holds in the kind they judge.
func (s *scopes) houseRules() {
	s.functions["duration"] = types.Function{Params: []types.Param{{Name: "text", Type: types.Simple(types.String)}}, Result: types.Simple(types.Number)}
	s.functions["text"] = types.Function{Params: []types.Param{{Name: "value", Type: types.Simple(types.Any)}}, Result: types.Simple(types.String), Nulls: true}
	kinds := map[string]*types.Type{}
	for _, rule := range s.m.Rules {
		each := kinds[rule.Each.Value]
		if each == nil {
			each = houseType(Kind(rule.Each.Value))
			kinds[rule.Each.Value] = each
		}
		names := map[string]*types.Type{"each": each}
		before := len(s.m.FieldUses)
		condition := func(e hclsyntax.Expression) types.Result { return types.CheckCondition(e, s.scope(names)) }
		printed := func(e hclsyntax.Expression) types.Result { return types.Infer(e, s.scope(names)) } // whatever it comes to
		for _, part := range []struct {
			argument string
			*Expression
			check func(hclsyntax.Expression) types.Result
		}{{"when", &rule.When, condition}, {"require", &rule.Require, condition}, {"message", &rule.Message, printed}} {
			if !part.Given() {
				continue
			}
			result := part.check(part.Syntax)
			// What may be missing prints as such, and `when` may have seen to it: what is missing after all is told when the rule runs.
			result.Findings = slices.DeleteFunc(result.Findings, func(f finding.Finding) bool { return f.Rule == types.RuleUnguaranteed })
			s.take(result, part.Expression, rule, part.argument, nil)
		}
		s.m.FieldUses = s.m.FieldUses[:before] // what `each` holds is no field of the map's records
	}
}
