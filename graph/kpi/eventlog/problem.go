package eventlog

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// Problem is one place in a log that cannot be read.
type Problem struct {
	File   string `json:"file"`
	Line   int    `json:"line"`   // from 1
	Column int    `json:"column"` // from 1, in characters; 0 where the whole line is meant
	Text   string `json:"text"`
}

// Error is file:line:column: what is wrong.
func (p *Problem) Error() string {
	if p.Column == 0 {
		return fmt.Sprintf("%s:%d: %s", p.File, p.Line, p.Text)
	}
	return fmt.Sprintf("%s:%d:%d: %s", p.File, p.Line, p.Column, p.Text)
}

// shownProblems is how many are kept to be told; all are counted.
const shownProblems = 5

// Stats is what reading a log came to.
type Stats struct {
	Format   string    `json:"format"`
	Encoding string    `json:"encoding"`
	Layout   string    `json:"time_layout"`
	Events   int       `json:"events"`
	Broken   int       `json:"broken"` // rows or events left out
	Problems []Problem `json:"problems,omitempty"`
}

// add joins what another file came to.
func (s *Stats) add(o Stats) {
	s.Format, s.Encoding, s.Layout = o.Format, o.Encoding, o.Layout
	s.Events += o.Events
	s.Broken += o.Broken
	s.Problems = append(s.Problems, o.Problems[:min(len(o.Problems), shownProblems-len(s.Problems))]...)
}

// leave counts a broken row, and refuses the log where there are too many of them.
func (s *Stats) leave(spec *Spec, p Problem) error {
	s.Broken++
	if len(s.Problems) < shownProblems {
		s.Problems = append(s.Problems, p)
	}
	bound := spec.Tolerate
	if bound == 0 {
		bound = max(10, (s.Events+s.Broken)/100)
	}
	if s.Broken > bound {
		return fmt.Errorf("%w; %d of %d events so far cannot be read, more than is tolerated", &s.Problems[0], s.Broken, s.Events+s.Broken)
	}
	return nil
}

// quote shows a piece of a log inside a message: short, on one line.
func quote(text []byte) string {
	s := valid(text)
	if utf8.RuneCountInString(s) > 40 {
		s = string([]rune(s)[:40]) + "…"
	}
	return fmt.Sprintf("%q", s)
}

func valid(text []byte) string { return strings.ToValidUTF8(string(text), "\uFFFD") }
