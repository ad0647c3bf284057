package check

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"handoff/lang"
	"handoff/lang/finding"
)

// `# handoff:ignore RULE[, RULE] [until=2027-01-31] -- why` silences what the rules it names find at the block or argument it is bound to. It
// has to give a reason, to name rules that exist, and to silence something: a comment that does not is a finding, so that no map keeps
// exceptions nobody needs.

// comment is one of them.
type comment struct {
	*lang.Ignore
	file    *lang.File
	expired bool
	same    int             // how many before it cover the same and name the same rules
	used    map[string]bool // rules of which it silenced something
}

// ignores are the comments of a map.
type ignores struct {
	list  []*comment
	index map[place][]*comment // those that count
	dated bool                 // one of them has a last day, and today is known
	homes map[string][]home    // the blocks of each file, once asked for
}

// home is a block that a comment may stand in.
type home struct {
	*lang.Block
	outer int // the block that it stands in itself; -1 for none
}

type place struct{ file, rule string }

// collectIgnores gathers them. One without a reason, or past its last day, silences nothing.
func collectIgnores(m *lang.Map, today time.Time) *ignores {
	out := &ignores{index: map[place][]*comment{}}
	for _, file := range m.Files {
		type kind struct {
			covers finding.Range
			rules  string
		}
		var seen map[kind]int
		for _, i := range file.Ignores {
			if seen == nil {
				seen = map[kind]int{}
			}
			is := kind{i.Covers, strings.Join(i.Rules.Values(), ",")}
			c := &comment{Ignore: i, file: file, same: seen[is], used: map[string]bool{}}
			seen[is]++
			if !i.Until.Time.IsZero() && !today.IsZero() {
				out.dated = true
				c.expired = today.After(i.Until.Time)
			}
			out.list = append(out.list, c)
			if i.Reason.Value == "" || i.Covers.IsZero() || c.expired {
				continue
			}
			for _, rule := range i.Rules {
				at := place{file.Path, rule.Value}
				out.index[at] = append(out.index[at], c)
			}
		}
	}
	return out
}

// Silenced is a finding that nobody is told of, and the comment that says why.
type Silenced struct {
	Finding finding.Finding // sealed
	Ignore  *lang.Ignore
}

// silence returns the comment that covers the finding, the first if there are several; nil if none does.
func (list *ignores) silence(f *finding.Finding) *lang.Ignore {
	var by *lang.Ignore
	for _, c := range list.index[place{f.Range.File, f.Rule}] {
		if start := f.Range.Start.Byte; c.Covers.Start.Byte <= start && start < c.Covers.End.Byte {
			c.used[f.Rule] = true
			if by == nil {
				by = c.Ignore
			}
		}
	}
	return by
}

// problems are what is wrong with the comments themselves.
func (list *ignores) problems(known catalogue) []finding.Finding {
	var out []finding.Finding
	for _, c := range list.list {
		report := func(id, summary string, at finding.Range, key, detail, help string) *finding.Finding {
			out = append(out, finding.Finding{Rule: id, Severity: finding.Warning, Summary: summary, Detail: detail, Help: help, Range: at, Key: c.key() + " " + key, Address: list.address(c, known.m)})
			return &out[len(out)-1]
		}
		if len(c.Rules) == 0 {
			report(RuleUnknownRule, "Ignore names no rule", c.Range, "", "This comment does not say which rule it silences.", "Name the rules one by one: `# handoff:ignore RULE -- the reason`.")
		}
		for _, rule := range c.Rules {
			switch id := rule.Value; {
			case known.has(id):
			case Always(id):
				report(RuleNotIgnorable, "Not a rule that can be silenced", rule.Range, id, fmt.Sprintf("`%s` is no rule: what it reports keeps the map or its settings from meaning what they say, and is always shown.", id), "Remove it from the comment, and mend what it reports.")
			default:
				f := report(RuleUnknownRule, "Unknown rule", rule.Range, id, fmt.Sprintf("There is no rule `%s`, so that nothing of it is silenced.", id), "An ignore names rules one by one; `handoff explain` lists them all.")
				known.suggest(f, id)
			}
		}
		if c.Reason.Value == "" {
			report(RuleMissingReason, "Ignore gives no reason", c.Range, "", "This comment does not say why, and silences nothing until it does.", "Add the reason behind two dashes: `# handoff:ignore RULE -- the reason`.")
		}
		if c.expired {
			report(RuleExpiredIgnore, "Ignore has run out", c.Until.Range, "", fmt.Sprintf("This comment silenced something until %s; what it silenced is shown again.", c.Until.Text), "Mend what it silenced, or set a new date with a new reason.")
		}
	}
	return out
}

// Unused is a comment that silences nothing, wholly or in part.
type Unused struct {
	*lang.Ignore
	File    *lang.File
	Rules   []string // those of which it silences nothing
	Address string   // of the block it stands in or before
	Key     string   // tells it apart from others there
}

// Whole reports whether nothing would be left of it.
func (u Unused) Whole() bool { return len(u.Rules) == len(u.Ignore.Rules) }

// unused lists the comments that silence nothing of a rule that ran where they stand.
func (list *ignores) unused(m *lang.Map, ran func(rule, file string) bool) []Unused {
	var out []Unused
	for _, c := range list.list {
		if c.Reason.Value == "" || c.expired || c.Until.Given() && c.Until.Time.IsZero() {
			continue // that is another finding
		}
		u := Unused{Ignore: c.Ignore, File: c.file, Address: list.address(c, m), Key: c.key()}
		for _, rule := range c.Rules {
			if ran(rule.Value, c.file.Path) && !c.used[rule.Value] {
				u.Rules = append(u.Rules, rule.Value)
			}
		}
		if len(u.Rules) > 0 {
			out = append(out, u)
		}
	}
	return out
}

// address is the address of the innermost block that a comment is bound to or stands in.
func (list *ignores) address(c *comment, m *lang.Map) string {
	at := c.Range.Start.Byte
	if !c.Covers.IsZero() {
		at = c.Covers.Start.Byte
	}
	if list.homes == nil {
		list.homes = homesOf(m)
	}
	blocks := list.homes[c.file.Path]
	next, _ := slices.BinarySearchFunc(blocks, at, func(h home, at int) int { // the first that begins after it
		if h.Body.Start.Byte <= at {
			return -1
		}
		return 1
	})
	for k := next - 1; k >= 0; k = blocks[k].outer {
		if at < blocks[k].Body.End.Byte {
			return blocks[k].Address()
		}
	}
	return ""
}

// homesOf lists the blocks of each file in the order in which they begin.
func homesOf(m *lang.Map) map[string][]home {
	out := map[string][]home{}
	for _, d := range m.Declarations() {
		b := d.Common()
		out[b.Body.File] = append(out[b.Body.File], home{b, -1})
	}
	for _, blocks := range out {
		slices.SortStableFunc(blocks, func(a, b home) int { return cmp.Compare(a.Body.Start.Byte, b.Body.Start.Byte) })
		for k := range blocks {
			outer := k - 1
			for outer >= 0 && blocks[outer].Body.End.Byte <= blocks[k].Body.Start.Byte {
				outer = blocks[outer].outer
			}
			blocks[k].outer = outer
		}
	}
	return out
}

// key tells comments about one block apart: by the first word of what they cover, and the rules.
func (c *comment) key() string {
	var words []string
	for word := range strings.FieldsSeq(c.file.Text(c.Covers)) {
		words = append(words, word)
		break
	}
	for _, r := range c.Rules {
		words = append(words, r.Value)
	}
	return fmt.Sprintf("%s %d", strings.Join(words, " "), c.same)
}
