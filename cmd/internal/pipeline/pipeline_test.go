// Package pipeline holds the definitions for CI systems (a GitHub action, a GitLab template, pre-commit hooks) to what they promise: it runs their
// steps as those systems would. It has only tests.
package pipeline

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"go.yaml.in/yaml/v3"
)

func root(t *testing.T) string {
	t.Helper()
	dir, err := filepath.Abs(filepath.Join("..", "..", ".."))
	require.NoError(t, err)
	return dir
}

func read(t *testing.T, file string, into any) {
	t.Helper()
	if _, err := exec.LookPath("bash"); err != nil || runtime.GOOS == "windows" {
		t.Skip("these are scripts for bash")
	}
	text, err := os.ReadFile(filepath.Join(root(t), filepath.FromSlash(file)))
	require.NoError(t, err)
	require.NoError(t, yaml.Unmarshal(text, into))
}

// run runs a script in a folder and returns what it printed, and its exit status.
func run(t *testing.T, dir string, env map[string]string, shell ...string) (string, int) {
	t.Helper()
	cmd := exec.Command(shell[0], shell[1:]...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "GOFLAGS="+strings.TrimSpace(os.Getenv("GOFLAGS")+" -ldflags=-w")) // what only debuggers read takes half of linking
	for k, v := range env {
		cmd.Env = append(cmd.Env, k+"="+v)
	}
	out, err := cmd.CombinedOutput()
	if err != nil {
		require.ErrorAs(t, err, new(*exec.ExitError))
	}
	return string(out), cmd.ProcessState.ExitCode()
}

// archive packs sources as a release does: in one folder. They are those of a program that tells how it was called, since building the real one
// from another folder takes long.
func archive(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range map[string]string{
		"go.mod":              "module handoff\n",
		"cmd/handoff/main.go": "package main\n\nimport (\n\t\"fmt\"\n\t\"os\"\n)\n\nfunc main() { fmt.Printf(\"called %q\\n\", os.Args[1:]) }\n",
	} {
		file := filepath.Join(dir, "handoff-1.2.3", filepath.FromSlash(name))
		require.NoError(t, os.MkdirAll(filepath.Dir(file), 0o777))
		require.NoError(t, os.WriteFile(file, []byte(text), 0o666))
	}
	file := filepath.Join(dir, "handoff-1.2.3.tar.gz")
	said, status := run(t, dir, nil, "tar", "-czf", file, "handoff-1.2.3")
	require.Equal(t, 0, status, said)
	return file
}

// project is a repository of somebody's, with a map in a folder.
func project(t *testing.T, example string) string {
	t.Helper()
	dir := t.TempDir()
	require.NoError(t, os.Mkdir(filepath.Join(dir, ".git"), 0o777))
	require.NoError(t, os.CopyFS(filepath.Join(dir, "maps"), os.DirFS(filepath.Join(root(t), "examples", example))))
	return dir
}

type action struct {
	Inputs map[string]struct{ Default string }
	Runs   struct {
		Steps []struct {
			Name, Shell, Run, Uses string
			Env                    map[string]string
		}
	}
}

