# The work itself: from hunger to regret.

process "ordering" {
  title   = "Ordering"
  purpose = "Turn hunger into an order."
  owner   = role.shift_manager
  team    = team.counter

  input "call" {
    artifact   = artifact.order
    external   = true
    arrives_at = step.take_order
  }
  input "receipt" {
    artifact   = artifact.receipt
    arrives_at = step.confirm
  }
  output "charge" {
    artifact  = artifact.payment
    leaves_at = step.charge
  }
  output "order" {
    artifact  = artifact.order
    leaves_at = step.confirm
  }
  output "slip" {
    artifact  = artifact.slip
    leaves_at = step.confirm
  }
  # handoff/never-produced: promised on the menu, but no step makes one.
  output "birthday_cake" {
    artifact = artifact.parcel
    external = true
  }

  step "take_order" {
    title = "Take the order"
    by    = [role.order_taker, role.nephew]
    next  = step.charge
    raci {
      informed = [role.food_blogger]
    }
  }
  step "charge" {
    title = "Charge the card"
    by    = role.order_taker
    next  = step.confirm
  }
  step "confirm" {
    title = "Confirm the order"
    by    = role.order_taker
    join  = "all"
  }
}

# owner/owner-not-in-raci: the head chef owns baking and appears in none of its rows. Everything is the sous-chef's.
process "baking" {
  title   = "Baking"
  purpose = "Turn an order into a pizza."
  owner   = role.head_chef
  team    = team.kitchen

  input "ticket" {
    artifact   = artifact.ticket
    arrives_at = step.stretch
  }
  input "cold_pizza" {
    artifact   = artifact.parcel
    arrives_at = step.bake
  }
  input "score" {
    artifact   = artifact.score
    arrives_at = step.stretch
  }
  output "pizza" {
    artifact  = artifact.parcel
    leaves_at = step.bake
  }
  # handoff/orphan-output: put on the shelf for somebody. Nobody takes them.
  output "leftovers" {
    artifact  = artifact.parcel
    leaves_at = step.clean
  }

  raci {
    accountable = role.sous_chef
  }

  step "stretch" {
    title = "Stretch the dough"
    by    = role.nonna
    next  = step.top
  }
  # owner/multiple-accountable: two answer for the topping, so nobody does.
  step "top" {
    title = "Put the toppings on"
    by    = role.oven_hand
    next  = step.bake
    raci {
      accountable = [role.sous_chef, role.shift_manager]
    }
  }
  # owner/raci-conflict: the oven hand bakes, and is consulted about it by the oven hand.
  step "bake" {
    title = "Bake"
    by    = role.oven_hand
    next  = step.clean
    raci {
      consulted = [role.oven_hand]
    }
  }
  # owner/no-lead: three people clean, and the one who answers for it is not there.
  step "clean" {
    title = "Clean the oven"
    by    = [role.oven_hand, role.order_taker, role.rider]
  }
  # flow/unreachable-step: everybody agrees that it should be done, and nothing ever leads there.
  step "rest" {
    title = "Let the oven rest"
    by    = role.oven_hand
  }
}

process "delivery" {
  title   = "Delivery"
  purpose = "Turn a pizza into a happy customer."
  owner   = role.shift_manager
  team    = team.riders

  input "parcel" {
    artifact   = artifact.parcel
    requires   = [address]
    arrives_at = step.ride
  }
  input "slip" {
    artifact   = artifact.slip
    arrives_at = step.ride
  }
  # handoff/orphan-input: the rider waits for a key to the bicycle shed that nobody brings.
  input "shed_key" {
    artifact   = artifact.slip
    arrives_at = step.ride
  }
  output "cold_pizza" {
    artifact  = artifact.parcel
    leaves_at = step.ring
  }
  output "gripe" {
    artifact  = artifact.gripe
    leaves_at = step.ring
  }

  step "ride" {
    title = "Ride"
    by    = role.rider
    next  = step.ring
  }
  # owner/no-responsible: everybody thought somebody else would ring.
  step "ring" {
    title = "Ring the bell"
  }
}

# owner/missing-owner: complaints belong to nobody. They always have.
process "complaints" {
  title   = "Complaints"
  purpose = "Turn regret into a voucher."
  team    = team.counter

  input "gripe" {
    artifact   = artifact.gripe
    arrives_at = step.apologise
  }
  output "review" {
    artifact  = artifact.review
    leaves_at = step.apologise
  }

  step "apologise" {
    title = "Apologise"
    by    = role.order_taker
    next  = step.send_voucher
  }
  # flow/ends-open: a voucher is sent, and with that the case is closed. The voucher is not.
  step "send_voucher" {
    title   = "Send a voucher"
    by      = role.order_taker
    creates = artifact.voucher
    update { state = "sent" }
  }
}

# handoff/isolated-process: stamps cards in a corner. Nothing goes in, nothing comes out.
# style/missing-purpose: and nobody remembers what for.
process "loyalty_programme" {
  title = "Loyalty programme"
  owner = role.shift_manager
  team  = team.counter

  # flow/no-end: a stamp, and back to looking for the card. The tenth pizza never comes.
  step "find" {
    title = "Find the card"
    by    = role.order_taker
    next  = step.stamp
  }
  step "stamp" {
    title = "Stamp the card"
    by    = role.order_taker
    next  = step.find
  }
}

process "card_company" {
  title    = "Card company"
  external = true

  input "charge" { artifact = artifact.payment }
  output "receipt" { artifact = artifact.receipt }
  output "settlement" { artifact = artifact.payment }
}

process "bank" {
  title    = "Bank"
  external = true

  input "settlement" { artifact = artifact.payment }
}
