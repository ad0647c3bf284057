package mapgen

// The text of a generated map. TTT is the number of the team, PPPP of the process, NEXT of the process after it.

const teamText = `# Team NNN: who it is, when it works, what it works with.
team "team_TTT" {
  title       = "Team NNN"
  description = "Runs a part of the generated map."
  calendar    = calendar.office_TTT
  contact {
    chat    = "#team-TTT"
    on_call = "https://oncall.example/team-TTT"
  }
}

calendar "office_TTT" {
  title    = "Office hours of team NNN"
  timezone = "Europe/Berlin"
  days     = ["mon", "tue", "wed", "thu", "fri"]
  hours    = "08:00-18:00"
  holidays = ["2026-12-25", "2026-12-26", "2027-01-01"]
}

role "lead_TTT" {
  title  = "Lead of team NNN"
  team   = team.team_TTT
  deputy = role.duty_TTT
}

role "duty_TTT" {
  title  = "Duty manager of team NNN"
  team   = team.team_TTT
  deputy = role.lead_TTT
}

system "desk_TTT" {
  title    = "Desk of team NNN"
  kind     = "itsm"
  owner    = team.team_TTT
  url      = "https://desk.example/TTT"
  fallback = "Write it on the board and telephone the lead."
}
`

const serviceText = `
service "service_TTT" {
  title      = "Everything team TTT is asked for"
  owner      = role.lead_TTT
  integrator = role.lead_TTT
  emergency  = role.duty_TTT
  flow = [
    FLOW,
  ]
  sla {
    complete = "35d"
    calendar = calendar.office_TTT
  }
}

kpi "lead_time_TTT" {
  title  = "Time that team TTT takes"
  metric = "lead_time"
  of     = service.service_TTT
  target = "<= 20d"
  owner  = role.lead_TTT
  source = system.desk_TTT
}

cadence "review_TTT" {
  title    = "Review of team TTT"
  every    = "1mo"
  duration = "1h"
  chair    = role.lead_TTT
  attend   = [role.duty_TTT]
  reviews  = [service.service_TTT, kpi.lead_time_TTT]
}
`

const processText = `# Process PPPP: takes a record in, works on it, hands it on.
artifact "record_PPPP" {
  title           = "Record PPPP"
  description     = "What process PPPP works on."
  source_of_truth = system.desk_TTT
  steward         = role.lead_TTT

  field "id" {
    type      = string
    key       = true
    generated = true
  }
  field "origin" {
    type        = optional(ref(artifact.record_PREV))
    description = "What it was made from."
  }
  field "title" {
    type        = string
    description = "What it is about, in a sentence."
  }
  field "priority" {
    type = enum("P1", "P2", "P3", "P4")
  }
  field "status" {
    type = enum("open", "in_work", "done")
  }
  field "opened_at" {
    type = timestamp
  }
  field "hours" {
    type = optional(number)
  }
  field "logs" {
    type        = optional(list(uri))
    description = "Links to the log extracts that show it."
    updated_by  = [process.process_PPPP, system.desk_TTT]
  }

  lifecycle {
    field   = status
    initial = "open"
    final   = ["done"]
    transition "open" {
      to = ["in_work", "done"]
    }
    transition "in_work" {
      to = ["done"]
    }
  }
}

role "agent_PPPP" {
  title = "Agent of process PPPP"
  team  = team.team_TTT
}

role "expert_PPPP" {
  title  = "Expert of process PPPP"
  team   = team.team_TTT
  deputy = role.agent_PPPP
}

event "grave_PPPP" {
  title    = "A grave case in process PPPP"
  source   = process.process_PPPP
  artifact = artifact.record_PPPP
  when     = record_PPPP.priority == "P1" && record_PPPP.status != "done"
}

process "process_PPPP" {
  title     = "Process PPPP"
  purpose   = "Do the part of the work that belongs to process PPPP."
  owner     = role.lead_TTT
  team      = team.team_TTT
  emergency = role.duty_TTT
  tags      = ["generated", "team-TTT"]

  input "work" {
    artifact   = artifact.record_PPPP
    requires   = [title, priority]
    arrives_at = step.accept
  }
  output "result" {
    artifact  = artifact.record_PPPP
    provides  = [hours, logs]
    leaves_at = step.hand_on
  }

  sla {
    per      = priority
    calendar = calendar.office_TTT
    complete = "6d"
    target "P1" {
      complete = "5d"
    }
    target "P2" {
      complete = "5d4h"
    }
  }

  raci {
    accountable = role.expert_PPPP
  }

  step "accept" {
    title  = "Accept the record"
    by     = role.agent_PPPP
    within = "30m"
    takes  = "10m"
    uses   = [system.desk_TTT]
    update {
      status = "in_work"
    }
    instructions = <<-MD
      1. Read the **title** and set the priority.
      2. Fetch the logs: ` + "`curl -s $DESK/records/${ID}/logs`" + `
      3. If something is missing, hand it back.
    MD
    branch {
      when = record_PPPP.priority == "P1"
      next = step.solve
    }
    branch {
      choice = "Nothing to do"
      next   = step.hand_on
    }
    next = step.plan
  }

  step "plan" {
    title  = "Plan the work"
    by     = role.agent_PPPP
    within = "4h"
    takes  = "30m"
    raci {
      consulted = [role.expert_PPPP]
    }
    next = step.solve
  }

  step "solve" {
    title    = "Solve it"
    by       = role.expert_PPPP
    within   = "2d"
    takes    = "4h"
    uses     = [system.desk_TTT]
    rollback = "Restore the record from the desk's history."
    raci {
      informed = [role.lead_TTT]
    }
    next = step.check
  }

  step "check" {
    title  = "Check the result"
    by     = role.agent_PPPP
    within = "2h"
    verify = "The desk shows the record without a warning."
    handback {
      reason = "the desk shows a warning"
      limit  = 1
    }
    branch {
      choice = "Not good enough"
      next   = step.solve
    }
    next = step.hand_on
  }

  step "warn" {
    title  = "Warn the lead"
    by     = role.agent_PPPP
    on     = event.grave_PPPP
    within = "15m"
    takes  = "5m"
    uses   = [system.desk_TTT]
  }

  step "hand_on" {
    title  = "Hand the result on"
    by     = role.agent_PPPP
    within = "1h"
    update {
      status = "done"
    }
  }
}
`

const interfaceText = `
interface "process_PPPP_to_next" {
  title      = "The result of PPPP becomes work of NEXT"
  from       = process.process_PPPP.output.result
  to         = process.process_NEXT.input.work
  integrator = role.lead_TTT
  via        = system.desk_TTT
  mode       = "automated"

  create {
    origin    = record_PPPP.id
    title     = "From PPPP: ${record_PPPP.title}"
    priority  = record_PPPP.priority
    opened_at = record_PPPP.opened_at
    logs      = record_PPPP.logs
  }
  update {
    status = "done"
  }
  notify   = [role.duty_TTT]
  fallback = "Telephone the agent and open the record by hand."

  sla {
    acknowledge = "30m"
    complete    = "7d"
    calendar    = calendar.office_TTT
  }
  escalation {
    after = {
      "20m" = role.lead_TTT
      "4h"  = [role.duty_TTT, role.expert_PPPP]
    }
  }
  handback {
    reason = "logs are missing"
    limit  = 1
    notify = [role.agent_PPPP]
  }
}
`
