package records

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"handoff/graph"
	"handoff/lang"
	"handoff/lang/finding"
)

const cmdb = `
artifact "ci" {
  verified_within = "1mo"
  field "name" {
    type  = string
    key   = true
    named = "host-name"
  }
  field "depends_on" { type = list(ref(artifact.ci)) }
  field "version" {
    type            = optional(string)
    verified_within = "7d"
  }
  field "seen" {
    type            = timestamp
    verified_within = "2d"
  }
}
artifact "incident" {
  field "id" {
    type = integer
    key  = true
  }
  field "cis"      { type = optional(list(ref(artifact.ci))) }
  field "cause"    { type = optional(union(ref(artifact.ci), ref(artifact.person))) }
  field "owner"    { type = optional(ref(artifact.person)) }
  field "by_place" { type = optional(map(object({ ci = ref(artifact.ci) }))) }
  field "parent"   { type = optional(ref(artifact.incident)) }
  field "noted"    { type = optional(union(ref(artifact.ci), integer)) }
}
artifact "person" {
  field "first" {
    type = string
    key  = true
  }
  field "last" {
    type = string
    key  = true
  }
  field "boss" { type = optional(ref(artifact.person)) }
}
artifact "keyless" {
  verified_within = "3d"
  field "text" { type = string }
}
process "a" {
  output "out" {
    artifact = artifact.incident
    provides = [owner]
  }
}
process "b" {
  input "inbox" { artifact = artifact.incident }
}
interface "a_to_b" {
  from = process.a.output.out
  to   = process.b.input.inbox
}
interface "silent" {
  from = process.a
  to   = process.b
}
`

// file is records of one address; an = after it says that they are all there are.
type file struct{ address, src string }

func check(t *testing.T, options Options, files ...file) (told []string, sum Summary) {
	t.Helper()
	m := lang.Load(fstest.MapFS{"map.handoff.hcl": {Data: []byte(cmdb)}}, lang.Options{})
	require.Empty(t, m.Findings)
	if options.Today.IsZero() {
		options.Today = time.Date(2026, 3, 31, 12, 0, 0, 0, time.UTC)
	}
	prints := map[string]bool{}
	options.Tell = func(f Finding) {
		told = append(told, fmt.Sprintf("%s %s:%d #%d(%s) %s", strings.TrimPrefix(f.Rule, "record/"), f.Range.File, f.Range.Start.Line, f.Record, f.ID, f.Detail))
		assert.NotEmpty(t, f.Summary)
		assert.NotEmpty(t, f.Severity)
		assert.False(t, prints[f.Fingerprint], "two findings of one fingerprint: %s", f.Detail)
		prints[f.Fingerprint] = true
	}
	c := New(graph.Build(m), options)
	subjects := make([]*Subject, len(files))
	for n, f := range files {
		s, err := c.Subject(strings.TrimSuffix(f.address, "="))
		require.NoError(t, err)
		if strings.HasSuffix(f.address, "=") {
			c.Whole(s)
		}
		subjects[n] = s
	}
	for n, f := range files {
		_ = c.Read(subjects[n], fmt.Sprintf("f%d", n+1), Auto, strings.NewReader(f.src))
	}
	return told, c.Close()
}

const fresh = `"seen": "2026-03-30T10:00:00Z", "depends_on": []`

func TestShape(t *testing.T) {
	told, sum := check(t, Options{}, file{"artifact.ci", `[
  {"host-name": "a", ` + fresh + `},
  {"host-name": "b", "seen": "yesterday",
   "depends_on": ["a", 7]},
  {` + fresh + `, "name": "c"},
  "d"
]`})
	assert.Equal(t, []string{
		"type f1:4 #2(b) depends_on[1] should be string, and is number.",
		`type f1:3 #2(b) seen is "yesterday", which is no date-time.`,
		"type f1:5 #3() host-name is required and missing.",
		"type f1:6 #4() The record should be object, and is string.",
		"unchecked f1:4 #0() There are references to artifact.ci, of which this is the first, and not all of its records were given.",
	}, told)
	assert.Equal(t, Summary{Records: 4, Files: 1, Dated: true, Errors: 4}, sum)
}

