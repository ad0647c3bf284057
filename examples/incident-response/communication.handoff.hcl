# Two voices: the Customer Liaison speaks outwards, once the IC has agreed; the Internal Liaison speaks inwards.

# handoff:ignore sla/missing -- it goes on until the incident is over; what is promised is the rhythm of the messages
process "external_communication" {
  title   = "External communication"
  purpose = "Tell customers what we know, early and at steady intervals."
  owner   = role.customer_liaison
  team    = team.support

  emergency   = role.incident_commander
  description = "If in doubt, post it out: the IC decides, and what counts is which products, how badly, how many customers, how visible, and whether customers could prepare for it."

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
    instructions = <<-MD
      Take the template of the stage; write at the IC's request or of your own accord.

      | Stage | What it must say |
      |---|---|
      | first | that we are looking into it; more will follow |
      | scoping | what customers notice, which components, which regions |
      | update | what has changed, whether we are recovering, when the next update comes |
      | last | that all has recovered, and what data was lost or is still wrong; if none, say so |

      Tell the IC regularly how many customers are affected. Customers with a contract that says so hear it in person.
    MD
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
    instructions = "As soon as some of it is known: what customers notice, which components, which regions."
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
    instructions = <<-MD
      - In the first two hours, at least every twenty minutes; sooner when the impact changes. Always say when the next update comes.
      - After two hours it is a long incident. Post less often, and announce that; an update without news tires people. Do not decide on this within the first hour.
      - The last message goes out when the IC has confirmed the recovery.
    MD
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

  emergency = role.incident_commander

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
    instructions = "Page the experts the IC names; add the predefined stakeholders of the severity to the incident in the pager; give notice to other departments, such as Finance, Legal or Marketing."
    next         = step.brief
  }
  step "brief" {
    title        = "Brief the executives"
    by           = role.internal_liaison
    every        = "30m"
    uses         = [system.slack]
    instructions = "What is broken, for whom, what is being done, when they hear more: a few sentences, with `@here`."
    raci {
      informed = [team.executives]
    }
  }
}
