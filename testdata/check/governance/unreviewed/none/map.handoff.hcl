kpi "waste" { metric = "waste" } # want "This map has no `cadence`, so nobody reviews `kpi.waste` and `kpi.speed`"
# silent: one finding is enough.
kpi "speed" { metric = "lead_time" }
