# Today is 2026-11-25.
process "baking" {
  owner        = role.baker
  reviewed     = "2026-05-24" # want "last reviewed on 2026-05-24 and is to be reviewed every 6 months: the next review was due on 2026-11-24"
  review_every = "6mo"
}
# silent: due today; and not due yet.
process "selling" {
  owner        = role.baker
  reviewed     = "2026-05-25"
  review_every = "6mo"
}
role "baker" {
  reviewed     = "2026-10-01"
  review_every = "1y"
}
# silent: nobody said how often.
artifact "bread" { reviewed = "1999-12-31" }

interface "bread_to_shop" {
  from    = process.baking
  to      = process.selling
  carries = artifact.bread
}
service "breakfast" { # want "No cadence reviews `service.breakfast`. Add it to the `reviews` of the meeting it belongs in: `cadence.monday`"
  owner = role.baker
  flow  = [interface.bread_to_shop]
}
# silent: reviewed itself, and so is its KPI with it; or reviewed by its KPI.
service "lunch" {
  owner = role.baker
  flow  = [interface.bread_to_shop]
}
kpi "lunch_time" {
  metric = "lead_time"
  of     = service.lunch
}
service "dinner" {
  owner = role.baker
  flow  = [interface.bread_to_shop]
}
kpi "dinner_time" {
  metric = "lead_time"
  of     = service.dinner
}
kpi "waste" { metric = "waste" } # want "No cadence reviews `kpi.waste`"
cadence "monday" {
  every   = "1w"
  reviews = [service.lunch, kpi.dinner_time]
}
