role "chef" {}
role "a" { team = team.kitchen }
role "b" {}
role "c" {}
team "kitchen" {}

process "cleaning" {
  owner = role.chef
  step "sweep" { by = [role.a, role.b, role.c] } # want "all responsible for `process.cleaning.step.sweep`"

  # silent: one of them is accountable.
  step "mop" {
    by = [role.a, role.b, role.c]
    raci {
      accountable = role.b
    }
  }

  # silent: the team that answers for it is the team of one of them.
  step "wipe" {
    by = [role.a, role.b, role.c]
    raci {
      accountable = team.kitchen
    }
  }

  # silent: two can manage.
  step "rinse" { by = [role.a, role.b] }

  # silent: the approvers of a gate decide; they do not work together.
  step "approve" {
    approval {
      approvers = [role.a, role.b, role.c]
    }
  }

  # silent: a misspelt role may be the chef.
  step "polish" { by = [role.a, role.b, role.c, role.chaf] } # want reference/unknown "chaf"
}

# All rows take it from one place: one finding.
process "closing" {
  owner = role.chef
  raci {
    responsible = [role.a, role.b, role.c] # want "all responsible for the steps of `process.closing`"
  }
  step "lock" {}
  step "leave" {}
}
