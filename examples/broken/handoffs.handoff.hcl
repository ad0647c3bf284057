# The joints, and the two flows that customers know.

# handoff/no-answer: the counter charges the card and waits for a receipt, but no handoff says that it answers this one.
interface "charge_card" {
  title = "The card is charged"
  from  = process.ordering.output.charge
  to    = process.card_company.input.charge
  via   = system.card_terminal
  mode  = "automated"
}

# automation/no-carrier: it arrives by itself. How, nobody has seen.
interface "bring_receipt" {
  title = "The receipt arrives"
  from  = process.card_company.output.receipt
  to    = process.ordering.input.receipt
  mode  = "automated"
}

# owner/no-accountable: from one black box to another. When the money is late, whom do we ask?
interface "settle" {
  title = "The bank gets the money"
  from  = process.card_company.output.settlement
  to    = process.bank.input.settlement
}

# schema/missing-field: the kitchen's ticket needs the allergies. The order form never asks.
interface "order_to_kitchen" {
  title = "The kitchen gets the order"
  from  = process.ordering.output.order
  to    = process.baking.input.ticket
  approval { approvers = [role.shift_manager] }
}

# schema/unguaranteed-field: the rider cannot go without an address, and the kitchen promises none.
# coordination/self-approval: the oven hand tastes what the oven hand has baked, and finds it excellent.
interface "pizza_to_rider" {
  title = "The rider gets the pizza"
  from  = process.baking.output.pizza
  to    = process.delivery.input.parcel
  approval { approvers = [role.oven_hand] }
  escalation {
    after = {
      "10m" = role.rider
    }
  }
}

# handoff/unbounded-handback: cold? Back to the oven. Cold again? Back to the oven. Nobody has said how often.
interface "cold_pizza_to_oven" {
  title = "A cold pizza goes back"
  from  = process.delivery.output.cold_pizza
  to    = process.baking.input.cold_pizza
}

interface "slip_to_rider" {
  title = "The rider gets street and bell"
  from  = process.ordering.output.slip
  to    = process.delivery.input.slip
}

# handoff/duplicate: the same slip, from the same hand to the same hand, a second time.
interface "slip_to_rider_again" {
  title = "The rider gets street and bell, again"
  from  = process.ordering.output.slip
  to    = process.delivery.input.slip
}

interface "gripe_to_desk" {
  title = "A gripe reaches the desk"
  from  = process.delivery.output.gripe
  to    = process.complaints.input.gripe
  approval { approvers = [role.shift_manager] }
}

# schema/type-mismatch: customers write "five stars, I suppose"; the kitchen counts in whole numbers.
# handoff/unused-interface: and it is part of no service, so nobody would notice if it stopped.
# automation/manual-deterministic: five stars are five stars, and still somebody carries each slip across the street.
interface "review_to_kitchen" {
  title      = "The kitchen hears about it"
  from       = process.complaints.output.review
  to         = process.baking.input.score
  on         = event.rave_review
  integrator = role.shift_manager
}

# owner/missing-integrator: four teams, and nobody owns the joints between them.
# sla/missing: and how long will it take? It takes as long as it takes.
# coordination/too-many-approvals: three people must agree before a customer may complain.
# governance/no-kpi: how long it takes, the customers could say.
service "hunger_to_pizza" {
  title     = "From hunger to pizza"
  owner     = role.shift_manager
  emergency = role.night_owl
  start     = process.ordering
  flow = [
    interface.charge_card,
    interface.bring_receipt,
    interface.settle,
    interface.order_to_kitchen,
    interface.pizza_to_rider,
    interface.cold_pizza_to_oven,
    interface.slip_to_rider,
    interface.slip_to_rider_again,
    interface.gripe_to_desk,
  ]
}

# handoff/broken-flow: the order reaches the kitchen, the gripe leaves the doorstep, and nothing joins the two.
# owner/no-emergency-contact: when it goes wrong at midnight, whom does one call?
# sla/missing: and by when would anybody have to answer?
service "pizza_to_regret" {
  title      = "From pizza to regret"
  owner      = role.shift_manager
  integrator = role.shift_manager
  flow       = [interface.order_to_kitchen, interface.gripe_to_desk]
}
