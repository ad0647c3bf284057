package lang_test

import (
	"encoding/json"
	"fmt"
	"runtime"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"handoff/lang"
	"handoff/lang/mapgen"
)

func TestLoadIsTheSameOnAnyNumberOfProcessors(t *testing.T) {
	fsys := mapgen.Generate(30)
	for path, file := range fsys {
		if strings.Contains(path, "7.handoff.hcl") { // unknown names, wrong types and a file that cannot be read as well
			text := strings.NewReplacer("role.agent", "role.agemt", `"P1"`, `"P9"`, "record_0017.id", "record_0017.di").Replace(string(file.Data))
			fsys[path] = &fstest.MapFile{Data: []byte(text)}
		}
	}
	fsys["broken.handoff.hcl"] = &fstest.MapFile{Data: []byte("role \"x\" {\n  title =\n}\n")}
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(0))
	var first string
	for _, processors := range []int{1, 2, 8} {
		runtime.GOMAXPROCS(processors)
		m := lang.Load(fsys, lang.Options{})
		var out strings.Builder
		require.NoError(t, json.NewEncoder(&out).Encode(m.Findings))
		for _, d := range m.Declarations() {
			fmt.Fprintln(&out, d.Common().Address(), d.Common().Body)
		}
		for _, u := range m.Uses {
			fmt.Fprintln(&out, u.Reference.Written, u.Range, u.State, u.Argument)
		}
		for _, u := range m.FieldUses {
			fmt.Fprintln(&out, u.Field, u.Range)
		}
		if first == "" {
			first = out.String()
			assert.NotEmpty(t, m.Findings)
		}
		assert.Equal(t, first, out.String(), "%d processors", processors)
	}
}

func TestManyUnknownNamesAreNotAllGuessedAt(t *testing.T) {
	var roles, events strings.Builder
	for i := range 4000 {
		fmt.Fprintf(&roles, "role \"a_long_name_of_a_role_%04d\" {\n  title = \"Role\"\n}\n", i)
	}
	for i := range 3000 {
		name := fmt.Sprintf("x%d", i)
		if i == 0 || i == 2999 {
			name = "a_long_mane_of_a_role_0007"
		}
		fmt.Fprintf(&events, "team \"t%d\" {\n  lead = role.%s\n}\n", i, name+strings.Repeat("y", i/2999))
	}
	m := lang.Load(fstest.MapFS{"a.handoff.hcl": {Data: []byte(roles.String())}, "b.handoff.hcl": {Data: []byte(events.String())}}, lang.Options{})
	var help []string
	for _, f := range m.Findings {
		if f.Rule == "reference/unknown" {
			help = append(help, f.Help)
		}
	}
	require.Len(t, help, 3000)
	assert.Equal(t, "Did you mean `role.a_long_name_of_a_role_0007`?", help[0])
	assert.Equal(t, "Declare it, or correct the name.", help[2999])
}
