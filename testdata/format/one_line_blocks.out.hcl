artifact "note" {
  field "id" { type = string }
  field "title" { type = optional(string) }
  empty {}
  spaced {}
  field "priority" { type = enum("P1", "P2") }
  lifecycle {
    field = status
    transition "open" { to = ["done"] }
  }
}
