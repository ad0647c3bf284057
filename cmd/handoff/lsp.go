package main

import (
	"context"
	"errors"
	"os"
	"os/signal"

	"github.com/spf13/cobra"

	"handoff/cmd/internal/lsp"
)

func (p *program) lsp() *cobra.Command {
	return &cobra.Command{
		Use:   "lsp",
		Short: "Answer an editor: findings, completion, renaming while a map is written",
		Long: `Speak the Language Server Protocol on standard input and output. Editors start it; people do not.

It is the same engine as handoff check, with what is not saved yet laid over the files. What is wrong in the file that is being typed in is
told at once; the whole map is checked after a short pause.`,
		Example: `  vim.lsp.start_client({ cmd = { "handoff", "lsp" } })   Neovim`,
		Args:    atMost(0, "no arguments"),
		RunE: func(cmd *cobra.Command, _ []string) error {
			ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
			defer stop()
			err := lsp.Serve(ctx, stdio{}, lsp.Options{Version: release(), Log: p.stderr})
			if errors.Is(err, lsp.ErrNoShutdown) { // the protocol wants exit status 1
				return errFindings
			}
			return err
		},
	}
}

// stdio is the connection to whoever started the program.
type stdio struct{}

func (stdio) Read(b []byte) (int, error)  { return os.Stdin.Read(b) }
func (stdio) Write(b []byte) (int, error) { return os.Stdout.Write(b) }
func (stdio) Close() error                { return errors.Join(os.Stdin.Close(), os.Stdout.Close()) }
