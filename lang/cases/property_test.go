package cases

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/stretchr/testify/require"
	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/function"
	"github.com/zclconf/go-cty/cty/function/stdlib"

	"handoff/lang"
	"handoff/lang/finding"
	"handoff/lang/types"
)

// The oracle is HCL itself: it evaluates every condition for every record there is. The record is small, so that all of them can be tried.

var record = &types.Record{Address: "artifact.a", Fields: []types.Field{
	{Name: "p", Type: types.EnumOf("P1", "P2", "P3")},
	{Name: "s", Type: types.Simple(types.Bool)},
	{Name: "n", Type: types.Simple(types.Integer)},
	{Name: "q", Type: types.Wrap(types.Optional, types.EnumOf("low", "high"))},
	{Name: "m", Type: types.Wrap(types.Optional, types.Simple(types.Integer))},
	{Name: "k", Type: types.Simple(types.String)},
}}

var locals = cty.ObjectVal(map[string]cty.Value{
	"top": cty.StringVal("P1"), "limit": cty.NumberIntVal(2), "strict": cty.True,
	"urgent": cty.TupleVal([]cty.Value{cty.StringVal("P1"), cty.StringVal("P2")}),
})

// domains are the values to try. Numbers reach beyond every constant that conditions use.
var domains = []struct {
	name   string
	values []cty.Value
}{
	{"p", []cty.Value{cty.StringVal("P1"), cty.StringVal("P2"), cty.StringVal("P3")}},
	{"s", []cty.Value{cty.False, cty.True}},
	{"n", numbers(-1, 5)},
	{"q", []cty.Value{cty.StringVal("low"), cty.StringVal("high"), cty.NullVal(cty.String)}},
	{"m", append(numbers(0, 3), cty.NullVal(cty.Number))},
	{"k", []cty.Value{cty.StringVal("x"), cty.StringVal("y")}},
}

func numbers(from, to int64) []cty.Value {
	var out []cty.Value
	for n := from; n <= to; n++ {
		out = append(out, cty.NumberIntVal(n))
	}
	return out
}

// writer writes conditions at random. A total one has an answer for every record and nothing that cannot be decided.
type writer struct {
	*rand.Rand
	total bool
}

func (w writer) condition(depth int) string {
	if depth > 0 {
		a := func() string { return w.condition(depth - 1) }
		switch w.IntN(9) {
		case 0, 1:
			return "(" + a() + " && " + a() + ")"
		case 2, 3:
			return "(" + a() + " || " + a() + ")"
		case 4:
			return "!(" + a() + ")"
		case 5:
			return "(" + a() + " ? " + a() + " : " + a() + ")"
		case 6:
			return "((" + a() + ") && true) == " + w.pick("true", "false")
		}
	}
	compare := func(field string, constants ...string) string {
		relation, c := w.pick("==", "!=", "<", "<=", ">", ">="), w.pick(constants...)
		if w.IntN(4) == 0 {
			return c + " " + relation + " a." + field
		}
		return "a." + field + " " + relation + " " + c
	}
	tests := []func() string{
		func() string { return "a.p " + w.pick("==", "!=") + " " + w.pick(`"P1"`, `"P2"`, `"P3"`, "local.top") },
		func() string { return w.pick(`"P2"`, `"${"P3"}"`) + " == a.p" },
		func() string { return "a.s" },
		func() string { return "a.s " + w.pick("==", "!=") + " " + w.pick("true", "false", "local.strict") },
		func() string { return compare("n", "0", "1", "2", "3", "1 + 1", "local.limit", "1.5") },
		func() string { return "contains(" + w.pick(`["P1", "P3"]`, "local.urgent") + ", a.p)" },
		func() string { return w.pick("true", "local.strict", "local.limit > 1") },
		func() string { return "a.q " + w.pick("==", "!=") + " " + w.pick(`"low"`, `"high"`, "null") },
		func() string { return "a.m " + w.pick("==", "!=") + " " + w.pick("0", "1", "null") },
	}
	if !w.total {
		tests = append(tests,
			func() string { return compare("m", "0", "1", "2") },
			func() string { return `contains(["low"], a.q)` },
			func() string { return `a.k == "x"` },
			func() string { return "a.n < a.m" },
			func() string { return `lower(a.p) == "p1"` },
		)
	}
	return tests[w.IntN(len(tests))]()
}

func (w writer) pick(words ...string) string { return words[w.IntN(len(words))] }

func parse(t testing.TB, text string) lang.Expression {
	expr, problems := hclsyntax.ParseExpression([]byte(text), "test.hcl", hcl.InitialPos)
	require.False(t, problems.HasErrors(), "%s: %v", text, problems)
	return lang.Expression{Syntax: expr, Text: text, Range: finding.FromHCL(expr.Range())}
}

