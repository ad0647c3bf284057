package types

import (
	"strings"
	"testing"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/function/stdlib"
)

const hands = `artifact ci { id! = string; name = string; owner = optional(email); parent = optional(artifact.ci) }
	artifact incident { id! = string; title = string; priority = enum("P1", "P2", "P3"); status = enum("open", "closed"); repeat_count = integer; security = bool; opened_at = timestamp; age = duration; logs = optional(list(uri)); cis = list(artifact.ci); ci = ref(artifact.ci); approvals = list(object({ by = string, at = date })); labels = map(string); tags = set(string); either = union(object({ a = string, b = string }), object({ a = integer })); free = any; note = optional(string) }
	artifact problem { id!+ = string; title = string; priority = enum("P1", "P2"); logs = list(uri); affected = list(ref(artifact.ci)); incident_ids = list(ref(artifact.incident)); approval = object({ by = string, at = optional(date) }); count = integer; labels = map(string); note = optional(string) }`

func hand(t testing.TB) (world, Scope) {
	w := newWorld(t, hands)
	return w, Scope{
		Names: map[string]*Type{
			"incident": Of(w["incident"]), "sure": With(w["incident"], "logs"), "broken": nil,
			"local": FromValue(cty.ObjectVal(map[string]cty.Value{"p1": cty.StringVal("15m"), "n": cty.NumberIntVal(3), "list": cty.TupleVal([]cty.Value{cty.StringVal("a")})})),
		},
		Functions: map[string]Function{
			"upper": FromFunction("upper", stdlib.UpperFunc), "length": FromFunction("length", stdlib.LengthFunc), "concat": FromFunction("concat", stdlib.ConcatFunc),
			"coalesce": FromFunction("coalesce", stdlib.CoalesceFunc), "join": FromFunction("join", stdlib.JoinFunc),
			"duration": {Params: []Param{{"text", Simple(String)}}, Result: Simple(Duration)},
		},
	}
}

func expression(t testing.TB, src string) hclsyntax.Expression {
	t.Helper()
	expr, diags := hclsyntax.ParseExpression([]byte(src), "test", hcl.InitialPos)
	require.False(t, diags.HasErrors(), "%s: %s", src, diags)
	return expr
}

func TestInfer(t *testing.T) {
	_, scope := hand(t)
	for src, want := range map[string]string{
		"incident":                           "artifact.incident",
		"incident.priority":                  `enum("P1", "P2", "P3")`,
		"incident.logs":                      "optional(list(uri))",
		"sure.logs":                          "list(uri)",
		"incident.logs[0]":                   "optional(uri)",
		"incident.cis[*].id":                 "list(string)",
		"incident.cis[*].owner":              "list(optional(email))",
		"incident.cis[0].parent.parent.name": "optional(string)",
		"incident.approvals[*].at":           "list(date)",
		"incident.labels.x":                  "string",
		`incident.labels["x"]`:               "string",
		`incident["title"]`:                  "string",
		"incident.either.a":                  "union(string, integer)",
		"incident.free.whatever[3].x":        "any",
		"broken.whatever[3].x":               "unknown",
		"[for c in incident.cis : c.name]":   "list(string)",
		"[for i, c in incident.cis : i if c.owner != null]":    "list(integer)",
		"{ for c in incident.cis : c.id => c.owner }":          "map(optional(email))",
		"{ for c in incident.cis : c.id => c.name... }":        "map(list(string))",
		"[for c in incident.cis : c.owner if c.owner != null]": "list(email)",
		"[for l in incident.logs : l]":                         "optional(list(uri))",
		"incident.logs[*]":                                     "list(uri)",
		`"x ${incident.title}"`:                                "string",
		`"${incident.repeat_count}"`:                           "integer",
		`"x"`:                                                  `enum("x")`,
		"incident.repeat_count + 1":                            "integer",
		"incident.repeat_count / 2":                            "number",
		"-incident.repeat_count":                               "integer",
		"incident.age * 2":                                     "duration",
		`incident.security ? "a" : "b"`:                        `enum("a", "b")`,
		`incident.security ? incident.title : "none"`:          "string",
		"incident.security ? 1 : null":                         "optional(integer)",
		`incident.security ? 1 : "x"`:                          `union(integer, enum("x"))`,
		"incident.logs != null ? incident.logs : []":           "list(uri)",
		"incident.logs == null ? [] : incident.logs":           "list(uri)",
		"incident.logs != null && incident.security":           "bool",
		"{ a = 1, \"b c\" = true }":                            `object({ a = integer, "b c" = bool })`,
		"{ (incident.title) = 1 }":                             "map(integer)",
		"[1, 2.5]":                                             "list(number)",
		"[]":                                                   "list(unknown)",
		"upper(incident.title)":                                "string",
		"upper(incident.note)":                                 "optional(string)",
		"length(incident.cis)":                                 "integer",
		"coalesce(incident.note, \"\")":                        "string",
		"concat(incident.cis, incident.cis)":                   "list(artifact.ci)",
		`duration("15m")`:                                      "duration",
		"local.p1":                                             `enum("15m")`,
		"local.list":                                           `list(enum("a"))`,
		`"%{ for c in incident.cis }${c.name}%{ endfor }"`:     "string",
		`"%{ if incident.security }a%{ else }${incident.title}%{ endif }"`: "string",
	} {
		r := Infer(expression(t, src), scope)
		assert.Empty(t, brief(r.Findings), src)
		assert.Equal(t, want, r.Type.String(), src)
	}
}

