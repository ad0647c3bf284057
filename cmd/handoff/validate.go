package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"handoff/check"
	"handoff/check/records"
	"handoff/cmd/internal/report"
	"handoff/lang/lazyregexp"
)

func (p *program) validate() *cobra.Command {
	var dir, verified, format string
	input := inputFormat(records.Auto)
	var today day
	cmd := &cobra.Command{
		Use:   "validate ADDRESS FILE… [ADDRESS=FILE…]",
		Short: "Hold real records to what the map says of them",
		Long: `Hold real records (JSON, JSON Lines or YAML) to an artifact, or to the record that an interface passes, and tell every violation with
its place. Files may be of any size: JSON is read record by record. - is standard input.

Of the records of an artifact also what only shows over a set of them: two with one key, and records that were verified longer ago than
verified_within allows. ADDRESS=FILE says that FILE (and those after it) holds all the records there are of that artifact, so that
references to it can be looked up, and one that leads nowhere is told.

When a record was last verified is said by the field that --verified names; else by one called verified_at, verified_on or last_verified…
(NAME_verified_at for one field of it); else by the one timestamp or date that has a verified_within of its own.

Exit status: 0 every record is as it should be; 1 violations, or the map has errors; 2 the work could not be done.`,
		Example: `  handoff validate artifact.incident incidents.jsonl
  handoff validate interface.incident_to_problem payload.json
  handoff validate artifact.incident incidents.jsonl artifact.ci=servers.yaml databases.yaml
  handoff validate artifact.ci=cmdb.jsonl --today 2026-10-01
  curl -s "$ITSM/incidents" | handoff validate artifact.incident -`,
		RunE: func(cmd *cobra.Command, args []string) error {
			files, err := recordFiles(cmd, args)
			if err != nil {
				return err
			}
			write, err := recordFormat(format)
			if err != nil {
				return err
			}
			a, err := p.open(dir, nil, check.Options{})
			if err != nil {
				return err
			}
			date := today.or(time.Now())
			out := write(p.stdout, date)
			c := records.New(a.Graph, records.Options{Today: date, Verified: verified, Tell: out.Finding})
			for n := range files {
				f := &files[n]
				if f.subject, err = c.Subject(f.address); err != nil {
					return err
				}
				if f.whole {
					c.Whole(f.subject)
				}
			}
			broken := p.complain(a)
			if broken != nil && !errors.Is(broken, errFindings) {
				return broken
			}
			var unread []string
			for _, f := range files {
				if err := p.readRecords(c, f.subject, f.file, records.Format(input)); err != nil {
					unread = append(unread, err.Error())
				}
			}
			sum := c.Close()
			if err := out.Close(sum); err != nil {
				var path *os.PathError
				if errors.As(err, &path) {
					err = path.Err
				}
				return fmt.Errorf("cannot write the output: %w", err)
			}
			switch {
			case len(unread) > 0:
				return errors.New(strings.Join(unread, "; "))
			case sum.Errors > 0:
				return errFindings
			}
			return broken
		},
	}
	cmd.Flags().StringVar(&dir, "map", "", "the `DIR` of the map (default: the map around the current directory)")
	cmd.Flags().StringVar(&format, "format", "text", "how to write the findings: `text` or json")
	cmd.Flags().Var(&input, "input-format", "how the files are written: auto (by their names, else by how they begin), json, jsonl or yaml")
	cmd.Flags().Var(&today, "today", "the day by which records are stale (default: today, in UTC)")
	cmd.Flags().StringVar(&verified, "verified", "", "the `FIELD` that says when a record was last verified")
	_ = cmd.MarkFlagDirname("map")
	_ = cmd.RegisterFlagCompletionFunc("format", fixed("text", "json"))
	_ = cmd.RegisterFlagCompletionFunc("input-format", fixed("auto", "json", "jsonl", "yaml"))
	p.colorFlag(cmd)
	return cmd
}

// recordFile is one file and what its records are held to.
type recordFile struct {
	address, file string
	whole         bool // written ADDRESS=FILE: it holds all there are, with others of that address
	subject       *records.Subject
}

var pair = lazyregexp.New(`^((?:[^./=]+\.)?(?:artifact|interface)\.[^./=]+)=(.+)$`)

// recordFiles reads the arguments: the first is an address, unless it is an ADDRESS=FILE; files belong to the address named last.
func recordFiles(cmd *cobra.Command, args []string) ([]recordFile, error) {
	var out []recordFile
	address, whole := "", false
	standard := 0
	for n, arg := range args {
		file := recordFile{address: address, file: arg, whole: whole}
		if m := pair.FindStringSubmatch(arg); m != nil {
			address, whole = m[1], true
			file = recordFile{address: address, file: m[2], whole: true}
		} else if n == 0 {
			address = arg
			continue
		}
		if file.file == "-" {
			standard++
		}
		out = append(out, file)
	}
	switch {
	case len(args) == 0:
		return nil, fmt.Errorf("validate what? Give an address and its records: handoff validate artifact.incident incidents.jsonl")
	case len(out) == 0:
		return nil, fmt.Errorf("no records given for %s; - is standard input", address)
	case standard > 1:
		return nil, fmt.Errorf("standard input can be read only once; see handoff %s --help", cmd.Name())
	}
	return out, nil
}

// recordFormat finds the format of the report.
func recordFormat(name string) (func(io.Writer, time.Time) report.RecordWriter, error) {
	var names []string
	for _, f := range report.RecordFormats {
		if f.Name == name {
			return f.New, nil
		}
		names = append(names, f.Name)
	}
	return nil, fmt.Errorf("no format %q%s; there are: %s", name, didYouMean(name, names), strings.Join(names, ", "))
}

// readRecords reads one file, or standard input.
func (p *program) readRecords(c *records.Check, s *records.Subject, file string, format records.Format) error {
	if file == "-" {
		return c.Read(s, "stdin", format, os.Stdin)
	}
	f, err := os.Open(file)
	if err != nil {
		c.Lost(s)
		if errors.Is(err, os.ErrNotExist) {
			return fmt.Errorf("there is no file %s", file)
		}
		return err
	}
	defer f.Close()
	if info, err := f.Stat(); err == nil && info.IsDir() {
		c.Lost(s)
		return fmt.Errorf("%s is a directory; give its files", file)
	}
	return c.Read(s, file, format, f)
}

// inputFormat is the value of --input-format.
type inputFormat records.Format

func (f *inputFormat) String() string { return string(*f) }
func (f *inputFormat) Type() string   { return "format" }
func (f *inputFormat) Set(s string) error {
	for _, known := range records.Formats {
		if records.Format(s) == known {
			*f = inputFormat(s)
			return nil
		}
	}
	return fmt.Errorf("want auto, json, jsonl or yaml")
}

// day is the value of --today.
type day struct{ time.Time }

func (d *day) String() string {
	if d.IsZero() {
		return ""
	}
	return d.Format(time.DateOnly)
}
func (d *day) Type() string { return "DATE" }
func (d *day) Set(s string) error {
	t, err := time.Parse(time.DateOnly, s)
	if err != nil {
		return fmt.Errorf("want a date such as 2026-10-01")
	}
	d.Time = t
	return nil
}

// or is the day given, else that of the clock.
func (d *day) or(now time.Time) time.Time {
	if d.IsZero() {
		return now.UTC()
	}
	return d.Time
}
