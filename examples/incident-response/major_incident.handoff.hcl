# The call: one commander, one scribe, one voice outwards and one inwards, and the experts who do the work.

# handoff:ignore sla/missing -- a call lasts as long as the incident; only single tasks get a time box
process "major_incident_response" {
  title   = "Major incident response"
  purpose = "Bring the service back, with one person deciding and everybody knowing who that is."
  owner   = role.incident_commander
  team    = team.responders

  input "page" {
    artifact   = artifact.incident
    requires   = [severity]
    arrives_at = step.take_command
  }
  output "message_needed" {
    title     = "Customers must hear something"
    artifact  = artifact.incident
    leaves_at = step.assign_roles
  }
  output "briefing_needed" {
    title     = "The company must hear something"
    artifact  = artifact.incident
    provides  = [severity]
    leaves_at = step.assign_roles
  }
  output "over" {
    artifact  = artifact.incident
    provides  = [final_severity]
    leaves_at = step.end_call
  }

  step "take_command" {
    title        = "Take command of the call"
    by           = role.incident_commander
    uses         = [system.slack]
    instructions = "Say who you are and that you are the IC."
    update {
      status = "acknowledged"
    }
    next = step.assign_roles
  }
  step "assign_roles" {
    title        = "Assign the roles"
    by           = role.incident_commander
    instructions = "Name the Deputy and the Scribe aloud; the Scribe opens the chat timeline with all three names. If no Customer Liaison is on the call, ask somebody to be one."
    next         = [step.keep_timeline, step.watch_severity, step.decide]
  }
  step "keep_timeline" {
    title        = "Keep the timeline"
    by           = role.scribe
    uses         = [system.slack]
    instructions = "Write down key actions, status reports, callouts and everything that is still to do."
    next         = step.end_call
  }
  step "watch_severity" {
    title        = "Watch the severity and the clock"
    by           = role.deputy
    instructions = "Tell the IC when the severity changes and when a time box is over."
    next         = step.decide
  }
  step "investigate" {
    title        = "Investigate, repair, report"
    by           = role.subject_matter_expert
    creates      = artifact.can_report
    instructions = "Work on what the IC asked for, within its time box (twenty minutes for a sub-team, for example), and report condition, actions and needs. No repair without the IC's word."
    next         = step.decide
  }
  step "decide" {
    title = "Decide what to do next"
    by    = role.incident_commander
    raci {
      consulted = [role.subject_matter_expert, role.deputy]
    }
    instructions = "Ask for strong objections, not for consent."
    branch {
      choice = "Act, and look again"
      next   = step.investigate
    }
    branch {
      choice = "The IC must step away"
      next   = step.take_over_command
    }
    branch {
      choice = "It is over"
      next   = step.end_call
      update {
        final_severity = incident.severity
      }
    }
  }
  step "take_over_command" {
    title        = "Take over command"
    by           = role.deputy
    instructions = "Announce on the call that you are the IC now."
    # handoff:ignore handoff/unbounded-handback -- repairing and looking again goes on until the service is back; each time box is bounded, not their number
    next = step.decide
  }
  step "end_call" {
    title        = "End the call"
    by           = role.incident_commander
    instructions = "Name the Postmortem Owner before people leave, or very shortly after, and create the postmortem from its template."
    update {
      status         = "resolved"
      final_severity = incident.severity
    }
    next = step.tell_stakeholders
  }
  step "tell_stakeholders" {
    title        = "Write to the stakeholders"
    by           = role.incident_commander
    instructions = "An internal e-mail with the link to the postmortem."
    raci {
      informed = [team.sev1_stakeholders, team.sev2_stakeholders]
    }
  }
}

interface "can_report" {
  title   = "The expert reports"
  from    = process.major_incident_response.step.investigate
  to      = process.major_incident_response.step.decide
  carries = artifact.can_report
}

# handoff:ignore sla/missing -- what is promised is the first message, five minutes after the call begins
interface "incident_to_customers" {
  title = "The Customer Liaison is asked for a message"
  from  = process.major_incident_response.output.message_needed
  to    = process.external_communication.input.message_needed

  create {
    incident   = incident.number
    kind       = "initial"
    text       = "We are looking into an issue with ${incident.service}."
    components = [incident.service]
    regions    = []
  }
}

# handoff:ignore sla/missing -- no time is given for the first briefing
interface "incident_to_company" {
  title = "The Internal Liaison is briefed"
  from  = process.major_incident_response.output.briefing_needed
  to    = process.internal_communication.input.briefing

  create {
    incident = incident.number
    text     = "${incident.severity}: ${incident.service}"
  }
}
