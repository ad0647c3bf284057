artifact "order" { # want "`process.delivery`, `process.ordering` and `process.baking` work with `artifact.order`"
  field "pizza" { type = string }
}
# silent: the till knows.
artifact "bill" {
  source_of_truth = system.till
  field "sum" { type = number }
}
# silent: somebody answers for it.
artifact "menu" {
  steward = role.waiter
  field "dishes" { type = list(string) }
}
# silent: only two processes share it.
artifact "tip" {
  field "sum" { type = number }
}
# silent: it has no fields, so there is nothing in it that could be true; schema/no-shape asks for them.
artifact "shout" {}
# silent: a name that is wrong has been reported, and counts as given.
artifact "receipt" {
  source_of_truth = system.tlil # want reference/unknown "system.till"
  field "sum" { type = number }
}

process "ordering" { owner = role.waiter }
process "baking" { owner = role.waiter }
process "delivery" {
  owner = role.waiter
  input "order" { artifact = artifact.order }
}

interface "order_to_kitchen" {
  from    = process.ordering
  to      = process.baking
  carries = artifact.order
}
interface "order_to_rider" {
  from    = process.baking
  to      = process.delivery.input.order
  carries = artifact.order
}
interface "bill" {
  from    = process.ordering
  to      = [process.baking, process.delivery]
  carries = artifact.bill
}
interface "menu" {
  from    = process.ordering
  to      = [process.baking, process.delivery]
  carries = artifact.menu
}
interface "receipt" {
  from    = process.ordering
  to      = [process.baking, process.delivery]
  carries = artifact.receipt
}
interface "shout" {
  from    = process.ordering
  to      = [process.baking, process.delivery]
  carries = artifact.shout
}
interface "tip" {
  from    = process.delivery
  to      = process.ordering
  carries = artifact.tip
}

system "till" { owner = role.waiter }
role "waiter" {}
