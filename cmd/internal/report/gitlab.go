package report

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"strings"

	"handoff/cmd/internal/terminal"
	"handoff/lang/finding"
)

// GitLab is the report that its merge requests show as code quality: https://docs.gitlab.com/ci/testing/code_quality/
var GitLab = Format{
	Name: "gitlab",
	Doc:  "GitLab code quality: findings in a merge request and at its lines",
	Write: func(w io.Writer, r *Report, _ Style) error {
		out := []codeQuality{}
		taken := map[string]int{}
		for _, f := range r.Findings {
			out = append(out, codeQuality{
				Description: terminal.Line(f.Summary + ": " + firstLine(said(f))), Check: f.Rule, Severity: codeQualitySeverity(f.Severity),
				Fingerprint: r.unique(f, taken), Location: codeQualityLocation{
					Path:  r.file(f),
					Lines: codeQualityLines{Begin: max(1, f.Range.Start.Line), End: max(1, f.Range.Start.Line, f.Range.End.Line)},
				},
			})
			if _, rest, _ := strings.Cut(said(f), "\n"); rest != "" {
				out[len(out)-1].Content = &codeQualityContent{Body: terminal.Printable(strings.TrimLeft(rest, "\n"))}
			}
		}
		return encode(w, out)
	},
}

// unique is the fingerprint of a finding among all of a repository: GitLab shows only the first of those that share one, and merges the reports
// of several maps.
func (r *Report) unique(f finding.Finding, taken map[string]int) string {
	n := taken[f.Fingerprint]
	taken[f.Fingerprint]++
	if n == 0 && r.Folder == "" {
		return f.Fingerprint
	}
	sum := sha256.Sum256(fmt.Appendf(nil, "%s\x00%s\x00%d", r.Folder, f.Fingerprint, n))
	return hex.EncodeToString(sum[:8])
}

func codeQualitySeverity(s finding.Severity) string {
	switch s {
	case finding.Error:
		return "critical"
	case finding.Warning:
		return "minor"
	}
	return "info"
}

type codeQuality struct {
	Description string              `json:"description"`
	Check       string              `json:"check_name"`
	Content     *codeQualityContent `json:"content,omitempty"`
	Fingerprint string              `json:"fingerprint"`
	Severity    string              `json:"severity"`
	Location    codeQualityLocation `json:"location"`
}

type codeQualityContent struct {
	Body string `json:"body"`
}

type codeQualityLocation struct {
	Path  string           `json:"path"`
	Lines codeQualityLines `json:"lines"`
}

type codeQualityLines struct {
	Begin int `json:"begin"`
	End   int `json:"end"`
}
