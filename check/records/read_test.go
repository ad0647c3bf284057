package records

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// told puts what was read into words: "1@2:3 {…}" is record 1, found at line 2, column 3.
func told(t *testing.T, format Format, src string) (out []string, err error) {
	err = read(strings.NewReader(src), "file", format, func(r *record) {
		text := ""
		if r.broken != nil {
			text = r.broken.Error()
		} else {
			raw, err := json.Marshal(r.value)
			require.NoError(t, err)
			text = string(raw)
		}
		out = append(out, fmt.Sprintf("%d@%d:%d %s", r.number, r.at.Line, r.at.Column, text))
	})
	return out, err
}

func TestRead(t *testing.T) {
	for _, c := range []struct {
		name   string
		format Format
		src    string
		want   []string
		err    string
	}{
		{"one object", JSON, "\n {\"a\": 1}\n", []string{`1@2:2 {"a":1}`}, ""},
		{"an array", JSON, "[{\"a\": [1, 2]},\n  {\"b\": \"]}\\\"\"}\n]", []string{`1@1:2 {"a":[1,2]}`, `2@2:3 {"b":"]}\""}`}, ""},
		{"an empty array", JSON, "[ ]", nil, ""},
		{"nothing", JSON, " \n", nil, ""},
		{"values one after the other", JSON, "{} {}\n[{}] 7 \"x\"", []string{`1@1:1 {}`, `2@1:4 {}`, `3@2:2 {}`, `4@2:6 7`, `5@2:8 "x"`}, ""},
		{"words and numbers", JSON, `[null,true,-1.5e3,"a,b"]`, []string{`1@1:2 null`, `2@1:7 true`, `3@1:12 -1.5e3`, `4@1:19 "a,b"`}, ""},
		{"an array in the array is a record that has the wrong shape", JSON, `[[1]]`, []string{`1@1:2 [1]`}, ""},
		{"a record that is broken inside costs only itself", JSON, "[{\"a\": }, {\"b\": 2}]", []string{
			`1@1:8 it is no JSON: invalid character '}' looking for beginning of value`, `2@1:11 {"b":2}`}, ""},
		{"a bracket left open", JSON, "[{}, {\"a\": [}", []string{`1@1:2 {}`}, "file: line 1, column 6: it ends inside a record: a bracket or quote is left open"},
		{"an array left open", JSON, "[{}", []string{`1@1:2 {}`}, "file: line 1, column 4: it ends inside the array of records"},
		{"no comma", JSON, "[{} {}]", []string{`1@1:2 {}`}, "file: line 1, column 5: it is no JSON: '{' stands where a comma should"},
		{"a comma too many", JSON, "[{}, ]", []string{`1@1:2 {}`}, "file: line 1, column 6: it is no JSON: nothing follows the comma"},
		{"a stray bracket", JSON, "{} }", []string{`1@1:1 {}`}, "file: line 1, column 4: it is no JSON: '}' stands where a record should begin"},
		{"a byte order mark", Auto, "\ufeff[{}]", []string{`1@1:2 {}`}, ""},
		{"UTF-16", Auto, "\xff\xfe{\x00}\x00", nil, "file is UTF-16; save it as UTF-8"},
		{"compressed", Auto, "\x1f\x8b\x08", nil, "file is compressed; unpack it first"},
		{"large numbers stay what they are", JSON, `{"n": 12345678901234567890}`, []string{`1@1:1 {"n":12345678901234567890}`}, ""},

		{"lines", JSONLines, "{\"a\": 1}\r\n\n  {\"b\": 2}\n{\"c\": 3}", []string{`1@1:1 {"a":1}`, `2@3:3 {"b":2}`, `3@4:1 {"c":3}`}, ""},
		{"a broken line costs only itself", JSONLines, "{\"a\": 1\n{\"b\": 2}\n{} {}\n", []string{
			`1@1:8 it is no JSON: it ends too early`, `2@2:1 {"b":2}`, `3@3:5 it is no JSON: something follows the end of the value`}, ""},

		{"one document", YAML, "a: 1\nb: [x, y]\n", []string{`1@1:1 {"a":1,"b":["x","y"]}`}, ""},
		{"documents", YAML, "---\na: 1\n---\n---\nb: 2\n...\n", []string{`1@2:1 {"a":1}`, `2@5:1 {"b":2}`}, ""},
		{"a list", YAML, "# all of them\n- a: 1\n- b: 2\n", []string{`1@2:3 {"a":1}`, `2@3:3 {"b":2}`}, ""},
		{"a date stays text, and so does what only looks like a word of YAML 1.1", YAML, "{on: 2026-03-18, at: 2026-03-18T02:00:00Z, no: yes, n: ~, i: 0x1F, o: 0123, f: 1.50, s: '1'}", []string{
			`1@1:1 {"at":"2026-03-18T02:00:00Z","f":1.50,"i":31,"n":null,"no":"yes","o":123,"on":"2026-03-18","s":"1"}`}, ""},
		{"aliases and merges", YAML, "- &base {a: 1, b: 2}\n- {<<: *base, b: 3}\n- [*base]\n", []string{
			`1@1:3 {"a":1,"b":2}`, `2@2:3 {"a":1,"b":3}`, `3@3:3 [{"a":1,"b":2}]`}, ""},
		{"what JSON cannot say", YAML, "- {a: .inf}\n- {[1]: 2}\n- {a: 1, a: 2}\n- {a: 1}\n", []string{
			`1@1:7 .inf is a number that JSON cannot say`, `2@2:4 a key is a list or mapping, which JSON cannot say`,
			`3@3:10 it is no YAML: the key "a" stands here a second time`, `4@4:3 {"a":1}`}, ""},
		{"no YAML", YAML, "a: 1\nb: [\n", nil, "file: line 2: it is no YAML: did not find expected node content"},
		{"an alias of itself", YAML, "&a [*a]", []string{`1@1:5 its aliases unfold without end: this one stands inside what it stands for`}, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, err := told(t, c.format, c.src)
			assert.Equal(t, c.want, got)
			if c.err == "" {
				assert.NoError(t, err)
			} else {
				assert.EqualError(t, err, c.err)
			}
		})
	}
}

