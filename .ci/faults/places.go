package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
)

// places are outputs that cannot be written, and inputs that cannot be read, with permissions and without.
func (b *bench) places() {
	dir := b.example("places")
	write(filepath.Join(dir, "file"), "a file\n")
	b.want("build into a file", b.run(dir, "build", "-o", "file"), 2, "file")
	b.want("build below a file", b.run(dir, "build", "-o", "file/out"), 2, "not a directory")
	b.want("compile into a folder", b.run(dir, "compile", "-o", "."), 2, "cannot write .: it is a directory")
	b.want("compile into nowhere", b.run(dir, "compile", "-o", "no/map.json"), 2, "no such file or directory")

	// A folder that is a file, and a page that is a folder.
	write(filepath.Join(dir, "out", "docs"), "in the way\n")
	b.want("a file in the way", b.run(dir, "build", "-o", "out"), 2, "a file of that name is in the way")
	must(os.RemoveAll(filepath.Join(dir, "out")))
	must(os.MkdirAll(filepath.Join(dir, "out", "docs", "README.md"), 0o777))
	b.want("a folder in the way", b.run(dir, "build", "-o", "out"), 2, "docs/README.md was not written by handoff")
	must(os.RemoveAll(filepath.Join(dir, "out")))

	b.named(dir)
	b.vanishing()
	if os.Getuid() == 0 {
		b.permissions()
	}
}

// named are things called like files of a map that are none.
func (b *bench) named(template string) {
	dir := b.fresh("named")
	must(os.CopyFS(dir, os.DirFS(template)))
	must(syscall.Mkfifo(filepath.Join(dir, "pipe.handoff.hcl"), 0o666))
	for name, target := range map[string]string{"nowhere.handoff.hcl": "nothing", "circle.handoff.hcl": "circle.handoff.hcl", "zero.handoff.hcl": "/dev/zero", "outside.handoff.hcl": "/etc/passwd"} {
		must(os.Symlink(target, filepath.Join(dir, name)))
	}
	must(os.Mkdir(filepath.Join(dir, "folder.handoff.hcl"), 0o777))
	write(filepath.Join(dir, "big.handoff.hcl"), "")
	must(os.Truncate(filepath.Join(dir, "big.handoff.hcl"), 2<<30))
	for name, says := range map[string]string{
		"pipe": "neither a file nor a directory", "nowhere": "there is no file", "circle": "a link that leads in a circle", "big": "larger than 8 MB",
	} {
		b.want(name, b.run(dir, "check", name+".handoff.hcl"), 2, says)
	}
	for _, says := range []string{"nowhere.handoff.hcl: it is a link that leads nowhere", "outside.handoff.hcl: it is a link that leads outside the workspace", "zero.handoff.hcl: it is a link that leads outside the workspace", "pipe.handoff.hcl: it is neither a file nor a directory"} {
		b.want("all of them", b.run(dir, "check"), 2, says)
	}
	b.want("fmt of a pipe", b.run(dir, "fmt", "pipe.handoff.hcl"), 2, "it is no regular file")
	b.want("fmt of a device", b.run(dir, "fmt", "/dev/zero"), 2, "it is no regular file")
	b.want("fmt of all", b.run(dir, "fmt", "--check"), 2, "big.handoff.hcl cannot be read: it is larger than 8 MB")
	b.want("a baseline without end", b.run(dir, "check", "--baseline", "/dev/zero"), 2, "larger than")
	b.want("figures without end", b.run(dir, "docs", "-o", "o", "--measured", "/dev/zero"), 2, "--measured")
	b.want("a table without end", b.run(dir, "import", "raci", "/dev/zero"), 2, "larger than")

	// A thousand links: to files and folders, in circles, out of the workspace, to nowhere.
	dir = b.fresh("links")
	must(os.CopyFS(dir, os.DirFS(template)))
	want := b.run(dir, "compile").text
	for i := range 1000 {
		target := []string{".", "..", "/", "nothing", "handoff.hcl", "a/b/c"}[i%6]
		must(os.Symlink(target, filepath.Join(dir, "link"+strings.Repeat("x", i%50)+string(rune('a'+i%26))+itoa(i))))
	}
	if got := b.run(dir, "compile"); got.text != want {
		b.fail("a thousand links change the map: %s", shorten(got.text))
	}
	b.want("fmt among a thousand links", b.run(dir, "fmt"), 0, "")
}

func itoa(i int) string {
	return string(rune('0'+i/100%10)) + string(rune('0'+i/10%10)) + string(rune('0'+i%10))
}

