process "selling" {
  owner = role.seller

  # silent: the misspelt reference below may mean this one.
  output "order" { artifact = artifact.order }

  # silent: or even this one.
  output "orders" { artifact = artifact.order }
}

process "packing" {
  owner = role.seller
  input "order" { artifact = artifact.order }

  # silent: what feeds it is misspelt, not missing. The artifact is reported where it is written.
  output "parcel" { artifact = artifact.parcle } # want reference/unknown "parcle"
}

interface "order_to_packing" {
  from = process.selling.output.ordr # want reference/unknown "ordr"
  to   = process.packing.input.order
}

interface "parcel_to_selling" {
  from    = process.packing.output.parcel
  to      = process.selling
  carries = artifact.order
}

role "seller" {}
artifact "order" {}
