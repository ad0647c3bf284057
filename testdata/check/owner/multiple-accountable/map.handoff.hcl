role "chef" {}
role "boss" {}
role "baker" {}

process "baking" {
  owner = role.chef
  step "bake" {
    by = role.baker
    raci {
      accountable = [role.chef, role.boss] # want "`role.chef` and `role.boss` are both accountable for `process.baking.step.bake`"
    }
  }
  step "serve" {}
  step "clean" {}
  step "count" {}
  matrix {
    columns = [role.chef, role.boss, role.baker]
    serve   = ["A", "A", "RA"] # want "are all accountable for `process.baking.step.serve`"

    # silent: one A.
    clean = ["A", "I", "R"]

    # silent: none; then it is the owner.
    count = ["", "I", "R"]
  }

  # silent: the same one twice is one.
  step "cool" {
    by = role.baker
    raci {
      accountable = [role.chef, role.chef]
    }
  }

  # silent: the approvers of a gate may all answer for it.
  step "approve" {
    approval {
      approvers = [role.chef, role.boss]
    }
    raci {
      accountable = [role.chef, role.boss]
    }
  }
}

# All rows take it from one place: one finding.
process "frying" {
  owner = role.chef
  raci {
    responsible = role.baker
    accountable = [role.chef, role.boss] # want "are all accountable for the steps of `process.frying`"
  }
  step "heat" {}
  step "fry" {}
}

interface "loaf" {
  from    = process.baking
  to      = process.frying
  carries = artifact.loaf
  raci {
    accountable = [role.chef, role.boss] # want "are both accountable for `interface.loaf`"
  }
}

# silent: what a black box does inside is its own business.
process "mill" {
  external = true
  step "grind" {
    raci {
      accountable = [role.chef, role.boss]
    }
  }
}
artifact "loaf" {}
