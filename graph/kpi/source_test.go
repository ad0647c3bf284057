package kpi

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"handoff/graph"
	"handoff/graph/kpi/eventlog"
	"handoff/lang"
)

// bookLog is a log in which every argument of the source block of testdata/language matters: columns with commas in their names, a letter that only
// ISO 8859-1 knows, a first letter as of JSON, a day that may be a month, two rows of one minute in the wrong
// order, a row that comes too late for a log sorted by time.
const bookLog = `{job|at|n|done, by, hand, or, not, and, when|state, as, of, then|team|who|how soon|fault|goes on in
1|02/03/2026 08:00|1|Seen|Working|Desk|ann|1|n/a|
1|02/03/2026 08:10|2|Written|Queued|Desk|svc_book|1|n/a|
1|02/03/2026 08:30|4|Planned|Working|Yard` + "\x85" + ` 1|bob|1|brakes|
1|02/03/2026 08:30|3|Routed|Queued|Yard` + "\x85" + ` 1|svc_book|1|n/a|
2|02/03/2026 09:00|1|Seen|Working|Desk|ann|2|n/a|
2|02/03/2026 09:05|2|Written|Queued|Desk|ann|2|n/a|
1|02/03/2026 11:00|5|Planned|Waiting|Yard` + "\x85" + ` 1|bob|1|brakes|
2|02/03/2026 12:00|3|Planned|Returned|Yard` + "\x85" + ` 1|bob|2|n/a|
2|02/03/2026 12:30|4|Written|Queued|Desk|ann|2|n/a|
1|03/03/2026 11:00|6|Driven|Ready|Yard` + "\x85" + ` 1|bob|1|brakes|2
1|04/03/2026 11:00|7|Filed|Filed|Desk|ann|1|brakes|
2|04/03/2026 12:00|5|Planned|Working|Yard` + "\x85" + ` 1|bob|2|brakes|
2|01/03/2026 12:00|0|Called|Seen|Desk|ann|2|brakes|
`

// Every argument of a source is used: without it the log comes to something else, or cannot be read.
func TestEveryArgumentOfASourceMatters(t *testing.T) {
	m := fstest.MapFS{}
	for _, file := range []string{lang.SettingsFile, "shop.handoff.hcl"} {
		content, err := os.ReadFile("../../testdata/language/" + file)
		require.NoError(t, err)
		m[file] = &fstest.MapFile{Data: content}
	}
	settings := m[lang.SettingsFile].Data
	comesTo := func() string {
		var out []any
		g := graph.Build(lang.Load(m, lang.Options{}))
		for _, source := range g.Map.Settings.Sources {
			b, err := Bind(g, source)
			require.NoError(t, err)
			open := func() (io.ReadCloser, error) { return io.NopCloser(strings.NewReader(bookLog)), nil }
			result, stats, err := Measure([]eventlog.Log{{Name: "book.xes", Open: open}}, b, nil)
			out = append(out, result, stats, fmt.Sprint(err))
		}
		text, err := json.Marshal(out)
		require.NoError(t, err)
		return string(text)
	}
	whole := comesTo()
	parsed, diags := hclsyntax.ParseConfig(settings, lang.SettingsFile, hcl.InitialPos)
	require.False(t, diags.HasErrors())
	matters := map[string]bool{}
	var without func(kind *lang.BlockType, body *hclsyntax.Body)
	without = func(kind *lang.BlockType, body *hclsyntax.Body) {
		for name, a := range body.Attributes {
			m[lang.SettingsFile] = &fstest.MapFile{Data: slices.Concat(settings[:a.SrcRange.Start.Byte], settings[a.SrcRange.End.Byte:])}
			if comesTo() != whole {
				matters[kind.Name+"."+name] = true
			}
		}
		for _, inner := range body.Blocks {
			for _, k := range kind.Blocks {
				if k.Type.Name == inner.Type {
					without(k.Type, inner.Body)
				}
			}
		}
	}
	for _, kind := range lang.SettingsTypes() {
		if kind.Name != "source" {
			continue
		}
		for _, block := range parsed.Body.(*hclsyntax.Body).Blocks {
			if block.Type == kind.Name {
				without(kind, block.Body)
			}
		}
		for _, kind := range []*lang.BlockType{kind, kind.Blocks[0].Type} {
			for _, a := range kind.Arguments {
				assert.True(t, matters[kind.Name+"."+a.Name], "nobody can tell whether a source gives %s.%s", kind.Name, a.Name)
			}
		}
	}
}
