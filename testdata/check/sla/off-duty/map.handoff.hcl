# Who is called at night.

calendar "office_hours" {
  timezone = "Europe/Zurich"
  days     = ["mon", "tue", "wed", "thu", "fri"]
  hours    = "08:00-18:00"
}
calendar "weekdays" {
  timezone = "Europe/Zurich"
  days     = ["mon", "tue", "wed", "thu", "fri"]
  hours    = "00:00-24:00"
}
calendar "weekend" {
  timezone = "Europe/Zurich"
  days     = ["sat", "sun"]
  hours    = "00:00-24:00"
}

team "desk" { calendar = calendar.always }
team "office" { calendar = calendar.office_hours }

role "agent" { team = team.desk }
role "boss" { team = team.office }
role "week_duty" {
  team     = team.office
  calendar = calendar.weekdays
  deputy   = role.weekend_duty
}
role "weekend_duty" {
  team     = team.office
  calendar = calendar.weekend
}
role "friend" {}

process "answering" {
  owner     = role.agent
  team      = team.desk
  emergency = role.boss # want "neither `role.boss` nor a deputy is on duty"
  sla { complete = "4h" }
  escalation {
    after = {
      "1h" = role.boss      # want "Level 1 of the ladder of `process.answering` can call `role.boss` on"
      "2h" = role.week_duty # silent: with the deputy, somebody is there around the week
      "3h" = role.friend    # silent: nobody has said when they are there
    }
  }
}

# silent: the clock runs in office hours only, so it calls in office hours only.
interface "to_office" {
  from    = process.answering
  to      = process.deciding
  carries = artifact.letter
  sla {
    acknowledge = "4h"
    calendar    = calendar.office_hours
  }
  escalation {
    after = {
      "2h" = role.boss
    }
  }
}

# silent: several are told, and one of them is there.
interface "alarm" {
  from    = process.answering
  to      = process.deciding
  carries = artifact.letter
  sla { acknowledge = "1h" }
  escalation {
    after = {
      "10m" = [role.boss, role.agent]
    }
  }
}

interface "page" {
  from    = process.answering
  to      = process.deciding
  carries = artifact.letter
  sla { acknowledge = "1h" }
  escalation { policy = escalation_policy.upwards } # want "Level 1 of the ladder of `interface.page`"
}

# What the office sends is sent before six; four hours later nobody is there, ten minutes later the desk is.
interface "evening" {
  from    = process.deciding
  to      = process.answering
  carries = artifact.letter
  sla { acknowledge = "5h" }
  escalation {
    after = {
      "10m" = role.agent
      "4h"  = role.boss # want "Level 2 of the ladder of `interface.evening`"
    }
  }
}

process "deciding" {
  owner = role.boss
  team  = team.office
  # silent: whatever fails there fails while they work.
  emergency = role.boss
  sla {
    complete = "2d"
    calendar = calendar.office_hours
  }
}

escalation_policy "upwards" {
  after = {
    "30m" = role.boss
  }
}
artifact "letter" {}
