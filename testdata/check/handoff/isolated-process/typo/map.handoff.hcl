# silent: the misspelt reference may mean this one.
process "selling" { owner = role.clerk }

process "packing" { owner = role.clerk }
process "sweeping" { owner = role.clerk } # want "hands nothing on and gets nothing"

interface "order_to_packing" {
  from    = process.seling # want reference/unknown "seling"
  to      = process.packing
  carries = artifact.thing
}

interface "parcel_to_shipping" {
  from    = process.packing
  to      = process.shipping
  carries = artifact.thing
}

process "shipping" { owner = role.clerk }
role "clerk" {}
artifact "thing" {}
