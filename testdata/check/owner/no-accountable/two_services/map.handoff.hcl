# Two integrators who do not agree are none.
interface "settle" { # want "Nobody answers for `interface.settle`"
  from    = process.card_company
  to      = process.bank
  carries = artifact.money
}

# silent: both services have the same one.
interface "pay" {
  from    = process.card_company
  to      = process.bank
  carries = artifact.money
}

service "day_end" {
  owner      = role.a
  integrator = role.a
  flow       = [interface.settle, interface.pay]
}
service "month_end" {
  owner      = role.a
  integrator = role.b
  flow       = [interface.settle]
}
service "year_end" {
  owner      = role.a
  integrator = role.a
  flow       = [interface.pay]
}

process "card_company" { external = true }
process "bank" { external = true }
role "a" {}
role "b" {}
artifact "money" {}
