package types

// words are the names of the scalar kinds in the language, in the order completion shows them.
var words = []struct {
	name string
	kind Kind
	doc  string
}{
	{"string", String, "Any text."},
	{"number", Number, "A number, whole or not."},
	{"integer", Integer, "A whole number."},
	{"bool", Bool, "true or false."},
	{"timestamp", Timestamp, "A moment, as RFC 3339 writes it: 2026-03-18T02:00:00Z."},
	{"date", Date, "A day: 2026-03-18."},
	{"duration", Duration, "A length of time: 4h, 1h30m, 2d (or PT4H, as ISO 8601 writes it)."},
	{"uri", URI, "An absolute address: https://example.org/logs/1."},
	{"email", Email, "A mail address."},
	{"any", Any, "Anything; what comes out of it cannot be checked."},
}

// forms are the types that take arguments.
var forms = []struct {
	name string
	kind Kind
	use  string
	doc  string
}{
	{"enum", Enum, `enum("a", "b")`, "One of the texts listed."},
	{"union", Union, "union(T, U)", "What any of its members allows."},
	{"list", List, "list(T)", "Any number of T, in order."},
	{"set", Set, "set(T)", "Any number of T, none twice, in no order."},
	{"map", Map, "map(T)", "T by text keys that are not known beforehand."},
	{"object", Object, "object({ a = T, b = optional(T) })", "Named fields, each with its type."},
	{"optional", Optional, "optional(T)", "T, or missing."},
	{"ref", RefTo, "ref(artifact.x)", "The key of an artifact's record."},
}

// Word is one word of the type language, for completion, hover and the reference.
type Word struct{ Name, Use, Doc string }

// Words lists the type language: scalars, then forms that take arguments.
func Words() []Word {
	var out []Word
	for _, w := range words {
		out = append(out, Word{w.name, w.name, w.doc})
	}
	for _, f := range forms {
		out = append(out, Word{f.name, f.use, f.doc})
	}
	return out
}
