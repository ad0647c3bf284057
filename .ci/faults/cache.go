package main

import (
	"os"
	"path/filepath"
	"time"
)

// cache spoils what was kept of earlier runs, and the times of all files; nothing of that may show.
func (b *bench) cache() {
	dir := b.example("cached")
	build := []string{"build", "-o", "out", "--today", "2026-11-25"}
	status := b.run(dir, build...).status
	want := tree(filepath.Join(dir, "out"))
	again := func(what string) {
		must(os.RemoveAll(filepath.Join(dir, "out")))
		r := b.run(dir, build...)
		if d := differ(want, tree(filepath.Join(dir, "out"))); len(d) > 0 || r.status != status {
			b.fail("%s: status %d, it %v: %s", what, r.status, d, shorten(r.text))
		}
	}
	pictures := filepath.Join(b.scratch, "cache", "handoff", "pictures")
	each := func(spoil func(path string)) {
		for name := range tree(pictures) {
			spoil(filepath.Join(pictures, name))
		}
	}
	again("a warm cache")
	each(func(path string) { must(os.Truncate(path, 40)) })
	again("a cache of half pictures")
	each(func(path string) {
		edit(path, func(s string) string { return s[:len(s)-1] + "x" })
	})
	again("a cache with wrong pictures")
	each(func(path string) { must(os.WriteFile(path, nil, 0o666)) })
	again("a cache of empty files")
	each(func(path string) { must(os.Remove(path)); must(os.Mkdir(path, 0o777)) })
	again("a cache of folders")
	must(os.RemoveAll(pictures))
	write(pictures, "a file")
	again("a cache that is a file")
	must(os.RemoveAll(pictures))
	must(os.Symlink("/nowhere/at/all", pictures))
	again("a cache that leads nowhere")
	must(os.Remove(pictures))

	// The clock: everything was last changed in 1970, or will be in 2200.
	for _, year := range []int{1970, 2200} {
		when := time.Date(year, 1, 2, 0, 0, 0, 0, time.UTC)
		touch := func(root string) {
			for name := range tree(root) {
				must(os.Chtimes(filepath.Join(root, name), when, when))
			}
		}
		again("before the clock was changed")
		touch(dir)
		touch(filepath.Join(b.scratch, "cache"))
		b.want("an unchanged build, everything of another time", b.run(dir, build...), status, "nothing has changed")
		again("everything of another time")
	}
	for _, today := range []string{"0001-01-01", "1970-01-01", "2200-12-31", "9999-12-31"} {
		if r := b.run(dir, "check", "--today", today); r.status > 1 || r.status < 0 {
			b.fail("check --today %s: %s", today, shorten(r.text))
		}
	}
}
