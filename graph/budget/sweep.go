package budget

// Following the work through the steps of a process, once they are in order.

// sweep follows the work through all stops: from where it comes in, or from one stop on. It says when each is over (never, if the work does not get
// there) and by which way the last of what it waits for came, -1 for the beginning.
func (in *inside) sweep(tick clock, at instant, from, to int, again bool) (ends []instant, by []int) {
	n := len(in.stops)
	room := make([]instant, 2*n)
	ends, by = room[:n:n], make([]int, n)
	begins := room[n:]
	for k := max(from, 0); k <= to; k++ {
		s := &in.stops[k]
		begin, way := never, -1
		if from < 0 && s.starts || from == k {
			begin = at
		}
		arrives := func(j int) instant {
			w := s.from[j]
			if w.from < max(from, 0) || ends[w.from] == never {
				return never
			}
			return along(tick, w.parts, ends[w.from], again)
		}
		for j := range s.from {
			if end := arrives(j); end > begin && !s.races(j) {
				begin, way = end, j
			}
		}
		first, fastest := never, -1
		for _, branch := range s.race {
			last, at := never, -1
			for _, j := range branch {
				if end := arrives(j); end > last {
					last, at = end, j
				}
			}
			if at >= 0 && (fastest < 0 || last < first) {
				first, fastest = last, at
			}
		}
		if fastest >= 0 && first > begin {
			begin, way = first, fastest
		}
		ends[k], by[k], begins[k] = never, way, begin
		if begin == never {
			continue
		}
		ends[k], _ = s.cost.end(tick, in.clockOf(k, begins, at, from))
		ends[k] = max(ends[k], begin)
		if !again || from >= 0 {
			continue
		}
		for _, l := range s.loops {
			for range l.limit {
				round, _ := in.sweep(tick, ends[k], l.to, k, false)
				ends[k] = max(ends[k], round[k])
			}
		}
	}
	return ends, by
}

// clockOf is when the clock of a stop has started. Work that is done again starts its own.
func (in *inside) clockOf(k int, begins []instant, at instant, from int) instant {
	switch since := in.stops[k].since; {
	case since == k || from >= 0:
		return begins[k]
	case since == atStart:
		return at
	case begins[since] == never:
		return begins[k]
	default:
		return begins[since]
	}
}

// never is before every instant.
const never = instant(-1 << 62)

// along is when all that lies on a way is over.
func along(tick clock, parts []part, at instant, again bool) instant {
	for _, p := range parts {
		if p.other != nil {
			at = p.other.end(tick, at, again)
		} else {
			at, _ = p.cost.end(tick, at)
		}
	}
	return at
}
