package main

import (
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"handoff/check"
	"handoff/cmd/internal/destination"
	"handoff/cmd/internal/questions"
	"handoff/cmd/internal/workspace"
	"handoff/graph"
)

// asking is what the questions share.
type asking struct {
	p                *program
	dir, out, format string
	filter           questions.Filter
}

func (p *program) graph() *cobra.Command {
	about := ""
	for _, f := range questions.Formats {
		about += fmt.Sprintf("\n  %-5s %s", f.Name, f.Doc)
	}
	cmd := &cobra.Command{
		Use:   "graph QUESTION",
		Short: "Ask a map: what a change affects, how work gets there, who answers, what relates two blocks",
		Long: `Ask a map a question. An ADDRESS is that of any block, such as process.incident_management, process.incident_management.step.classify or
role.duty_manager; where only one block has that name, the name will do, or its title.

Formats:` + about + `

Every answer in JSON holds format_version (now ` + strconv.Itoa(questions.FormatVersion) + `), question, and what was asked about; every block in it address, kind, title, file and line;
lists are never null. New keys may come; a change that a reader would notice raises format_version. What each key means is said by
the output schemas of the same questions in handoff mcp.

Exit status: 0 there is an answer; 1 there is none: no way, no relation, nobody who answers, nothing affected (the output says so); 2 the
question could not be asked. Errors of the map are told on standard error and change none of that, unless a file cannot be read.`,
		Example: `  handoff graph impact artifact.incident
  handoff graph path process.monitoring process.change_enablement
  handoff graph why role.duty_manager service.restore_and_prevent
  handoff graph owner interface.incident_to_problem
  handoff graph list process --team service_desk --format json`,
		Args: cobra.ArbitraryArgs,
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 {
				return cmd.Help()
			}
			var names []string
			for _, c := range cmd.Commands() {
				names = append(names, c.Name())
			}
			return fmt.Errorf("no question %q%s; there are: %s", args[0], didYouMean(args[0], names), strings.Join(names, ", "))
		},
	}
	cmd.AddCommand(p.graphImpact(), p.graphPath(), p.graphWhy(), p.graphOwner(), p.graphList())
	return cmd
}

func (p *program) graphImpact() *cobra.Command {
	q := &asking{p: p}
	depth := depth(1)
	cmd := &cobra.Command{
		Use:   "impact ADDRESS",
		Short: "Who and what is affected if a block changes, and why",
		Long: `Tell who and what is affected if a block changes: processes, handoffs, roles and teams, services, records, KPIs and the promises at stake,
with the reason for each and its place in a file.

Affected is what names the block or a part of it, and the people that it names. A process passes a change on with its work: whoever takes
what it hands on is one handoff further away. --depth says how far to look; 0 is the block's own surroundings.`,
		Example: `  handoff graph impact process.incident_management
  handoff graph impact artifact.incident --depth all --team change_team
  handoff graph impact calendar.office_hours --depth 0
  handoff graph impact system.itsm --format dot | dot -Tsvg -o impact.svg`,
		RunE: func(_ *cobra.Command, args []string) error {
			return q.ask(func(g *graph.Graph) (questions.Answer, error) {
				return questions.AskImpact(g, args[0], int(depth), q.filter)
			})
		},
	}
	cmd.Flags().Var(&depth, "depth", "how many handoffs away to look, or all")
	q.filters(cmd)
	return q.finish(cmd, 1)
}

func (p *program) graphPath() *cobra.Command {
	q := &asking{p: p}
	cmd := &cobra.Command{
		Use:   "path FROM TO",
		Short: "The shortest chains of handoffs from one block to another",
		Long: `Tell the shortest chains of handoffs by which work gets from one block to another: the processes on the way, the records passed, what carries
them, and the promised waits. For a block that is no process it is the processes that have to do with it; between two steps of one process
it is the ways from step to step. The filter says which processes the way may lead through.`,
		Example: `  handoff graph path process.monitoring process.release
  handoff graph path contact_handling change_enablement --service restore_and_prevent
  handoff graph path process.monitoring process.release --format json | jq .length`,
		RunE: func(_ *cobra.Command, args []string) error {
			return q.ask(func(g *graph.Graph) (questions.Answer, error) {
				return questions.AskPath(g, args[0], args[1], q.filter)
			})
		},
	}
	q.filters(cmd)
	return q.finish(cmd, 2)
}

