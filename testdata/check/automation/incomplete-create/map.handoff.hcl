artifact "order" {
  field "pizza" { type = string }
  field "table" { type = integer }
  field "wish" { type = optional(string) }
}

artifact "ticket" {
  field "number" {
    type      = integer
    key       = true
    generated = true
  }
  field "pizza" { type = string }
  field "table" { type = integer }
  field "oven" { type = enum("wood", "gas") }
  field "state" { type = enum("new", "baking", "done") }
  field "wish" { type = optional(string) }
  field "note" { type = optional(string) }
  lifecycle {
    field   = state
    initial = "new"
    final   = ["done"]
  }
}

# A lifecycle that does not say where a record starts leaves that to whoever makes one.
artifact "parcel" {
  field "state" { type = enum("packed", "sent") }
  lifecycle { field = state }
}

process "ordering" {
  owner = role.waiter
  output "order" { artifact = artifact.order }
}
process "baking" {
  owner = role.waiter
  input "ticket" { artifact = artifact.ticket }
  input "special" {
    artifact = artifact.ticket
    requires = [wish, note]
  }
}
process "delivery" {
  owner = role.waiter
  input "parcel" { artifact = artifact.parcel }
}

interface "order_to_kitchen" {
  from = process.ordering.output.order
  to   = process.baking.input.ticket
  via  = system.till
  mode = "automated"
  create { # want "without `table`" "without `oven`"
    pizza = order.pizza
  }
}

# silent: everything is set but what the kitchen's system assigns (number), the state a ticket starts in, and what need not be there.
interface "whole_order_to_kitchen" {
  from = process.ordering.output.order
  to   = process.baking.input.ticket
  create {
    pizza = order.pizza
    table = order.table
    oven  = "wood"
  }
}

# What the receiver cannot go on without, it needs even where its record calls it optional.
interface "special_order" {
  from = process.ordering.output.order
  to   = process.baking.input.special
  create { # want "without `note`, and `process.baking` cannot go on without it"
    pizza = order.pizza
    table = order.table
    oven  = "wood"
    wish  = order.wish == null ? "none" : order.wish
  }
}

# One finding a record, however many receive it.
interface "order_to_all" {
  from = process.ordering.output.order
  to   = [process.baking.input.ticket, process.baking.input.special, process.delivery.input.parcel]
  create { # want "makes `artifact.parcel` without `state`" "makes `artifact.ticket` without `note`"
    pizza = order.pizza
    table = order.table
    oven  = "gas"
    wish  = "none"
  }
}

# silent: a name that is misspelt is one mistake, and the compiler tells it.
interface "misspelt" {
  from = process.ordering.output.order
  to   = process.baking.input.ticket
  create {
    pizza  = order.pizza
    tabble = order.table # want type/unknown-field "Did you mean `table`?"
    stove  = "wood"      # want type/unknown-field "has no field `stove`"
  }
}

# silent: nothing is made, the record is passed as it stands; other rules compare the two ends.
interface "as_it_stands" {
  from = process.ordering.output.order
  to   = process.baking.input.ticket
}

system "till" { owner = role.waiter }
role "waiter" {}
