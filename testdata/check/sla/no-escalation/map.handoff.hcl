# A kitchen.

process "cooking" {
  owner = role.cook
  escalation {
    after = {
      "10m" = role.chef
    }
  }
  step "chop" {
    by   = role.cook
    next = step.fry
  }
  step "fry" {
    by = role.cook
  }
}

process "serving" { owner = role.cook }

process "butcher" { external = true }

interface "dish" { # want "`interface.dish` makes a promise, and nobody is told"
  from    = process.cooking
  to      = process.serving
  carries = artifact.dish
  sla { acknowledge = "2m" }
}

# silent: somebody is told.
interface "dessert" {
  from    = process.cooking
  to      = process.serving
  carries = artifact.dish
  sla { acknowledge = "2m" }
  escalation { policy = escalation_policy.kitchen }
}

# silent: nothing is promised.
interface "smell" {
  from    = process.cooking
  to      = process.serving
  carries = artifact.dish
}

# silent: a promise without a figure is another rule's; there is no time to count from.
interface "leftovers" {
  from    = process.cooking
  to      = process.serving
  carries = artifact.dish
  sla { acknowledge = unstated("later") }
}

# silent: it joins two steps of a process that escalates.
interface "chopped" {
  from    = process.cooking.step.chop
  to      = process.cooking.step.fry
  carries = artifact.dish
  sla { acknowledge = "1m" }
}

interface "meat" {
  from    = process.cooking
  to      = process.butcher
  carries = artifact.dish
  sla { complete = "4h" }
  escalation {
    after = {
      "3h" = role.chef
    }
  }
}

# silent: the ladder of the request covers its answer.
interface "meat_arrives" {
  from    = process.butcher
  to      = process.cooking
  carries = artifact.dish
  answers = interface.meat
  sla { acknowledge = "10m" }
}

escalation_policy "kitchen" {
  after = {
    "1m" = role.chef
  }
}
role "cook" {}
role "chef" {}
artifact "dish" {}
