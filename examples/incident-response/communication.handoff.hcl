# Two voices: the Customer Liaison speaks outwards, once the IC has agreed; the Internal Liaison speaks inwards.

# handoff:ignore sla/missing -- it goes on until the incident is over; what is promised is the rhythm of the messages
process "external_communication" {
  title   = "External communication"
  purpose = "Tell customers what we know, early and at steady intervals."
  owner   = role.customer_liaison
  team    = team.support

  input "message_needed" {
    artifact   = artifact.external_message
    arrives_at = step.draft
  }
  output "posted" {
    title     = "What customers read"
    artifact  = artifact.external_message
    external  = true
    leaves_at = [step.post, step.scope, step.keep_posting]
  }

  step "draft" {
    title        = "Draft the message"
    by           = role.customer_liaison
    instructions = "From the template, at the IC's request or of your own accord. Tell the IC regularly how many customers are affected."
    next         = step.approve
  }
  step "approve" {
    title = "Approve the message"
    approval {
      approvers = [role.incident_commander]
    }
    raci {
      consulted = [team.responders]
    }
    branch {
      choice = "Post it"
      next   = step.post
    }
    branch {
      choice = "Strong objection"
      next   = step.draft
    }
  }
  step "post" {
    title        = "Post the first message"
    by           = role.customer_liaison
    within       = "5m"
    since        = input.message_needed
    uses         = [system.status_page]
    instructions = "On the status page and on X, at most five minutes after the call began."
    raci {
      accountable = role.incident_commander
      informed    = [team.customers]
    }
    next = step.scope
  }
  step "scope" {
    title        = "Say whom it concerns"
    by           = role.customer_liaison
    within       = "5m"
    uses         = [system.status_page]
    instructions = "Impact, components, regions."
    raci {
      accountable = role.incident_commander
      informed    = [team.customers]
    }
    next = step.keep_posting
  }
  step "keep_posting" {
    title        = "Keep posting until it is over"
    by           = role.customer_liaison
    every        = "20m"
    uses         = [system.status_page]
    instructions = "At least every twenty minutes in the first two hours; after that, announce longer intervals. Say when the next update comes. The last message confirms the recovery and says whether data was lost."
    raci {
      accountable = role.incident_commander
      informed    = [team.customers]
    }
  }
}

# handoff:ignore sla/missing -- the executives hear something about every thirty minutes; no first time is given
process "internal_communication" {
  title   = "Internal communication"
  purpose = "Keep executives and other departments informed without letting them onto the call."
  owner   = role.internal_liaison
  team    = team.responders

  input "briefing" {
    artifact   = artifact.executive_summary
    arrives_at = step.call_in
  }
  output "summary" {
    title     = "What the executives read"
    artifact  = artifact.executive_summary
    stored_in = system.slack
    leaves_at = step.brief
  }

  step "call_in" {
    title        = "Call in whom the IC asks for"
    by           = role.internal_liaison
    uses         = [system.pager]
    instructions = "Page experts; give notice to other departments, such as Finance, Legal or Marketing."
    next         = step.brief
  }
  step "brief" {
    title        = "Brief the executives"
    by           = role.internal_liaison
    every        = "30m"
    uses         = [system.slack]
    instructions = "A short summary, with `@here`."
    raci {
      informed = [team.executives]
    }
  }
}
