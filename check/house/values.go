package house

import (
	"fmt"

	"github.com/zclconf/go-cty/cty"

	"handoff/graph"
	"handoff/lang"
	"handoff/lang/calendar"
)

// values makes `each` of blocks. As the Go type of an argument's field decides how it is read, here it decides what it comes to; the keys are those of
// the compiled map.
type values struct{ graph *graph.Graph }

// object is a block while it is put together.
type object map[string]cty.Value

// each is a block as an expression sees it.
func (v *values) each(b one) cty.Value {
	o := v.block(b.row, b.block, v.clock(b.block))
	v.effective(o, b.block)
	if key := lang.OuterKey(lang.Kind(b.row.Type.Name)); key != "" {
		o[key] = cty.StringVal(b.outer)
	}
	return cty.ObjectVal(o)
}

// clock is the calendar that the durations of a block count in, before any block inside says otherwise: a step's promises take that of its process.
func (v *values) clock(block any) *lang.Calendar {
	if s, ok := block.(*lang.Step); ok {
		if n := v.graph.Step(s); n != nil {
			return n.WithinPromise().Calendar
		}
	}
	return nil
}

// block makes the object of one block as it was written.
func (v *values) block(row *lang.InnerBlock, block any, clock *lang.Calendar) object {
	t := row.Type
	o := object{}
	switch d := block.(type) {
	case lang.Declaration:
		o["address"] = cty.StringVal(d.Common().Address())
	case *lang.Field:
		o["address"] = cty.StringVal(d.Address())
	}
	if t.Label != "" {
		o[t.Label] = cty.StringVal(lang.LabelOf(block))
	}
	arguments := func(rows []lang.Argument, from any) {
		for _, a := range rows {
			x := value(a.Value(from), clock)
			if word := t.Default(a.Name); word != "" && x.IsNull() {
				x = cty.StringVal(word)
			}
			o[a.Name] = x
		}
	}
	arguments(t.Arguments, block)
	if t.Named {
		arguments(lang.CommonArguments(), block.(lang.Declaration).Common())
	}
	switch b := block.(type) {
	case *lang.Matrix:
		rows := object{}
		for _, r := range b.Rows {
			rows[r.Step.Address()] = texts(r.Cells.Values())
		}
		o["rows"] = cty.ObjectVal(rows)
	case *lang.Assignments:
		rows := object{}
		for _, e := range b.Entries {
			rows[e.Name.Name] = cty.StringVal(e.Value.Text)
		}
		o["rows"] = cty.ObjectVal(rows)
	}
	for k := range t.Blocks {
		inner := &t.Blocks[k]
		var list []cty.Value
		for _, x := range inner.Values(block) {
			p := v.block(inner, x, v.clock(x))
			v.effective(p, x)
			list = append(list, cty.ObjectVal(p))
		}
		switch {
		case inner.Many:
			o[inner.Type.Name] = cty.TupleVal(list)
		case len(list) > 0:
			o[inner.Type.Name] = list[0]
		default:
			o[inner.Type.Name] = null
		}
	}
	return o
}

