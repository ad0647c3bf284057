package assistant

import (
	"bytes"
	"context"
	"fmt"
	"strings"

	"github.com/modelcontextprotocol/go-sdk/mcp"

	"handoff/cmd/internal/questions"
	"handoff/lang/compiled"
	"handoff/lang/finding"
	"handoff/render/address"
)

// Where resources are.
const (
	mapURI     = "handoff://map"
	runbookURI = "handoff://runbook/"
)

type aboutPage struct {
	Page string `json:"page" jsonschema:"page address, such as process/incident_management, home, raci, escalations, glossary; or the address of a block, such as process.incident_management"`
}

// pages adds the runbooks, as a tool and as resources, and the compiled map.
func (s *Server) pages(server *mcp.Server) {
	tool(s, server, "runbook", "Read a runbook page", "Read a page of the runbooks as Markdown: how a process is done step by step, what a handoff passes and promises, what a role has to do.",
		func(st *state, in aboutPage) (*page, error) {
			text, err := runbook(st, in.Page)
			if err != nil {
				return nil, err
			}
			return &page{text}, nil
		})
	server.AddResource(&mcp.Resource{
		Name: "map", Title: "The compiled map", URI: mapURI, MIMEType: "application/json",
		Description: "The whole map as JSON, every name resolved, as handoff compile writes it. It may be large: the tools answer most questions.",
	}, func(_ context.Context, r *mcp.ReadResourceRequest) (*mcp.ReadResourceResult, error) {
		st, err := s.read()
		if err != nil {
			return nil, err
		}
		var b bytes.Buffer
		if err := compiled.Write(&b, st.Map); err != nil {
			return nil, err
		}
		return contents(r.Params.URI, "application/json", b.String()), nil
	})
	server.AddResourceTemplate(&mcp.ResourceTemplate{
		Name: "runbook", Title: "A page of the runbooks", URITemplate: runbookURI + "{+page}", MIMEType: "text/markdown",
		Description: "A page of the runbooks as Markdown; page is its address, such as process/incident_management or home.",
	}, func(_ context.Context, r *mcp.ReadResourceRequest) (*mcp.ReadResourceResult, error) {
		st, err := s.read()
		if err != nil {
			return nil, err
		}
		text, err := runbook(st, strings.TrimPrefix(r.Params.URI, runbookURI))
		if err != nil {
			return nil, mcp.ResourceNotFoundError(r.Params.URI)
		}
		return contents(r.Params.URI, "text/markdown", text), nil
	})
}

func contents(uri, kind, text string) *mcp.ReadResourceResult {
	return &mcp.ReadResourceResult{Contents: []*mcp.ResourceContents{{URI: uri, MIMEType: kind, Text: text}}}
}

// runbook finds a page by its own address, or by that of a block that it tells of.
func runbook(st *state, asked string) (string, error) {
	if text, ok := st.book.Markdown(asked); ok {
		return text, nil
	}
	if d, err := questions.Find(st.Graph, asked); err == nil {
		on, _ := address.Of(d)
		if text, ok := st.book.Markdown(on); ok {
			return text, nil
		}
		return "", fmt.Errorf("%s has no page of its own", asked)
	}
	pages := st.book.Pages()
	if near := finding.Nearest(strings.ReplaceAll(asked, ".", "/"), pages); near != "" {
		return "", fmt.Errorf("no page %q (did you mean %s?)", asked, near)
	}
	return "", fmt.Errorf("no page %q; pages are called after blocks, such as process/NAME, and home, raci, escalations, kpis, calendar, glossary, findings", asked)
}
