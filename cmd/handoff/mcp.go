package main

import (
	"os"

	"github.com/spf13/cobra"

	"handoff/cmd/internal/assistant"
)

func (p *program) mcp() *cobra.Command {
	var today day
	cmd := &cobra.Command{
		Use:   "mcp [DIR]",
		Short: "Answer assistants' questions about a map (Model Context Protocol)",
		Long: `Answer questions about a map over standard input and output, for assistants that speak MCP (Model Context Protocol): search, list, owner,
impact, path, why, findings, explain, runbook. It only reads, and only this map, which is read again when its files have changed.

An assistant starts it by itself: its settings name the command. For many that is:

  {"mcpServers": {"handoff": {"command": "handoff", "args": ["mcp", "/path/to/map"]}}}

Exit status: 0 the other side hung up; 2 it could not begin.`,
		Example: `  handoff mcp
  handoff mcp examples/itil`,
		Args: atMost(1, "one directory"),
		RunE: func(_ *cobra.Command, args []string) error {
			s, err := assistant.New(first(args), today.options)
			if err != nil {
				return err
			}
			defer s.Close()
			ctx, stop := interruptible()
			defer stop()
			return s.Run(ctx, release(), assistant.Lines(os.Stdin, os.Stdout))
		},
	}
	todayFlag(cmd, &today)
	return cmd
}
