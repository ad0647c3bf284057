# Letters to an office, on three ways.

calendar "office_hours" {
  timezone = "Europe/Zurich"
  days     = ["mon", "tue", "wed", "thu", "fri"]
  hours    = "08:00-18:00"
  holidays = ["2026-12-25", "2027-01-01"]
}

# Seven working days of ten hours are in the end seven days; but the first letter of a working day in this flow needs seven days and four hours.
service "complaint" {
  owner = role.clerk
  flow  = [interface.to_lawyer]
  sla {
    complete = "7d" # want "the worst path through its flow ends on"
    calendar = calendar.office_hours
  }
}

# silent: the same with four hours more.
service "complaint_with_patience" {
  owner = role.clerk
  flow  = [interface.to_lawyer]
  sla {
    complete = "7d4h"
    calendar = calendar.office_hours
  }
}

process "opening" {
  owner = role.clerk
  sla {
    complete = "2d"
    calendar = calendar.office_hours
  }
  output "letter" { artifact = artifact.letter }
}

process "answering" {
  owner = role.clerk
  sla {
    complete = "5d"
    calendar = calendar.office_hours
  }
  input "letter" { artifact = artifact.letter }
}

interface "to_lawyer" {
  from = process.opening.output.letter
  to   = process.answering.input.letter
  sla {
    acknowledge = "4h"
    calendar    = calendar.office_hours
  }
}

# silent: nothing says how long the post takes; as far as is known, it is in time.
service "parcel" {
  owner = role.clerk
  flow  = [interface.to_post]
  sla { complete = "5d" }
}

process "packing" {
  owner = role.clerk
  sla { complete = "2d" }
  output "parcel" { artifact = artifact.letter }
}

process "post" {
  external = true
  input "parcel" { artifact = artifact.letter }
}

interface "to_post" {
  from = process.packing.output.parcel
  to   = process.post.input.parcel
  sla { acknowledge = "1d" }
}

# But if what is known is already too long, how much longer it is does not matter.
service "express_parcel" {
  owner = role.clerk
  flow  = [interface.to_post]
  sla { complete = "2d" } # want "There is no figure for `process.post`, so it takes at least that long."
}

# In time unless it is handed back: a warning.
service "form" {
  owner = role.clerk
  flow  = [interface.form]
  sla { complete = "4d" } # want "if work is handed back as often as it may be"
}

process "filling_in" {
  owner = role.clerk
  step "fill_in" {
    within = "1d"
  }
}

process "checking" {
  owner = role.clerk
  sla { complete = "2d" }
}

interface "form" {
  from    = process.filling_in.step.fill_in
  to      = process.checking
  carries = artifact.letter
  sla { acknowledge = "12h" }
  handback {
    reason = "illegible"
    limit  = 1
  }
}

role "clerk" {}
artifact "letter" {}
