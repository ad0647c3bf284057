package assistant

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"sync"

	"github.com/modelcontextprotocol/go-sdk/jsonrpc"
	"github.com/modelcontextprotocol/go-sdk/mcp"
)

// maxLine bounds one message of the other side, in bytes. Questions are short.
const maxLine = 1 << 20

// Lines speaks MCP over a pair of streams, one message a line. The SDK's own transport hangs up at the first line that is no message; here it is answered
// with an error, as JSON-RPC 2.0 wants (section 5.1), and the conversation goes on.
func Lines(in io.ReadCloser, out io.WriteCloser) mcp.Transport {
	w := &whole{out: out}
	return &mcp.IOTransport{Reader: &lines{Closer: in, in: bufio.NewReader(in), refuse: w}, Writer: w, MaxLineLength: 2 * maxLine}
}

// whole writes messages one after the other, each in one piece.
type whole struct {
	mu  sync.Mutex
	out io.WriteCloser
}

func (w *whole) Write(p []byte) (int, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.out.Write(p)
}

func (w *whole) Close() error { return w.out.Close() }

// lines reads the lines that are messages, and refuses the others.
type lines struct {
	io.Closer
	in     *bufio.Reader
	refuse io.Writer
	rest   []byte // of the line that is being read
}

func (l *lines) Read(p []byte) (int, error) {
	for len(l.rest) == 0 {
		line, err := l.line()
		if err != nil {
			return 0, err
		}
		l.rest = line
	}
	n := copy(p, l.rest)
	l.rest = l.rest[n:]
	return n, nil
}

// line is the next line if it is a message; else nothing, and the other side is told.
func (l *lines) line() ([]byte, error) {
	var line []byte
	for {
		part, err := l.in.ReadSlice('\n')
		if len(line) <= maxLine {
			line = append(line, part...)
		}
		if err == nil {
			break
		}
		if err != bufio.ErrBufferFull {
			return nil, err // half a line is no message
		}
	}
	if len(line) > maxLine {
		return nil, l.answer(jsonrpc.CodeInvalidRequest, fmt.Sprintf("a message of more than %d bytes", maxLine))
	}
	if len(bytes.TrimSpace(line)) == 0 {
		return nil, nil
	}
	if !isMessage(line) {
		return nil, l.answer(jsonrpc.CodeParseError, "this line is no message of JSON-RPC 2.0")
	}
	return append(bytes.TrimSpace(line), '\n'), nil
}

func (l *lines) answer(code int, message string) error {
	_, err := fmt.Fprintf(l.refuse, "{\"jsonrpc\":\"2.0\",\"id\":null,\"error\":{\"code\":%d,\"message\":%q}}\n", code, message)
	return err
}

// isMessage reports whether a line is one message, or, as in the protocol of 2025-03-26, a list of some.
func isMessage(line []byte) bool {
	if !json.Valid(line) {
		return false
	}
	list := []json.RawMessage{line}
	if bytes.HasPrefix(bytes.TrimSpace(line), []byte("[")) && json.Unmarshal(line, &list) != nil || len(list) == 0 {
		return false
	}
	for _, message := range list {
		if _, err := jsonrpc.DecodeMessage(message); err != nil {
			return false
		}
	}
	return true
}
