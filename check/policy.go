package check

import (
	"fmt"
	"maps"
	"path"
	"slices"
	"strings"

	"handoff/lang"
	"handoff/lang/finding"
)

// policy is what handoff.hcl says about the rules: `check { preset, edition, rule "…" {} }`.
//
// What a rule costs in a file is decided in this order: its own severity; the preset; the edition, which turns it off if it came later; then every
// block that names the rule and takes the file, the last one winning.
type policy struct {
	m       *lang.Map
	preset  string
	edition string
	blocks  []*lang.RuleSetting
}

func newPolicy(m *lang.Map) *policy {
	s := m.Settings.Check
	p := &policy{m: m, preset: s.Preset.Value, edition: s.Edition.Value, blocks: s.Rules}
	if !slices.Contains(Editions, p.edition) {
		p.edition = Newest()
	}
	return p
}

// level is what a rule costs in a file.
type level struct {
	off bool
	// severity is what every finding of the rule has; "" leaves it to the rule.
	severity finding.Severity
	// raise makes warnings of notes.
	raise bool
}

// level decides what a rule costs in a file. One that was asked for is off only where some paths are spared on purpose.
func (p *policy) level(r *Rule, file string) level {
	l := level{off: r.Severity == finding.Off}
	switch {
	case r.house: // what a house asks of itself, it asks in every preset
	case p.preset == "correctness":
		l.off = r.Severity != finding.Error
	case p.preset == "strict":
		l = level{raise: true}
		if r.Severity == finding.Off {
			l.severity = finding.Warning
		}
	}
	if r.since() > p.edition {
		l.off = true
	}
	l.off = l.off && !r.asked
	for _, b := range p.blocks {
		s := finding.Severity(b.Severity.Value)
		if !names(b, r.ID) || !takes(b, file) || s != finding.Off && s.Rank() == 0 {
			continue
		}
		if s == finding.Off {
			l.off = !r.asked || len(b.Paths) > 0
			continue
		}
		l.off, l.severity = false, s
	}
	return l
}

// apply gives a finding its severity; false where the rule is off there.
func (l level) apply(f *finding.Finding) bool {
	if l.severity != "" {
		f.Severity = l.severity
	} else if l.raise && f.Severity == finding.Info {
		f.Severity = finding.Warning
	}
	return !l.off
}

// names reports whether a block of settings is about a rule.
func names(b *lang.RuleSetting, id string) bool {
	if group, ok := strings.CutSuffix(b.Rule.Value, "/*"); ok {
		return strings.HasPrefix(id, group+"/")
	}
	return b.Rule.Value == id
}

// takes reports whether a block of settings is about a file.
func takes(b *lang.RuleSetting, file string) bool {
	if len(b.Paths) == 0 {
		return true
	}
	return slices.ContainsFunc(b.Paths, func(t lang.Text) bool { return matches(t.Value, file) })
}

// values are the options that are set for a rule in a file.
func (p *policy) values(r *Rule, file string) map[string]int {
	var out map[string]int
	for _, b := range p.blocks {
		if b.Rule.Value != r.ID || len(b.Options) == 0 || !takes(b, file) {
			continue
		}
		for _, o := range b.Options {
			if o.Value.Given() {
				if out == nil {
					out = map[string]int{}
				}
				out[o.Name.Value] = o.Value.Value
			}
		}
	}
	return out
}

// variants are the different sets of options that a rule has in the files of the map: it runs once with each.
func (p *policy) variants(r *Rule) []map[string]int {
	var out []map[string]int
	for _, f := range p.m.Files {
		v := p.values(r, f.Path)
		if !slices.ContainsFunc(out, func(o map[string]int) bool { return maps.Equal(o, v) }) {
			out = append(out, v)
		}
	}
	if len(out) == 0 {
		out = append(out, nil)
	}
	return out
}

// runs reports whether a rule is on anywhere in the map.
func (p *policy) runs(r *Rule) bool {
	if len(p.blocks) == 0 || len(p.m.Files) == 0 {
		return !p.level(r, "").off
	}
	return slices.ContainsFunc(p.m.Files, func(f *lang.File) bool { return !p.level(r, f.Path).off })
}

