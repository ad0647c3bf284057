package graph

import (
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"handoff/lang"
)

// build loads a map that must compile and joins it.
func build(t *testing.T, text string) *Graph {
	t.Helper()
	m := lang.Load(fstest.MapFS{"a.handoff.hcl": {Data: []byte(text)}}, lang.Options{})
	require.Empty(t, m.Findings)
	return Build(m)
}

func find[D lang.Declaration](t *testing.T, g *Graph, address string) D {
	t.Helper()
	d, ok := g.Map.Lookup(address).(D)
	require.True(t, ok, "no %s", address)
	return d
}

func addresses[D lang.Declaration](list []D) string {
	var out []string
	for _, d := range list {
		out = append(out, d.Common().Name)
	}
	return strings.Join(out, " ")
}

// who prints a row: "R=a,b A=c".
func who(row Row) string {
	var out []string
	for _, l := range Letters {
		var names []string
		for _, p := range row.Parts(l) {
			names = append(names, p.Who.Common().Name+":"+string(p.Origin))
		}
		if names != nil {
			out = append(out, string(rune(l))+"="+strings.Join(names, ","))
		}
	}
	return strings.Join(out, "; ")
}

const people = `
role "a" { team = team.t }
role "b" {}
role "c" {}
role "d" {}
team "t" {
  parent = team.top
}
team "top" {
  contact {
    phone = "1"
  }
}
`

func TestRows(t *testing.T) {
	g := build(t, people+`
process "p" {
  owner = role.a
  raci {
    responsible = role.b
    consulted   = [role.c, role.d]
    informed    = [role.b]
  }
  step "fallback" {}
  step "by" { by = role.c }
  step "mixed" {
    by = role.c
    raci {
      informed = [role.a]
    }
    approval {
      approvers = [role.d]
    }
  }
  step "system" { by = system.s }
  step "calls" {
    calls = process.q
    raci {
      accountable = role.c
    }
  }
  step "table" {}
  matrix {
    columns = [role.a, role.b, role.c]
    table   = ["R/A", "c", "-"]
  }
}
process "q" {
  owner = role.d
  step "ask" { calls = process.r }
}
process "r" { external = true }
system "s" { owner = role.d }
`)
	row := func(address string) string { return who(g.Step(find[*lang.Step](t, g, address)).Row) }
	assert.Equal(t, "R=b:process raci; A=a:process owner; C=c:process raci,d:process raci", row("process.p.step.fallback"), "whoever does it is not told, too")
	assert.Equal(t, "R=c:by; A=a:process owner; C=d:process raci; I=b:process raci", row("process.p.step.by"))
	assert.Equal(t, "R=c:by,d:approval; A=a:process owner; I=a:raci", row("process.p.step.mixed"))
	assert.Equal(t, "R=d:system owner; A=a:process owner; C=c:process raci; I=b:process raci", row("process.p.step.system"))
	assert.Equal(t, "R=b:process raci; A=c:raci; C=d:process raci", row("process.p.step.calls"))
	assert.Equal(t, "R=a:matrix; A=a:matrix; C=b:matrix; I=b:process raci", row("process.p.step.table"))
	assert.Equal(t, "A=d:process owner", row("process.q.step.ask"), "a black box has no owner to name")
	assert.Equal(t, "RA", g.Step(find[*lang.Step](t, g, "process.p.step.table")).Row.Letters(find[*lang.Role](t, g, "role.a")))
}

func TestInterfaceRows(t *testing.T) {
	g := build(t, people+`
process "p" { owner = role.a }
process "q" { owner = role.b }
process "out" { external = true }
artifact "x" {}
interface "own" {
  from    = process.p
  to      = process.q
  carries = artifact.x
  raci {
    accountable = role.d
  }
}
interface "integrated" {
  from       = process.p
  to         = process.q
  carries    = artifact.x
  integrator = role.c
}
interface "service" {
  from    = process.p
  to      = process.q
  carries = artifact.x
}
interface "disputed" {
  from    = process.p
  to      = process.q
  carries = artifact.x
}
interface "sender" {
  from    = process.p
  to      = process.q
  carries = artifact.x
}
interface "from_outside" {
  from    = process.out
  to      = process.q
  carries = artifact.x
}
service "s1" {
  integrator = role.c
  flow       = [interface.service, interface.disputed, interface.service] # a set
}
service "s2" {
  integrator = role.d
  flow       = [interface.disputed]
}
service "s3" {
  flow = [interface.service]
}
`)
	for name, want := range map[string]string{
		"own": "A=d:raci", "integrated": "A=c:integrator", "service": "A=c:integrator of the service", "disputed": "A=a:sender's owner",
		"sender": "A=a:sender's owner", "from_outside": "A=b:receiver's owner",
	} {
		assert.Equal(t, want, who(g.Interface(find[*lang.Interface](t, g, "interface."+name)).Row), name)
	}
	assert.Nil(t, g.Interface(find[*lang.Interface](t, g, "interface.disputed")).Joint)
	assert.Equal(t, "p q", addresses(g.Services[0].Processes))
	assert.Len(t, g.Services[0].Interfaces, 2)
	assert.Equal(t, "p", g.Services[0].Start.Name)
}

