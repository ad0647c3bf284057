package kpi

// What words of a log may mean: by how like they are to names and titles of the map, and by the words that ticket systems use for states.

import (
	"cmp"
	"slices"
	"strings"

	"handoff/graph"
	"handoff/lang"
)

// usual are the words for states, in the order in which they are looked for: the first that a state holds decides.
var usual = []struct {
	list  string
	words []string
}{
	{"failed", []string{"reject", "fail", "return", "reopen", "error", "declin", "bounced", "incomplete"}},
	{"queued", []string{"queue", "awaiting assignment", "unassigned", "assigned to group", "waiting for acceptance", "dispatched", "routed"}},
	{"paused", []string{"pending", "wait", "on hold", "awaiting", "suspend", "paused", "parked"}},
	{"stop", []string{"close", "complete", "cancel", "done", "resolved", "finished"}},
	{"accepted", []string{"accept", "in progress", "work in progress", "active", "started", "take in charge", "in arbeit", "underway"}},
}

// stateOf is the list that a state may belong to.
func stateOf(word string) string {
	small := strings.ToLower(word)
	for _, u := range usual {
		for _, w := range u.words {
			if strings.Contains(small, w) {
				return u.list
			}
		}
	}
	return ""
}

func stateWords(c *column) int {
	n := 0
	for v := range c.values {
		if stateOf(v) != "" || strings.EqualFold(v, "open") || strings.EqualFold(v, "new") || strings.EqualFold(v, "received") {
			n++
		}
	}
	return n
}

// alike is how like two texts are as lists of words (Dice 1945), from 0 to 1.
func alike(a, b []string) float64 {
	if len(a) == 0 || len(b) == 0 {
		return 0
	}
	shared := 0
	for _, w := range a {
		if slices.ContainsFunc(b, func(v string) bool { return v == w || len(w) > 4 && len(v) > 4 && (strings.HasPrefix(v, w[:5])) }) {
			shared++
		}
	}
	return float64(2*shared) / float64(len(a)+len(b))
}

// nearest is the block most like a word: by its name or by its title.
func nearest[D lang.Declaration](word string, list []D) (address string, score float64) {
	words := wordsOf(word)
	for _, d := range list {
		b := d.Common()
		got := max(alike(words, wordsOf(b.Name)), alike(words, wordsOf(b.Title.Value)))
		if got > score {
			address, score = b.Address(), got
		}
	}
	return address, score
}

// likely is the score from which on a word and a block are taken for the same.
const likely = 0.6

func parties(g *graph.Graph) []lang.Declaration {
	if g == nil {
		return nil
	}
	var out []lang.Declaration
	for _, t := range g.Map.Teams {
		out = append(out, t)
	}
	for _, r := range g.Map.Roles {
		out = append(out, r)
	}
	return out
}

func steps(g *graph.Graph) []lang.Declaration {
	if g == nil {
		return nil
	}
	var out []lang.Declaration
	for _, p := range g.Map.Processes {
		for _, s := range p.Steps {
			out = append(out, s)
		}
	}
	return out
}

// shownValues is how many values of a column are looked at one by one.
const shownValues = 200

// frequent are the values of a column, the most frequent first.
func (c *column) frequent() []Counted {
	out := make([]Counted, 0, len(c.values))
	for v, n := range c.values {
		out = append(out, Counted{v, n})
	}
	slices.SortFunc(out, func(a, b Counted) int { return cmp.Or(-cmp.Compare(a.Count, b.Count), cmp.Compare(a.Word, b.Word)) })
	return out[:min(len(out), shownValues)]
}

func knownParties(g *graph.Graph, c *column) (known, of int) {
	list := parties(g)
	if len(list) == 0 {
		return 0, 0
	}
	values := c.frequent()
	for _, v := range values {
		if _, score := nearest(v.Word, list); score >= likely {
			known++
		}
	}
	return known, len(values)
}

func knownSteps(g *graph.Graph, c *column) int {
	known := 0
	for _, v := range c.frequent() {
		if _, score := nearest(v.Word, steps(g)); score >= likely {
			known++
		}
	}
	return known
}

// Role returns the column taken for a role, or "".
func (s *Suggestion) Role(role string) string {
	for _, r := range s.Roles {
		if r.Role == role && r.Best() != nil {
			return r.Best().Column
		}
	}
	return ""
}

