package mend

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"handoff/lang"
	"handoff/lang/finding"
)

const text = "role \"a\" {\n  title = \"A\"\n}\n"

// sources are two files of the same text.
func sources(path string) ([]byte, bool) { return []byte(text), path == "a" || path == "b" }

func edit(file string, start, end int, text string) finding.Edit {
	return finding.Edit{File: file, Start: start, End: end, Text: text}
}

func safe(edits ...finding.Edit) finding.Fix { return finding.Fix{Safe: true, Edits: edits} }

func found(fixes ...finding.Fix) finding.Finding { return finding.Finding{Rule: "x/y", Fixes: fixes} }

// name is edit of the name of the role, title of its title.
func name(file, to string) finding.Edit  { return edit(file, 6, 7, to) }
func title(file, to string) finding.Edit { return edit(file, 22, 23, to) }

// outcome is a result in short: the new text of each file, and why something was left.
func outcome(r Result) string {
	out := fmt.Sprintf("%d fixed", len(r.Fixed))
	for _, f := range r.Files {
		out += fmt.Sprintf("; %s: %q", f.Path, f.Is)
	}
	for _, l := range r.Left {
		out += "; left: it " + string(l.Reason)
	}
	return out
}

func TestApply(t *testing.T) {
	is := func(name, title string) string {
		return fmt.Sprintf("%q", fmt.Sprintf("role %q {\n  title = %q\n}\n", name, title))
	}
	unsafe := finding.Fix{Edits: []finding.Edit{title("a", "Z")}}
	for want, findings := range map[string][]finding.Finding{
		"0 fixed":                                              {found()},
		"1 fixed; a: " + is("b", "A"):                          {found(safe(name("a", "b")))},
		"2 fixed; a: " + is("b", "B"):                          {found(safe(title("a", "B"))), found(safe(name("a", "b")))}, // in any order
		"1 fixed; a: " + is("b", "B"):                          {found(safe(title("a", "B"), name("a", "b")))},
		"1 fixed; a: " + is("b", "A") + "; b: " + is("b", "A"): {found(safe(name("b", "b"), name("a", "b")))},
		// The same edit twice is made once.
		"2 fixed; a: " + is("c", "A"):   {found(safe(name("a", "c"))), found(safe(name("a", "c")))},
		"2 fixed; a: " + is("d", "D"):   {found(safe(name("a", "d"))), found(safe(name("a", "d"), title("a", "D")))},
		"2 fixed; a: " + is("xxa", "A"): {found(safe(edit("a", 6, 6, "xx"))), found(safe(edit("a", 6, 6, "xx")))},
		// Of two that collide the first is made, and the second is left whole.
		"1 fixed; a: " + is("e", "A") + "; left: it reaches into another fix":  {found(safe(name("a", "e"))), found(safe(edit("a", 5, 8, `"f"`), title("a", "F")))},
		"1 fixed; a: " + is("1a", "A") + "; left: it reaches into another fix": {found(safe(edit("a", 6, 6, "1"))), found(safe(edit("a", 6, 6, "2")))},
		"0 fixed; left: it reaches into another fix":                           {found(safe(name("a", "e"), edit("a", 5, 8, `"f"`)))},
		// What only touches does not collide.
		"2 fixed; a: " + is("12", "A"): {found(safe(edit("a", 6, 7, "2"))), found(safe(edit("a", 6, 6, "1")))},
		// What was laid out stays laid out.
		"1 fixed; a: \"role \\\"a\\\" {\\n  title    = \\\"A\\\"\\n  external = true\\n}\\n\"": {found(safe(edit("a", 25, 25, "external=true\n")))},
		// The first fix that may be carried out is.
		"1 fixed; a: " + is("a", "B"):                     {found(unsafe, safe(title("a", "B")))},
		"0 fixed; left: it may change what the map means": {found(unsafe)},
		// What cannot be is not.
		"0 fixed; left: it is for a file that may not be changed": {found(safe(name("elsewhere", "b"), name("a", "b")))},
		"1 fixed; a: " + is("g", "A") + "; left: it does not fit the text; left: it does not fit the text": {
			found(safe(edit("a", 5, 4, ""))), found(safe(edit("a", 5, 500, ""))), found(safe(name("a", "g")))},
		// What would not parse is not either, and takes nothing with it.
		"2 fixed; a: " + is("h", "A") + "; b: " + is("h", "A") + "; left: it would leave a file that does not parse": {
			found(safe(title("a", `"`))), found(safe(name("a", "h"))), found(safe(name("b", "h")))},
		"1 fixed; a: " + is("i", "A") + "; left: it would leave a file that does not parse": {
			found(safe(title("a", `"`), title("b", "B"))), found(safe(name("a", "i")))},
		// Nothing changes.
		"1 fixed": {found(safe(name("a", "a")))},
	} {
		assert.Equal(t, want, outcome(Apply(findings, false, sources)))
	}
	assert.Equal(t, "1 fixed; a: "+is("a", "Z"), outcome(Apply([]finding.Finding{found(unsafe)}, true, sources)))
}

