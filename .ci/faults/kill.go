package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"time"
)

// trial is a verb that writes, run in a folder that prepare has filled.
type trial struct {
	name    string
	args    []string
	prepare func(dir string)
	once    string // what it says where it has been done already, if it cannot be done twice
}

// trials are the verbs that write.
func (b *bench) trials() []trial {
	older := func(verb ...string) func(string) { // a folder that an older map was written into, and people wrote in
		return func(dir string) {
			write(filepath.Join(dir, "old.handoff.hcl"), "process \"retired\" {\n  title = \"Retired\"\n  purpose = \"Goes.\"\n  owner = role.spare\n}\n")
			b.run(dir, verb...)
			must(os.Remove(filepath.Join(dir, "old.handoff.hcl")))
			for name := range tree(dir) {
				if filepath.Ext(name) == ".md" && filepath.Base(filepath.Dir(name)) == "process" {
					edit(filepath.Join(dir, name), note)
				}
			}
		}
	}
	nothing := func(string) {}
	slips := func(dir string) { // of the pen, one in each file
		for name := range tree(dir) {
			if filepath.Ext(name) == ".hcl" {
				edit(filepath.Join(dir, name), func(s string) string { return strings.Replace(s, "= role.", "= role.x", 1) })
			}
		}
	}
	raci := func(dir string) {
		write(filepath.Join(dir, "raci.csv"), "Step,Boss,Clerk\nDo it,A,R\nTell it,I,\"A,R\"\n")
	}
	empty := func(dir string) {
		must(os.RemoveAll(dir))
		must(os.MkdirAll(dir, 0o777))
	}
	return []trial{
		{"build", []string{"build", "-o", "out", "--today", "2026-11-25"}, older("build", "-o", "out", "--today", "2026-11-25"), ""},
		{"first build", []string{"build", "-o", "out", "--today", "2026-11-25"}, nothing, ""},
		{"docs", []string{"docs", "-o", "wiki"}, older("docs", "-o", "wiki"), ""},
		{"docs of another flavour", []string{"docs", "-o", "wiki", "--flavor", "mkdocs"}, older("docs", "-o", "wiki", "--flavor", "azure"), ""},
		{"fmt", []string{"fmt"}, nothing, ""},
		{"check --fix", []string{"check", "--fix", "--unsafe-fixes", "--today", "2026-11-25"}, slips, ""},
		{"baseline", []string{"baseline", "-o", "baseline.json", "--today", "2026-11-25"}, func(dir string) { write(filepath.Join(dir, "baseline.json"), "old\n") }, ""},
		{"import", []string{"import", "raci", "raci.csv", "-o", "roles.handoff.hcl"}, raci, "is there already"},
		{"import --force", []string{"import", "raci", "raci.csv", "-o", "more.handoff.hcl", "--force"}, raci, ""},
		{"init", []string{"init"}, empty, "there is a map in . already"},
		{"new", []string{"new", "process", "fresh_one"}, nothing, "is there already"},
		{"compile", []string{"compile", "-o", "map.json"}, func(dir string) { write(filepath.Join(dir, "map.json"), "old\n") }, ""},
		{"schemas", []string{"compile", "--emit", "json-schema", "-o", "schemas"}, nothing, ""},
		{"render", []string{"render", "-o", "map.svg"}, func(dir string) { write(filepath.Join(dir, "map.svg"), "old\n") }, ""},
		{"render many", []string{"render", "--view", "interface", "-o", "pictures"}, nothing, ""},
		{"extension", []string{"lsp", "--write-vscode-extension", "vscode"}, nothing, "is not empty"},
	}
}

// note writes into the first kept block of a page.
func note(page string) string {
	const mark = " -->\n"
	if at := indexAfter(page, "<!-- handoff:keep ", mark); at >= 0 {
		return page[:at] + "Written by a person.\n" + page[at:]
	}
	return page
}

var signals = []syscall.Signal{syscall.SIGKILL, syscall.SIGKILL, syscall.SIGKILL, syscall.SIGTERM, syscall.SIGINT, syscall.SIGHUP}

// kill ends the verbs at random moments for so long, each in turn.
func (b *bench) kill(howLong time.Duration) {
	type known struct {
		trial
		template      string
		before, after map[string]string
		status        int
		took          time.Duration
	}
	var all []known
	for i, t := range b.trials() {
		dir := b.example(fmt.Sprint("template", i))
		t.prepare(dir)
		k := known{trial: t, template: dir, before: tree(dir)}
		work := b.fresh("undisturbed")
		must(os.CopyFS(work, os.DirFS(dir)))
		start := time.Now()
		r := b.run(work, t.args...)
		k.took, k.status, k.after = time.Since(start), r.status, tree(work)
		if r.status != 0 && r.status != 1 || len(differ(k.before, k.after)) == 0 {
			b.fail("%s does nothing: %s", t.name, r.text)
			continue
		}
		all = append(all, k)
	}
	kills, caught, leftovers := 0, 0, 0
	for end := time.Now().Add(howLong); time.Now().Before(end) && len(all) > 0; kills++ {
		k := all[kills%len(all)]
		dir := b.fresh("killed")
		must(os.CopyFS(dir, os.DirFS(k.template)))
		if b.random.IntN(2) == 0 { // so that pictures are drawn
			_ = os.RemoveAll(filepath.Join(b.scratch, "cache", "handoff", "pictures"))
		}
		signal := signals[b.random.IntN(len(signals))]
		after := time.Duration(b.random.Int64N(int64(k.took) * 11 / 10))
		if b.random.IntN(2) == 0 { // it is at the end that most is written
			after = k.took*3/4 + after/4
		}
		c := b.command(dir, k.args...)
		must(c.Start())
		time.Sleep(after)
		_ = c.Process.Signal(signal)
		_ = c.Wait()
		now := tree(dir)
		if d := differ(k.before, now); len(d) > 0 && len(differ(now, k.after)) > 0 {
			caught++
		}
		what := fmt.Sprintf("%s, %v after %v", k.name, signal, after)
		for name, text := range now {
			if leftover(name) {
				leftovers++
			} else if was, is := k.before[name], k.after[name]; text != was && text != is && filepath.Base(name) != ".handoff-manifest.json" {
				b.fail("%s: %s is neither old nor new", what, name)
			}
		}
		for name := range k.before {
			if _, there := now[name]; !there {
				if _, stays := k.after[name]; stays {
					b.fail("%s: %s is gone", what, name)
				}
			}
		}
		r := b.run(dir, k.args...)
		if d := differ(k.after, tree(dir)); len(d) > 0 {
			b.fail("%s: after the next run it %v: %s", what, d, shorten(r.text))
		} else if r.status != k.status && !(k.once != "" && contains(r.text, k.once)) {
			b.fail("%s: the next run ends with %d, not %d: %s", what, r.status, k.status, shorten(r.text))
		}
	}
	fmt.Printf("%d kills; %d of them found a verb between the first and the last file, and %d files were left over\n", kills, caught, leftovers)
}
