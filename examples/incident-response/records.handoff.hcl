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
  field "owner" { type = optional(string) }
  field "meeting_scheduled_for" { type = optional(timestamp) }
  field "call_recording" { type = optional(uri) }
  field "overview" { type = optional(string) }
  field "what_happened" { type = optional(string) }
  field "contributing_factors" { type = optional(list(string)) }
  field "resolution" { type = optional(string) }
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
  field "timeline" { type = list(object({ time_utc = timestamp, event = string, data_link = optional(uri) })) }
  field "went_well" { type = optional(list(string)) }
  field "went_badly" { type = optional(list(string)) }
  field "action_items" { type = list(ref(artifact.jira_ticket)) }
  field "internal_email" { type = optional(string) }
  field "external_message" { type = optional(string) }
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
