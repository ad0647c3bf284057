// Package random makes up maps, from nothing but a number: Map one that compiles, rich in everything the language has; Mutant one that
// somebody has spoilt. The same number gives the same map on every machine. Tests hold the whole program to what must be true of any map.
package random

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing/fstest"

	"handoff/lang/types"
)

// world is a map in the making: what has been declared so far, by address, so that what comes later can refer to it.
type world struct {
	*rand.Rand
	sloppy bool
	taken  map[string]bool
	blocks []*block
	files  fstest.MapFS

	teams, roles, people, calendars, systems, milestones, policies, ladders, cadences, kpis, improvements, services, events []string
	artifacts                                                                                                               []*artifact
	processes                                                                                                               []*process
	interfaces                                                                                                              []*handoff
	foreign                                                                                                                 *process // of an imported map
}

// Map returns a workspace of one to six processes that compiles: lang.Load finds nothing. Rules find a good deal.
func Map(seed uint64) fstest.MapFS {
	w := &world{Rand: rand.New(rand.NewPCG(seed, 20)), taken: map[string]bool{}, files: fstest.MapFS{}}
	w.sloppy = w.chance(20)
	w.who()
	w.imports()
	w.records()
	w.work()
	w.when()
	w.handoffs()
	w.govern()
	w.settings()
	w.houseRules()
	w.spread()
	return w.files
}

// declare adds a block and returns its address.
func (w *world) declare(b *block) string {
	w.blocks = append(w.blocks, b)
	kind, label, _ := strings.Cut(b.header, " ")
	return kind + "." + strings.Trim(label, `"`)
}

// common gives a block what every named block may have.
func (w *world) common(b *block) {
	if w.chance(75) {
		b.set("title", w.text())
	}
	if w.chance(30) {
		b.set("description", w.prose())
	}
	if w.chance(10) {
		b.set("ref", types.Quote(w.one("ST 2.1.3", "7", "A|B")))
	}
	if w.chance(15) {
		b.set("tags", list(quoted(w.some([]string{"core", "pilot", "störung", "a b", "<x>"}, 3))))
	}
	if w.chance(10) {
		b.set("links", "{ "+types.Quote(w.one("Dashboard", "a|b", "<b>"))+" = "+types.Quote(w.one("https://example.org/x?a=1&b=(2)", "http://example.org/ä ö", "mailto:a@example.org"))+" }")
	}
	if w.chance(10) {
		b.set("reviewed", w.date())
		b.set("review_every", w.period())
	}
	if w.chance(10) {
		b.set("meta", "{ cost = "+fmt.Sprint(w.IntN(9))+", list = [\"a\", 2, null], nested = { yes = true } }")
	}
}

// spread writes the blocks into files, in random order.
func (w *world) spread() {
	paths := []string{"map.handoff.hcl"}
	for _, p := range []string{"a.handoff.hcl", "teams/net/work.handoff.hcl", "störung/事件.handoff.hcl", "b c.handoff.hcl"} {
		if w.chance(40) {
			paths = append(paths, p)
		}
	}
	texts := make([]strings.Builder, len(paths))
	w.Shuffle(len(w.blocks), func(i, j int) { w.blocks[i], w.blocks[j] = w.blocks[j], w.blocks[i] })
	for _, b := range w.blocks {
		at := 0
		if !b.atRoot {
			at = w.IntN(len(paths))
		}
		b.write(w, &texts[at], "")
		texts[at].WriteString(w.one("\n", "\n", "", "\n\n\n"))
	}
	for k, p := range paths {
		text := texts[k].String()
		if w.chance(6) {
			text = strings.ReplaceAll(text, "\n", "\r\n")
		}
		if w.chance(4) {
			text = "\ufeff" + text
		}
		if w.chance(5) {
			text = strings.TrimRight(text, "\r\n")
		}
		w.file(p, text)
	}
}

func (w *world) file(path, text string) { w.files[path] = &fstest.MapFile{Data: []byte(text)} }

// Paths are the files of a workspace in order.
func Paths(files fstest.MapFS) []string {
	var out []string
	for p := range files {
		out = append(out, p)
	}
	slices.Sort(out)
	return out
}