func TestHandoffs(t *testing.T) {
	g := build(t, `
artifact "x" {
  field "f" { type = optional(string) }
}
artifact "y" {
  field "f" { type = optional(string) }
}
process "p" {
  output "out" {
    artifact  = artifact.x
    provides  = [f]
    leaves_at = step.last
  }
  step "first" { next = step.last }
  step "last" {}
}
process "q" {
  input "got" { artifact = artifact.y }
}
process "r" {}
interface "fan" {
  from = process.p.output.out
  to   = [process.q.input.got, process.r]
}
interface "block" {
  from     = process.p.step.first
  to       = process.r
  carries  = artifact.x
  creates  = artifact.y
  provides = [f]
}
interface "lazy" {
  from = process.r
  to   = process.q.input.got
}
interface "inside" {
  from    = process.p.step.first
  to      = process.p.step.last
  carries = artifact.x
}
`)
	require.Len(t, g.Handoffs, 5)
	var got []string
	for _, h := range g.Handoffs {
		got = append(got, h.Output.Address+" "+h.Sent.Name+" > "+h.Input.Address+" "+h.Received.Name)
	}
	assert.Equal(t, []string{
		"process.p.output.out x > process.q.input.got y",
		"process.p.output.out x > process.r.input.fan x",
		"process.p.output.block x > process.r.input.block y",
		"process.r.output.lazy y > process.q.input.got y",
		"process.p.output.inside x > process.p.input.inside x",
	}, got)
	assert.Equal(t, "f", g.Handoffs[0].Provides[0].Name)
	assert.Equal(t, "f", g.Handoffs[2].Provides[0].Name)
	assert.Equal(t, "last", g.Handoffs[0].FromStep.Name, "the one step the output leaves at")
	assert.Equal(t, "first", g.Handoffs[2].FromStep.Name)
	assert.True(t, g.Handoffs[4].Internal())
	p, r := g.Processes[0], g.Processes[2]
	assert.Len(t, p.Out, 3)
	assert.Len(t, p.Internal, 1)
	assert.Equal(t, "fan block", r.Inputs[0].Name+" "+r.Inputs[1].Name)
	assert.Equal(t, "q r", addresses(g.Artifact(find[*lang.Artifact](t, g, "artifact.y")).Processes))
	assert.Same(t, g.Handoffs[4].Interface, p.Steps[0].Ways[0].Interface, "the interface runs along the way that is there")
}

func TestFlow(t *testing.T) {
	g := build(t, people+`
artifact "x" {}
event "e" {}
process "p" {
  sequence = [step.a, step.b, step.c]
  input "late" {
    artifact   = artifact.x
    arrives_at = step.late
  }
  output "out" { artifact = artifact.x }
  output "overdue" { artifact = artifact.x }
  step "a" { by = role.a }
  step "b" {
    by = role.b
    branch {
      choice = "Stop"
      next   = end
    }
    branch {
      choice = "Again"
      next   = step.a
    }
    next = step.c
  }
  step "c" {
    by      = role.b
    within  = "1h"
    overdue = output.overdue
  }
  step "late" { next = step.c }
  step "alarm" {
    on   = event.e
    next = end
  }
}
process "list" {
  step "x" {}
  step "y" {}
}
process "partial" {
  flow = "partial"
  step "x" {}
}
process "round" {
  step "x" { next = step.y }
  step "y" { next = step.x }
}
`)
	p := g.Processes[0]
	var ways []string
	for _, s := range p.Steps {
		for _, w := range s.Ways {
			to := "end"
			if w.To != nil {
				to = w.To.Name
			} else if w.Output != nil {
				to = w.Output.Name
			}
			ways = append(ways, s.Name+" "+string(w.How)+" "+to)
		}
	}
	assert.Equal(t, []string{
		"a sequence b", "b branch end", "b branch a", "b next c", "c overdue overdue", "late next c", "alarm next end",
	}, ways)
	assert.Equal(t, Declared, p.Flow)
	assert.Equal(t, "a", addresses(p.Entries), "that something leads back to it does not matter")
	assert.Equal(t, "a late alarm", addresses(p.Starts()))
	assert.Equal(t, "b c alarm", addresses(p.Outputs[0].LeavesAt()), "where the process may end")
	assert.Equal(t, "c", addresses(p.Outputs[1].LeavesAt()))
	var passes []string
	for _, w := range p.InternalHandoffs() {
		passes = append(passes, w.From.Name+w.To.Name)
	}
	assert.Equal(t, []string{"ab", "ba"}, passes, "who does late is not said")
	after := After(p.Steps[0])
	assert.True(t, after[p.Steps[0]] && after[p.Steps[2]] && !after[p.Steps[3]])

	assert.Equal(t, Undeclared, g.Processes[1].Flow)
	assert.Empty(t, g.Processes[1].Entries)
	assert.Equal(t, Partial, g.Processes[2].Flow)
	assert.Equal(t, "x", addresses(g.Processes[3].Entries), "a circle begins with its first step")
}

