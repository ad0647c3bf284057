# What the branches of a step leave out. Every process here takes in the same incident.

process "triage" {
  owner = role.agent
  input "incident" { artifact = artifact.incident }
  step "open" { next = [step.classify, step.repair, step.count, step.measure, step.assess, step.collect, step.route, step.choose] }

  step "classify" { # want "priority = P3 or P4, security = true has nowhere to go."
    branch {
      when = incident.priority == "P1" || incident.priority == "P2"
      next = end
    }
    branch {
      when = !incident.security
      next = end
    }
  }

  step "repair" { # want "priority = P1, security = false has nowhere to go; priority = P2, P3 or P4 has nowhere to go"
    branch {
      when = incident.priority == "P1" && incident.security
      next = end
    }
  }

  step "count" { # want "repeat_count = 3 to 5 has nowhere to go"
    branch {
      when = incident.repeat_count < 3
      next = end
    }
    branch {
      when = incident.repeat_count > local.often
      next = end
    }
  }

  step "measure" { # want "cost above 10 and below 20 has nowhere to go"
    branch {
      when = incident.cost <= 10
      next = end
    }
    branch {
      when = 20 <= incident.cost
      next = end
    }
  }

  step "assess" { # want "impact missing has nowhere to go"
    branch {
      when = incident.impact == "low"
      next = end
    }
    branch {
      when = incident.impact == "high"
      next = end
    }
  }

  step "collect" { # want "logs given has nowhere to go"
    branch {
      when = incident.logs == null
      next = end
    }
  }

  step "route" { # want "priority = P4 has nowhere to go"
    branch {
      when = contains(local.routed, incident.priority)
      next = end
    }
  }

  # A lone choice: nobody says what happens to the others.
  step "choose" { # want "Unless somebody chooses “Not an incident”, the work has nowhere to go"
    branch {
      choice = "Not an incident"
      next   = end
    }
  }
}

process "choices" {
  owner = role.agent
  input "incident" { artifact = artifact.incident }
  step "open" { next = [step.some, step.two, step.three, step.four] }

  step "some" { # want "Unless somebody chooses “Not an incident”, priority = P2, P3 or P4 has nowhere to go"
    branch {
      when = incident.priority == "P1"
      next = end
    }
    branch {
      choice = "Not an incident"
      next   = end
    }
  }

  # silent: two choices are all there is.
  step "two" {
    branch {
      choice = "Repaired"
      next   = end
    }
    branch {
      choice = "Not repaired"
      next   = end
    }
  }

  # silent: whoever does not choose finds every case covered.
  step "three" {
    branch {
      choice = "Not an incident"
      next   = end
    }
    branch {
      when = incident.security
      next = end
    }
    branch {
      when = !incident.security
      next = end
    }
  }

  # Only security incidents leave a choice.
  step "four" { # want "security = false has nowhere to go"
    branch {
      when   = incident.security
      choice = "Call the police"
      next   = end
    }
    branch {
      when   = incident.security
      choice = "Do not"
      next   = end
    }
  }
}

process "covered" {
  owner = role.agent
  input "incident" { artifact = artifact.incident }
  step "open" { next = [step.otherwise, step.every_value, step.whole_numbers, step.zero, step.nested, step.optional, step.loop, step.late, step.hand_over] }

  # silent: whatever no branch takes goes to `next`.
  step "otherwise" {
    branch {
      when = incident.priority == "P1"
      next = end
    }
    next = end
  }

  # silent: every value of the enum.
  step "every_value" {
    branch {
      when = incident.priority == "P1"
      next = end
    }
    branch {
      when = incident.priority == "P2" || incident.priority == "P3"
      next = end
    }
    branch {
      when = incident.priority == "P4"
      next = end
    }
  }

  # silent: there is no whole number between.
  step "whole_numbers" {
    branch {
      when = incident.repeat_count <= 3
      next = end
    }
    branch {
      when = incident.repeat_count >= 4
      next = end
    }
  }

  # silent: nothing is counted below zero.
  step "zero" {
    branch {
      when = incident.repeat_count == 0
      next = end
    }
    branch {
      when = incident.repeat_count > 0
      next = end
    }
  }

  # silent: one condition for all.
  step "nested" {
    branch {
      when = incident.security ? true : !incident.security
      next = end
    }
  }

  # silent: missing is one of the cases.
  step "optional" {
    branch {
      when = incident.impact == null || incident.impact == "low"
      next = end
    }
    branch {
      when = incident.impact == "high"
      next = end
    }
  }

  # silent: it is done again until the work moves on.
  step "loop" {
    every = "20m"
    branch {
      when = incident.security
      next = end
    }
  }

  # silent: what stays too long moves on.
  step "late" {
    within  = "1h"
    overdue = step.hand_over
    branch {
      when = incident.security
      next = end
    }
  }

  # Something leaves here, but what becomes of the rest is not said.
  step "hand_over" { # want "`next = end` if it is done once `process.covered.output.incident` has left"
    branch {
      when = incident.security
      next = end
    }
  }
  output "incident" {
    artifact  = artifact.incident
    external  = true
    leaves_at = step.hand_over
  }
}

process "undecided" {
  owner = role.agent
  input "incident" { artifact = artifact.incident }
  step "open" { next = [step.team, step.compare, step.calculate, step.mixed, step.negated, step.typo] }

  # silent: a text may be anything; who knows which teams there are.
  step "team" {
    branch {
      when = incident.team == "network"
      next = end
    }
  }

  # silent: two fields are compared.
  step "compare" {
    branch {
      when = incident.repeat_count > incident.limit
      next = end
    }
    branch {
      when = incident.repeat_count <= incident.limit
      next = end
    }
  }

  # silent: a function is called.
  step "calculate" {
    branch {
      when = length(incident.team) > 3
      next = end
    }
  }

  # What is certain is said all the same: whatever team it is.
  step "mixed" { # want "security = false has nowhere to go"
    branch {
      when = incident.team == "network" && incident.security
      next = end
    }
    branch {
      when = incident.team != "network" && incident.security
      next = end
    }
  }

  # silent: whether `!x` holds where x is missing, not everybody agrees.
  step "negated" {
    branch {
      when = incident.vip
      next = end
    }
    branch {
      when = !incident.vip
      next = end
    }
  }

  # silent: the condition is wrong, which has been reported.
  step "typo" {
    branch {
      when = incident.priorty == "P1" # want type/unknown-field "priorty"
      next = end
    }
  }
}

# silent: only some of the flow is known.
process "partial" {
  owner = role.agent
  flow  = "partial"
  input "incident" { artifact = artifact.incident }
  step "classify" {
    branch {
      when = incident.security
      next = step.repair
    }
  }
  step "repair" {}
}

# silent: a word of the flow is wrong, so that what follows what is not known.
process "misspelt" {
  owner = role.agent
  input "incident" { artifact = artifact.incident }
  step "classify" {
    branch {
      when = incident.security
      next = step.repairr # want reference/unknown "repair"
    }
  }
  step "repair" {}
}

locals {
  often  = 5
  routed = ["P1", "P2", "P3"]
}

artifact "incident" {
  field "priority" { type = enum("P1", "P2", "P3", "P4") }
  field "security" { type = bool }
  field "repeat_count" { type = integer }
  field "limit" { type = integer }
  field "cost" { type = number }
  field "impact" { type = optional(enum("low", "high")) }
  field "vip" { type = optional(bool) }
  field "logs" { type = optional(list(uri)) }
  field "team" { type = string }
}

role "agent" {}
