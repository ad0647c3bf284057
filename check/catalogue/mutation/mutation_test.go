// Package mutation holds the checker to an oracle that knows nothing of it: examples/itil is spoilt in every place where one of the mistakes of
// the trade can be made, one at a time, and each that breaks the map is to be one error at the right place, and each that does not
// is to be none.
//
// The right place is what was changed, or what breaks by it:
//
//	drop a field            a use of the field, or what cannot do without it: the `create`, the example
//	widen an enum           the step that leaves the new value open, or the line it does not fit into
//	change a type           a line or condition that reads or sets the field, the label of a value, the example, the handoff
//	misspell a name         the name itself, or a use of what it no longer declares
//	remove a provides       the line that counts on the field, or the receiver in the handoff
//	reorder steps           the promise, the update or the join that comes too early
//	swap two create values  one of the two lines
//
// HANDOFF_FULL=1 tries every mutant, MUTANT="swap" those whose description has the word, and -v prints the score.
package mutation

import (
	"fmt"
	"io/fs"
	"os"
	"slices"
	"sort"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/require"

	"handoff/check"
	"handoff/check/catalogue"
	"handoff/graph"
	"handoff/lang"
	"handoff/lang/finding"
)

// every says how large the sample of a daily run is: one mutant in so many.
const every = 89

// score counts what became of the mutants of one kind.
type score struct{ breaking, caught, harmless, silent, undecided int }

func TestMutations(t *testing.T) {
	files := map[string]string{}
	root := os.DirFS("../../../examples/itil")
	require.NoError(t, fs.WalkDir(root, ".", func(p string, entry fs.DirEntry, err error) error {
		if err == nil && !entry.IsDir() {
			data, _ := fs.ReadFile(root, p)
			files[p] = string(data)
		}
		return err
	}))
	m := lang.Load(filesystem(files), lang.Options{})
	require.Empty(t, errorsOf(files), "the example has errors")
	whole := judge(files)
	require.Empty(t, whole.problems, "the oracle does not think that the example is whole: %s", whole)
	require.Empty(t, whole.undecided)

	scores, kinds := map[string]*score{}, []string{}
	for k, mutant := range mutants(m) {
		if os.Getenv("HANDOFF_FULL") == "" && os.Getenv("MUTANT") == "" && k%every != 0 || !strings.Contains(mutant.kind+": "+mutant.what, os.Getenv("MUTANT")) {
			continue
		}
		s := scores[mutant.kind]
		if s == nil {
			s = new(score)
			scores[mutant.kind], kinds = s, append(kinds, mutant.kind)
		}
		s.try(t, mutant, files)
	}
	table := fmt.Sprintf("%-24s %19s %19s %9s\n", "", "breaking: caught", "harmless: silent", "undecided")
	for _, kind := range kinds {
		s := scores[kind]
		table += fmt.Sprintf("%-24s %12d / %4d %12d / %4d %9d\n", kind, s.caught, s.breaking, s.silent, s.harmless, s.undecided)
	}
	t.Log("\n" + table)
}

// try makes one mistake and compares what the two say of it.
func (s *score) try(t *testing.T, mutant mutant, files map[string]string) {
	spoilt, places := mutant.apply(files)
	oracle := judge(spoilt)
	if len(oracle.undecided) > 0 && len(oracle.problems) == 0 {
		s.undecided++
		return
	}
	found := errorsOf(spoilt)
	fail := func(format string, args ...any) {
		t.Errorf("%s: %s: %s", mutant.kind, mutant.what, fmt.Sprintf(format, args...))
		for _, f := range found {
			t.Logf("    %s:%d %s %s: %s", f.Range.File, f.Range.Start.Line, f.Rule, f.Address, f.Detail)
		}
		if len(oracle.problems) > 0 {
			t.Logf("    oracle: %s", oracle)
		}
	}
	if len(oracle.problems) == 0 {
		s.harmless++
		if len(found) == 0 {
			s.silent++
		} else {
			fail("harmless, and %d errors", len(found))
		}
		return
	}
	s.breaking++
	switch {
	case len(found) != 1:
		fail("breaking, and %d errors", len(found))
	case !slices.ContainsFunc(places, func(r lang.Range) bool { return touches(found[0].Range, r) }) && !slices.ContainsFunc(oracle.problems, func(p problem) bool { return near(found[0].Range, p.at) }):
		fail("the error points elsewhere")
	default:
		s.caught++
	}
}

func touches(a, b lang.Range) bool {
	return a.File == b.File && a.Start.Byte <= b.End.Byte && b.Start.Byte <= a.End.Byte
}

func filesystem(files map[string]string) fs.FS {
	out := fstest.MapFS{}
	for name, text := range files {
		out[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return out
}

// errorsOf are the errors of a map.
func errorsOf(files map[string]string) []finding.Finding {
	m := lang.Load(filesystem(files), lang.Options{})
	var out []finding.Finding
	for _, f := range check.Run(m, graph.Build(m), catalogue.Rules, check.Options{}).Findings {
		if f.Severity == finding.Error {
			out = append(out, f)
		}
	}
	sort.SliceStable(out, func(i, j int) bool { return out[i].Range.Start.Byte < out[j].Range.Start.Byte })
	return out
}
