artifact "order" {
  field "pizza" { type = string }
  field "alergies" { type = list(string) }
  field "note" { type = optional(string) }
}
artifact "ticket" {
  field "number" {
    type      = integer
    key       = true
    generated = true
  }
  field "pizza" { type = string }
  field "allergies" { type = list(string) }
  field "table" { type = optional(integer) }
}
artifact "slip" {
  field "pizza" { type = string }
}
artifact "blank" {}

process "ordering" {
  owner = role.waiter
  output "order" { artifact = artifact.order }
}
process "baking" {
  owner = role.waiter
  input "ticket" { artifact = artifact.ticket }
  input "ticket_with_table" {
    artifact = artifact.ticket
    requires = [table]
  }
  input "slip" { artifact = artifact.slip }
  input "blank" { artifact = artifact.blank }
}

interface "order_to_kitchen" {
  from = process.ordering.output.order
  to = [
    process.baking.input.ticket,            # want "Is `alergies` the same thing?"
    process.baking.input.ticket_with_table, # want "needs `allergies`" "needs `table`"
    # silent: it asks for less than is sent.
    process.baking.input.slip,
    # silent: a record without fields asks for nothing (schema/no-shape).
    process.baking.input.blank,
  ]
}

# silent: the receiver's record is made field by field; the compiler sees to it that all are there.
interface "order_to_ticket" {
  from = process.ordering.output.order
  to   = process.baking.input.ticket
  create {
    pizza     = order.pizza
    allergies = order.alergies
  }
}

# Also where the ports are implied.
interface "order_in_one_block" {
  from    = process.ordering
  to      = process.baking # want "needs `allergies`"
  carries = artifact.order
  creates = artifact.ticket
}

# silent: what is sent is a record without fields.
interface "blank_to_kitchen" {
  from    = process.ordering
  to      = process.baking
  carries = artifact.blank
  creates = artifact.ticket
}

# silent: one record at both ends lacks nothing.
interface "same" {
  from     = process.ordering
  to       = process.baking
  carries  = artifact.ticket
  provides = [table]
  requires = [table]
}

# silent: a field that does not exist has been reported as such.
interface "misspelt" {
  from     = process.ordering
  to       = process.baking
  carries  = artifact.slip
  requires = [piza] # want type/unknown-field "piza"
}

role "waiter" {}
