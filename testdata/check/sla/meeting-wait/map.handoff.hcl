# A town hall: what waits for which meeting.

process "permits" {
  owner = role.clerk
  step "discuss" {
    within  = "3d"
    meeting = cadence.council # want "held every 1 week; `process.permits.step.discuss` promises 3 days"
  }
  # silent: the meeting is held at least as often.
  step "read" {
    within  = "1d"
    meeting = cadence.briefing
  }
  # silent: nothing is promised.
  step "muse" { meeting = cadence.council }
}

# Five working days of five are a week: silent. Four are not.
process "complaints" {
  owner = role.clerk
  sla {
    complete = "30d"
    calendar = calendar.office_hours
  }
  # silent: exactly a week
  step "answer" {
    within  = "5d"
    meeting = cadence.council
  }
  step "ask_back" {
    within  = "4d"
    meeting = cadence.council # want "promises 4 working days"
  }
  # silent: without a promise of its own it stands under that of its process.
  step "sign" { meeting = cadence.council }
}

# By priority: the slow way may wait for the meeting, the fast one surely does not.
process "roads" {
  owner = role.clerk
  input "hole" {
    artifact = artifact.hole
    external = true
  }
  # silent: deep holes are given a day, shallow ones a month, and only these need wait.
  step "plan" { meeting = cadence.council }
  sla {
    per = depth
    target "deep" {
      complete = "1d"
    }
    target "shallow" {
      complete = "30d"
    }
  }
}

process "parks" {
  owner = role.clerk
  sla { complete = "20d" }
  step "plant" { meeting = cadence.budget_day } # want "held every 3 months; `process.parks` promises 20 days"
  # silent: how often is not said.
  step "water" { meeting = cadence.rain_dance }
}

cadence "council" { every = "1w" }
cadence "briefing" { every = "1d" }
cadence "budget_day" { every = "1q" }
cadence "rain_dance" { every = unstated("when it is dry") }

calendar "office_hours" {
  timezone = "Europe/Vienna"
  days     = ["mon", "tue", "wed", "thu", "fri"]
  hours    = "08:00-16:00"
  holidays = ["2026-10-26"]
}

role "clerk" {}
artifact "hole" {
  field "depth" { type = enum("deep", "shallow") }
}
