artifact "order" {
  field "state" { type = enum("open", "baking", "served", "refunded", "waiting") }
  lifecycle {
    field   = state
    initial = "open"
    final   = ["served", "refunded"]
    transition "open" { to = ["baking"] }
    transition "baking" { to = ["served", "refunded", "waiting"] }
    transition "waiting" {
      to     = ["refunded"]
      within = "30d"
    }
  }
}

# One finding for all the ends of a process.
process "baking" {
  owner = role.baker
  input "order" {
    artifact   = artifact.order
    external   = true
    arrives_at = step.bake
  }
  step "bake" {
    by = role.baker
    update { state = "baking" }
    branch {
      choice = "Good"
      next   = step.serve
    }
    branch {
      choice = "Burnt"
      next   = end # want "`process.baking` may end at `process.baking.step.bake` while `artifact.order` is still \"baking\", and hands it on to nobody; its lifecycle ends with \"served\" or \"refunded\""
    }
    branch {
      choice = "Stolen"
    }
    # silent: it is closed on the way out; or the state passes by itself in time.
    branch {
      choice = "Late"
      next   = end
      update { state = "refunded" }
    }
    branch {
      choice = "Not collected"
      update { state = "waiting" }
    }
  }
  step "serve" {
    by = role.baker
    update { state = "served" }
  }
}
process "grilling" {
  owner = role.baker
  input "order" {
    artifact   = artifact.order
    external   = true
    arrives_at = step.grill
  }
  step "grill" {
    by   = role.baker
    next = step.wash_up
    update { state = "baking" }
  }
  step "wash_up" { by = role.baker } # want "is still \"baking\""
}
# That a record was made from it does not close it.
process "frying" {
  owner = role.baker
  input "order" {
    artifact   = artifact.order
    external   = true
    arrives_at = step.fry
  }
  output "bill" {
    artifact  = artifact.order
    leaves_at = step.fry
  }
  step "fry" {
    by   = role.baker
    next = end # want "is still \"baking\""
    update { state = "baking" }
  }
}
interface "order_to_bill" {
  from = process.frying.output.bill
  to   = process.billing.input.bill
  create { text = "Fried." }
}
process "billing" {
  owner = role.baker
  input "bill" { artifact = artifact.bill }
}
artifact "bill" {
  field "text" { type = string }
}

# silent: the record is handed on, within the map or out of it; also at a step before the end.
process "steaming" {
  owner = role.baker
  input "order" {
    artifact   = artifact.order
    external   = true
    arrives_at = step.steam
  }
  output "meal" {
    artifact  = artifact.order
    external  = true
    leaves_at = step.steam
  }
  step "steam" {
    by   = role.baker
    next = step.wash_up
    update { state = "baking" }
  }
  step "wash_up" { by = role.baker }
}
# silent: nobody says how the state changes, so somebody else or the till does.
process "boiling" {
  owner = role.baker
  input "order" {
    artifact   = artifact.order
    external   = true
    arrives_at = step.boil
  }
  step "boil" {
    by   = role.baker
    next = step.wash_up
  }
  step "wash_up" { by = role.baker }
}
# silent: two paths at once; the other one serves.
process "toasting" {
  owner = role.baker
  input "order" {
    artifact   = artifact.order
    external   = true
    arrives_at = step.toast
  }
  step "toast" {
    by   = role.baker
    next = [step.serve, step.wash_up]
    update { state = "baking" }
  }
  step "serve" {
    by = role.baker
    update { state = "served" }
  }
  step "wash_up" { by = role.baker }
}
# silent: not all of the flow is known.
process "roasting" {
  owner = role.baker
  flow  = "partial"
  input "order" {
    artifact   = artifact.order
    external   = true
    arrives_at = step.roast
  }
  step "roast" {
    by   = role.baker
    next = step.wash_up
    update { state = "baking" }
  }
  step "wash_up" { by = role.baker }
}
# silent: the till writes it, too.
artifact "ticket" {
  field "state" {
    type       = enum("open", "paid")
    updated_by = [process.paying, system.till]
  }
  lifecycle {
    field   = state
    initial = "open"
    final   = ["paid"]
    transition "open" { to = ["paid"] }
  }
}
process "paying" {
  owner = role.baker
  input "ticket" {
    artifact   = artifact.ticket
    external   = true
    arrives_at = step.ask
  }
  step "ask" {
    by   = role.baker
    next = step.thank
    update { state = "open" }
  }
  step "thank" { by = role.baker }
}
system "till" { owner = role.baker }
# silent: where it is kept, somebody goes on with it: the caller has it back.
process "serving" {
  owner = role.baker
  input "order" {
    artifact   = artifact.order
    external   = true
    arrives_at = step.carry
  }
  step "carry" {
    by   = role.baker
    next = step.smile
    update { state = "baking" }
  }
  step "smile" { by = role.baker }
}
process "running" {
  owner = role.baker
  step "serve" {
    by    = role.baker
    calls = process.serving
    next  = end
  }
}
role "baker" {}
