# Slips that have more than one cause as HCL sees them, and one as the author does: the help says what was meant.

locals {
  boss = "Anna"
}

team "desk" {
  title = "Desk"
  title = "Service Desk" # want syntax/duplicate-argument "`title` is given twice"
}

role "agent" {
  team  = team.desk
  email = "agent@example.org" # want syntax/unknown-argument "`contact { email = … }`"
}

artifact "ticket" {
  field "id" { type = string }
  field "state" { type = enum("open", "closed") }
}

process "support" {
  owner       = local.boss # want reference/not-a-reference "`local.boss` is a value"
  accountable = role.agent # want syntax/unknown-argument "`raci { accountable = … }`"

  input "call" {
    artifact = artifact.ticket
    external = true
  }
  output "answer" {
    artifact  = artifact.ticket
    external  = true
    leaves_at = step.reply.end # want reference/unknown "has no part `step.reply.end`"
  }

  step "reply" {
    by = role.agent
    branch {
      when = state == "open" # want type/unknown-name "Did you mean `ticket.state`?"
      next = end
    }
    branch {
      when = artifact.ticket.state == "open" # want type/unknown-name "did you mean `ticket`?"
      next = end
    }
    branch {
      when = ticket.id == local.bos # want type/unknown-name "There is no `local.bos`"
      next = end
    }
  }

  matrix {
    columns = [role.agent, role.agent] # want syntax/duplicate-argument "two columns for `role.agent`"
    reply   = ["R", "A"]
  }
}

process "complaints" {
  input "complaint" {
    artifact = artifact.ticket
    external = true
    as       = "case"
  }
  input "second_opinion" {
    artifact = artifact.ticket # the same record by another input is no clash
    external = true
    as       = "case"
  }
  input "invoice" {
    artifact = artifact.invoice
    external = true
    as       = "case" # want reference/duplicate "`case` would be both `artifact.ticket` and `artifact.invoice`"
  }
  input "reminder" {
    artifact = artifact.invoice
    external = true
    as       = "the reminder" # want syntax/name "\"the reminder\" cannot be"
  }
}

artifact "invoice" {}

process "post" {
  input "letter" {
    artifact = artifact.ticket.id # want reference/unknown "Did you mean `artifact.ticket`?"
    external = true
  }
}
