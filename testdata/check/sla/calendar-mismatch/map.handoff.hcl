# A help desk around the clock, and an office behind it.

calendar "office_hours" {
  timezone = "Europe/Zurich"
  days     = ["mon", "tue", "wed", "thu", "fri"]
  hours    = "08:00-18:00"
}

team "desk" { calendar = calendar.always }
team "office" { calendar = calendar.office_hours }
team "archive" { parent = team.office }
team "friends" {}

process "answering" {
  owner = role.agent
  team  = team.desk
  # silent: the desk is there around the clock.
  sla { complete = "1h" }
}

process "deciding" {
  owner = role.lawyer
  team  = team.office
  sla { complete = "2d" } # want "promises to complete within 2 days of elapsed time; `team.office` works in `calendar.office_hours`. From Fri 2026-10-23 18:00 nobody is there for 2 days 15 hours."
}

# silent: no weekend is as long as three days.
process "judging" {
  owner = role.lawyer
  team  = team.office
  sla { complete = "3d" }
}

# silent: it counts in working hours.
process "appealing" {
  owner = role.lawyer
  team  = team.office
  sla {
    complete = "2d"
    calendar = calendar.office_hours
  }
}

# The hours of a team are those of the team above it.
process "filing" {
  owner = role.archivist
  team  = team.archive
  sla {
    per      = urgency
    complete = "10d"
    target "high" {
      complete = "4h" # want "promises to complete for \"high\" within 4 hours"
    }
  }
  input "letter" {
    artifact = artifact.letter
    external = true
  }
  step "stamp" { by = system.stamper }
  step "shelve" { by = role.archivist }
}

# silent: a system works at night too.
process "scanning" {
  owner = role.lawyer
  team  = team.office
  sla { complete = "5m" }
  step "scan" { by = system.stamper }
}

# silent: nobody has said when they work.
process "helping" {
  owner = role.agent
  team  = team.friends
  sla { complete = "1h" }
}

interface "to_office" {
  from    = process.answering
  to      = process.deciding
  carries = artifact.letter
  sla { acknowledge = "30m" } # want "promises to acknowledge within 30 minutes of elapsed time; `team.office` works"
}

# silent: the step it arrives at is a system's.
interface "to_scanner" {
  from    = process.answering
  to      = process.scanning.step.scan
  carries = artifact.letter
  sla { acknowledge = "30m" }
}

process "guarding" {
  owner = role.lawyer
  team  = team.office
  step "watch" { by = role.night_guard }
}

# silent: the team works office hours, but whoever takes it up does not.
interface "to_guard" {
  from    = process.answering
  to      = process.guarding.step.watch
  carries = artifact.letter
  sla { acknowledge = "30m" }
}

role "agent" { team = team.desk }
role "lawyer" { team = team.office }
role "archivist" { team = team.archive }
role "night_guard" {
  team     = team.office
  calendar = calendar.always
}
system "stamper" {}
artifact "letter" {
  field "urgency" { type = enum("high", "low") }
}
