package budget

import (
	"testing"
	"testing/fstest"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"handoff/graph"
	"handoff/lang"
)

// Ten examples, worked out by hand: what the numbers must come to, and why.

func load(t *testing.T, text string) *graph.Graph {
	t.Helper()
	m := lang.Load(fstest.MapFS{"map.handoff.hcl": {Data: []byte(text + `
role "clerk" {}
calendar "office" {
  timezone = "Europe/Zurich"
  days     = ["mon", "tue", "wed", "thu", "fri"]
  hours    = "08:00-18:00"
}
`)}}, lang.Options{})
	require.Empty(t, m.Findings)
	return graph.Build(m)
}

func service(t *testing.T, text string) *Outcome {
	t.Helper()
	g := load(t, text)
	o := Promised(g).Service(g.Services[0])
	require.NotNil(t, o)
	return o
}

// one is a service of a process that hands over and one that takes up, with what each promises.
func one(promise, first, handoff, second, more string) string {
	return `
artifact "letter" {}
service "s" {
  owner = role.clerk
  flow  = [interface.ab]
  sla { ` + promise + ` }
}
process "a" {
  owner = role.clerk
  sla { ` + first + ` }
  output "o" { artifact = artifact.letter }
}
process "b" {
  owner = role.clerk
  sla { ` + second + ` }
  input "i" { artifact = artifact.letter }
}
interface "ab" {
  from = process.a.output.o
  to   = process.b.input.i
  sla { ` + handoff + ` }
}
` + more
}

func lines(list ...string) string {
	out := ""
	for _, l := range list {
		out += "\n    " + l
	}
	return out + "\n  "
}

// In a calendar that is open around the clock in Zurich, a day from Saturday noon is Sunday noon: on 25 October 2026 that is 25 hours later, since an
// hour is shown twice. A promise of 24 elapsed hours is one hour too short, on that weekend only.
func TestDaylightSaving(t *testing.T) {
	ward := `
calendar "ward" {
  timezone = "Europe/Zurich"
  hours    = "00:00-24:00"
}
`
	o := service(t, one(lines(`complete = "24h"`), lines(`complete = "10h"`, `calendar = calendar.ward`), `acknowledge = "1m"`, lines(`complete = "13h59m"`, `calendar = calendar.ward`), ward))
	assert.False(t, o.Broken, "hours are hours")

	o = service(t, one(lines(`complete = "24h"`), lines(`complete = "1d"`, `calendar = calendar.ward`), lines(`acknowledge = "1m"`), lines(`complete = "1m"`), ward))
	require.True(t, o.Broken)
	assert.Equal(t, time.Hour+2*time.Minute, o.Overrun())
	assert.Equal(t, "Sat 2026-10-24", o.Start.Format("Mon 2006-01-02"))
	assert.Equal(t, 25*time.Hour, o.Path[0].Until.Sub(o.Start))
}

// Two working days begun on Wednesday at 08:01 are over on Monday at 08:01 where Friday is a holiday, for they are Thursday and Monday: five elapsed days. Without
// it no two working days take longer than four, and an hour where the clocks go back meanwhile.
func TestHoliday(t *testing.T) {
	feast := `
calendar "feast" {
  timezone = "Europe/Zurich"
  days     = ["mon", "tue", "wed", "thu", "fri"]
  hours    = "08:00-18:00"
  holidays = ["2026-12-25"]
}
`
	at := func(calendar string) *Outcome {
		return service(t, one(`complete = "4d1h"`, lines(`complete = "1d"`, `calendar = `+calendar), lines(`acknowledge = "0m"`), lines(`complete = "1d"`, `calendar = `+calendar), feast))
	}
	o := at("calendar.feast")
	require.True(t, o.Broken)
	assert.Equal(t, 23*time.Hour, o.Overrun())
	assert.Equal(t, "Wed 2026-12-23 08:01", Moment(o.Start))
	assert.Equal(t, "Mon 2026-12-28 08:01", Moment(o.Done))
	assert.False(t, at("calendar.office").Broken)
}

