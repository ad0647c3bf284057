package main

import (
	"fmt"
	"path/filepath"
	"strconv"
	"strings"
	"unicode"

	"github.com/spf13/cobra"

	"handoff/cmd/internal/starter"
)

func (p *program) init() *cobra.Command {
	return &cobra.Command{
		Use:   "init [DIR]",
		Short: "Write a first map",
		Long: `Write a first map into DIR (default: the current directory): two processes, the handoffs between them, and the people who
answer for them, with comments that explain every part. Nothing that is there is ever replaced.`,
		Example: `  handoff init my-map
  handoff build my-map -o out`,
		Args: atMost(1, "one directory"),
		RunE: func(_ *cobra.Command, args []string) error {
			dir := first(args)
			if dir == "" {
				dir = "."
			}
			written, err := starter.Write(dir)
			if err != nil {
				return err
			}
			for _, name := range written {
				fmt.Fprintf(p.stdout, "wrote %s\n", filepath.Join(dir, name))
			}
			shown := dir
			if strings.ContainsFunc(dir, unicode.IsSpace) {
				shown = strconv.Quote(dir)
			}
			fmt.Fprintf(p.stdout, "\nnext: handoff build %s -o out\n", shown)
			return nil
		},
	}
}
