package measure

import (
	"bufio"
	"fmt"
	"io"
	"strconv"
	"strings"

	"handoff/graph/kpi"
)

// OpenMetrics is the report for monitoring (OpenMetrics 1.0): gauges, with the address as a label. Handoffs between words of the log are left
// out, for their number has no bound.
var OpenMetrics = Format{
	Name: "openmetrics",
	Doc:  "for monitoring: gauges in the text format of OpenMetrics 1.0",
	Write: func(w io.Writer, r *Report, _ int) error {
		out := bufio.NewWriter(w)
		samples := Samples(r.Result)
		var names []string
		byName := map[string][]Sample{}
		for _, s := range samples {
			if s.Scope == "pair" || s.Scope == "month" {
				continue
			}
			name := metricName(s)
			if _, known := byName[name]; !known {
				names = append(names, name)
			}
			byName[name] = append(byName[name], s)
		}
		for _, name := range names {
			list := byName[name]
			unit := ""
			if list[0].Unit == "seconds" {
				unit = "seconds"
			}
			fmt.Fprintf(out, "# TYPE %s gauge\n", name)
			if unit != "" {
				fmt.Fprintf(out, "# UNIT %s %s\n", name, unit)
			}
			fmt.Fprintf(out, "# HELP %s %s\n", name, escapeHelp(help(list[0])))
			for _, s := range list {
				fmt.Fprintf(out, "%s%s %s\n", name, labels(s, r.Source), strconv.FormatFloat(s.Value, 'g', -1, 64))
			}
		}
		out.WriteString("# EOF\n")
		return out.Flush()
	},
}

func metricName(s Sample) string {
	name := "handoff_" + s.Figure
	if s.Scope == "kpi" {
		name = "handoff_kpi_" + s.Figure
	}
	if s.Unit == "seconds" {
		name += "_seconds"
	}
	return name
}

func labels(s Sample, source string) string {
	var list []string
	put := func(key, value string) {
		if value != "" {
			list = append(list, key+"=\""+strings.NewReplacer(`\`, `\\`, "\n", `\n`, `"`, `\"`).Replace(value)+"\"")
		}
	}
	put("source", source)
	put("scope", s.Scope)
	put("address", s.Of)
	switch {
	case s.Scope == "kpi":
		put("of", s.Label)
	case strings.HasPrefix(s.Figure, "linked_"):
		put("column", s.Label)
	default:
		promise, priority, _ := strings.Cut(s.Label, " ")
		put("promise", promise)
		put("priority", priority)
	}
	return "{" + strings.Join(list, ",") + "}"
}

// help is the definition of the figure a sample belongs to.
func help(s Sample) string {
	for _, d := range kpi.Definitions {
		if strings.HasPrefix(s.Figure, d.Name) {
			return d.Text
		}
	}
	return "See handoff measure --definitions: " + strings.ReplaceAll(s.Figure, "_", " ") + "."
}

func escapeHelp(text string) string {
	return strings.NewReplacer(`\`, `\\`, "\n", `\n`, `"`, `\"`).Replace(text)
}
