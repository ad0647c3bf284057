package types

// What must hold of any types at all, tried on random ones. Seeds are fixed: a failure is the same on every machine.

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/hashicorp/hcl/v2"
	"github.com/stretchr/testify/require"
)

// inventor makes random types over a few records that refer to each other.
type inventor struct {
	*rand.Rand
	records []*Record
}

func newInventor(seed uint64) *inventor {
	in := &inventor{Rand: rand.New(rand.NewPCG(seed, 1))}
	for i := range 4 {
		in.records = append(in.records, &Record{Address: fmt.Sprintf("artifact.r%d", i)})
	}
	for _, r := range in.records {
		r.Fields = []Field{{Name: "id", Key: true, Type: Simple([]Kind{String, Integer}[in.IntN(2)])}}
		r.Fields = append(r.Fields, in.fields(3)...)
	}
	return in
}

func (in *inventor) mention(kind Kind) *Type {
	r := in.records[in.IntN(len(in.records))]
	return &Type{Kind: kind, Ref: &Reference{Artifact: r.Address[len("artifact."):], Record: r}}
}

func (in *inventor) fields(depth int) []Field {
	var out []Field
	for i := range in.IntN(4) {
		f := Field{Name: string(rune('a' + i)), Type: in.typ(depth - 1)}
		if in.IntN(3) == 0 {
			f.Type = Wrap(Optional, f.Type)
		}
		out = append(out, f)
	}
	return out
}

func (in *inventor) enum() *Type {
	all := []string{"x", "y", "z", "2026-01-31", "2d"}
	in.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
	return EnumOf(all[:1+in.IntN(3)]...)
}

// typ makes a type. Records stand only where they may be missing or empty, so that every type has finite samples.
func (in *inventor) typ(depth int) *Type {
	if depth <= 0 {
		return Simple([]Kind{String, Number, Integer, Bool, Timestamp, Date, Duration, URI, Email}[in.IntN(9)])
	}
	switch in.IntN(16) {
	case 0, 1:
		return in.enum()
	case 2:
		return Wrap(List, in.typ(depth-1))
	case 3:
		return Wrap(Set, in.typ(depth-1))
	case 4:
		return Wrap(Map, in.typ(depth-1))
	case 5, 6:
		return ObjectOf(in.fields(depth)...)
	case 7, 8:
		u := &Type{Kind: Union}
		for range 1 + in.IntN(3) {
			u.Of = append(u.Of, in.typ(depth-1))
		}
		return u
	case 9:
		return Wrap(Optional, in.typ(depth-1))
	case 10:
		return Wrap(List, in.mention(RecordOf))
	case 11:
		return Wrap(Optional, in.mention(RecordOf))
	case 12:
		return in.mention(RefTo)
	case 13:
		t := in.mention(FieldOf)
		t.Ref.Field = "id"
		return t
	case 14:
		return Simple(Any)
	}
	return in.typ(0)
}

// like makes a type near t: mostly the same, with a change here and there. Two unrelated random types never agree.
func (in *inventor) like(t *Type, depth int) *Type {
	if in.IntN(12) == 0 {
		return in.typ(2)
	}
	if in.IntN(10) == 0 {
		return Wrap(Optional, t)
	}
	cp := *t
	switch t.Kind {
	case Integer:
		if in.IntN(3) == 0 {
			return Simple(Number)
		}
	case Enum:
		if in.IntN(2) == 0 {
			cp.Values = append(slices.Clone(t.Values), in.enum().Values...)
			slices.SortFunc(cp.Values, func(a, b Value) int { return int(a.Text[0]) - int(b.Text[0]) })
			cp.Values = slices.CompactFunc(cp.Values, func(a, b Value) bool { return a.Text == b.Text })
		} else if in.IntN(4) == 0 {
			return Simple(String)
		}
	case Union, List, Set, Map, Optional:
		cp.Of = nil
		for _, m := range t.Of {
			cp.Of = append(cp.Of, in.like(m, depth+1))
		}
		if t.Kind == Optional && cp.Of[0].Kind == Optional {
			return cp.Of[0]
		}
		if t.Kind == Union && in.IntN(2) == 0 {
			cp.Of = append(cp.Of, in.typ(1))
		}
	case Object:
		cp.Fields = in.likeFields(t.Fields, depth)
	case RecordOf: // a record of its own, structurally near
		if depth < 3 {
			r := &Record{Address: t.Ref.Record.Address + "x", Fields: in.likeFields(t.Ref.Record.Fields, depth)}
			return Of(r)
		}
	}
	return &cp
}

func (in *inventor) likeFields(fields []Field, depth int) []Field {
	var out []Field
	for _, f := range fields {
		if in.IntN(8) == 0 {
			continue
		}
		f.Type = in.like(f.Type, depth+1)
		out = append(out, f)
	}
	if in.IntN(8) == 0 {
		out = append(out, Field{Name: "extra", Type: in.typ(1)})
	}
	return out
}

