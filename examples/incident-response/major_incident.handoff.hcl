# The call: one commander, one scribe, one voice outwards and one inwards, and the experts who do the work.

# handoff:ignore sla/missing -- a call lasts as long as the incident; only single tasks get a time box
process "major_incident_response" {
  title   = "Major incident response"
  purpose = "Bring the service back, with one person deciding and everybody knowing who that is."
  owner   = role.incident_commander
  team    = team.responders

  emergency   = role.incident_commander
  links       = { "Incident call" = "https://voip.example.com/incident-call" }
  description = <<-MD
    Don't panic. Join the call **and** the chat; if you can only have one of them, listen, and let somebody who has both speak for you.

    - No IC on the call? Page one: `!ic page`. Better to have one and not need one than the other way round.
    - The IC decides, and decides alone. Do nothing to a system that the IC has not asked for.
    - Say your name and what you know about when you join. Mute yourself until you have something to say.
    - Not an expert for the service? Speak through the one who is.
    - "I don't know" is an answer. A guess is not.
  MD

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
    expect       = "Everybody on the call and in the chat knows your name."
    instructions = "Say on the call and in the chat that you are the Incident Commander. If somebody else already is, ask whether to take over; never have two."
    update {
      status = "acknowledged"
    }
    next = step.assign_roles
  }
  step "assign_roles" {
    title        = "Assign the roles"
    by           = role.incident_commander
    expect       = "The chat shows one line with all names: IC, Deputy, Scribe."
    instructions = <<-MD
      1. Name the Deputy aloud, usually the backup IC, and the Scribe.
      2. Ask who is the Customer Liaison and who the Internal Liaison. If nobody is, ask somebody to be.
      3. Ask each expert what they see. Keep to as many people as you can lead yourself; past that, split off sub-teams, each with one who leads it and reports to you.
    MD
    next         = [step.keep_timeline, step.watch_severity, step.decide]
  }
  step "keep_timeline" {
    title        = "Keep the timeline"
    by           = role.scribe
    uses         = [system.slack]
    instructions = <<-MD
      1. Open with the names: IC, Deputy, Scribe.
      2. Let the bot watch the state for everybody: `!status stalk` posts it every 30 seconds, `!status` once.
      3. Write down every action taken and every finding, without being asked. Mark what is left for later with `TODO`.
    MD
    next         = step.end_call
  }
  step "watch_severity" {
    title        = "Watch the severity and the clock"
    by           = role.deputy
    instructions = "Watch the state of the incident. Tell the IC when the severity changes, when a time box is over, and when the next public message is due."
    next         = step.decide
  }
  step "investigate" {
    title        = "Investigate, repair, report"
    by           = role.subject_matter_expert
    creates      = artifact.can_report
    instructions = <<-MD
      1. Look at your graphs and logs. Tell the IC what you find, and say so if you find nothing.
      2. Report in three parts: **condition**, what it looks like; **actions**, what you propose; **needs**, what you lack.
      3. Keep to the time box the IC gave you (twenty minutes for a sub-team, for example). More time is fine; ask for it before it is over, and say how much.
      4. Repair nothing until the IC says so.
    MD
    rollback     = "Undo what you changed last, first; tell the IC before you do and when it is done."
    next         = step.decide
  }
  step "decide" {
    title = "Decide what to do next"
    by    = role.incident_commander
    raci {
      consulted = [role.subject_matter_expert, role.deputy]
    }
    instructions = <<-MD
      Is there an obvious cause, such as a deployment or a wave of traffic? Then begin there. What usually helps:

      | What it looks like | What to do |
      |---|---|
      | a bad deployment | roll it back |
      | an application that hangs or crashed | restart it, one instance after the other |
      | a flood of events | see that throttling has set in; tighten it by hand if not |
      | a data centre that is gone | see that it has been taken out; take it out if not |
      | slow without load | keep the evidence (heap dumps and the like), then think of a rolling restart |

      Before anything large, ask for **strong objections**, not for consent. Then decide, say so, and name who does it by when.

      When in doubt whether to tell the public, tell them.
    MD
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
    expect       = "The old IC has said what is open, and everybody has heard the new name."
    instructions = "Announce on the call and in the chat that you are the IC now."
    # handoff:ignore handoff/unbounded-handback -- repairing and looking again goes on until the service is back; each time box is bounded, not their number
    next = step.decide
  }
  step "end_call" {
    title        = "End the call"
    by           = role.incident_commander
    verify       = "Nothing is left that would be quicker on the call than in the chat."
    instructions = <<-MD
      1. Say that it is over, and move the rest to the chat.
      2. In the pager, group related incidents under this one, set its final severity and resolve it.
      3. Name the Postmortem Owner before people leave, or very shortly after, and create the postmortem from its template.
      4. See that the Customer Liaison posts the last message.
    MD
    update {
      status         = "resolved"
      final_severity = incident.severity
    }
    next = step.tell_stakeholders
  }
  step "tell_stakeholders" {
    title        = "Write to the stakeholders"
    by           = role.incident_commander
    instructions = "An internal e-mail: that there was an incident, and the link to the postmortem. Look in on the postmortem now and then, so that it is done in time."
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
