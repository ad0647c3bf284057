package render

import (
	"os"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"handoff/graph"
	"handoff/lang"
	"handoff/lang/finding"
)

// Marks land on the box of their block; else on that of what it is part of, where they are added up; else they are told below the picture, if the picture is of it.
func TestMarksLandOnTheirBlock(t *testing.T) {
	g := load(t, pizzeria)
	at := func(severity finding.Severity, address string) finding.Finding {
		return finding.Finding{Rule: "a/b", Severity: severity, Summary: "Something", Address: address}
	}
	film := findingsFilm(g, []finding.Finding{
		at(finding.Warning, "process.baking.step.bake"), at(finding.Error, "process.baking"), at(finding.Error, "process.baking.input.order"),
		at(finding.Info, "interface.order"), at(finding.Info, "interface.reminder"), at(finding.Error, "interface.flour"), at(finding.Error, ""),
	})
	assert.Equal(t, "1 finding is about no one block, and not shown.", film.About)

	v := Landscape(g).Lay(film)
	text := v.Text()
	assert.Contains(t, text, "Baking (Cook) [2 errors, 1 warning]")
	assert.Contains(t, text, "Serving (Waiter) → Baking (Cook) [2 errors, 1 warning] (2 handoffs, 1 automated, manual, 2 notes).")
	assert.Contains(t, text, "(Flour is ordered, manual, 1 error)")
	d, err := Draw(t.Context(), v, testEngine)
	require.NoError(t, err)
	assert.Empty(t, d.Violations())
	marks := 0
	for _, b := range d.Boxes {
		if b.Layer == MarkLayer {
			marks++
		}
	}
	assert.Equal(t, 4, marks)

	v = Swimlane(g.Processes[1]).Lay(film)
	assert.Contains(t, v.Text(), "Bake (by Oven) [1 warning]")
	assert.Contains(t, v.Notes, "About the whole: 1 error.")
	assert.Empty(t, Landscape(g).Nodes[0].Marks, "the view itself is not changed")
}

func TestAutomationCountsStepsAndHandoffs(t *testing.T) {
	g := load(t, pizzeria)
	film := automationFilm(g, nil)
	assert.Equal(t, "In the whole map 2 of 8 steps and handoffs (25 %) need no person.", film.About)
	assert.Contains(t, Landscape(g).Lay(film).Text(), "Baking (Cook) [1 automated, 1 by hand]")
}

// A film that somebody else makes, such as of what was measured: the width of lines too.
func TestLinesAreAsWideAsAFilmSays(t *testing.T) {
	g := load(t, pizzeria)
	v := Landscape(g).Lay(Film{Lines: map[string]float64{"interface.flour": 6}, Tones: map[string]Shape{"process.baking": ToneNear}})
	d, err := Draw(t.Context(), v, testEngine)
	require.NoError(t, err)
	widths := map[string]float64{}
	for _, l := range d.Lines {
		widths[l.From+" "+l.To] += l.Width
	}
	assert.Equal(t, 6.0, widths["process.baking process.supplier"])
	assert.Equal(t, ToneNear, v.Nodes[1].Tone)

	assert.Equal(t, "8 8", stretched("2 4", 4), "dashes grow with their line")
	assert.Equal(t, "2 4", stretched("2 4", 0.5))
	assert.Empty(t, stretched("", 3))

	film := Film{About: "Measured.", Wide: "Wider is more.", Lines: map[string]float64{"interface.flour": 6}}
	assert.Contains(t, Landscape(g).Lay(film).Notes, "Measured. Wider is more.")
	assert.Contains(t, RACI(g, "", g.Processes, nil).Lay(film).Notes, "Measured.", "a table has no lines")
}

// Every overlay on every whole view of the examples leaves everything in its place.
func TestOverlaysDisturbNothing(t *testing.T) {
	for _, example := range []string{"broken", "itil"} {
		g := graph.Build(lang.Load(os.DirFS("../examples/"+example), lang.Options{}))
		var findings []finding.Finding
		for i, d := range g.Map.Declarations() {
			for k := range i % 4 {
				findings = append(findings, finding.Finding{Rule: "a/b", Severity: []finding.Severity{finding.Error, finding.Warning, finding.Info}[(i+k)%3], Address: d.Common().Address()})
			}
		}
		var films []Film
		for _, o := range Overlays {
			films = append(films, o.Film(g, findings))
		}
		for _, p := range Perspectives {
			addresses := []string{""}
			if p.Of != "" {
				addresses = nil
				for _, d := range g.Map.Declarations() {
					if d.Common().Kind == p.Of {
						addresses = append(addresses, d.Common().Address())
					}
				}
			}
			for _, address := range addresses {
				v, err := p.Build(g, address)
				require.NoError(t, err)
				d, err := Draw(t.Context(), v.Lay(films...), testEngine)
				require.NoError(t, err)
				assert.Empty(t, d.Violations(), "%s %s of %s", p.Name, address, example)
			}
		}
	}
}

// A promise that can be broken has more than all of it used up, from the worst start there is, even where none of the starts that shares are taken from shows it.
func TestABrokenPromiseIsUsedUp(t *testing.T) {
	over := 0
	for _, example := range []string{"broken", "itil", "incident-response"} {
		film := riskFilm(graph.Build(lang.Load(os.DirFS("../examples/"+example), lang.Options{})), nil)
		for address, marks := range film.Marks {
			if m := marks[0]; m.Shape == MarkOver {
				over++
				assert.Greater(t, m.Rank, 1<<20+1000, "%s: %s", address, m.Full)
			}
		}
		assert.Contains(t, film.About, "the largest from 96 starts in a week")
	}
	assert.Positive(t, over)
}
