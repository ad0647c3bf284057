package lang

// Values, as plain reads them: operators, references, calls, lists, objects.

import (
	"bytes"
	"unicode/utf8"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"
)

// expression takes a conditional, or less. lines says that a line end ends it.
func (p *plain) expression(lines bool) hclsyntax.Expression {
	p.peek(lines)
	from := p.pos()
	condition := p.operation(0, lines)
	if p.peek(lines) != '?' {
		return condition
	}
	p.take(1)
	yes := p.expression(lines)
	if p.peek(lines) != ':' || p.next(1) == ':' {
		p.fail()
		return nil
	}
	p.take(1)
	no := p.expression(lines)
	if p.failed {
		return nil
	}
	return &hclsyntax.ConditionalExpr{Condition: condition, TrueResult: yes, FalseResult: no, SrcRange: hcl.Range{Filename: p.file, Start: from, End: no.Range().End}}
}

// operator is what stands next, if it is one between two values: how many bytes it has, and how strongly it binds.
func (p *plain) operator(lines bool) (op *hclsyntax.Operation, bytes, level int) {
	c := p.peek(lines)
	second := p.next(1)
	switch {
	case c == '|' && second == '|':
		return hclsyntax.OpLogicalOr, 2, 1
	case c == '&' && second == '&':
		return hclsyntax.OpLogicalAnd, 2, 2
	case c == '=' && second == '=':
		return hclsyntax.OpEqual, 2, 3
	case c == '!' && second == '=':
		return hclsyntax.OpNotEqual, 2, 3
	case c == '>' && second == '=':
		return hclsyntax.OpGreaterThanOrEqual, 2, 4
	case c == '>':
		return hclsyntax.OpGreaterThan, 1, 4
	case c == '<' && second == '=':
		return hclsyntax.OpLessThanOrEqual, 2, 4
	case c == '<' && second != '<':
		return hclsyntax.OpLessThan, 1, 4
	case c == '+':
		return hclsyntax.OpAdd, 1, 5
	case c == '-':
		return hclsyntax.OpSubtract, 1, 5
	case c == '*':
		return hclsyntax.OpMultiply, 1, 6
	case c == '/':
		return hclsyntax.OpDivide, 1, 6
	case c == '%':
		return hclsyntax.OpModulo, 1, 6
	}
	return nil, 0, 0
}

// operation takes values joined by operators that bind more strongly than above.
func (p *plain) operation(above int, lines bool) hclsyntax.Expression {
	left := p.value(lines)
	for {
		op, n, level := p.operator(lines)
		if op == nil || level <= above {
			return left
		}
		p.take(n)
		right := p.operation(level, lines)
		if p.failed {
			return nil
		}
		left = &hclsyntax.BinaryOpExpr{LHS: left, Op: op, RHS: right, SrcRange: between(left.Range(), right.Range())}
	}
}

// value takes a term and the names of its parts: `record.priority`.
func (p *plain) value(lines bool) hclsyntax.Expression {
	out := p.term(lines)
	for {
		switch c := p.peek(lines); {
		case p.failed || c == '[':
			p.fail()
			return nil
		case c != '.':
			return out
		}
		dot := p.take(1)
		p.peek(lines)
		name, at := p.name()
		if p.failed {
			return nil
		}
		step := hcl.TraverseAttr{Name: name, SrcRange: between(dot, at)}
		switch e := out.(type) {
		case *hclsyntax.ScopeTraversalExpr:
			e.Traversal, e.SrcRange.End = append(e.Traversal, step), at.End
		case *hclsyntax.RelativeTraversalExpr:
			e.Traversal, e.SrcRange.End = append(e.Traversal, step), at.End
		default:
			out = &hclsyntax.RelativeTraversalExpr{Source: out, Traversal: hcl.Traversal{step}, SrcRange: between(out.Range(), at)}
		}
	}
}

func (p *plain) term(lines bool) hclsyntax.Expression {
	switch c := p.peek(lines); {
	case c == '"':
		return p.quoted()
	case isLetter(c):
		return p.word(lines)
	case digit(c):
		return p.number()
	case c == '[':
		return p.list()
	case c == '{':
		return p.object()
	case c == '(':
		open := p.take(1)
		inside := p.expression(false)
		if p.peek(false) != ')' {
			break
		}
		return &hclsyntax.ParenthesesExpr{Expression: inside, SrcRange: between(open, p.take(1))}
	case c == '-' || c == '!' && p.next(1) != '=':
		op := hclsyntax.OpNegate
		if c == '!' {
			op = hclsyntax.OpLogicalNot
		}
		sign := p.take(1)
		of := p.value(lines)
		if p.failed {
			break
		}
		return &hclsyntax.UnaryOpExpr{Op: op, Val: of, SrcRange: between(sign, of.Range()), SymbolRange: sign}
	case c == '<' && p.next(1) == '<':
		return p.heredoc()
	}
	p.fail()
	return nil
}