func TestInterface(t *testing.T) {
	told, _ := check(t, Options{}, file{"interface.a_to_b", `{"id": 1} {"id": 1, "owner": {"first": "A", "last": "B"}}`})
	assert.Equal(t, []string{
		"type f1:1 #1() owner is required and missing.",
		"unchecked f1:1 #0() There are references to artifact.person, of which this is the first, and not all of its records were given.",
	}, told, "the output provides it; and one record may pass twice")
}

func TestDuplicateKeys(t *testing.T) {
	told, _ := check(t, Options{},
		file{"artifact.incident", "{\"id\": 1}\n{\"id\": 2}\n{\"id\": 1}"},
		file{"artifact.incident", "- id: 2\n- id: 3\n"},
		file{"artifact.person", `[{"first": "A", "last": "B"}, {"last": "B", "first": "A"}, {"first": "B", "last": "A"}]`},
		file{"artifact.keyless", `[{"text": "x"}, {"text": "x"}]`})
	assert.Equal(t, []string{
		"unchecked :0 #0() artifact.keyless says how fresh its records must be kept, but none of its fields is known to say when one was last verified.",
		"duplicate-key f1:3 #3(1) 1 is already the key of record 1 of f1 (line 1).",
		"duplicate-key f2:1 #1(2) 2 is already the key of record 2 of f1 (line 2).",
		"duplicate-key f3:1 #2(A/B) A/B is already the key of record 1 of f3 (line 1).",
	}, told)
}

func TestReferences(t *testing.T) {
	incidents := file{"artifact.incident=", `[
{"id": 1, "cis": ["b", "a"], "owner": {"last": "B", "first": "A"}, "parent": 2},
{"id": 2, "cis": ["a", "x"], "parent": 9, "by_place": {"attic": {"ci": "y"}}},
{"id": 3, "cause": {"first": "A", "last": "B"}},
{"id": 4, "cause": "a"},
{"id": 5, "cause": "z"},
{"id": 6, "noted": 77, "cis": [5]}
]`}
	people := file{"artifact.person=", `{"first": "A", "last": "B", "boss": null}`}
	cis := file{"artifact.ci=", `{"host-name": "a", ` + fresh + `}` + "\n" + `{"host-name": "b", ` + fresh + `}`}
	want := []string{
		"type f1:7 #6(6) cis[0] should be string, and is number.",
		`dangling-reference f1:3 #2(2) cis[1] is "x", and no artifact.ci with that key was given.`,
		`dangling-reference f1:3 #2(2) by_place.attic.ci is "y", and no artifact.ci with that key was given.`,
		`dangling-reference f1:3 #2(2) parent is "9", and no artifact.incident with that key was given.`,
		`dangling-reference f1:6 #5(5) cause is "z", and no artifact.ci or artifact.person with that key was given.`,
	}
	told, _ := check(t, Options{}, incidents, people, cis)
	assert.Equal(t, want, told, "what is no reference at all is told as that, and only so")

	told, _ = check(t, Options{}, cis, people, incidents)
	for n := range want {
		want[n] = strings.Replace(want[n], "f1:", "f3:", 1)
	}
	assert.Equal(t, want, told, "the order of the files is no matter")

	broken := file{"artifact.ci=", `{"host-name": "a", ` + fresh + `}` + "\n{"}
	told, _ = check(t, Options{}, file{"artifact.incident", `{"id": 1, "cis": ["nowhere"]}`}, broken)
	assert.Equal(t, []string{"unchecked :0 #0() Some records of artifact.ci could not be read, so that references to it are not known to be wrong."}, told,
		"what could not be read may hold it")
}

func TestFreshness(t *testing.T) {
	ci := func(seen string, more string) file {
		return file{"artifact.ci", `{"host-name": "a", "depends_on": [], "seen": "` + seen + `"` + more + `}`}
	}
	today := Options{Today: time.Date(2026, 3, 31, 23, 0, 0, 0, time.UTC)}
	for _, c := range []struct {
		file file
		want []string
	}{
		{ci("2026-03-29T00:00:00Z", ""), nil}, // two days ago at midnight: not over before today began
		{ci("2026-03-28T23:59:59Z", ""), []string{"stale f1:1 #1(a) seen is 2026-03-28T23:59:59Z, 2 days before 2026-03-31: seen must be verified within 2 days."}},
		{ci("2026-03-23T12:00:00Z", `, "version": "1.0"`), []string{"stale f1:1 #1(a) seen is 2026-03-23T12:00:00Z, 7 days before 2026-03-31: version must be verified within 7 days and seen within 2 days."}},
		{ci("2026-02-28T12:00:00Z", ""), []string{"stale f1:1 #1(a) seen is 2026-02-28T12:00:00Z, 30 days before 2026-03-31: the record must be verified within 1 month and seen within 2 days."}},
		{ci("2026-04-02T12:00:00+02:00", ""), nil},
	} {
		told, sum := check(t, today, c.file)
		assert.Equal(t, c.want, told)
		assert.True(t, sum.Dated)
	}

	_, sum := check(t, today, file{"artifact.person", `{"first": "A", "last": "B"}`})
	assert.False(t, sum.Dated, "the date has no part in it")
}

