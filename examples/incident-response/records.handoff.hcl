# What is passed between them.

artifact "alert" {
  title   = "Alert"
  steward = team.service

  field "service" { type = string }
  field "summary" { type = string }
  field "priority" {
    type        = enum("High", "Medium", "Low", "Notification")
    description = "How soon a human must act: at once at any hour, within a day in business hours, at some point, never."
  }
}

artifact "incident" {
  title   = "Incident"
  steward = role.incident_commander

  field "number" {
    type      = integer
    key       = true
    generated = true
  }
  field "severity" {
    type        = optional(enum("SEV-1", "SEV-2", "SEV-3", "SEV-4", "SEV-5"))
    description = "In doubt, the higher one. Everything above SEV-3 is a major incident; a SEV-3 is one if the IC says so."
  }
  field "service" { type = string }
  field "status" { type = enum("triggered", "acknowledged", "resolved") }
  field "related" { type = list(ref(artifact.incident)) }
  field "final_severity" { type = optional(artifact.incident.severity) }

  lifecycle {
    field   = status
    initial = "triggered"
    final   = ["resolved"]
    transition "triggered" { to = ["acknowledged"] }
    transition "acknowledged" { to = ["resolved"] }
  }
}

artifact "can_report" {
  title       = "CAN report"
  description = "Condition, actions, needs: how an expert reports to the IC."
  steward     = role.subject_matter_expert

  field "incident" { type = ref(artifact.incident) }
  field "condition" { type = string }
  field "actions" { type = list(string) }
  field "needs" { type = list(string) }
}

artifact "external_message" {
  title   = "External message"
  steward = role.customer_liaison

  field "incident" { type = ref(artifact.incident) }
  field "kind" { type = enum("initial", "scoping", "update", "resolution") }
  field "text" { type = string }
  field "customer_impact" { type = optional(string) }
  field "components" { type = set(string) }
  field "regions" { type = set(string) }
  field "next_update_at" { type = optional(timestamp) }
  field "lingering_damage" {
    type        = optional(string)
    description = "In a resolution: data that was lost or is still corrupt."
  }
}

artifact "executive_summary" {
  title   = "Executive summary"
  steward = role.internal_liaison

  field "incident" { type = ref(artifact.incident) }
  field "text" {
    type        = string
    description = "A few sentences."
  }
}

artifact "postmortem" {
  title   = "Postmortem"
  steward = role.postmortem_owner

  field "incident" {
    type = ref(artifact.incident)
    key  = true
  }
  field "severity" { type = artifact.incident.severity }
  field "owner" {
    type        = optional(string)
    description = "Who writes it and sees to the meeting. One person, named by the IC."
  }
  field "meeting_scheduled_for" {
    type        = optional(timestamp)
    description = "On the shared calendar, so that whoever is concerned can come."
  }
  field "call_recording" { type = optional(uri) }
  field "overview" {
    type        = optional(string)
    description = "Two or three sentences: what was broken, how long, for whom, and what ended it."
  }
  field "what_happened" {
    type        = optional(string)
    description = "The story of the incident, for somebody who was not there. Systems and decisions, not culprits."
  }
  field "contributing_factors" {
    type        = optional(list(string))
    description = "Everything without which it would not have happened, or not as badly. Rarely one cause."
  }
  field "resolution" {
    type        = optional(string)
    description = "What brought the service back, and how it was known to be back."
  }
  field "impact" {
    type = optional(object({
      time_in_sev1                 = duration
      time_in_sev2                 = duration
      notifications_out_of_sla_pct = number
      events_dropped               = number
      accounts_affected            = integer
      users_affected               = integer
      support_requests             = integer
    }))
  }
  field "responders" {
    type = optional(object({ ic = string, scribe = string, others = list(string) }))
  }
  field "timeline" {
    type        = list(object({ time_utc = timestamp, event = string, data_link = optional(uri) }))
    description = "What changed, when, and the graph or log that shows it. From before the first sign to the end."
  }
  field "went_well" {
    type        = optional(list(string))
    description = "What to do the same way again."
  }
  field "went_badly" {
    type        = optional(list(string))
    description = "What made it longer or worse, in the response as much as in the system."
  }
  field "action_items" {
    type        = list(ref(artifact.jira_ticket))
    description = "What keeps it from happening again, or ends it sooner. Each is a ticket of the team that will do it."
  }
  field "internal_email" {
    type        = optional(string)
    description = "For everybody in the company: what happened, what it meant, and the link to here."
  }
  field "external_message" {
    type        = optional(string)
    description = "For customers: what they saw, when, and what is done so that it does not come back. Write \"outage\" only if everything was down."
  }
  field "status" {
    type       = enum("Draft", "In Review", "Reviewed", "Closed")
    updated_by = [process.postmortem, process.support_wrap_up]
  }

  lifecycle {
    field   = status
    initial = "Draft"
    final   = ["Closed"]
    transition "Draft" { to = ["In Review"] }
    transition "In Review" { to = ["Reviewed"] }
    transition "Reviewed" { to = ["Closed"] }
  }
}

artifact "jira_ticket" {
  title       = "Action item in JIRA"
  description = "The Postmortem Owner files it with the owning team. The source makes nobody accountable for closing it, so it has no steward here."

  field "id" {
    type      = string
    key       = true
    generated = true
  }
  field "summary" { type = string }
  field "severity_label" { type = enum("sev1", "sev2", "sev3", "sev4", "sev5") }
  field "date_tag" {
    type        = string
    description = "Severity and day of the incident: sevN_YYYYMMDD."
  }
}

artifact "shift_summary" {
  title       = "Shift summary"
  description = "What is still unresolved when the shift ends."
  steward     = role.on_call_primary

  field "unresolved" { type = list(string) }
}

artifact "security_incident" {
  title   = "Security incident"
  steward = role.incident_commander

  field "codename" {
    type = string
    key  = true
  }
  field "disk_images" {
    type        = optional(list(uri))
    description = "Taken for the forensics, read-only."
  }
  field "facts" {
    type        = optional(list(string))
    description = "What is validated. Nothing else leaves the company."
  }
}
