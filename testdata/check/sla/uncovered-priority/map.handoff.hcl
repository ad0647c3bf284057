# A hospital that sorts by colour.

process "triage" {
  owner = role.nurse
  input "patient" {
    artifact = artifact.patient
    external = true
  }
  sla { # want "promises `complete` by `colour`, and nothing for \"green\""
    per = colour
    target "red" {
      complete = "10m"
    }
    target "yellow" {
      complete = "1h"
    }
  }
}

# silent: a default catches the rest.
process "surgery" {
  owner = role.nurse
  input "patient" {
    artifact = artifact.patient
    external = true
  }
  sla {
    per      = colour
    complete = "1d"
    target "red" {
      complete = "1h"
    }
  }
}

# silent: every colour is there.
process "ward" {
  owner = role.nurse
  input "patient" {
    artifact = artifact.patient
    external = true
  }
  sla {
    per = colour
    target "red" { complete = "1h" }
    target "yellow" { complete = "2h" }
    target "green" { complete = "3h" }
  }
}

# silent: the missing one stands in the policy.
process "laboratory" {
  owner = role.nurse
  input "patient" {
    artifact = artifact.patient
    external = true
  }
  sla {
    policy = sla_policy.slow
    per    = colour
    target "red" { complete = "1h" }
  }
}

# silent: no green one ever gets there.
process "intensive_care" {
  owner = role.nurse
  input "patient" { artifact = artifact.patient }
  sla {
    per = colour
    target "red" { complete = "1h" }
    target "yellow" { complete = "2h" }
  }
}

event "grave" {
  source   = process.triage
  artifact = artifact.patient
  when     = patient.colour == "red" || patient.colour == "yellow"
}

interface "to_intensive_care" {
  from    = process.triage
  to      = process.intensive_care.input.patient
  carries = artifact.patient
  on      = event.grave
}

sla_policy "slow" { complete = "7d" }

# All are accepted soon, but when the red ones are done is promised, and when the others are is not.
interface "to_ward" {
  from    = process.triage
  to      = process.ward
  carries = artifact.patient
  sla { # want "promises `complete` by `colour`, and nothing for \"yellow\" and \"green\""
    per         = colour
    acknowledge = "5m"
    target "red" {
      complete = "30m"
    }
  }
}

role "nurse" {}
artifact "patient" {
  field "colour" { type = enum("red", "yellow", "green") }
}
