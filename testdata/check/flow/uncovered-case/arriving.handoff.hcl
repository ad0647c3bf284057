# Cases that never get to a step are not missing there.

process "screening" {
  owner = role.agent
  input "incident" { artifact = artifact.incident }

  step "classify" {
    branch {
      when = incident.priority == "P1"
      next = step.alarm
    }
    next = step.queue
  }

  # silent: only P1 gets here.
  step "alarm" {
    branch {
      when = incident.priority == "P1"
      next = end
    }
  }

  # silent: P1 has gone another way.
  step "queue" {
    branch {
      when = incident.priority == "P2"
      next = step.work
    }
    branch {
      when = incident.priority == "P3" || incident.priority == "P4"
      next = step.work
    }
  }

  step "work" {
    update {
      impact = "low"
    }
    next = step.report
  }

  # silent: `work` has set the impact.
  step "report" {
    branch {
      when = incident.impact == "low"
      next = step.rework
    }
  }

  # Sent back, it can be anything again; but P1 is still somewhere else.
  step "rework" { # want "priority = P4 has nowhere to go"
    branch {
      when = incident.priority == "P2"
      next = step.queue
    }
    branch {
      when = incident.priority == "P3"
      next = end
    }
  }
}

process "estimating" {
  owner = role.agent
  input "incident" { artifact = artifact.incident }
  step "estimate" {
    update {
      repeat_count = incident.limit
    }
    next = step.judge
  }
  # silent: how often was set to something that is not known here.
  step "judge" {
    branch {
      when = incident.repeat_count > 3
      next = end
    }
  }
}

process "major" {
  owner = role.agent
  input "incident" { artifact = artifact.incident }

  # silent: the event behind the handoff lets only P1 through.
  step "gather" {
    branch {
      when = incident.priority == "P1"
      next = step.solve
    }
  }
  step "solve" {}
}

process "sender" {
  owner = role.agent
  output "major" { artifact = artifact.incident }
}

interface "to_major" {
  from = process.sender.output.major
  to   = process.major.input.incident
  on   = event.major
}

event "major" {
  artifact = artifact.incident
  when     = incident.priority == "P1"
}

process "joining" {
  owner = role.agent
  input "incident" { artifact = artifact.incident }
  step "split" {
    branch {
      when = incident.security
      next = [step.left, step.right]
    }
    next = end
  }
  step "left" { next = step.merge }
  step "right" {
    branch {
      when = incident.priority == "P1"
      next = step.merge
    }
    next = end
  }
  # It waits for both, so that only what comes both ways is asked about.
  step "merge" { # want "cost below 10 has nowhere to go"
    join = "all"
    branch {
      when = incident.priority == "P1" && incident.cost >= 10
      next = end
    }
  }
}