func TestPromises(t *testing.T) {
	g := build(t, `
calendar "office" {
  title = "Office hours"
  days  = ["mon", "tue", "wed", "thu", "fri"]
  hours = "08:00-18:00"
}
artifact "x" {
  field "priority" { type = enum("P1", "P2", "P3") }
}
sla_policy "standard" {
  per         = priority
  calendar    = calendar.office
  acknowledge = "1h"
  complete    = "5d"
  target "P2" {
    complete = "2d"
  }
  target "P1" {
    complete = "4h"
    calendar = calendar.always
  }
}
process "p" {
  input "got" { artifact = artifact.x }
  sla {
    policy   = sla_policy.standard
    complete = "3d"
    target "P3" {
      acknowledge = unstated("soon")
    }
    target "P1" {
      acknowledge = "5m"
    }
  }
  step "s" { within = "1d" }
}
process "q" {
  sla {
    complete = "2d"
  }
}
`)
	sla := g.Processes[0].SLA
	assert.True(t, sla.Given())
	assert.Equal(t, "office", sla.Calendar.Name)
	assert.Equal(t, "3 working days (Office hours)", sla.Complete.Words(), "what the block says wins")
	assert.Equal(t, "1 hour (Office hours)", sla.Acknowledge.Words(), "what it leaves out is the policy's")
	var got []string
	for _, target := range sla.Targets {
		got = append(got, target.Value.Value+": "+target.Acknowledge.Words()+", "+target.Complete.Words())
	}
	assert.Equal(t, []string{
		"P1: 5 minutes, 4 hours",
		"P2: 1 hour (Office hours), 2 working days (Office hours)",
		`P3: "soon", 3 working days (Office hours)`,
	}, got)
	assert.Equal(t, "1 working day (Office hours)", g.Processes[0].Steps[0].WithinPromise().Words())
	assert.Equal(t, "2 days", g.Processes[1].SLA.Complete.Words())
	assert.Empty(t, g.Processes[1].SLA.Acknowledge.Words())
	assert.False(t, SLA{}.Given())
}

func TestPeople(t *testing.T) {
	g := build(t, people+`
team "mill" { external = true }
role "miller" { team = team.mill }
process "p" {
  owner = role.a
  escalation {
    after = {
      "1h" = [role.b, team.t]
    }
  }
  step "s" { by = role.b }
}
process "q" { owner = team.t }
system "s" {
  owner    = role.a
  fallback = "By hand"
}
artifact "x" {}
interface "i" {
  from    = process.p
  to      = process.q
  carries = artifact.x
  via     = system.s
}
`)
	a, b := find[*lang.Role](t, g, "role.a"), find[*lang.Role](t, g, "role.b")
	team, top, mill := find[*lang.Team](t, g, "team.t"), find[*lang.Team](t, g, "team.top"), find[*lang.Team](t, g, "team.mill")
	contact, of := Contact(a)
	assert.Equal(t, "1", contact.Phone.Value)
	assert.Same(t, top, of, "that of the team above its team")
	contact, _ = Contact(b)
	assert.Nil(t, contact)
	assert.True(t, Outside(find[*lang.Role](t, g, "role.miller")) && Outside(mill) && !Outside(a) && !Outside(b))
	assert.True(t, SameParty(a, team) && SameParty(top, a) && !SameParty(a, b) && !SameParty(a, mill) && !SameParty(nil, nil))
	assert.Same(t, team, g.Processes[0].Runs)
	assert.Same(t, team, g.Processes[1].Runs)

	node := g.Party(a)
	assert.Equal(t, "p s", addresses(node.Owns))
	assert.Len(t, node.Rows, 2, "accountable for the step, and for what the process hands on")
	rungs := g.Party(b).Rungs
	require.Len(t, rungs, 1)
	assert.Equal(t, "sent 1h", rungs[0].Clock+" "+rungs[0].After.Value.String())
	assert.Equal(t, "p q", addresses(g.Party(team).Runs))
	assert.Equal(t, "a", addresses(g.Party(team).Members))
	assert.Equal(t, "By hand", g.Interfaces[0].ManualWay.Text.Value)
	assert.Equal(t, "i", addresses(g.Systems[0].Carries))
}

