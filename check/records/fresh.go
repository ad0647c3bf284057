package records

// Freshness: whether records were verified as lately as `verified_within` asks.
//
// The language does not say which field holds the date, so it is found by these steps, and named in every finding. For a field of the artifact with a
// verified_within of its own: that field itself, if it is a timestamp or date (it says when the record was last seen, say); else one called
// NAME_verified_at or NAME_verified_on; else the record's. For the record: the field the caller names; else one called verified_at,
// verified_on, last_verified, last_verified_at or last_verified_on; else the one timestamp or date with a verified_within of its own.
//
// A record is stale when the time allowed was over before the day began, at midnight UTC.

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"handoff/lang/calendar"
	"handoff/lang/finding"
	"handoff/lang/types"
)

// clock is one verified_within.
type clock struct {
	field  string // of JSON: what must be verified; "" for the record
	within calendar.Duration
	date   string // of JSON: the field that says when it was
}

func isDate(f types.Field) bool {
	t, _ := f.Type.IsOptional()
	return t.Kind == types.Timestamp || t.Kind == types.Date
}

// clocksOf gathers what an artifact says of freshness. Without a date to go by it says so; an error means that the field named for it is
// none.
func (c *Check) clocksOf(s *Subject) ([]clock, error) {
	a := s.Artifact
	named := func(names ...string) string {
		for _, name := range names {
			for _, f := range a.Record.Fields {
				if (f.Name == name || strings.ReplaceAll(f.Outside(), "-", "_") == name) && isDate(f) {
					return f.Outside()
				}
			}
		}
		return ""
	}
	whole := named("verified_at", "verified_on", "last_verified", "last_verified_at", "last_verified_on")
	var own []string
	asked := a.VerifiedWithin.Stated()
	for _, f := range a.Fields {
		if !f.VerifiedWithin.Stated() {
			continue
		}
		asked = true
		if field, ok := a.Record.Field(f.Name); ok && isDate(field) {
			own = append(own, field.Outside())
		}
	}
	if !asked {
		return nil, nil
	}
	if whole == "" && len(own) == 1 {
		whole = own[0]
	}
	if c.verified != "" {
		f, ok := a.Record.Field(c.verified)
		if !ok {
			var names []string
			for _, f := range a.Record.Fields {
				if isDate(f) {
					names = append(names, f.Name)
				}
			}
			hint := ""
			if near := finding.Nearest(c.verified, names); near != "" {
				hint = fmt.Sprintf(" (did you mean %s?)", near)
			}
			return nil, fmt.Errorf("%s has no field %s%s", s.Address, c.verified, hint)
		}
		if !isDate(f) {
			return nil, fmt.Errorf("%s of %s is neither a timestamp nor a date", c.verified, s.Address)
		}
		whole = f.Outside()
	}
	var out []clock
	lost := false
	add := func(field string, within calendar.Duration, date string) {
		if date == "" {
			lost = true
			return
		}
		out = append(out, clock{field, within, date})
	}
	if a.VerifiedWithin.Stated() {
		add("", a.VerifiedWithin.Value, whole)
	}
	for _, f := range a.Fields {
		field, ok := a.Record.Field(f.Name)
		if !f.VerifiedWithin.Stated() || !ok {
			continue
		}
		date := field.Outside()
		if !isDate(field) {
			if date = named(f.Name+"_verified_at", f.Name+"_verified_on"); date == "" {
				date = whole
			}
		}
		add(field.Outside(), f.VerifiedWithin.Value, date)
	}
	if lost {
		c.report(Finding{Finding: finding.Finding{Rule: RuleUnchecked, Severity: finding.Info, Summary: "Freshness that cannot be told", Address: s.Address,
			Detail: fmt.Sprintf("%s says how fresh its records must be kept, but none of its fields is known to say when one was last verified.", s.Address),
			Help:   "Call a timestamp or date verified_at, or name the field with --verified."}}, nil)
	}
	c.summary.Dated = c.summary.Dated || len(out) > 0
	return out, nil
}

// age tells a record that is stale: once for each date, with all that was to be verified by it.
func (c *Check) age(s *Subject, file string, r *record, id string, wrong map[string]bool) {
	members, ok := r.value.(map[string]any)
	if !ok {
		return
	}
	var told []string
	for _, k := range s.clocks {
		if slices.Contains(told, k.date) {
			continue
		}
		told = append(told, k.date)
		path := under("", k.date)
		if wrong[path] {
			continue
		}
		text, _ := members[k.date].(string)
		at, known := instant(text)
		var late []string
		for _, other := range s.clocks {
			if other.date != k.date || other.field != "" && members[other.field] == nil && other.field != k.date {
				continue // nothing there to be verified
			}
			if known && !over(at, other.within, c.today) {
				continue
			}
			what := "the record"
			if other.field != "" {
				what = other.field
			}
			if len(late) == 0 {
				what += " must be verified"
			}
			late = append(late, fmt.Sprintf("%s within %s", what, other.within.Words()))
		}
		if len(late) == 0 {
			continue
		}
		detail := fmt.Sprintf("%s is missing, so that nobody knows how old this is: %s.", path, join(late))
		if known {
			days := int(c.today.Sub(at).Hours() / 24)
			detail = fmt.Sprintf("%s is %s, %s before %s: %s.", path, text, count(days, "day"), c.today.Format(time.DateOnly), join(late))
		}
		c.report(Finding{
			Finding: finding.Finding{Rule: RuleStale, Severity: finding.Error, Summary: "Record not verified in time", Detail: detail,
				Help: "Verify it again, or take it out.", Range: in(file, r.locate(path))},
			Record: r.number, ID: id, Path: path,
		}, s)
	}
}

// over reports whether the time allowed after a moment had passed when the day began.
func over(at time.Time, within calendar.Duration, today time.Time) bool {
	if elapsed, ok := within.Elapsed(); ok {
		return at.Add(elapsed).Before(today)
	}
	return within.DateAfter(at).Add(within.Clock).Before(today)
}

// instant reads a timestamp or a date.
func instant(text string) (time.Time, bool) {
	for _, layout := range []string{time.RFC3339, time.DateOnly} {
		if t, err := time.Parse(layout, strings.ToUpper(text)); err == nil {
			return t.UTC(), true
		}
	}
	return time.Time{}, false
}

func join(list []string) string {
	if len(list) < 2 {
		return strings.Join(list, "")
	}
	return strings.Join(list[:len(list)-1], ", ") + " and " + list[len(list)-1]
}

func count(n int, word string) string {
	if n == 1 {
		return "1 " + word
	}
	return fmt.Sprintf("%d %ss", n, word)
}