// TestExpressionMistakes holds one finding per mistake, at the token that makes it (what stands between » and «).
func TestExpressionMistakes(t *testing.T) {
	_, scope := hand(t)
	for marked, want := range map[string]string{
		"incident.»prioritty« == \"P1\"":                    `type/unknown-field: artifact.incident has no field prioritty. It has id, title, priority, status, repeat_count, security, opened_at, age, logs, cis, ci, approvals, …. Did you mean priority?`,
		"»incdent«.priority == \"P1\"":                      "type/unknown-name: There is no incdent here. In hand here: broken, incident, local, sure. Did you mean incident?",
		"incident.priority == »\"P9\"«":                     `type/not-in-enum: The other side is never "P9". Use one of "P1", "P2", "P3". Did you mean "P1"?`,
		"»\"P9\"« != incident.priority":                     `type/not-in-enum: The other side is never "P9". Use one of "P1", "P2", "P3". Did you mean "P1"?`,
		"incident.priority == »P1«":                         `type/unknown-name: There is no P1 here. It is a text: write it in quotes, "P1".`,
		"»incident.repeat_count == \"3\"«":                  `type/never-equal: The left side is integer, the right side the text "3": they can never be equal. Write the value without the quotes.`,
		"»incident.logs == \"x\"«":                          `type/never-equal: The left side is list(uri), the right side the text "x": they can never be equal. Compare it with a value of its own type.`,
		"»incident.opened_at == \"yesterday\"«":             `type/never-equal: The left side is timestamp, the right side the text "yesterday": they can never be equal. Compare it with a value of its own type.`,
		"»incident.priority == incident.status«":            `type/never-equal: The left side is enum("P1", "P2", "P3"), the right side enum("open", "closed"): they can never be equal. Compare it with a value of its own type.`,
		"»incident.title == null«":                          `type/never-equal: This is string, which is always there: it is never null. Leave the test out, or declare the field optional(…).`,
		"»incident.priority«":                               `type/not-a-condition: A condition is true or false; this is enum("P1", "P2", "P3"). Compare it with something, such as == "…".`,
		"!»incident.title«":                                 `type/not-a-condition: A condition is true or false; this is string. Compare it with something, such as == "…".`,
		"incident.security && »1«":                          `type/not-a-condition: A condition is true or false; this is integer. Compare it with something, such as == "…".`,
		"»\"true\"«":                                        `type/not-a-condition: A condition is true or false; this is the text "true". Write it without the quotes.`,
		"incident.repeat_count >= »\"3\"«":                  `type/mismatch: This is the text "3", which has no order to compare by. Write the number without the quotes.`,
		"»incident.priority« > 1":                           `type/mismatch: This is enum("P1", "P2", "P3"), which has no order to compare by. Only numbers, timestamps, dates and durations have an order.`,
		"»incident.age > incident.opened_at«":               `type/mismatch: The left side is duration, the right side timestamp: neither is before the other. Compare values of one type.`,
		"»incident.title« + 1 == 2":                         `type/mismatch: This is string, not a number. To join texts, write a template: "${a} ${b}".`,
		"incident.ci.»name« == \"x\"":                       `type/unknown-field: ref(artifact.ci) is only the key of the record: an expression cannot look behind it. Pass the record as a whole (artifact.x rather than ref(artifact.x)) where its fields are needed.`,
		"incident.cis.»name« == \"x\"":                      `type/unknown-field: This is list(artifact.ci): its elements may have fields, the list itself has none. Use [*].name for that field of every element.`,
		"incident.title.»x« == \"x\"":                       `type/unknown-field: This is string, which has no fields. Use it without .x.`,
		"incident.either.»b« == \"x\"":                      `type/unknown-field: This may be object({ a = integer }), which has no field b. Only what all members have can be named.`,
		"incident.cis»[\"a\"]«.name == \"x\"":               `type/mismatch: The elements of a list go by number, not by the text "a". Use a number: [0] is the first.`,
		"[for c in incident.cis : c.»nam«] == null":         `type/unknown-field: artifact.ci has no field nam. It has id, name, owner, parent. Did you mean name?`,
		"[for c in »incident.title« : c.x.y] == null":       `type/mismatch: This is string: there is nothing in it to loop over. Loop over a list, set, map or record.`,
		"[for c in incident.cis : c.id if »c.id«] == [1]":   `type/not-a-condition: A condition is true or false; this is string. Compare it with something, such as == "…".`,
		"\"a ${»incident.cis«}\" == \"x\"":                  `type/mismatch: This is list(artifact.ci), which cannot be put into a text. Join it, or use one of its elements.`,
		"»uper«(incident.title) == \"x\"":                   `type/function: There is no function uper. Did you mean upper?`,
		"»upper«(incident.title, 1) == \"x\"":               `type/function: upper takes one argument, here are 2. Write upper(str).`,
		"upper(»incident.cis«) == \"x\"":                    `type/mismatch: This is list(artifact.ci), and upper(str) takes string. Use a value of that type, or change the declared type.`,
		"incident.cis[*].»x«.y.z == incident.nothing_of_it": "type/unknown-field: artifact.ci has no field x. It has id, name, owner, parent.\ntype/unknown-field: artifact.incident has no field nothing_of_it. It has id, title, priority, status, repeat_count, security, opened_at, age, logs, cis, ci, approvals, ….",
		"»incident.title ? 1 : 2«":                          "type/not-a-condition: A condition is true or false; this is integer. Compare it with something, such as == \"…\".\ntype/not-a-condition: A condition is true or false; this is string. Compare it with something, such as == \"…\".",
	} {
		src := strings.NewReplacer("»", "", "«", "").Replace(marked)
		from := strings.Index(marked, "»")
		to := strings.Index(marked, "«") - len("»")
		r := CheckCondition(expression(t, src), scope)
		var got []string
		for _, f := range r.Findings {
			got = append(got, plain(strings.TrimSpace(f.Rule+": "+f.Detail+" "+f.Help)))
		}
		assert.Equal(t, plain(want), strings.Join(got, "\n"), src)
		if len(got) == 1 {
			at := r.Findings[0].Range
			assert.Equal(t, src[from:to], src[at.Start.Byte:at.End.Byte], src)
		}
	}
}

