team "sales" {}
team "warehouse" {}
role "seller" { team = team.sales }
role "second_seller" { team = team.sales }
role "packer" { team = team.warehouse }
artifact "order" {}

# A process belongs to its team, or else to its owner's.
process "selling" { owner = role.seller }
process "pricing" { owner = role.second_seller }
process "packing" {
  owner = role.seller
  team  = team.warehouse
}
process "carrier" { external = true }

interface "price" {
  from    = process.selling
  to      = process.pricing
  carries = artifact.order
}
interface "order" {
  from    = process.selling
  to      = process.packing
  carries = artifact.order
}
interface "parcel" {
  from    = process.packing
  to      = process.carrier
  carries = artifact.order
}
interface "watched" {
  from       = process.selling
  to         = process.packing
  carries    = artifact.order
  integrator = role.packer
}

service "order_to_parcel" { # want "from team to team (`team.sales` and `team.warehouse`) at `interface.order`, and nobody owns"
  owner = role.seller
  flow  = [interface.price, interface.order, interface.parcel]
}

# silent: it has one.
service "integrated" {
  owner      = role.seller
  integrator = role.packer
  flow       = [interface.order]
}

# silent: it stays in one team.
service "inside_sales" {
  owner = role.seller
  flow  = [interface.price]
}

# silent: the team of a black box is not known.
service "delivery" {
  owner = role.seller
  flow  = [interface.parcel]
}

# silent: the one joint that crosses has an owner of its own.
service "watched_joint" {
  owner = role.seller
  flow  = [interface.watched]
}

# silent: misspelt, not missing.
service "misspelt" {
  owner      = role.seller
  integrator = role.pakcer # want reference/unknown "pakcer"
  flow       = [interface.order]
}
