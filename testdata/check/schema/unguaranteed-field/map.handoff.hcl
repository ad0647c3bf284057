artifact "parcel" {
  field "number" { type = integer }
  field "address" { type = optional(string) }
  field "bell" { type = optional(string) }
}
artifact "label" {
  field "address" { type = string }
}

process "packing" {
  owner = role.packer
  output "parcel" { artifact = artifact.parcel }
  output "addressed_parcel" {
    artifact = artifact.parcel
    provides = [address]
  }
}
process "delivery" {
  owner = role.packer
  input "parcel" {
    artifact = artifact.parcel
    requires = [number, address]
  }
  input "label" { artifact = artifact.label }
  input "any_parcel" { artifact = artifact.parcel }
}

interface "parcel_to_rider" {
  from = process.packing.output.parcel
  to   = process.delivery.input.parcel # want "cannot go on without `address` of `artifact.parcel`"
}

# silent: the output guarantees it.
interface "addressed_parcel_to_rider" {
  from = process.packing.output.addressed_parcel
  to   = [process.delivery.input.parcel, process.delivery.input.label]
}

# The receiver's own record may be the one that needs it.
interface "parcel_to_label" {
  from = process.packing.output.parcel
  to   = process.delivery.input.label # want "cannot go on without `address` of `artifact.label`"
}

# silent: nothing is asked beyond the record itself.
interface "parcel_to_anyone" {
  from = process.packing.output.parcel
  to   = process.delivery.input.any_parcel
}

# Where the ports are implied, the interface says both.
interface "in_one_block" {
  from     = process.packing
  to       = process.delivery # want "provides = [bell]"
  carries  = artifact.parcel
  provides = [address]
  requires = [address, bell]
}

# silent: made field by field; the compiler asks for a value that is there.
interface "made" {
  from    = process.packing
  to      = process.delivery
  carries = artifact.parcel
  creates = artifact.label
  create {
    address = parcel.address == null ? "poste restante" : parcel.address
  }
}

role "packer" {}
