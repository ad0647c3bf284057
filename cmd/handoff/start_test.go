package main

import (
	"os"
	"os/exec"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// costly are the packages of others that allocate more than 150 times when the program starts, with what that may come to. What is not
// in the list, and each package of ours, is held to less: a start is paid for by every command, every keystroke of a shell's completion,
// and every file of a pre-commit hook.
var costly = map[string]int{
	"github.com/santhosh-tekuri/jsonschema/v6":      25_000, // compiles the schemas of JSON Schema itself
	"github.com/yuin/goldmark/extension":            2_500,
	"github.com/yuin/goldmark/parser":               1_200,
	"github.com/yuin/goldmark/util":                 600,
	"encoding/gob":                                  500,
	"github.com/google/jsonschema-go/jsonschema":    400,
	"go.yaml.in/yaml/v3":                            350,
	"github.com/zclconf/go-cty/cty/function/stdlib": 350,
	"github.com/modelcontextprotocol/go-sdk/mcp":    300,
	"github.com/google/go-cmp/cmp":                  200,
}

// Start-up is counted, not timed, so that the figure is the same on every machine: what each package allocates before main begins.
func TestStartIsCheap(t *testing.T) {
	cmd := exec.Command("handoff", "version")
	cmd.Env = append(os.Environ(), "GODEBUG=inittrace=1")
	var trace strings.Builder
	cmd.Stderr = &trace
	require.NoError(t, cmd.Run())
	lines := regexp.MustCompile(`(?m)^init (\S+) .* (\d+) bytes, (\d+) allocs$`).FindAllStringSubmatch(trace.String(), -1)
	require.Greater(t, len(lines), 50)
	ours := 0
	for _, line := range lines {
		name := line[1]
		bytes, _ := strconv.Atoi(line[2])
		allocs, _ := strconv.Atoi(line[3])
		if strings.HasPrefix(name, "handoff/") || name == "main" {
			ours += allocs
			assert.LessOrEqual(t, bytes, 100_000, "%s makes something at each start that it may need later, or never: make it when it is first used", name)
			assert.LessOrEqual(t, allocs, 450, name)
			continue
		}
		limit := costly[name]
		if limit == 0 {
			limit = 150
		}
		assert.LessOrEqual(t, allocs, limit, name)
	}
	assert.LessOrEqual(t, ours, 1_500)
}
