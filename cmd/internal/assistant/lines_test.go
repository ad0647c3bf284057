package assistant

import (
	"bufio"
	"context"
	"encoding/json"
	"io"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"handoff/check"
)

// What is no message is answered with an error, and what comes after it with what was asked for.
func TestALineThatIsNoMessageDoesNotEndTheConversation(t *testing.T) {
	s, err := New("../../../examples/itil", func() check.Options { return check.Options{} })
	require.NoError(t, err)
	defer s.Close()
	toServer, in := io.Pipe()
	out, fromServer := io.Pipe()
	ended := make(chan error, 1)
	go func() { ended <- s.Run(context.Background(), "1", Lines(toServer, fromServer)) }()
	answers := bufio.NewReader(out)
	ask := func(line string) (id any, code int) {
		go func() { _, _ = io.WriteString(in, line+"\n") }()
		text, err := answers.ReadBytes('\n')
		require.NoError(t, err, line[:min(len(line), 80)])
		var answer struct {
			ID    any
			Error struct{ Code int }
		}
		require.NoError(t, json.Unmarshal(text, &answer), string(text))
		return answer.ID, answer.Error.Code
	}
	id, code := ask(`{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-06-18","capabilities":{},"clientInfo":{"name":"test","version":"1"}}}`)
	assert.EqualValues(t, 1, id)
	assert.Zero(t, code)
	_, _ = io.WriteString(in, "\r\n"+`{"jsonrpc":"2.0","method":"notifications/initialized"}`+"\r\n")
	for _, line := range []string{
		`{"jsonrpc":`, `nothing of the kind`, `{"jsonrpc":"1.0","id":2,"method":"ping"}`, `{} {}`, "\x00\xff", `[`, `[]`, `[1]`, `null`, strings.Repeat("[", 5000), `{"jsonrpc":"2.0","id":2,"method":"ping"} trailing`,
	} {
		id, code := ask(line)
		assert.Nil(t, id, line)
		assert.Equal(t, -32700, code, line)
	}
	id, code = ask(`{"jsonrpc":"2.0","id":3,"method":"ping","params":{"_meta":{"x":"` + strings.Repeat("x", maxLine) + `"}}}`)
	assert.Nil(t, id)
	assert.Equal(t, -32600, code)
	id, code = ask(`{"jsonrpc":"2.0","id":4,"method":"ping"}`)
	assert.EqualValues(t, 4, id)
	assert.Zero(t, code)
	require.NoError(t, in.Close())
	go func() { _, _ = io.Copy(io.Discard, out) }()
	assert.NoError(t, <-ended)
}
