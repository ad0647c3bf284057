package main

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// Every job gets its answer, in order, whatever came before it.
func TestServe(t *testing.T) {
	in := strings.NewReader(`{"layout":"dot","dot":"digraph { a -> b }"}
{"layout":"dot","dot":"digraph { not dot"}
{"layout":"nonsense","dot":"digraph { a }"}
{"layout":"dot","dot":"digraph { c }"}
`)
	var out bytes.Buffer
	require.NoError(t, serve(t.Context(), in, &out))
	lines := strings.Split(strings.TrimSpace(out.String()), "\n")
	require.Len(t, lines, 5)
	assert.JSONEq(t, `{"protocol":1}`, lines[0])
	var answers [4]answer
	for i := range answers {
		require.NoError(t, json.Unmarshal([]byte(lines[i+1]), &answers[i]))
	}
	assert.Contains(t, string(answers[0].Result), `"name":"a"`)
	assert.Contains(t, answers[1].Error, "reading the graph")
	assert.Contains(t, answers[2].Error, "laying out the graph")
	assert.Contains(t, string(answers[3].Result), `"name":"c"`)
}

func TestServeRefusesWhatIsNoJob(t *testing.T) {
	assert.ErrorContains(t, serve(t.Context(), strings.NewReader("not a job"), &bytes.Buffer{}), "reading a job")
}
