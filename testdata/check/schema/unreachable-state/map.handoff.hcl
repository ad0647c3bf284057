artifact "order" {
  field "state" { type = enum("taken", "baking", "burnt", "binned", "lost", "served", "eaten", "sung") }
  lifecycle {
    field   = state # want "from \"taken\", in which it starts, to \"sung\""
    initial = "taken"
    final   = ["eaten", "binned", "sung"]
    transition "taken" { to = ["baking", "lost"] }
    transition "baking" { to = ["served"] }
    transition "served" { to = ["eaten"] }
    # silent: "binned" only follows "burnt", which is told of.
    transition "burnt" { to = ["binned"] } # want "leads from \"taken\", in which it starts, to \"burnt\""
    transition "lost" { to = [] }          # want "Once `artifact.order` is \"lost\" it stays so"
  }
}

# Of states that lead to each other and are reached from nowhere, the first is told of.
artifact "round" {
  field "state" { type = enum("a", "b", "c", "d") }
  lifecycle {
    field   = state
    initial = "a"
    final   = ["a"]
    transition "b" { to = ["c"] } # want "to \"b\""
    transition "c" { to = ["b", "d"] }
    transition "d" { to = ["c"] }
  }
}

# silent: every state is reached, and left or final.
artifact "bill" {
  field "state" { type = optional(enum("open", "paid", "void")) }
  lifecycle {
    field   = state
    initial = "open"
    final   = ["paid", "void"]
    transition "open" { to = ["paid", "void"] }
    transition "paid" { to = ["open"] }
  }
}

# silent: without transitions, anything may follow anything.
artifact "menu" {
  field "state" { type = enum("draft", "printed") }
  lifecycle {
    field   = state
    initial = "draft"
    final   = ["printed"]
  }
}

# silent: where nothing says how records start and end, any state may be the first or the last.
artifact "tip" {
  field "state" { type = enum("hoped_for", "given", "forgotten") }
  lifecycle {
    field = state
    transition "hoped_for" { to = ["given"] }
  }
}

# silent: a step sets the state all the same; schema/illegal-transition tells of that.
artifact "table" {
  field "state" { type = enum("free", "taken", "on_fire") }
  lifecycle {
    field   = state
    initial = "free"
    final   = ["free", "on_fire"]
    transition "free" { to = ["taken"] }
    transition "taken" { to = ["free"] }
  }
}
process "seating" {
  owner = role.waiter
  input "table" { artifact = artifact.table }
  step "flambe" {
    by = role.waiter
    update { state = "on_fire" }
  }
}
role "waiter" {}

# silent: a state that is misspelt is a compile error, and nothing else is wrong.
artifact "dish" {
  field "state" { type = enum("raw", "done") }
  lifecycle {
    field   = state
    initial = "raw"
    final   = ["done"]
    transition "raw" { to = ["doen"] } # want type/not-in-enum "Did you mean \"done\"?"
  }
}
