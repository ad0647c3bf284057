package layout

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"

	"handoff/render/output/place"
)

// Where the layout program is: beside this executable, where `go install handoff/cmd/...` puts it; else on PATH. A handoff that runs
// from its source (`go run`, `go test`) has neither, or an old one on PATH: it builds the worker from the same source, once, into the
// user's cache directory, under a name made from that source.

const name = "handoff-layout"

// Program returns the path of the layout program. It returns an error that wraps ErrNoWorker where there is none.
func (e *Engine) Program(ctx context.Context) (string, error) { return e.locate(ctx) }

// locate returns the path of the layout program and remembers it.
func (e *Engine) locate(ctx context.Context) (string, error) {
	e.find.Lock()
	defer e.find.Unlock()
	if e.program != "" {
		return e.program, nil
	}
	path, err := e.search(ctx)
	if err == nil {
		e.program = path
	}
	return path, err
}

func (e *Engine) search(ctx context.Context) (string, error) {
	if e.Worker != "" {
		path, err := exec.LookPath(e.Worker)
		if err != nil {
			return "", fmt.Errorf("%w (%s)", ErrNoWorker, err)
		}
		return path, nil
	}
	self, _ := os.Executable()
	if real, err := filepath.EvalSymlinks(self); err == nil {
		self = real
	}
	beside := filepath.Join(filepath.Dir(self), executable(name))
	if info, err := os.Stat(beside); err == nil && info.Mode().IsRegular() {
		return beside, nil
	}
	onPath, err := exec.LookPath(name)
	if err != nil {
		onPath = "" // that of the current directory has a name, and exec.ErrDot: the map may lie there
	}
	source, fromSource := sourceRoot()
	if onPath != "" && !(fromSource && temporary(self)) {
		return onPath, nil
	}
	if !fromSource {
		return "", ErrNoWorker
	}
	built, err := e.build(ctx, source)
	if err != nil && onPath != "" {
		return onPath, nil
	}
	return built, err
}

// temporary reports whether path is where `go run` and `go test` put their executables.
func temporary(path string) bool {
	for part := range strings.SplitSeq(filepath.ToSlash(path), "/") {
		if strings.HasPrefix(part, "go-build") {
			return true
		}
	}
	return false
}

// sourceRoot returns the directory of this module's source, if it is still where this program was compiled.
func sourceRoot() (string, bool) {
	_, file, _, ok := runtime.Caller(0)
	if !ok || !filepath.IsAbs(file) {
		return "", false
	}
	root := filepath.Join(filepath.Dir(file), "..", "..")
	mod, err := os.ReadFile(filepath.Join(root, "go.mod"))
	if err != nil || !strings.HasPrefix(string(mod), "module handoff\n") {
		return "", false
	}
	_, err = os.Stat(filepath.Join(root, "cmd", name))
	return root, err == nil
}

// build compiles the worker into the cache, unless it is there already. Concurrent builds do not harm each other: each has a directory of its
// own and renames its result into place.
func (e *Engine) build(ctx context.Context, root string) (string, error) {
	cache, err := e.cache()
	if err != nil {
		return "", err
	}
	key, err := sourceKey(root)
	if err != nil {
		return "", err
	}
	dir := filepath.Join(cache, "worker-"+key)
	target := filepath.Join(dir, executable(name))
	if _, err := os.Stat(target); err == nil {
		return target, nil
	}
	gocmd, err := exec.LookPath("go")
	if err != nil {
		return "", fmt.Errorf("%w (it cannot be built here: %s)", ErrNoWorker, err)
	}
	e.notify("building the layout worker once, into %s …", dir)
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return "", fmt.Errorf("there is no place for the layout worker: %w", err)
	}
	tmp, err := os.MkdirTemp(dir, "build-")
	if err != nil {
		return "", fmt.Errorf("there is no place for the layout worker: %w", err)
	}
	defer os.RemoveAll(tmp)
	made := filepath.Join(tmp, executable(name))
	cmd := exec.CommandContext(ctx, gocmd, "build", "-buildvcs=false", "-o", made, "./cmd/"+name)
	cmd.Dir = root
	cmd.Env = append(os.Environ(), "GOOS="+runtime.GOOS, "GOARCH="+runtime.GOARCH)
	if out, err := cmd.CombinedOutput(); err != nil {
		return "", fmt.Errorf("%w (building it failed: %s: %s)", ErrNoWorker, err, strings.TrimSpace(string(out)))
	}
	if err := os.Rename(made, target); err != nil {
		if _, there := os.Stat(target); there != nil {
			return "", fmt.Errorf("putting the layout worker into place: %w", err)
		}
	}
	return target, nil
}

// sourceKey names a build by what goes into it: the worker's source, the module's requirements, and the compiler.
func sourceKey(root string) (string, error) {
	h := sha256.New()
	fmt.Fprintln(h, runtime.Version(), runtime.GOOS, runtime.GOARCH)
	for _, file := range []string{"go.mod", filepath.Join("cmd", name, "main.go")} {
		text, err := os.ReadFile(filepath.Join(root, file))
		if err != nil {
			return "", err
		}
		if file == "go.mod" {
			text = requirements(text)
		}
		h.Write(text)
	}
	return hex.EncodeToString(h.Sum(nil))[:16], nil
}

// requirements keeps the lines of go.mod that the worker is built from, so that an unrelated dependency does not cost a build.
func requirements(mod []byte) []byte {
	var kept []string
	for line := range strings.Lines(string(mod)) {
		if strings.Contains(line, "goccy/go-graphviz") || strings.Contains(line, "tetratelabs/wazero") {
			kept = append(kept, line)
		}
	}
	return []byte(strings.Join(kept, ""))
}

// cache returns the directory this engine keeps its files in: in the user's cache directory, or where there is none that can be
// written to (a container without a home, a service's user), or others can write to it as well, in a temporary one that Close removes: programs
// are run from it. Call it with e.find locked.
func (e *Engine) cache() (string, error) {
	if e.Cache != "" {
		return e.Cache, nil
	}
	if e.temporary != "" {
		return e.temporary, nil
	}
	dir, err := os.UserCacheDir()
	if err == nil {
		dir = filepath.Join(dir, "handoff")
		if err = writable(dir); err == nil {
			if err = place.Own(dir); err == nil {
				return dir, nil
			}
		}
	}
	temporary, tmpErr := os.MkdirTemp("", "handoff-")
	if tmpErr != nil {
		return "", fmt.Errorf("there is no place for the layout worker's files: neither the user's cache directory (%w) nor a temporary one (%w) can be written to", err, tmpErr)
	}
	e.temporary = temporary
	return temporary, nil
}

// writable makes a directory, and reports why nothing can be written in it.
func writable(dir string) error {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return err
	}
	probe, err := os.MkdirTemp(dir, "probe-")
	if err != nil {
		return err
	}
	return os.Remove(probe)
}

// forget removes the temporary directory, if there is one, and what was found in it.
func (e *Engine) forget() {
	e.find.Lock()
	defer e.find.Unlock()
	if e.temporary == "" {
		return
	}
	_ = os.RemoveAll(e.temporary)
	e.temporary, e.program = "", ""
}

func executable(name string) string {
	if runtime.GOOS == "windows" {
		return name + ".exe"
	}
	return name
}
