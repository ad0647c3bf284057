# A shop that hands on more than anybody takes.

process "selling" {
  owner = role.seller
  output "quote" { artifact = artifact.order } # want "no interface takes it"

  # silent: an interface takes it.
  output "order" { artifact = artifact.order }

  # silent: it leaves the map.
  output "invoice" {
    artifact = artifact.order
    external = true
  }

  # silent: it is filed, not passed on.
  output "ledger" {
    artifact  = artifact.order
    stored_in = system.archive
  }

  # Joined to nothing, but so is an input for the same record: the finding names it.
  output "return_slip" { artifact = artifact.slip } # want "Is it meant for `process.packing.input.slip`?"
}

process "packing" {
  owner = role.seller
  input "order" { artifact = artifact.order }
  input "slip" { artifact = artifact.slip }
}

interface "order_to_packing" {
  from = process.selling.output.order
  to   = process.packing.input.order
}

# A handoff in one block implies its ports.
# silent: an implied output always has its interface.
interface "parcel_to_shipping" {
  from    = process.packing
  to      = process.shipping
  carries = artifact.order
}

process "shipping" { owner = role.seller }

# A black box is asked for no owner, but what the map says it sends, somebody must take.
process "carrier" {
  external = true
  output "receipt" { artifact = artifact.slip } # want "no interface takes it"
}

# silent: another process calls this one as a step of its own, and gets the result.
process "credit_check" {
  owner = role.seller
  input "order" { artifact = artifact.order }
  output "verdict" { artifact = artifact.slip }
}

process "billing" {
  owner = role.seller
  step "check" {
    by    = role.seller
    calls = process.credit_check
  }
}

system "archive" { owner = role.seller }
role "seller" {}
artifact "order" {}
artifact "slip" {}
