package render

import (
	"bytes"
	"context"
	"encoding/json"
	"encoding/xml"
	"errors"
	"io"
	"strings"
	"testing"
	"testing/fstest"
	"unicode"
	"unicode/utf8"

	"github.com/stretchr/testify/require"

	"handoff/graph"
	"handoff/lang"
)

// said is a map that says a text wherever pictures could show it.
func said(text string) *graph.Graph {
	quoted, _ := json.Marshal(text)
	q := strings.NewReplacer("${", "$${", "%{", "%%{").Replace(string(quoted))
	return graph.Build(lang.Load(fstest.MapFS{"a.handoff.hcl": {Data: []byte(strings.ReplaceAll(`
team "t" {
  title = TEXT
}
role "r" {
  title = TEXT
  team  = team.t
}
system "s" {
  title = TEXT
}
artifact "a" {
  title = TEXT
  field "id" {
    type        = string
    key         = true
    description = TEXT
  }
  field "state" {
    type = enum("x", "y")
  }
}
process "p" {
  title   = TEXT
  purpose = TEXT
  owner   = role.r
  team    = team.t
  input "in" {
    artifact = artifact.a
    title    = TEXT
    external = true
    source   = system.s
  }
  output "out" {
    artifact = artifact.a
    title    = TEXT
  }
  step "one" {
    title = TEXT
    by    = role.r
    uses  = [system.s]
    branch {
      choice = TEXT
      next   = step.two
    }
    branch {
      when = a.state == "x"
      next = end
    }
    next = step.two
  }
  step "two" {
    title = TEXT
    by    = role.r
  }
}
process "q" {
  title = TEXT
  input "in" {
    artifact = artifact.a
    requires = [id]
  }
}
interface "i" {
  title = TEXT
  from  = process.p.output.out
  to    = process.q.input.in
  via   = system.s
  create {
    state = a.state
  }
  sla {
    complete = "4h"
  }
  escalation {
    after = {
      "20m" = role.r
    }
  }
}
service "v" {
  title = TEXT
  flow  = [interface.i]
  sla {
    complete = "1d"
  }
}
`, "TEXT", q))}}, lang.Options{}))
}

func views(g *graph.Graph) []View {
	return []View{Landscape(g), Swimlane(g.Processes[0]), Contract(g.Interfaces[0]), RACI(g, "RACI", g.Processes, g.Interfaces), Escalations(g, g.Processes, nil), ServiceBudget(g, g.Services[0]), DataMap(g, g.Processes), Organisation(g, nil)}
}

// FuzzFormats: a text that a map says is a text in every format of every picture: it makes no line, no element and no statement of its own.
func FuzzFormats(f *testing.F) {
	for _, s := range nastyTexts {
		f.Add(s)
	}
	for _, s := range []string{"]] --> x", "%% comment", "click x href \"javascript:x\"", "\\N \\G \\E", "${x}", "a: b {c}", "|md x|", "#quot;", "&quot;", "end", "subgraph", "\\", "\"", "`", "|`x`|", "<b>x</b>", "; DROP"} {
		f.Add(s)
	}
	plain := views(said("plain"))
	f.Fuzz(func(t *testing.T, text string) {
		g := said(text)
		if len(g.Map.Findings) > 0 {
			return // no text of a map
		}
		for k, v := range views(g) {
			for _, format := range Formats {
				if format.Drawn && v.NeedsEngine() || format.Name == "png" || format.Name == "pdf" { // needs the layout program, or paint, which has a target of its own
					continue
				}
				out, again := shown(t, format, v), shown(t, format, v)
				require.Equal(t, out, again, "the same each time")
				require.True(t, utf8.ValidString(out), format.Name)
				require.Less(t, strings.IndexFunc(out, func(r rune) bool { return unicode.IsControl(r) && r != '\n' && r != '\t' }), 0, "%s: %q", format.Name, out)
				switch format.Name {
				case "json":
					require.True(t, json.Valid([]byte(out)))
				case "svg":
					require.Equal(t, elements(t, shown(t, format, plain[k])), elements(t, out), "%s of %q", v.Kind, text)
				case "dot":
					require.Equal(t, statements(shown(t, format, plain[k])), statements(out), "%q\n%s", text, out)
				default:
					require.Equal(t, lines(shown(t, format, plain[k])), lines(out), "%s of %s: %q\n%s", format.Name, v.Kind, text, out)
				}
			}
		}
	})
}

func shown(t *testing.T, f Format, v View) string {
	t.Helper()
	var b bytes.Buffer
	require.NoError(t, f.Write(context.Background(), &b, v, Options{Engine: testEngine, Link: func(page string) string { return page + ".html" }}))
	return b.String()
}

// elements are the elements of an SVG that could do something: all but texts and their parts, of which there are as many as lines.
func elements(t *testing.T, out string) map[string]int {
	t.Helper()
	count := map[string]int{}
	d := xml.NewDecoder(strings.NewReader(out))
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return count
		}
		require.NoError(t, err)
		if e, ok := token.(xml.StartElement); ok {
			switch e.Name.Local {
			case "script", "foreignObject", "iframe", "image", "animate", "set", "a", "style", "use":
				count[e.Name.Local]++
			}
			for _, a := range e.Attr {
				if strings.HasPrefix(strings.ToLower(a.Name.Local), "on") {
					count[a.Name.Local]++
				}
			}
		}
	}
}

// statements are the statements of a DOT file without what stands in quotes or in <…>, by which another reader would know where they end.
func statements(out string) string {
	var b strings.Builder
	depth := 0
	for k := 0; k < len(out); k++ {
		switch c := out[k]; {
		case depth > 0 && c == '<':
			depth++
		case depth > 0 && c == '>':
			depth--
		case depth > 0:
		case c == '"':
			for k++; k < len(out) && out[k] != '"'; k++ {
				if out[k] == '\\' {
					k++
				}
			}
			b.WriteString(`""`)
		case c == '<':
			depth++
			b.WriteString("<>")
		default:
			b.WriteByte(c)
		}
	}
	return b.String()
}

// lines counts the lines of a format that is read line by line.
func lines(out string) int { return strings.Count(out, "\n") }
