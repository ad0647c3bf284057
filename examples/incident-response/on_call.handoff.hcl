# Before it is a major incident: the alert, whom it wakes, and who says how bad it is.

process "on_call" {
  title   = "On-call"
  purpose = "Have a human look at every alert that needs one, within minutes, at any hour."
  owner   = role.on_call_primary
  team    = team.service

  input "alert" {
    artifact   = artifact.alert
    external   = true
    source     = system.pager
    arrives_at = step.acknowledge
  }
  output "beyond_us" {
    title     = "More than the service team can settle"
    artifact  = artifact.alert
    leaves_at = step.call_it
  }

  sla {
    per = priority
    # handoff:ignore sla/unquantified -- the source says how to act on each priority, and gives a figure for Medium only
    target "High" { complete = unstated("immediate human action") }
    target "Medium" {
      complete = "24h"
      calendar = calendar.business_days
    }
    target "Low" { complete = unstated("at some point") }
    target "Notification" { complete = unstated("suppressed: nobody is paged") }
  }
  escalation {
    after = {
      "5m"  = role.on_call_backup
      "10m" = team.service
    }
  }

  step "acknowledge" {
    title        = "Acknowledge the page"
    by           = role.on_call_primary
    within       = "5m"
    uses         = [system.pager]
    entry        = true
    instructions = "Acknowledge only if you can work on it now, and only what paged you. The pager tries phone and SMS again every minute; after five minutes it asks the backup, and then the whole team. That is what the backup is for."
    next         = step.fix
  }
  step "fix" {
    title        = "Fix it"
    by           = role.on_call_primary
    instructions = <<-MD
      1. Read the chat first: somebody may have announced what you see.
      2. Must it be now? A disk that is nearly full and not filling up can wait for the morning: snooze it.
      3. Act. You may touch whatever it takes.
      4. No cause found in a reasonable time, or not your service? Bring in the team that knows it. Never hesitate to escalate.
      5. If you are not sure how bad it is, it is bad.
      6. Not urgent, but real? File a ticket, so that it is not forgotten. Does it alert again and again? Mend the alert.
    MD
    branch {
      choice = "Fixed"
      next   = end
    }
    branch {
      choice = "It may be a major incident, or I am not sure"
      next   = step.call_it
    }
    branch {
      choice = "The shift ends first"
      next   = step.hand_over
    }
  }
  step "call_it" {
    title        = "Call it an incident"
    by           = role.on_call_primary
    uses         = [system.slack]
    instructions = "Say in the chat what you see and since when. Asking costs nothing; waiting does."
  }
  step "hand_over" {
    title        = "Summarise what is unresolved"
    by           = role.on_call_primary
    creates      = artifact.shift_summary
    instructions = "What is not solved, what flaps, what is likely to come back. A few words will do. What paged you stays yours until somebody agrees to take it."
    next         = step.take_over
  }
  step "take_over" {
    title = "Take over the shift"
    by    = role.next_on_call
  }
}

interface "shift_handover" {
  title   = "The shift changes hands"
  from    = process.on_call.step.hand_over
  to      = process.on_call.step.take_over
  carries = artifact.shift_summary
}

# handoff:ignore sla/missing -- "when unsure, call it": no time is given
interface "alert_to_severity" {
  title = "An alert becomes an incident"
  from  = process.on_call.output.beyond_us
  to    = process.severity_classification.input.suspicion
  via   = system.slack

  create {
    service = alert.service
    related = []
  }
}

# handoff:ignore sla/missing -- no time is given; in doubt the higher severity is taken at once
process "severity_classification" {
  title   = "Severity classification"
  purpose = "Decide quickly how many people to wake, and argue about it afterwards."
  owner   = role.finder
  team    = team.responders

  emergency = role.incident_commander

  input "suspicion" {
    artifact   = artifact.incident
    arrives_at = step.assess
  }
  input "sighting" {
    title      = "Anybody notices something"
    artifact   = artifact.incident
    external   = true
    arrives_at = step.assess
  }
  output "major" {
    title     = "A major incident"
    artifact  = artifact.incident
    provides  = [severity]
    leaves_at = step.page_ic
  }

  output "attack" {
    title     = "It may be an attack"
    artifact  = artifact.security_incident
    leaves_at = step.call_security
  }

  step "assess" {
    title        = "Assess the severity"
    by           = role.finder
    instructions = <<-MD
      | | What it is | What happens |
      |---|---|---|
      | SEV-1 | critical, and the public must be told | IC call, notice to the public, a liaison to the executives |
      | SEV-2 | critical, many customers | IC call |
      | SEV-3 | unstable, or a small effect on customers | high-urgency page to the service team |
      | SEV-4 | minor, customers can go on | low-urgency page to the service team |
      | SEV-5 | a blemish | JIRA ticket to the owner of the service |

      Between two, take the higher. Argue about it afterwards.
    MD
    branch {
      choice = "It may be an attack, or I am not sure that it is none"
      next   = step.call_security
    }
    branch {
      choice = "Above SEV-3, or not sure"
      next   = step.page_ic
    }
    branch {
      choice = "SEV-3 or SEV-4"
      next   = step.page_team
    }
    branch {
      choice = "SEV-5"
      next   = step.file_ticket
    }
  }
  step "page_ic" {
    title        = "Page the Incident Commander"
    by           = role.finder
    uses         = [system.slack, system.pager]
    instructions = "Type `!ic page` in Slack. It pages the primary and the backup IC at the same time."
  }
  step "call_security" {
    title        = "Call a security incident"
    by           = role.finder
    uses         = [system.slack]
    creates      = artifact.security_incident
    instructions = "Type `!ic page` as for any major incident, and say nothing of an attack where others read it. The IC finds out whether it is one."
  }
  step "page_team" {
    title        = "Page the service team"
    by           = role.finder
    uses         = [system.pager]
    instructions = "High urgency for a SEV-3, low urgency for a SEV-4."
  }
  step "file_ticket" {
    title = "File a ticket with the service's owner"
    by    = role.finder
    uses  = [system.jira]
  }
}

# handoff:ignore sla/missing -- primary and backup are paged at the same time; how soon one must answer is not said
interface "page_ic" {
  title = "The Incident Commander is paged"
  from  = process.severity_classification.output.major
  to    = process.major_incident_response.input.page
  via   = [system.slack, system.pager]
}

# handoff:ignore handoff/unused-interface -- an attack takes another way than an outage
interface "attack_to_security" {
  title = "An attack is suspected"
  from  = process.severity_classification.output.attack
  to    = process.security_incident_response.input.suspicion
  via   = system.slack
}
