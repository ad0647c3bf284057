role "storekeeper" {
  title = "Storekeeper"
}

artifact "order" {
  field "number" {
    type = string
    key  = true
  }
}

process "supply" {
  title   = "Supply parts"
  purpose = "The right part on the right shelf."
  owner   = role.storekeeper
  input "order" {
    artifact = artifact.order
  }
}
