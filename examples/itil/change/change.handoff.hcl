# Change Enablement: say yes to good changes quickly, and know at any hour what is being changed.

team "change_control" {
  title    = "Change Control"
  lead     = role.change_manager
  calendar = calendar.office_hours
  contact {
    chat  = "#changes"
    email = "changes@example.org"
  }
}

role "change_manager" {
  title      = "Change manager"
  team       = team.change_control
  deputy     = role.change_coordinator
  reports_to = role.service_owner
  contact {
    email = "change-manager@example.org"
    phone = "+41 44 555 01 40"
  }
}

role "change_coordinator" {
  title      = "Change coordinator"
  team       = team.change_control
  reports_to = role.change_manager
}

artifact "change" {
  title           = "Change record"
  source_of_truth = system.itsm
  steward         = role.change_manager

  field "id" {
    type      = string
    key       = true
    generated = true
  }
  field "title" { type = string }
  field "type" { type = enum("standard", "normal", "emergency") }
  field "problem_id" {
    type        = ref(artifact.problem)
    description = "Why the change is made."
  }
  field "incident_ids" { type = list(ref(artifact.incident)) }
  field "affected_cis" { type = list(ref(artifact.ci)) }
  field "reason" { type = string }
  field "back_out_plan" { type = string }
  field "risk" { type = optional(enum("low", "medium", "high")) }
  field "expected_outage" { type = optional(duration) }
  field "planned_start" { type = optional(timestamp) }
  field "planned_end" { type = optional(timestamp) }
  field "status" {
    type       = enum("requested", "assessed", "authorised", "scheduled", "implemented", "reviewed", "rejected")
    updated_by = [process.change_enablement]
  }
  field "outcome" { type = optional(enum("successful", "rolled_back", "withdrawn", "rejected")) }
  field "deployed_version" { type = optional(string) }
  field "deployed_at" { type = optional(timestamp) }
  field "closed_at" { type = optional(timestamp) }

  lifecycle {
    field   = status
    initial = "requested"
    final   = ["reviewed", "rejected"]
    transition "requested" { to = ["assessed"] }
    transition "assessed" { to = ["authorised", "rejected", "scheduled"] }
    transition "authorised" { to = ["scheduled"] }
    transition "scheduled" { to = ["implemented", "reviewed"] }
    transition "implemented" { to = ["reviewed"] }
  }
}

artifact "change_outcome" {
  title       = "Change outcome"
  description = "How the change ended, for whoever asked for it."
  steward     = role.change_manager

  field "change_id" { type = ref(artifact.change) }
  field "problem_id" { type = ref(artifact.problem) }
  field "affected_cis" { type = list(ref(artifact.ci)) }
  field "outcome" { type = artifact.change.outcome }
  field "closed_at" { type = timestamp }
}

