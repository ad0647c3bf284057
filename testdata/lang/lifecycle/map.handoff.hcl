# The states of a lifecycle are values of its field.

artifact "ticket" {
  field "status" { type = enum("open", "closed") }
  lifecycle {
    field   = status
    initial = "opn"      # want type/not-in-enum "Did you mean \"open\"?"
    final   = ["closed"]
    transition "open"   { to = ["closed", "done"] } # want type/not-in-enum "\"done\" is no value"
    transition "open"   { to = ["closed"] }         # want reference/duplicate "two transitions from \"open\""
  }
}

artifact "note" {
  field "status" { type = string }
  lifecycle {
    field = status # want type/not-in-enum "A lifecycle goes through the values of an enum"
  }
}

artifact "memo" {
  field "status" { type = enum("a") }
  lifecycle {
    field = state # want type/unknown-field "has no field `state`"
  }
}
