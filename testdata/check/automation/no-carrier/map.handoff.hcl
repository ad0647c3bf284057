process "ordering" {
  owner = role.waiter
  output "order" {
    artifact  = artifact.order
    leaves_at = step.take
  }
  output "leftovers" { artifact = artifact.order }
  step "take" { by = role.waiter }
  step "smile" { by = role.waiter }
}
process "baking" {
  owner = role.waiter
  input "order" { artifact = artifact.order }
  step "bake" {
    by   = role.waiter
    next = step.serve
  }
  step "serve" { by = role.waiter }
}
interface "order_to_kitchen" {
  from = process.ordering.output.order
  to   = process.baking.input.order
  mode = "automated" # want "no system carries it"
}
interface "leftovers_to_kitchen" {
  from = process.ordering.output.leftovers
  to   = process.baking.input.order
  via  = system.till
  mode = "automated" # want "nothing says when it happens: no event sets it off, and `process.ordering.output.leftovers` leaves from no step"
}
# Both are to be done.
interface "gossip" {
  from    = process.ordering
  to      = process.baking
  carries = artifact.order
  mode    = "automated" # want "no system carries it" "nothing says when"
}

# silent: the step says when; an event does; so does the end of a process that says what follows what.
interface "by_step" {
  from = process.ordering.output.order
  to   = process.baking.input.order
  via  = system.till
  mode = "automated"
}
interface "by_event" {
  from = process.ordering.output.leftovers
  to   = process.baking.input.order
  on   = event.closing_time
  via  = system.till
  mode = "automated"
}
interface "at_the_end" {
  from    = process.baking
  to      = process.ordering
  carries = artifact.order
  via     = system.till
  mode    = "automated"
}
# silent: there is only one step it can leave at.
process "washing" {
  owner = role.waiter
  step "wash" { by = role.waiter }
}
interface "dishes" {
  from    = process.washing
  to      = process.ordering
  carries = artifact.order
  via     = system.till
  mode    = "automated"
}
# silent: somebody says yes, and that sets it off.
interface "by_approval" {
  from = process.ordering.output.leftovers
  to   = process.baking.input.order
  via  = system.till
  mode = "automated"
  approval { approvers = [role.waiter] }
}
# silent: when a supplier sends is his affair.
process "mill" {
  external = true
  output "flour" { artifact = artifact.order }
}
interface "flour" {
  from = process.mill.output.flour
  to   = process.baking.input.order
  via  = system.till
  mode = "automated"
}
# silent: people do it.
interface "by_hand" {
  from = process.ordering.output.leftovers
  to   = process.baking.input.order
}
# silent: what is misspelt is there.
interface "misspelt" {
  from = process.ordering.output.leftovers
  to   = process.baking.input.order
  on   = event.closing_tiem # want reference/unknown "event.closing_time"
  via  = system.tlil # want reference/unknown "system.till"
  mode = "automated"
}
event "closing_time" {}
artifact "order" {}
system "till" { owner = role.waiter }
role "waiter" {}
