artifact "review" {
  field "stars" { type = string }
  field "mood" { type = enum("good", "bad", "ugly") }
  field "guest" { type = object({ name = string, age = integer }) }
  field "dishes" { type = list(string) }
}
artifact "score" {
  field "stars" { type = integer }
}
artifact "barometer" {
  field "mood" { type = enum("good", "bad") }
}
artifact "guest_book" {
  field "guest" { type = object({ name = string, age = string }) }
}
artifact "bill" {
  field "dishes" { type = optional(list(string)) }
  field "mood" { type = artifact.review.mood }
}
artifact "menu" {
  field "dishes" { type = set(string) }
  field "mood" { type = enum("good", "bad", "ugly", "unknown") }
}

process "complaints" {
  owner = role.waiter
  output "review" { artifact = artifact.review }
}
process "kitchen" {
  owner = role.waiter
  input "score" { artifact = artifact.score }
  input "barometer" { artifact = artifact.barometer }
  input "guest_book" { artifact = artifact.guest_book }
  input "bill" { artifact = artifact.bill }
  input "menu" { artifact = artifact.menu }
}

interface "review_to_kitchen" {
  from = process.complaints.output.review
  to = [
    process.kitchen.input.score,      # want "sends `stars` of `artifact.review`"
    process.kitchen.input.barometer,  # want "Teach the receiver these values"
    process.kitchen.input.guest_book, # want "expects `guest.age` of `artifact.guest_book`"
    # silent: the same types, one of them reused, and one that need not be there.
    process.kitchen.input.bill,
    # silent: a receiver may know more values than are sent, and a list will do for a set.
    process.kitchen.input.menu,
  ]
}

# silent: `create` says what becomes what.
interface "counted" {
  from = process.complaints.output.review
  to   = process.kitchen.input.score
  create {
    stars = 5
  }
}

role "waiter" {}
