// Package assistant answers questions about a map to assistants that speak MCP (Model Context Protocol): the questions of handoff graph, the findings of
// handoff check, the reference of a rule, the pages of the runbooks. It only reads, and only the map it was opened for. The map is read again when its
// files have changed.
package assistant

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"

	"github.com/modelcontextprotocol/go-sdk/mcp"

	"handoff/check"
	"handoff/cmd/internal/analysis"
	"handoff/cmd/internal/product"
	"handoff/cmd/internal/questions"
	"handoff/cmd/internal/workspace"
)

// Server answers for one map.
type Server struct {
	check func() check.Options

	mu   sync.Mutex
	kept *workspace.Kept
	mark uint64
	live *state // what was made of the files at that mark
}

// state is the map as it was read last.
type state struct {
	*analysis.Analysis
	book *product.Live
	rest []string // the files it rests on beside its own
}

// New opens the map around a directory. options says what rules are told, such as the day; nil for nothing.
func New(dir string, options func() check.Options) (*Server, error) {
	kept, err := workspace.Keep(dir)
	if err != nil {
		return nil, err
	}
	if options == nil {
		options = func() check.Options { return check.Options{} }
	}
	return &Server{check: options, kept: kept}, nil
}

// Close lets go of the folder.
func (s *Server) Close() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.kept.Close()
}

// read is the map as its files are now.
func (s *Server) read() (*state, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.kept.Moved() {
		again, err := workspace.Keep(s.kept.Root)
		if err != nil {
			return nil, err
		}
		_ = s.kept.Close()
		s.kept, s.live = again, nil
	}
	var rest []string
	if s.live != nil {
		rest = s.live.rest
	}
	mark, _ := s.kept.Mark(rest)
	if s.live != nil && mark == s.mark {
		return s.live, nil
	}
	m, err := s.kept.Load()
	if err != nil {
		return nil, err
	}
	a := analysis.Of(m, analysis.All(), s.check())
	s.live = &state{Analysis: a, book: product.NewBook(a), rest: s.kept.Attached(m)}
	s.mark, _ = s.kept.Mark(s.live.rest)
	if before, _ := s.kept.Mark(rest); before != mark { // it was written while it was read
		s.mark = 0
	}
	return s.live, nil
}

// Run answers over a transport until the other side hangs up or the context ends.
func (s *Server) Run(ctx context.Context, version string, transport mcp.Transport) error {
	err := s.server(version).Run(ctx, transport)
	if errors.Is(err, context.Canceled) || ctx.Err() != nil {
		return nil
	}
	return err
}

const instructions = `Answers come from a map of how work passes between processes: who owns what, what is handed on, how fast, who is told when it is late. Blocks are named by
addresses such as process.incident_management, interface.incident_to_problem, role.duty_manager; search finds them by words. Every
statement comes with the file and line that says it. What the map does not say, it does not know: tell so rather than guess.`

func (s *Server) server(version string) *mcp.Server {
	if version == "" {
		version = "unknown"
	}
	server := mcp.NewServer(&mcp.Implementation{Name: "handoff", Title: "handoff", Version: version}, &mcp.ServerOptions{
		Instructions: instructions, Capabilities: &mcp.ServerCapabilities{},
	})
	s.questions(server)
	s.pages(server)
	return server
}

// tool makes a tool that only reads. Whatever it cannot answer becomes an error of the tool, which the assistant sees, and not of the protocol.
func tool[In, Out any](s *Server, server *mcp.Server, name, title, description string, answer func(*state, In) (Out, error)) {
	closed := false
	mcp.AddTool(server, &mcp.Tool{
		Name: name, Title: title, Description: description,
		Annotations: &mcp.ToolAnnotations{ReadOnlyHint: true, IdempotentHint: true, OpenWorldHint: &closed},
	}, func(_ context.Context, _ *mcp.CallToolRequest, in In) (*mcp.CallToolResult, Out, error) {
		var none Out
		state, err := s.read()
		if err != nil {
			return nil, none, err
		}
		out, err := answer(state, in)
		if unknown := (questions.Unknown{}); errors.As(err, &unknown) {
			err = fmt.Errorf("no address %q; search finds blocks by words, list tells every block of a kind", questions.Short(unknown.Typed))
		}
		switch {
		case err != nil && state.Map.Incomplete:
			return nil, out, fmt.Errorf("%w (part of the map cannot be read: see findings)", err)
		case err != nil || !state.Map.Incomplete:
			return nil, out, err
		}
		text, err := json.Marshal(out) // as the SDK writes it where there is nothing to add
		return &mcp.CallToolResult{Content: []mcp.Content{
			&mcp.TextContent{Text: string(text)},
			&mcp.TextContent{Text: "Part of the map cannot be read, so this answer may lack something: findings tells which file to mend."},
		}}, out, err
	})
}

// words are those of a text, in small letters.
func words(text string) []string {
	return strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return strings.ContainsRune(" \t\n._-/,;:()", r) })
}

// score says how well a text answers to words: how many of them begin one of its own. 0 where not all do.
func score(asked []string, text string) int {
	own := words(text)
	n := 0
	for _, a := range asked {
		if !slices.ContainsFunc(own, func(w string) bool { return strings.HasPrefix(w, a) }) {
			return 0
		}
		n++
		if slices.Contains(own, a) {
			n++
		}
	}
	return n
}
