role "rider" {}
role "boss" {}
system "bell" { owner = role.boss }
system "orphan" {}

process "delivery" {
  owner = role.boss
  step "ring" {} # want "Nobody is responsible for `process.delivery.step.ring`"

  # Somebody answers for it, but nobody does it.
  step "wait" { # want "Nobody is responsible for `process.delivery.step.wait`"
    raci {
      accountable = role.boss
    }
  }

  # silent: by somebody.
  step "ride" { by = role.rider }

  # silent: in the row.
  step "park" {
    raci {
      responsible = role.rider
    }
  }

  # silent: in the matrix.
  step "lock" {}
  matrix {
    columns = [role.rider, role.boss]
    lock    = ["R", "A"]
  }

  # silent: the approvers of a gate do it.
  step "approve" {
    approval {
      approvers = [role.boss]
    }
  }

  # silent: a system does it, so its owner is responsible.
  step "chime" { by = system.bell }

  # silent: the system has no owner, which owner/missing-owner reports.
  step "hum" { by = system.orphan }

  # silent: the process it calls does it.
  step "pay" { calls = process.payment }

  # silent: misspelt, not missing.
  step "smile" { by = role.ridr } # want reference/unknown "ridr"

  # A gate at which nobody can say yes.
  step "release" {
    by = role.boss
    approval {} # want "has to be approved, and nobody is named who can"
  }
}

process "payment" {
  owner = role.boss

  # silent: the fallback of the process.
  raci {
    responsible = role.rider
  }
  step "count" {}
}

# One cause, one finding.
process "complaints" { # want "`process.complaints` has 2 steps, and nobody is responsible for any of them"
  owner = role.boss
  step "listen" {}
  step "forget" {}
}

# silent: what a black box does inside is its own business.
process "bank" {
  external = true
  step "transfer" {}
}
