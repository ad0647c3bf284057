package main

import (
	"errors"
	"fmt"
	"strings"

	"handoff/lang/finding"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// command builds the tree of verbs.
func (p *program) command() *cobra.Command {
	root := &cobra.Command{
		Use:   "handoff VERB",
		Short: "Compile, check, draw and document maps of how work passes between processes",
		Long: `handoff reads maps of processes (files called *.handoff.hcl) and finds every place where a baton is dropped:
outputs nobody takes, steps nobody answers for, records that lack what the next one needs. From the same
files it draws the picture and writes the runbooks.

A map is every *.handoff.hcl below its root: the nearest directory upwards that holds a handoff.hcl, else the
directory given, else the current one.

Exit status: 0 nothing at or above the failing severity; 1 findings; 2 the work could not be done.`,
		Example: `  handoff init my-map           write a first map
  handoff build my-map -o out   check it, draw it, document it
  handoff check                 check the map around the current directory`,
		SilenceErrors: true,
		SilenceUsage:  true,
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 {
				return cmd.Help()
			}
			return unknownVerb(cmd, args[0])
		},
		Args: cobra.ArbitraryArgs,
	}
	root.SetUsageTemplate(usage)
	root.SetFlagErrorFunc(flagError)
	root.AddCommand(p.build(), p.check(), p.render(), p.docs(), p.compile(), p.validate(), p.touchpoints(), p.measure(), p.graph(), p.baseline(), p.fmt(), p.importing(), p.init(), p.serve(), p.lsp(), p.mcp(), p.new(), p.explain(), p.version())
	root.InitDefaultHelpCmd()
	root.InitDefaultCompletionCmd()
	for _, c := range root.Commands() {
		switch c.Name() {
		case "completion": // cobra's own would answer an unknown shell with a help text, and success
			c.Args, c.RunE = cobra.ArbitraryArgs, func(cmd *cobra.Command, args []string) error {
				if len(args) == 0 {
					return cmd.Help()
				}
				return unknownShell(cmd, args[0])
			}
		case "help":
			c.Run, c.RunE = nil, func(_ *cobra.Command, args []string) error {
				about, rest, err := root.Find(args)
				if err != nil || about == root && len(rest) > 0 {
					return unknownVerb(root, args[0])
				}
				return about.Help()
			}
		}
	}
	return root
}

// usage is cobra's template in our words: verbs, and the example before the flags.
const usage = `Usage:
  {{if .HasParent}}{{.UseLine}}{{else}}handoff VERB [ARGUMENT…] [flags]{{end}}{{if .HasExample}}

Examples:
{{.Example}}{{end}}{{if .HasAvailableSubCommands}}

{{if .HasParent}}Below it{{else}}Verbs{{end}}:{{range .Commands}}{{if .IsAvailableCommand}}
  {{rpad .Name .NamePadding}}  {{.Short}}{{end}}{{end}}{{end}}{{if .HasAvailableLocalFlags}}

Flags:
{{.LocalFlags.FlagUsages | trimTrailingWhitespaces}}{{end}}{{if not .HasParent}}

handoff VERB --help says more about a verb.{{end}}
`

// unknownVerb says which verb may have been meant.
func unknownVerb(root *cobra.Command, typed string) error {
	var names []string
	for _, c := range root.Commands() {
		if !c.Hidden {
			names = append(names, c.Name())
		}
	}
	return fmt.Errorf("no verb %q%s; handoff --help lists them", typed, didYouMean(typed, names))
}

// unknownShell says for which shells there is a completion.
func unknownShell(completion *cobra.Command, typed string) error {
	var names []string
	for _, c := range completion.Commands() {
		names = append(names, c.Name())
	}
	return fmt.Errorf("no completion for %q%s; there are: %s", typed, didYouMean(typed, names), strings.Join(names, ", "))
}

// flagError turns pflag's complaints into ours, with the flag that may have been meant.
func flagError(cmd *cobra.Command, err error) error {
	see := "see " + cmd.CommandPath() + " --help"
	var missing *pflag.NotExistError
	if !errors.As(err, &missing) {
		return fmt.Errorf("%s; %s", err, see)
	}
	typed := missing.GetSpecifiedName()
	if missing.GetSpecifiedShortnames() != "" {
		return fmt.Errorf("%s has no flag -%s; %s", cmd.CommandPath(), typed, see)
	}
	var names []string
	cmd.Flags().VisitAll(func(f *pflag.Flag) { names = append(names, f.Name) })
	hint := ""
	if near := finding.Nearest(typed, names); near != "" {
		hint = fmt.Sprintf(" (did you mean --%s?)", near)
	}
	return fmt.Errorf("%s has no flag --%s%s; %s", cmd.CommandPath(), typed, hint, see)
}

// didYouMean is " (did you mean x?)", or nothing where nothing is near.
func didYouMean(typed string, names []string) string {
	if near := finding.Nearest(strings.ToLower(typed), names); near != "" {
		return fmt.Sprintf(" (did you mean %s?)", near)
	}
	return ""
}

// atMost allows up to n arguments, and says what they would be.
func atMost(n int, what string) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if len(args) > n {
			many := fmt.Sprintf("not %d arguments", len(args))
			if n == 0 {
				many = fmt.Sprintf("not %q", args[0])
			}
			return fmt.Errorf("%s takes %s, %s; see %s --help", cmd.CommandPath(), what, many, cmd.CommandPath())
		}
		return nil
	}
}

// first is the first argument, or "".
func first(args []string) string {
	if len(args) == 0 {
		return ""
	}
	return args[0]
}
