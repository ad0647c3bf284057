// Package revision reads a map as it was at a git revision: from the objects of the repository, without a checkout, so that nothing in the
// working tree is touched and a bare-bones CI job can do it.
//
// It asks git itself, by `ls-tree` and one `cat-file --batch` that answers for as long as it is asked: that is faster than any library for it, and
// knows every format of repository there is.
package revision

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path"
	"slices"
	"strconv"
	"strings"
	"sync"

	"handoff/cmd/internal/workspace"
	"handoff/lang"
)

// Load reads the map that a workspace held at a revision. It fails where there is no such revision, with the command that gets it; that the
// workspace was not there yet, or empty, is no failure: then there was no map.
func Load(w *workspace.Workspace, name string) (*lang.Map, error) {
	r, prefix, err := open(w.Root, name)
	if err != nil {
		return nil, err
	}
	defer r.close()
	id := path.Clean("/" + prefix)
	tree, err := r.tree(id)
	if err != nil {
		return nil, err
	}
	m := lang.Load(tree, lang.Options{ID: id, Import: r.open})
	return m, r.failure
}

// Revision is a commit of a repository.
type revision struct {
	root   string // a directory inside the repository
	commit string

	mutex   sync.Mutex
	batch   *exec.Cmd
	ask     io.WriteCloser
	answers *bufio.Reader
	// failure is why git could not give an object that the tree names.
	failure error
}

// open finds the commit, and where in the repository the directory lies.
func open(dir, name string) (r *revision, prefix string, err error) {
	r = &revision{root: dir}
	out, err := r.git("rev-parse", "--show-prefix")
	switch {
	case errors.Is(err, exec.ErrNotFound):
		return nil, "", errors.New("--since needs git, and there is no git on the PATH")
	case err != nil && strings.Contains(err.Error(), "not a git repository"):
		return nil, "", fmt.Errorf("%s is in no git repository, so that there is no earlier version of the map to compare with", dir)
	case err != nil:
		return nil, "", fmt.Errorf("git cannot look into %s: %w", dir, err)
	}
	prefix = strings.TrimSuffix(out, "\n")
	commit, err := r.git("rev-parse", "--verify", "--quiet", "--end-of-options", name+"^{commit}")
	if err != nil || name == "" {
		return nil, "", r.unknown(name)
	}
	r.commit = strings.TrimSpace(commit)
	return r, prefix, nil
}

// git runs a command and returns what it says.
func (r *revision) git(args ...string) (string, error) {
	cmd := r.command(args...)
	var problem bytes.Buffer
	cmd.Stderr = &problem
	out, err := cmd.Output()
	if text := strings.TrimSpace(problem.String()); err != nil && text != "" {
		line, _, _ := strings.Cut(text, "\n")
		err = errors.New(strings.TrimPrefix(line, "fatal: "))
	}
	return string(out), err
}

// harmless are settings that win over those of the repository, which came with the map and may be as hostile: a repository may name programs
// to be run. A folder that merely looks like the inside of a repository is none.
var harmless = []string{"-c", "core.fsmonitor=false", "-c", "core.hooksPath=" + os.DevNull, "-c", "safe.bareRepository=explicit"}

// command is a git command in the repository. A hook tells its children which repository it runs for; we look for that of the map.
//
// Nothing is ever fetched: to get what a partial clone lacks, git would run the program that the repository's own settings name (as
// remote.*.uploadpack, core.sshCommand or an ext:: address). Old versions know only the second of the two variables that forbid it.
func (r *revision) command(args ...string) *exec.Cmd {
	cmd := exec.Command("git", append(append([]string{"-C", r.root}, harmless...), args...)...)
	cmd.Env = slices.DeleteFunc(os.Environ(), func(v string) bool {
		name, _, _ := strings.Cut(v, "=")
		return slices.Contains([]string{"GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_COMMON_DIR", "GIT_OBJECT_DIRECTORY"}, name)
	})
	cmd.Env = append(cmd.Env, "LC_ALL=C", "GIT_OPTIONAL_LOCKS=0", "GIT_TERMINAL_PROMPT=0", "GIT_NO_LAZY_FETCH=1", "GIT_ALLOW_PROTOCOL=none")
	return cmd
}

// tree lists a directory of the commit, given by its path in the repository from "/". One that was not there is empty.
func (r *revision) tree(dir string) (*files, error) {
	at := r.commit + ":" + strings.TrimPrefix(dir, "/")
	if kind, err := r.git("cat-file", "-t", at); err != nil || strings.TrimSpace(kind) != "tree" {
		return newFiles(r), nil
	}
	out, err := r.git("ls-tree", "-r", "-l", "-z", "--full-tree", at)
	if err != nil {
		return nil, r.lacking(fmt.Errorf("git cannot list the map as it was: %w", err))
	}
	t := newFiles(r)
	for entry := range strings.SplitSeq(strings.TrimSuffix(out, "\x00"), "\x00") {
		about, name, ok := strings.Cut(entry, "\t")
		words := strings.Fields(about) // mode, type, id, size
		if ok && len(words) == 4 && words[1] == "blob" && fs.ValidPath(name) {
			size, _ := strconv.ParseInt(words[3], 10, 64)
			t.add(name, words[2], size, words[0] == "120000")
		}
	}
	return t, nil
}

// open opens a directory that an import names. What lies outside the repository has no earlier version.
func (r *revision) open(from, source string) (fs.FS, string, error) {
	if path.IsAbs(source) {
		return nil, "", errors.New("write it relative to the root of the workspace")
	}
	depth := strings.Count(strings.Trim(from, "/"), "/") + 1
	if from == "/" {
		depth = 0
	}
	if up := strings.Count(path.Clean(source)+"/", "../"); up > depth {
		return nil, "", errors.New("it lies outside the repository")
	}
	dir := path.Join(from, source)
	t, err := r.tree(dir)
	if err != nil {
		return nil, "", err
	}
	return t, dir, nil
}

// read returns an object; of one that is larger than any map it returns only the beginning.
func (r *revision) read(id string) (data []byte, err error) {
	r.mutex.Lock()
	defer r.mutex.Unlock()
	defer func() {
		if err != nil && r.failure == nil {
			r.failure = r.lacking(fmt.Errorf("git cannot read the map as it was: %w", err))
		}
	}()
	if r.batch == nil {
		if err := r.start(); err != nil {
			return nil, err
		}
	}
	if _, err := fmt.Fprintln(r.ask, id); err != nil {
		return nil, err
	}
	header, err := r.answers.ReadString('\n')
	if err != nil {
		return nil, err
	}
	var size int64
	if _, err := fmt.Sscanf(header, id+" blob %d\n", &size); err != nil {
		return nil, fmt.Errorf("object %s: %s", id, strings.TrimSpace(strings.TrimPrefix(header, id)))
	}
	data, err = io.ReadAll(io.LimitReader(r.answers, min(size, lang.MaxFileBytes+1)))
	if err == nil {
		_, err = io.CopyN(io.Discard, r.answers, size-int64(len(data))+1) // and the line end that follows
	}
	return data, err
}

func (r *revision) start() error {
	r.batch = r.command("cat-file", "--batch")
	ask, err := r.batch.StdinPipe()
	if err != nil {
		return err
	}
	answers, err := r.batch.StdoutPipe()
	if err != nil {
		return err
	}
	r.ask, r.answers = ask, bufio.NewReader(answers)
	return r.batch.Start()
}

func (r *revision) close() {
	if r.batch != nil && r.batch.Process != nil {
		_ = r.ask.Close()
		_, _ = io.Copy(io.Discard, r.answers)
		_ = r.batch.Wait()
	}
}