// word takes what begins with a name: a constant, a call, a reference.
func (p *plain) word(lines bool) hclsyntax.Expression {
	name, at := p.name()
	switch c := p.peek(lines); {
	case c == '(':
		return p.call(name, at)
	case c == ':' && p.next(1) == ':':
		p.fail()
		return nil
	}
	switch name {
	case "true":
		return &hclsyntax.LiteralValueExpr{Val: cty.True, SrcRange: at}
	case "false":
		return &hclsyntax.LiteralValueExpr{Val: cty.False, SrcRange: at}
	case "null":
		return &hclsyntax.LiteralValueExpr{Val: cty.NullVal(cty.DynamicPseudoType), SrcRange: at}
	}
	node := &plainReference{}
	node.steps[0] = hcl.TraverseRoot{Name: name, SrcRange: at}
	node.expression = hclsyntax.ScopeTraversalExpr{Traversal: node.steps[:1], SrcRange: at}
	return &node.expression
}

// number takes one without an exponent.
func (p *plain) number() hclsyntax.Expression {
	n := 0
	for digit(p.next(n)) {
		n++
	}
	if p.next(n) == '.' && digit(p.next(n+1)) {
		for n++; digit(p.next(n)); {
			n++
		}
	}
	if c := p.next(n); c == '.' || isLetter(c) || c >= utf8.RuneSelf {
		p.fail()
		return nil
	}
	v, err := cty.ParseNumberVal(string(p.source[p.at : p.at+n]))
	if err != nil {
		p.fail()
		return nil
	}
	return &hclsyntax.LiteralValueExpr{Val: v, SrcRange: p.take(n)}
}

// call takes the arguments of a function.
func (p *plain) call(name string, at hcl.Range) hclsyntax.Expression {
	out := &hclsyntax.FunctionCallExpr{Name: name, NameRange: at, OpenParenRange: p.take(1)}
	out.Args, out.CloseParenRange = p.elements(')')
	return out
}

func (p *plain) list() hclsyntax.Expression {
	open := p.take(1)
	p.peek(false)
	if p.isFor() {
		p.fail()
		return nil
	}
	elements, closed := p.elements(']')
	return &hclsyntax.TupleConsExpr{Exprs: elements, SrcRange: between(open, closed), OpenRange: open}
}

// isFor reports whether the next word is `for`.
func (p *plain) isFor() bool {
	if !bytes.HasPrefix(p.source[p.at:], []byte("for")) {
		return false
	}
	c := p.next(3)
	return !isLetter(c) && !digit(c) && c != '-' && c < utf8.RuneSelf
}

// elements takes expressions between commas, and what closes them.
func (p *plain) elements(end byte) ([]hclsyntax.Expression, hcl.Range) {
	var out []hclsyntax.Expression
	for p.peek(false) != end {
		out = append(out, p.expression(false))
		switch c := p.peek(false); {
		case c == ',':
			p.take(1)
		case c != end || p.failed:
			p.fail()
			return nil, hcl.Range{}
		}
	}
	return out, p.take(1)
}

// object takes `{ key = value, … }`.
func (p *plain) object() hclsyntax.Expression {
	open := p.take(1)
	kept := *p
	p.peek(false)
	if p.isFor() {
		p.fail()
		return nil
	}
	*p = kept // here, line ends matter
	out := &hclsyntax.ObjectConsExpr{OpenRange: open}
	for {
		c := p.peek(true)
		if c == '\n' {
			p.endLine()
			continue
		}
		if c == '}' {
			break
		}
		key := &hclsyntax.ObjectConsKeyExpr{ForceNonLiteral: c == '(', Wrapped: p.expression(true)}
		if c = p.peek(true); c != '=' && c != ':' || p.next(1) == '>' || p.next(1) == c {
			p.fail()
			return nil
		}
		p.take(1)
		out.Items = append(out.Items, hclsyntax.ObjectConsItem{KeyExpr: key, ValueExpr: p.expression(true)})
		switch p.peek(true) {
		case '}':
		case ',':
			p.take(1)
		case '\n':
			p.endLine()
		default:
			p.fail()
			return nil
		}
	}
	out.SrcRange = between(open, p.take(1))
	return out
}
