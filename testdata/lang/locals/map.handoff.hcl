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
