package gallery

import (
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"handoff/render"
)

func gallery(t *testing.T) *Gallery {
	return &Gallery{dir: filepath.Join(t.TempDir(), "pictures"), maker: "this one", most: most}
}

func view() render.View {
	return render.View{
		Kind: "process", Title: "One",
		Lanes:  []render.Lane{{ID: "role.a", Page: "role/a"}},
		Nodes:  []render.Node{{ID: "step.a", Label: "A", Lane: "role.a", Page: "process/a#a", Rows: []render.Row{{ID: "r", Page: "artifact/x"}}}},
		Matrix: &render.Matrix{Columns: []render.Head{{ID: "c", Page: "role/c"}}},
		Axis:   &render.Axis{Moments: []render.Moment{{At: time.Hour}}},
	}
}

func name(t *testing.T, a *Gallery, v render.View, format string, o render.Options, layout string) string {
	t.Helper()
	n, err := a.Name(v, format, o, layout)
	require.NoError(t, err)
	return n
}

// All that the bytes of a picture depend on is in its name.
func TestName(t *testing.T) {
	a := gallery(t)
	link := func(to string) render.Options {
		return render.Options{Link: func(page string) string { return to + page }}
	}
	seen := map[string]string{}
	add := func(what, n string) {
		assert.Empty(t, seen[n], what)
		seen[n] = what
	}
	base := name(t, a, view(), "svg", link("../"), "dot 1")
	add("base", base)
	assert.Equal(t, base, name(t, a, view(), "svg", link("../"), "dot 1"))
	add("format", name(t, a, view(), "pdf", link("../"), "dot 1"))
	add("links", name(t, a, view(), "svg", link("../../"), "dot 1"))
	add("no links", name(t, a, view(), "svg", render.Options{}, "dot 1"))
	add("theme", name(t, a, view(), "svg", render.Options{Theme: render.Dark}, "dot 1"))
	add("scale", name(t, a, view(), "svg", render.Options{Scale: 3}, "dot 1"))
	add("inline", name(t, a, view(), "svg", render.Options{Inline: true}, "dot 1"))
	add("layout program", name(t, a, view(), "svg", link("../"), "dot 2"))
	v := view()
	v.Matrix.Columns[0].Page = "role/d"
	add("view", name(t, a, v, "svg", link("../"), "dot 1"))
	v = view()
	v.Axis.Moments[0].At++
	add("instant", name(t, a, v, "svg", link("../"), "dot 1"))
	a.maker = "another one"
	add("program", name(t, a, view(), "svg", link("../"), "dot 1"))
}

func TestPages(t *testing.T) {
	a := gallery(t)
	asked := map[string]bool{}
	name(t, a, view(), "svg", render.Options{Link: func(page string) string { asked[page] = true; return "" }}, "")
	assert.Equal(t, map[string]bool{"role/a": true, "process/a#a": true, "artifact/x": true, "role/c": true}, asked)
}

// Name sees a view and its options as JSON does: a field that JSON does not see would be forgotten.
func TestNothingInAViewIsHidden(t *testing.T) {
	var look func(reflect.Type, string)
	look = func(t0 reflect.Type, path string) {
		switch t0.Kind() {
		case reflect.Pointer, reflect.Slice, reflect.Array, reflect.Map:
			look(t0.Elem(), path)
		case reflect.Struct:
			for i := range t0.NumField() {
				f := t0.Field(i)
				assert.True(t, f.IsExported(), "%s.%s", path, f.Name)
				assert.Empty(t, f.Tag, "%s.%s", path, f.Name)
				look(f.Type, path+"."+f.Name)
			}
		case reflect.Func, reflect.Chan, reflect.Interface:
			t.Errorf("%s cannot be told apart", path)
		}
	}
	look(reflect.TypeFor[render.View](), "View")
	assert.Equal(t, 5, reflect.TypeFor[render.Options]().NumField(), "a new option belongs into Name")
}

