artifact "order" {
  field "id" {
    type = string
    key  = true # silent: whoever refers to the order uses it.
  }
  field "pizza" { type = string }                       # silent: the kitchen requires it.
  field "size" { type = enum("small", "large") }        # silent: the ticket reuses its type.
  field "table" { type = integer }                      # silent: a step tests it.
  field "wish" { type = optional(string) }              # silent: the output provides it.
  field "state" { type = enum("taken", "done") }        # silent: the lifecycle turns on it.
  field "urgency" { type = enum("calm", "hungry") }     # silent: a promise goes by it.
  field "note" { type = optional(string) }              # silent: a step sets it.
  field "guest" { type = optional(string) }             # silent: the handoff makes something of it.
  field "sum" { type = number }                         # silent: it is passed on as the bill's field of that name.
  field "star_sign" { type = optional(string) }         # want "Nothing requires, provides, sets, reads or tests `star_sign`"
  lifecycle { field = state }
}
artifact "ticket" {
  field "size" { type = artifact.order.size } # want "`size` of `artifact.ticket`"
  field "guest" { type = optional(string) }
}
artifact "bill" {
  field "sum" { type = number }
  field "tip" { type = optional(number) } # want "`tip` of `artifact.bill`"
}
# silent: nobody has it in hand, which style/unused tells.
artifact "poem" {
  field "verse" { type = string }
}
# silent: the file is the tool's own, and says what the tool sends.
artifact "alert" { schema = "alert.schema.json" }

process "ordering" {
  owner = role.waiter
  input "alert" {
    artifact = artifact.alert
    external = true
  }
  output "order" {
    artifact = artifact.order
    provides = [wish]
  }
  output "eaten" { artifact = artifact.order }
  sla {
    per      = urgency
    complete = "1h"
  }
  step "take" {
    by = role.waiter
    update { note = "by the window" }
    branch {
      when = order.table > 9
      next = end
    }
  }
}
process "baking" {
  owner = role.waiter
  input "ticket" { artifact = artifact.ticket }
  input "order" {
    artifact = artifact.order
    requires = [pizza]
  }
  input "bill" { artifact = artifact.bill }
}
interface "order_to_kitchen" {
  from = process.ordering.output.order
  to   = process.baking.input.ticket
  create {
    guest = order.guest
  }
}
interface "order_to_bill" {
  from = process.ordering.output.eaten
  to   = process.baking.input.bill
}
role "waiter" {}
