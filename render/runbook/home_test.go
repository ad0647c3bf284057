package runbook

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestTheHomePageNamesWhoStandsIn(t *testing.T) {
	m := load(t, `
calendar "week" {
  title = "Weekdays"
  days  = ["mon", "tue", "wed", "thu", "fri"]
}
calendar "weekend" {
  title = "Weekend"
  days  = ["sat", "sun"]
}
role "duty" {
  title    = "Duty manager"
  calendar = calendar.week
  deputy   = role.weekend
  contact { phone = "1" }
}
role "weekend" {
  title    = "Weekend duty manager"
  calendar = calendar.weekend
  contact { phone = "2" }
}
process "p" {
  emergency = role.duty
  step "a" { by = role.duty }
}
`)
	files := wiki(m, nil, Options{})
	assert.Contains(t, files["README.md"], "| [Duty manager](role/duty.md) | [weekdays")
	assert.Contains(t, files["README.md"], "| [Weekend duty manager](role/weekend.md), who stands in for [Duty manager](role/duty.md) | [weekend")
	assert.Contains(t, files["process/p.md"], "| **If not there** | [Weekend duty manager](../role/weekend.md) (phone 2), weekend")
}

// Who is reached by the same call at the same hours need not be named twice.
func TestAStandInWithNothingNewIsLeftOut(t *testing.T) {
	m := load(t, `
team "shop" {
  contact { phone = "1" }
}
role "lead" {
  title  = "Lead"
  team   = team.shop
  deputy = role.agent
}
role "agent" {
  title = "Agent"
  team  = team.shop
}
process "p" {
  owner     = role.lead
  emergency = role.lead
  step "a" { by = role.agent }
}
`)
	files := wiki(m, nil, Options{})
	assert.NotContains(t, files["README.md"], "stands in")
	assert.NotContains(t, files["process/p.md"], "If not there")
	assert.Contains(t, files["process/p.md"], "| **Accountable** | [Lead](../role/lead.md) |\n| **Deputy** | [Agent](../role/agent.md) (phone 1) |")
}

func TestPromisesInShort(t *testing.T) {
	m := load(t, `
artifact "case" {
  field "priority" { type = enum("P1", "P2", "P3") }
}
process "p" {
  input "case" { artifact = artifact.case }
  sla {
    per      = priority
    complete = "3d"
    target "P1" { complete = "4h" }
    target "P2" { at_least = "1h" }
  }
}
process "q" {
  input "case" { artifact = artifact.case }
  sla {
    per = priority
    target "P1" { at_least = "1h" }
  }
}
`)
	home := wiki(m, nil, Options{})["README.md"]
	assert.Contains(t, home, "P1: 4 hours; else 3 days |")
	assert.Contains(t, home, "| [Q](process/q.md) | |")
}

func TestWhatARecordIsMadeOfInWords(t *testing.T) {
	m := load(t, `
artifact "a" {
  field "title" { type = string }
}
artifact "b" {
  field "name" { type = string }
}
process "p" {
  output "out" { artifact = artifact.a }
}
process "q" {
  input "it" { artifact = artifact.b }
}
interface "i" {
  from = process.p.output.out
  to   = process.q.input.it
  create { name = "Again: ${a.title}, at last" }
}
`)
	assert.Contains(t, wiki(m, nil, Options{})["interface/i.md"], "| `name` | text | “Again: `title`, at last” |")
}

// A step that copies a field says so: the field's name is not the text to be written.
func TestAFieldThatIsCopiedIsNotTakenForAText(t *testing.T) {
	m := load(t, `
artifact "case" {
  field "severity" { type = string }
  field "final"    { type = string }
  field "status"   { type = enum("open", "done") }
}
process "p" {
  input "case" {
    artifact   = artifact.case
    arrives_at = step.a
  }
  step "a" {
    title = "Close"
    update {
      status = "done"
      final  = case.severity
    }
  }
}
`)
	assert.Contains(t, wiki(m, nil, Options{})["process/p.md"], "`status` to `done` and `final` to the value of `severity`")
}

// A step that nothing leads to is no place to start at while work comes in elsewhere.
func TestWhatStartsAStepIsNotGuessed(t *testing.T) {
	m := load(t, `
artifact "case" {
  field "id" { type = string }
}
process "p" {
  input "case" {
    artifact   = artifact.case
    arrives_at = step.a
  }
  step "a" {
    title = "Answer"
    next  = step.b
  }
  step "b" { title = "Solve" }
  step "lost" { title = "Brief" }
}
`)
	page := wiki(m, nil, Options{})["process/p.md"]
	assert.NotContains(t, page, "unless what started it says otherwise")
	assert.Contains(t, page, "### 3. Brief\n\n- **Starts when:** the map does not say\n")
}

// Whoever hands work on by hand reads on the page of their process through what, and who has to agree.
func TestAHandoffByHandSaysHow(t *testing.T) {
	m := load(t, `
artifact "note" {
  field "text" { type = string }
}
role "chief" {
  title = "Chief"
}
system "chat" {
  title = "Chat"
}
process "p" {
  title = "P"
  output "out" { artifact = artifact.note }
  input "back" { artifact = artifact.note }
}
process "q" {
  title = "Q"
  input "it" { artifact = artifact.note }
  output "reply" { artifact = artifact.note }
}
interface "i" {
  title = "Ask"
  from  = process.p.output.out
  to    = process.q.input.it
  via   = system.chat
  approval { approvers = [role.chief] }
  sla { at_least = "1h" }
}
interface "j" {
  title   = "Reply"
  from    = process.q.output.reply
  to      = process.p.input.back
  answers = interface.i
}
`)
	files := wiki(m, nil, Options{})
	assert.Contains(t, files["process/p.md"], "To [Q](q.md): [Note](../artifact/note.md), by hand through [Chat](../systems.md#system-chat). See")
	assert.Contains(t, files["process/p.md"], "- **Approval:** by [Chief](../role/chief.md)\n- **At the earliest:** after 1 hour")
	assert.Contains(t, files["process/p.md"], "From [Q](q.md): [Note](../artifact/note.md), by hand, in answer to “[Ask](../interface/i.md)”. See")
}
