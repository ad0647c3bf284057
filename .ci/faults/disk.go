package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
)

// disk runs every verb on a disk that is full, or into a limit on the size of files, and with nobody to read what it prints.
func (b *bench) disk() {
	for i, t := range b.trials() {
		dir := b.example("full")
		t.prepare(dir)
		before := tree(dir)
		work := b.fresh("limited")
		must(os.CopyFS(work, os.DirFS(dir)))
		// Files of at most one block of 512 bytes, as a shell limits them; writing more sends a signal, which Go takes as an error.
		c := exec.Command("sh", append([]string{"-c", `trap "" XFSZ; ulimit -f 1; exec "$@"`, "sh", b.handoff}, t.args...)...)
		c.Dir = work
		r := finish(c)
		if r.status == 2 && !contains(r.text, "file too large") {
			b.fail("%s with a limit on files: %s", t.name, shorten(r.text))
		}
		b.same(t.name+" with a limit on files", before, work)
		if i == 0 || i == 3 || t.name == "fmt" || t.name == "compile" {
			b.full(t, dir, before)
		}
	}
	dir := b.example("stdout")
	for _, args := range [][]string{{"check"}, {"version"}, {"--help"}, {"explain", "handoff/orphan-output"}, {"touchpoints"}, {"graph", "list", "process"}, {"compile"}, {"render", "--format", "dot"}, {"baseline"}, {"completion", "bash"}, {"measure", "--definitions"}, {"fmt", "--diff"}} {
		full, err := os.OpenFile("/dev/full", os.O_WRONLY, 0)
		if err != nil {
			return // not everywhere
		}
		c := b.command(dir, args...)
		c.Stdout = full
		b.want(strings.Join(args, " ")+" >/dev/full", finish(c), 2, ": no space left on device")
		_ = full.Close()
		if args[0] == "fmt" {
			continue
		}
		c = exec.Command("sh", append([]string{"-c", `(trap "" PIPE; "$@"; echo status $? >&2) | true`, "sh", b.handoff}, args...)...)
		c.Dir = dir
		if r := finish(c); contains(r.text, "panic") || contains(r.text, "handoff:") {
			b.fail("%v with nobody to read it: %s", args, r.text)
		}
	}
	for _, flag := range []string{"compile -o /dev/full", "render -o /dev/full --format svg", "baseline -o /dev/full", "check --format json=/dev/full"} {
		b.want(flag, b.run(dir, strings.Fields(flag)...), 2, "cannot write /dev/full: no space left on device")
	}
}

// full runs a verb on a disk with less and less room left, where one can be made.
func (b *bench) full(t trial, template string, before map[string]string) {
	size := int64(0)
	for _, text := range before {
		size += (int64(len(text)) + 4095) / 4096 * 4096
	}
	for _, spare := range []int64{4 << 10, 32 << 10, 160 << 10} {
		mount := b.fresh("mount")
		if err := exec.Command("mount", "-t", "tmpfs", "-o", fmt.Sprintf("size=%d", size+spare), "handoff-faults", mount).Run(); err != nil {
			return // only root may
		}
		must(os.CopyFS(mount, os.DirFS(template)))
		r := b.run(mount, t.args...)
		what := fmt.Sprintf("%s with %d kB left", t.name, spare>>10)
		switch {
		case r.status == 2 && contains(r.text, "no space left on device"):
			b.same(what, before, mount)
		case r.status == 2:
			b.fail("%s: %s", what, shorten(r.text))
		}
		must(syscall.Unmount(mount, 0))
	}
}

// same holds a folder against what it was.
func (b *bench) same(what string, before map[string]string, dir string) {
	for name, text := range tree(dir) {
		if leftover(name) {
			b.fail("%s leaves %s", what, name)
		}
		if was, there := before[name]; there && was != text && text == "" {
			b.fail("%s empties %s", what, name)
		}
	}
	for name := range before {
		if _, err := os.Stat(filepath.Join(dir, name)); err != nil && !contains(name, "retired") {
			b.fail("%s loses %s", what, name)
		}
	}
}

func contains(text, part string) bool { return strings.Contains(text, part) }

// indexAfter is where the text goes on behind the first close that follows open.
func indexAfter(text, open, closing string) int {
	at := strings.Index(text, open)
	if at < 0 {
		return -1
	}
	end := strings.Index(text[at:], closing)
	if end < 0 {
		return -1
	}
	return at + end + len(closing)
}
