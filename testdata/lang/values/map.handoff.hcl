# A value of the wrong sort is told at the value.

team "desk" {
  title    = 5             # want syntax/value "wants a text in quotes"
  external = "yes"         # want syntax/value "wants true or false"
  tags     = ["a", 7]      # want syntax/value "wants a text in quotes"
  reviewed = "2026-13-01"  # want type/date "2026-13-01"
  links = {
    Wiki = "https://wiki.example"
  }
}

role "agent" {
  team         = team.desk
  review_every = "6mo"
}

artifact "ticket" {
  example = "../../secret.json" # want reference/outside "not inside the workspace"
  schema  = "/etc/passwd"       # want reference/outside "not inside the workspace"
  field "id" { type = strin }   # want type/unknown-type "string"
}

interface "again" {
  from = process.support
  to   = process.support
  mode = "automatic" # want syntax/value "Did you mean \"automated\"?"

  carries = artifact.ticket
  sla {
    acknowledge = "30min" # want type/duration "30m"
    complete    = "6mo"   # want type/duration "Write weeks or days"
    at_least    = unstated("ASAP")
  }
  escalation {
    clock = "sent"
    after = {
      "20m" = role.agent
      "20m" = team.desk # want syntax/duplicate-argument "two levels at 20m"
      "4"   = role.agent # want type/duration "unit"
    }
  }
  handback {
    limit = 1.5 # want syntax/value "a whole number"
  }
  approval {
    approvers = [role.agent]
    need      = "most" # want syntax/value "\"all\", \"any\" or a number"
  }
}

process "support" {
  owner = role.agent
}

calendar "office" {
  timezone = "Europe/Zurch"   # want type/timezone "Europe/Zurich"
  days     = ["mon", "tues"]  # want type/days "tue"
  hours    = "8-25"           # want type/hours "8-25"
  holidays = ["2026-02-30"]   # want type/holidays "2026-02-30"
}

milestone "release" {
  at = "2026-04-01" # a day will do
}

milestone "review" {
  at       = "2026-4-31"   # want type/date "2026-4-31"
  timezone = "UTC"
}

milestone "freeze" {
  at       = "2026-03-18T25:00" # want type/instant "2026-03-18T25:00"
  timezone = "UTC"
}

moved {
  from = "process.inquiry" # want reference/not-a-reference "Write it without quotes: `process.inquiry`."
  to   = process.survey
}
moved {
  from = 5         # want reference/not-a-reference "the bare address of a part of the map, such as `process.name`"
  to   = "inquiry" # want reference/not-a-reference "`process.inquiry`"
}
