package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"regexp"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"handoff/check/records"
	"handoff/cmd/internal/destination"
	"handoff/cmd/internal/report"
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

Of the records of an artifact also what only shows over the whole set: two with one key, references to records that are not there, and
records that were verified longer ago than verified_within allows. To have references looked up, give the records they lead to as well,
by ADDRESS=FILE; files after it belong to that address too.

When a record was last verified is said by the field that --verified names; else by one called verified_at, verified_on or last_verified…
(NAME_verified_at for one field of it); else by the one timestamp or date that has a verified_within of its own.

Exit status: 0 every record is as it should be; 1 violations, or the map has errors; 2 the work could not be done.`,
		Example: `  handoff validate artifact.incident incidents.jsonl
  handoff validate interface.incident_to_problem payload.json
  handoff validate artifact.incident incidents.jsonl artifact.ci=servers.yaml databases.yaml
  curl -s "$CMDB/cis" | handoff validate artifact.ci - --today 2026-10-01`,
		RunE: func(cmd *cobra.Command, args []string) error {
			pairs, err := recordFiles(cmd, args)
			if err != nil {
				return err
			}
			write, err := recordFormat(format)
			if err != nil {
				return err
			}
			a, err := p.open(dir, nil)
			if err != nil {
				return err
			}
			broken := p.complain(a)
			if broken != nil && !errors.Is(broken, errFindings) {
				return broken
			}
			return destination.Write("-", p.stdout, func(w io.Writer) error {
				date := today.or(time.Now())
				out := write(w, date)
				c := records.New(a.Graph, records.Options{Today: date, Verified: verified, Tell: out.Finding})
				var subjects []*records.Subject
				for _, pair := range pairs {
					s, err := c.Subject(pair.address)
					if err != nil {
						return err
					}
					subjects = append(subjects, s)
				}
				var unread []string
				for n, pair := range pairs {
					if err := p.readRecords(c, subjects[n], pair.file, records.Format(input)); err != nil {
						unread = append(unread, err.Error())
					}
				}
				sum := c.Close()
				if err := out.Close(sum); err != nil {
					return err
				}
				switch {
				case len(unread) > 0:
					return errors.New(strings.Join(unread, "; "))
				case sum.Errors > 0:
					return errFindings
				}
				return broken
			})
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
type recordFile struct{ address, file string }

var pair = regexp.MustCompile(`^((?:[^./=]+\.)?(?:artifact|interface)\.[^./=]+)=(.+)$`)

// recordFiles reads the arguments: the first is an address, unless it is an ADDRESS=FILE; files belong to the address named last.
func recordFiles(cmd *cobra.Command, args []string) ([]recordFile, error) {
	var out []recordFile
	address := ""
	standard := 0
	for n, arg := range args {
		file := recordFile{address, arg}
		if m := pair.FindStringSubmatch(arg); m != nil {
			address = m[1]
			file = recordFile{m[1], m[2]}
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
