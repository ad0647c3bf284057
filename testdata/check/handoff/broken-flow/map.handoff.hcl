# selling -> packing -> shipping -> billing; returns <-> repair; support stands apart.

process "selling" { owner = role.boss }
process "packing" { owner = role.boss }
process "shipping" { owner = role.boss }
process "billing" { owner = role.boss }
process "returns" { owner = role.boss }
process "repair" { owner = role.boss }

interface "a" {
  from    = process.selling
  to      = process.packing
  carries = artifact.order
}
interface "b" {
  from    = process.packing
  to      = process.shipping
  carries = artifact.order
}
interface "c" {
  from    = process.shipping
  to      = process.billing
  carries = artifact.order
}
interface "fork" {
  from    = process.selling
  to      = [process.packing, process.billing]
  carries = artifact.order
}
interface "to_repair" {
  from    = process.returns
  to      = process.repair
  carries = artifact.order
}
interface "from_repair" {
  from    = process.repair
  to      = process.returns
  carries = artifact.order
  answers = interface.to_repair
}

# silent: a chain, in any order.
service "whole" {
  owner = role.boss
  flow  = [interface.c, interface.a, interface.b]
}

service "jumps" {
  owner = role.boss
  flow  = [interface.a, interface.c] # want "nothing in the flow leads to `process.shipping`"
}

# silent: it forks and joins.
service "forked" {
  owner = role.boss
  flow  = [interface.fork, interface.b, interface.c]
}

service "two_islands" {
  owner = role.boss
  flow = [
    interface.a,
    interface.b,
    interface.to_repair, # want "`interface.to_repair` and `interface.from_repair` cannot be reached"
    interface.from_repair,
  ]
}

# silent: a request and its answer; the answer makes no second start.
service "repairing" {
  owner = role.boss
  flow  = [interface.to_repair, interface.from_repair]
}

service "starts_elsewhere" {
  owner = role.boss
  start = process.packing
  flow = [
    interface.a, # want "starts in `process.packing`, and `interface.a` cannot be reached"
    interface.b,
  ]
}

# silent: the misspelt interface may be the missing link.
service "misspelt" {
  owner = role.boss
  flow  = [interface.a, interface.bb, interface.c] # want reference/unknown "bb"
}

# silent: selling calls returns as a step of its own, so the flow reaches it.
service "called" {
  owner = role.boss
  start = process.support
  flow  = [interface.to_repair, interface.help]
}

process "support" {
  owner = role.boss
  step "take_back" {
    by    = role.boss
    calls = process.returns
  }
}

interface "help" {
  from    = process.support
  to      = process.billing
  carries = artifact.order
}

role "boss" {}
artifact "order" {}
