package main

import (
	"fmt"
	"os"
	"strings"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"handoff/cmd/internal/report"
)

// colorChoice is the value of --color. The zero value decides by what the output is.
type colorChoice string

const (
	colorAuto   colorChoice = "auto"
	colorAlways colorChoice = "always"
	colorNever  colorChoice = "never"
)

func (c *colorChoice) String() string { return string(*c) }
func (c *colorChoice) Type() string   { return "when" }
func (c *colorChoice) Set(s string) error {
	switch colorChoice(s) {
	case colorAuto, colorAlways, colorNever:
		*c = colorChoice(s)
		return nil
	}
	return fmt.Errorf("want auto, always or never")
}

// on reports whether what is written to f is coloured.
func (c colorChoice) on(f *os.File) bool {
	switch c {
	case colorAlways:
		return true
	case colorNever:
		return false
	}
	return os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb" && isTerminal(f)
}

func isTerminal(f *os.File) bool { return term.IsTerminal(int(f.Fd())) }

// style is how a report for people looks on f.
func (p *program) style(f *os.File) report.Style {
	style := report.Style{Color: p.color.on(f)}
	if isTerminal(f) {
		if width, _, err := term.GetSize(int(f.Fd())); err == nil {
			style.Width = min(max(width, 60), 140)
		}
	}
	return style
}

// colorFlag gives a verb that prints findings its --color.
func (p *program) colorFlag(cmd *cobra.Command) {
	p.color = colorAuto
	cmd.Flags().Var(&p.color, "color", "colour the findings: auto (on a terminal, unless NO_COLOR is set), always or never")
	_ = cmd.RegisterFlagCompletionFunc("color", fixed("auto", "always", "never"))
}

// fixed completes one of a few words, also behind the last comma.
func fixed(words ...string) cobra.CompletionFunc {
	return func(_ *cobra.Command, _ []string, typed string) ([]string, cobra.ShellCompDirective) {
		before := typed[:strings.LastIndexByte(typed, ',')+1]
		out := make([]string, len(words))
		for i, w := range words {
			out[i] = before + w
		}
		return out, cobra.ShellCompDirectiveNoFileComp
	}
}
