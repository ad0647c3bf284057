package house_test

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"handoff/check/house"
	"handoff/graph"
	"handoff/lang"
)

const organisation = `
calendar "office_hours" {
  timezone = "Europe/Zurich"
  days     = ["mon", "tue", "wed", "thu", "fri"]
  hours    = "08:00-18:00"
}
team "desk" {
  contact {
    chat = "#desk"
  }
}
role "agent" {
  title = "Agent"
  team  = team.desk
  meta = {
    level = 2
  }
}
role "manager" { tags = ["lead"] }
artifact "ticket" {
  steward = role.manager
  field "id" {
    type = string
    key  = true
  }
  field "severity" { type = enum("high", "low") }
}
sla_policy "quick" {
  acknowledge = "10m"
  calendar    = calendar.office_hours
}
process "triage" {
  title = "Triage"
  owner = role.manager
  sla {
    calendar = calendar.office_hours
    complete = "1d"
  }
  escalation {
    after = {
      "2d" = role.manager
    }
  }
  step "look" {
    by     = role.agent
    within = "2h"
    next   = step.decide
  }
  step "decide" { title = "Decide" }
}
process "repair" { owner = role.agent }
interface "hand_over" {
  from    = process.triage
  to      = process.repair
  carries = artifact.ticket
  sla { policy = sla_policy.quick }
}
interface "hand_back" {
  from    = process.repair
  to      = process.triage
  carries = artifact.ticket
  mode    = "automated"
  sla { acknowledge = unstated("ASAP") }
}
interface "remind" {
  from    = process.repair
  to      = process.triage
  carries = artifact.ticket
  sla { acknowledge = "1d" }
}
`

// judge holds the organisation to a rule, and says which blocks fail, or what the problem is.
func judge(t *testing.T, rule string) (failures []string, problem *house.Problem) {
	t.Helper()
	m := lang.Load(fstest.MapFS{"a.handoff.hcl": {Data: []byte(organisation + "\nrule \"r\" {\n" + rule + "\n}\n")}}, lang.Options{})
	for _, f := range m.Findings {
		t.Fatalf("%s %s %s", f.Rule, f.Detail, f.Help)
	}
	require.Len(t, m.Rules, 1)
	require.True(t, house.Sound(m.Rules[0]))
	list, problem := house.Judge(m, graph.Build(m), m.Rules[0])
	for _, f := range list {
		assert.NotZero(t, f.Range.Start.Line)
		failures = append(failures, f.Address+": "+f.Message)
	}
	return failures, problem
}

func TestJudge(t *testing.T) {
	for _, c := range []struct {
		name, each, when, require, message string
		want                               []string
	}{
		{"an argument that is not there is null", "role", "", "each.title != null", "${each.name} has no title", []string{"role.manager: manager has no title"}},
		{"what lies behind a block that is not there is null", "process", "each.sla.complete == null", "each.sla != null", "${each.name}", []string{"process.repair: repair"}},
		{"a policy lies under the promise, and a length of time counts in its calendar", "interface",
			"each.sla.acknowledge != null && each.sla.acknowledge <= duration(\"15m\")", "each.mode == \"automated\"", "${text(each.sla.acknowledge)}, ${each.mode}",
			[]string{"interface.hand_over: 10 minutes (Office hours), manual"}},
		{"no figure is passed over", "interface", "each.name == \"hand_back\"", "each.sla.acknowledge < duration(\"1m\")", "no", nil},
		{"a day of elapsed time has 24 hours", "interface", "each.name == \"remind\"", "each.sla.acknowledge == 1", "${each.sla.acknowledge} is ${text(each.sla.acknowledge)}", []string{"interface.remind: 86400 is 1 day"}},
		{"a working day has its own hours", "process", "each.sla.complete != null", "each.sla.complete == duration(\"9h\")", "${each.sla.complete}, ${text(each.sla.complete + duration(\"1h\"))}", []string{"process.triage: 36000, 11 hours (Office hours)"}},
		{"a working day is ten hours", "process", "each.sla.complete != null", "each.sla.complete == duration(\"10h\")", "", nil},
		{"everybody's row, defaults applied", "step", "", "each.raci.responsible != null", "${each.address} ${text(each.raci.responsible)} ${text(each.raci.accountable)}", []string{"process.triage.step.decide: process.triage.step.decide nothing role.manager"}},
		{"a step knows its process", "step", "", "each.process == \"process.triage\"", "", nil},
		{"fields", "field", "", "each.key", "${each.artifact}: ${each.type}", []string{"artifact.ticket.field.severity: artifact.ticket: enum(\"high\", \"low\")"}},
		{"an inherited contact", "role", "each.contact != null", "each.contact.chat != \"#desk\"", "${each.contact.chat}", []string{"role.agent: #desk"}},
		{"meta is free", "role", "each.meta.level != null", "each.meta.level > 2 && each.meta.nothing.at.all == null", "level ${each.meta.level}", []string{"role.agent: level 2"}},
		{"lists", "role", "each.tags != null", "!contains(each.tags, \"lead\")", "${join(\", \", each.tags)}", []string{"role.manager: lead"}},
		{"what is not there prints as such", "role", "each.deputy == null", "each.team != null", "${each.name}: ${each.deputy}", []string{"role.manager: manager: nothing"}},
		{"lists that are not there", "role", "", "contains(each.tags, \"lead\") || length(each.links) > 0", "${each.name}", []string{"role.agent: agent"}},
		{"loops", "process", "", "length([for s in each.step : s if s.title == null]) == 0", "${join(\" and \", each.step[*].name)}", []string{"process.triage: look and decide"}},
		{"blocks of which there are none", "process", "length(each.step) == 0", "each.step[0].title != null", "none", []string{"process.repair: none"}},
		{"a ladder counts in the calendar of the promise it guards", "process", "each.escalation != null", "each.escalation.after[0].after < each.sla.complete", "${text(each.escalation.after[0].after)}", []string{"process.triage: 2 working days (Office hours)"}},
		{"a policy", "sla_policy", "", "each.acknowledge > duration(\"10m\")", "${text(each.acknowledge)}", []string{"sla_policy.quick: 10 minutes (Office hours)"}},
		{"conditionals and arithmetic", "process", "", "(length(each.step) > 1 ? 10 : 5) % 4 == 1", "${max(1, length(each.step))}", []string{"process.triage: 2"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			rule := fmt.Sprintf("each = %q\nrequire = %s\nmessage = \"%s\"", c.each, c.require, c.message)
			if c.when != "" {
				rule += "\nwhen = " + c.when
			}
			got, problem := judge(t, rule)
			require.Nil(t, problem)
			assert.Equal(t, c.want, got)
		})
	}
}

