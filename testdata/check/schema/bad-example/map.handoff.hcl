artifact "order" {
  example = "order.json" # want "`guests[1].name` is required and missing; `placed_at` is \"yesterday\", which is no date-time; `size` is \"huge\", and should be one of \"small\", \"large\"; `total` should be number, and is string."
  field "pizza" { type = string }
  field "size" { type = enum("small", "large") }
  field "guests" { type = list(object({ name = string, age = optional(integer) })) }
  field "placed_at" { type = timestamp }
  field "total" { type = number }
}

artifact "bill" {
  example = "bill.json" # want "is no JSON"
  field "sum" { type = number }
}

artifact "menu" {
  example = "menu.json" # want "The record should be object"
  field "dishes" { type = list(string) }
}

# The sample is held to every word of a schema file, also where the types cannot say it.
artifact "coupon" {
  schema  = "coupon.schema.json"
  example = "coupon.json" # want "`percent` is 140, and should be at most 100"
}

# silent: all there, the optional part left out, a field more than asked for, the record's own name for a field.
artifact "ticket" {
  example = "ticket.json"
  field "number" {
    type = integer
    key  = true
  }
  field "oven" { type = optional(string) }
  field "host" {
    type  = string
    named = "host-name"
  }
  field "orders" { type = list(ref(artifact.seat)) }
}
artifact "seat" {
  field "id" {
    type = integer
    key  = true
  }
}

# silent: nothing is said of what is in it; schema/no-shape asks.
artifact "poem" { example = "poem.json" }

# silent: a file that is not there is a compile error, once.
artifact "lost" {
  example = "nowhere.json" # want reference/file "there is no such file"
  field "x" { type = string }
}

# silent: so is one field of a type that does not exist; the rest of the sample is still looked at.
artifact "odd" {
  example = "odd.json" # want "`y` should be integer"
  field "x" { type = strng } # want type/unknown-type "Did you mean `string`?"
  field "y" { type = integer }
}