// Whatever findings ask for, what comes out parses, and each fix is either made or said to be left.
func TestAnyFixes(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	texts := []string{"", "b", `"`, "\n", "  ", "}\n", "# note\n", "{", "x = 1\n"}
	for range 300 {
		var findings []finding.Finding
		for range random.IntN(6) {
			var fix finding.Fix
			for range 1 + random.IntN(3) {
				start := random.IntN(len(text))
				fix.Edits = append(fix.Edits, edit([]string{"a", "b"}[random.IntN(2)], start, start+random.IntN(4), texts[random.IntN(len(texts))]))
			}
			findings = append(findings, found(fix))
		}
		r := Apply(findings, true, sources)
		require.Equal(t, len(findings), len(r.Fixed)+len(r.Left))
		for _, f := range r.Files {
			require.Nil(t, lang.Unparsable(f.Path, f.Is), "%q", f.Is)
			require.Equal(t, text, string(f.Was))
		}
		require.Equal(t, outcome(r), outcome(Apply(findings, true, sources)), "the same each time")
	}
}

// Settle goes on with what the last round uncovered, and tells when there is no end to it.
func TestSettle(t *testing.T) {
	// Each round one more letter of the name is mended, up to the fourth, and the edits of a round reach into each other.
	letters := "wxyz"
	next := func(texts map[string][]byte) []finding.Finding {
		done := 0
		if is, ok := texts["a"]; ok {
			done = len(is) - len(text)
		}
		if done == len(letters) {
			return nil
		}
		put := safe(edit("a", 6+done, 6+done, letters[done:done+1]))
		return []finding.Finding{found(put), found(safe(edit("a", 6+done, 6+done, "-")))}
	}
	r, err := Settle(next(nil), false, sources, func(texts map[string][]byte) ([]finding.Finding, error) { return next(texts), nil })
	require.NoError(t, err)
	assert.Equal(t, `4 fixed; a: "role \"wxyza\" {\n  title = \"A\"\n}\n"`, outcome(r), "each file is changed once, from what it was")
	require.Equal(t, text, string(r.Files[0].Was))
	assert.False(t, r.Unsettled)

	// Two fixes that undo each other.
	turn := 0
	back := func(map[string][]byte) ([]finding.Finding, error) {
		turn++
		return []finding.Finding{found(safe(name("a", "bc"[turn%2:turn%2+1])))}, nil
	}
	start, _ := back(nil)
	r, err = Settle(start, false, sources, back)
	require.NoError(t, err)
	assert.True(t, r.Unsettled)
	assert.Equal(t, maxRounds, len(r.Fixed))

	// Where the map cannot be read again, nothing comes out.
	r, err = Settle(start, false, sources, func(map[string][]byte) ([]finding.Finding, error) { return nil, assert.AnError })
	assert.ErrorIs(t, err, assert.AnError)
	assert.Empty(t, r.Files)
}
