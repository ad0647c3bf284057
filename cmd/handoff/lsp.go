package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"

	"github.com/spf13/cobra"

	"handoff/cmd/internal/lsp"
)

func (p *program) lsp() *cobra.Command {
	var extension string
	cmd := &cobra.Command{
		Use:   "lsp",
		Short: "Answer an editor: findings, completion, renaming while a map is written",
		Long: `Speak the Language Server Protocol on standard input and output. Editors start it; people do not.

It is the same engine as handoff check, with what is not saved yet laid over the files. What is wrong in the file that is being typed in is
told at once; the whole map is checked after a short pause.

--write-vscode-extension writes the folder of an extension for VS Code that starts it, with a grammar, snippets and a command that shows the
picture beside the text. Neovim and most other editors need no more than the command.`,
		Example: `  vim.lsp.start_client({ cmd = { "handoff", "lsp" }, root_dir = vim.fn.getcwd() })   in Neovim
  handoff lsp --write-vscode-extension handoff-vscode`,
		Args: atMost(0, "no arguments"),
		RunE: func(cmd *cobra.Command, _ []string) error {
			if cmd.Flags().Changed("write-vscode-extension") {
				return p.writeExtension(extension)
			}
			ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
			defer stop()
			options := lsp.Options{Version: release(), Log: p.stderr}
			if cache, err := os.UserCacheDir(); err == nil {
				options.Cache = filepath.Join(cache, "handoff")
			}
			err := lsp.Serve(ctx, stdio{}, options)
			if errors.Is(err, lsp.ErrNoShutdown) { // the protocol wants exit status 1
				return errFindings
			}
			return err
		},
	}
	cmd.Flags().StringVar(&extension, "write-vscode-extension", "", "write the extension for VS Code into a new `DIR`, and start nothing")
	return cmd
}

func (p *program) writeExtension(dir string) error {
	if dir == "" {
		return errors.New("--write-vscode-extension wants a directory")
	}
	written, err := lsp.WriteExtension(dir, release())
	if err != nil {
		return err
	}
	for _, name := range written {
		fmt.Fprintf(p.stdout, "wrote %s\n", name)
	}
	fmt.Fprintf(p.stdout, "\nnext: cd %s && npm install && npx @vscode/vsce package\n", dir)
	return nil
}

// stdio is the connection to whoever started the program.
type stdio struct{}

func (stdio) Read(b []byte) (int, error)  { return os.Stdin.Read(b) }
func (stdio) Write(b []byte) (int, error) { return os.Stdout.Write(b) }
func (stdio) Close() error                { return errors.Join(os.Stdin.Close(), os.Stdout.Close()) }
