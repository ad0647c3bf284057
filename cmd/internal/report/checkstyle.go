package report

import (
	"encoding/xml"
	"fmt"
	"io"

	"handoff/cmd/internal/terminal"
)

// Checkstyle is the report in the XML of the Java linter of that name, which Jenkins, reviewdog and many editors read.
var Checkstyle = Format{
	Name: "checkstyle",
	Doc:  "Checkstyle XML, for Jenkins, reviewdog and others",
	Write: func(w io.Writer, r *Report, _ Style) error {
		out := checkstyle{Version: "4.3", Comment: " checked " + r.looked() + " "}
		index := map[string]int{}
		for _, f := range r.Findings {
			name := terminal.Line(r.file(f))
			i, known := index[name]
			if !known {
				i = len(out.Files)
				index[name] = i
				out.Files = append(out.Files, checkstyleFile{Name: name})
			}
			out.Files[i].Errors = append(out.Files[i].Errors, checkstyleError{
				Line: max(1, f.Range.Start.Line), Column: f.Range.Start.Column, Severity: string(f.Severity),
				Message: terminal.Printable(said(f)), Source: terminal.Line(f.Rule),
			})
		}
		return writeXML(w, out)
	},
}

type checkstyle struct {
	XMLName xml.Name         `xml:"checkstyle"`
	Version string           `xml:"version,attr"`
	Comment string           `xml:",comment"`
	Files   []checkstyleFile `xml:"file"`
}

type checkstyleFile struct {
	Name   string            `xml:"name,attr"`
	Errors []checkstyleError `xml:"error"`
}

type checkstyleError struct {
	Line     int    `xml:"line,attr"`
	Column   int    `xml:"column,attr,omitempty"`
	Severity string `xml:"severity,attr"` // its words are ours: error, warning, info
	Message  string `xml:"message,attr"`
	Source   string `xml:"source,attr"`
}

// writeXML writes a document. Characters that XML cannot hold have to be gone.
func writeXML(w io.Writer, document any) error {
	if _, err := io.WriteString(w, xml.Header); err != nil {
		return err
	}
	enc := xml.NewEncoder(w)
	enc.Indent("", "  ")
	if err := enc.Encode(document); err != nil {
		return err
	}
	_, err := fmt.Fprintln(w)
	return err
}