func (p *program) graphWhy() *cobra.Command {
	q := &asking{p: p}
	cmd := &cobra.Command{
		Use:   "why A B",
		Short: "What relates two blocks, with the line that says so",
		Long: `Tell everything that relates two blocks, with the file and line that says so: what the one names the other as, and what follows from the rest
of the map (who is accountable by default, what is passed). Where neither has to do with the other, the shortest chains of blocks in
between.`,
		Example: `  handoff graph why process.incident_management role.duty_manager
  handoff graph why artifact.incident artifact.problem
  handoff graph why team.service_desk system.itsm`,
		RunE: func(_ *cobra.Command, args []string) error {
			return q.ask(func(g *graph.Graph) (questions.Answer, error) { return questions.AskWhy(g, args[0], args[1]) })
		},
	}
	return q.finish(cmd, 2)
}

func (p *program) graphOwner() *cobra.Command {
	q := &asking{p: p}
	cmd := &cobra.Command{
		Use:   "owner ADDRESS",
		Short: "Who answers for a block and why, who stands in, who is woken",
		Long: `Tell who answers for a block: where the map may say so, in the order in which that counts, and what it says there; who stands in, how to reach
them; who does the work of a step or handoff; who is woken by its escalation ladder, and whom to call when it fails.`,
		Example: `  handoff graph owner process.incident_management
  handoff graph owner process.incident_management.step.classify
  handoff graph owner interface.incident_to_problem --format json | jq -r '.answers[].address'`,
		RunE: func(_ *cobra.Command, args []string) error {
			return q.ask(func(g *graph.Graph) (questions.Answer, error) { return questions.AskOwner(g, args[0]) })
		},
	}
	return q.finish(cmd, 1)
}

func (p *program) graphList() *cobra.Command {
	q := &asking{p: p}
	cmd := &cobra.Command{
		Use:   "list KIND",
		Short: "Every block of a kind",
		Long:  "List every block of a kind, in the order in which they are written. Kinds:\n  " + strings.Join(questions.Kinds, " "),
		Example: `  handoff graph list process
  handoff graph list interface --service restore_and_prevent
  handoff graph list role --team service_desk --format json | jq -r '.blocks[].address'`,
		RunE: func(_ *cobra.Command, args []string) error {
			return q.ask(func(g *graph.Graph) (questions.Answer, error) { return questions.AskList(g, args[0], q.filter) })
		},
	}
	q.filters(cmd)
	cmd = q.finish(cmd, 1)
	cmd.Args = wants("one kind of block", 1, cmd.Example)
	cmd.ValidArgsFunction = func(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
		if len(args) > 0 {
			return nil, cobra.ShellCompDirectiveNoFileComp
		}
		return questions.Kinds, cobra.ShellCompDirectiveNoFileComp
	}
	return cmd
}

// finish gives a question what all have: formats, a place to write, the map, and arguments that are addresses.
func (q *asking) finish(cmd *cobra.Command, addresses int) *cobra.Command {
	var formats []string
	for _, f := range questions.Formats {
		formats = append(formats, f.Name)
	}
	cmd.Flags().StringVar(&q.dir, "map", "", "the `DIR` of the map (default: the map around the current directory)")
	cmd.Flags().StringVar(&q.format, "format", formats[0], "how to write the answer: `F` is one of "+strings.Join(formats, ", "))
	cmd.Flags().StringVarP(&q.out, "output", "o", "-", "where to write, - for standard output (`FILE`)")
	_ = cmd.MarkFlagDirname("map")
	_ = cmd.RegisterFlagCompletionFunc("format", fixed(formats...))
	q.p.colorFlag(cmd)
	what := "one address"
	if addresses == 2 {
		what = "two addresses"
	}
	cmd.Args = wants(what, addresses, cmd.Example)
	cmd.ValidArgsFunction = func(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
		if len(args) >= addresses {
			return nil, cobra.ShellCompDirectiveNoFileComp
		}
		return q.complete(nil), cobra.ShellCompDirectiveNoFileComp
	}
	return cmd
}

