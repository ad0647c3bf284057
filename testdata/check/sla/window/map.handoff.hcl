# What is done at night, and for how long.

calendar "night" {
  timezone = "Europe/Berlin"
  hours    = "22:00-02:00"
}
calendar "sunday" {
  timezone = "Europe/Berlin"
  days     = ["sun"]
  hours    = "01:00-09:00"
}
calendar "noon" {
  timezone = "Europe/Berlin"
  hours    = "12:00-13:00"
}

process "release" {
  owner    = role.engineer
  sequence = [step.migrate, step.deploy, step.clean_up]
  step "migrate" {
    takes  = "5h" # want "takes 5 hours, and `calendar.night` is never open for longer than 4 hours"
    during = calendar.night
    uses   = [system.database]
  }
  # silent: as long as the window is, past midnight; and it follows the other one on that database.
  step "deploy" {
    takes  = "4h"
    during = calendar.night
    uses   = [system.database]
  }
  # silent: how long it takes is not said.
  step "clean_up" { during = calendar.noon }
}

process "backup" {
  owner = role.engineer
  step "copy" {
    takes  = "2h"
    during = calendar.sunday # want "Only one step may work on `system.database` at a time; `process.release.step.migrate` and `process.backup.step.copy` both may"
    uses   = [system.database]
  }
  # silent: the windows are apart.
  step "count" {
    takes  = "30m"
    during = calendar.noon
    uses   = [system.database]
  }
  # silent: any number may read the log.
  step "read" {
    during = calendar.night
    uses   = [system.log]
  }
}

process "audit" {
  owner = role.engineer
  step "read" {
    during = calendar.night
    uses   = [system.log]
  }
  # silent: it keeps to no window.
  step "look" { uses = [system.database] }
}

system "database" { exclusive = true }
system "log" {}
role "engineer" {}
