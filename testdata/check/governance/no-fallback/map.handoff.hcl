process "selling" { owner = role.baker }
process "baking" { owner = role.baker }
interface "order" { # want "nothing says what to do when `system.till` is down"
  from    = process.selling
  to      = process.baking
  carries = artifact.order
  via     = system.till
  mode    = "automated"
}
# Several on one system are one finding.
interface "refund" {
  from    = process.selling
  to      = process.baking
  carries = artifact.order
  via     = [system.bus, system.till]
  mode    = "automated"
}
interface "cancelled" {
  from    = process.selling
  to      = process.baking
  carries = artifact.order
  via     = system.bus
  mode    = "automated"
}
system "bus" { owner = role.baker } # want "`interface.refund` and `interface.cancelled` happen by themselves"
system "till" { owner = role.baker }

# silent: it has a way of its own, or its system has.
interface "gift" {
  from     = process.selling
  to       = process.baking
  carries  = artifact.order
  via      = system.till
  mode     = "automated"
  fallback = "Shout."
}
interface "extra" {
  from    = process.selling
  to      = process.baking
  carries = artifact.order
  via     = [system.till, system.bell]
  mode    = "automated"
}
system "bell" {
  owner    = role.baker
  fallback = "Knock."
}
# silent: people carry it.
interface "dough" {
  from    = process.selling
  to      = process.baking
  carries = artifact.order
  via     = system.till
}
# silent: no customer waits for it.
interface "spare" {
  from    = process.selling
  to      = process.baking
  carries = artifact.order
  via     = system.till
  mode    = "automated"
}
# silent: what carries it is misspelt, or not said, which automation/no-carrier reports.
interface "misspelt" {
  from    = process.selling
  to      = process.baking
  carries = artifact.order
  via     = system.tlil # want reference/unknown "system.till"
  mode    = "automated"
}
interface "unsaid" {
  from    = process.selling
  to      = process.baking
  carries = artifact.order
  mode    = "automated"
}
service "breakfast" {
  owner = role.baker
  flow = [
    interface.order, interface.refund, interface.cancelled, interface.gift, interface.extra, interface.dough, interface.misspelt, interface.unsaid,
  ]
}
artifact "order" {}
role "baker" {}
