event "smoke" { # want "Nothing happens when `event.smoke` does"
  source = process.baking
}
# silent: they set off an interface, a step, a clock.
event "doorbell" {}
event "hunger" {}
event "oven_hot" {}
# silent: one is misspelt, and this is what it means.
event "closing_time" {}

process "baking" {
  owner = role.baker
  sla {
    since    = event.oven_hot
    complete = "1h"
  }
  step "bake" {
    by = role.baker
    on = event.hunger
  }
  step "sweep" {
    by = role.baker
    on = event.closing_tiem # want reference/unknown "event.closing_time"
  }
}
process "selling" { owner = role.baker }
interface "bread_to_shop" {
  from    = process.baking
  to      = process.selling
  carries = artifact.bread
  on      = event.doorbell
}
artifact "bread" {}
role "baker" {}
