package lsp

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/sourcegraph/jsonrpc2"
)

// maxMessage is the size of the largest message that is read; a larger one is skipped and refused.
const maxMessage = 64 << 20

// stream frames messages as the protocol has it. Unlike the one that comes with jsonrpc2, it survives what it cannot read: a message
// that is no JSON, or no request, is answered with an error and the next one is read.
type stream struct {
	r   *bufio.Reader
	c   io.Closer
	end func() // called before the end of the connection is told; may be nil

	mu    sync.Mutex
	w     io.Writer
	fault error // what ended the reading, where that is no end of the connection
}

func newStream(conn io.ReadWriteCloser) *stream {
	return &stream{r: bufio.NewReader(conn), w: conn, c: conn}
}

// Close closes the connection.
func (s *stream) Close() error { return s.c.Close() }

// WriteObject writes one message.
func (s *stream) WriteObject(v any) error {
	data, err := json.Marshal(v)
	if err != nil {
		return err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	_, err = s.w.Write(append([]byte(fmt.Sprintf("Content-Length: %d\r\n\r\n", len(data))), data...))
	return err
}

// ReadObject reads the next message that can be read. Its errors are those of the connection.
func (s *stream) ReadObject(v any) error {
	err := s.read(v)
	if err != nil && s.end != nil {
		s.end()
	}
	if err != nil && !slices.ContainsFunc([]error{io.EOF, io.ErrUnexpectedEOF, io.ErrClosedPipe, fs.ErrClosed}, func(end error) bool { return errors.Is(err, end) }) {
		s.mu.Lock()
		s.fault = err
		s.mu.Unlock()
	}
	return err
}

// broken is what was wrong with the connection; nil where it just ended.
func (s *stream) broken() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.fault
}

func (s *stream) read(v any) error {
	for {
		length, err := s.header()
		if err != nil {
			return err
		}
		if length > maxMessage {
			if _, err := io.CopyN(io.Discard, s.r, length); err != nil {
				return err
			}
			s.refuse(jsonrpc2.CodeInvalidRequest, fmt.Sprintf("a message of %d bytes is too large", length))
			continue
		}
		body := make([]byte, length)
		if _, err := io.ReadFull(s.r, body); err != nil {
			return err
		}
		if !json.Valid(body) {
			s.refuse(jsonrpc2.CodeParseError, "the message is no JSON")
			continue
		}
		if err := json.Unmarshal(body, v); err != nil {
			s.refuse(jsonrpc2.CodeInvalidRequest, "the message is neither a request nor an answer")
			continue
		}
		return nil
	}
}

// header reads the lines before a message, and returns the length they give.
func (s *stream) header() (int64, error) {
	length, lines := int64(-1), 0
	for {
		line, err := s.r.ReadSlice('\n')
		if err != nil {
			if errors.Is(err, bufio.ErrBufferFull) {
				return 0, errors.New("a header line has no end")
			}
			return 0, err
		}
		if lines++; lines > 100 {
			return 0, errors.New("a header has no end")
		}
		text := strings.TrimSpace(string(line))
		if text == "" {
			if length >= 0 {
				return length, nil
			}
			if lines > 1 {
				return 0, errors.New("a header gives no Content-Length")
			}
			lines = 0 // an empty line too many
			continue
		}
		name, value, _ := strings.Cut(text, ":")
		if strings.EqualFold(strings.TrimSpace(name), "Content-Length") {
			if length, err = strconv.ParseInt(strings.TrimSpace(value), 10, 64); err != nil || length < 0 {
				return 0, fmt.Errorf("Content-Length %q is no length", strings.TrimSpace(value))
			}
		}
	}
}

// refuse answers a message that has no id that could be read.
func (s *stream) refuse(code int64, why string) {
	_ = s.WriteObject(map[string]any{"jsonrpc": "2.0", "id": nil, "error": map[string]any{"code": code, "message": why}})
}
