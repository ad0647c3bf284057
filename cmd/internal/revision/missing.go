package revision

import (
	"fmt"
	"strconv"
	"strings"

	"handoff/lang/lazyregexp"
)

// What to do about a revision that is not there. CI systems fetch one commit and no more, unless they are told; so the message names the
// command, and the setting, that gets what is missing.

var (
	behindHead = lazyregexp.New(`^(?:HEAD|@)((?:~[0-9]*|\^)+)$`)
	steps      = lazyregexp.New(`~([0-9]*)|\^`)
	objectName = lazyregexp.New(`^[0-9a-f]{40}([0-9a-f]{24})?$`)
	branchName = lazyregexp.New(`^[A-Za-z0-9][A-Za-z0-9._/-]*$`)
)

// unknown is the error for a revision that is not in the repository.
func (r *revision) unknown(name string) error {
	if name == "" {
		return fmt.Errorf("--since wants a revision, such as origin/main or HEAD~1")
	}
	shallow, _ := r.git("rev-parse", "--is-shallow-repository")
	if strings.TrimSpace(shallow) != "true" {
		return fmt.Errorf("there is no revision %q in this repository%s", name, fetchHint(name, "; if it is on the server: git fetch ", ""))
	}
	count, _ := r.git("rev-list", "--count", "HEAD")
	here := fmt.Sprintf("there is no revision %q in this clone, which is shallow: only the last %s commit(s) were fetched", name, strings.TrimSpace(count))
	const all = "or all of it: git fetch --unshallow (in CI: fetch-depth: 0 for actions/checkout, GIT_DEPTH: \"0\" in GitLab)"
	if depth := depthOf(name); depth > 0 {
		return fmt.Errorf("%s; fetch %d: git fetch --depth=%d (in CI: fetch-depth: %d for actions/checkout, GIT_DEPTH: \"%d\" in GitLab), %s", here, depth, depth, depth, depth, all)
	}
	return fmt.Errorf("%s%s, %s", here, fetchHint(name, "; fetch it: git fetch ", "--depth=1 "), all)
}

// lacking explains an error by what a partial clone left on the server, if this is one.
func (r *revision) lacking(err error) error {
	if promisors, _ := r.git("config", "--get-regexp", `^remote\..*\.promisor$`); promisors == "" {
		return err
	}
	return fmt.Errorf("this clone is partial: files of that revision were never fetched, and check uses no network; fetch them: git fetch --refetch --no-filter (in CI: no filter for actions/checkout, no --filter in GIT_FETCH_EXTRA_FLAGS in GitLab)")
}

// depthOf is how many commits must be there for a revision that counts from HEAD; 0 for any other.
func depthOf(name string) int {
	m := behindHead.FindStringSubmatch(name)
	if m == nil {
		return 0
	}
	depth := 1
	for _, s := range steps.FindAllStringSubmatch(m[1], -1) {
		n := 1
		if s[1] != "" {
			n, _ = strconv.Atoi(s[1])
		}
		depth += n
	}
	return depth
}

// fetchHint is the command that fetches a revision, if it can be told from its name.
func fetchHint(name, before, depth string) string {
	remote, branch, ok := strings.Cut(name, "/")
	switch {
	case objectName.MatchString(name):
		return before + depth + "origin " + name
	case !branchName.MatchString(name):
		return ""
	case ok && (remote == "origin" || remote == "upstream"):
		return fmt.Sprintf("%s%s%s %s:refs/remotes/%s/%s", before, depth, remote, branch, remote, branch)
	}
	return fmt.Sprintf("%s%sorigin %s:refs/remotes/origin/%s, and say --since origin/%s", before, depth, name, name, name)
}
