package types

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
)

const sample = `artifact ci { id! = string; name = string; owner = optional(email); parent = optional(artifact.ci); depends_on = list(ref(artifact.ci)) }
	artifact change { number! = integer; ci = ref(artifact.ci) }
	artifact pair { a! = string; b! = integer }
	artifact keyless { note = string }
	artifact incident { id! = string; priority = enum("P1", "P2", "P3"); logs = optional(list(uri)); approvals = list(object({ by = string, at = date })) }
	artifact problem { id! + = string; priority = enum("P1", "P2"); logs = list(uri); approvals = list(object({ by = string, at = timestamp })) }
	artifact tree_a { kids = list(artifact.tree_a); size = integer }
	artifact tree_b { kids = list(artifact.tree_b); size = number }
	artifact tree_c { kids = list(artifact.tree_c); size = string }`

// told prints a verdict: the answer, then "kind path: reason" for each mismatch, doubt and conversion.
func told(v Verdict) string {
	var b strings.Builder
	fmt.Fprintln(&b, v.Answer)
	for _, m := range v.Mismatches {
		fmt.Fprintf(&b, "%s %s: %s\n", m.Kind, m.Path, m.Reason)
	}
	for _, n := range v.Undecided {
		fmt.Fprintf(&b, "undecided %s: %s\n", n.Path, n.Reason)
	}
	for _, n := range v.Converted {
		fmt.Fprintf(&b, "converted %s: %s\n", n.Path, n.Reason)
	}
	return plain(strings.TrimSpace(b.String()))
}

func TestCompatible(t *testing.T) {
	w := newWorld(t, sample)
	for _, c := range []struct{ producer, consumer, want string }{
		{"number", "string", "no\ndifferent : The sender has number, the receiver wants string."},
		{"integer", "number", "yes"},
		{"number", "integer", "no\ndifferent : The sender has number, the receiver wants integer."},
		{"timestamp", "string", "yes"},
		{"string", "timestamp", "no\ndifferent : The sender has string, the receiver wants timestamp."},
		{`enum("a")`, `enum("a", "b")`, "yes"},
		{`enum("a", "b", "c")`, `enum("a")`, `no` + "\n" + `different : The sender may send "b", "c", which the receiver does not know: it takes "a".`},
		{`enum("a")`, "string", "yes"},
		{"string", `enum("a")`, `no` + "\n" + `different : The sender has string, the receiver wants enum("a").`},
		{`enum("2026-01-31")`, "date", "yes"},
		{`enum("soon")`, "date", "no\ndifferent : The sender may send \"soon\", which is no date."},
		{"optional(string)", "string", "no\nunguaranteed : It may be missing at the sender, and the receiver needs it."},
		{"string", "optional(string)", "yes"},
		{"string", "any", "yes"},
		{"optional(string)", "any", "yes"},
		{"any", "string", "undecided\nundecided : The sender's any may hold anything."},
		{"list(integer)", "list(number)", "yes"},
		{"list(number)", "list(string)", "no\ndifferent []: The sender has number, the receiver wants string."},
		{"set(string)", "list(string)", "yes"},
		{"list(string)", "set(string)", "yes\nconverted : What the sender's list has twice is in the receiver's set once."},
		{"map(string)", "map(number)", "no\ndifferent [*]: The sender has string, the receiver wants number."},
		{"map(string)", "object({ a = string })", "no\nunguaranteed a: The sender's map may lack it, and the receiver needs it."},
		{"object({ a = string, b = integer })", "map(string)", "no\ndifferent b: The sender has integer, the receiver wants string."},
		{"object({ a = string, b = integer })", "object({ a = string })", "yes"},
		{"object({ a = string })", "object({ a = string, bee = integer })", "no\nmissing bee: The receiver needs it, and the sender has no such field."},
		{"object({ a = list(object({ b = map(number) })) })", "object({ a = list(object({ b = map(string) })) })", "no\ndifferent a[].b[*]: The sender has number, the receiver wants string."},
		{"string", "union(string, number)", "yes"},
		{"union(string, number)", "string", "no\ndifferent : The sender has number, the receiver wants string."},
		{"union(integer, string)", "union(string, number)", "yes"},
		{"bool", "union(string, number)", "no\ndifferent : The sender has bool, which is none of what the receiver takes: union(string, number)."},
		{`enum("a", "b")`, `union(enum("a"), enum("b"))`, "yes"},
		{`enum("a", "b", "c")`, `union(enum("a"), enum("b"))`, "no\ndifferent : The sender may send \"c\", which the receiver does not take."},
		{"optional(string)", "union(optional(string), number)", "yes"},
		{`object({ k = enum("a", "b") })`, `union(object({ k = enum("a") }), object({ k = enum("b") }))`, "undecided\nundecided : Each value of the sender may suit another member of the receiver's union."},
		{"object({ k = number })", "union(object({ k = string }), number)", "no\ndifferent k: The sender has number, the receiver wants string."},
		{"artifact.ci", "artifact.ci", "yes"},
		{"artifact.ci", "ref(artifact.ci)", "yes\nconverted : The record's key is taken."},
		{"list(artifact.ci)", "list(ref(artifact.ci))", "yes\nconverted []: The record's key is taken."},
		{"string", "ref(artifact.ci)", "yes"},
		{"list(string)", "list(ref(artifact.ci))", "yes"},
		{"string", "ref(artifact.change)", "no\ndifferent : The sender has string, the receiver wants ref(artifact.change)."},
		{"integer", "ref(artifact.change)", "yes"},
		{"ref(artifact.ci)", "string", "yes"},
		{"ref(artifact.ci)", "number", "no\ndifferent : The sender has ref(artifact.ci), the receiver wants number."},
		{"ref(artifact.ci)", "ref(artifact.change)", "no\ndifferent : The receiver wants a key of artifact.change, the sender has ref(artifact.ci)."},
		{"ref(artifact.ci)", "artifact.ci", "no\ndifferent : The sender passes only the key of artifact.ci, and the receiver wants the record as a whole."},
		{"object({ a = string, b = integer })", "ref(artifact.pair)", "yes"},
		{"artifact.incident.priority", `enum("P1", "P2", "P3", "P4")`, "yes"},
		{"artifact.incident.logs", "list(uri)", "yes"},
		{"artifact.tree_a", "artifact.tree_b", "yes"},
		{"artifact.tree_a", "artifact.tree_c", "no\ndifferent size: The sender has integer, the receiver wants string."},
		{"artifact.incident", "artifact.problem", "no\n" +
			"different priority: The sender may send \"P3\", which the receiver does not know: it takes \"P1\", \"P2\".\n" +
			"unguaranteed logs: It may be missing at the sender, and the receiver needs it.\n" +
			"different approvals[].at: The sender has date, the receiver wants timestamp."},
	} {
		v := Compatible(w.typ(t, c.producer), w.typ(t, c.consumer))
		assert.Equal(t, c.want, told(v), c.producer+" → "+c.consumer)
	}
}

