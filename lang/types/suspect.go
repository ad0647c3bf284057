package types

import "handoff/lang/finding"

// Which declarations may be to blame for a mistake: what findings are folded by.

// Suspects are a field, and behind it the fields that it takes its type from: the one it names, and the key that a ref to its record holds
// where that key is more than a text.
func (r *Record) Suspects(field string) (suspects, behind []string) {
	suspects = []string{r.place(field)}
	seen := map[*Type]bool{}
	var follow func(*Type)
	follow = func(t *Type) {
		if t == nil || seen[t] {
			return
		}
		seen[t] = true
		target := t.Ref.target()
		switch {
		case target == nil:
		case t.Kind == FieldOf:
			behind = append(behind, target.place(t.Ref.Field))
			if f, ok := target.Field(t.Ref.Field); ok {
				follow(f.Type)
			}
		case t.Kind == RefTo && target.KeyType().Resolve().Kind != String:
			for _, f := range target.Fields {
				if f.Key {
					behind = append(behind, target.place(f.Name))
					follow(f.Type)
				}
			}
		}
		for _, inner := range t.Of {
			follow(inner)
		}
		for _, f := range t.Fields {
			follow(f.Type)
		}
	}
	if f, ok := r.Field(field); ok {
		follow(f.Type)
	}
	return suspects, behind
}

// Lacking are the suspects where records lack a field: that field, and the one that may have been meant.
func Lacking(field string, records ...*Record) []string {
	var out []string
	for _, r := range records {
		if r == nil {
			continue
		}
		out = append(out, r.place(field))
		if near := finding.Nearest(field, fieldNames(r.Fields)); near != "" {
			out = append(out, r.place(near))
		}
	}
	return out
}

func (r *Record) place(field string) string { return r.Address + ".field." + field }
