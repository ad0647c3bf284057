package invariants

import (
	"strings"
	"testing"
	"testing/fstest"

	"handoff/cmd/internal/analysis"
	"handoff/lang/mapgen/random"
)

// FuzzMap: any three files hold what maps made up at random hold: two of a map, and its settings; and a schema or sample beside them.
func FuzzMap(f *testing.F) {
	for seed := range uint64(12) {
		files := made(seed)
		var texts []string
		attached := "{}"
		for _, p := range random.Paths(files) {
			switch {
			case strings.HasSuffix(p, random.FileSuffix):
				texts = append(texts, string(files[p].Data))
			case strings.HasSuffix(p, ".json"):
				attached = string(files[p].Data)
			}
		}
		settings := ""
		if file := files["handoff.hcl"]; file != nil {
			settings = string(file.Data)
		}
		f.Add(texts[0], strings.Join(texts[1:], "\n"), settings, attached)
	}
	for _, rule := range analysis.Every() { // small ones, from which a fuzzer gets on faster
		f.Add(rule.Bad, "", "", "")
		f.Add(rule.Good, "# handoff:ignore "+rule.ID+" until=2026-01-01 -- <b>\nrole \"x\" {}\n", "check {\n  rule \""+rule.ID+"\" {\n    severity = \"off\"\n  }\n}\n", "")
	}
	known := ids()
	f.Fuzz(func(t *testing.T, a, b, settings, attached string) {
		files := fstest.MapFS{
			"a.handoff.hcl": {Data: []byte(a)}, "teams/störung.handoff.hcl": {Data: []byte(b)}, "handoff.hcl": {Data: []byte(settings)},
			"schemas/0.schema.json": {Data: []byte(attached)}, "samples/0.json": {Data: []byte(attached)},
		}
		holdFindings(t, known, files)
		settles(t, false, files)
		settles(t, true, files)
		keepsLayout(t, files)
	})
}