// sample makes a value of a type, the way JSON decodes. It holds only what is declared: what a sender sends beyond that, no type can promise.
func (in *inventor) sample(t *Type, depth int) any {
	t = t.Resolve()
	text := func(options ...string) any { return options[in.IntN(len(options))] }
	length := in.IntN(3)
	if depth > 6 {
		length = 0
	}
	switch t.Kind {
	case String:
		return text("", "x", "some text", "2026-01-31", "y")
	case Number:
		return []any{json.Number("1.5"), json.Number("2"), json.Number("-0.25"), json.Number("1e30")}[in.IntN(4)]
	case Integer:
		return []any{json.Number("0"), json.Number("7"), json.Number("-12")}[in.IntN(3)]
	case Bool:
		return in.IntN(2) == 0
	case Timestamp:
		return text("2026-03-18T02:00:00Z", "2026-03-18T02:00:00.5+01:00")
	case Date:
		return text("2026-03-18", "2026-01-31")
	case Duration:
		return text("PT4H", "2d", "1h30m")
	case URI:
		return text("https://example.org/a?b#c", "urn:x:y")
	case Email:
		return text("a@example.org")
	case Enum:
		return t.Values[in.IntN(len(t.Values))].Text
	case Union:
		return in.sample(t.Of[in.IntN(len(t.Of))], depth+1)
	case List:
		out := []any{}
		for range length {
			out = append(out, in.sample(t.elem(), depth+1))
		}
		return out
	case Set:
		if length == 0 {
			return []any{}
		}
		return []any{in.sample(t.elem(), depth+1)}
	case Map:
		out := map[string]any{}
		for i := range length {
			out[string(rune('a'+i))] = in.sample(t.elem(), depth+1)
		}
		return out
	case Optional:
		if depth > 6 || in.IntN(3) == 0 {
			return nil
		}
		return in.sample(t.elem(), depth+1)
	case RefTo:
		return in.sample(t.Ref.Record.KeyType(), depth+1)
	case Object, RecordOf:
		out := map[string]any{}
		fields, _, _ := t.Shape()
		for _, f := range fields {
			v := in.sample(f.Type, depth+1)
			if _, optional := f.Type.IsOptional(); v == nil && optional && in.IntN(2) == 0 {
				continue
			}
			out[f.Name] = v
		}
		return out
	}
	return []any{"x", json.Number("1"), true, map[string]any{"a": "x"}, []any{}}[in.IntN(5)]
}

func TestRandomTypesPrintAndParseBack(t *testing.T) {
	for seed := range uint64(300) {
		in := newInventor(seed)
		typ := in.typ(4)
		again, wrong := ParseText(typ.String(), "f", hcl.InitialPos)
		require.Empty(t, wrong, typ.String())
		require.Empty(t, Bind(again, func(r *Reference) (*Record, string, Status) {
			for _, rec := range in.records {
				if rec.Address == r.Address() {
					return rec, "", Found
				}
			}
			return nil, "", Absent
		}))
		require.True(t, Equal(typ, again), typ.String())
		require.Equal(t, Yes, Compatible(typ, again).Answer, typ.String())
		require.Equal(t, Yes, Compatible(again, typ).Answer, typ.String())
	}
}

// TestYesIsKept holds Compatible to its word: with a yes, any sample that is valid for the producer is valid for the consumer. And a no is not
// given lightly: for most there is a sample that shows it.
func TestYesIsKept(t *testing.T) {
	count := map[Answer]int{}
	shown := 0
	for seed := range uint64(600) {
		in := newInventor(seed)
		producer := in.typ(4)
		consumer := in.like(producer, 0)
		v := Compatible(producer, consumer)
		count[v.Answer]++
		if v.Answer == Undecided || len(v.Converted) > 0 {
			continue
		}
		ours, err := NewValidator(producer)
		require.NoError(t, err)
		theirs, err := NewValidator(consumer)
		require.NoError(t, err)
		refuted := false
		for range 25 {
			sample := in.sample(producer, 0)
			require.Empty(t, ours.Validate(sample), "seed %d: %v is no %s", seed, sample, producer)
			bad := theirs.Validate(sample)
			if v.Answer == Yes {
				require.Empty(t, bad, "seed %d: %s → %s\n%v", seed, producer, consumer, sample)
			}
			refuted = refuted || len(bad) > 0
		}
		if v.Answer == No && refuted {
			shown++
		}
	}
	t.Logf("%d yes, %d undecided, %d no of which %d shown by a sample", count[Yes], count[Undecided], count[No], shown)
	require.Greater(t, count[Yes], 100, "too few to mean anything")
	require.Greater(t, shown*100, count[No]*80)
}

func TestYesCarriesOver(t *testing.T) {
	both := 0
	for seed := range uint64(1500) {
		in := newInventor(seed)
		a := in.typ(3)
		b := in.like(a, 0)
		c := in.like(b, 0)
		ab, bc := Compatible(a, b), Compatible(b, c)
		if ab.Answer == Yes && bc.Answer == Yes && len(ab.Converted)+len(bc.Converted)+len(ab.Extra) == 0 {
			both++
			require.NotEqual(t, No, Compatible(a, c).Answer, "seed %d: %s → %s → %s", seed, a, b, c)
		}
	}
	require.Greater(t, both, 100)
}