func TestAddresses(t *testing.T) {
	m := lang.Load(fstest.MapFS{"map.handoff.hcl": {Data: []byte(cmdb)}}, lang.Options{})
	for address, want := range map[string]string{
		"incident":          "there is no incident (did you mean artifact.incident?)",
		"artifact.incidnet": "there is no artifact.incidnet (did you mean artifact.incident?)",
		"artefact.person":   "there is no artefact.person (did you mean artifact.person?)",
		"artifact.a_to_b":   "there is no artifact.a_to_b (did you mean interface.a_to_b?)",
		"zebra":             "there is no zebra",
		"process.a":         "process.a is no artifact or interface: only those have records",
		"interface.silent":  "the map does not say which record interface.silent passes",
	} {
		_, err := New(graph.Build(m), Options{Tell: func(Finding) {}}).Subject(address)
		assert.EqualError(t, err, want)
	}
	for field, want := range map[string]string{
		"sen":  "artifact.ci has no field sen (did you mean seen?)",
		"name": "name of artifact.ci is neither a timestamp nor a date",
	} {
		_, err := New(graph.Build(m), Options{Verified: field, Tell: func(Finding) {}}).Subject("artifact.ci")
		assert.EqualError(t, err, want)
	}
}

// A number may be written so that it takes more than any memory to write it out.
func TestHugeNumbers(t *testing.T) {
	told, _ := check(t, Options{}, file{"artifact.incident", `{"id": 1e999999999}`})
	require.NotEmpty(t, told)
	assert.Contains(t, told[0], "id ")
}

// A name that is not declared is allowed; beside one that is missing it was surely meant.
func TestMisspelt(t *testing.T) {
	m := lang.Load(fstest.MapFS{"map.handoff.hcl": {Data: []byte(cmdb)}}, lang.Options{})
	var all []Finding
	c := New(graph.Build(m), Options{Tell: func(f Finding) { all = append(all, f) }})
	s, err := c.Subject("artifact.person")
	require.NoError(t, err)
	require.NoError(t, c.Read(s, "x.json", JSON, strings.NewReader(`[{"first": "A", "Last": "B", "more": 1}, {"first": "A"}]`)))
	require.Len(t, all, 2)
	assert.Equal(t, "There is Last, which the map does not know: did you mean last?", all[0].Help)
	assert.Empty(t, all[1].Help)
}

// What a finding says in its place, its severity and its other end.
func TestFinding(t *testing.T) {
	m := lang.Load(fstest.MapFS{"map.handoff.hcl": {Data: []byte(cmdb)}}, lang.Options{})
	var all []Finding
	c := New(graph.Build(m), Options{Tell: func(f Finding) { all = append(all, f) }})
	s, err := c.Subject("artifact.incident")
	require.NoError(t, err)
	require.NoError(t, c.Read(s, "x.json", JSON, strings.NewReader(`[{"id": 5, "cis": "ä"}]`)))
	require.Len(t, all, 1)
	f := all[0]
	assert.Equal(t, RuleType, f.Rule)
	assert.Equal(t, finding.Error, f.Severity)
	assert.Equal(t, "artifact.incident", f.Address)
	assert.Equal(t, finding.Range{File: "x.json", Start: finding.Pos{Line: 1, Column: 12, Byte: 11}, End: finding.Pos{Line: 1, Column: 22, Byte: 22}}, f.Range)
	require.Len(t, f.Related, 1)
	assert.Equal(t, "map.handoff.hcl", f.Related[0].Range.File)
	assert.Equal(t, "cis", f.Path)
	assert.Empty(t, f.URL)
}