func TestRightConditionsAreSilent(t *testing.T) {
	_, scope := hand(t)
	for _, src := range []string{
		`incident.priority == "P1" && incident.repeat_count >= 3`, "incident.security", "!incident.security", "incident.logs != null", "sure.logs != null",
		`incident.opened_at < "2026-01-01T00:00:00Z"`, `incident.age > duration("15m")`, `incident.age > local.p1`, `incident.repeat_count > local.n`,
		`incident.ci == "srv1"`, `incident.cis[0].id == incident.ci`, "broken.x == 3", "incident.free.x", "incident.free == 3", "true",
		`incident.note == null || incident.note == "x"`, "incident.cis == []", "incident.repeat_count == 1.5", `incident.cis[0].parent.name == "x"`,
		`length([for c in incident.cis : c if c.name == "x"]) > 0`, `incident.labels["a"] == "x"`, `"a" == "a"`,
	} {
		assert.Empty(t, brief(CheckCondition(expression(t, src), scope).Findings), src)
	}
}

func TestCheckInto(t *testing.T) {
	w, scope := hand(t)
	for _, c := range []struct{ field, marked, want string }{
		{"title", `"Recurring: ${incident.title}"`, ""},
		{"priority", "»incident.priority«", `type/not-in-enum: problem.priority takes no "P3". Use only "P1", "P2".`},
		{"priority", `incident.security ? "P1" : »"P3"«`, `type/not-in-enum: problem.priority is never "P3". Use one of "P1", "P2". Did you mean "P1"?`},
		{"logs", "»incident.logs«", "type/unguaranteed: This may be missing, and problem.logs must be there. Guarantee it (`provides`, or a test against null), or let the receiver do without: optional(…)."},
		{"logs", "sure.logs", ""},
		{"logs", "incident.logs != null ? incident.logs : []", ""},
		{"logs", "coalesce(incident.logs, [])", ""},
		{"logs", `["https://example.org/1", »"no address"«]`, `type/mismatch: This may be "no address", and problem.logs[] takes uri.`},
		{"logs", `»"https://example.org"«`, `type/mismatch: This is the text "https://example.org", and problem.logs takes list(uri). Put it in square brackets to make a list of it.`},
		{"affected", "incident.cis", ""},
		{"affected", "incident.cis[*].id", ""},
		{"affected", "[incident.ci]", ""},
		{"affected", "[»incident.repeat_count«]", "type/mismatch: This is integer, and problem.affected[] takes ref(artifact.ci). Use a value of that type, or change the declared type."},
		{"incident_ids", "[incident.id]", ""},
		{"incident_ids", "[»incident.ci«]", "type/mismatch: This is ref(artifact.ci), and problem.incident_ids[] takes ref(artifact.incident). Use a value of that type, or change the declared type."},
		{"approval", `{ by = incident.title }`, ""},
		{"approval", `{ by = »3«, at = »"soon"« }`, "type/mismatch: This is integer, and problem.approval.by takes string. Make a text of it: \"${…}\".\ntype/mismatch: This may be \"soon\", and problem.approval.at takes date."},
		{"approval", `»{ at = "2026-01-31" }«`, "type/missing-field: problem.approval must have by. Set it."},
		{"approval", `{ »bye« = "x" }`, "type/unknown-field: problem.approval has no field bye. Did you mean by?"},
		{"approval", "incident.approvals[0]", ""},
		{"approval", "»incident.cis[0]«", "type/missing-field: problem.approval.by must be there, and this does not have it. Set it."},
		{"count", "»\"3\"«", `type/mismatch: This is the text "3", and problem.count takes integer. Write it without the quotes.`},
		{"count", "»1.5«", `type/mismatch: This is number, and problem.count takes integer. Use a value of that type, or change the declared type.`},
		{"count", "incident.repeat_count + 1", ""},
		{"count", "»null«", "type/unguaranteed: problem.count must be there; this is null. Give a value."},
		{"count", "broken.count", ""},
		{"count", "incident.free", ""},
		{"labels", `{ a = »1«, (incident.title) = "x" }`, "type/mismatch: This is integer, and problem.labels[*] takes string. Make a text of it: \"${…}\"."},
		{"labels", "{ for c in incident.cis : c.id => »c.owner« }", "type/unguaranteed: This may be missing, and problem.labels[*] must be there. Guarantee it (`provides`, or a test against null), or let the receiver do without: optional(…)."},
		{"note", "incident.note", ""},
		{"note", "null", ""},
	} {
		src := strings.NewReplacer("»", "", "«", "").Replace(c.marked)
		field, ok := w["problem"].Field(c.field)
		require.True(t, ok)
		r := Check(expression(t, src), Target{Type: field.Type, Name: "problem." + c.field, At: field.Range}, scope)
		var got []string
		for _, f := range r.Findings {
			got = append(got, plain(strings.TrimSpace(f.Rule+": "+f.Detail+" "+f.Help)))
			assert.NotEmpty(t, f.Summary)
		}
		assert.Equal(t, plain(c.want), strings.Join(got, "\n"), src)
		if len(got) == 1 {
			at := r.Findings[0].Range
			assert.Equal(t, src[strings.Index(c.marked, "»"):strings.Index(c.marked, "«")-len("»")], src[at.Start.Byte:at.End.Byte], src)
		}
	}
}