// A day at the office, twelve elapsed hours, another day at the office. From Thursday 08:00 that is Thursday 18:00, Friday 06:00, Friday 18:00. A minute
// later the first day ends on Friday at 08:01, twelve hours later nobody is there, and the second is Monday: four days and ten hours less a minute, and in October
// an hour more, since the clocks go back. The sum of the figures, 32 hours, is never the answer.
func TestOfficeElapsedOffice(t *testing.T) {
	o := service(t, one(`complete = "3d"`, lines(`complete = "1d"`, `calendar = calendar.office`), lines(`acknowledge = "12h"`), lines(`complete = "1d"`, `calendar = calendar.office`), ""))
	require.True(t, o.Broken)
	assert.Equal(t, 34*time.Hour+59*time.Minute, o.Overrun())
	assert.Equal(t, `| from the worst start    | at most                | Thu 2026-10-22 08:01 |
|-------------------------|------------------------|----------------------|
| `+"`process.a`"+`             | 1 working day (office) | Fri 2026-10-23 08:01 |
| `+"`interface.ab`"+` accepted | 12 hours               | Fri 2026-10-23 20:01 |
| `+"`process.b`"+`             | 1 working day (office) | Mon 2026-10-26 18:00 |
`, o.Table())
}

// A request is a wait in the process that asks: 1 h to ask, then 2 h to accept, 24 h of work and 30 min to accept the answer, then 1 h to bind: 28 h 30 min. If
// the request promises to be complete in 20 h, that replaces all of the wait. The answerer is not added once more for being in the flow.
func TestRequestAndAnswer(t *testing.T) {
	text := func(promise, request string) string {
		return `
artifact "sheet" {}
service "s" {
  owner = role.clerk
  flow  = [interface.ask, interface.reply]
  sla { complete = "` + promise + `" }
}
process "a" {
  owner = role.clerk
  output "question" {
    artifact  = artifact.sheet
    leaves_at = step.ask
  }
  input "answer" {
    artifact   = artifact.sheet
    arrives_at = step.bind
  }
  step "ask" {
    within = "1h"
    next   = step.bind
  }
  step "bind" {
    within = "1h"
    join   = "all"
  }
}
process "b" {
  owner = role.clerk
  input "question" { artifact = artifact.sheet }
  output "answer" { artifact = artifact.sheet }
  sla { complete = "24h" }
}
interface "ask" {
  from = process.a.output.question
  to   = process.b.input.question
  sla { ` + request + ` }
}
interface "reply" {
  from    = process.b.output.answer
  to      = process.a.input.answer
  answers = interface.ask
  sla { acknowledge = "30m" }
}
`
	}
	assert.False(t, service(t, text("28h30m", `acknowledge = "2h"`)).Broken)
	o := service(t, text("28h", `acknowledge = "2h"`))
	require.True(t, o.Broken)
	assert.Equal(t, 30*time.Minute, o.Overrun())
	var path []string
	for _, l := range o.Path {
		path = append(path, l.Words())
	}
	assert.Equal(t, []string{"`process.a.step.ask`", "`interface.ask` accepted", "`process.b`", "`interface.reply` accepted", "`process.a.step.bind`"}, path)

	assert.False(t, service(t, text("22h", `complete = "20h"`)).Broken)
	assert.Equal(t, time.Hour, service(t, text("21h", `complete = "20h"`)).Overrun())
}

// Drawn in a day and accepted in twelve hours it is done after two more days: 3 d 12 h. Handed back once, the drawing is done again and accepted again: 5 d.
func TestHandback(t *testing.T) {
	text := func(promise string) string {
		return `
artifact "plan" {}
service "s" {
  owner = role.clerk
  flow  = [interface.ab]
  sla { complete = "` + promise + `" }
}
process "a" {
  owner = role.clerk
  step "draw" { within = "1d" }
}
process "b" {
  owner = role.clerk
  sla { complete = "2d" }
}
interface "ab" {
  from    = process.a.step.draw
  to      = process.b
  carries = artifact.plan
  sla { acknowledge = "12h" }
  handback {
    limit = 1
  }
}
`
	}
	assert.False(t, service(t, text("5d")).Broken)
	o := service(t, text("4d"))
	assert.True(t, o.Broken && o.OnlyAgain)
	assert.Equal(t, 24*time.Hour, o.Overrun())
	var again int
	for _, l := range o.Path {
		if l.Again {
			again++
		}
	}
	assert.Equal(t, 2, again, "mended and accepted once more")
	o = service(t, text("3d"))
	assert.True(t, o.Broken && !o.OnlyAgain, "too long already when nothing goes wrong")
	assert.Equal(t, 12*time.Hour, o.Overrun())
}

// Inside a process: draw 1 d, check 2 h. A check that may send it back twice costs two rounds of 1 d 2 h on top.
func TestHandbackInside(t *testing.T) {
	text := func(promise string) string {
		return `
process "a" {
  owner = role.clerk
  sla { complete = "` + promise + `" }
  step "draw" {
    within = "1d"
    next   = step.check
  }
  step "check" {
    within = "2h"
    handback {
      limit = 2
    }
    branch {
      choice = "No"
      next   = step.draw
    }
    branch {
      choice = "Yes"
      next   = end
    }
  }
}
`
	}
	process := func(promise string) *Outcome {
		g := load(t, text(promise))
		return Promised(g).Process(g.Processes[0])
	}
	assert.False(t, process("3d6h").Broken)
	o := process("3d5h")
	assert.True(t, o.Broken && o.OnlyAgain)
	assert.Equal(t, time.Hour, o.Overrun())
	assert.True(t, process("1d1h").Broken)
	assert.False(t, process("1d1h").OnlyAgain)
}

