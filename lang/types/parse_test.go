package types

import (
	"fmt"
	"testing"

	"github.com/hashicorp/hcl/v2"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"handoff/lang/finding"
)

func TestParsePrintsBack(t *testing.T) {
	for _, src := range []string{
		"string", "number", "integer", "bool", "timestamp", "date", "duration", "uri", "email", "any",
		`enum("P1", "P2")`, `enum("a\"b", "$${x}", "%%{y}", "line\nbreak", "")`,
		"union(string, list(integer))", "list(artifact.ci)", "set(ref(artifact.ci))", "map(optional(string))",
		`object({ a = string, b = optional(number), "c d" = object({}) })`,
		"artifact.incident", "artifact.incident.priority", "payments.artifact.refund", "payments.artifact.refund.id", "ref(payments.artifact.refund)",
	} {
		typ, wrong := ParseText(src, "f", hcl.InitialPos)
		require.Empty(t, wrong, src)
		assert.Equal(t, src, typ.String())
		again, _ := ParseText(typ.String(), "f", hcl.InitialPos)
		assert.True(t, Equal(typ, again), src)
	}
}

func TestParseReportsEveryMistakeWhereItStands(t *testing.T) {
	for src, want := range map[string]string{
		"strng":                      "type/unknown-type @0-5: There is no type strng. … Did you mean string?",
		"int":                        "type/unknown-type @0-3: There is no type int. … Did you mean integer?",
		"lst(string)":                "type/unknown-type @0-3: There is no type lst. … Did you mean list?",
		"list":                       "type/arguments @0-4: list does not say what it holds. Write list(T).",
		"list()":                     "type/arguments @0-6: list does not say what it holds. Write list(T).",
		"map(string, string)":        "type/arguments @0-19: map takes one argument, here are 2. Write map(T).",
		`"string"`:                   "type/not-a-type @0-8: A quoted text is no type. Write it without the quotes: string.",
		`"P1"`:                       `type/not-a-type @0-4: A quoted text is no type. To allow this text only, write enum("P1").`,
		"[string]":                   "type/not-a-type @0-8: Square brackets make no type. Write list(string).",
		"{ a = string }":             "type/not-a-type @0-14: Braces alone make no type. Write object({ … }) round it.",
		"string(3)":                  "type/arguments @0-6: string takes no arguments. Write string.",
		"enum(P1)":                   `type/arguments @5-7: The values of an enum are quoted texts without ${…}. Write it in quotes: "P1".`,
		`enum("a", "a")`:             `type/duplicate @10-13: This enum has "a" twice. Remove one.`,
		"ref(string)":                "type/arguments @0-11: ref wants an artifact, not string. Write ref(artifact.x).",
		"artefact.incident":          "type/unknown-type @0-17: artefact.incident is no type. … Did you mean artifact.incident?",
		"incident.id":                "type/unknown-type @0-11: incident.id is no type. … Did you mean artifact.incident.id?",
		"artifact.a.b.c":             "type/not-a-type @0-14: A type reaches into an artifact one level deep only: artifact.a.b.c is more. Name the inner type in an artifact of its own, and write artifact.x.field.",
		"artifact":                   "type/arguments @0-8: This does not say which artifact. Write artifact.x, where x is the artifact's name.",
		`artifact["incident"]`:       "type/not-a-type @0-20: A type does not take an index. Write artifact.x or artifact.x.field.",
		"optional(optional(string))": "type/arguments @9-25: optional(optional(T)) says the same twice. Write optional once.",
		"object({ a = strng, a = list(flaot) })": "type/unknown-type @13-18: There is no type strng. … Did you mean string?\n" +
			"type/unknown-type @29-34: There is no type flaot. …\n" +
			"type/duplicate @20-21: This object has the field a twice. Remove or rename one.",
		"1 + 2": "type/not-a-type @0-5: This is an expression, not a type. …",
	} {
		_, wrong := ParseText(src, "f", hcl.InitialPos)
		got := brief(wrong)
		assert.Equal(t, squeeze(want), squeeze(got), src)
	}
}

func TestReferencesHaveExactRanges(t *testing.T) {
	src := "map(union(payments . artifact.refund.id, ref(artifact.ci)))"
	typ, wrong := ParseText(src, "f", hcl.InitialPos)
	require.Empty(t, wrong)
	refs := typ.References()
	require.Len(t, refs, 2)
	cut := func(r finding.Range) string { return src[r.Start.Byte:r.End.Byte] }
	assert.Equal(t, "payments", cut(refs[0].AliasRange))
	assert.Equal(t, "refund", cut(refs[0].ArtifactRange))
	assert.Equal(t, "id", cut(refs[0].FieldRange))
	assert.Equal(t, 38, refs[0].FieldRange.Start.Column)
	assert.Equal(t, "ci", cut(refs[1].ArtifactRange))
	assert.True(t, refs[1].FieldRange.IsZero())
}