// What fails is told at the part that failed, with the block it failed on, and what to do.
func TestProblems(t *testing.T) {
	for _, c := range []struct{ name, each, require, detail string }{
		{"null is compared", "process", "each.sla.complete < duration(\"1d\")", "this is null, and cannot be compared or calculated with."},
		{"promises of different calendars", "interface", "each.sla.acknowledge == null ? true : each.sla.acknowledge < max(duration(\"1h\"), 5) || text(each.sla.acknowledge) == \"ASAP\" || true", ""},
		{"null decides", "role", "each.meta.grown", "this is null, neither true nor false."},
		{"division by zero", "role", "1 / length([for x in [1] : x if x > 1]) == 1", "this is zero, and nothing can be divided by it."},
		{"no duration", "role", "duration(\"soon\") > 1", "soon"},
		{"a bomb of loops", "role", "length([for a in split(\",\", \"1,2,3,4,5,6,7,8,9,1,2,3,4,5,6,7,8,9,1,2,3,4,5,6,7,8,9,1,2,3,4,5,6,7,8,9\") : [for b in split(\",\", \"1,2,3,4,5,6,7,8,9,1,2,3,4,5,6,7,8,9,1,2,3,4,5,6,7,8,9,1,2,3,4,5,6,7,8,9\") : [for c in split(\",\", \"1,2,3,4,5,6,7,8,9,1,2,3,4,5,6,7,8,9,1,2,3,4,5,6,7,8,9,1,2,3,4,5,6,7,8,9\") : c]]]) > 0", "this takes more work than a rule may."},
		{"a bomb of width", "role", "format(\"%999999999d\", 1) == \"\"", "this text would be too wide."},
		{"a bomb of numbers", "role", strings.Repeat("1000000000000000000000 * ", 200) + "1 > 1", "this number is too large or too small."},
		{"a bomb of texts", "role", "replace(replace(replace(replace(\"aaaaaaaaaaaaaaaa\", \"a\", \"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\"), \"a\", \"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\"), \"a\", \"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\"), \"a\", \"aaaaaaaaaaaaaaaaaaaaaaaaaaaaa\") == \"\"", "these texts are too long for `replace`."},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, problem := judge(t, fmt.Sprintf("each = %q\nrequire = %s\nmessage = \"m\"", c.each, c.require))
			if c.detail == "" {
				assert.Nil(t, problem)
				return
			}
			require.NotNil(t, problem)
			assert.Contains(t, problem.Detail, c.detail)
			assert.Equal(t, "require", problem.Argument)
			assert.NotEmpty(t, problem.Address)
			assert.NotZero(t, problem.Range.Start.Line)
			assert.NotZero(t, problem.Block.Start.Line)
		})
	}
}