func TestCompatibleSaysWhereBothEndsAre(t *testing.T) {
	w := newWorld(t, sample)
	v := Compatible(Of(w["incident"]), Of(w["problem"]))
	for _, m := range v.Mismatches {
		assert.Equal(t, "incident test"[:8], m.ProducerAt.File[:8], m.Path)
		assert.NotZero(t, m.ConsumerAt)
	}
	v = Compatible(Of(w["ci"]), w.typ(t, "object({ owners = string })"))
	assert.Equal(t, "owner", v.Mismatches[0].Near)
	assert.Len(t, v.Extra, 5)
}

func TestWithGuaranteesFields(t *testing.T) {
	w := newWorld(t, sample)
	assert.Equal(t, "no\nunguaranteed logs: It may be missing at the sender, and the receiver needs it.",
		told(Compatible(Of(w["incident"]), With(w["incident"], "logs"))))
	assert.Equal(t, "yes", told(Compatible(With(w["incident"], "logs"), With(w["incident"], "logs"))))
	assert.NotContains(t, told(Compatible(With(w["incident"], "logs"), Of(w["problem"]))), "unguaranteed")
}

func TestBrokenTypesAreSilent(t *testing.T) {
	for _, pair := range [][2]*Type{{nil, Simple(String)}, {Simple(String), nil}, {Simple(Unknown), Simple(Any)}, {Wrap(List, nil), Wrap(List, Simple(Bool))}} {
		v := Compatible(pair[0], pair[1])
		assert.Equal(t, Undecided, v.Answer)
		assert.Empty(t, v.Undecided)
	}
}

func TestAMemorySharedByUnionMembersDoesNotLie(t *testing.T) {
	// The pair (b, y) is first met while (a, x) is open and rests on it; (a, x) then fails. The second member must not profit.
	w := newWorld(t, `artifact a { b = optional(artifact.b); k = string }
		artifact b { a = optional(artifact.a) }
		artifact x { b = optional(artifact.y); k = number }
		artifact y { a = optional(artifact.x) }`)
	v := Compatible(w.typ(t, "object({ a = artifact.a, b = artifact.b })"), w.typ(t, "object({ a = union(artifact.x, object({ k = string })), b = artifact.y })"))
	assert.Equal(t, "no\ndifferent b.a.k: The sender has string, the receiver wants number.", told(v))
}
