role "chef" {}
role "baker" {}
role "waiter" {}

process "baking" {
  owner = role.chef
  step "bake" {
    by = role.baker
    raci {
      consulted = [role.baker] # want "both responsible and consulted for `process.baking.step.bake`"
    }
  }
  step "serve" {
    by = role.waiter
    raci {
      accountable = role.chef
      consulted   = [role.baker]
      informed = [
        role.baker, # want "both consulted and informed"
        role.chef,  # want "both accountable and informed"
        role.waiter # want "both responsible and informed"
      ]
    }
  }

  # silent: responsible and accountable at once is common, and good.
  step "taste" {
    by = role.chef
    raci {
      accountable = role.chef
    }
  }

  step "wash" { by = role.baker } # want "name different people responsible: together `role.baker` and `role.waiter`"
  step "mix" {}
  step "cool" { by = role.baker }
  step "cut" {}

  matrix {
    columns = [role.chef, role.baker, role.waiter]
    wash    = ["A", "", "R"]
    mix     = ["A", "RS", "X"] # want "has \"RS\" for `role.baker`" "has \"X\" for `role.waiter`"

    # silent: `by` and the matrix agree.
    cool = ["A", "R", "I"]

    # silent: strokes, dashes and small letters are how people write tables.
    cut = ["a", "R/C", "-"] # want "both responsible and consulted for `process.baking.step.cut`"
  }
}

# silent: what a role gets by default contradicts nothing: the owner is accountable because nobody else is, and told because somebody said so.
process "selling" {
  owner = role.chef
  raci {
    consulted = [role.waiter]
  }
  step "sell" {
    by = role.waiter
    raci {
      informed = [role.chef]
    }
  }
}

# The fallback of a process is a row like any other.
process "closing" {
  owner = role.chef
  raci {
    responsible = role.waiter
    informed    = [role.waiter] # want "both responsible and informed for `process.closing`"
  }
  step "lock" {}
}
