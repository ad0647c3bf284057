package cases

import (
	"slices"
)

// Set is a set of cases: disjoint boxes. The nil Set is empty. Sets are only changed by making new ones.
type Set []box

// box holds the cells it allows for each variable; none of the masks is 0.
type box []uint64

// maxWork is how many boxes a space may make. It is far beyond any map that people can read, and takes a fraction of a second.
const maxWork = 50_000

// Empty reports whether there is no case in the set.
func (set Set) Empty() bool { return len(set) == 0 }

// All is the set of all cases.
func (s *Space) All() Set { return Set{s.full} }

// only is the set of cases in which a variable has one of these cells.
func (s *Space) only(v *variable, cells uint64) Set {
	if cells == 0 {
		return nil
	}
	return Set{s.full.with(v.index, cells)}
}

// with is the box with another mask for one variable.
func (b box) with(i int, mask uint64) box {
	out := slices.Clone(b)
	out[i] = mask
	return out
}

// spend counts boxes made, and reports whether there may be more.
func (s *Space) spend(n int) bool {
	s.work += n
	return !s.Exhausted()
}

// Intersect is what both have.
func (s *Space) Intersect(a, b Set) Set {
	var out Set
	for _, x := range a {
		for _, y := range b {
			if !s.spend(1) {
				return nil
			}
			if z := meet(x, y); z != nil {
				out = append(out, z)
			}
		}
	}
	return s.merge(out)
}

// Union is what either has.
func (s *Space) Union(a, b Set) Set {
	return s.merge(append(slices.Clip(a), s.Subtract(b, a)...))
}

// Subtract is what a has and b has not.
func (s *Space) Subtract(a, b Set) Set {
	for _, y := range b {
		var rest Set
		for _, x := range a {
			if !s.spend(1) {
				return nil
			}
			rest = append(rest, split(x, y)...)
		}
		a = rest
	}
	return s.merge(a)
}

func meet(x, y box) box {
	out := make(box, len(x))
	for i := range x {
		if out[i] = x[i] & y[i]; out[i] == 0 {
			return nil
		}
	}
	return out
}

// split cuts y out of x: one box for each variable in which they differ.
func split(x, y box) Set {
	if meet(x, y) == nil {
		return Set{x}
	}
	var out Set
	rest := x
	for i := range x {
		if outside := rest[i] &^ y[i]; outside != 0 {
			out = append(out, rest.with(i, outside))
			rest = rest.with(i, rest[i]&y[i])
		}
	}
	return out
}

// merge joins boxes that differ in one variable only, until there are none. It keeps sets small, and what is said of them short.
func (s *Space) merge(set Set) Set {
	for again := len(set) > 1; again; {
		again = false
		for i := 0; i < len(set); i++ {
			for k := i + 1; k < len(set); k++ {
				if at := differ(set[i], set[k]); at >= 0 {
					if !s.spend(1) {
						return nil
					}
					set = slices.Clone(set)
					set[i] = set[i].with(at, set[i][at]|set[k][at])
					set = slices.Delete(set, k, k+1)
					k, again = i, true
				}
			}
		}
	}
	return set
}

// differ returns the one variable in which two boxes differ, or -1.
func differ(x, y box) int {
	at := -1
	for i := range x {
		if x[i] == y[i] {
			continue
		}
		if at >= 0 {
			return -1
		}
		at = i
	}
	return at
}
