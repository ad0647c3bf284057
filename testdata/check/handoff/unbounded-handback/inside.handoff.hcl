# Inside a process.

process "building" {
  owner = role.cook
  step "write" {
    by   = role.cook
    next = step.test
  }
  step "test" {
    by = role.rider
    branch {
      choice = "It fails"
      next   = step.write # want "can pass the work round in a loop between different people"
    }
    next = end
  }
}

# silent: one and the same role goes round; it passes nothing.
process "polishing" {
  owner = role.cook
  step "rub" {
    by   = role.cook
    next = step.look
  }
  step "look" {
    by = role.cook
    branch {
      choice = "Not shiny"
      next   = step.rub
    }
    next = end
  }
}

# silent: a refused approval goes back to its maker.
process "planning" {
  owner = role.cook
  step "plan" {
    by   = role.cook
    next = step.approve
  }
  step "approve" {
    approval {
      approvers = [role.rider]
    }
    branch {
      choice = "Refused"
      next   = step.plan
    }
    next = end
  }
}

# silent: three times, then it escalates.
process "proofreading" {
  owner = role.cook
  step "type" {
    by   = role.cook
    next = step.read
  }
  step "read" {
    by = role.rider
    handback {
      reason = "Typing errors"
      limit  = 3
    }
    branch {
      choice = "Errors"
      next   = step.type
    }
    next = end
  }
}

# silent: who does it is not said (owner/no-responsible), so nobody knows that it changes hands.
process "guessing" {
  owner = role.cook
  step "guess" {
    by   = role.cook
    next = step.judge
  }
  step "judge" {
    branch {
      choice = "Wrong"
      next   = step.guess
    }
    next = end
  }
}
