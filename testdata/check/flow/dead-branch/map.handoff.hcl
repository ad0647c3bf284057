process "triage" {
  owner = role.agent
  input "incident" { artifact = artifact.incident }

  step "general_first" {
    branch {
      when = incident.priority == "P1" || incident.security
      next = step.numbers
    }
    branch {
      when = incident.priority == "P1" && incident.repeat_count > 3 # want "Whenever `incident.priority == \"P1\" && incident.repeat_count > 3` holds, a branch before it has been taken"
      next = step.numbers
    }
    next = step.numbers
  }

  step "numbers" {
    branch {
      when = incident.repeat_count < 3
      next = step.together
    }
    branch {
      when = incident.repeat_count >= 3
      next = step.together
    }
    branch {
      when = incident.repeat_count == 3 # want "has been taken"
      next = step.together
    }
  }

  step "together" {
    branch {
      when = incident.security
      next = step.impossible
    }
    branch {
      when = incident.priority != "P1"
      next = step.impossible
    }
    branch {
      when = incident.security || incident.priority == "P2" # want "has been taken"
      next = step.impossible
    }
    next = step.impossible
  }

  step "impossible" {
    branch {
      when = incident.priority == "P1" && incident.priority == "P2" # want "Nothing makes"
      next = step.twice
    }
    branch {
      when = incident.repeat_count > 5 && incident.repeat_count < 3 # want "Nothing makes"
      next = step.twice
    }
    next = step.twice
  }

  # What cannot be decided is still the same if it is said twice.
  step "twice" {
    branch {
      when = lower(incident.team) == "network"
      next = step.missing
    }
    branch {
      when = lower( incident.team )=="network" # want "has been taken"
      next = step.missing
    }
    branch {
      when = lower(incident.team) == "network" && incident.security # want "has been taken"
      next = step.missing
    }
    branch {
      when = lower(incident.team) == "network" && incident.security # want "has been taken"
      next = step.missing
    }
    next = step.missing
  }

  step "missing" {
    branch {
      when = incident.impact == null
      next = step.texts
    }
    branch {
      when = incident.impact == "low" || incident.impact == "high"
      next = step.texts
    }
    branch {
      when = incident.impact != "low" # want "has been taken"
      next = step.texts
    }
  }

  step "texts" {
    branch {
      when = incident.team == "network"
      next = step.alive
    }
    branch {
      when = incident.team != "network"
      next = step.alive
    }
    branch {
      when = incident.team == "storage" # want "has been taken"
      next = step.alive
    }
  }

  # silent: each branch leaves something to the next.
  step "alive" {
    branch {
      when = incident.priority == "P1" && incident.security
      next = step.chosen
    }
    branch {
      when = incident.priority == "P1"
      next = step.chosen
    }
    branch {
      when = incident.security
      next = step.chosen
    }
    branch {
      when = true
      next = step.chosen
    }
  }

  # silent: a choice takes nothing for certain, and nothing takes a choice away.
  step "chosen" {
    branch {
      choice = "Not an incident"
      next   = end
    }
    branch {
      when = incident.security
      next = step.optional
    }
    branch {
      when = !incident.security
      next = step.optional
    }
    branch {
      choice = "Something else"
      next   = step.optional
    }
  }

  # silent: who is missing is neither, so something is left for the third.
  step "optional" {
    branch {
      when = incident.vip == true
      next = step.negated
    }
    branch {
      when = incident.vip == false
      next = step.negated
    }
    branch {
      when = incident.vip == null
      next = step.negated
    }
  }

  # silent: whether `!x` holds where x is missing, not everybody agrees.
  step "negated" {
    branch {
      when = incident.vip
      next = step.changed
    }
    branch {
      when = !incident.vip
      next = step.changed
    }
    branch {
      when = incident.vip == null
      next = step.changed
    }
  }

  step "changed" {
    branch {
      when = incident.priority == "P1"
      next = step.later
    }
    next = step.later
  }

  # silent: people may change the priority between two steps, so it is asked again.
  step "later" {
    branch {
      when = incident.priority == "P1"
      next = step.compared
    }
    next = step.compared
  }

  # silent: two fields may stand to each other in any way.
  step "compared" {
    branch {
      when = incident.repeat_count < incident.limit
      next = step.typo
    }
    branch {
      when = incident.limit > incident.repeat_count
      next = step.typo
    }
    next = step.typo
  }

  # silent: the condition before it is wrong, and nobody knows what it was to take.
  step "typo" {
    branch {
      when = incident.priorty == "P1" # want type/unknown-field "priorty"
      next = end
    }
    branch {
      when = incident.priority == "P1"
      next = end
    }
    next = end
  }
}

# The rest of the flow does not matter.
process "partial" {
  owner = role.agent
  flow  = "partial"
  input "incident" { artifact = artifact.incident }
  step "classify" {
    branch {
      when = incident.security
      next = step.repair
    }
    branch {
      when = incident.security == true # want "has been taken"
      next = step.repair
    }
  }
  step "repair" {}
}

artifact "incident" {
  field "priority" { type = enum("P1", "P2", "P3", "P4") }
  field "security" { type = bool }
  field "repeat_count" { type = integer }
  field "limit" { type = integer }
  field "impact" { type = optional(enum("low", "high")) }
  field "vip" { type = optional(bool) }
  field "team" { type = string }
}

role "agent" {}
