# A bicycle shop: one service of which some parts promise something, and one of which nothing does.

service "repair" {
  owner = role.owner
  flow  = [interface.to_workshop, interface.order_part, interface.part_arrives, interface.to_customer, interface.paint, interface.steel]
  sla { complete = "10d" }
}

process "counter" { # want "in the flow of `service.repair`, and nothing says how long it may take"
  owner = role.owner
  output "broken" { artifact = artifact.bicycle }
}

process "workshop" {
  owner = role.owner
  input "broken" { artifact = artifact.bicycle }
  output "part" { artifact = artifact.part }
  input "part" { artifact = artifact.part }
  output "mended" { artifact = artifact.bicycle }
  output "bare" { artifact = artifact.bicycle }
  sla { complete = "5d" }
}

# silent: a process outside is not asked.
process "supplier" {
  external = true
  input "part" { artifact = artifact.part }
  output "part" { artifact = artifact.part }
  output "steel" { artifact = artifact.part }
}

process "foundry" {
  external = true
  input "steel" { artifact = artifact.part }
}

# silent: each of its steps says how long it may take.
process "handing_over" {
  owner = role.owner
  input "mended" { artifact = artifact.bicycle }
  step "ring" {
    by     = role.owner
    within = "1d"
  }
}

# silent: the one handoff that reaches it promises that it will be done.
process "painting" {
  owner = role.owner
  input "bare" { artifact = artifact.bicycle }
}

# silent: there is no figure, but a promise; unquantified speaks of it.
interface "to_workshop" {
  from = process.counter.output.broken
  to   = process.workshop.input.broken
  sla { acknowledge = unstated("at once") }
}

interface "order_part" { # want "nothing says how soon it is accepted"
  from = process.workshop.output.part
  to   = process.supplier.input.part
}

# silent: the answer; the request is to be promised.
interface "part_arrives" {
  from    = process.supplier.output.part
  to      = process.workshop.input.part
  answers = interface.order_part
}

# silent: a date is a promise.
interface "to_customer" {
  from = process.workshop.output.mended
  to   = process.handing_over.input.mended
  due {
    before = milestone.spring
    within = "3d"
  }
}

interface "paint" {
  from = process.workshop.output.bare
  to   = process.painting.input.bare
  sla { complete = "3d" }
}

# silent: it passes between two black boxes.
interface "steel" {
  from = process.supplier.output.steel
  to   = process.foundry.input.steel
}

service "gossip" { # want "Neither `service.gossip` nor any process or handoff in its flow"
  owner = role.owner
  flow  = [interface.rumour]
}

process "talking" {
  owner = role.owner
  output "rumour" { artifact = artifact.rumour }
}

process "listening" {
  owner = role.owner
  input "rumour" { artifact = artifact.rumour }
}

interface "rumour" {
  from = process.talking.output.rumour
  to   = process.listening.input.rumour
}

# Outside any service nothing is asked, but an empty promise is one.
process "sweeping" {
  owner = role.owner
  sla { # want "The `sla` of `process.sweeping` gives no figure"
    calendar = calendar.always
  }
}

# silent: the policy promises something.
process "oiling" {
  owner = role.owner
  sla { policy = sla_policy.ordinary }
}

# silent: in no service, and makes no promise.
process "dreaming" { owner = role.owner }

sla_policy "ordinary" { complete = "2d" }
milestone "spring" { at = "2027-03-20" }
role "owner" {}
artifact "bicycle" {}
artifact "part" {}
artifact "rumour" {}
