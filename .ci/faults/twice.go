package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// twice runs verbs at the same time in the same place.
func (b *bench) twice() {
	dir := b.example("twice")
	edit := func(name string) string { // the same map, and other pages
		other := b.example(name)
		write(filepath.Join(other, "other.handoff.hcl"), "process \"only_"+name+"\" {\n  title = \"Only here\"\n  purpose = \"Told apart.\"\n  owner = role.spare\n}\n")
		return other
	}
	left, right := edit("left"), edit("right")
	args := func(dir string) []string { return []string{"build", dir, "-o", "out", "--today", "2026-11-25"} }
	var results []map[string]string
	for _, one := range []string{left, right} {
		work := b.fresh("alone")
		b.run(work, args(one)...)
		results = append(results, tree(filepath.Join(work, "out")))
	}
	for round := range 6 {
		work := b.fresh("together")
		first, second := b.start(work, args(left)...), b.start(work, args(right)...)
		if round%2 == 1 { // and one of them does not live to see the end
			time.Sleep(time.Duration(b.random.Int64N(int64(400 * time.Millisecond))))
			first.kill()
		}
		one, two := first.wait(), second.wait()
		if two.status > 1 || round%2 == 0 && one.status > 1 {
			b.fail("two builds at once: %s\n%s", shorten(one.text), shorten(two.text))
		}
		if round%2 == 1 {
			b.run(work, args(right)...)
		}
		now := tree(filepath.Join(work, "out"))
		l, r := differ(results[0], now), differ(results[1], now)
		if len(l) > 0 && len(r) > 0 {
			b.fail("two builds at once leave a mixture: it %v; it %v", l, r)
		}
	}

	before := tree(dir)
	for _, verb := range [][]string{{"fmt"}, {"check", "--fix", "--unsafe-fixes", "--today", "2026-11-25"}} {
		alone := b.fresh("alone")
		must(os.CopyFS(alone, os.DirFS(dir)))
		for range 3 {
			b.run(alone, verb...)
		}
		want := tree(alone)
		for range 4 {
			work := b.fresh("together")
			must(os.CopyFS(work, os.DirFS(dir)))
			var runs []*running
			for range 4 {
				runs = append(runs, b.start(work, verb...))
			}
			for _, r := range runs {
				if end := r.wait(); end.status == 2 && !contains(end.text, "changed in the meantime") || end.status < 0 {
					b.fail("%v, four at once: status %d: %s", verb, end.status, shorten(end.text))
				}
			}
			for name, text := range tree(work) {
				if leftover(name) || text != before[name] && text != want[name] && verb[0] == "fmt" {
					b.fail("%v, four at once: %s is neither old nor new", verb, name)
				}
			}
			for range 3 {
				b.run(work, verb...)
			}
			if d := differ(want, tree(work)); len(d) > 0 {
				b.fail("%v, four at once: in the end it %v", verb, d)
			}
		}
	}

	// A file written by two at once is the file of one of them.
	work := b.fresh("together")
	first, second := b.start(work, "compile", left, "-o", "map.json"), b.start(work, "compile", right, "-o", "map.json")
	one, two := first.wait(), second.wait()
	text := tree(work)["map.json"]
	if one.status > 1 || two.status > 1 || strings.Contains(text, "only_left") == strings.Contains(text, "only_right") || !strings.HasSuffix(text, "}\n") {
		b.fail("two compile -o at once: %s %s", one.text, two.text)
	}

	// Who holds the lock and was stopped is waited for, and not for ever; who is dead is not.
	work = b.fresh("stale")
	write(filepath.Join(work, "out", ".handoff-lock"), `{"process":1,"folders":["docs"]}`)
	write(filepath.Join(work, "out", "docs", ".handoff-1-3.part"), "half a pa")
	b.run(work, args(left)...)
	if d := differ(results[0], tree(filepath.Join(work, "out"))); len(d) > 0 {
		b.fail("a lock whose owner is dead: it %v", d)
	}
}

// running is a run that has been started.
type running struct {
	done chan result
	kill func()
}

func (b *bench) start(dir string, args ...string) *running {
	c := b.command(dir, args...)
	r := &running{done: make(chan result, 1)}
	r.kill = func() {
		if c.Process != nil {
			_ = c.Process.Kill()
		}
	}
	var out strings.Builder
	c.Stdout, c.Stderr = &out, &out
	must(c.Start())
	go func() {
		_ = c.Wait()
		r.done <- result{c.ProcessState.ExitCode(), out.String()}
	}()
	return r
}

func (r *running) wait() result {
	select {
	case end := <-r.done:
		return end
	case <-time.After(2 * time.Minute):
		r.kill()
		return result{-2, fmt.Sprint("it hung: ", (<-r.done).text)}
	}
}