func TestKeeping(t *testing.T) {
	a := gallery(t)
	n := name(t, a, view(), "svg", render.Options{}, "")
	_, ok := a.Get(n)
	assert.False(t, ok)
	a.Put(n, []byte("<svg/>"))
	got, ok := a.Get(n)
	assert.True(t, ok)
	assert.Equal(t, "<svg/>", string(got))
	reused, of := a.Reused()
	assert.Equal(t, []int{1, 2}, []int{reused, of})

	for what, damage := range map[string]string{"empty": "", "cut short": head + "abc", "changed": head + strings.Repeat("x", 40)} {
		require.NoError(t, os.WriteFile(a.path(n), []byte(damage), 0o600))
		_, ok = a.Get(n)
		assert.False(t, ok, what)
		assert.NoFileExists(t, a.path(n), "what is damaged goes")
	}

	var none *Gallery
	none.Put(n, nil)
	_, ok = none.Get(n)
	assert.False(t, ok)
	none.Close()
}

func TestConcurrent(t *testing.T) {
	a, b := gallery(t), gallery(t)
	b.dir = a.dir
	var wait sync.WaitGroup
	for i := range 40 {
		n := fmt.Sprintf("%064x", i%5)
		for _, each := range []*Gallery{a, b} {
			wait.Go(func() {
				each.Put(n, []byte(n))
				if got, ok := each.Get(n); ok {
					assert.Equal(t, n, string(got))
				}
				each.Close()
			})
		}
	}
	wait.Wait()
}

func TestBounded(t *testing.T) {
	a := gallery(t)
	a.most = 10_000
	for i := range 20 {
		n := fmt.Sprintf("%064x", i)
		a.Put(n, make([]byte, 1000))
		old := time.Now().Add(time.Duration(i-100) * time.Minute)
		require.NoError(t, os.Chtimes(a.path(n), old, old))
	}
	_, ok := a.Get(fmt.Sprintf("%064x", 0)) // used again
	require.True(t, ok)
	a.Close()
	left := 0
	for i := range 20 {
		if _, err := os.Stat(a.path(fmt.Sprintf("%064x", i))); err == nil {
			left++
		}
	}
	assert.Equal(t, 7, left)
	_, ok = a.Get(fmt.Sprintf("%064x", 0))
	assert.True(t, ok)
	_, ok = a.Get(fmt.Sprintf("%064x", 1))
	assert.False(t, ok)
}

func TestWhereNothingCanBeKept(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	require.NoError(t, os.WriteFile(file, nil, 0o600))
	a := &Gallery{dir: filepath.Join(file, "below"), most: most}
	a.Put(strings.Repeat("a", 64), []byte("x"))
	_, ok := a.Get(strings.Repeat("a", 64))
	assert.False(t, ok)
}

// A program that was built again is another one, even where its file has the size and the time of the one before.
func TestLook(t *testing.T) {
	path := filepath.Join(t.TempDir(), "program")
	look := func(text string, when time.Time) string {
		require.NoError(t, os.WriteFile(path, []byte(text), 0o777))
		require.NoError(t, os.Chtimes(path, when, when))
		look, err := Look(path)
		require.NoError(t, err)
		return look
	}
	long := strings.Repeat("x", 10<<10)
	one := look("one"+long, time.Unix(1, 0))
	assert.Equal(t, one, look("one"+long, time.Unix(1, 0)))
	assert.NotEqual(t, one, look("two"+long, time.Unix(1, 0)))
	assert.NotEqual(t, one, look("one"+long+"x", time.Unix(1, 0)))
	assert.NotEqual(t, one, look("one"+long, time.Unix(2, 0)))
	_, err := Look(path + "x")
	assert.Error(t, err)
}

// Pictures that others may have put there are not taken.
func TestACacheThatEverybodyMayWriteTo(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("folders of a user are closed to others there")
	}
	home := t.TempDir()
	for _, name := range []string{"HOME", "XDG_CACHE_HOME"} {
		t.Setenv(name, home)
	}
	assert.NotNil(t, Open())
	cache, err := os.UserCacheDir()
	require.NoError(t, err)
	require.NoError(t, os.Chmod(filepath.Join(cache, "handoff"), 0o777))
	assert.Nil(t, Open())
}
