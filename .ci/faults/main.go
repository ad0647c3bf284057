// faults stops handoff at random moments, takes its disk, its permissions and its files away, and runs it twice at once. Whatever happens, a file is
// as it was or as it was to become, nothing of anybody's is lost, and the next run makes the same bytes as one that nobody has disturbed.
//
// Usage: go run ./.ci/faults HANDOFF SCRATCH [SECONDS [PART…]]
//
// HANDOFF is the program (with handoff-layout beside it), SCRATCH a folder to work in, SECONDS how long to go on killing (default 15), PART
// what to do of disk, places, names, cache, twice and kill (default all). It runs on Unix. The seed is printed; HANDOFF_SEED sets it.
package main

import (
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"
)

// bench is what every trial shares.
type bench struct {
	handoff string
	scratch string
	random  *rand.Rand
	failed  int
}

func main() {
	seconds, seed := 15, uint64(time.Now().UnixNano())
	if len(os.Args) > 3 {
		seconds, _ = strconv.Atoi(os.Args[3])
	}
	if s := os.Getenv("HANDOFF_SEED"); s != "" {
		seed, _ = strconv.ParseUint(s, 10, 64)
	}
	fmt.Println("seed", seed)
	b := &bench{handoff: absolute(os.Args[1]), scratch: absolute(os.Args[2]), random: rand.New(rand.NewPCG(seed, seed))}
	must(os.MkdirAll(b.scratch, 0o777))
	must(os.Setenv("XDG_CACHE_HOME", filepath.Join(b.scratch, "cache")))
	for _, part := range []struct {
		name string
		run  func()
	}{
		{"disk", b.disk}, {"places", b.places}, {"names", b.names}, {"cache", b.cache}, {"twice", b.twice},
		{"kill", func() { b.kill(time.Duration(seconds) * time.Second) }},
	} {
		if len(os.Args) > 4 && !slices.Contains(os.Args[4:], part.name) {
			continue
		}
		start := time.Now()
		part.run()
		fmt.Printf("%-8s %5.1f s\n", part.name, time.Since(start).Seconds())
	}
	if b.failed > 0 {
		fmt.Println(b.failed, "failed")
		os.Exit(1)
	}
}

func (b *bench) fail(format string, args ...any) {
	fmt.Printf("FAIL  "+format+"\n", args...)
	b.failed++
}

// result is how a run ended.
type result struct {
	status int // -1 for a signal
	text   string
}

// run runs handoff in a folder. It is killed after two minutes, for nothing may hang.
func (b *bench) run(dir string, args ...string) result {
	return finish(b.command(dir, args...))
}

func (b *bench) command(dir string, args ...string) *exec.Cmd {
	c := exec.Command(b.handoff, args...)
	c.Dir = dir
	return c
}

func finish(c *exec.Cmd) result {
	var out strings.Builder
	if c.Stdout == nil {
		c.Stdout = &out
	}
	if c.Stderr == nil {
		c.Stderr = &out
	}
	if err := c.Start(); err != nil {
		return result{-2, err.Error()}
	}
	timer := time.AfterFunc(2*time.Minute, func() { _ = c.Process.Kill() })
	_ = c.Wait()
	text := out.String()
	if !timer.Stop() {
		text += "\nIT HUNG"
	}
	return result{c.ProcessState.ExitCode(), text}
}

// want holds a result against a status and a text that must be in what was said.
func (b *bench) want(what string, r result, status int, text string) {
	switch {
	case r.status != status:
		b.fail("%s: status %d, not %d: %s", what, r.status, status, shorten(r.text))
	case !strings.Contains(r.text, text):
		b.fail("%s: does not say %q: %s", what, text, shorten(r.text))
	case strings.Contains(r.text, "goroutine ") || strings.Contains(r.text, "panic"):
		b.fail("%s: panic: %s", what, r.text)
	}
}

func shorten(text string) string {
	if len(text) > 1500 {
		return text[:700] + "\n…\n" + text[len(text)-700:]
	}
	return text
}

// fresh makes an empty folder.
func (b *bench) fresh(name string) string {
	dir := filepath.Join(b.scratch, name)
	_ = exec.Command("chmod", "-R", "u+rwX", dir).Run()
	must(os.RemoveAll(dir))
	must(os.MkdirAll(dir, 0o777))
	return dir
}

// example makes a folder with a map: small, in need of layout and of mending.
func (b *bench) example(name string) string {
	dir := b.fresh(name)
	must(os.CopyFS(dir, os.DirFS("examples/incident-response")))
	for path := range tree(dir) {
		if strings.HasSuffix(path, ".handoff.hcl") {
			edit(filepath.Join(dir, path), func(s string) string { return strings.ReplaceAll(s, " = ", "   = ") })
		}
	}
	write(filepath.Join(dir, "more.handoff.hcl"), "role  \"spare\" {\n  title = \"Spare role\"\n}\n")
	return dir
}

// tree is all files below a folder, by their names there; a link is what it leads to.
func tree(dir string) map[string]string {
	out := map[string]string{}
	_ = filepath.WalkDir(dir, func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return nil
		}
		name, _ := filepath.Rel(dir, path)
		text, err := os.ReadFile(path)
		if err == nil {
			out[name] = string(text)
		}
		return nil
	})
	return out
}

// differ lists the names under which two trees differ.
func differ(a, b map[string]string) (out []string) {
	for name, text := range a {
		if other, ok := b[name]; !ok {
			out = append(out, "lacks "+name)
		} else if other != text {
			out = append(out, "differs in "+name)
		}
	}
	for name := range b {
		if _, ok := a[name]; !ok {
			out = append(out, "also has "+name)
		}
	}
	slices.Sort(out)
	return out
}

// leftover reports whether a file is one of those that a run leaves behind when it is killed.
func leftover(name string) bool {
	base := filepath.Base(name)
	return base == ".handoff-lock" || strings.HasPrefix(base, ".handoff-") && (strings.HasSuffix(base, ".tmp") || strings.HasSuffix(base, ".part"))
}

func edit(path string, change func(string) string) {
	text, err := os.ReadFile(path)
	must(err)
	write(path, change(string(text)))
}

func write(path, text string) {
	must(os.MkdirAll(filepath.Dir(path), 0o777))
	must(os.WriteFile(path, []byte(text), 0o666))
}

func absolute(path string) string {
	path, err := filepath.Abs(path)
	must(err)
	return path
}

func must(err error) {
	if err != nil {
		panic(err)
	}
}
