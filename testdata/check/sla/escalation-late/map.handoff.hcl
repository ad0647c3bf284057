# A lighthouse and its supply boat.

process "watching" {
  owner = role.keeper
  sla {
    per      = weather
    complete = "4h"
    target "storm" {
      complete = "1h"
    }
  }
  input "sighting" {
    artifact = artifact.sighting
    external = true
  }
  escalation {
    after = {
      "1h" = role.keeper # want "told after 1 hour; `process.watching` promises `complete = \"1h\"`"
      "2h" = role.captain
    }
  }
  step "light" {
    within = "10m"
    escalation {
      after = {
        "15m" = role.captain # want "promises `within = \"10m\"`"
      }
    }
  }
  # silent: nothing is promised here that it could be late for.
  step "polish" {
    escalation {
      after = {
        "15m" = role.captain
      }
    }
  }
}

process "sailing" { owner = role.captain }

# silent: the ladder begins in time.
interface "signal" {
  from    = process.watching
  to      = process.sailing
  carries = artifact.sighting
  sla { acknowledge = "30m" }
  escalation {
    after = {
      "20m" = role.captain
    }
  }
}

interface "flag" {
  from    = process.watching
  to      = process.sailing
  carries = artifact.sighting
  sla { acknowledge = "30m" }
  escalation { policy = escalation_policy.lazy } # want "told after 45 minutes"
}

# silent: from `acknowledged` it guards what is to be complete.
interface "lamp_oil" {
  from    = process.watching
  to      = process.sailing
  carries = artifact.sighting
  sla {
    acknowledge = "30m"
    complete    = "2d"
  }
  escalation {
    clock = "acknowledged"
    after = {
      "45m" = role.captain
    }
  }
}

# One day of ten hours and ten hours are the same in this calendar.
interface "mail" {
  from    = process.watching
  to      = process.sailing
  carries = artifact.sighting
  sla {
    acknowledge = "1d"
    calendar    = calendar.post
  }
  escalation {
    after = {
      "10h" = role.captain # want "told after 10 hours"
    }
  }
}

# silent: a ladder that counts from the due date begins when that is over, and says so.
interface "paint" {
  from    = process.watching
  to      = process.sailing
  carries = artifact.sighting
  sla { complete = "1h" }
  escalation {
    clock = "due"
    after = {
      "2h" = role.captain
    }
  }
}

escalation_policy "lazy" {
  after = {
    "45m" = role.captain
  }
}
calendar "post" {
  timezone = "Europe/Dublin"
  days     = ["mon", "tue", "wed", "thu", "fri"]
  hours    = "08:00-18:00"
}
role "keeper" {}
role "captain" {}
artifact "sighting" {
  field "weather" { type = enum("storm", "calm") }
}
