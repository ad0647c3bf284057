process "baking" { owner = role.baker }
process "selling" { owner = role.baker }
interface "bread_to_shop" {
  from    = process.baking
  to      = process.selling
  carries = artifact.bread
}
service "breakfast" { # want "No KPI measures `service.breakfast`"
  owner = role.baker
  flow  = [interface.bread_to_shop]
}
# silent: one of its own, in a list.
service "lunch" {
  owner = role.baker
  flow  = [interface.bread_to_shop]
}
# A KPI of an interface measures a part of the way, not what the customer waits for.
kpi "wait" {
  metric = "handoff_wait"
  of     = [interface.bread_to_shop, service.lunch]
  target = "<= 1h"
  owner  = role.baker
}
artifact "bread" {}
role "baker" {}
