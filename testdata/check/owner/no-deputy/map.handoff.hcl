role "chef" {} # want "has no deputy, and nobody else answers for `process.baking`"
role "rider" {} # want "has no deputy, and the escalation of `interface.pizza` reaches nobody else"

# silent: somebody stands in.
role "seller" { deputy = role.cashier }

# silent: who stands in is misspelt, not missing.
role "cashier" { deputy = role.seler } # want reference/unknown "seler"

# silent: it shares the process it owns with somebody who answers for a step.
role "manager" {}

# silent: what another organisation does when its people are ill is its own business.
team "mill" { external = true }
role "miller" { team = team.mill }

# silent: one of two whom the escalation reaches.
role "waiter" {}
role "porter" {}

process "baking" {
  owner = role.chef
  step "bake" { by = role.chef }
}
process "selling" {
  owner = role.seller
  step "sell" { by = role.seller }
}
process "counting" { owner = role.cashier }
process "serving" {
  owner = role.manager
  step "serve" { by = role.manager }
  step "smile" {
    by = role.manager
    raci {
      accountable = role.waiter
    }
  }
}
process "milling" { owner = role.miller }

# silent: a team stands in for itself.
team "cleaners" {}
process "cleaning" { owner = team.cleaners }

interface "pizza" {
  from    = process.baking
  to      = process.serving
  carries = artifact.pizza
  escalation {
    after = {
      "10m" = role.rider
      "20m" = role.rider
    }
  }
}
interface "bill" {
  from    = process.selling
  to      = process.serving
  carries = artifact.pizza
  escalation {
    order = [role.waiter, role.porter]
  }
}
artifact "pizza" {}
