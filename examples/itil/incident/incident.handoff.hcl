# Incident Management: bring the service back first, find out why later (that is Problem Management's work).

team "incident_response" {
  title    = "Incident Response"
  lead     = role.incident_manager
  calendar = calendar.always
  contact {
    chat    = "#incident-response"
    phone   = "+41 44 555 01 20"
    on_call = "https://oncall.example.org/incident-response"
  }
}

role "incident_manager" {
  title       = "Incident manager"
  description = "A shift role: exactly one person at any hour."
  team        = team.incident_response
  deputy      = role.duty_manager
  reports_to  = role.service_owner
  contact {
    page  = "incident-manager"
    phone = "+41 44 555 01 21"
  }
}

role "resolver" {
  title      = "Resolver"
  team       = team.incident_response
  reports_to = role.incident_manager
}

artifact "incident" {
  title           = "Incident record"
  source_of_truth = system.itsm
  steward         = role.incident_manager
  example         = "../samples/incident.json"

  field "id" {
    type      = string
    key       = true
    generated = true
  }
  field "title" { type = string }
  field "description" { type = string }
  field "source" { type = enum("contact", "monitoring") }
  field "priority" { type = enum("P1", "P2", "P3", "P4") }
  field "opened_at" { type = timestamp }
  field "affected_cis" { type = list(ref(artifact.ci)) }
  field "repeat_count" {
    type        = integer
    generated   = true
    description = "How often the same symptom hit the same CI within a day. The ITSM suite counts."
  }
  field "status" {
    type       = enum("new", "in_progress", "pending", "under_investigation", "resolved", "closed")
    updated_by = [process.incident_management]
  }
  field "contact_id" {
    type        = optional(ref(artifact.contact))
    description = "Who is waiting for an answer; empty where monitoring noticed first."
  }
  field "alert_id" { type = optional(string) }
  field "logs" {
    type        = optional(list(uri))
    description = "Links to the log extracts that show the fault."
  }
  field "ci_history" {
    type        = optional(list(uri))
    description = "Changes and incidents of the affected CIs over the last 30 days, as links into the CMDB."
  }
  field "resolution" { type = optional(string) }
  field "resolved_at" { type = optional(timestamp) }
  field "problem_ids" {
    type        = optional(list(ref(artifact.problem)))
    description = "Filled in by the handoff to Problem Management."
  }

  lifecycle {
    field   = status
    initial = "new"
    final   = ["closed"]
    transition "new" { to = ["in_progress"] }
    transition "in_progress" { to = ["pending", "under_investigation", "resolved"] }
    transition "pending" {
      to     = ["in_progress"]
      within = "5d"
    }
    transition "under_investigation" { to = ["resolved"] }
    transition "resolved" {
      to     = ["closed", "in_progress"]
      within = "14d"
    }
  }
}

artifact "resolution" {
  title       = "Resolution note"
  description = "What goes back to the Service Desk: enough to call somebody and sound competent."
  steward     = role.incident_manager

  field "incident_id" { type = ref(artifact.incident) }
  field "contact_id" { type = ref(artifact.contact) }
  field "what_was_done" { type = string }
  field "resolved_at" { type = timestamp }
}

event "incident_repeated" {
  title    = "Repeated threshold exceeded"
  source   = process.incident_management
  artifact = artifact.incident
  when     = incident.repeat_count >= 3
}

