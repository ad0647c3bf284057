package random

import (
	"bytes"
	"maps"
	"math/rand/v2"
	"regexp"
	"strings"
	"testing/fstest"

	"handoff/lang/types"
)

// Mutant returns a workspace with a few mistakes in it: those of people (a block too many, a name misspelt, a value of the wrong sort), those
// of tools (a file cut off, bytes changed), and those of enemies.
func Mutant(files fstest.MapFS, seed uint64) fstest.MapFS {
	out := maps.Clone(files)
	m := mutation{rand.New(rand.NewPCG(seed, 21)), out}
	for range 1 + m.IntN(4) {
		paths := Paths(out)
		if len(paths) == 0 {
			break
		}
		p := paths[m.IntN(len(paths))]
		if strings.HasSuffix(p, ".hcl") {
			mistake := mistakes[m.IntN(len(mistakes))]
			out[p] = &fstest.MapFile{Data: mistake(&m, bytes.Clone(out[p].Data))}
		} else {
			out[p] = &fstest.MapFile{Data: m.bytes(bytes.Clone(out[p].Data))}
		}
		if len(paths) > 1 && m.IntN(40) == 0 {
			delete(out, p)
		}
	}
	return out
}

type mutation struct {
	*rand.Rand
	files fstest.MapFS
}

// mistakes are what may befall a file of a map.
var mistakes = []func(*mutation, []byte) []byte{
	(*mutation).dropBlock, (*mutation).repeatBlock, (*mutation).moveBlock, (*mutation).dropLine, (*mutation).repeatLine, (*mutation).word, (*mutation).word, (*mutation).misspell,
	(*mutation).value, (*mutation).value, (*mutation).value, (*mutation).text, (*mutation).bytes, (*mutation).cut, (*mutation).nest,
}

var (
	word    = regexp.MustCompile(`[\pL_][\pL\pN_-]*`)
	value   = regexp.MustCompile(`(?m)= *[^\n{]+$`)
	text    = regexp.MustCompile(`"[^"\n]*"`)
	opening = regexp.MustCompile(`(?m)^[^\n#]*\{ *$`)
)

// any picks one of the places a pattern matches; nil where there is none.
func (m *mutation) any(pattern *regexp.Regexp, in []byte) []int {
	all := pattern.FindAllIndex(in, -1)
	if len(all) == 0 {
		return nil
	}
	return all[m.IntN(len(all))]
}

func replace(in []byte, at []int, by string) []byte {
	if at == nil {
		return in
	}
	return append(append(bytes.Clone(in[:at[0]]), by...), in[at[1]:]...)
}

// block is where some block begins and ends.
func (m *mutation) block(in []byte) []int {
	at := m.any(opening, in)
	if at == nil {
		return nil
	}
	depth := 0
	for k := at[0]; k < len(in); k++ {
		switch in[k] {
		case '{':
			depth++
		case '}':
			if depth--; depth == 0 {
				return []int{at[0], k + 1}
			}
		}
	}
	return []int{at[0], len(in)}
}

func (m *mutation) dropBlock(in []byte) []byte { return replace(in, m.block(in), "") }

func (m *mutation) repeatBlock(in []byte) []byte {
	at := m.block(in)
	if at == nil {
		return in
	}
	block := string(in[at[0]:at[1]])
	return replace(in, at, block+"\n"+block)
}

// moveBlock puts a block where another begins, in this file or another one.
func (m *mutation) moveBlock(in []byte) []byte {
	at := m.block(in)
	if at == nil {
		return in
	}
	block := string(in[at[0]:at[1]]) + "\n"
	paths := Paths(m.files)
	if p := paths[m.IntN(len(paths))]; m.IntN(2) == 0 && strings.HasSuffix(p, FileSuffix) {
		m.files[p] = &fstest.MapFile{Data: append(bytes.Clone(m.files[p].Data), "\n"+block...)}
		return replace(in, at, "")
	}
	in = replace(in, at, "")
	if to := m.any(opening, in); to != nil {
		return replace(in, []int{to[0], to[0]}, block)
	}
	return in
}

// FileSuffix is that of the files of a map.
const FileSuffix = ".handoff.hcl"

var line = regexp.MustCompile(`(?m)^.*\n`)

func (m *mutation) dropLine(in []byte) []byte { return replace(in, m.any(line, in), "") }

func (m *mutation) repeatLine(in []byte) []byte {
	at := m.any(line, in)
	if at == nil {
		return in
	}
	return replace(in, at, string(in[at[0]:at[1]])+string(in[at[0]:at[1]]))
}

// word puts another word of the file in the place of one.
func (m *mutation) word(in []byte) []byte {
	at, other := m.any(word, in), m.any(word, in)
	if at == nil {
		return in
	}
	return replace(in, at, string(in[other[0]:other[1]]))
}

func (m *mutation) misspell(in []byte) []byte {
	at := m.any(word, in)
	if at == nil {
		return in
	}
	letters := []rune(string(in[at[0]:at[1]]))
	k := m.IntN(len(letters))
	return replace(in, at, string(letters[:k])+string(letters[min(k+1, len(letters)):])+[]string{"", "x", "é"}[m.IntN(3)])
}

// values are of every sort, and so mostly of the wrong one.
var values = []string{"5", "-1", "1e400", "0.1", "true", "null", "[]", "{}", "[[[]]]", `""`, `"x"`, "role.nobody", "process.a", "step.a", "input.x.y.z", "local.words", "local.none", `unstated("soon")`, "end", "[end]", "calendar.always",
	`"-1h"`, `"9999999999999999w"`, `"0m"`, `"2026-02-30"`, "enum()", `enum("a", "a")`, "list(list(list(any)))", "optional(optional(string))", "ref(artifact.none)", "artifact.a.id", "union()", "object({})", "a == b", "!true", "x ? y : z",
	`"${local.words}"`, `"${1 + 2}"`, "[for x in [] : x]", "max(1, 2)", "nothing()", "each.title", "from.id", "to.id", "<<MD\nMD", "1 / 0", `"a" + 1`, "{ a = role.x, a = role.y }", `{ "1h" = 5 }`, "[null]", "a[0].b", "a.*.b", "(", ")", `"`}

func (m *mutation) value(in []byte) []byte {
	return replace(in, m.any(value, in), "= "+values[m.IntN(len(values))])
}

// text puts a text in the place of another.
func (m *mutation) text(in []byte) []byte {
	return replace(in, m.any(text, in), types.Quote(phrases[m.IntN(len(phrases))]))
}

// bytes changes, adds or takes away a few bytes.
func (m *mutation) bytes(in []byte) []byte {
	if len(in) == 0 {
		return []byte("{")
	}
	at := m.IntN(len(in))
	switch m.IntN(3) {
	case 0:
		in[at] = byte(m.IntN(256))
	case 1:
		in = replace(in, []int{at, min(at+1+m.IntN(20), len(in))}, "")
	default:
		in = replace(in, []int{at, at}, []string{"{", "}", "\"", "\n", "\x00", "\xff", "${", "%{", "<<MD\n", "/*", "#", "\u202e", "=", "\r", ",", "é", "\ufeff"}[m.IntN(17)])
	}
	return in
}

func (m *mutation) cut(in []byte) []byte {
	if len(in) == 0 {
		return in
	}
	return in[:m.IntN(len(in))]
}

func (m *mutation) nest(in []byte) []byte {
	open := []string{"[", "(", "{ a = ", "!", "-", "f("}[m.IntN(6)]
	return replace(in, m.any(value, in), "= "+strings.Repeat(open, []int{2, 50, 500}[m.IntN(3)]))
}
