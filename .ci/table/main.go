// Command table turns the lines of benchmarks, read from standard input, into the tables of the README's section on speed, and prints them: table [README].
// With a README it also puts them there, between the marks scale:begin and scale:end. .ci/peers runs it.
package main

import (
	"bufio"
	"fmt"
	"io"
	"math"
	"os"
	"slices"
	"strconv"
	"strings"
)

// figures are the metrics of each benchmark, by its name without the number of cores, and the settings that stand before them (date, cpu), the last of each.
type figures struct {
	metrics  map[string]map[string]float64
	settings map[string]string
	load     float64 // the largest of any part
}

func read(in io.Reader) (figures, error) {
	f := figures{metrics: map[string]map[string]float64{}, settings: map[string]string{}}
	lines := bufio.NewScanner(in)
	for lines.Scan() {
		words := strings.Fields(lines.Text())
		if len(words) < 2 {
			continue
		}
		if setting, ok := strings.CutSuffix(words[0], ":"); ok && !strings.HasPrefix(words[0], "---") {
			f.settings[setting] = strings.Join(words[1:], " ")
			if v, err := strconv.ParseFloat(words[1], 64); err == nil && setting == "load" {
				f.load = max(f.load, v)
			}
		}
		name, isOne := strings.CutPrefix(words[0], "Benchmark")
		if !isOne {
			continue
		}
		if i := strings.LastIndexByte(name, '-'); i > 0 {
			if _, err := strconv.Atoi(name[i+1:]); err == nil {
				name = name[:i]
			}
		}
		row := map[string]float64{}
		for i := 2; i+1 < len(words); i += 2 {
			if v, err := strconv.ParseFloat(words[i], 64); err == nil {
				row[words[i+1]] = v
			}
		}
		f.metrics[name] = row
	}
	return f, lines.Err()
}

// values are what stands after key= in the names of benchmarks of a kind, as they sort: numbers by their size.
func (f figures) values(kind, key string) []string {
	var list []string
	for name := range f.metrics {
		parts := strings.Split(name, "/")
		for _, p := range parts[1:] {
			if v, ok := strings.CutPrefix(p, key+"="); ok && parts[0] == kind && !slices.Contains(list, v) {
				list = append(list, v)
			}
		}
	}
	slices.SortFunc(list, func(a, b string) int {
		x, _ := strconv.Atoi(a)
		y, _ := strconv.Atoi(b)
		if x != y {
			return x - y
		}
		return strings.Compare(a, b)
	})
	return list
}

const none = "–"

// number has three digits at most, and none that mean nothing.
func number(v float64) string {
	if v >= 100 || v == 0 {
		return thousands(int(math.Round(v)))
	}
	digits := 1 - int(math.Floor(math.Log10(v))) // two significant ones
	return strconv.FormatFloat(v, 'f', max(0, digits), 64)
}

func thousands(n int) string {
	text := strconv.Itoa(n)
	for i := len(text) - 3; i > 0; i -= 3 {
		text = text[:i] + "," + text[i:]
	}
	return text
}

// seconds are told in milliseconds where they are few.
func seconds(v float64) string {
	if v < 0.1 {
		return number(v*1000) + " ms"
	}
	return number(v) + " s"
}

func times(v float64) string { return number(v) + "×" }

func table(w io.Writer, head []string, rows [][]string) {
	fmt.Fprintf(w, "| %s |\n| ---%s |\n", strings.Join(head, " | "), strings.Repeat(" | ---:", len(head)-1))
	for _, r := range rows {
		fmt.Fprintf(w, "| %s |\n", strings.Join(r, " | "))
	}
	fmt.Fprintln(w)
}

func (f figures) scale(w io.Writer) {
	sizes := f.values("Scale", "processes")
	if len(sizes) == 0 {
		return
	}
	head := []string{"processes"}
	for _, n := range sizes {
		v, _ := strconv.Atoi(n)
		head = append(head, thousands(v))
	}
	var rows [][]string
	for _, verb := range []struct{ name, title string }{
		{"check", "`check`"}, {"fmt", "`fmt --check`"}, {"docs", "`docs`"}, {"landscape", "`render`, landscape"}, {"service", "`render`, a service"},
		{"swimlane", "`render`, a swimlane"}, {"build", "`build`, first"}, {"rebuild", "`build`, nothing changed (× the first)"}, {"keystroke", "a keystroke in an editor"},
	} {
		row := []string{verb.title}
		for _, n := range sizes {
			m, ok := f.metrics["Scale/processes="+n+"/verb="+verb.name]
			if !ok {
				row = append(row, none)
				continue
			}
			var lines []string
			for _, part := range []struct{ text, x string }{{seconds(m["wall-s"]), "x-wall"}, {"CPU " + seconds(m["cpu-s"]), "x-cpu"}, {number(m["peak-MB"]) + " MB", "x-peak"}} {
				if x, ok := m[part.x]; ok {
					part.text += ", " + times(x)
				}
				lines = append(lines, part.text)
			}
			if n, ok := m["allocs/op"]; ok {
				lines = append(lines, thousands(int(n/1000))+" k allocations")
			}
			row = append(row, strings.Join(lines, "<br>"))
		}
		rows = append(rows, row)
	}
	table(w, head, rows)
}

func (f figures) start(w io.Writer) {
	var rows [][]string
	for _, p := range []string{"handoff", "buf", "tflint", "d2", "bpmnlint"} {
		row, any := []string{p}, false
		for _, verb := range []string{"version", "check"} {
			m, ok := f.metrics["Start/program="+p+"/verb="+verb]
			if any = any || ok; !ok {
				row = append(row, none)
				continue
			}
			row = append(row, fmt.Sprintf("%s, %s", seconds(m["wall-s"]), times(m["x-wall"])))
		}
		if any {
			rows = append(rows, row)
		}
	}
	if len(rows) == 0 {
		return
	}
	table(w, []string{"start", "its version", "about ten lines"}, rows)
}

