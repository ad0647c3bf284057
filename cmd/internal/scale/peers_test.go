//go:build unix

package scale

import (
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// declarations is about how much every program is given to check: a map of 425 processes. Whatever has a name counts: a step, a port and a field of a record; a
// field, an enum's value and an rpc; a variable, a local value, a resource and an output. They are not equally long: a step has six lines, a field one.
const (
	declarations      = 10000
	processesForPeers = 425
)

// A peer is a program that checks declarations too, of its own kind.
type peer struct {
	program string
	name    string // of what it is given, where that is not as many declarations as the others
	version []string
	check   []string // arguments; run in the folder that write has filled
	write   func(declarations int) map[string]string
}

var peers = []peer{
	{program: "buf", version: []string{"--version"}, check: []string{"lint"}, write: protobuf},
	// Who counts messages, enums and services alone has a quarter of the declarations.
	{program: "buf", name: "-messages", check: []string{"lint"}, write: func(n int) map[string]string { return protobuf(n * 27 / 7) }},
	{program: "tflint", version: []string{"--version"}, check: []string{"--no-color"}, write: terraform},
	{program: "bpmnlint", version: []string{"--version"}, check: []string{"*.bpmn"}, write: bpmn},
}

// d2 is a peer in drawing; it does not check anything but its syntax.
var d2 = peer{program: "d2", version: []string{"--version"}, check: []string{"validate", "map.d2"}, write: func(int) map[string]string {
	return map[string]string{"map.d2": "cook: Cook\nwaiter: Waiter\nguest: Guest\nguest -> waiter: order\nwaiter -> cook: slip\ncook -> waiter: dish\nwaiter -> guest: dish\n"}
}}

// prepare writes what a peer is to check, as little as there can be with 0 declarations. A program that is not installed is skipped.
func (p peer) prepare(b *testing.B, declarations int) (dir, path string) {
	path, err := exec.LookPath(p.program)
	if err != nil {
		b.Skip(p.program + " is not installed")
	}
	dir = b.TempDir()
	for name, text := range p.write(declarations) {
		file := filepath.Join(dir, filepath.FromSlash(name))
		require.NoError(b, os.MkdirAll(filepath.Dir(file), 0o777))
		require.NoError(b, os.WriteFile(file, []byte(text), 0o666))
	}
	return dir, path
}

// BenchmarkPeers has other programs check as many declarations as we do. The multiples of handoff's own line are of the parser alone; those of
// the others say how many times what handoff takes.
func BenchmarkPeers(b *testing.B) {
	t := newTools(b)
	s := newSite(b, t, processesForPeers)
	ours := command{t.handoff, "check", s.maps}
	b.Run("program=handoff", func(b *testing.B) {
		race(b, t, ours, command{t.parse, s.maps})
		b.ReportMetric(megabytes(s.maps), "input-MB")
	})
	for _, p := range peers {
		b.Run("program="+p.program+p.name, func(b *testing.B) {
			dir, path := p.prepare(b, declarations)
			race(b, t.in(dir), append(command{path}, p.check...), ours)
			b.ReportMetric(megabytes(dir), "input-MB")
		})
	}
}

// megabytes is how much a folder holds.
func megabytes(dir string) float64 {
	total := 0.0
	_ = filepath.WalkDir(dir, func(_ string, entry fs.DirEntry, _ error) error {
		if info, err := entry.Info(); err == nil && info.Mode().IsRegular() {
			total += float64(info.Size()) / 1e6
		}
		return nil
	})
	return total
}

// text is a file that grows line by line.
type text struct{ strings.Builder }

func (t *text) line(format string, args ...any) { fmt.Fprintf(t, format+"\n", args...) }

// protobuf is about as many messages, fields, enums, their values, services and methods, a package and file for each 27, that buf's standard rules find nothing in.
func protobuf(declarations int) map[string]string {
	const perGroup = 27
	files := map[string]string{"buf.yaml": "version: v2\nlint:\n  use: [STANDARD]\n"}
	for n := 0; n < max(1, declarations/perGroup); n++ {
		var f text
		f.line("syntax = \"proto3\";\n\npackage handoff.p%d.v1;\n", n)
		f.line("// RecordStatus is where a record stands.\nenum RecordStatus {")
		for i, name := range []string{"UNSPECIFIED", "OPEN", "IN_WORK", "DONE"} {
			f.line("  RECORD_STATUS_%s = %d;", name, i)
		}
		f.line("}\n\n// Record is what is worked on.\nmessage Record {")
		for i, name := range []string{"id", "origin", "title", "priority", "opened_at", "hours", "logs"} {
			f.line("  // What it says of the record.\n  string %s = %d;", name, i+1)
		}
		f.line("  RecordStatus status = 8;\n}\n")
		for _, name := range []string{"Accept", "HandOn"} {
			f.line("message %sRequest {\n  Record record = 1;\n}\n\nmessage %sResponse {\n  Record record = 1;\n  string note = 2;\n}\n", name, name)
		}
		f.line("// WorkService is done by a team.\nservice WorkService {")
		for _, name := range []string{"Accept", "HandOn"} {
			f.line("  // %s is one step.\n  rpc %s(%sRequest) returns (%sResponse);", name, name, name, name)
		}
		f.line("}")
		files[fmt.Sprintf("handoff/p%d/v1/work.proto", n)] = f.String()
	}
	return files
}

// terraform is about as many variables, local values, resources and outputs that use one another, a hundred to a file, of the provider that is built in.
func terraform(declarations int) map[string]string {
	files := map[string]string{"versions.tf": "terraform {\n  required_version = \">= 1.6\"\n}\n"}
	var f text
	groups := max(1, declarations/4)
	for n := range groups {
		f.line("variable \"team_%d\" {\n  type        = string\n  description = \"Who runs it.\"\n  default     = \"team %d\"\n}\n", n, n)
		f.line("locals {\n  title_%d = \"The work of ${var.team_%d}\"\n}\n", n, n)
		f.line("resource \"terraform_data\" \"work_%d\" {\n  input = {\n    title    = local.title_%d\n    priority = \"P1\"\n    after    = terraform_data.work_%d.id\n  }\n}\n", n+1, n, n)
		f.line("output \"work_%d\" {\n  description = \"What was done.\"\n  value       = terraform_data.work_%d.output\n}\n", n, n+1)
		if n%25 == 24 || n == groups-1 {
			files[fmt.Sprintf("work_%d.tf", n)] = f.String()
			f.Reset()
		}
	}
	files["first.tf"] = "resource \"terraform_data\" \"work_0\" {\n  input = \"first\"\n}\n"
	return files
}

// bpmn is about as many events, tasks and flows, a hundred to a file.
func bpmn(declarations int) map[string]string {
	files := map[string]string{".bpmnlintrc": `{"extends": "bpmnlint:recommended", "rules": {"no-bpmndi": "off"}}`}
	for n := range max(1, declarations/100) {
		var f text
		f.line(`<?xml version="1.0" encoding="UTF-8"?>`)
		f.line(`<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" id="d%d" targetNamespace="http://example.org/%d">`, n, n)
		f.line(`  <bpmn:process id="p%d" name="Process %d" isExecutable="false">`, n, n)
		last := 48
		f.line(`    <bpmn:startEvent id="e0" name="Asked"><bpmn:outgoing>f0</bpmn:outgoing></bpmn:startEvent>`)
		for i := 1; i <= last; i++ {
			f.line(`    <bpmn:userTask id="e%d" name="Step %d"><bpmn:incoming>f%d</bpmn:incoming><bpmn:outgoing>f%d</bpmn:outgoing></bpmn:userTask>`, i, i, i-1, i)
		}
		f.line(`    <bpmn:endEvent id="e%d" name="Done"><bpmn:incoming>f%d</bpmn:incoming></bpmn:endEvent>`, last+1, last)
		for i := 0; i <= last; i++ {
			f.line(`    <bpmn:sequenceFlow id="f%d" sourceRef="e%d" targetRef="e%d" />`, i, i, i+1)
		}
		f.line("  </bpmn:process>\n</bpmn:definitions>")
		files[fmt.Sprintf("p%d.bpmn", n)] = f.String()
	}
	return files
}