// act runs the steps of the action as the runner does, until one fails. A folder for temporary files that is used again spares building again.
func act(t *testing.T, temp string, inputs map[string]string, dir string) (log, summary string, outputs map[string]string, status int) {
	t.Helper()
	var a action
	read(t, ".github/actions/check/action.yml", &a)
	_ = os.Remove(filepath.Join(temp, "output"))
	_ = os.Remove(filepath.Join(temp, "summary"))
	env := map[string]string{
		"RUNNER_TEMP": temp, "GITHUB_ACTION_PATH": filepath.Join(root(t), ".github", "actions", "check"),
		"GITHUB_OUTPUT": filepath.Join(temp, "output"), "GITHUB_STEP_SUMMARY": filepath.Join(temp, "summary"),
	}
	for _, s := range a.Runs.Steps {
		if s.Uses != "" {
			continue
		}
		require.Equal(t, "bash", s.Shell)
		assert.NotContains(t, s.Run, "${{", "what others write is never put into a script")
		step := map[string]string{}
		for k, v := range env {
			step[k] = v
		}
		for k, v := range s.Env {
			name := strings.TrimSuffix(strings.TrimPrefix(v, "${{ inputs."), " }}")
			input, known := a.Inputs[name]
			require.True(t, known, v)
			step[k] = input.Default
			if given, ok := inputs[name]; ok {
				step[k] = given
			}
		}
		var said string
		said, status = run(t, dir, step, "bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", s.Run)
		log += said
		if status != 0 {
			break
		}
	}
	read := func(name string) string {
		text, _ := os.ReadFile(filepath.Join(temp, name))
		return string(text)
	}
	outputs = map[string]string{"sarif text": read("handoff.sarif")}
	for line := range strings.Lines(read("output")) {
		k, v, _ := strings.Cut(strings.TrimSpace(line), "=")
		outputs[k] = v
	}
	return log, read("summary"), outputs, status
}

func TestGitHubAction(t *testing.T) {
	temp := t.TempDir()
	log, summary, outputs, status := act(t, temp, map[string]string{"map": "maps"}, project(t, "broken"))
	assert.Equal(t, 1, status, log)
	assert.Equal(t, "1", outputs["status"])
	assert.Regexp(t, `(?m)^::error file=maps/\w+\.handoff\.hcl,line=`, log)
	assert.Regexp(t, `::group::All findings\n::stop-commands::([0-9a-f]{32})\n`, log)
	assert.Regexp(t, `\nchecked .*\n::[0-9a-f]{32}::\n::endgroup::\n$`, log)
	assert.Contains(t, summary, "### handoff check: ")
	assert.True(t, json.Valid([]byte(outputs["sarif text"])))
	assert.Contains(t, outputs["sarif text"], `"uri": "maps/work.handoff.hcl"`)
	assert.Equal(t, filepath.Join(temp, "handoff.sarif"), outputs["sarif"])

	log, _, _, status = act(t, temp, map[string]string{"map": "\nmaps/work.handoff.hcl\nmaps/people.handoff.hcl\n"}, project(t, "broken"))
	assert.Equal(t, 1, status, log)
	assert.Contains(t, log, "more not shown")

	log, summary, outputs, status = act(t, temp, map[string]string{"map": "maps", "fail-on": "info"}, project(t, "itil"))
	assert.Equal(t, 0, status, log)
	assert.Equal(t, "0", outputs["status"])
	assert.NotContains(t, log, "::error")
	assert.Contains(t, summary, "### handoff check: no problems")

	log, _, outputs, status = act(t, temp, map[string]string{"map": "nowhere"}, project(t, "itil"))
	assert.Equal(t, 2, status, log)
	assert.Equal(t, "2", outputs["status"])
}

func TestGitHubActionFromAnArchive(t *testing.T) {
	log, _, outputs, status := act(t, t.TempDir(), map[string]string{"archive": archive(t), "fail-on": "warning", "since": "main"}, t.TempDir())
	assert.Equal(t, 0, status, log)
	assert.Equal(t, "0", outputs["status"])
	assert.Contains(t, log, `"--fail-on" "warning" "--since" "main" "--" "."]`)

	log, _, _, status = act(t, t.TempDir(), map[string]string{"archive": archive(t), "sha256": strings.Repeat("0", 64)}, t.TempDir())
	assert.NotEqual(t, 0, status, log)
	assert.NotContains(t, log, "called", "this is not the archive that was meant")
	log, _, _, status = act(t, t.TempDir(), map[string]string{"archive": "https://archive.invalid/handoff.tar.gz"}, t.TempDir())
	assert.Equal(t, 2, status, log)
	assert.Contains(t, log, "give the sha256")
}

