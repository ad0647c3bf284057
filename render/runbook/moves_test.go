package runbook

import (
	"path"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"handoff/graph"
	"handoff/lang"
)

const renamed = `
artifact "bread" {}
process "baking" {
  step "knead" {}
  step "heat" {}
}
process "selling" {
  step "sell" {
    uses = [system.till]
  }
}
interface "bread_to_shop" {
  from    = process.baking
  to      = process.selling
  carries = artifact.bread
}
system "till" {}
moved {
  from = process.bakery
  to   = process.baking
}
moved {
  from = process.bakery.step.mix
  to   = process.baking.step.heat
}
moved {
  from = process.baking.step.stir
  to   = process.baking.step.heat
}
moved {
  from = interface.bread
  to   = interface.bread_to_shop
}
moved {
  from = system.drawer
  to   = system.till
}
`

// Links to what has been renamed find it under the anchor they know, in every wiki that takes anchors of its pages.
func TestOldAnchorsLeadToWhatWasRenamed(t *testing.T) {
	m := lang.Load(fstest.MapFS{"map.handoff.hcl": {Data: []byte(renamed)}}, lang.Options{})
	require.Empty(t, m.Findings)
	book := Book{Pages: Outlines(m, graph.Build(m), nil, Options{})}
	anchors := map[string]string{
		"markdown": `<a id="%"></a>`, "github": `<a name="%"></a>`, "mkdocs": `<a id="%"></a>`, "docusaurus": `<a id="%"></a>`, "html": `<span id="%"></span>`,
		"confluence": `<ac:parameter ac:name="">%</ac:parameter>`, "mark": `<ac:parameter ac:name="">%</ac:parameter>`,
	}
	for _, f := range Flavors {
		files := map[string]string{}
		for file, err := range Output(book, m, f, "").More {
			require.NoError(t, err)
			files[file.Path] += string(file.Content)
		}
		anchor, takes := anchors[f.Name]
		on := func(page, id string) int {
			name := f.File(page)
			if f.Name == "confluence" {
				name = "pages/" + page + ".xhtml"
			}
			require.NotEmpty(t, files[name], "%s: %s", f.Name, name)
			return strings.Count(files[name], strings.Replace(anchor, "%", id, 1))
		}
		if !takes {
			for name, text := range files {
				assert.False(t, strings.Contains(text, "step-mix") && path.Ext(name) == ".md", "%s %s", f.Name, name)
			}
			continue
		}
		for _, place := range [][2]string{{"process/baking", "step-mix"}, {"process/baking", "step-stir"}, {"process/baking", "out-bread"}, {"process/selling", "in-bread"}, {"systems", "system-drawer"}} {
			assert.Equal(t, 1, on(place[0], place[1]), "%s: %v", f.Name, place)
		}
		assert.Zero(t, on("process/selling", "step-mix"), f.Name)
		if f.Name == "html" {
			assert.Contains(t, files["process/bakery.html"], "location.replace(document.links[0].href + location.hash)")
			assert.Contains(t, files["process/baking.html"], `<h3 id="step-heat"><span id="step-stir"></span><span id="step-mix"></span>`)
		}
	}
}
