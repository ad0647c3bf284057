process "refund" {
  owner = role.cashier
  input "request" { artifact = artifact.refund } # want "no interface brings it"

  # silent (in the map that imports this one): it is mended here, where it stands.
  input "complaint" { artifact = artifact.refund } # want "no interface brings it"
}

role "cashier" {}
artifact "refund" {
  field "amount" { type = number }
}