// explain says what the words of the columns that were taken may mean.
func (s *Suggestion) explain(g *graph.Graph, columns []*column) {
	of := func(role string) *column {
		name := s.Role(role)
		for _, c := range columns {
			if c.name == name && name != "" {
				return c
			}
		}
		return nil
	}
	if c := of("group"); c != nil {
		for _, v := range c.frequent() {
			address, score := nearest(v.Word, parties(g))
			if score < likely {
				address = ""
			}
			s.Groups = append(s.Groups, Meant{v.Word, v.Count, address, score})
		}
	}
	byList := map[string]int{}
	for _, role := range []string{"state", "activity"} {
		c := of(role)
		if c == nil {
			continue
		}
		for _, v := range c.frequent() {
			if address, score := nearest(v.Word, steps(g)); score >= likely {
				s.Steps = append(s.Steps, Meant{v.Word, v.Count, address, score})
			}
			list := stateOf(v.Word)
			if list == "" || role == "activity" && of("state") != nil && list != "failed" {
				continue
			}
			k, known := byList[list]
			if !known {
				k = len(s.States)
				byList[list] = k
				s.States = append(s.States, StateGuess{List: list})
			}
			s.States[k].Words = append(s.States[k].Words, Meant{Word: v.Word, Count: v.Count})
		}
	}
	slices.SortFunc(s.States, func(a, b StateGuess) int { return cmp.Compare(a.List, b.List) })
	if c := of("actor"); c != nil {
		for _, v := range c.frequent() {
			words := wordsOf(v.Word)
			if slices.ContainsFunc(words, func(w string) bool {
				return slices.Contains([]string{"svc", "system", "integration", "batch", "automation", "bot", "siebel", "scheduler", "workflow", "api", "service"}, w)
			}) {
				s.Systems = append(s.Systems, v.Word)
			}
		}
	}
	s.guessFields(g, columns)
}

// guessFields looks for columns that are called like a field of the artifact that most of them are like.
func (s *Suggestion) guessFields(g *graph.Graph, columns []*column) {
	if g == nil {
		return
	}
	taken := map[string]bool{}
	for _, r := range s.Roles {
		if b := r.Best(); b != nil {
			taken[b.Column] = true
		}
	}
	var best []FieldGuess
	for _, a := range g.Map.Artifacts {
		var found []FieldGuess
		for _, f := range a.Fields {
			for _, c := range columns {
				if taken[c.name] || alike(fieldWords(f.Name), fieldWords(strings.TrimPrefix(c.name, "case:"))) < likely {
					continue
				}
				if !slices.ContainsFunc(found, func(x FieldGuess) bool { return x.Column == c.name || x.Field == f.Name }) {
					found = append(found, FieldGuess{f.Name, c.name, c.filled, len(s.Rows)})
				}
			}
		}
		if len(found) > len(best) {
			best = found
			s.Artifact = a.Address()
		}
	}
	s.Fields = best
}

// guessLinks looks for columns whose values are cases of the log: not their own, since a column that repeats the number of its case is no link.
func (s *Suggestion) guessLinks(g *graph.Graph, columns []*column, id int) {
	for k, c := range columns {
		if k == id || s.isRole(c.name) || c.filled == 0 || c.timed && c.numbers < c.filled {
			continue
		}
		own := 0
		for _, row := range s.Rows {
			if row[k] != "" && row[k] == row[id] {
				own++
			}
		}
		guess := LinkGuess{Column: c.name, Of: len(c.values)}
		for v := range c.values {
			if columns[id].values[v] > 0 {
				guess.Known++
			}
		}
		if guess.Known == 0 || 2*guess.Known < guess.Of || 2*own > c.filled || c.numbers == c.filled && guess.Of < 20 { // small numbers are like anything
			continue
		}
		guess.Interfaces = s.leading(g, k, linkWords(c.name))
		s.Links = append(s.Links, guess)
	}
}

// leading are the interfaces to a process that is called like a column; of several, those that the groups which fill it work at the other end of.
func (s *Suggestion) leading(g *graph.Graph, column int, words []string) []string {
	if g == nil {
		return nil
	}
	fills := map[string]bool{} // addresses of parties
	for _, m := range s.Groups {
		if m.Address != "" && slices.ContainsFunc(s.Rows, func(row []string) bool { return row[column] != "" && slices.Contains(row, m.Word) }) {
			fills[m.Address] = true
		}
	}
	var all, near []string
	for _, h := range g.Handoffs {
		a := h.Interface.Address()
		if alike(words, wordsOf(h.Receiver.DisplayName())) == 0 {
			continue
		}
		if !slices.Contains(all, a) {
			all = append(all, a)
		}
		if h.Sender.Runs != nil && fills[h.Sender.Runs.Common().Address()] && !slices.Contains(near, a) {
			near = append(near, a)
		}
	}
	if len(near) > 0 {
		return near
	}
	return all
}

// linkWords are those of a column that names other records, with what the numbers of such are short for.
func linkWords(name string) []string {
	long := map[string]string{"rfc": "change", "chg": "change", "prb": "problem", "inc": "incident"}
	words := fieldWords(name)
	for k, w := range words {
		if whole, ok := long[w]; ok {
			words[k] = whole
		}
	}
	return words
}

func (s *Suggestion) isRole(column string) bool {
	return slices.ContainsFunc(s.Roles, func(r RoleGuess) bool { b := r.Best(); return b != nil && b.Column == column })
}

// fieldWords are those of a field's name without what tells nothing, each without its plural.
func fieldWords(name string) []string {
	var out []string
	for _, w := range wordsOf(name) {
		if w == "id" || w == "ids" || w == "u" || w == "sys" || w == "affected" || w == "cmdb" || w == "link" || w == "links" {
			continue
		}
		if len(w) > 2 {
			w = strings.TrimSuffix(w, "s")
		}
		out = append(out, w)
	}
	return out
}
