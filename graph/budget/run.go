package budget

// Following the work through the places of a flow, once they are in order.

// run follows the work through the whole flow. For every place it says when the work is sent there and accepted, and by which way the last came;
// and when the whole service ends, and where.
type run struct {
	sent, accepted []instant
	by             []int
	ends           instant
	last           int
}

func (f *flow) run(tick clock, at instant, again bool) run {
	r := run{sent: make([]instant, len(f.places)), accepted: make([]instant, len(f.places)), by: make([]int, len(f.places)), ends: never, last: -1}
	for k, x := range f.places {
		r.sent[k], r.by[k] = never, -1
		if x.handoff == nil {
			r.sent[k] = at
		}
		for j, e := range x.from {
			if end := f.leaves(tick, r, e, again); end > r.sent[k] {
				r.sent[k], r.by[k] = end, j
			}
		}
		if r.sent[k] == never {
			r.accepted[k] = never
			continue
		}
		r.accepted[k] = x.take(tick, r.sent[k], again)
		if x.end == nil {
			continue
		}
		if end := f.finish(tick, r, k, again); end > r.ends {
			r.ends, r.last = end, k
		}
	}
	return r
}

// take is when work that was sent is accepted, for the last time.
func (x *place) take(tick clock, at instant, again bool) instant {
	at, _ = x.accept.end(tick, at)
	if !again {
		return at
	}
	for range x.limit {
		for _, c := range x.rework {
			at, _ = c.end(tick, at)
		}
		at, _ = x.accept.end(tick, at)
	}
	return at
}

// leaves is when the work leaves a place for the next. Where the passage lacks a figure, the interface's promise that all will be done
// bounds it.
func (f *flow) leaves(tick clock, r run, e entry, again bool) instant {
	if r.sent[e.at] == never {
		return never
	}
	if e.bounded() {
		end, _ := e.from.done.end(tick, r.sent[e.at])
		return end
	}
	return e.by.end(tick, r.accepted[e.at], again)
}

func (e entry) bounded() bool { return e.from.whole && (e.by.open || e.from.accept.open) }

// open reports whether a figure is missing on the way.
func (e entry) open() bool { return !e.bounded() && (e.by.open || e.from.accept.open) }

// finish is when the service ends, if it does so at a place.
func (f *flow) finish(tick clock, r run, k int, again bool) instant {
	x := f.places[k]
	if x.whole {
		end, _ := x.done.end(tick, r.sent[k])
		if again && x.limit > 0 { // it is sent for the last time when it has come back as often as it may
			end, _ = x.done.end(tick, x.resent(tick, r.sent[k]))
		}
		return end
	}
	return x.end.end(tick, r.accepted[k], again)
}

// resent is when work is sent for the last time.
func (x *place) resent(tick clock, at instant) instant {
	for range x.limit {
		at, _ = x.accept.end(tick, at)
		for _, c := range x.rework {
			at, _ = c.end(tick, at)
		}
	}
	return at
}