// A few lines of YAML can unfold to more than any memory holds.
func TestManyAliases(t *testing.T) {
	src := "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
	for i := 1; i < 12; i++ {
		src += fmt.Sprintf("a%d: &a%d [%s]\n", i, i, strings.TrimSuffix(strings.Repeat(fmt.Sprintf("*a%d, ", i-1), 10), ", "))
	}
	got, err := told(t, YAML, src)
	require.NoError(t, err)
	require.Len(t, got, 1)
	assert.Contains(t, got[0], "comes to more than 1000000 values, each alias counted as what it stands for")
}

// Each limit of a document says what it is, and where: what is only deep has no aliases.
func TestLimitsOfYAML(t *testing.T) {
	deep := func(n int) string { return strings.Repeat("[", n) + strings.Repeat("]", n) }
	for src, want := range map[string]string{
		"a: " + deep(maxNested+1): "1@1:1004 it is nested more than 1000 levels deep",
		"a: " + deep(maxNested):   `1@1:1 {"a":` + deep(maxNested) + "}",
		"a: &a\n  <<: *a\n":       "1@2:7 its aliases unfold without end: this one stands inside what it stands for",
		"x: &x {a: 1}\ny: &y {<<: [*x], b: *x}\nz: {<<: *y, c: [*y, *x]}\n": `1@1:1 {"x":{"a":1},"y":{"a":1,"b":{"a":1}},"z":{"a":1,"b":{"a":1},"c":[{"a":1,"b":{"a":1}},{"a":1}]}}`,
		"n: !!int -" + strings.Repeat("9", maxFigures+1):                    "1@1:4 a number of 402 figures is beyond all measure",
	} {
		got, err := told(t, YAML, src)
		require.NoError(t, err)
		assert.Equal(t, []string{want}, got)
	}
	records := 0
	err := read(&lines{text: "- text without end" + strings.Repeat(" and on", 20_000) + "\n"}, "file", YAML, func(*record) { records++ })
	assert.EqualError(t, err, "file: a document is larger than 16 MB; write the records as documents of their own, with --- between them, or as JSON")
	assert.Zero(t, records)

	// One that is large as a whole, and in no document, is read to its end.
	documents := &lines{text: "---\ntext: " + strings.Repeat("long ", 200_000) + "\n", most: 17}
	require.NoError(t, read(documents, "file", YAML, func(*record) { records++ }))
	assert.Equal(t, 17, records)
}

// lines gives out a text again and again, so many times; without end where most is zero.
type lines struct {
	text, rest  string
	given, most int
}

func (l *lines) Read(p []byte) (int, error) {
	if l.rest == "" {
		if l.given++; l.most > 0 && l.given > l.most {
			return 0, io.EOF
		}
		l.rest = l.text
	}
	n := copy(p, l.rest)
	l.rest = l.rest[n:]
	return n, nil
}

func TestGuess(t *testing.T) {
	for name, want := range map[string]Format{"a.json": JSON, "a.JSONL": JSONLines, "a.ndjson": JSONLines, "a.yml": YAML, "dir.json/a.yaml": YAML} {
		assert.Equal(t, want, guess(name, bufio.NewReader(strings.NewReader(""))), name)
	}
	for src, want := range map[string]Format{"": JSON, " \n[": JSON, "{": JSON, "a: 1": YAML, "---\n": YAML, "# {": YAML} {
		assert.Equal(t, want, guess("stdin", bufio.NewReader(strings.NewReader(src))), src)
	}
}

