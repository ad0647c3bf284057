# The Service Desk: one door for everybody who calls, and the last to speak to them before a contact is closed.

team "service_desk" {
  title    = "Service Desk"
  lead     = role.service_desk_lead
  calendar = calendar.always
  contact {
    chat    = "#service-desk"
    phone   = "+41 44 555 01 00"
    on_call = "https://oncall.example.org/service-desk"
  }
}

role "service_desk_lead" {
  title      = "Service Desk lead"
  team       = team.service_desk
  deputy     = role.service_desk_agent
  reports_to = role.service_owner
}

role "service_desk_agent" {
  title      = "Service Desk agent"
  team       = team.service_desk
  reports_to = role.service_desk_lead
}

system "portal" {
  title    = "Self-service portal"
  kind     = "portal"
  owner    = team.service_desk
  url      = "https://help.example.org"
  fallback = "Callers phone +41 44 555 01 00."
}

system "knowledge_base" {
  title = "Knowledge base"
  kind  = "wiki"
  owner = team.service_desk
  url   = "https://kb.example.org"
}

artifact "contact" {
  title           = "Contact record"
  description     = "One person, one matter, from the first word to the last."
  source_of_truth = system.itsm
  steward         = role.service_desk_lead

  field "id" {
    type      = string
    key       = true
    generated = true
  }
  field "caller_name" { type = string }
  field "caller_email" { type = email }
  field "summary" { type = string }
  field "details" { type = string }
  field "reported_at" { type = timestamp }
  field "priority" { type = artifact.incident.priority }
  field "affected_cis" { type = list(ref(artifact.ci)) }
  field "status" {
    type       = enum("received", "with_incident", "answered", "finished")
    updated_by = [process.contact_handling]
  }
  field "incident_id" {
    type        = optional(ref(artifact.incident))
    description = "Filled in by the handoff to Incident Management."
  }

  lifecycle {
    field   = status
    initial = "received"
    final   = ["finished"]
    transition "received" { to = ["with_incident", "answered"] }
    transition "with_incident" { to = ["answered", "finished"] }
    transition "answered" { to = ["finished"] }
  }
}

