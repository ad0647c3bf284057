package main

import (
	"fmt"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"handoff/check"
	"handoff/cmd/internal/analysis"
	"handoff/cmd/internal/draft"
	"handoff/cmd/internal/terminal"
	"handoff/cmd/internal/workspace"
	"handoff/graph"
)

// drafting is what the kinds of new block share.
type drafting struct {
	p         *program
	dir, file string
	dry       bool
}

func (p *program) new() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "new KIND",
		Short: "Write a new process or interface into the right file",
		Long: `Write a block into the map, where its neighbours stand: well-formed, laid out as handoff fmt does, with a TODO for everything that is still
to be said. handoff check then points at what is missing.

A file is replaced as a whole or not at all; one that does not parse is left alone.`,
		Example: `  handoff new process incident_review --team service_desk
  handoff new interface incident_management problem_management
  handoff new interface process.selling.output.order shipping --dry-run`,
		Args: cobra.ArbitraryArgs,
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 {
				return cmd.Help()
			}
			kinds := []string{"process", "interface"}
			return fmt.Errorf("nothing new is called %q%s; there are: %s", args[0], didYouMean(args[0], kinds), strings.Join(kinds, ", "))
		},
	}
	cmd.AddCommand(p.newProcess(), p.newInterface())
	return cmd
}

func (p *program) newProcess() *cobra.Command {
	n := &drafting{p: p}
	var spec draft.Process
	cmd := &cobra.Command{
		Use:   "process NAME",
		Short: "Write a new process",
		Long: `Write a new process: behind the last one that its team runs; else where the team is declared; else, if all processes stand in one file, there;
else into NAME.handoff.hcl. --file says otherwise.

Exit status: 0 it was written; 2 it could not be, and nothing is changed.`,
		Example: `  handoff new process incident_review --title "Incident review" --team service_desk --role incident_manager
  handoff new process incident_review --file reviews.handoff.hcl
  handoff new process incident_review --dry-run`,
		RunE: func(_ *cobra.Command, args []string) error {
			spec.Name = args[0]
			return n.write(func(g *graph.Graph, file string) (*draft.Draft, error) {
				spec.File = file
				return spec.Draft(g)
			})
		},
	}
	cmd.Args = wants("a name", 1, cmd.Example)
	cmd.Flags().StringVar(&spec.Title, "title", "", "what people call it (default: the name, made readable) (`TEXT`)")
	cmd.Flags().StringVar(&spec.Team, "team", "", "the `TEAM` that runs it")
	cmd.Flags().StringVar(&spec.Owner, "role", "", "the `ROLE` (or team) that answers for it")
	cmd.ValidArgsFunction = cobra.NoFileCompletions
	n.finish(cmd)
	_ = cmd.RegisterFlagCompletionFunc("team", n.complete("team"))
	_ = cmd.RegisterFlagCompletionFunc("role", n.complete("role", "team"))
	return cmd
}

