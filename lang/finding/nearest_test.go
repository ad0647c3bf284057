package finding

import (
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
)

// plainDistance is distance as the book has it (optimal string alignment), without what makes that quick.
func plainDistance(x, y []rune) int {
	rows := make([][]int, len(x)+1)
	for i := range rows {
		rows[i] = make([]int, len(y)+1)
		rows[i][0] = i
	}
	for j := range rows[0] {
		rows[0][j] = j
	}
	for i := 1; i <= len(x); i++ {
		for j := 1; j <= len(y); j++ {
			cost := 1
			if x[i-1] == y[j-1] {
				cost = 0
			}
			rows[i][j] = min(rows[i-1][j]+1, rows[i][j-1]+1, rows[i-1][j-1]+cost)
			if i > 1 && j > 1 && x[i-1] == y[j-2] && x[i-2] == y[j-1] {
				rows[i][j] = min(rows[i][j], rows[i-2][j-2]+1)
			}
		}
	}
	return rows[len(x)][len(y)]
}

func TestDistance(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	word := func() []rune {
		out := make([]rune, random.IntN(9))
		for i := range out {
			out[i] = rune("abü"[random.IntN(3)])
		}
		return out
	}
	for range 20_000 {
		x, y, limit := word(), word(), 1+random.IntN(6)
		if want := plainDistance(x, y); want < limit {
			assert.Equal(t, want, distance(x, y, limit), "%q %q within %d", string(x), string(y), limit)
		} else {
			assert.GreaterOrEqual(t, distance(x, y, limit), limit, "%q %q within %d", string(x), string(y), limit)
		}
	}
}

func TestNearest(t *testing.T) {
	assert.Equal(t, "payments", Nearest("paymnets", []string{"payroll", "payments", "payment"}))
	assert.Equal(t, "Größe", Nearest("grösse", []string{"x", "Größe"}))
	assert.Equal(t, "", Nearest("a", []string{"a", "bcd"}), "what is meant is not the name itself")
	long := strings.Repeat("a", maxLetters)
	assert.Equal(t, "", Nearest(long+"a", []string{long}))
	assert.Equal(t, "", Nearest(long[:maxLetters/2], []string{long + "a"}))
	assert.Equal(t, long, Nearest(long[1:], []string{long}))
}
