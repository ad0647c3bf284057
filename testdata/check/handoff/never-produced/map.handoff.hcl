process "baking" {
  owner = role.baker
  output "cake" { # want "none of them leads to"
    artifact = artifact.cake
    external = true
  }

  # silent: it leaves at a step.
  output "bread" {
    artifact  = artifact.cake
    external  = true
    leaves_at = [step.bake]
  }

  # silent: an overdue step moves the work on to it.
  output "apology" {
    artifact = artifact.cake
    external = true
  }

  output "wedding_cake" { # want "leaves at `process.baking.step.decorate`, and nothing leads to that step"
    artifact  = artifact.cake
    external  = true
    leaves_at = step.decorate
  }

  # silent: the reference is broken, which has been reported.
  output "biscuits" {
    artifact  = artifact.cake
    external  = true
    leaves_at = step.bakee # want reference/unknown "bakee"
  }

  step "mix" {
    by    = role.baker
    entry = true
    next  = step.bake
  }
  step "bake" {
    by      = role.baker
    within  = "1h"
    overdue = output.apology
  }
  step "decorate" { by = role.baker }
}

# silent: no step says what follows what, so the steps are only a list.
process "selling" {
  owner = role.baker
  output "change" {
    artifact = artifact.cake
    external = true
  }
  step "greet" { by = role.baker }
  step "sell" { by = role.baker }
}

# silent: only some of the flow is known.
process "catering" {
  owner = role.baker
  flow  = "partial"
  output "buffet" {
    artifact = artifact.cake
    external = true
  }
  step "plan" {
    by   = role.baker
    next = step.cook
  }
  step "cook" { by = role.baker }
}

# silent: a black box shows no steps.
process "mill" {
  external = true
  output "flour" {
    artifact = artifact.cake
    external = true
  }
}

# A step that only an input leads to is reached.
process "repairs" {
  owner    = role.baker
  sequence = [step.look, step.mend]
  input "oven" {
    artifact   = artifact.cake
    external   = true
    arrives_at = step.look
  }

  # silent: the sequence leads to it.
  output "mended_oven" {
    artifact  = artifact.cake
    external  = true
    leaves_at = step.mend
  }
  step "look" { by = role.baker }
  step "mend" { by = role.baker }
}

role "baker" {}
artifact "cake" {}