func TestUsesAreRecorded(t *testing.T) {
	w, scope := hand(t)
	src := `[for c in incident.cis : c.owner if c.name == incident.title]`
	r := Infer(expression(t, src), scope)
	var got []string
	for _, u := range r.Uses {
		got = append(got, u.Record.Address+"."+u.Field+"="+src[u.Range.Start.Byte:u.Range.End.Byte])
	}
	assert.ElementsMatch(t, []string{"artifact.incident.cis=cis", "artifact.ci.owner=owner", "artifact.ci.name=name", "artifact.incident.title=title"}, got)
	assert.Same(t, w["incident"], r.Uses[0].Record)
}

func TestExpressionsBeyondReasonAreReportedOnce(t *testing.T) {
	_, scope := hand(t)
	for _, src := range []string{"1" + strings.Repeat("+1", 20_000), "[" + strings.Repeat("1,", 150_000) + "]"} {
		r := Infer(expression(t, src), scope)
		require.Len(t, r.Findings, 1)
		assert.Equal(t, RuleTooDeep, r.Findings[0].Rule)
	}
}

func TestPartialScopesAreSilent(t *testing.T) {
	_, scope := hand(t)
	scope.Partial = true
	scope.Functions = nil
	assert.Empty(t, Infer(expression(t, "f(nobody.knows) + nothing"), scope).Findings)
}

func TestSentencesQuoteCode(t *testing.T) {
	w, scope := hand(t)
	logs, _ := w["problem"].Field("logs")
	f := Check(expression(t, "incident.title"), Target{Type: logs.Type, Name: "artifact.problem.logs", At: logs.Range}, scope).Findings[0]
	assert.Equal(t, "This is `string`, and `artifact.problem.logs` takes `list(uri)`.", f.Detail)
	assert.Equal(t, "Wrong type", f.Summary)
	assert.Equal(t, logs.Range, f.Related[0].Range)
}
