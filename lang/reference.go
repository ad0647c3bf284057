package lang

// State says what became of a reference.
type State uint8

const (
	// Absent: nothing was written.
	Absent State = iota
	// Resolved: Target is set.
	Resolved
	// Broken: it names nothing, or the wrong kind. That has been reported (or may be declared in a file that cannot be read);
	// it counts as present for every rule about absence.
	Broken
)

// Reference is a bare name of something else in the map: `role.duty_manager`, `input.report`,
// `payments.process.refund.input.request`.
type Reference struct {
	Written string
	Range   Range
	State   State
	// Target is what it names; nil unless Resolved, and nil for `end`.
	Target Declaration
	// End says that the word `end` was written where a step may stand.
	End bool
}

// Given reports whether anything was written, broken or not.
func (r Reference) Given() bool { return r.State != Absent }

// Address is the target's address, or what was written while there is none.
func (r Reference) Address() string {
	if r.Target != nil {
		return r.Target.Common().Address()
	}
	return r.Written
}

// The accessors below return the target if it is of that kind, else nil.

func (r Reference) Role() *Role           { d, _ := r.Target.(*Role); return d }
func (r Reference) Team() *Team           { d, _ := r.Target.(*Team); return d }
func (r Reference) Process() *Process     { d, _ := r.Target.(*Process); return d }
func (r Reference) Step() *Step           { d, _ := r.Target.(*Step); return d }
func (r Reference) Port() *Port           { d, _ := r.Target.(*Port); return d }
func (r Reference) Artifact() *Artifact   { d, _ := r.Target.(*Artifact); return d }
func (r Reference) System() *System       { d, _ := r.Target.(*System); return d }
func (r Reference) Interface() *Interface { d, _ := r.Target.(*Interface); return d }
func (r Reference) Event() *Event         { d, _ := r.Target.(*Event); return d }
func (r Reference) Service() *Service     { d, _ := r.Target.(*Service); return d }
func (r Reference) Calendar() *Calendar   { d, _ := r.Target.(*Calendar); return d }
func (r Reference) Milestone() *Milestone { d, _ := r.Target.(*Milestone); return d }
func (r Reference) SLAPolicy() *SLAPolicy { d, _ := r.Target.(*SLAPolicy); return d }
func (r Reference) KPI() *KPI             { d, _ := r.Target.(*KPI); return d }
func (r Reference) Cadence() *Cadence     { d, _ := r.Target.(*Cadence); return d }
func (r Reference) EscalationPolicy() *EscalationPolicy {
	d, _ := r.Target.(*EscalationPolicy)
	return d
}

// References is a list of references; a single one is a list of one.
type References []Reference

// Given reports whether anything was written.
func (r References) Given() bool { return len(r) > 0 }

// Resolved returns the targets of those that resolved, in source order.
func (r References) Resolved() []Declaration {
	var out []Declaration
	for _, x := range r {
		if x.Target != nil {
			out = append(out, x.Target)
		}
	}
	return out
}

// Broken reports whether any of them is broken, so that a rule about the whole list should stay silent.
func (r References) Broken() bool {
	for _, x := range r {
		if x.State == Broken {
			return true
		}
	}
	return false
}

// Include reports whether one of them names d.
func (r References) Include(d Declaration) bool {
	for _, x := range r {
		if x.Target != nil && x.Target == d {
			return true
		}
	}
	return false
}
