cadence "morning" {
  every    = "1d"
  duration = "1h"
  chair    = role.chef
  attend   = [role.baker, team.kitchen]
}
cadence "inventory" {
  every    = "2w"
  duration = "1d"
  attend   = [role.chef, role.waiter]
}
cadence "party" {
  every = "1y"
  chair = role.waiter
}
role "chef" {} # want "`role.chef` sits in meetings for 9.0 hours a week: `cadence.morning` and `cadence.inventory`"
# silent: five hours; four; and a party of unknown length.
role "baker" {}
role "waiter" {}
# silent: the team is asked, not each of its members.
team "kitchen" {}
role "apprentice" { team = team.kitchen }