// An hour of one calendar is not worth an hour of another.
func TestCalendarsDoNotMix(t *testing.T) {
	_, problem := judge(t, "each = \"process\"\nwhen = each.sla != null\nrequire = each.sla.complete >= each.sla.complete\nmessage = \"m\"")
	assert.Nil(t, problem)
	text := strings.Replace(organisation, "sla { policy = sla_policy.quick }", "sla {\n complete = \"2h\"\n calendar = calendar.office_hours\n target \"high\" {\n complete = \"1h\"\n calendar = calendar.always\n }\n per = severity\n }", 1)
	m := lang.Load(fstest.MapFS{"a.handoff.hcl": {Data: []byte(text + `
rule "r" {
  each    = "interface"
  when    = each.sla.target != null && each.sla.per == "severity"
  require = alltrue([for t in each.sla.target : t.complete < each.sla.complete])
  message = "m"
}
rule "s" {
  each    = "interface"
  when    = each.sla.per == "severity"
  require = each.sla.target[0].complete < each.sla.complete
  message = "m"
}
`)}}, lang.Options{})
	require.Len(t, m.Findings, 1, "there is no alltrue")
	assert.Equal(t, "type/function", m.Findings[0].Rule)
	assert.False(t, house.Sound(m.Rules[0]))
	_, problem = house.Judge(m, graph.Build(m), m.Rules[1])
	require.NotNil(t, problem)
	assert.Equal(t, "the left side counts in `calendar.always`, the right side in `calendar.office_hours`: promises of different calendars cannot be compared.", problem.Detail)
}

// A block in which something does not compile is left alone: a typo is one finding.
func TestBrokenBlocksAreLeftAlone(t *testing.T) {
	m := lang.Load(fstest.MapFS{"a.handoff.hcl": {Data: []byte(`
rule "r" {
  each    = "interface"
  require = each.mode == "automated"
  message = "m"
}
interface "a" {
  from = process.p
  to   = process.p
  mode = "automtaed"
}
interface "b" {
  from = process.p
  to   = process.p
}
process "p" {}
`)}}, lang.Options{})
	require.Len(t, m.Findings, 1)
	failures, problem := house.Judge(m, graph.Build(m), m.Rules[0])
	assert.Nil(t, problem)
	require.Len(t, failures, 1)
	assert.Equal(t, "interface.b", failures[0].Address)
}

// A name that the kind does not have is found before the rule runs, at the name.
func TestNamesAreChecked(t *testing.T) {
	for written, want := range map[string]string{
		`each.ownr != null`:               "`each` has no field `ownr`",
		`each.sla.acknowlege != null`:     "`each.sla` has no field `acknowlege`",
		`each.step[0].titel != null`:      "`each.step` has no field `titel`",
		`each.flow == "partal"`:           "is never \"partal\"",
		`each.external != null`:           "which is always there",
		`each.owner > 3`:                  "no order",
		`foo(each.owner)`:                 "There is no function `foo`",
		`each.title.length == 3`:          "no fields",
		`each`:                            "A condition is true or false",
		`process.x == each`:               "process",
		`local.x == 1`:                    "no",
		`each.sla.complete == "15m"`:      "never be equal",
		`each.raci.accountable == "role"`: "never be equal",
	} {
		m := lang.Load(fstest.MapFS{"a.handoff.hcl": {Data: []byte("rule \"r\" {\n  each = \"process\"\n  require = " + written + "\n  message = \"m\"\n}\n")}}, lang.Options{})
		if assert.Len(t, m.Findings, 1, written) {
			assert.Contains(t, m.Findings[0].Detail+m.Findings[0].Help, want, written)
			assert.Equal(t, 3, m.Findings[0].Range.Start.Line)
			assert.Equal(t, "rule.r", m.Findings[0].Address)
		}
	}
	m := lang.Load(fstest.MapFS{"a.handoff.hcl": {Data: []byte("rule \"r\" {\n  each = \"proces\"\n  require = true\n  message = \"m\"\n}\n")}}, lang.Options{})
	require.Len(t, m.Findings, 1)
	assert.Contains(t, m.Findings[0].Help, `Did you mean "process"?`)
}

// Every key that a rule may name has a value in every kind, whether or not it was given.
func TestEveryKeyHasAValue(t *testing.T) {
	for _, kind := range []string{"team", "role", "artifact", "field", "process", "step", "interface", "calendar", "sla_policy"} {
		got, problem := judge(t, fmt.Sprintf("each = %q\nrequire = length(keys(each)) == 0\nmessage = \"${join(\",\", keys(each))}\"", kind))
		require.Nil(t, problem, kind)
		require.NotEmpty(t, got, kind)
		_, list, _ := strings.Cut(got[0], ": ")
		row, _ := lang.KindRow(lang.Kind(kind))
		require.NotNil(t, row)
		keys := strings.Split(list, ",")
		for _, a := range row.Type.Arguments {
			assert.Contains(t, keys, a.Name, kind)
		}
		for _, b := range row.Type.Blocks {
			assert.Contains(t, keys, b.Type.Name, kind)
		}
	}
}

// FuzzRequire: no expression makes the evaluator fail in any way but its own.
func FuzzRequire(f *testing.F) {
	for _, s := range []string{"each.title != null", "length(each.step) > 1 ? true : each.a[*].b", "{ for k, v in each : k => v }", "\"${each.name}\" == upper(\"x\")", "max(each.sla.complete, duration(\"1d\")) > 1", "[1, 2][3] == null"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		m := lang.Load(fstest.MapFS{"a.handoff.hcl": {Data: []byte(organisation + "\nrule \"r\" {\n  each = \"process\"\n  require = " + text + "\n  message = \"m\"\n}\n")}}, lang.Options{})
		for _, r := range m.Rules {
			if house.Sound(r) {
				house.Judge(m, graph.Build(m), r)
			}
		}
	})
}