// vanishing reads maps whose files come, go, grow and become folders while they are read.
func (b *bench) vanishing() {
	dir := b.example("vanishing")
	stop := make(chan bool)
	stopped := make(chan bool)
	go func() {
		defer close(stopped)
		for i := 0; ; i++ {
			select {
			case <-stop:
				return
			default:
			}
			sub := filepath.Join(dir, "sub", itoa(i%7))
			file := filepath.Join(sub, "x.handoff.hcl")
			_ = os.MkdirAll(sub, 0o777)
			_ = os.WriteFile(file, []byte("role \"x"+itoa(i%7)+"\" {\n  title = \"X\"\n}\n"), 0o666)
			switch i % 3 {
			case 0:
				_ = os.RemoveAll(file)
				_ = os.MkdirAll(file, 0o777)
			case 1:
				_ = os.Truncate(file, int64(i%5)<<20)
			}
			_ = os.RemoveAll(sub)
		}
	}()
	for range 8 {
		for _, args := range [][]string{{"check"}, {"fmt"}, {"compile", "-o", "/dev/null"}} {
			r := b.run(dir, args...)
			if r.status < 0 || contains(r.text, "panic") || contains(r.text, "goroutine ") || contains(r.text, "internal") {
				b.fail("%v of files that come and go: %d %s", args, r.status, shorten(r.text))
			}
		}
	}
	close(stop)
	<-stopped
}

// permissions runs as nobody, whom they bind.
func (b *bench) permissions() {
	cache := b.fresh("nobody's cache")
	must(os.Chmod(cache, 0o777))
	as := func(dir string, args ...string) result {
		c := b.command(dir, args...)
		c.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: 65534, Gid: 65534}}
		c.Env = append(os.Environ(), "XDG_CACHE_HOME="+cache, "HOME="+cache)
		return finish(c)
	}
	prepare := func(name string) string {
		dir := b.example(name)
		_ = exec.Command("chown", "-R", "65534:65534", dir).Run()
		for d := dir; d != "/"; d = filepath.Dir(d) { // what leads there has to let nobody through
			if info, err := os.Stat(d); err == nil {
				_ = os.Chmod(d, info.Mode().Perm()|0o055)
			}
		}
		return dir
	}
	dir := prepare("unreadable")
	if r := as(dir, "version"); r.status != 0 {
		return // the program itself is out of reach for nobody
	}
	must(os.Chmod(filepath.Join(dir, "more.handoff.hcl"), 0))
	b.want("a source that may not be read", as(dir, "check"), 2, "more.handoff.hcl: permission denied")
	b.want("fmt of a source that may not be read", as(dir, "fmt"), 2, "more.handoff.hcl may not be read: permission denied")
	if r := as(dir, "fmt", "--check"); contains(r.text, "would be changed") {
		b.fail("fmt leaves the others alone: %s", r.text)
	}

	dir = prepare("locked folder")
	must(os.MkdirAll(filepath.Join(dir, "secret"), 0o000))
	b.want("a folder that may not be read", as(dir, "check"), 2, "secret: permission denied")
	b.want("fmt of a folder that may not be read", as(dir, "fmt"), 2, "secret may not be read: permission denied")

	dir = prepare("read-only")
	b.want("to begin with", as(dir, "docs", "-o", "wiki"), 0, "wrote wiki")
	must(os.Chmod(filepath.Join(dir, "wiki"), 0o555))
	b.want("an unchanged folder that is read-only", as(dir, "docs", "-o", "wiki"), 0, "nothing has changed")
	b.want("its check", as(dir, "docs", "-o", "wiki", "--check"), 0, "is current")
	edit(filepath.Join(dir, "more.handoff.hcl"), func(s string) string { return strings.ReplaceAll(s, "Spare role", "Other role") })
	before := tree(dir)
	b.want("a read-only folder", as(dir, "docs", "-o", "wiki"), 2, "permission denied")
	must(os.Chmod(filepath.Join(dir, "wiki"), 0o777))
	must(os.Chmod(filepath.Join(dir, "wiki", "role"), 0o555))
	b.want("a read-only folder below", as(dir, "docs", "-o", "wiki"), 2, "cannot write role/spare.md: permission denied")
	if d := differ(before, tree(dir)); len(d) > 0 {
		b.fail("a read-only folder below: it %v", d)
	}
	must(os.Chmod(filepath.Join(dir, "wiki", "role"), 0o777))
	must(os.Chmod(filepath.Join(dir, "wiki", "role", "spare.md"), 0))
	b.want("a page that may not be read", as(dir, "docs", "-o", "wiki"), 2, "role/spare.md: permission denied")
	must(os.Chmod(filepath.Join(dir, "more.handoff.hcl"), 0o444))
	b.want("a source that may not be written", as(dir, "fmt"), 2, "more.handoff.hcl: it is read-only")

	// Without a cache, and with one that is a file.
	must(os.Chmod(cache, 0o555))
	dir = prepare("no cache")
	b.want("a cache that may not be written", as(dir, "render", "-o", "map.svg"), 0, "")
}