func TestBindReportsWhatIsNotThere(t *testing.T) {
	w := newWorld(t, "artifact ci { id! = string; owner = string }")
	typ, _ := ParseText("object({ a = artifact.cx, b = artifact.ci.onwer, c = artifact.ci.id })", "f", hcl.InitialPos)
	wrong := Bind(typ, w.lookup)
	assert.Equal(t, "type/unknown-record @22-24: There is no artifact.cx. Declare it, or correct the name.\n"+
		"type/unknown-field @42-47: artifact.ci has no field onwer. Declare the field, or correct the name. Did you mean owner?\n", brief(wrong))
	assert.Equal(t, String, typ.Fields[2].Type.Resolve().Kind)
	assert.Equal(t, Unknown, typ.Fields[1].Type.Resolve().Kind)
}

func TestCycles(t *testing.T) {
	w := newWorld(t, `artifact a { b = artifact.b; x = artifact.b.y }
		artifact b { a = object({ a = artifact.a }); y = artifact.a.x }
		artifact leads { a = artifact.a }
		artifact fine { self = list(artifact.fine); up = optional(artifact.fine); u = union(artifact.fine, string); r = ref(artifact.fine) }
		artifact self { u = union(artifact.self, artifact.a) }`)
	got := brief(Cycles([]*Record{w["leads"], w["a"], w["b"], w["fine"], w["self"]}))
	const help = " Make one of them optional(…) or a list, or pass the key only: ref(…).\n"
	assert.Equal(t, "type/cycle @0-12: The type of artifact.a.x leads back to itself (artifact.a.x → artifact.b.y → artifact.a.x). Write the type itself at one of them.\n"+
		"type/cycle @0-10: artifact.a must contain artifact.a again (artifact.a.b → artifact.b.a): no such record can ever be written."+help+
		"type/cycle @0-32: artifact.self must contain artifact.self again (artifact.self.u): no such record can ever be written."+help, got)
}

func TestCirclesOfDefinitionsEnd(t *testing.T) {
	w := newWorld(t, `artifact a { id! = ref(artifact.a); x = union(artifact.a.x, list(artifact.a.x)); y = object({ p = artifact.a.z, q = artifact.a.z }); z = object({ p = artifact.a.y, q = artifact.a.y }) }`)
	list := Cycles([]*Record{w["a"]})
	assert.Len(t, list, 5) // each reference that closes a circle: id, x twice, z twice
	assert.Equal(t, Undecided, Compatible(Of(w["a"]), w.typ(t, "object({ id = string, y = object({ p = object({ p = bool }) }) })")).Answer)
	assert.NotEmpty(t, JSONSchema(Of(w["a"]), ""))
}

func TestDefinitionsThatDoubleDoNotExplode(t *testing.T) {
	text := "artifact a { f0 = string"
	for i := range 40 {
		text += fmt.Sprintf("; f%d = object({ p = artifact.a.f%d, q = artifact.a.f%d })", i+1, i, i)
	}
	w := newWorld(t, text+" }")
	assert.Empty(t, Cycles([]*Record{w["a"]}))
	v := Compatible(w.typ(t, "artifact.a.f40"), w.typ(t, "artifact.a.f39"))
	assert.Equal(t, No, v.Answer)
	assert.LessOrEqual(t, len(v.Mismatches), maxNotes+1000)
	assert.Less(t, len(JSONSchema(w.typ(t, "artifact.a.f40"), "")), 30<<20)
}

func TestNearest(t *testing.T) {
	assert.Equal(t, "priority", finding.Nearest("pirority", []string{"status", "priority"}))
	assert.Equal(t, "", finding.Nearest("x", []string{"status"}))
	assert.Equal(t, "logs", finding.Nearest("log", []string{"id", "logs"}))
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{"list(string)", `enum("a")`, "object({a=optional(artifact.x.y)})", "ref(a.artifact.b)", "union(", "enum(A(", `"${x}"`, "[{}]"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, src string) {
		typ, wrong := ParseText(src, "f", hcl.InitialPos)
		require.NotNil(t, typ)
		for _, w := range wrong {
			require.NotEmpty(t, w.Rule)
			require.LessOrEqual(t, w.Range.Start.Byte, w.Range.End.Byte)
		}
		if len(wrong) == 0 {
			again, bad := ParseText(typ.String(), "f", hcl.InitialPos)
			require.Empty(t, bad, typ.String())
			require.True(t, Equal(typ, again), typ.String())
		}
	})
}