process "incident_management" {
  title        = "Incident Management"
  purpose      = "Restore normal service as quickly as possible."
  owner        = role.incident_manager
  team         = team.incident_response
  emergency    = role.duty_manager
  ref          = "INC-1"
  tags         = ["operations"]
  links        = { "Live board" = "https://itsm.example.org/boards/incidents" }
  reviewed     = "2026-10-01"
  review_every = "2y"

  input "reported_fault" {
    title      = "A fault reported by the Service Desk"
    artifact   = artifact.incident
    requires   = [contact_id]
    arrives_at = step.classify
  }
  input "alert" {
    title      = "An incident opened by monitoring"
    artifact   = artifact.incident
    requires   = [alert_id, logs]
    arrives_at = step.classify
  }
  output "repeated_incident" {
    title     = "An incident that keeps coming back"
    artifact  = artifact.incident
    provides  = [logs, ci_history]
    leaves_at = step.gather_evidence
  }
  output "restored" {
    title     = "Service is restored, the caller is waiting"
    artifact  = artifact.incident
    provides  = [contact_id, resolution, resolved_at]
    leaves_at = step.answer_desk
  }

  sla {
    per   = priority
    pause = incident.status == "pending"
    target "P1" {
      complete = "4h"
      calendar = calendar.always
    }
    target "P2" {
      complete = "8h"
      calendar = calendar.always
    }
    target "P3" {
      complete = "2d"
      calendar = calendar.office_hours
    }
    target "P4" {
      complete = "5d"
      calendar = calendar.office_hours
    }
  }
  escalation {
    after = {
      "1h" = role.incident_manager
      "3h" = [role.duty_manager]
    }
  }

  step "classify" {
    title  = "Classify and prioritise"
    by     = role.resolver
    within = "15m"
    takes  = "10m"
    uses   = [system.itsm, system.cmdb]
    entry  = true
    update {
      status = "in_progress"
    }
    instructions = <<-MD
      1. Check **priority** against impact and urgency. Change it if you must and say why in the work log.
      2. Confirm the affected CIs: `curl -s "$CMDB/ci?name=${HOST}"`
      3. Look at the last changes on those CIs. A change in the last 24 hours is your first suspect.
      4. Set the incident to *pending* only while you wait for the caller; the clock stands still meanwhile.
    MD
    expect       = "Priority and CIs are confirmed, the incident has one resolver."
    branch {
      when = incident.priority == "P1"
      next = step.declare_major
    }
    next = step.diagnose
  }

  step "declare_major" {
    title  = "Declare a major incident"
    by     = role.incident_manager
    within = "15m"
    takes  = "10m"
    uses   = [system.chat, system.itsm]
    raci {
      informed = [role.service_owner, role.service_desk_lead]
    }
    instructions = <<-MD
      1. Open the bridge and the channel `#major-<incident id>`. Say who leads: you.
      2. Name one person who writes the timeline. It is never the one who types on the console.
      3. Post the first update within ten minutes: what is down, for whom, next update when. Then every 20 minutes, news or not.
    MD
    verify       = "The service owner and the Service Desk have seen the first update."
    next         = step.diagnose
  }

  step "diagnose" {
    title  = "Diagnose"
    by     = role.resolver
    within = "1h"
    takes  = "40m"
    uses   = [system.logging, system.metrics, system.cmdb]
    raci {
      consulted = [role.application_owner]
    }
    instructions = <<-MD
      1. What changed? Check changes, deployments, certificates, quotas, in that order.
      2. Narrow it down to one CI. Take it out of the load balancer before you poke at it.
      3. Stop after 45 minutes without a lead: ask the application owner.
    MD
    branch {
      when = incident.repeat_count >= 3
      next = step.gather_evidence
    }
    next = step.restore
  }

  step "gather_evidence" {
    title        = "Gather logs and CI history"
    by           = system.itsm
    within       = "20m"
    takes        = "5m"
    uses         = [system.logging, system.cmdb]
    instructions = <<-MD
      Runs by itself when an incident has come back three times in a day. By hand, if the workflow is down:

      1. Export the logs of the last two hours before `opened_at` for every affected CI.
      2. Export the CI history of the last 30 days from the CMDB.
      3. Attach both links to the incident **before** you restart anything: a restart destroys the evidence.
    MD
    expect       = "The incident carries at least one log link and the history of each CI."
    next         = step.restore
  }

  step "restore" {
    title        = "Restore the service"
    by           = role.resolver
    within       = "90m"
    takes        = "45m"
    uses         = [system.itsm, system.cmdb]
    instructions = <<-MD
      Take the first that fits:

      1. Known error? Apply its workaround as written.
      2. A recent change? Roll it back.
      3. Fail over to the standby.
      4. Restart, once, and write down the time.
    MD
    rollback     = "Undo in reverse order. If the fail-over made it worse, fail back within 10 minutes and tell the bridge."
    verify       = "The alert has cleared and error rates are back to the level of an hour before the fault."
    next         = step.verify
  }

  step "verify" {
    title  = "Verify"
    by     = role.resolver
    within = "15m"
    takes  = "10m"
    uses   = [system.metrics, system.itsm]
    update {
      status = "resolved"
    }
    instructions = "Watch the dashboard for ten minutes. Write the resolution in two sentences that the Service Desk can read out."
    branch {
      when = incident.source == "contact"
      next = step.answer_desk
    }
    next = step.close_incident
  }

  step "answer_desk" {
    title        = "Answer the Service Desk"
    by           = role.resolver
    within       = "10m"
    takes        = "5m"
    uses         = [system.itsm]
    instructions = "Check that the resolution says what was done and what the caller should try. The suite sends it."
    next         = step.close_incident
  }

  step "close_incident" {
    title  = "Close the incident"
    by     = role.incident_manager
    within = "10m"
    takes  = "5m"
    uses   = [system.itsm]
    update {
      status = "closed"
    }
    instructions = "Check category, CIs and the link to the problem, if there is one. Then close."
  }

  matrix {
    columns        = [role.resolver, role.incident_manager, role.application_owner, role.service_owner, role.service_desk_lead]
    classify       = ["R", "A", "", "", ""]
    declare_major  = ["", "RA", "", "I", "I"]
    diagnose       = ["R", "A", "C", "", ""]
    restore        = ["R", "A", "", "", ""]
    verify         = ["R", "A", "", "", ""]
    answer_desk    = ["R", "A", "", "", ""]
    close_incident = ["", "RA", "", "", ""]
  }
}