process "contact_handling" {
  title        = "Contact handling"
  description  = "Everything the Service Desk does itself. What it cannot answer at once goes to Incident Management and comes back as an answer."
  purpose      = "Give everybody who calls one place to ask and one answer they can use."
  owner        = role.service_desk_lead
  team         = team.service_desk
  emergency    = role.duty_manager
  ref          = "SD-1"
  tags         = ["front_office"]
  links        = { "Queue" = "https://itsm.example.org/queues/service-desk" }
  reviewed     = "2026-10-01"
  review_every = "2y"

  input "call" {
    title      = "A call, mail or portal form"
    artifact   = artifact.contact
    external   = true
    source     = system.portal
    arrives_at = step.log_contact
  }
  input "restored" {
    title      = "Service is restored"
    artifact   = artifact.resolution
    requires   = [contact_id, what_was_done]
    arrives_at = step.confirm_with_caller
  }
  input "known_error" {
    title      = "A new known error"
    artifact   = artifact.known_error
    requires   = [workaround]
    arrives_at = step.publish_known_error
  }
  output "fault" {
    title     = "A fault the desk cannot answer"
    artifact  = artifact.contact
    leaves_at = step.pass_on
  }
  output "answer" {
    title     = "The answer to the caller"
    artifact  = artifact.contact
    external  = true
    leaves_at = step.close_contact
  }
  output "article" {
    title     = "Known-error article"
    artifact  = artifact.known_error
    stored_in = system.knowledge_base
    leaves_at = step.publish_known_error
  }

  sla {
    per   = priority
    since = input.call
    target "P1" {
      complete = "1d"
      calendar = calendar.always
    }
    target "P2" {
      complete = "2d"
      calendar = calendar.always
    }
    target "P3" {
      complete = "5d"
      calendar = calendar.office_hours
    }
    target "P4" {
      complete = "12d"
      calendar = calendar.office_hours
    }
  }

  step "log_contact" {
    title        = "Log the contact"
    by           = role.service_desk_agent
    within       = "10m"
    takes        = "5m"
    uses         = [system.itsm, system.knowledge_base]
    entry        = true
    instructions = <<-MD
      1. Ask for name, mail address and the one thing the caller cannot do. Write it in the caller's words.
      2. Find the CI: ask for the asset tag, or search by the caller's name.
      3. Set **priority** from the impact and urgency card. When in doubt, take the higher one.
      4. Search the knowledge base for the error text before you promise anything.
    MD
    expect       = "A contact with a summary, a priority and at least one CI."
    branch {
      choice = "A known error answers it"
      next   = step.close_contact
      update {
        status = "answered"
      }
    }
    next = step.pass_on
  }

  step "pass_on" {
    title  = "Hand it to Incident Management"
    by     = role.service_desk_agent
    within = "5m"
    takes  = "2m"
    uses   = [system.itsm]
    update {
      status = "with_incident"
    }
    instructions = <<-MD
      Press **Create incident**. Check that summary, priority and CI came across, then give the caller the incident number.
    MD
    next         = step.confirm_with_caller
  }

  step "confirm_with_caller" {
    title   = "Confirm with the caller"
    by      = role.service_desk_agent
    within  = "8h"
    takes   = "10m"
    uses    = [system.itsm]
    join    = "all"
    overdue = step.close_contact
    update {
      status = "answered"
    }
    instructions = <<-MD
      1. Read **what was done** before you dial.
      2. Ask the caller to do the thing that failed, while you are on the line.
      3. Still broken? Hand the incident back with what the caller sees; do not open a second one.
    MD
    verify       = "The caller did it, not: the caller was told."
    next         = step.close_contact
  }

  step "close_contact" {
    title  = "Close the contact"
    by     = role.service_desk_agent
    within = "15m"
    takes  = "5m"
    uses   = [system.itsm]
    update {
      status = "finished"
    }
    instructions = "Send the closing mail. It says what was done and how to reopen the contact; nobody could be reached is a reason too."
  }

  step "publish_known_error" {
    title        = "Publish the known error"
    by           = role.service_desk_lead
    within       = "4h"
    takes        = "30m"
    uses         = [system.knowledge_base]
    instructions = "Rewrite the workaround so that an agent can read it out to a caller. Start with the error text they will search for."
    verify       = "Search the knowledge base for the error text: the article comes first."
  }

  step "brief_desk" {
    title        = "Brief the desk"
    by           = role.service_desk_lead
    within       = "4h"
    takes        = "30m"
    uses         = [system.chat]
    instructions = "Post what changes, for whom and when in the shift channel. Pin it until the day after."
  }

  matrix {
    columns             = [role.service_desk_agent, role.service_desk_lead, role.incident_manager]
    log_contact         = ["R", "A", ""]
    pass_on             = ["R", "A", "I"]
    confirm_with_caller = ["R", "A", "C"]
    close_contact       = ["R", "A", ""]
    publish_known_error = ["I", "RA", ""]
    brief_desk          = ["I", "RA", ""]
  }
}

interface "contact_to_incident" {
  title = "A caller's fault becomes an incident"
  from  = process.contact_handling.output.fault
  to    = process.incident_management.input.reported_fault
  via   = system.itsm
  mode  = "automated"

  create {
    title        = contact.summary
    description  = contact.details
    source       = "contact"
    priority     = contact.priority
    opened_at    = contact.reported_at
    affected_cis = contact.affected_cis
    contact_id   = contact.id
  }
  update {
    incident_id = to.id
  }
  notify   = [role.incident_manager]
  fallback = "Read the contact out over the incident bridge, +41 44 555 01 20, and write down the number you are given."

  sla {
    acknowledge = "15m"
    calendar    = calendar.always
  }
  escalation { policy = escalation_policy.around_the_clock }
  handback {
    reason = "No CI, or nobody to call back."
    limit  = 1
    notify = [role.service_desk_lead]
  }
}
