package kpi

import (
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/assert"
)

// How values are kept does not change what they come to.
func TestSamplesAreExact(t *testing.T) {
	r := rand.New(rand.NewPCG(4, 4))
	for _, fractions := range []int{0, 50, 100} {
		var s sample
		var all []float64
		for range 999 {
			x := float64(r.IntN(10_000_000))
			if r.IntN(100) < fractions {
				x += 0.001 * float64(r.IntN(1000))
			}
			s.add(x)
			all = append(all, x)
		}
		for _, x := range []float64{-5, 0, 1<<32 - 1, 1 << 32, 5e11} {
			s.add(x)
			all = append(all, x)
		}
		assert.Equal(t, summarise(all), s.summary())
	}
}
