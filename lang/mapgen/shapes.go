package mapgen

import (
	"fmt"
	"strings"
	"testing/fstest"
)

// Shape is a way in which a map can be large other than by having many alike processes. Most are in one file. A shape of twice the size has
// twice the text, so whatever looks at it may take twice as long.
type Shape struct {
	Name string
	Size int // about as large as an organisation ever makes it, divided by four: benchmarks look at it and at four times as much
	text func(b *strings.Builder, size int)
}

// Generate returns a workspace of the shape.
func (s Shape) Generate(size int) fstest.MapFS {
	var b strings.Builder
	s.text(&b, size)
	return fstest.MapFS{
		"handoff.hcl":      {Data: []byte("workspace {\n  name = \"" + s.Name + "\"\n}\n")},
		"map.handoff.hcl":  {Data: []byte(b.String())},
		"team.handoff.hcl": {Data: []byte(commonText)},
	}
}

// nextStep is the line with which the k-th of n steps says the next; the last has none.
func nextStep(name string, k, n int) string {
	if k+1 == n {
		return ""
	}
	return fmt.Sprintf("    next = step.%s%d\n", name, k+1)
}

// Shapes are the shapes there are.
var Shapes = []Shape{
	{"roles", 15000, func(b *strings.Builder, n int) {
		for k := range n {
			fmt.Fprintf(b, "role \"r%d\" {\n  title = \"Role number %d\"\n  team  = team.crew\n}\n", k, k)
		}
	}},
	{"steps", 1250, func(b *strings.Builder, n int) { // one long process, with a branch back and a branch on at every step
		b.WriteString("process \"long\" {\n  owner = role.lead\n  sla { complete = \"900d\" }\n  input \"work\" {\n    artifact   = artifact.record\n    external   = true\n    arrives_at = step.s0\n  }\n")
		for k := range n {
			fmt.Fprintf(b, "  step \"s%d\" {\n    by     = role.agent\n    within = \"1h\"\n    takes  = \"10m\"\n", k)
			if k+2 < n {
				fmt.Fprintf(b, "    branch {\n      when = record.priority == \"P1\"\n      next = step.s%d\n    }\n", k+2)
			}
			if k > 0 {
				fmt.Fprintf(b, "    branch {\n      choice = \"Again\"\n      next   = step.s%d\n    }\n    handback {\n      reason = \"not good\"\n      limit  = 1\n    }\n", k-1)
			}
			b.WriteString(nextStep("s", k, n) + "  }\n")
		}
		b.WriteString("}\n")
	}},
	{"chain", 1250, func(b *strings.Builder, n int) { // one long process without a branch
		b.WriteString("process \"long\" {\n  owner = role.lead\n  sla { complete = \"900d\" }\n")
		for k := range n {
			fmt.Fprintf(b, "  step \"s%d\" {\n    by     = role.agent\n    within = \"1h\"\n    takes  = \"10m\"\n", k)
			b.WriteString(nextStep("s", k, n) + "  }\n")
		}
		b.WriteString("}\n")
	}},
	{"forks", 300, func(b *strings.Builder, n int) { // work that runs side by side and comes together, again and again
		b.WriteString("process \"forking\" {\n  owner = role.lead\n  sla { complete = \"900d\" }\n")
		for k := range n {
			fmt.Fprintf(b, "  step \"fork%[1]d\" {\n    by = role.agent\n    within = \"1h\"\n    next = [step.left%[1]d, step.right%[1]d]\n  }\n"+
				"  step \"left%[1]d\" {\n    by = role.agent\n    within = \"1h\"\n    next = step.join%[1]d\n  }\n"+
				"  step \"right%[1]d\" {\n    by = role.agent\n    within = \"2h\"\n    next = step.join%[1]d\n  }\n"+
				"  step \"join%[1]d\" {\n    by = role.agent\n    within = \"1h\"\n%[2]s%[3]s  }\n", k, []string{"", "    join = \"all\"\n"}[k%2], nextStep("fork", k, n))
		}
		b.WriteString("}\n")
	}},
	{"decisions", 300, func(b *strings.Builder, n int) { // forks that decide between two ways, each followed by one that takes both
		b.WriteString("process \"deciding\" {\n  owner = role.lead\n  sla { complete = \"900d\" }\n")
		for k := range n {
			fmt.Fprintf(b, "  step \"fork%[1]d\" {\n    by = role.agent\n    within = \"1h\"\n    branch {\n      choice = \"Left\"\n      next = step.both%[1]d\n    }\n    next = step.right%[1]d\n  }\n"+
				"  step \"right%[1]d\" {\n    by = role.agent\n    within = \"1h\"\n    next = step.both%[1]d\n  }\n"+
				"  step \"both%[1]d\" {\n    by = role.agent\n    within = \"2h\"\n    next = [step.one%[1]d, step.two%[1]d]\n  }\n"+
				"  step \"one%[1]d\" {\n    by = role.agent\n    within = \"2h\"\n    next = step.join%[1]d\n  }\n"+
				"  step \"two%[1]d\" {\n    by = role.agent\n    within = \"2h\"\n    next = step.join%[1]d\n  }\n"+
				"  step \"join%[1]d\" {\n    by = role.agent\n    within = \"1h\"\n    join = \"all\"\n%[2]s  }\n", k, nextStep("fork", k, n))
		}
		b.WriteString("}\n")
	}},
	{"hub", 500, func(b *strings.Builder, n int) { // one process that everybody hands to
		b.WriteString("process \"hub\" {\n  owner = role.lead\n  sla { complete = \"5d\" }\n  step \"take\" {\n    by     = role.agent\n    within = \"1h\"\n    next   = step.do\n  }\n  step \"do\" {\n    by     = role.agent\n    within = \"1d\"\n  }\n}\n")
		for k := range n {
			simple(b, k)
			join(b, k, fmt.Sprintf("process.p%d.output.result", k), "process.hub")
		}
	}},
	{"fan-out", 500, func(b *strings.Builder, n int) { // one process that hands to everybody
		b.WriteString("process \"hub\" {\n  owner = role.lead\n  sla { complete = \"5d\" }\n  output \"result\" { artifact = artifact.record }\n}\n")
		for k := range n {
			simple(b, k)
			join(b, k, "process.hub.output.result", fmt.Sprintf("process.p%d.input.work", k))
		}
	}},
	{"cycle", 250, func(b *strings.Builder, n int) { // work that may go round for ever, through everybody
		for k := range n {
			simple(b, k)
			join(b, k, fmt.Sprintf("process.p%d.output.result", k), fmt.Sprintf("process.p%d.input.work", (k+1)%n))
		}
	}},
	{"back and forth", 250, func(b *strings.Builder, n int) { // a chain in which everybody may ask the one before, and two ahead
		for k := range n {
			simple(b, k)
			if k+1 < n {
				join(b, 3*k, fmt.Sprintf("process.p%d.output.result", k), fmt.Sprintf("process.p%d.input.work", k+1))
				join(b, 3*k+1, fmt.Sprintf("process.p%d.output.result", k+1), fmt.Sprintf("process.p%d.input.work", k))
			}
			if k+2 < n {
				join(b, 3*k+2, fmt.Sprintf("process.p%d.output.result", k), fmt.Sprintf("process.p%d.input.work", k+2))
			}
		}
	}},
	{"services", 100, func(b *strings.Builder, n int) { // many services that run along one flow
		const long = 100
		var flow []string
		for k := range long {
			simple(b, k)
			if k+1 < long {
				join(b, k, fmt.Sprintf("process.p%d.output.result", k), fmt.Sprintf("process.p%d.input.work", k+1))
				flow = append(flow, fmt.Sprintf("interface.i%d", k))
			}
		}
		for k := range n {
			fmt.Fprintf(b, "service \"s%d\" {\n  owner = role.lead\n  flow = [%s]\n  sla {\n    complete = \"900d\"\n    calendar = calendar.office\n  }\n}\n", k, strings.Join(flow, ", "))
		}
	}},
	{"long service", 250, func(b *strings.Builder, n int) { // one service through everybody, whose calendars differ
		var flow []string
		for k := range n {
			simple(b, k)
			if k+1 < n {
				join(b, k, fmt.Sprintf("process.p%d.output.result", k), fmt.Sprintf("process.p%d.input.work", k+1))
				flow = append(flow, fmt.Sprintf("interface.i%d", k))
			}
		}
		fmt.Fprintf(b, "service \"all\" {\n  owner = role.lead\n  flow = [%s]\n  sla {\n    complete = \"%dd\"\n    calendar = calendar.night\n  }\n}\n", strings.Join(flow, ", "), 20*n)
	}},
	{"rungs", 250, func(b *strings.Builder, n int) { // a ladder of very many rungs
		simple(b, 0)
		simple(b, 1)
		b.WriteString("interface \"i\" {\n  from = process.p0.output.result\n  to   = process.p1.input.work\n  sla {\n    acknowledge = \"2d\"\n    complete    = \"900d\"\n  }\n  escalation {\n    after = {\n")
		for k := range n {
			fmt.Fprintf(b, "      \"%dm\" = role.lead\n", k+1)
		}
		b.WriteString("    }\n  }\n}\n")
	}},
	{"enums", 1000, func(b *strings.Builder, n int) { // records that all know the same words, and each one more
		for k := range n {
			fmt.Fprintf(b, "artifact \"a%d\" {\n  field \"id\" {\n    type = string\n    key  = true\n  }\n  field \"kind\" { type = enum(\"open\", \"w%d\", \"x%d\", \"y%d\") }\n  field \"next\" { type = optional(ref(artifact.a%d)) }\n  field \"a%d\" { type = string }\n}\n", k, k, k, k, (k+1)%n, (k+1)%n)
		}
	}},
	{"fields", 1000, func(b *strings.Builder, n int) { // one record of very many fields, passed on and required
		b.WriteString("artifact \"wide\" {\n")
		for k := range n {
			fmt.Fprintf(b, "  field \"f%d\" { type = string }\n", k)
		}
		b.WriteString("}\nprocess \"a\" {\n  owner = role.lead\n  output \"result\" { artifact = artifact.wide }\n}\nprocess \"b\" {\n  owner = role.lead\n  input \"work\" {\n    artifact = artifact.wide\n    requires = [")
		for k := range n {
			fmt.Fprintf(b, "f%d, ", k)
		}
		b.WriteString("]\n  }\n}\ninterface \"i\" {\n  from = process.a.output.result\n  to   = process.b.input.work\n}\n")
	}},
	{"findings", 2500, func(b *strings.Builder, n int) { // nothing is right
		for k := range n {
			fmt.Fprintf(b, "process \"Bad%d\" {\n  output \"lost\" { artifact = artifact.record }\n  input \"never\" { artifact = artifact.record }\n}\n", k)
		}
	}},
	{"ignores", 2500, func(b *strings.Builder, n int) { // every finding is silenced one by one, and some comments silence nothing
		for k := range n {
			fmt.Fprintf(b, "# handoff:ignore owner/missing-owner, style/missing-title, style/unused -- it is an example\nprocess \"bad%d\" {\n  output \"lost\" {\n    artifact = artifact.record\n    external = true\n  }\n}\n", k)
		}
	}},
	{"typos", 2500, func(b *strings.Builder, n int) { // everybody names somebody who is not there
		for k := range n {
			fmt.Fprintf(b, "process \"p%d\" {\n  owner = role.laed%d\n  title = tilte(\"x\")\n}\n", k, k)
		}
	}},
}