process "change_enablement" {
  title        = "Change Enablement"
  purpose      = "Make changes safe, visible and quick, in that order."
  owner        = role.change_manager
  team         = team.change_control
  emergency    = role.duty_manager
  ref          = "CHG-1"
  tags         = ["control"]
  links        = { "Change calendar" = "https://itsm.example.org/calendar/changes" }
  reviewed     = "2026-10-01"
  review_every = "2y"
  meta         = { audited = true }

  input "request" {
    title      = "A request for change"
    artifact   = artifact.change
    requires   = [problem_id, affected_cis, back_out_plan]
    arrives_at = step.assess
  }
  input "deployed" {
    title      = "The release is over"
    artifact   = artifact.deployment
    requires   = [change_id, result]
    arrives_at = step.check_deployment
  }
  input "cis_recorded" {
    title      = "The CIs are recorded"
    artifact   = artifact.cmdb_update
    requires   = [change_id, recorded_at]
    arrives_at = step.confirm_record
  }
  output "authorised_change" {
    title     = "A change that may go live"
    artifact  = artifact.change
    provides  = [planned_start, planned_end]
    leaves_at = step.schedule
  }
  output "changed_cis" {
    title     = "CIs that are different now"
    artifact  = artifact.change
    provides  = [deployed_version, deployed_at]
    leaves_at = step.update_cmdb
  }
  output "outcome" {
    title     = "How the change ended"
    artifact  = artifact.change
    provides  = [outcome, closed_at]
    leaves_at = step.report_outcome
  }

  sla {
    per      = type
    complete = "17d"
    calendar = calendar.office_hours
    target "normal" {
      at_least = "2d"
    }
  }

  step "assess" {
    title  = "Assess risk and impact"
    by     = role.change_coordinator
    within = "1d"
    takes  = "1h"
    uses   = [system.itsm, system.cmdb]
    entry  = true
    update {
      status = "assessed"
    }
    instructions = <<-MD
      1. List what depends on the CIs: `curl -s "$CMDB/ci/${CI}/dependants"`
      2. Set **risk** from the card: reach, reversibility, rehearsal. Not rehearsed is never *low*.
      3. Read the back-out plan as if you had to carry it out at 3 a.m. Hand the change back if you could not.
    MD
    expect       = "Risk is set, and every dependent service has a name next to it."
    branch {
      when = change.type == "standard"
      next = step.schedule
    }
    branch {
      when = change.type == "emergency"
      next = step.authorise_emergency
    }
    next = step.authorise
  }

  step "authorise" {
    title   = "Authorise (change advisory board)"
    within  = "3d"
    takes   = "30m"
    meeting = cadence.change_advisory_board
    approval {
      approvers = [role.change_manager, role.application_owner, role.configuration_manager]
      need      = 2
    }
    instructions = <<-MD
      Ask three questions, write down three answers: what breaks if we do it, what breaks if we do not, how do we get back?
      A change nobody can explain waits.
    MD
    branch {
      choice = "Authorised"
      next   = step.schedule
      update {
        status = "authorised"
      }
    }
    branch {
      choice = "Rejected"
      next   = step.report_outcome
      update {
        status  = "rejected"
        outcome = "rejected"
      }
    }
  }

  step "authorise_emergency" {
    title  = "Authorise (emergency)"
    within = "1h"
    takes  = "15m"
    approval {
      approvers = [role.duty_manager, role.service_owner]
      need      = "any"
    }
    instructions = "Phone, do not mail. One yes is enough. The CAB reads the reason the next morning."
    branch {
      choice = "Authorised"
      next   = step.schedule
      update {
        status = "authorised"
      }
    }
    branch {
      choice = "Rejected"
      next   = step.report_outcome
      update {
        status  = "rejected"
        outcome = "rejected"
      }
    }
  }

  step "schedule" {
    title  = "Schedule"
    by     = role.change_coordinator
    within = "4h"
    takes  = "20m"
    uses   = [system.itsm]
    update {
      status = "scheduled"
    }
    instructions = <<-MD
      1. Pick a maintenance window. Check the calendar for other changes on the same CIs.
      2. Set planned start and end; leave half the window for the way back.
      3. No window during the freeze. Only the duty manager makes exceptions.
    MD
    next         = step.check_deployment
  }

  step "check_deployment" {
    title        = "Check the deployment"
    by           = role.change_coordinator
    within       = "2h"
    takes        = "15m"
    uses         = [system.itsm, system.metrics]
    join         = "all"
    instructions = "Compare what was deployed with what was authorised: version, CIs, window."
    branch {
      when = deployment.result == "successful"
      next = step.update_cmdb
      update {
        status           = "implemented"
        outcome          = "successful"
        deployed_version = deployment.version
        deployed_at      = deployment.finished_at
      }
    }
    branch {
      when = deployment.result == "rolled_back"
      next = step.review
      update {
        outcome = "rolled_back"
      }
    }
    branch {
      when = deployment.result == "withdrawn"
      next = step.review
      update {
        outcome = "withdrawn"
      }
    }
  }

  step "update_cmdb" {
    title        = "Have the CIs updated"
    by           = role.change_coordinator
    within       = "2h"
    takes        = "10m"
    uses         = [system.itsm]
    instructions = "Send the list of changed CIs with their new version. A change without a record did not happen."
    next         = step.confirm_record
  }

  step "confirm_record" {
    title        = "Confirm the record"
    by           = role.change_coordinator
    within       = "2h"
    takes        = "10m"
    uses         = [system.cmdb]
    join         = "all"
    instructions = "Open each CI. Version and date are the new ones, and the change is in its history."
    next         = step.review
  }

  step "review" {
    title  = "Review the change"
    by     = role.change_manager
    within = "1d"
    takes  = "30m"
    uses   = [system.itsm]
    update {
      status = "reviewed"
    }
    instructions = "Did it do what it was for? Was the back-out plan needed, and did it work? One sentence each; a failure gets a page."
    next         = step.report_outcome
  }

  step "report_outcome" {
    title        = "Report the outcome"
    by           = role.change_coordinator
    within       = "4h"
    takes        = "10m"
    uses         = [system.itsm]
    instructions = "Close the record. A rejection names the reason and what would turn it into a yes."
  }

  step "announce_freeze" {
    title        = "Announce the freeze"
    by           = role.change_manager
    within       = "4h"
    takes        = "1h"
    on           = milestone.year_end_freeze
    uses         = [system.chat, system.itsm]
    instructions = "Block the change calendar, post the exception number (the duty manager's) and list what is still under way."
  }

  matrix {
    columns             = [role.change_coordinator, role.change_manager, role.application_owner, role.configuration_manager, role.duty_manager, role.service_owner]
    assess              = ["R", "A", "C", "C", "", ""]
    authorise           = ["", "RA", "R", "R", "", ""]
    authorise_emergency = ["", "A", "", "", "R", "R"]
    schedule            = ["R", "A", "I", "", "I", ""]
    check_deployment    = ["R", "A", "", "", "", ""]
    update_cmdb         = ["R", "A", "", "I", "", ""]
    confirm_record      = ["R", "A", "", "C", "", ""]
    review              = ["C", "RA", "C", "", "", ""]
    report_outcome      = ["R", "A", "", "", "", ""]
    announce_freeze     = ["", "RA", "I", "", "I", "I"]
  }
}

# The process was called change_management until the autumn of 2026; pages and notes follow it to its new name.
moved {
  from = process.change_management
  to   = process.change_enablement
}
