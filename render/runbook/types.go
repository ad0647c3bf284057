package runbook

import (
	"handoff/lang/types"
)

// typeWords says a type as people do: "list of keys of CI", "one of P1, P2".
func (b *builder) typeWords(t *types.Type) Line {
	if t == nil {
		return nil
	}
	inner := func(i int) Line {
		if i < len(t.Of) {
			return b.typeWords(t.Of[i])
		}
		return nil
	}
	record := func() Line {
		if t.Ref == nil {
			return nil
		}
		if d := b.m.Lookup(t.Ref.Address()); d != nil {
			return say(name(d))
		}
		return say(code(t.Ref.Address()))
	}
	switch t.Kind {
	case types.String:
		return say("text")
	case types.Number:
		return say("number")
	case types.Integer:
		return say("whole number")
	case types.Bool:
		return say("yes or no")
	case types.Timestamp:
		return say("date and time")
	case types.Date:
		return say("date")
	case types.Duration:
		return say("duration")
	case types.URI:
		return say("link")
	case types.Email:
		return say("mail address")
	case types.Any:
		return say("anything")
	case types.Enum:
		var values []Line
		for _, v := range t.Values {
			values = append(values, say(code(v.Text)))
		}
		return listed(values, "or")
	case types.Union:
		var members []Line
		for i := range t.Of {
			members = append(members, inner(i))
		}
		return listed(members, "or")
	case types.List, types.Set:
		return say("list of ", plural(inner(0)))
	case types.Map:
		return say("table of ", plural(inner(0)), " by name")
	case types.Object:
		var fields []Line
		for _, f := range t.Fields {
			fields = append(fields, say(code(f.Name), " (", b.typeWords(f.Type), ")"))
		}
		return say("record of ", listed(fields, "and"))
	case types.Optional:
		return inner(0)
	case types.RecordOf:
		return record()
	case types.RefTo:
		return say("key of ", record())
	case types.FieldOf:
		return say("as ", code(t.Ref.Field), " of ", record())
	}
	return say(code(t.String()))
}

// plural makes a type fit after "list of", where that is easy.
func plural(l Line) Line {
	if len(l) == 0 {
		return l
	}
	words := map[string]string{
		"text": "texts", "number": "numbers", "whole number": "whole numbers", "date": "dates", "date and time": "moments",
		"duration": "durations", "link": "links", "mail address": "mail addresses", "key of ": "keys of ",
	}
	out := append(Line(nil), l...)
	if p, ok := words[out[0].Text]; ok && out[0].Style == Plain && out[0].Page == "" {
		out[0].Text = p
	}
	return out
}