// problems are what is wrong with the settings themselves: names that nothing has, patterns that take nothing.
func (p *policy) problems(known catalogue) []finding.Finding {
	var out []finding.Finding
	report := func(id, summary string, at finding.Range, key, detail, help string) *finding.Finding {
		out = append(out, finding.Finding{Rule: id, Severity: finding.Error, Summary: summary, Detail: detail, Help: help, Range: at, Key: key})
		return &out[len(out)-1]
	}
	if e := p.m.Settings.Check.Edition; e.Value != "" && !slices.Contains(Editions, e.Value) {
		report(RuleUnknownEdition, "Unknown edition", e.Range, e.Value, fmt.Sprintf("There is no edition %q in this release of handoff, which knows %s.", e.Value, List(Editions)),
			"Name one of these, or use a release that knows it.")
	}
	for n, b := range p.blocks {
		id := b.Rule.Value
		key := fmt.Sprintf("%s %d", id, n)
		if b.Rule.Range.IsZero() {
			continue
		}
		group, whole := strings.CutSuffix(id, "/*")
		switch {
		case whole && known.group(group):
			for _, o := range b.Options {
				report(RuleUnknownOption, "Unknown option", o.Name.Range, key+o.Name.Value, fmt.Sprintf("`%s` is an option of single rules; this block is about the whole group `%s`.", o.Name.Value, group), "Give it in a block of the rule that has it.")
			}
		case Always(id):
			report(RuleNotIgnorable, "Not a rule that can be set", b.Rule.Range, key, fmt.Sprintf("`%s` is no rule: what it reports keeps the map or its settings from meaning what they say, and is always shown.", id), "Remove the block.")
		case !known.has(id):
			f := report(RuleUnknownRule, "Unknown rule", b.Rule.Range, key, fmt.Sprintf("There is no rule `%s`.", id), "`handoff explain` lists them all.")
			known.suggest(f, id)
		default:
			p.options(b, known.options(id), key, report)
		}
		for _, pattern := range b.Paths {
			switch {
			case malformed(pattern.Value):
				report(RuleBadPattern, "Pattern cannot be read", pattern.Range, key+pattern.Value, fmt.Sprintf("%q is no pattern of paths inside the map.", pattern.Value), "Write a path relative to the root, such as \"teams/*/drafts\" or \"legacy/**\".")
			case !slices.ContainsFunc(p.m.Files, func(f *lang.File) bool { return matches(pattern.Value, f.Path) }):
				f := report(RuleBadPattern, "Pattern takes no file", pattern.Range, key+pattern.Value, fmt.Sprintf("No file of the map is taken by %q.", pattern.Value), "Patterns are relative to the root of the map. Correct it, or remove it.")
				f.Severity = finding.Warning
				if near := finding.Nearest(pattern.Value, p.places()); near != "" {
					f.Help += fmt.Sprintf(" Did you mean %q?", near)
				}
			}
		}
	}
	return out
}

// options holds the options of a block to those that the rule has.
func (p *policy) options(b *lang.RuleSetting, has []Option, key string, report func(id, summary string, at finding.Range, key, detail, help string) *finding.Finding) {
	var words []string
	for _, o := range has {
		words = append(words, o.Name)
	}
	for _, o := range b.Options {
		if slices.Contains(words, o.Name.Value) {
			continue
		}
		help := fmt.Sprintf("It has none. Every rule takes `severity` and `paths`; `handoff explain %s` describes it.", b.Rule.Value)
		if len(words) > 0 {
			help = fmt.Sprintf("It has `%s`, and `severity` and `paths` as every rule.", strings.Join(words, "`, `"))
		}
		f := report(RuleUnknownOption, "Unknown option", o.Name.Range, key+o.Name.Value, fmt.Sprintf("The rule `%s` has no option `%s`.", b.Rule.Value, o.Name.Value), help)
		if near := finding.Nearest(o.Name.Value, append(slices.Clone(words), "severity", "paths")); near != "" {
			suggest(f, near)
		}
	}
}

// places are the files and folders of the map, for patterns that miss by a letter.
func (p *policy) places() []string {
	var out []string
	for _, f := range p.m.Files {
		for at := f.Path; at != "."; at = path.Dir(at) {
			if !slices.Contains(out, at) {
				out = append(out, at)
			}
		}
	}
	return out
}

// suggest offers the nearest word, at the token.
func suggest(f *finding.Finding, near string) {
	f.Help = strings.TrimSpace(f.Help + fmt.Sprintf(" Did you mean `%s`?", near))
	f.Fixes = []finding.Fix{{Title: "Write " + near, Edits: []finding.Edit{{File: f.Range.File, Start: f.Range.Start.Byte, End: f.Range.End.Byte, Text: near}}}}
}

// catalogue knows every id there is: of rules, of the map's house rules, and of what is no rule.
type catalogue struct {
	m     *lang.Map
	rules []*Rule
}

// HousePrefix begins the id of a house rule: `rule/fast_handoffs_are_automated`.
const HousePrefix = "rule/"

func (c catalogue) find(id string) *Rule {
	for _, r := range c.rules {
		if r.ID == id {
			return r
		}
	}
	return nil
}

func (c catalogue) has(id string) bool {
	return c.find(id) != nil || slices.Contains(c.house(), id)
}

func (c catalogue) options(id string) []Option {
	if r := c.find(id); r != nil {
		return r.Options
	}
	return nil
}

// group reports whether there are rules whose ids begin with it.
func (c catalogue) group(name string) bool {
	return slices.ContainsFunc(c.ids(), func(id string) bool { return strings.HasPrefix(id, name+"/") })
}

func (c catalogue) house() []string {
	var out []string
	for _, r := range c.m.Rules {
		out = append(out, HousePrefix+r.Name)
	}
	return out
}

func (c catalogue) ids() []string {
	var out []string
	for _, r := range c.rules {
		out = append(out, r.ID)
	}
	return append(out, c.house()...)
}

// suggest offers the rule that was meant: the nearest id, or the one rule whose name without the group it is.
func (c catalogue) suggest(f *finding.Finding, id string) {
	near := finding.Nearest(id, c.ids())
	_, name, _ := strings.Cut(id, "/")
	if name == "" {
		name = id
	}
	if near == "" {
		for _, known := range c.ids() {
			if strings.HasSuffix(known, "/"+strings.ReplaceAll(name, "_", "-")) || strings.HasSuffix(known, "/"+name) {
				near = known
			}
		}
	}
	if near != "" {
		suggest(f, near)
	}
}
