package main

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"handoff/check"
	"handoff/cmd/internal/analysis"
	"handoff/cmd/internal/product"
	"handoff/cmd/internal/terminal"
	"handoff/cmd/internal/workspace"
	"handoff/render/output"
	"handoff/render/runbook"
)

func (p *program) docs() *cobra.Command {
	var out string
	var book handbook
	var onlyCheck bool
	cmd := &cobra.Command{
		Use:   "docs [DIR]",
		Short: "Write the runbooks of a map",
		Long: `Write the runbooks of a map for the wiki you have: one page for each process, handoff, record, role and team, with pictures, an
index for programs (llms.txt) and the compiled map (map.json, with its JSON Schema).

Write your own notes between the marks "handoff:keep" and "handoff:end" of a page; they stay when the page is written again, and
when the wiki changes its flavour. The pages of confluence and html are not written on: --notes puts the notes of another wiki into them.

` + audienceHelp + `

` + flavorsHelp(),
		Example: `  handoff docs -o wiki
  handoff docs examples/itil --flavor github -o wiki
  handoff docs -o wiki --check
  handoff docs --audience public --flavor html --notes wiki -o site`,
		Args: atMost(1, "one directory"),
		RunE: func(_ *cobra.Command, args []string) error {
			a, h, err := p.openBook(first(args), book, check.Options{})
			if err != nil {
				return err
			}
			ctx, stop := interruptible()
			defer stop()
			pen, done := p.pen()
			defer pen.Gallery.Close()
			edition := h.edition("docs", out, a)
			if onlyCheck {
				stale, err := p.stale(ctx, pen, edition, done)
				return worse(err, worse(stale, p.complain(a)))
			}
			err = p.publish(ctx, pen, edition, done, h.Flavor.Start)
			return worse(err, p.complain(a))
		},
	}
	outputFlag(cmd, &out)
	book.flags(cmd)
	cmd.Flags().BoolVar(&onlyCheck, "check", false, "write nothing; list what is stale, and exit 1 if anything is")
	p.colorFlag(cmd)
	return cmd
}

// handbook is how runbooks are to be written, as it stands on a command line.
type handbook struct{ flavor, audience, notes, measured string }

const audienceHelp = `The audience "public" is for readers outside. It leaves out all contacts (phone, e-mail, chat, on-call, page), every e-mail address and
telephone number in the map's texts and in notes, what stands in meta, notes marked internal (<!-- handoff:keep ID internal -->), and the names of
people: those in e-mail addresses (first.last@, f.last@; first@ where it is a role's), in contacts and in meta (holder = "…"), wherever they stand, and what handoff.hcl
lists under docs { leave_out = ["…"] }. A role called after a person gets another address. Other titles of roles and teams stay. A name that only a
text tells, and nothing shows to be one, has to be listed. Public pages need a folder of their own.`

var audiences = []string{"internal", "public"}

func (h *handbook) flags(cmd *cobra.Command) {
	cmd.Flags().StringVar(&h.flavor, "flavor", "", "the `FLAVOR` of wiki: "+strings.Join(runbook.Names(), ", ")+" (default: as handoff.hcl says, else markdown)")
	cmd.Flags().StringVar(&h.audience, "audience", "", "for whom: internal or public, which leaves out how to reach people (default: as handoff.hcl says, else internal)")
	cmd.Flags().StringVar(&h.notes, "notes", "", "show the notes that people wrote in the wiki in this `DIR`; the pages are then not for writing on")
	measuredFlag(cmd, &h.measured)
	_ = cmd.MarkFlagDirname("notes")
	_ = cmd.RegisterFlagCompletionFunc("audience", fixed(audiences...))
	_ = cmd.RegisterFlagCompletionFunc("flavor", func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
		var list []string
		for _, f := range runbook.Flavors {
			list = append(list, f.Name+"\t"+f.Doc)
		}
		return list, cobra.ShellCompDirectiveNoFileComp
	})
}

// check finds what is wrong with it before a map has been read.
func (h handbook) check() error {
	if _, ok := runbook.Named(h.flavor); !ok {
		return fmt.Errorf("no flavor %q%s; there are: %s", h.flavor, didYouMean(h.flavor, runbook.Names()), strings.Join(runbook.Names(), ", "))
	}
	if h.audience != "" && !slices.Contains(audiences, h.audience) {
		return fmt.Errorf("no audience %q%s; there are: %s", h.audience, didYouMean(h.audience, audiences), strings.Join(audiences, ", "))
	}
	return nil
}

