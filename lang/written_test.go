package lang

import (
	"testing"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/zclconf/go-cty/cty"
)

func expression(t *testing.T, src string) Expression {
	t.Helper()
	e, problems := hclsyntax.ParseExpression([]byte(src), "test", hcl.InitialPos)
	require.False(t, problems.HasErrors(), src)
	return Expression{Syntax: e, Text: src}
}

// TestDecide: what is known of one field decides some conditions, and never more than that.
func TestDecide(t *testing.T) {
	known := Known{Record: "order", Field: "state", Value: cty.StringVal("open")}
	for src, want := range map[string]Answer{
		`order.state == "open"`:                        Yes,
		`"open" == order.state`:                        Yes,
		`order.state != "open"`:                        No,
		`(order.state) == "closed"`:                    No,
		`!(order.state == "closed")`:                   Yes,
		`order.state == null`:                          No,
		`order.state == "open" && order.sum > 3`:       Depends,
		`order.state == "closed" && order.sum > 3`:     No,
		`order.state == "open" || order.sum > 3`:       Yes,
		`order.state == "closed" || order.sum > 3`:     Depends,
		`order.paid ? order.state == "open" : true`:    Yes,
		`order.paid ? order.state == "open" : false`:   Depends,
		`contains(["open", "new"], order.state)`:       Yes,
		`contains(["closed", "new"], order.state)`:     No,
		`contains(["closed", order.was], order.state)`: Depends,
		`order.was == "open"`:                          Depends,
		`bill.state == "open"`:                         Depends,
		`order.state == order.was`:                     Depends,
		`upper(order.state) == "OPEN"`:                 Depends,
		`true`:                                         Yes,
		`order.state.deep == "open"`:                   Depends,
	} {
		assert.Equal(t, want, known.Decide(expression(t, src)), src)
	}
	empty := Known{Record: "order", Field: "state", Value: cty.NullVal(cty.String)}
	for src, want := range map[string]Answer{
		`order.state == null`:             Yes,
		`order.state != null`:             No,
		`order.state == "open"`:           No,
		`order.state != "open"`:           Yes,
		`contains(["open"], order.state)`: Depends,
	} {
		assert.Equal(t, want, empty.Decide(expression(t, src)), src)
	}
	assert.Equal(t, Depends, known.Decide(Expression{}))
}

func TestWritten(t *testing.T) {
	for src, want := range map[string][]string{
		`"open"`:                          {"open"},
		`("open")`:                        {"open"},
		`order.paid ? "closed" : "open"`:  {"closed", "open"},
		`""`:                              {""},
		`order.paid ? "closed" : null`:    {"closed"},
		`"state ${order.state}"`:          nil,
		`order.state`:                     nil,
		`order.paid ? order.state : "ok"`: {"ok"},
	} {
		got, complete := expression(t, src).Texts()
		assert.Equal(t, want, got, src)
		assert.Equal(t, src == `"open"` || src == `("open")` || src == `""` || src == `order.paid ? "closed" : "open"`, complete, src)
	}
	assert.True(t, expression(t, "null").IsNull())
	assert.False(t, expression(t, `"null"`).IsNull())
	assert.False(t, Expression{}.IsNull())

	fields, whole := expression(t, `"${order.id}: ${from.title} ${other.x}"`).Reads("order", "from")
	assert.Equal(t, []string{"id", "title"}, fields)
	assert.False(t, whole)
	_, whole = expression(t, `[order]`).Reads("order")
	assert.True(t, whole)
}
