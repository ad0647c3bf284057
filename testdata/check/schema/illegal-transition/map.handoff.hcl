artifact "order" {
  field "pizza" { type = string }
  field "state" { type = enum("taken", "baking", "burnt", "served", "eaten", "sent_back", "sung") }
  lifecycle {
    field   = state
    initial = "taken"
    final   = ["eaten"]
    transition "taken" { to = ["baking"] }
    transition "baking" { to = ["burnt", "served"] }
    transition "burnt" { to = ["baking"] }
    transition "served" { to = ["eaten", "sent_back"] }
    transition "sent_back" { to = ["baking"] }
  }
}
artifact "ticket" {
  field "pizza" { type = string }
}

process "ordering" {
  owner = role.waiter
  output "ticket" { artifact = artifact.ticket }
  input "complaint" { artifact = artifact.complaint }
}

# A record that is made begins in its initial state, so everything that follows is known.
interface "ticket_to_kitchen" {
  from = process.ordering.output.ticket
  to   = process.baking.input.order
  create {
    pizza = ticket.pizza
  }
}
interface "late_ticket" {
  from = process.ordering.output.ticket
  to   = process.baking.input.order
  create {
    pizza = ticket.pizza
    state = "baking" # want "and the lifecycle begins with \"taken\""
  }
}
# silent: what it begins with may be said.
interface "plain_ticket" {
  from = process.ordering.output.ticket
  to   = process.baking.input.order
  create {
    pizza = ticket.pizza
    state = "taken"
  }
}

process "baking" {
  owner = role.baker
  input "order" {
    artifact   = artifact.order
    arrives_at = step.accept
  }
  output "order" {
    artifact  = artifact.order
    leaves_at = step.plate
  }
  # silent: the late ticket arrives as "baking" already; to stay in a state is no transition.
  step "accept" {
    by   = role.baker
    next = step.look
    update { state = "baking" }
  }
  step "look" {
    by = role.baker
    branch {
      choice = "Burnt"
      next   = step.again
      # silent: from "baking".
      update { state = "burnt" }
    }
    branch {
      choice = "Already eaten"
      next   = end
      update { state = "eaten" } # want "it can only be \"baking\", and no transition leads on from that"
    }
    next = step.plate
  }
  # silent: "burnt" leads to "baking".
  step "again" {
    by   = role.baker
    next = step.look
    update { state = "baking" }
  }
  # silent: it is "baking" here.
  step "plate" {
    by = role.baker
    update { state = "served" }
  }
  # A state that nothing leads to is wrong wherever it is set.
  step "sing" {
    by = role.baker
    on = event.birthday
    update { state = "sung" } # want "and no transition leads to that state"
  }
}

event "birthday" { artifact = artifact.order }

# The order is passed on as it stands: it arrives as "served".
interface "order_to_guest" {
  from = process.baking.output.order
  to   = process.eating.input.order
}

process "eating" {
  owner = role.waiter
  input "order" {
    artifact   = artifact.order
    arrives_at = step.taste
  }
  output "complaint" {
    artifact  = artifact.order
    leaves_at = step.complain
  }
  step "taste" {
    by = role.waiter
    branch {
      when = order.state == "taken" # want "it can only be \"baking\", \"burnt\", \"served\", \"eaten\" or \"sent_back\"."
      next = end
    }
    branch {
      # silent: no step sets it, but from "served" the lifecycle leads there, so somebody may have.
      when = order.state == "eaten"
      next = step.pay
    }
    branch {
      choice = "Bad"
      next   = step.complain
    }
  }
  # silent: what the branch above lets through need not be "served" any more.
  step "complain" {
    by = role.waiter
    update { state = "sent_back" }
  }
  step "pay" {
    by = role.waiter
    update { state = "served" } # want "it can only be \"eaten\""
  }
}

# What an interface writes back is held to the lifecycle too.
interface "complaint" {
  from = process.eating.output.complaint
  to   = process.ordering.input.complaint
  create {
    text = "It is ${from.pizza}."
  }
  update {
    state = "burnt" # want "it can only be \"sent_back\""
  }
}
artifact "complaint" {
  field "text" { type = string }
}

# One way of several: a warning.
artifact "loan" {
  field "state" { type = enum("asked", "checked", "granted", "refused") }
  lifecycle {
    field   = state
    initial = "asked"
    final   = ["granted", "refused"]
    transition "asked" { to = ["checked"] }
    transition "checked" { to = ["granted", "refused"] }
  }
}
process "lending" {
  owner = role.waiter
  step "open" {
    by      = role.waiter
    creates = artifact.loan
    branch {
      choice = "A friend"
      next   = step.grant
    }
    next = step.inspect
  }
  step "inspect" {
    by   = role.waiter
    next = step.grant
    update { state = "checked" }
  }
  step "grant" {
    by = role.waiter
    update { state = "granted" } # want "On some ways to it the record is still \"asked\""
    branch {
      choice = "Regretted"
      next   = end
      update { state = "refused" } # want "it can only be \"granted\""
    }
  }
}

# silent: what comes from outside may be in any state.
process "repairing" {
  owner = role.waiter
  input "loan" {
    artifact   = artifact.loan
    external   = true
    arrives_at = step.refuse
  }
  step "refuse" {
    by   = role.waiter
    next = step.stop
    update { state = "refused" }
  }
  step "stop" { by = role.waiter }
}

# silent: nothing says what follows what, so nothing is known of the state at either step.
process "listed" {
  owner = role.waiter
  input "loan" { artifact = artifact.loan }
  step "grant" {
    by = role.waiter
    update { state = "granted" }
  }
  step "inspect" {
    by = role.waiter
    update { state = "checked" }
  }
}

# silent: `updated_by` says that a machine writes it as well, and the lifecycle lets it in between.
artifact "oven" {
  field "state" {
    type       = enum("cold", "heating", "hot")
    updated_by = [process.heating, system.thermostat]
  }
  lifecycle {
    field   = state
    initial = "cold"
    transition "cold" { to = ["heating"] }
    transition "heating" { to = ["hot"] }
    transition "hot" { to = ["cold"] }
  }
}
process "heating" {
  owner = role.baker
  step "light" {
    by      = role.baker
    creates = artifact.oven
    next    = step.bake
  }
  step "bake" {
    by = role.baker
    update { state = "hot" }
  }
}
system "thermostat" { owner = role.baker }

# silent: the state that is misspelt is a compile error.
process "late" {
  owner = role.waiter
  step "open" {
    by      = role.waiter
    creates = artifact.loan
    update { state = "checkd" } # want type/not-in-enum "Did you mean \"checked\"?"
  }
}

role "waiter" {}
role "baker" {}
