# silent: the meeting reviews it, and misspells it.
kpi "waste" { metric = "waste" }
cadence "monday" {
  every   = "1w"
  reviews = [kpi.wsate] # want reference/unknown "kpi.waste"
}
