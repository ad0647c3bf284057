package render

import (
	"fmt"
	"math/rand/v2"
	"os"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"handoff/graph"
	"handoff/lang"
	"handoff/lang/mapgen/random"
)

// What holds for the examples must hold for maps that nobody has thought of. A run tries a few; HANDOFF_FULL=1 hundreds. SEED=7 tries one, SEEDS=100 so many.

func seeds(few int) []uint64 {
	if seed, err := strconv.ParseUint(os.Getenv("SEED"), 10, 64); err == nil {
		return []uint64{seed}
	}
	if os.Getenv("HANDOFF_FULL") != "" {
		few = 300
	}
	if n, err := strconv.Atoi(os.Getenv("SEEDS")); err == nil {
		few = n
	}
	var out []uint64
	for seed := range few {
		out = append(out, uint64(seed))
	}
	return out
}

func TestRandomMaps(t *testing.T) {
	for _, seed := range seeds(4) {
		drawAll(t, fmt.Sprintf("random-%d", seed), graph.Build(lang.Load(random.Map(seed), lang.Options{})), 2)
	}
}

// TestRandomPictures does so for landscapes and swimlanes of any size that is drawn box by box.
func TestRandomPictures(t *testing.T) {
	for _, seed := range seeds(6) {
		r := rand.New(rand.NewPCG(seed, 7))
		for _, v := range []View{randomLandscape(3+r.IntN(LandscapeLimit-2), r), randomProcess(2+r.IntN(60), 1+r.IntN(SwimlaneLanes), r)} {
			t.Run(fmt.Sprint(v.Kind, "-", seed), func(t *testing.T) {
				d, err := Draw(t.Context(), v, testEngine)
				require.NoError(t, err)
				assert.Empty(t, d.Violations())
				picture(t, d, fmt.Sprint("random-", v.Kind, "-", seed))
			})
		}
	}
}

// A tangle is drawn with jumps: it stays readable, and no line is lost.
func TestATangleIsDrawnWithJumps(t *testing.T) {
	v := randomProcess(70, SwimlaneLanes, rand.New(rand.NewPCG(177, 7)))
	d, err := Draw(t.Context(), v, testEngine)
	require.NoError(t, err)
	assert.Empty(t, d.Violations())
	require.Len(t, d.Lines, len(v.Edges))
	on := map[string]string{}
	for _, n := range d.View.Nodes {
		if n.Shape == Jump {
			on[n.ID] = n.Of[0]
		}
	}
	assert.NotEmpty(t, on)
	assert.Contains(t, strings.Join(d.View.Notes, " "), fmt.Sprintf("%d lines would cross the whole picture", len(on)))
	for i, e := range v.Edges {
		to := d.Lines[i].To
		if goesOn, jump := on[to]; jump {
			to = goesOn
		}
		assert.Equal(t, []string{e.From, e.To}, []string{d.Lines[i].From, to})
	}
}
