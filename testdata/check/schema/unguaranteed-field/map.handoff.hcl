artifact "parcel" {
  field "number" { type = integer }
  field "address" { type = optional(string) }
  field "bell" { type = optional(string) }
}
artifact "label" {
  field "address" { type = string }
}

process "packing" {
  owner = role.packer
  output "parcel" { artifact = artifact.parcel }
  output "addressed_parcel" {
    artifact = artifact.parcel
    provides = [address]
  }
}
process "delivery" {
  owner = role.packer
  input "parcel" {
    artifact = artifact.parcel
    requires = [number, address]
  }
  input "label" { artifact = artifact.label }
  input "any_parcel" { artifact = artifact.parcel }
}

interface "parcel_to_rider" {
  from = process.packing.output.parcel
  to   = process.delivery.input.parcel # want "cannot go on without `address` of `artifact.parcel`"
}

# silent: the output guarantees it.
interface "addressed_parcel_to_rider" {
  from = process.packing.output.addressed_parcel
  to   = [process.delivery.input.parcel, process.delivery.input.label]
}

# The receiver's own record may be the one that needs it.
interface "parcel_to_label" {
  from = process.packing.output.parcel
  to   = process.delivery.input.label # want "cannot go on without `address` of `artifact.label`"
}

# silent: nothing is asked beyond the record itself.
interface "parcel_to_anyone" {
  from = process.packing.output.parcel
  to   = process.delivery.input.any_parcel
}

# Where the ports are implied, the interface says both.
interface "in_one_block" {
  from     = process.packing
  to       = process.delivery # want "provides = [bell]"
  carries  = artifact.parcel
  provides = [address]
  requires = [address, bell]
}

# silent: made field by field; the compiler asks for a value that is there.
interface "made" {
  from    = process.packing
  to      = process.delivery
  carries = artifact.parcel
  creates = artifact.label
  create {
    address = parcel.address == null ? "poste restante" : parcel.address
  }
}

role "packer" {}

# Where the flow says how a field is filled, a promise must agree with it.
artifact "pizza" {
  field "name" { type = string }
  field "number" { type = optional(integer) }
  field "topping" { type = optional(string) }
  field "baked_at" { type = optional(timestamp) }
  field "wine" { type = optional(string) }
  field "note" { type = optional(string) }
}

process "kitchen" {
  owner = role.packer
  input "order" {
    artifact   = artifact.pizza
    external   = true
    requires   = [number]
    arrives_at = step.weigh
  }
  output "dough" {
    artifact  = artifact.pizza
    leaves_at = step.weigh
    # silent: `number` comes in with the order, and of `note` no step says where it comes from: the promise is the author's.
    provides = [
      number, note,
      topping, # want "leaves at `process.kitchen.step.weigh`; the field is set only by a step that comes after"
    ]
  }
  output "pizza" {
    artifact  = artifact.pizza
    leaves_at = step.bake
    # silent: the step that sets `baked_at` is the one it leaves at; both ways to it set `topping`.
    provides = [topping, baked_at]
  }
  output "meal" {
    artifact  = artifact.pizza
    leaves_at = step.serve
    provides  = [topping, wine] # want "One can get there, by way of `process.kitchen.step.weigh`, `process.kitchen.step.knead` and `process.kitchen.step.bake`, without any step having set it"
  }
  output "cold_meal" {
    artifact = artifact.pizza
    # silent: without a wine nobody gets past the branch that asks for it.
    provides  = [wine]
    leaves_at = step.pour
  }
  output "quiet_meal" {
    artifact  = artifact.pizza
    leaves_at = step.bake
  }

  step "weigh" {
    by   = role.packer
    next = step.knead
  }
  step "knead" {
    by = role.packer
    branch {
      choice = "Bare"
      next   = step.bake
      update { topping = "none" }
    }
    next = step.top
  }
  step "top" {
    by   = role.packer
    next = step.bake
    update { topping = "cheese" }
  }
  step "bake" {
    by = role.packer
    update { baked_at = "2026-10-01T12:00:00Z" }
    branch {
      choice = "With wine"
      next   = step.serve
      update { wine = "red" }
    }
    branch {
      choice = "Without"
      next   = step.serve
    }
  }
  step "serve" {
    by = role.packer
    branch {
      when = pizza.wine != null
      next = step.pour
    }
    next = step.wash
  }
  step "pour" { by = role.packer }
  step "wash" {
    by = role.packer
    update { number = 7 }
  }
}
process "table" {
  owner = role.packer
  input "meal" {
    artifact = artifact.pizza
    requires = [topping, baked_at]
  }
  input "wine" {
    artifact = artifact.pizza
    requires = [wine]
  }
}
# silent: nothing is promised, but every way to the step sets both fields.
interface "pizza_to_table" {
  from = process.kitchen.output.quiet_meal
  to   = process.table.input.meal
}
interface "wine_to_table" {
  from = process.kitchen.output.quiet_meal
  to   = process.table.input.wine # want "cannot go on without `wine`"
}

