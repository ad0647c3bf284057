# What resolves, and yet contradicts itself.

artifact "order" {}
artifact "parcel" {}

process "selling" {
  output "sold" { artifact = artifact.order }
}
process "packing" {
  input "order" { artifact = artifact.order }
}

interface "sold_to_packing" {
  from    = process.selling.output.sold
  to      = process.packing.input.order
  carries = artifact.parcel # want type/mismatch "`process.selling.output.sold` hands on `artifact.order`"
}

interface "said_twice" {
  from    = process.selling.output.sold
  to      = process.packing
  carries = artifact.order  # the same as the port says
  creates = artifact.parcel # the receiver's port is implied
}

interface "made_here" {
  from    = process.selling
  to      = process.packing.input.order
  carries = artifact.parcel
  creates = artifact.parcel # want type/mismatch "`process.packing.input.order` takes in `artifact.order`"
}

interface "to_nobody" {
  from = process.selling.output.sold
  to   = [] # want syntax/value "`to` wants at least one"
}

moved { # a rename as it should be
  from = process.sales
  to   = process.selling
}
moved {
  from = process.packing # want reference/duplicate "`process.packing` has not moved"
  to   = process.selling
}
moved {
  from = process.sales # want reference/duplicate "cannot have become both `process.selling` and `process.packing`"
  to   = process.packing
}
moved {
  from = role.packer # want reference/wrong-kind "a block keeps its kind"
  to   = process.packing
}
moved {
  from = packing # want reference/not-a-reference "no address that a block could have had"
  to   = process.packing
}