// endless gives out records for as long as it is asked, and counts the bytes.
type endless struct {
	given, most int
}

func (e *endless) Read(p []byte) (int, error) {
	n := 0
	for n < len(p) && e.given < e.most {
		p[n] = "{\"title\": \"a record like any other\"},\n"[e.given%38]
		n++
		e.given++
	}
	if n == 0 {
		return 0, io.EOF
	}
	return n, nil
}

// A record is told before the next few are read: no file is ever in memory as a whole.
func TestReadsAsItGoes(t *testing.T) {
	e := &endless{most: 38 * 50_000}
	records := 0
	err := read(io.MultiReader(strings.NewReader("["), e), "file", JSON, func(r *record) {
		records++
		if ahead := e.given - r.at.Byte; ahead > 64<<10+100 {
			t.Fatalf("%d bytes ahead at record %d", ahead, r.number)
		}
	})
	assert.ErrorContains(t, err, "ends inside the array")
	assert.Equal(t, 50_000, records)
}

// A bracket left open does not fill the memory.
func TestEndlessRecord(t *testing.T) {
	if testing.Short() {
		t.Skip("reads 8 MB")
	}
	e := &endless{most: maxRecord + 100}
	err := read(io.MultiReader(strings.NewReader("[["), e), "file", JSON, func(*record) { t.Fatal("there is none") })
	assert.ErrorContains(t, err, "line 1, column 2: a record is larger than 8 MB")
}

// Every path of a sample is found where its value stands: at its name, or in a list at itself.
func TestLocate(t *testing.T) {
	const src = `{"a": 1,
  "list": [ {"x": "ä"}, {"y": [true,
    false]} ], "a.b": {"": null}}`
	want := map[string]string{
		"": "1:1", "a": "1:2", "list": "2:3", "list[0].x": "2:14", "list[1].y[1]": "3:5", `["a.b"][""]`: "3:24",
		"nothing": "1:1", "list[7].x": "2:3", "list[0].z": "2:13", // the nearest that holds it
	}
	require.NoError(t, read(strings.NewReader(src), "file", JSON, func(r *record) {
		for path, place := range want {
			at := r.locate(path).Start
			assert.Equal(t, place, fmt.Sprintf("%d:%d", at.Line, at.Column), path)
		}
	}))
	require.NoError(t, read(strings.NewReader("- &l {x: [1, 2]}\n- deep:\n    - <<: *l\n      y: *l\n"), "file", YAML, func(r *record) {
		if r.number == 2 {
			for path, place := range map[string]string{"deep[0].x[1]": "1:14", "deep[0].y": "4:7", "deep[0].y.x": "1:7", "deep[0].z": "3:7"} {
				at := r.locate(path).Start
				assert.Equal(t, place, fmt.Sprintf("%d:%d", at.Line, at.Column), path)
			}
		}
	}))
}

// What the cutter cuts is what a JSON reader reads, and nothing makes it panic or stay.
func FuzzJSON(f *testing.F) {
	for _, s := range []string{`[{"a":1},{"b":[2,"]"]}]`, `{"a":"\\\""} 7`, `[[],{},"",1]`, `[}`, `{"a":`, `tru e`, `["\u00`} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, src string) {
		var got []any
		broken := false
		err := read(strings.NewReader(src), "file", JSON, func(r *record) {
			broken = broken || r.broken != nil
			got = append(got, r.value)
			_ = r.locate("a[0]")
		})
		var whole any
		dec := json.NewDecoder(bytes.NewReader([]byte(strings.TrimPrefix(src, "\ufeff"))))
		dec.UseNumber()
		if dec.Decode(&whole) != nil {
			return
		}
		if _, more := dec.Token(); more != io.EOF {
			return
		}
		require.NoError(t, err)
		require.False(t, broken)
		list, isList := whole.([]any)
		if !isList {
			list = []any{whole}
		}
		require.Equal(t, len(list), len(got))
		for i := range list {
			require.Equal(t, list[i], got[i])
		}
	})
}

func FuzzYAML(f *testing.F) {
	for _, s := range []string{"a: 1\n", "- &a {x: 1}\n- {<<: *a}\n", "&a [*a]", "? [x]\n: y", "!!int x", "a: !!float .inf", "<<: 1", "---\n...\n---\n"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, src string) {
		_ = read(strings.NewReader(src), "file", YAML, func(r *record) {
			if r.broken == nil {
				_, err := json.Marshal(r.value)
				require.NoError(t, err, "what was read can be written")
			}
			_ = r.locate("a[0]")
		})
	})
}