# silent: some of the flow is known, and some is not.
process "half_known" {
  owner = role.packer
  flow  = "partial"
  output "pizza" {
    artifact  = artifact.pizza
    provides  = [wine]
    leaves_at = step.first
  }
  step "first" {
    by   = role.packer
    next = step.second
  }
  step "second" {
    by = role.packer
    update { wine = "white" }
  }
}

# Where the port is implied, the interface makes the promise; a join of both ways has what either of them sets.
process "party" {
  owner = role.packer
  step "invite" {
    by   = role.packer
    next = [step.cook, step.decorate]
  }
  step "cook" {
    by   = role.packer
    next = step.eat
    update { topping = "olives" }
  }
  step "decorate" {
    by   = role.packer
    next = step.eat
  }
  # silent: it waits for the cook as well.
  step "eat" {
    by   = role.packer
    join = "all"
    next = step.sing
  }
  step "sing" { by = role.packer }
}
interface "sung" {
  from     = process.party.step.sing
  to       = process.table
  carries  = artifact.pizza
  provides = [topping]
}
interface "decorated" {
  from     = process.party.step.decorate
  to       = process.table
  carries  = artifact.pizza
  provides = [topping] # want "by way of `process.party.step.invite`, without any step"
}

# silent: what comes in with the record counts too: made by the handoff, or set by the steps of the process it comes from.
process "freezing" {
  owner = role.packer
  input "pizza" { artifact = artifact.pizza }
  output "frozen" {
    artifact  = artifact.pizza
    provides  = [topping]
    leaves_at = step.freeze
  }
  step "freeze" {
    by   = role.packer
    next = step.label
  }
  step "label" {
    by = role.packer
    update { topping = "ice" }
  }
}
interface "pizza_to_freezer" {
  from = process.kitchen.output.quiet_meal
  to   = process.freezing.input.pizza
}
interface "parcel_to_freezer" {
  from = process.packing.output.parcel
  to   = process.freezing.input.pizza
  create {
    name    = "unknown"
    topping = "unknown"
  }
}

# silent: a process that runs as a step of another one has that one's record in hand.
process "garnishing" {
  owner = role.packer
  input "pizza" { artifact = artifact.pizza }
  output "garnished" {
    artifact  = artifact.pizza
    provides  = [topping]
    leaves_at = step.look
  }
  step "look" {
    by   = role.packer
    next = step.add
  }
  step "add" {
    by = role.packer
    update { topping = "basil" }
  }
}
process "finishing" {
  owner = role.packer
  step "garnish" {
    by    = role.packer
    calls = process.garnishing
  }
}

# A record that comes in halfway may not have what the steps before set.
process "reheating" {
  owner = role.packer
  input "pizza" {
    artifact   = artifact.pizza
    external   = true
    arrives_at = step.unpack
  }
  input "left_over" {
    artifact   = artifact.pizza
    external   = true
    arrives_at = step.heat
  }
  output "hot" {
    artifact  = artifact.pizza
    leaves_at = step.heat
  }
  step "unpack" {
    by   = role.packer
    next = step.heat
    update { wine = "none" }
  }
  step "heat" { by = role.packer }
}
interface "reheated" {
  from = process.reheating.output.hot
  to   = process.table.input.wine # want "cannot go on without `wine`"
}

# silent: the record only comes in with a wine, and is handed on as it came.
process "carrying" {
  owner = role.packer
  input "pizza" {
    artifact = artifact.pizza
    requires = [wine]
  }
  output "pizza" {
    artifact  = artifact.pizza
    leaves_at = step.walk
  }
  step "lift" {
    entry = true
    next  = step.walk
  }
  step "walk" {}
}
interface "carried" {
  from = process.carrying.output.pizza
  to   = process.table.input.wine
}

# silent: what a step hands on within the process is the same record, and comes to nobody without the field.
process "icing" {
  owner = role.packer
  input "pizza" {
    artifact   = artifact.pizza
    external   = true
    arrives_at = step.choose
  }
  step "choose" {
    by   = role.packer
    next = [step.pour, step.toast]
    update { wine = "sweet" }
  }
  step "pour" { by = role.packer }
  step "toast" { by = role.packer }
}
interface "chosen_to_pour" {
  from     = process.icing.step.choose
  to       = process.icing.step.pour
  carries  = artifact.pizza
  requires = [wine]
}
interface "chosen_to_toast" {
  from    = process.icing.step.choose
  to      = process.icing.step.toast
  carries = artifact.pizza
}
