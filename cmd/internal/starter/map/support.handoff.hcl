# The first process. An owner answers for it; inputs and outputs are its doors; steps say who does what, and what follows.

process "support" {
  title     = "Answer customer requests"
  purpose   = "Every customer gets an answer, and every fault becomes a bug that can be reproduced."
  owner     = role.support_lead
  team      = team.support
  emergency = role.on_call

  input "request" {
    artifact   = artifact.request
    external   = true # it comes from outside the map: from a customer
    arrives_at = step.triage
  }
  input "fixed" {
    artifact   = artifact.bug
    requires   = [fixed_in]
    arrives_at = step.answer
  }
  output "fault" {
    artifact  = artifact.request
    provides  = [steps] # optional on the record, but filled in by the time it leaves here
    leaves_at = step.reproduce
  }

  sla {
    complete = "6d"
    calendar = calendar.office_hours
  }

  step "triage" {
    title        = "Read the request and set its urgency"
    by           = role.support_agent
    within       = "2h"
    uses         = [system.tracker]
    instructions = <<-MD
      1. Read the request; ask back if it is not clear.
      2. Set the **urgency**: high only if the customer cannot work.
    MD
    branch {
      choice = "Something is broken" # a person decides
      next   = step.reproduce
    }
    next = step.answer # otherwise
  }

  step "reproduce" {
    title  = "Make the fault appear"
    by     = role.support_agent
    within = "1d"
    verify = "Somebody else can follow the steps and sees the same fault."
  }

  step "answer" {
    title  = "Answer the customer"
    by     = role.support_agent
    within = "4h"
    raci {
      informed = [role.support_lead]
    }
  }
}