// filters gives a question the flags that restrict it to a part of the map.
func (q *asking) filters(cmd *cobra.Command) {
	cmd.Flags().StringVar(&q.filter.Team, "team", "", "only what this `TEAM` runs or has to do with")
	cmd.Flags().StringVar(&q.filter.Service, "service", "", "only what lies in the flow of this `SERVICE`")
	cmd.Flags().StringVar(&q.filter.Tag, "tag", "", "only what has this `TAG`")
	for _, kind := range []string{"team", "service"} {
		_ = cmd.RegisterFlagCompletionFunc(kind, func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
			return q.complete(func(k string) bool { return k == kind }), cobra.ShellCompDirectiveNoFileComp
		})
	}
	_ = cmd.RegisterFlagCompletionFunc("tag", cobra.NoFileCompletions)
}

// complete lists the addresses of the map, with titles, as far as it can be read.
func (q *asking) complete(kind func(string) bool) []string {
	w, err := workspace.Open(q.dir)
	if err != nil {
		return nil
	}
	defer w.Close()
	m, err := w.Load()
	if err != nil {
		return nil
	}
	var out []string
	for _, d := range m.Declarations() {
		c := d.Common()
		if kind == nil || kind(string(c.Kind)) {
			out = append(out, c.Address()+"\t"+strings.Map(func(r rune) rune {
				if r < ' ' || r == 0x7f {
					return ' '
				}
				return r
			}, c.DisplayName()))
		}
	}
	return out
}

// ask reads the map, asks it, and writes the answer.
func (q *asking) ask(question func(*graph.Graph) (questions.Answer, error)) error {
	format, err := questions.FormatNamed(q.format)
	if err != nil {
		return err
	}
	a, err := q.p.open(q.dir, nil, check.Options{})
	if err != nil {
		return err
	}
	answer, err := question(a.Graph)
	if err != nil {
		if len(a.Map.Findings) > 0 && a.Map.Incomplete {
			err = fmt.Errorf("%w; part of the map cannot be read: see handoff check", err)
		}
		return err
	}
	if err := destination.Write(q.out, q.p.stdout, func(w io.Writer) error { return format.Write(w, answer) }); err != nil {
		return err
	}
	if err := q.p.complain(a); err != nil && !errors.Is(err, errFindings) {
		return err
	}
	if a.Map.Incomplete {
		fmt.Fprintln(q.p.stderr, "handoff: part of the map cannot be read, so the answer may lack something")
	}
	if answer.None() {
		return errFindings
	}
	return nil
}

// wants demands so many arguments, and shows how it is done.
func wants(what string, n int, example string) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if len(args) == n {
			return nil
		}
		first, _, _ := strings.Cut(strings.TrimSpace(example), "\n")
		arguments := "arguments"
		if len(args) == 1 {
			arguments = "argument"
		}
		return fmt.Errorf("%s wants %s, not %d %s: %s; see %s --help", cmd.CommandPath(), what, len(args), arguments, first, cmd.CommandPath())
	}
}

// depth is the value of --depth.
type depth int

func (d *depth) String() string {
	if *d == questions.AllDepths {
		return "all"
	}
	return strconv.Itoa(int(*d))
}
func (d *depth) Type() string { return "N" }
func (d *depth) Set(s string) error {
	if s == "all" {
		*d = questions.AllDepths
		return nil
	}
	n, err := strconv.Atoi(s)
	if err != nil || n < 0 || n > questions.AllDepths {
		return fmt.Errorf("want a number of handoffs, or all")
	}
	*d = depth(n)
	return nil
}
