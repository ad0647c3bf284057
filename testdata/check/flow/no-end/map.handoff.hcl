process "baking" {
  owner = role.baker
  step "weigh" {
    by   = role.baker
    next = step.mix
  }
  step "mix" { # want "`process.baking.step.mix` and `process.baking.step.taste` lead only to each other"
    by   = role.baker
    next = step.taste
  }
  step "taste" {
    by = role.baker
    branch {
      choice = "Too dry"
      next   = step.mix
    }
    branch {
      choice = "Too wet"
      next   = step.mix
    }
  }
}
# One branch of several is enough to be caught in.
process "telephoning" {
  owner = role.baker
  step "dial" {
    by = role.baker
    branch {
      choice = "Somebody answers"
      next   = end
    }
    next = step.wait
  }
  step "wait" { # want "leads only to itself"
    by   = role.baker
    next = step.wait
  }
}
# silent: there is a way out: an end, a step behind, an output, late work that goes to one.
process "proving" {
  owner = role.baker
  step "knead" {
    by   = role.baker
    next = step.rest
  }
  step "rest" {
    by = role.baker
    branch {
      choice = "Not yet"
      next   = step.knead
    }
    next = end
  }
}
process "watching" {
  owner = role.baker
  output "alarm" {
    artifact  = artifact.smoke
    external  = true
    leaves_at = step.look
  }
  step "look" {
    by   = role.baker
    next = step.listen
  }
  step "listen" {
    by   = role.baker
    next = step.look
  }
}
process "waiting" {
  owner = role.baker
  output "alarm" {
    artifact = artifact.smoke
    external = true
  }
  step "sit" {
    by      = role.baker
    within  = "1h"
    overdue = output.alarm
    next    = step.stand
  }
  step "stand" {
    by   = role.baker
    next = step.sit
  }
}
process "asking" {
  owner = role.baker
  step "ask" {
    by   = role.baker
    next = step.ask_again
  }
  step "ask_again" {
    by   = role.baker
    next = step.ask
  }
}
interface "question" {
  from    = process.asking.step.ask_again
  to      = process.baking
  carries = artifact.smoke
}
# silent: meant to go on and on.
process "guarding" {
  owner = role.baker
  step "walk" {
    by    = role.baker
    every = "20m"
    next  = step.rest
  }
  step "rest" {
    by   = role.baker
    next = step.walk
  }
}
process "improving" {
  owner = role.baker
  step "plan" {
    by      = role.baker
    meeting = cadence.monday
    next    = step.do
  }
  step "do" {
    by   = role.baker
    next = step.plan
  }
}
# silent: the way out is the case that is left out, which flow/uncovered-case tells.
process "sorting" {
  owner = role.baker
  input "smoke" {
    artifact   = artifact.smoke
    external   = true
    arrives_at = step.sniff
  }
  step "sniff" {
    by = role.baker
    branch {
      when = smoke.thick
      next = step.fan
    }
  }
  step "fan" {
    by   = role.baker
    next = step.sniff
  }
}
# Conditions that leave nothing out leave no way out either.
process "airing" {
  owner = role.baker
  input "smoke" {
    artifact   = artifact.smoke
    external   = true
    arrives_at = step.sniff
  }
  step "sniff" { # want "`process.airing.step.sniff` and `process.airing.step.fan` lead only to each other"
    by = role.baker
    branch {
      when = smoke.thick
      next = step.fan
    }
    branch {
      when = !smoke.thick
      next = step.fan
    }
  }
  step "fan" {
    by   = role.baker
    next = step.sniff
  }
}
# silent: where its output leaves is not said, which handoff/never-produced tells.
process "milling" {
  owner = role.baker
  output "flour" {
    artifact = artifact.smoke
    external = true
  }
  step "grind" {
    by   = role.baker
    next = step.sieve
  }
  step "sieve" {
    by   = role.baker
    next = step.grind
  }
}
# silent: the work never comes there, which flow/unreachable-step tells.
process "dancing" {
  owner = role.baker
  step "bow" {
    by    = role.baker
    entry = true
    next  = end
  }
  step "left" {
    by   = role.baker
    next = step.right
  }
  step "right" {
    by   = role.baker
    next = step.left
  }
}
# silent: not all of the flow is known.
process "learning" {
  owner = role.baker
  flow  = "partial"
  step "try" {
    by   = role.baker
    next = step.fail
  }
  step "fail" {
    by   = role.baker
    next = step.try
  }
}
artifact "smoke" {
  field "thick" { type = bool }
}
cadence "monday" { every = "1w" }
role "baker" {}
