package finding

// One mistake in a declaration shows in every place that uses it. To whoever made it that is one thing to mend, so it is one finding: the others
// become places related to it.
//
// What could be to blame is known to whoever reports: the field that is set, the fields that are read (Finding.Suspects). Errors that share a suspect
// are folded, beginning with the suspect of most of them. Then the same is done for what those suspects take their types from in turn
// (Finding.Behind), which says less: only where one of them is a compile error, for what rules find without one is found in a sound map.

import (
	"cmp"
	"container/heap"
	"slices"
	"strings"
)

// maxFolded bounds the places that one finding tells of.
const maxFolded = 50

// Fold folds the errors that come from one cause, and leaves the order of the rest as it is.
func Fold(list []Finding) []Finding {
	list = fold(list, false, func(f *Finding) []string { return f.Suspects })
	return fold(list, true, func(f *Finding) []string {
		return append(slices.Clone(f.Suspects), f.Behind...)
	})
}

func fold(list []Finding, compile bool, suspects func(*Finding) []string) []Finding {
	by := map[string][]int{} // suspect -> findings, by index
	var names []string
	for k := range list {
		if list[k].Severity != Error {
			continue
		}
		of := suspects(&list[k])
		slices.Sort(of)
		for _, s := range slices.Compact(of) {
			if by[s] == nil {
				names = append(names, s)
			}
			by[s] = append(by[s], k)
		}
	}
	gone := map[int]bool{}
	left := &queue{}
	for k, s := range names {
		if n := len(by[s]); n > 1 {
			*left = append(*left, suspect{s, n, k})
		}
	}
	heap.Init(left)
	for left.Len() > 0 {
		best := heap.Pop(left).(suspect)
		group := slices.DeleteFunc(by[best.name], func(k int) bool { return gone[k] })
		by[best.name] = group
		if n := len(group); n < best.of { // some have been folded meanwhile: there may be a better one now
			if best.of = n; n > 1 {
				heap.Push(left, best)
			}
			continue
		}
		slices.SortStableFunc(group, func(a, b int) int {
			return cmp.Or(cmp.Compare(likely(list[a].Rule), likely(list[b].Rule)), cmp.Compare(a, b))
		})
		first := &list[group[0]]
		if compile && likely(first.Rule) > 2 {
			continue
		}
		first.Related, first.Suspects, first.Behind, first.Folded = slices.Clip(first.Related), slices.Clip(first.Suspects), slices.Clip(first.Behind), slices.Clip(first.Folded)
		for _, k := range group[1:] {
			gone[k] = true
			first.take(list[k])
		}
	}
	if len(gone) == 0 {
		return list
	}
	out := make([]Finding, 0, len(list)-len(gone))
	for k := range list {
		if !gone[k] {
			out = append(out, list[k])
		}
	}
	return out
}

// suspect is one that may be to blame for several findings.
type suspect struct {
	name  string
	of    int // how many findings, at most
	place int // in the order in which suspects come up
}

// queue holds suspects, that of most findings first, and of equally many the first that came up.
type queue []suspect

func (q queue) Len() int { return len(q) }
func (q queue) Less(i, j int) bool {
	return q[i].of > q[j].of || q[i].of == q[j].of && q[i].place < q[j].place
}
func (q queue) Swap(i, j int) { q[i], q[j] = q[j], q[i] }
func (q *queue) Push(x any)   { *q = append(*q, x.(suspect)) }
func (q *queue) Pop() any {
	last := (*q)[len(*q)-1]
	*q = (*q)[:len(*q)-1]
	return last
}

// Unfold lists findings one by one, those that were folded into others included, sealed.
func Unfold(list []Finding) []Finding {
	var out []Finding
	for _, f := range list {
		out = append(out, f)
		for _, other := range f.Folded {
			other.Folded = nil
			other.Seal()
			out = append(out, other)
		}
	}
	Sort(out)
	return out
}

// likely ranks rules by how near they come to a cause: a name that is not there explains what else is wrong, and a rule tells what follows.
func likely(rule string) int {
	switch group, _, _ := strings.Cut(rule, "/"); {
	case rule == "type/unknown-field":
		return 0
	case rule == "type/not-in-enum":
		return 1
	case group == "type":
		return 2
	}
	return 3
}

// take makes another finding a related place.
func (f *Finding) take(other Finding) {
	f.Suspects = append(f.Suspects, other.Suspects...)
	f.Behind = append(f.Behind, other.Behind...)
	f.Folded = append(append(f.Folded, other), other.Folded...)
	if len(f.Related) >= maxFolded || f.Range == other.Range && f.Detail == other.Detail {
		return
	}
	message := "This comes from it too: " + other.Detail
	if f.Detail == other.Detail {
		message = "The same is wrong here."
	}
	f.Related = append(f.Related, Related{Message: message, Address: other.Address, Range: other.Range})
}
