package random_test

import (
	"io/fs"
	"os"
	"reflect"
	"strconv"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"handoff/lang"
	"handoff/lang/mapgen/random"
)

// count is how many maps a test tries: few, or as many as HANDOFF_FULL=1 wants.
func count(few, many int) uint64 {
	if os.Getenv("HANDOFF_FULL") != "" {
		few = many
	}
	if n, err := strconv.Atoi(os.Getenv("SEEDS")); err == nil {
		few = n
	}
	return uint64(few)
}

func load(fsys fs.FS) *lang.Map {
	return lang.Load(fsys, lang.Options{ID: ".", Import: func(_, source string) (fs.FS, string, error) {
		sub, err := fs.Sub(fsys, source)
		return sub, source, err
	}})
}

// Every map compiles, and together they use all of the language.
func TestMapsCompileAndUseAllOfTheLanguage(t *testing.T) {
	used := map[string]bool{}
	var note func(row lang.InnerBlock, outer any, at string)
	note = func(row lang.InnerBlock, outer any, at string) {
		at += row.Type.Name
		for _, b := range row.Values(outer) {
			used[at] = true
			for _, a := range row.Type.Arguments {
				if !reflect.ValueOf(a.Value(b)).Elem().IsZero() {
					used[at+"."+a.Name] = true
				}
			}
			for _, inner := range row.Type.Blocks {
				note(inner, b, at+"/")
			}
		}
	}
	for seed := range count(150, 5000) {
		files := random.Map(seed)
		m := load(files)
		for _, f := range m.Findings {
			t.Errorf("seed %d: %s:%d %s: %s\n%s", seed, f.Range.File, f.Range.Start.Line, f.Rule, f.Detail, m.File(f.Range.File).Text(f.Range))
		}
		for _, row := range lang.TopLevel() {
			note(row, m, "")
		}
		for _, row := range lang.SettingsLevel() {
			note(row, &m.Settings, "settings/")
		}
	}
	var walk func(row lang.InnerBlock, at string)
	walk = func(row lang.InnerBlock, at string) {
		at += row.Type.Name
		assert.True(t, used[at], "no map has a block %s", at)
		for _, a := range row.Type.Arguments {
			assert.True(t, used[at+"."+a.Name], "no map has %s.%s", at, a.Name)
		}
		for _, inner := range row.Type.Blocks {
			walk(inner, at+"/")
		}
	}
	for _, row := range lang.TopLevel() {
		walk(row, "")
	}
	for _, row := range lang.SettingsLevel() {
		walk(row, "settings/")
	}
}

func TestTheSameNumberGivesTheSameMap(t *testing.T) {
	for seed := range uint64(20) {
		require.Equal(t, random.Map(seed), random.Map(seed))
	}
	require.NotEqual(t, random.Map(1), random.Map(2))
}

// What has been spoilt loads, is told of within its files, and mostly no longer compiles.
func TestMutantsLoad(t *testing.T) {
	spoilt := 0
	for seed := range count(150, 5000) {
		files := random.Mutant(random.Map(seed%50), seed)
		require.Equal(t, files, random.Mutant(random.Map(seed%50), seed))
		m := load(files)
		if len(m.Findings) > 0 {
			spoilt++
		}
	}
	assert.Greater(t, spoilt, 60)
}