// simple writes a process of two steps that takes a record in and hands it on.
func simple(b *strings.Builder, k int) {
	fmt.Fprintf(b, "process \"p%[1]d\" {\n  title = \"Part %[1]d\"\n  owner = role.lead\n  input \"work\" {\n    artifact = artifact.record\n    external = true\n  }\n  output \"result\" {\n    artifact = artifact.record\n    external = true\n  }\n"+
		"  sla {\n    per      = priority\n    calendar = calendar.%[2]s\n    complete = \"5d\"\n    target \"P1\" {\n      complete = \"4d\"\n    }\n  }\n"+
		"  step \"first\" {\n    by     = role.agent\n    within = \"4h\"\n    takes  = \"1h\"\n    branch {\n      when = record.priority == \"P1\"\n      next = step.second\n    }\n    next = step.second\n  }\n"+
		"  step \"second\" {\n    by     = role.agent\n    within = \"4h\"\n    takes  = \"1h\"\n  }\n}\n", k, []string{"office", "night"}[k%2])
}

// join writes an interface between two processes.
func join(b *strings.Builder, k int, from, to string) {
	fmt.Fprintf(b, "interface \"i%d\" {\n  from = %s\n  to   = %s\n  via  = system.desk\n  sla {\n    acknowledge = \"30m\"\n    complete    = \"9d\"\n    calendar    = calendar.office\n  }\n}\n", k, from, to)
}

// commonText is what all shapes refer to.
const commonText = `team "crew" {
  title    = "Crew"
  calendar = calendar.office
}

role "lead" {
  title = "Lead"
  team  = team.crew
}

role "agent" {
  title = "Agent"
  team  = team.crew
}

system "desk" {
  title = "Desk"
  owner = team.crew
}

calendar "office" {
  timezone = "Europe/Berlin"
  days     = ["mon", "tue", "wed", "thu", "fri"]
  hours    = "08:00-18:00"
}

calendar "night" {
  timezone = "America/New_York"
  days     = ["mon", "tue", "wed", "thu", "fri", "sat"]
  hours    = "22:00-04:00"
}

artifact "record" {
  title = "Record"
  field "id" {
    type = string
    key  = true
  }
  field "priority" { type = enum("P1", "P2", "P3") }
  field "status" { type = enum("open", "in_work", "done") }
  lifecycle {
    field   = status
    initial = "open"
    final   = ["done"]
    transition "open" { to = ["in_work", "done"] }
    transition "in_work" { to = ["done"] }
  }
}
`