// value is what an argument comes to, given the address of the Go field that holds it.
func value(field any, clock *lang.Calendar) cty.Value {
	switch f := field.(type) {
	case *lang.Text:
		return text(*f)
	case *lang.Texts:
		return given(*f != nil, func() cty.Value { return texts(f.Values()) })
	case *lang.Flag:
		return cty.BoolVal(f.Value)
	case *lang.Number:
		return given(f.Given(), func() cty.Value { return cty.NumberIntVal(int64(f.Value)) })
	case *lang.Date:
		return given(f.Given(), func() cty.Value { return cty.StringVal(f.Text) })
	case *lang.Duration:
		return promise(graph.Promise{Duration: *f, Calendar: clock})
	case *[]lang.Link:
		links := object{}
		for _, l := range *f {
			links[l.Label] = cty.StringVal(l.URL)
		}
		return given(*f != nil, func() cty.Value { return cty.ObjectVal(links) })
	case *lang.Meta:
		return given(f.Given() && f.Value != cty.NilVal, func() cty.Value { return f.Value })
	case *lang.Reference:
		return given(f.Given(), func() cty.Value { return cty.StringVal(f.Address()) })
	case *lang.References:
		return references(*f)
	case *lang.FieldName:
		return given(f.Given(), func() cty.Value { return cty.StringVal(f.Name) })
	case *lang.FieldNames:
		names := make([]string, len(*f))
		for k, n := range *f {
			names[k] = n.Name
		}
		return given(*f != nil, func() cty.Value { return texts(names) })
	case *lang.Expression:
		return given(f.Given(), func() cty.Value { return cty.StringVal(f.Text) })
	case *lang.TypeExpression:
		return given(f.Type != nil, func() cty.Value { return cty.StringVal(f.Type.String()) })
	case *lang.Ladder:
		list := make([]cty.Value, len(f.Levels))
		for k, l := range f.Levels {
			list[k] = cty.ObjectVal(object{"after": level(l.After, clock), "targets": references(l.Targets)})
		}
		return given(f.Given(), func() cty.Value { return cty.TupleVal(list) })
	case *lang.Quorum:
		switch {
		case !f.Given():
			return null
		case f.All:
			return cty.StringVal("all")
		}
		return cty.NumberIntVal(int64(f.Count))
	case *lang.Path:
		return given(f.Given(), func() cty.Value { return cty.StringVal(f.Written) })
	}
	panic(fmt.Sprintf("house: no value for a %T", field))
}

func given(is bool, make func() cty.Value) cty.Value {
	if !is {
		return null
	}
	return make()
}

func text(t lang.Text) cty.Value {
	return given(t.Given() || t.Value != "", func() cty.Value { return cty.StringVal(t.Value) })
}

func texts(list []string) cty.Value {
	out := make([]cty.Value, len(list))
	for k, s := range list {
		out[k] = cty.StringVal(s)
	}
	return cty.TupleVal(out)
}

func references(list lang.References) cty.Value {
	out := make([]string, len(list))
	for k, r := range list {
		out[k] = r.Address()
	}
	return given(len(list) > 0, func() cty.Value { return texts(out) })
}

// figure is what a number of seconds stands for. It travels with the number as a mark, so that promises of different calendars are not taken for
// comparable, and can be printed as they were made.
type figure struct {
	duration calendar.Duration
	calendar *lang.Calendar // nil for elapsed time
	// free is a length of time that stands in the rule itself, `duration("15m")`: it counts in the calendar of what it is held against.
	free bool
	// unstated holds the source's own words where there is no figure.
	unstated string
}

// promise is a duration as a number of seconds: null where none is given.
func promise(p graph.Promise) cty.Value {
	if !p.Given() {
		return null
	}
	f := figure{duration: p.Value, calendar: p.Calendar, unstated: p.Unstated}
	return f.value()
}

// level is how long after the start of a ladder's clock a level is told: it counts in the calendar of the promise that the ladder guards.
func level(d lang.Duration, clock *lang.Calendar) cty.Value {
	if !d.Given() {
		return null
	}
	return figure{duration: d.Value, calendar: clock, free: clock == nil, unstated: d.Unstated}.value()
}

// value is the number of seconds, as far as there is one: it is open hours where the figure counts in a calendar.
func (f figure) value() cty.Value {
	length, _ := f.clock().Length(f.duration)
	return cty.NumberIntVal(int64(length.Seconds())).Mark(f)
}

// clock is the calendar to calculate with; nil for elapsed time.
func (f figure) clock() *calendar.Calendar {
	if f.calendar == nil {
		return nil
	}
	return f.calendar.Value
}

// words prints a figure.
func (f figure) words() string {
	return graph.Promise{Duration: lang.Duration{Value: f.duration, Unstated: f.unstated, Range: lang.Range{File: "rule"}}, Calendar: f.calendar}.Words()
}

// within names the calendar a figure counts in.
func (f figure) within() string {
	if f.clock() == nil {
		return "elapsed time"
	}
	return "`" + f.calendar.Address() + "`"
}