func (p *program) newInterface() *cobra.Command {
	n := &drafting{p: p}
	var spec draft.Interface
	cmd := &cobra.Command{
		Use:   "interface FROM TO",
		Short: "Write a new interface: a handoff from one process to another",
		Long: `Write a new interface from an output, process or step to an input, process or step; names of processes will do. Of a process, the one output that
nobody takes yet is meant, and the one input of that record that nobody sends to. Where the two ends hold different records, the
create block passes on what both call the same, and names what is left to do.

It goes behind the last interface that leaves from the same process; else, if all interfaces stand in one file, there; else behind the
process. --file says otherwise.

Exit status: 0 it was written; 2 it could not be, and nothing is changed.`,
		Example: `  handoff new interface process.incident_management.output.repeated process.problem_management.input.candidate
  handoff new interface selling shipping --artifact order --title "An order is to be sent"
  handoff new interface selling shipping --name order_to_shipping --dry-run`,
		RunE: func(_ *cobra.Command, args []string) error {
			spec.From, spec.To = args[0], args[1]
			return n.write(func(g *graph.Graph, file string) (*draft.Draft, error) {
				spec.File = file
				return spec.Draft(g)
			})
		},
	}
	cmd.Args = wants("from where and to where", 2, cmd.Example)
	cmd.Flags().StringVar(&spec.Name, "name", "", "its `NAME` (default: FROM_to_TO)")
	cmd.Flags().StringVar(&spec.Title, "title", "", "what people call it (default: made of the two ends) (`TEXT`)")
	cmd.Flags().StringVar(&spec.Artifact, "artifact", "", "the `ARTIFACT` that is passed, where FROM is no output")
	n.finish(cmd)
	_ = cmd.RegisterFlagCompletionFunc("artifact", n.complete("artifact"))
	cmd.ValidArgsFunction = func(c *cobra.Command, args []string, typed string) ([]string, cobra.ShellCompDirective) {
		switch len(args) {
		case 0:
			return n.complete("process", "step", "output")(c, args, typed)
		case 1:
			return n.complete("process", "step", "input")(c, args, typed)
		}
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	return cmd
}

func (n *drafting) finish(cmd *cobra.Command) {
	cmd.Flags().StringVar(&n.dir, "map", "", "the `DIR` of the map (default: the map around the current directory)")
	cmd.Flags().StringVarP(&n.file, "file", "o", "", "the `FILE` to write into, new or not; - prints the block instead")
	cmd.Flags().BoolVar(&n.dry, "dry-run", false, "only say what would be written, and where")
	_ = cmd.MarkFlagDirname("map")
	_ = cmd.MarkFlagFilename("file", "handoff.hcl")
}

func (n *drafting) complete(kinds ...string) cobra.CompletionFunc {
	return func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
		q := asking{p: n.p, dir: n.dir}
		return q.complete(func(kind string) bool {
			for _, k := range kinds {
				if k == kind {
					return true
				}
			}
			return false
		}), cobra.ShellCompDirectiveNoFileComp
	}
}

// write makes the block and puts it where it belongs.
func (n *drafting) write(make func(g *graph.Graph, file string) (*draft.Draft, error)) error {
	w, err := workspace.Open(n.dir)
	if err != nil {
		return err
	}
	defer w.Close()
	file := ""
	if n.file != "" && n.file != "-" {
		inside, ok := draft.Inside(w.Root, n.file)
		if !ok {
			return fmt.Errorf("%s is no place for a part of this map: give a file called *.handoff.hcl in %s or below, in no hidden folder", n.file, w.Root)
		}
		file = inside
	}
	a, err := analysis.Run(w, nil, check.Options{})
	if err != nil {
		return err
	}
	d, err := make(a.Graph, file)
	if err != nil {
		if a.Map.Incomplete {
			err = fmt.Errorf("%w; part of the map cannot be read: see handoff check", err)
		}
		return err
	}
	if n.file == "-" {
		_, err := fmt.Fprint(n.p.stdout, d.Block)
		return err
	}
	change, err := d.Place(a.Map, w.Root)
	if err != nil {
		return err
	}
	shown := d.File
	if n.dir != "" {
		shown = filepath.Join(n.dir, filepath.FromSlash(d.File))
	}
	verb := "wrote"
	if n.dry {
		verb = "would write"
	} else if err := change.Write(); err != nil {
		return err
	}
	fmt.Fprintf(n.p.stdout, "%s %s into %s:%d, %s\n", verb, terminal.Line(d.Address), terminal.Line(shown), change.Line, terminal.Line(d.Why))
	for _, note := range d.Notes {
		fmt.Fprintln(n.p.stdout, terminal.Line(note))
	}
	if n.dry {
		_, err := fmt.Fprintf(n.p.stdout, "\n%s", terminal.Printable(d.Block))
		return err
	}
	return n.next(w, d.Address)
}

// next says what handoff check finds on the new block.
func (n *drafting) next(w *workspace.Workspace, address string) error {
	a, err := analysis.Run(w, analysis.All(), (&day{}).options())
	if err != nil {
		return err
	}
	count := 0
	for _, f := range a.Findings {
		if f.Address == address || strings.HasPrefix(f.Address, address+".") {
			count++
		}
	}
	things := "things"
	if count == 1 {
		things = "thing"
	}
	fmt.Fprintf(n.p.stdout, "next: fill in the TODOs; handoff check finds %d %s left to say in it\n", count, things)
	return nil
}
