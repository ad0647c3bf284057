package random

import (
	"fmt"
	"strings"

	"handoff/lang/types"
)

// names are identifiers that some format, file system or language might trip over.
var names = []string{"a", "end", "con", "NUL", "graph", "node", "subgraph", "class", "index", "README", "störung", "事件", "x-y", "a_b", "step", "process", "incident", "problem", "change",
	"release", "order", "select", "default", "constructor", "__proto__", "toString", "a-b-c", "n1", "style", "click", "link", "page", "table", "home", "self", "this", "map", "findings", "raci",
	"calendar2", "very_long_name_that_goes_on_and_on_and_on_until_nobody_wants_to_read_it_any_more_at_all", "ÅNGSTRÖM", "İstanbul", "ß", "ﬁ", "e\u0301tage"}

// phrases are texts that some format might take for something else.
var phrases = []string{"", " ", "Incident", "Classify and prioritise", "Störung melden", "インシデント管理", "שלום עולם", "🔥 fire 🧯", "a | b", "tick ` tock", "``` fence", "<script>alert(1)</script>", "<img src=x onerror=alert(1)>",
	"{{ .Secrets }}", "{% raw %}", "# heading", "1. list", "- list", "> quote", "[x](javascript:alert(1))", "![x](http://evil.example/x.png)", "two\nlines", "tab\tin it", "\x1b[31mred\x1b[0m", "\u202eevil\u202c", "nul\x00bell\x07",
	"&lt;b&gt; &amp;", "<!-- handoff:end -->", "-->", "]]>", "'; DROP TABLE x; --", `back\slash`, `"quoted"`, "${x} %{if}", "a*b*c _d_ ~~e~~", "@everyone #123 :smile:", "||--o{", "end", "=cmd|' /C calc'!A0", "</svg>",
	"https://example.org/?a=1&b=2", "word ", "\u00a0nbsp", "e\u0301", "zero\u200bwidth", "\ufeffbom", strings.Repeat("long ", 40), strings.Repeat("unbreakable", 20), "trailing \\", "$math$", "%s %d %!", "\U000e0041 tag", "\ufffd",
	"| a | b |\n|---|---|\n| <b> | 1 |", "---\ntitle: x\n---", ":::note\nx", "* * *", "# One\n\n## Two\n\n```\ncode", "1. Do\n   - this\n\n   `that`"}

func (w *world) chance(percent int) bool { return w.IntN(100) < percent }

func (w *world) one(of ...string) string { return of[w.IntN(len(of))] }

// phrase is a text without quotes.
func (w *world) phrase() string {
	if w.chance(60) {
		return w.one("Incident", "Open the record", "Störung melden", "Check the result", "Network team", "Hand it on", "Règle", "Ask the customer") + " " + fmt.Sprint(w.IntN(1000))
	}
	return w.one(phrases...)
}

// name makes a name that no other part of this kind has.
func (w *world) name(kind string) string {
	base := w.one(names...)
	if w.chance(50) {
		base = w.one("intake", "review", "build", "deploy", "assess", "notify", "approve", "restore", "survey")
	}
	name := base
	for n := 2; w.taken[kind+"."+name]; n++ {
		name = fmt.Sprintf("%s_%d", base, n)
	}
	w.taken[kind+"."+name] = true
	return name
}

// text is the value of an argument that takes a text.
func (w *world) text() string {
	switch {
	case w.chance(4):
		return "local.words"
	case w.chance(4):
		return `"before ${local.words} after"`
	default:
		return types.Quote(w.phrase())
	}
}

// prose is a text that may have several lines.
func (w *world) prose() string {
	if !w.chance(40) {
		return w.text()
	}
	var b strings.Builder
	b.WriteString(w.one("<<-MD", "<<MD") + "\n")
	for range 1 + w.IntN(4) {
		line := strings.Map(printable, w.phrase())
		b.WriteString("    " + line + w.one("", "", " `curl $HOST/${ID}`", " %{http_code}") + "\n")
	}
	b.WriteString("MD")
	return b.String()
}

// printable leaves out what may not stand in a file as it is.
func printable(r rune) rune {
	if r < ' ' && r != '\n' && r != '\t' || r == 0xfeff {
		return -1
	}
	return r
}

// some picks up to n of a list, each once, in random order; at least one where there is one.
func (w *world) some(of []string, n int) []string {
	if len(of) == 0 {
		return nil
	}
	n = 1 + w.IntN(min(n, len(of)))
	var out []string
	for _, k := range w.Perm(len(of))[:n] {
		out = append(out, of[k])
	}
	return out
}

// oneOrList writes references: a single one bare or as a list.
func (w *world) oneOrList(of []string, n int) string {
	picked := w.some(of, n)
	if len(picked) == 1 && w.chance(70) {
		return picked[0]
	}
	return list(picked)
}

func (w *world) duration() string {
	switch {
	case w.chance(6):
		return "unstated(" + types.Quote(w.one("ASAP", "promptly", "")) + ")"
	case w.chance(6):
		return "local.short"
	}
	return types.Quote(w.one("5m", "15m", "30m", "1h", "1h30m", "4h", "8h", "1d", "2d", "1d4h", "5d", "1w", "2w3d"))
}

func (w *world) period() string {
	return types.Quote(w.one("1d", "2w", "1mo", "3mo", "1q", "1y", "36h"))
}

func (w *world) date() string {
	return types.Quote(fmt.Sprintf("%d-%02d-%02d", 2024+w.IntN(4), 1+w.IntN(12), 1+w.IntN(28)))
}

func (w *world) flag() string { return w.one("true", "false") }

func quoted(texts []string) []string {
	out := make([]string, len(texts))
	for k, s := range texts {
		out[k] = types.Quote(s)
	}
	return out
}