func (f figures) peers(w io.Writer) {
	ours := f.metrics["Peers/program=handoff"]
	if ours == nil {
		return
	}
	row := func(title string, m map[string]float64, x float64) []string {
		return []string{title, number(m["input-MB"]) + " MB", seconds(m["wall-s"]), times(x), seconds(m["cpu-s"]), number(m["peak-MB"]) + " MB"}
	}
	parser := map[string]float64{"input-MB": ours["input-MB"], "wall-s": ours["wall-s"] / ours["x-wall"], "cpu-s": ours["cpu-s"] / ours["x-cpu"], "peak-MB": ours["peak-MB"] / ours["x-peak"]}
	rows := [][]string{row("the HCL parser alone", parser, 1/ours["x-wall"]), row("`handoff check`", ours, 1)}
	for _, p := range []struct{ name, title string }{
		{"buf", "`buf lint`"}, {"buf-messages", "`buf lint`, of messages, enums and services alone 10,000"}, {"tflint", "`tflint`"}, {"bpmnlint", "`bpmnlint`"},
	} {
		if m, ok := f.metrics["Peers/program="+p.name]; ok {
			rows = append(rows, row(p.title, m, m["x-wall"]))
		}
	}
	table(w, []string{"10,000 declarations", "text", "time", "× handoff's", "CPU time", "memory at most"}, rows)
}

func (f figures) drawing(w io.Writer) {
	sizes := f.values("Drawing", "boxes")
	if len(sizes) == 0 {
		return
	}
	var rows [][]string
	for _, p := range []struct{ name, title string }{{"handoff", "handoff, end to end"}, {"dot", "`dot -Tsvg`"}, {"d2-dagre", "d2, dagre"}, {"d2-elk", "d2, ELK"}, {"mermaid-cli", "mermaid-cli"}} {
		row := []string{p.title}
		for _, n := range sizes {
			if m, ok := f.metrics["Drawing/program="+p.name+"/boxes="+n]; ok {
				row = append(row, seconds(m["wall-s"]))
			} else {
				row = append(row, none)
			}
		}
		rows = append(rows, row)
	}
	table(w, append([]string{"boxes drawn"}, sizes...), rows)
}

// targets says what was set out to be reached, and what was.
func (f figures) targets(w io.Writer) {
	sizes := f.values("Scale", "processes")
	// worst is the largest of a metric of a verb at any size, and that size.
	worst := func(verb, metric string) (most float64, at string) {
		for _, n := range sizes {
			if v := f.metrics["Scale/processes="+n+"/verb="+verb][metric]; v > most {
				most, at = v, ", at "+n+" processes"
			}
		}
		return most, at
	}
	var rows [][]string
	add := func(target string, v, limit float64, at string) {
		if v > 0 {
			kept := "missed"
			if v <= limit {
				kept = "kept"
			}
			rows = append(rows, []string{target, times(limit), times(v) + at, kept})
		}
	}
	v, at := worst("check", "x-wall")
	add("`check`, time as a multiple of the HCL parser's", v, 1.5, at)
	v, at = worst("check", "x-peak")
	add("`check`, memory as a multiple of the HCL parser's", v, 2, at)
	if x := f.metrics["Peers/program=buf"]["x-wall"]; x > 0 {
		add("`check`, time as a multiple of buf's for as many declarations", 1/x, 0.25, "")
	}
	add("`check` of ten lines, as a multiple of an empty program", f.metrics["Start/program=handoff/verb=check"]["x-wall"], 2, "")
	// Linear: at the largest size that was done, a process costs no more than at 100, but for a fifth.
	base := f.metrics["Scale/processes=100/verb=docs"]["cpu-s"] / 100
	for _, n := range slices.Backward(sizes) {
		if count, _ := strconv.ParseFloat(n, 64); count > 100 && base > 0 && f.metrics["Scale/processes="+n+"/verb=docs"] != nil {
			add("`docs`, CPU time a process as a multiple of that at 100", f.metrics["Scale/processes="+n+"/verb=docs"]["cpu-s"]/count/base, 1.2, ", at "+n+" processes")
			break
		}
	}
	v, at = worst("rebuild", "x-wall")
	add("`build` with nothing changed, as a multiple of the first", v, 0.1, at)
	if len(rows) > 0 {
		table(w, []string{"target", "at most", "came to", ""}, rows)
	}
}

const begin, end = "<!-- scale:begin (written by .ci/peers --readme) -->\n", "<!-- scale:end -->"

func main() {
	f, err := read(os.Stdin)
	fail(err)
	var b strings.Builder
	fmt.Fprintf(&b, "Measured on %s, %s cores (%s), with %s.\n\n", f.settings["date"], f.settings["cores"], f.settings["cpu"], f.settings["peers"])
	if f.load > 1 {
		fmt.Fprintf(&b, "The machine was busy with other things (load %.0f): believe CPU time and memory, and no other time.\n\n", f.load)
	}
	f.targets(&b)
	f.scale(&b)
	f.start(&b)
	f.peers(&b)
	f.drawing(&b)
	fmt.Print(b.String())
	if len(os.Args) < 2 {
		return
	}
	page, err := os.ReadFile(os.Args[1])
	fail(err)
	before, rest, found := strings.Cut(string(page), begin)
	_, after, ended := strings.Cut(rest, end)
	if !found || !ended {
		fail(fmt.Errorf("%s has no place between %q and %q", os.Args[1], begin, end))
	}
	fail(os.WriteFile(os.Args[1], []byte(before+begin+"\n"+b.String()+end+after), 0o666))
}

func fail(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
