# Locals are plain values.

locals {
  p1     = "15m"
  desk   = "Service Desk"
  title  = "The ${local.desk}"
  round  = local.trip
  trip   = local.round # want reference/cycle "is defined by itself"
  called = upper("x") # want syntax/value "A plain value is expected"
  days   = ["mon", "tue"]
}

calendar "shift" {
  timezone = local.zne # want reference/unknown "There is no `local.zne`"
  days     = local.days
  hours    = "08:00-18:00"
}
calendar "night" {
  timezone = local.zne # the same name again is no second finding, nor is what it leaves empty
  days     = local.days
  hours    = local.zne
}
milestone "opening" {
  at       = "2026-03-18T02:00"
  timezone = local.zne
}