// orderedBook is a handbook with the map as its readers may see it.
type orderedBook struct {
	product.Handbook
	shown *analysis.Analysis
}

// edition is the book of a map, made by a verb for a folder.
func (b orderedBook) edition(verb, dir string, a *analysis.Analysis) product.Edition {
	return product.Edition{Kind: verb, Dir: dir, Analysis: a, Shown: b.shown, Handbook: b.Handbook}
}

// openBook reads a map, and how its runbooks are to be written: what the command line leaves open is for handoff.hcl to say.
func (p *program) openBook(dir string, h handbook, options check.Options) (*analysis.Analysis, orderedBook, error) {
	fail := func(err error) (*analysis.Analysis, orderedBook, error) { return nil, orderedBook{}, err }
	if err := h.check(); err != nil {
		return fail(err)
	}
	measured, err := readMeasured(h.measured)
	if err != nil {
		return fail(err)
	}
	w, err := workspace.Open(dir)
	if err != nil {
		return fail(err)
	}
	defer w.Close()
	a, err := p.analyse(w, analysis.All(), options)
	if err != nil {
		return fail(err)
	}
	if err := p.ofThisMap(measured, a.Map); err != nil {
		return fail(err)
	}
	a.Measured = measured
	settings := a.Map.Settings.Docs
	book := orderedBook{shown: a}
	book.Flavor, _ = runbook.Named(h.flavor)
	if f, ok := runbook.Named(settings.Flavor.Value); ok && h.flavor == "" {
		book.Flavor = f
	}
	if h.audience == "" {
		h.audience = settings.Audience.Value
	}
	if h.audience == "public" {
		if measured != nil { // figures carry the words of the log
			return fail(errors.New("--measured shows groups of the event log by name, which is not for the public; leave it out, or write for the audience internal"))
		}
		book.Public = true
		if book.shown, err = analysis.Public(w, a); err != nil {
			return fail(err)
		}
	}
	if h.notes != "" {
		if book.Notes, err = output.ReadNotes(h.notes); err != nil {
			return fail(err)
		}
		if book.Notes == nil {
			book.Notes = []output.Note{}
		}
	}
	return a, book, nil
}

// flavorsHelp says what each flavour is.
func flavorsHelp() string {
	var b strings.Builder
	b.WriteString("Flavors:\n")
	for _, f := range runbook.Flavors {
		fmt.Fprintf(&b, "  %-11s %s\n", f.Name, f.Doc)
	}
	return strings.TrimRight(b.String(), "\n")
}

// stale lists what a write would change. That there is anything is a finding, not a failure.
func (p *program) stale(ctx context.Context, pen product.Pen, e product.Edition, done func()) (found, problem error) {
	current := func(files int) {
		fmt.Fprintf(p.stdout, "%s is current: %d files\n", terminal.Line(e.Dir), files)
	}
	if _, files, settled := pen.Settled(ctx, e); settled {
		done()
		current(len(files))
		return nil, nil
	}
	set, undrawn := pen.Make(ctx, e)
	changes, files, err := set.Stale(e.Dir)
	done()
	if ctx.Err() != nil {
		return nil, ctx.Err()
	}
	if err != nil {
		return nil, errors.Join(err, undrawn.Err())
	}
	if len(changes) == 0 {
		current(files)
		return nil, undrawn.Err()
	}
	words := map[output.ChangeKind]string{output.Missing: "is missing", output.Changed: "is stale", output.Extra: "is no longer generated", output.InWay: "was edited by hand, or is not handoff's"}
	for _, c := range changes {
		fmt.Fprintf(p.stdout, "%s %s\n", terminal.Line(c.Path), words[c.Kind])
	}
	if output.Busy(e.Dir) {
		fmt.Fprintf(p.stderr, "handoff: another handoff is writing into %s, or was stopped while it did; wait for it and check again, or write it again\n", terminal.Line(e.Dir))
	}
	fmt.Fprintf(p.stdout, "%s is stale: %d of %d files; write it again with handoff docs\n", terminal.Line(e.Dir), len(changes), files)
	return errFindings, undrawn.Err()
}
