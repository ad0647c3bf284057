# What is passed from hand to hand.

artifact "order" {
  title = "Order"
  field "number" {
    type      = integer
    key       = true
    generated = true
  }
  field "pizza" { type = string }
  field "taken_at" { type = timestamp }
}

artifact "ticket" {
  title = "Kitchen ticket"
  field "pizza" { type = string }
  field "taken_at" { type = timestamp }
  field "allergies" { type = list(string) }
}

artifact "parcel" {
  title = "Parcel"
  field "order_number" { type = ref(artifact.order) }
  field "address" { type = optional(string) }
}

artifact "slip" {
  title = "Street and bell"
  field "street" { type = string }
  field "bell" { type = string }
}

artifact "payment" {
  title = "Payment"
  field "order_number" { type = ref(artifact.order) }
  field "cents" { type = integer }
}

artifact "receipt" {
  title = "Receipt"
  field "order_number" { type = ref(artifact.order) }
  field "paid_at" { type = timestamp }
}

# schema/no-shape: travels from the doorstep to the complaints desk, and nobody has said what is in it.
artifact "gripe" {
  title = "Gripe"
}

# style/missing-title: what does it say on it?
artifact "voucher" {
  field "state" { type = enum("promised", "sent", "eaten") }
  lifecycle {
    field   = state
    initial = "promised"
    final   = ["eaten"]
    transition "promised" { to = ["sent"] }
    transition "sent" { to = ["eaten"] }
  }
}

artifact "review" {
  title           = "Review"
  source_of_truth = system.guest_book
  field "stars" { type = string }
}

artifact "score" {
  title           = "Score"
  source_of_truth = system.guest_book
  field "stars" { type = integer }
}
