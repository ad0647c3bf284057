package kpi

import (
	"math"
	"slices"
)

// Summary is what many values come to. Times are in seconds.
type Summary struct {
	N      int     `json:"n"`
	Median float64 `json:"median"`
	Mean   float64 `json:"mean"`
	P90    float64 `json:"p90"`
	Max    float64 `json:"max"`
	Sum    float64 `json:"sum"`
	// Spread counts the values that lie below each of SpreadBounds and not below the one before; its last count is of those above them all.
	Spread []int `json:"spread,omitempty"`
}

// SpreadBounds part times as people speak of them, in seconds: a minute, a quarter, an hour, 4 hours, a day, 3 days, a week, 2 weeks, 30 days,
// 90 days, a year.
var SpreadBounds = []float64{60, 900, 3600, 4 * 3600, day, 3 * day, 7 * day, 14 * day, 30 * day, 90 * day, 365 * day}

const day = 86400.0

// sample gathers values, since a median that is exact needs them all: 4 bytes a value of whole seconds up to 136 years, which is what nearly all
// logs have, and 8 bytes of any other.
type sample struct {
	whole []uint32
	other []float64
}

func (s *sample) add(seconds float64) {
	if whole := uint32(seconds); seconds >= 0 && seconds <= math.MaxUint32 && float64(whole) == seconds {
		s.whole = append(s.whole, whole)
	} else {
		s.other = append(s.other, seconds)
	}
}

// summary sorts the sample.
func (s *sample) summary() Summary {
	if len(s.other) == 0 {
		return summarise(s.whole)
	}
	all := s.other
	for _, x := range s.whole {
		all = append(all, float64(x))
	}
	return summarise(all)
}

func summarise[T uint32 | float64](s []T) Summary {
	if len(s) == 0 {
		return Summary{}
	}
	slices.Sort(s)
	sum, lost := 0.0, 0.0 // Neumaier 1974: what an addition of unlike numbers loses
	for _, value := range s {
		x := float64(value)
		next := sum + x
		if math.Abs(sum) >= math.Abs(x) {
			lost += (sum - next) + x
		} else {
			lost += (x - next) + sum
		}
		sum = next
	}
	sum += lost
	return Summary{
		N: len(s), Median: round(quantile(s, 0.5)), Mean: round(sum / float64(len(s))), P90: round(quantile(s, 0.9)), Max: round(float64(s[len(s)-1])), Sum: round(sum), Spread: spread(s),
	}
}

// spread counts the sorted sample by SpreadBounds.
func spread[T uint32 | float64](s []T) []int {
	out := make([]int, len(SpreadBounds)+1)
	from := 0
	for k, bound := range SpreadBounds {
		to, _ := slices.BinarySearch(s, T(bound)) // bounds are whole seconds
		out[k], from = to-from, to
	}
	out[len(SpreadBounds)] = len(s) - from
	return out
}

// round takes away what arithmetic in binary leaves behind: no log is finer than a microsecond.
func round(x float64) float64 { return math.Round(x*1e6) / 1e6 }

// quantile interpolates linearly between order statistics (Hyndman and Fan 1996, type 7). The sample is sorted.
func quantile[T uint32 | float64](s []T, p float64) float64 {
	h := float64(len(s)-1) * p
	k := int(h)
	if k+1 >= len(s) {
		return float64(s[len(s)-1])
	}
	return float64(s[k]) + (h-float64(k))*(float64(s[k+1])-float64(s[k]))
}