func TestReach(t *testing.T) {
	text := people + "artifact \"x\" {}\n"
	for _, name := range []string{"a", "b", "c", "d", "e", "alone"} {
		text += "process \"" + name + "\" { owner = role.a }\n"
	}
	for _, pair := range []string{"ab", "bc", "cb", "cd", "de"} {
		text += "interface \"" + pair + "\" {\n  from = process." + pair[:1] + "\n  to = process." + pair[1:] + "\n  carries = artifact.x\n}\n"
	}
	g := build(t, text)
	p := g.Processes
	assert.Equal(t, "b c d e", addresses(g.Downstream(p[0])))
	assert.Equal(t, "c b a", addresses(g.Upstream(p[3])))
	assert.Equal(t, "c b d e", addresses(g.Downstream(p[1])), "it can come back to b")
	cycles := g.Cycles()
	require.Len(t, cycles, 1)
	assert.Equal(t, "b c", addresses(cycles[0]))

	around, ok := g.Around("process.a", 1)
	require.True(t, ok)
	assert.Equal(t, "a b", addresses(around.Processes))
	assert.Len(t, around.Handoffs, 1)
	around, _ = g.Around("interface.de", 0)
	assert.Equal(t, "d e", addresses(around.Processes))
	around, _ = g.Around("role.a", 0)
	assert.Len(t, around.Processes, 6)
	around, _ = g.Around("artifact.x", 0)
	assert.Equal(t, "a b c d e", addresses(around.Processes))
	around, _ = g.Around("process.alone", 3)
	assert.Equal(t, "alone", addresses(around.Processes))
	_, ok = g.Around("process.nowhere", 1)
	assert.False(t, ok)
}

// What does not resolve leaves gaps, never a panic; and a second declaration of a name is not a second node.
func TestBroken(t *testing.T) {
	m := lang.Load(fstest.MapFS{"a.handoff.hcl": {Data: []byte(`
process "p" {
  owner = role.nobody
  output "out" { artifact = artifact.nothing }
  step "a" {
    by    = role.ghost
    next  = step.b
    calls = process.gone
  }
}
process "p" {}
interface "i" {
  from    = process.q.output.out
  to      = [process.p, process.r]
  answers = interface.j
  on      = event.never
  via     = system.none
}
interface "k" {
  from = process.p.output.out
  to   = process.p.step.a
}
service "s" {
  start = process.q
  flow  = [interface.i, interface.gone]
}
role "no_body" {}
`)}}, lang.Options{})
	require.NotEmpty(t, m.Findings)
	g := Build(m)
	assert.Len(t, g.Processes, 1)
	assert.Nil(t, g.Interfaces[0].Sender)
	assert.Len(t, g.Handoffs, 1)
	assert.Nil(t, g.Handoffs[0].Sent)
	assert.True(t, g.Processes[0].Steps[0].Row.Broken())
	assert.True(t, g.MaybeMeant(m.Lookup("role.no_body")), "role.nobody may mean it")
	assert.True(t, g.MaybeMeant(m.Lookup("process.p.output.out")), "process.q.output.out may mean it")
	assert.Nil(t, g.Services[0].Start)
}

func TestComponents(t *testing.T) {
	next := map[int][]int{1: {2}, 2: {3}, 3: {1, 4}, 4: {5}, 5: {4}, 6: {6}}
	assert.Equal(t, [][]int{{1, 2, 3}, {4, 5}, {6}}, Components([]int{1, 2, 3, 4, 5, 6}, func(n int) []int { return next[n] }))
	long := make([]int, 100_000) // deep graphs do not exhaust the stack
	for k := range long {
		long[k] = k
	}
	assert.Len(t, Components(long, func(n int) []int {
		if n+1 < len(long) {
			return []int{n + 1}
		}
		return nil
	}), len(long))
}

// FuzzBuild: whatever loads can be joined.
func FuzzBuild(f *testing.F) {
	f.Add(people)
	f.Add("process \"p\" {\n step \"a\" { next = step.a }\n}\ninterface \"i\" {\n from = process.p\n to = [process.p, process.p.step.a]\n}\n")
	f.Fuzz(func(t *testing.T, text string) {
		g := Build(lang.Load(fstest.MapFS{"a.handoff.hcl": {Data: []byte(text)}}, lang.Options{}))
		for _, p := range g.Processes {
			g.Around(p.Address(), 2)
			p.InternalHandoffs()
		}
		g.Cycles()
	})
}
