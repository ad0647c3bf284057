package budget

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"handoff/graph"
	"handoff/lang/calendar"
)

// TestPathsAgainstEnumeration holds the arithmetic to the plainest one there is: every path written down, one after the other.
func TestPathsAgainstEnumeration(t *testing.T) {
	for seed := range uint64(60) {
		r := rand.New(rand.NewPCG(seed, 1))
		g := load(t, randomProcess(r))
		n := g.Processes[0]
		p := Promised(g)
		in := p.inside(n, nil, Case{}, 0)
		require.NotNil(t, in)
		x, ok := p.passage(n, nil, Case{}, n.Outputs[0], 0)
		require.True(t, ok)
		for range 20 {
			start := instant(time.Date(2026, 1, 1, 0, r.IntN(525600), 0, 0, time.UTC).Unix())
			want := start
			for _, path := range paths(n.Entries, n.Outputs[0]) {
				at := start
				for _, s := range path {
					promise := s.WithinPromise()
					at = byCalendar(legOf(&promise), at)
				}
				want = max(want, at)
			}
			require.Equal(t, want, x.end(byCalendar, start, false), "seed %d, from %s", seed, start.time())
			lines := x.lines(start, false)
			assert.Equal(t, want.time(), lines[len(lines)-1].Until, "the table ends where the path does")
		}
	}
}

// TestWorstAgainstEveryHour tries every hour of a year, and every minute around openings: none is worse than what the search finds.
func TestWorstAgainstEveryHour(t *testing.T) {
	for seed := range uint64(4) {
		r := rand.New(rand.NewPCG(seed, 2))
		g := load(t, randomProcess(r))
		n := g.Processes[0]
		p := Promised(g)
		x, ok := p.passage(n, nil, Case{}, n.Outputs[0], 0)
		require.True(t, ok)
		route := passageRoute(nil, x)
		promise := calendar.Leg{Duration: calendar.Duration{Days: 1 + r.IntN(4)}}
		o := hold(route, promise)
		worst := never
		for at := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC); at.Year() == 2026; at = at.Add(20 * time.Minute) {
			for _, off := range []time.Duration{0, time.Minute, -time.Minute} {
				start := instant(at.Add(off).Unix())
				if start.time().Year() == 2026 {
					worst = max(worst, route.end(byCalendar, start, false)-byCalendar(promise, start))
				}
			}
		}
		assert.Equal(t, worst > 0, o.Broken, "seed %d: %d", seed, worst)
		if o.Broken {
			assert.GreaterOrEqual(t, o.Overrun(), time.Duration(worst)*time.Second, "seed %d", seed)
		}
	}
}

// paths lists every way from the entries to an output.
func paths(from []*graph.Step, output *graph.Port) [][]*graph.Step {
	var out [][]*graph.Step
	var walk func(s *graph.Step, so []*graph.Step)
	walk = func(s *graph.Step, so []*graph.Step) {
		so = append(so[:len(so):len(so)], s)
		if leaves(s, output) {
			out = append(out, so)
		}
		for _, w := range s.Ways {
			if w.To != nil {
				walk(w.To, so)
			}
		}
	}
	for _, s := range from {
		walk(s, nil)
	}
	return out
}

// randomProcess writes a process of a few steps without a loop, that ends in its last step.
func randomProcess(r *rand.Rand) string {
	const steps = 7
	var b strings.Builder
	b.WriteString("artifact \"x\" {}\nprocess \"a\" {\n  owner = role.clerk\n  output \"o\" {\n    artifact  = artifact.x\n    leaves_at = step.s6\n  }\n  sla {\n    complete = \"90d\"\n")
	if r.IntN(3) > 0 {
		b.WriteString("    calendar = calendar.office\n")
	}
	b.WriteString("  }\n")
	for k := range steps {
		fmt.Fprintf(&b, "  step \"s%d\" {\n    within = \"%s\"\n", k, []string{"5m", "1h", "7h30m", "1d", "2d1h", "10h", "1w"}[r.IntN(7)])
		var next []string
		for to := k + 1; to < steps; to++ {
			if r.IntN(3) == 0 || to == k+1 {
				next = append(next, fmt.Sprintf("step.s%d", to))
			}
		}
		if k > 0 {
			b.WriteString("    join   = \"all\"\n")
		}
		if len(next) > 0 {
			fmt.Fprintf(&b, "    next   = [%s]\n", strings.Join(next, ", "))
		}
		b.WriteString("  }\n")
	}
	return b.String() + "}\n"
}