func TestGitLabTemplate(t *testing.T) {
	var template struct {
		Job struct {
			Variables map[string]string
			Script    []string
			Artifacts struct {
				Paths   []string
				Reports map[string]string
			}
		} `yaml:"handoff-check"`
	}
	read(t, ".gitlab/handoff.gitlab-ci.yml", &template)
	job := template.Job
	pipeline := func(dir, source string, variables map[string]string) (string, int) {
		env := map[string]string{"CI_PROJECT_DIR": source}
		for k, v := range job.Variables {
			env[k] = v
		}
		for k, v := range variables {
			_, known := job.Variables[k]
			require.True(t, known, k)
			env[k] = v
		}
		return run(t, dir, env, "bash", "-eo", "pipefail", "-c", strings.Join(job.Script, "\n"))
	}
	dir := project(t, "broken")
	log, status := pipeline(dir, root(t), map[string]string{"HANDOFF_MAP": "maps"}) // the template in handoff's own repository builds what is there
	assert.Equal(t, 1, status, log)
	assert.Contains(t, log, "error[handoff/orphan-output]: Output goes nowhere")
	for _, file := range append(job.Artifacts.Paths, job.Artifacts.Reports["codequality"], job.Artifacts.Reports["junit"]) {
		assert.FileExists(t, filepath.Join(dir, file))
	}
	text, err := os.ReadFile(filepath.Join(dir, job.Artifacts.Reports["codequality"]))
	require.NoError(t, err)
	assert.Contains(t, string(text), `"path": "maps/work.handoff.hcl"`)

	log, status = pipeline(dir, dir, map[string]string{"HANDOFF_SOURCE": archive(t), "HANDOFF_FAIL_ON": "warning", "HANDOFF_BASELINE": "baseline.json"})
	assert.Equal(t, 0, status, log)
	assert.Contains(t, log, `"--fail-on" "warning" "--baseline" "baseline.json" "--" "."]`)

	repository := t.TempDir()
	said, status := run(t, repository, nil, "bash", "-ec", `tar -xzf "$1" --strip-components=1 && git init -q -b main && git add . && git -c user.name=x -c user.email=x@example.com commit -qm x`, "-", archive(t))
	require.Equal(t, 0, status, said)
	log, status = pipeline(dir, dir, map[string]string{"HANDOFF_SOURCE": "file://" + repository, "HANDOFF_REF": "main"})
	assert.Equal(t, 0, status, log)
	assert.Contains(t, log, `called ["version"]`)
}

func TestPreCommitHooks(t *testing.T) {
	var hooks []struct {
		ID, Language, Entry, Files string
	}
	read(t, ".pre-commit-hooks.yaml", &hooks)
	require.NotEmpty(t, hooks)
	bin := t.TempDir()
	said, status := run(t, root(t), map[string]string{"GOBIN": bin}, "go", "install", "./cmd/handoff") // pre-commit installs ./...
	require.Equal(t, 0, status, said)
	for _, h := range hooks {
		assert.Equal(t, "golang", h.Language)
		pattern := regexp.MustCompile(h.Files)
		assert.True(t, pattern.MatchString("maps/selling.handoff.hcl") && pattern.MatchString("handoff.hcl") && pattern.MatchString("maps/handoff.hcl"))
		assert.False(t, pattern.MatchString("main.tf") || pattern.MatchString("xhandoff.hcl") || pattern.MatchString("a.handoff.hcl.md"))
		words := strings.Fields(h.Entry)
		words[0] = filepath.Join(bin, words[0])
		dir := project(t, "itil")
		files, err := filepath.Glob(filepath.Join(dir, "maps", "*.hcl"))
		require.NoError(t, err)
		said, status := run(t, dir, nil, append(words, files...)...)
		assert.Equal(t, 0, status, "%s: %s", h.ID, said)
	}
	dir := project(t, "broken")
	said, status = run(t, dir, nil, append([]string{filepath.Join(bin, "handoff")}, append(strings.Fields(hooks[0].Entry)[1:], "maps/work.handoff.hcl")...)...)
	assert.Equal(t, 1, status, said)
}
