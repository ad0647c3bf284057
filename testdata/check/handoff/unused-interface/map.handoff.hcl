process "selling" { owner = role.boss }
process "packing" {
  owner = role.boss
  step "pick" {
    by   = role.boss
    next = step.wrap
  }
  step "wrap" { by = role.boss }
}
process "bank" { external = true }

# silent: in the flow of a service.
interface "order" {
  from    = process.selling
  to      = process.packing
  carries = artifact.order
}

interface "charge" {
  from    = process.selling
  to      = process.bank
  carries = artifact.order
}

# silent: the answer to a request that is in a service closes that loop.
interface "receipt" {
  from    = process.bank
  to      = process.selling
  carries = artifact.order
  answers = interface.charge
}

# silent: it joins two steps of one process.
interface "pick_to_wrap" {
  from    = process.packing.step.pick
  to      = process.packing.step.wrap
  carries = artifact.order
}

interface "newsletter" { # want "in the flow of no service"
  from    = process.packing
  to      = process.selling
  carries = artifact.order
}

service "order_to_parcel" {
  owner = role.boss
  flow  = [interface.order, interface.charge]
}

role "boss" {}
artifact "order" {}
