package main

import (
	"errors"
	"fmt"
	"net"
	"strconv"
	"strings"
	"syscall"
	"time"

	"github.com/spf13/cobra"

	"handoff/cmd/internal/preview"
	"handoff/cmd/internal/product"
	"handoff/cmd/internal/terminal"
	"handoff/render/layout"
)

// usualPort is the port of the preview, unless something else has it.
const usualPort = 4747

func (p *program) serve() *cobra.Command {
	var port int
	var editor string
	var today day
	var names []string
	about := ""
	for _, e := range preview.Editors {
		names = append(names, e.Name)
		if e.Link != "" {
			about += fmt.Sprintf("\n  %-9s %s", e.Name, e.Link)
		}
	}
	cmd := &cobra.Command{
		Use:   "serve [DIR]",
		Short: "Show a map in the browser while you write it",
		Long: `Show a map in the browser while you write it: the interactive page, the runbooks (below /docs/), and what handoff check finds. A save is seen a
moment later, where you were looking; while a file does not parse, the last whole picture stays, with what is wrong below it. Any
number of browsers may look on. Ctrl-C ends it.

A finding, and whatever is selected, links to its line in the editor: --editor names one, or gives its link, in which {file}, {line} and
{column} are filled in.` + about + `

Only this machine can connect, and nothing is served but what is made of the map.

Exit status: 0 it was ended; 2 it could not begin.`,
		Example: `  handoff serve
  handoff serve examples/itil --port 8080
  handoff serve --editor idea
  handoff serve --editor 'emacs://open?url=file://{file}&line={line}'`,
		Args: atMost(1, "one directory"),
		RunE: func(cmd *cobra.Command, args []string) error {
			link, err := preview.EditorNamed(editor)
			if err != nil {
				return err
			}
			listener, err := listen(port, cmd.Flags().Changed("port"))
			if err != nil {
				return err
			}
			defer listener.Close()
			engine := &layout.Engine{Notify: func(text string) { fmt.Fprintf(p.stderr, "handoff: %s\n", terminal.Line(text)) }}
			defer engine.Close()
			s, err := preview.New(first(args), preview.Options{
				Editor: link, Pen: product.Pen{Engine: engine}, Check: today.options,
				Tell: func(text string) {
					fmt.Fprintf(p.stderr, "%s %s\n", time.Now().Format(time.TimeOnly), terminal.Line(text))
				},
			})
			if err != nil {
				return err
			}
			defer s.Close()
			if _, err := fmt.Fprintf(p.stdout, "http://%s/\n", strings.Replace(listener.Addr().String(), "127.0.0.1", "localhost", 1)); err != nil {
				return err
			}
			ctx, stop := interruptible()
			defer stop()
			return s.Serve(ctx, listener)
		},
	}
	cmd.Flags().IntVar(&port, "port", usualPort, "the `PORT` to listen at, 0 for any that is free; if the usual one is taken, another")
	cmd.Flags().StringVar(&editor, "editor", names[0], "what opens a line: `E` is one of "+strings.Join(names, ", ")+", or a link with {file} in it")
	todayFlag(cmd, &today)
	_ = cmd.RegisterFlagCompletionFunc("editor", fixed(names...))
	return cmd
}

// listen listens on this machine only. A port that was asked for must be free.
func listen(port int, asked bool) (net.Listener, error) {
	if port < 0 || port > 65535 {
		return nil, fmt.Errorf("there is no port %d", port)
	}
	l, err := net.Listen("tcp", net.JoinHostPort("127.0.0.1", strconv.Itoa(port)))
	if err != nil && !asked {
		l, err = net.Listen("tcp", "127.0.0.1:0")
	}
	switch {
	case errors.Is(err, syscall.EADDRINUSE):
		return nil, fmt.Errorf("port %d is taken; give another with --port, or 0 for any that is free", port)
	case errors.Is(err, syscall.EACCES):
		return nil, fmt.Errorf("port %d may not be listened at; give another with --port", port)
	case err != nil:
		return nil, fmt.Errorf("cannot listen on this machine: %w", err)
	}
	return l, nil
}
