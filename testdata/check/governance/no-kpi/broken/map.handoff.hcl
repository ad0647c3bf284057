process "baking" { owner = role.baker }
process "selling" { owner = role.baker }
interface "bread_to_shop" {
  from    = process.baking
  to      = process.selling
  carries = artifact.bread
}
# silent: the KPI means this one, and misspells it.
service "breakfast" {
  owner = role.baker
  flow  = [interface.bread_to_shop]
}
kpi "wait" {
  metric = "lead_time"
  of     = service.brekfast # want reference/unknown "service.breakfast"
  target = "<= 1h"
  owner  = role.baker
}
artifact "bread" {}
role "baker" {}
