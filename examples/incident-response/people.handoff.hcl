# The hats people wear during an incident, the teams they come from, and the tools. On a quiet day nobody holds most of these roles.

team "responders" {
  title       = "Incident responders"
  description = "Whoever is on the call. The source knows the hats, not the departments."
  contact {
    chat  = "#incident-chat"
    phone = "+1 555 244 3473, PIN 123456"
  }
}

team "service" {
  title       = "Service team"
  description = "The whole team that owns the service in trouble; the last rung of its on-call ladder."
  contact {
    page = "the escalation policy of the service, in PagerDuty"
  }
}

# handoff:ignore owner/no-contact -- the source names the team and not how to reach it
team "support" {
  title = "Customer Support"
}

team "security" {
  title       = "Security team"
  description = "Part of every security incident."
}

team "marketing" {
  title = "Marketing team"
}

team "executives" {
  title       = "Executive team"
  description = "Reads the summaries, and stays off the call."
  contact {
    chat = "#executive-summary-updates"
  }
}

team "sev1_stakeholders" {
  title       = "SEV-1 stakeholders"
  description = "A group agreed on beforehand."
}

team "sev2_stakeholders" {
  title       = "SEV-2 stakeholders"
  description = "A group agreed on beforehand."
}

team "customers" {
  title    = "Customers"
  external = true
}

team "law_enforcement" {
  title    = "Law enforcement"
  external = true
}

# handoff:ignore owner/no-deputy -- everybody is the deputy
role "finder" {
  title       = "Whoever finds it"
  description = "Anybody in the company may call a major incident, and should when unsure."
  team        = team.responders
}

# handoff:ignore owner/overloaded -- one person decides, on purpose; the IC delegates the work and keeps the last word
role "incident_commander" {
  title       = "Incident Commander (IC)"
  description = "One person, who decides and does not repair. Nobody outranks the IC on the call."
  team        = team.responders
  deputy      = role.deputy
  contact {
    page = "“!ic page” in Slack"
  }
}

role "deputy" {
  title       = "Deputy"
  description = "A trained IC on hot standby, who keeps the IC on track."
  team        = team.responders
}

role "scribe" {
  title = "Scribe"
  team  = team.responders
}

role "subject_matter_expert" {
  title       = "Subject matter expert (SME)"
  description = "Usually the primary on-call of a service; as many as it takes."
  team        = team.responders
}

role "customer_liaison" {
  title = "Customer Liaison"
  team  = team.support
}

# handoff:ignore owner/no-deputy -- the source names none, and no step for the liaison after the incident
role "internal_liaison" {
  title = "Internal Liaison"
  team  = team.responders
}

# handoff:ignore owner/no-deputy -- the source names none
role "postmortem_owner" {
  title       = "Postmortem Owner"
  description = "One responder, named by the IC."
  team        = team.responders
}

role "reviewer" {
  title       = "Internal reviewer"
  description = "Those invited to the postmortem meeting: service owners, engineering manager, product manager; the Customer Liaison for a SEV-1."
  team        = team.responders
}

role "on_call_primary" {
  title  = "Service on-call, primary"
  team   = team.service
  deputy = role.on_call_backup
}

role "on_call_backup" {
  title  = "Service on-call, backup"
  team   = team.service
  deputy = role.on_call_primary
}

role "next_on_call" {
  title = "Next on-call"
  team  = team.service
}

# handoff:ignore owner/homeless-role -- the source says which office it is, and not whose
role "engineering_director" {
  title       = "VP or Director of Engineering"
  description = "Tells the company about a security incident, and talks to law enforcement."
}

system "pager" {
  title = "PagerDuty"
  kind  = "api"
}

system "slack" {
  title = "Slack"
  kind  = "chat"
}

system "status_page" {
  title = "Status page"
}

system "jira" {
  title = "JIRA"
  kind  = "itsm"
}

calendar "business_days" {
  title       = "Business days"
  description = "The source counts some promises in business days and gives no hours and no place: whole days, Monday to Friday."
  timezone    = "UTC"
  days        = ["mon", "tue", "wed", "thu", "fri"]
  hours       = "00:00-24:00"
}