// Without a figure for acceptance the service takes at least 1 d + 2 d: that keeps a promise of three days as far as is known, and breaks one of two.
func TestMissingFigure(t *testing.T) {
	text := func(promise string) string {
		return one(`complete = "`+promise+`"`, `complete = "1d"`, `acknowledge = unstated("soon")`, `complete = "2d"`, "")
	}
	o := service(t, text("3d"))
	assert.False(t, o.Broken)
	assert.True(t, o.AtLeast, "which is not to say that it is kept")
	require.Len(t, o.Missing, 1)
	assert.Equal(t, "interface.ab", o.Missing[0].Common().Address())
	o = service(t, text("2d"))
	assert.True(t, o.Broken && o.AtLeast)
	assert.Equal(t, "no figure", o.Path[1].Leg.Words())
}

// Grave work is quick here (1 h) and slow there (10 d), other work the other way round (5 d, 1 h). Where the handoff carries the priority along, the worst
// is 10 d 1 h. Where it does not, nobody can say which is which, and the slowest of both counts: 15 d.
func TestPriorities(t *testing.T) {
	text := func(create, promise string) string {
		return `
artifact "call" {
  field "priority" { type = enum("P1", "P2") }
}
artifact "case" {
  field "urgency" { type = enum("P1", "P2") }
}
service "s" {
  owner = role.clerk
  flow  = [interface.ab]
  sla { complete = "` + promise + `" }
}
process "a" {
  owner = role.clerk
  input "i" {
    artifact = artifact.call
    external = true
  }
  output "o" { artifact = artifact.call }
  sla {
    per = priority
    target "P1" { complete = "1h" }
    target "P2" { complete = "5d" }
  }
}
process "b" {
  owner = role.clerk
  input "i" { artifact = artifact.case }
  sla {
    per = urgency
    target "P1" { complete = "10d" }
    target "P2" { complete = "1h" }
  }
}
interface "ab" {
  from = process.a.output.o
  to   = process.b.input.i
  create {
    urgency = ` + create + `
  }
  sla { acknowledge = "0m" }
}
`
	}
	carried, lost := "call.priority", `call.priority == "P1" ? "P2" : "P1"`
	o := service(t, text(carried, "10d"))
	require.True(t, o.Broken)
	assert.Equal(t, time.Hour, o.Overrun())
	assert.False(t, service(t, text(carried, "10d1h")).Broken)
	assert.Equal(t, 5*24*time.Hour, service(t, text(lost, "10d")).Overrun())
	assert.False(t, service(t, text(`"P2"`, "5d1h")).Broken, "whatever comes, a P2 is made of it")
}

// Work forks to two and comes together again: 1 d, then 2 d or 3 d, then 1 d. The longer way counts; an acceptance an hour long on each joint.
func TestFork(t *testing.T) {
	process := func(name, complete, ports string) string {
		return "\nprocess \"" + name + "\" {\n  owner = role.clerk\n  sla { complete = \"" + complete + "\" }\n" + ports + "}\n"
	}
	joint := func(name, from, to string) string {
		return "\ninterface \"" + name + "\" {\n  from    = process." + from + "\n  to      = " + to + "\n  carries = artifact.x\n  sla { acknowledge = \"1h\" }\n}\n"
	}
	o := service(t, `
artifact "x" {}
service "s" {
  owner = role.clerk
  flow  = [interface.fork, interface.bd, interface.cd]
  sla { complete = "5d" }
}
`+process("a", "1d", "")+process("b", "2d", "")+process("c", "3d", "")+process("d", "1d", "")+
		joint("fork", "a", "[process.b, process.c]")+joint("bd", "b", "process.d")+joint("cd", "c", "process.d"))
	require.True(t, o.Broken)
	assert.Equal(t, 2*time.Hour, o.Overrun())
	assert.Equal(t, "`process.c`", o.Path[2].Words())
	assert.Len(t, o.Path, 5)
}

