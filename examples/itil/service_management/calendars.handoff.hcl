# When people work, when production may be touched, and the promises and ladders that several handoffs share.

locals {
  zone = "Europe/Zurich"
  holidays = [
    "2026-12-25", "2027-01-01", "2027-03-26", "2027-03-29", "2027-05-06", "2027-05-17", "2027-12-24", "2027-12-31",
  ]
}

calendar "office_hours" {
  title    = "Office hours"
  timezone = local.zone
  days     = ["mon", "tue", "wed", "thu", "fri"]
  hours    = "08:00-18:00"
  holidays = local.holidays
}

calendar "weekdays" {
  title       = "Monday to Friday, around the clock"
  description = "Knows no holidays: somebody is always on duty."
  timezone    = local.zone
  days        = ["mon", "tue", "wed", "thu", "fri"]
  hours       = "00:00-24:00"
}

calendar "weekend" {
  title    = "Weekend"
  timezone = local.zone
  days     = ["sat", "sun"]
  hours    = "00:00-24:00"
}

calendar "maintenance_window" {
  title       = "Maintenance windows"
  description = "The only hours in which production is changed on purpose."
  timezone    = local.zone
  window {
    days  = ["mon", "tue", "wed", "thu"]
    hours = "20:00-23:00"
  }
  window {
    days  = ["sun"]
    hours = "02:00-06:00"
  }
}

milestone "winter_release" {
  title    = "Winter release"
  at       = "2027-12-05T02:00"
  timezone = local.zone
  owner    = role.release_manager
  before   = milestone.year_end_freeze
}

milestone "year_end_freeze" {
  title    = "Year-end freeze begins"
  at       = "2027-12-13T18:00"
  timezone = local.zone
  owner    = role.change_manager
  before   = milestone.year_end_thaw
}

milestone "year_end_thaw" {
  title    = "Year-end freeze ends"
  at       = "2028-01-03T08:00"
  timezone = local.zone
  owner    = role.change_manager
}

sla_policy "between_offices" {
  title       = "Between two offices"
  description = "The ordinary promise between two teams that both work office hours."
  acknowledge = "4h"
  calendar    = calendar.office_hours
}

escalation_policy "around_the_clock" {
  title       = "Around the clock"
  description = "For handoffs that may not wait until morning."
  after = {
    "10m" = role.incident_manager
    "1h"  = role.duty_manager
  }
}

escalation_policy "between_offices" {
  title       = "Office ladder"
  description = "For handoffs between teams that work office hours."
  after = {
    "2h" = role.process_integrator
    "1d" = role.service_owner
  }
}