// evaluate asks the oracle: 1 true, 0 false, -1 no answer.
func evaluate(c lang.Expression, values []cty.Value) (answer int) {
	defer func() {
		if recover() != nil { // HCL asks a missing bool for its value
			answer = -1
		}
	}()
	object := map[string]cty.Value{}
	for k, d := range domains {
		object[d.name] = values[k]
	}
	v, problems := c.Syntax.Value(&hcl.EvalContext{
		Variables: map[string]cty.Value{"a": cty.ObjectVal(object), "local": locals},
		Functions: map[string]function.Function{"contains": stdlib.ContainsFunc, "lower": stdlib.LowerFunc},
	})
	switch {
	case problems.HasErrors() || v.IsNull() || !v.IsKnown():
		return -1
	case v.True():
		return 1
	}
	return 0
}

// everyRecord calls f with every combination of values of the fields that the conditions name.
func everyRecord(conditions string, f func(values []cty.Value)) {
	values := make([]cty.Value, len(domains))
	var fill func(k int)
	fill = func(k int) {
		if k == len(domains) {
			f(values)
			return
		}
		choices := domains[k].values
		if !strings.Contains(conditions, "a."+domains[k].name) {
			choices = choices[len(choices)-1:]
		}
		for _, v := range choices {
			values[k] = v
			fill(k + 1)
		}
	}
	fill(0)
}

// has reports whether the case that a record makes is in the set, for some and for every value of the hidden variables.
func (s *Space) has(set Set, values []cty.Value) (some bool) {
	for _, b := range set {
		inside := true
		for i, v := range s.variables {
			if v.hidden {
				continue
			}
			for k, d := range domains {
				if d.name == v.path[1] {
					inside = inside && b[i]&(1<<v.cellOf(values[k])) != 0
				}
			}
		}
		some = some || inside
	}
	return some
}

func (v *variable) cellOf(x cty.Value) int {
	for k, c := range v.cells {
		switch {
		case x.IsNull() || c.sample.IsNull():
			if x.IsNull() && c.sample.IsNull() {
				return k
			}
		case v.kind == choice:
			for _, value := range c.values {
				if value == x.AsString() {
					return k
				}
			}
		case v.kind == truth:
			if same(c.sample, x) {
				return k
			}
		case v.kind == number:
			n := x.AsBigFloat()
			if c.low != nil && c.high != nil && c.low.Cmp(c.high) == 0 {
				if n.Cmp(c.low) == 0 {
					return k
				}
			} else if (c.low == nil || n.Cmp(c.low) > 0) && (c.high == nil || n.Cmp(c.high) < 0) {
				return k
			}
		}
	}
	panic(fmt.Sprintf("%s has no cell for %#v", v, x))
}

// TestOracle holds the verdicts to the oracle: a branch called dead is never taken, a case called uncovered is taken by no branch; and where
// everything can be decided, the other way round as well.
func TestOracle(t *testing.T) {
	scope := Scope{Records: map[string]*types.Type{"a": types.Of(record)}, Locals: locals}
	const rounds = 400
	dead, uncovered, covered := 0, 0, 0
	for round := range rounds {
		w := writer{rand.New(rand.NewPCG(uint64(round), 7)), round%2 == 0}
		var conditions []lang.Expression
		var texts []string
		for range 1 + w.IntN(4) {
			text := w.condition(w.IntN(3))
			texts = append(texts, text)
			conditions = append(conditions, parse(t, text))
		}
		said := strings.Join(texts, "\n")
		s := New(scope, conditions, nil)
		require.False(t, s.Exhausted(), said)
		if w.total {
			require.Empty(t, s.Undecided(), said)
		}

		left := s.All()
		var taken Set
		isDead := make([]bool, len(conditions))
		for k, c := range conditions {
			where := s.Condition(c)
			require.True(t, s.Within(where.Holds, where.May), said)
			isDead[k] = s.Within(where.May, taken)
			left = s.Subtract(left, where.May)
			taken = s.Union(taken, where.Holds)
		}
		open := s.Certain(left)

		alive := make([]bool, len(conditions))
		everyRecord(said, func(values []cty.Value) {
			first := -1
			for k, c := range conditions {
				if evaluate(c, values) == 1 {
					first = k
					break
				}
			}
			if first >= 0 {
				alive[first] = true
				require.False(t, isDead[first], "branch %d is called dead, and taken by %#v:\n%s", first, values, said)
				require.False(t, s.has(open, values), "called uncovered, and covered by branch %d: %#v\n%s", first, values, said)
			} else if w.total && values[2].AsBigFloat().Sign() >= 0 {
				require.True(t, s.has(open, values), "not found uncovered: %#v\n%s\n%v", values, said, s.Examples(open))
			}
		})
		for k := range conditions {
			if w.total {
				require.Equal(t, !alive[k], isDead[k], "branch %d:\n%s", k, said)
			}
			if isDead[k] {
				dead++
			}
		}
		if open.Empty() {
			covered++
		} else {
			uncovered++
		}
	}
	t.Logf("%d dead branches; %d times something uncovered, %d times nothing", dead, uncovered, covered)
	require.True(t, dead > rounds/20 && uncovered > rounds/20 && covered > rounds/20, "the random conditions test too little")
}