// A black box has no figure of its own. What the handoff to it promises is all there is: complete in five days, or no more than that it is accepted.
func TestExternalLeg(t *testing.T) {
	text := func(sla string) string {
		return `
artifact "x" {}
service "s" {
  owner = role.clerk
  flow  = [interface.ab]
  sla { complete = "6d" }
}
process "a" {
  owner = role.clerk
  sla { complete = "2d" }
}
process "b" { external = true }
interface "ab" {
  from    = process.a
  to      = process.b
  carries = artifact.x
  sla { ` + sla + ` }
}
`
	}
	o := service(t, text(`complete = "5d"`))
	require.True(t, o.Broken)
	assert.Equal(t, 24*time.Hour, o.Overrun())
	assert.False(t, o.AtLeast)
	o = service(t, text(`acknowledge = "1d"`))
	assert.False(t, o.Broken)
	assert.True(t, o.AtLeast)
}

// What goes round without a limit is gone round once, and said. Draw 1 d, check 1 d: two days, as often as it is drawn. Between processes likewise.
func TestUnboundedCycle(t *testing.T) {
	g := load(t, `
process "a" {
  owner = role.clerk
  sla { complete = "1d12h" }
  step "draw" {
    within = "1d"
    next   = step.check
  }
  step "check" {
    within = "1d"
    branch {
      choice = "No"
      next   = step.draw
    }
    branch {
      choice = "Yes"
      next   = end
    }
  }
}
`)
	o := Promised(g).Process(g.Processes[0])
	assert.True(t, o.Broken && !o.OnlyAgain)
	assert.Equal(t, 12*time.Hour, o.Overrun())
	require.Len(t, o.Unbounded, 1)
	assert.Equal(t, "process.a.step.check", o.Unbounded[0].Common().Address())

	g = load(t, one(`complete = "2d"`, `complete = "1d"`, `acknowledge = "1h"`, `complete = "1d"`, `
service "round" {
  owner = role.clerk
  start = process.a
  flow  = [interface.ab, interface.ba]
  sla { complete = "3d1h" }
}
interface "ba" {
  from    = process.b
  to      = process.a
  carries = artifact.letter
  sla { acknowledge = "1h" }
}
`))
	o = Promised(g).Service(g.Services[0])
	assert.Empty(t, o.Unbounded, "the first service does not go round")
	assert.Equal(t, time.Hour, o.Overrun())
	o = Promised(g).Service(g.Services[1])
	require.Len(t, o.Unbounded, 1)
	assert.Equal(t, "interface.ba", o.Unbounded[0].Common().Address())
	assert.Equal(t, time.Hour, o.Overrun(), "from a to b and back to a, once")
}

// A step's clock may have started before: read within 1 d, answered within 3 d of the letter's coming in, not of its being read. So the end is after 3 d, and
// after 2 d more for filing, which counts from the answer's begin, only 3 d too.
func TestSince(t *testing.T) {
	text := func(promise string) string {
		return `
artifact "letter" {}
process "a" {
  owner    = role.clerk
  sequence = [step.read, step.answer, step.file]
  input "letter" {
    artifact   = artifact.letter
    external   = true
    arrives_at = step.read
  }
  sla { complete = "` + promise + `" }
  step "read" {
    within = "1d"
  }
  step "answer" {
    within = "3d"
    since  = input.letter
  }
  step "file" {
    within = "2d"
    since  = step.answer
  }
}
`
	}
	process := func(promise string) *Outcome {
		g := load(t, text(promise))
		return Promised(g).Process(g.Processes[0])
	}
	assert.False(t, process("3d").Broken)
	o := process("2d12h")
	require.True(t, o.Broken)
	assert.Equal(t, 12*time.Hour, o.Overrun())
	assert.Equal(t, "`process.a.step.answer` since the beginning", o.Path[1].Words())
}

// Two side by side, a day and three days, and then a day: without `join` the first to be done counts, two days in all; with it the last, four.
func TestSideBySide(t *testing.T) {
	process := func(promise, join string) *Outcome {
		g := load(t, `
process "a" {
  owner = role.clerk
  sla { complete = "`+promise+`" }
  step "begin" {
    within = "1m"
    next   = [step.short, step.long]
  }
  step "short" {
    within = "1d"
    next   = step.end_of_it
  }
  step "long" {
    within = "3d"
    next   = step.end_of_it
  }
  step "end_of_it" {
    within = "1d"
`+join+`
  }
}
`)
		return Promised(g).Process(g.Processes[0])
	}
	assert.False(t, process("2d1m", "").Broken)
	assert.Equal(t, 12*time.Hour+time.Minute, process("1d12h", "").Overrun())
	assert.False(t, process("4d1m", `    join = "all"`).Broken)
	assert.Equal(t, 12*time.Hour+time.Minute, process("3d12h", `    join = "all"`).Overrun())
}
