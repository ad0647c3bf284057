package main

import (
	"os"
	"path/filepath"
	"strings"
)

// names are those that nobody should give, and some do.
func (b *bench) names() {
	dir := b.example("names")
	source := func(n string) string { return "role  \"" + n + "\" {\n  title = \"" + n + "\"\n}\n" }
	odd := []string{"new\nline", "sp ace", "-dash", "--check", "esc\x1b[31m", "col:on", "q\"uote", "back\\slash", "percent%20", strings.Repeat("é", 60) + strings.Repeat("x", 123)}
	for i, name := range odd {
		write(filepath.Join(dir, name+".handoff.hcl"), source("odd_"+string(rune('a'+i))))
	}
	b.want("odd names", b.run(dir, "fmt"), 0, "")
	b.want("odd names, laid out", b.run(dir, "fmt", "--check"), 0, "")
	r := b.run(dir, "check", "--today", "2026-11-25")
	if r.status > 1 || contains(r.text, "\x1b[31m") {
		b.fail("odd names: %d %q", r.status, shorten(r.text))
	}
	b.want("a name like a flag", b.run(dir, "check", "--only", "style/naming", "--", "--check.handoff.hcl"), 0, "")
	for _, format := range []string{"json", "sarif", "junit", "github", "gitlab", "checkstyle"} {
		if r := b.run(dir, "check", "--format", format); r.status > 1 || contains(r.text, "\x1b[31m") {
			b.fail("odd names as %s: %d %q", format, r.status, shorten(r.text))
		}
	}
	b.want("odd names, built", b.run(dir, "build", "-o", "out \n dir"), b.run(dir, "check").status, "wrote out")

	bytes := b.fresh("bytes")
	must(os.CopyFS(bytes, os.DirFS(dir)))
	if os.WriteFile(filepath.Join(bytes, "caf\xe9.handoff.hcl"), []byte(source("cafe")), 0o666) == nil {
		b.want("a name that is not UTF-8", b.run(bytes, "check"), 2, "its name is not UTF-8; rename it")
	}

	// A path that is too long for the system, made a step at a time.
	deep := b.example("deep")
	at, err := os.OpenRoot(deep)
	must(err)
	for range 20 {
		must(at.Mkdir(strings.Repeat("d", 250), 0o777))
		next, err := at.OpenRoot(strings.Repeat("d", 250))
		must(err)
		_ = at.Close()
		at = next
	}
	must(at.WriteFile("deep.handoff.hcl", []byte(source("deep")), 0o666))
	_ = at.Close()
	if r := b.run(deep, "compile"); r.status != 0 || !contains(r.text, "role.deep") {
		b.fail("a long path: %d %s", r.status, shorten(r.text))
	}
	b.want("a long path, laid out", b.run(deep, "fmt"), 2, "file name too long")
	if r := b.run(deep, "fmt", "--check"); contains(r.text, "would be changed") {
		b.fail("a long path keeps the others from being laid out: %s", shorten(r.text))
	}
	b.want("a name that is too long", b.run(dir, "compile", "-o", strings.Repeat("x", 300)), 2, "file name too long")

	// Names that differ only in case have pages whose names do not.
	cases := b.fresh("cases")
	write(filepath.Join(cases, "a.handoff.hcl"), "process \"Change\" {\n  title = \"A\"\n}\nprocess \"change\" {\n  title = \"B\"\n}\nprocess \"CHANGE\" {\n  title = \"C\"\n}\n")
	for _, flavor := range []string{"markdown", "github", "gitlab", "azure", "mkdocs", "docusaurus", "confluence", "html"} {
		b.run(cases, "docs", "--flavor", flavor, "-o", flavor)
		folded := map[string]string{}
		for name := range tree(filepath.Join(cases, flavor)) {
			if other, taken := folded[strings.ToLower(name)]; taken {
				b.fail("%s: %s and %s are one file on some file systems", flavor, name, other)
			}
			folded[strings.ToLower(name)] = name
		}
		if len(folded) < 3 {
			b.fail("%s: no pages", flavor)
		}
	}
}
