process "selling" {} # want "Nobody owns `process.selling`"

# silent: owned, by a team.
process "packing" { owner = team.warehouse }

# silent: a black box belongs to somebody else.
process "carrier" { external = true }

# silent: the owner is misspelt, not missing.
process "billing" { owner = role.accountent } # want reference/unknown "accountent"

service "order_to_parcel" { # want "Nobody owns `service.order_to_parcel`"
  flow = [interface.order]
}

interface "order" {
  from    = process.selling
  to      = process.packing
  via     = [system.queue, system.phone]
  mode    = "automated"
  carries = artifact.order
}

interface "call" {
  from    = process.packing
  to      = process.carrier
  via     = system.pager
  carries = artifact.order
}

system "erp" {} # want "is the source of truth of `artifact.order`"
system "queue" {} # want "carries `interface.order` without anybody's doing"
system "robot" {} # want "does `process.packing_robot.step.pick` by itself"

# silent: owned.
system "phone" { owner = role.accountant }

# silent: what it carries, people carry.
system "pager" {}

# silent: nothing rests on it (owner/unused says so).
system "fax" {}

process "packing_robot" {
  owner = role.accountant
  step "pick" { by = system.robot }
}

artifact "order" { source_of_truth = system.erp }
team "warehouse" {}
role "accountant" {}
