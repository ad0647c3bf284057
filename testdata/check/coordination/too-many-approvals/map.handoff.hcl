# Three processes in a row. In the first, two gates stand one behind the other and a third on a branch beside them.
process "drafting" {
  owner = role.writer
  output "draft" {
    artifact  = artifact.text
    leaves_at = step.send
  }
  step "write" {
    by   = role.writer
    next = step.peer
  }
  step "peer" {
    approval { approvers = [role.peer] }
    branch {
      choice = "Good"
      next   = step.chief
    }
    branch {
      choice = "Bad"
      next   = step.write
    }
  }
  step "chief" {
    approval { approvers = [role.chief] }
    branch {
      choice = "Print it"
      next   = step.send
    }
    branch {
      choice = "Ask the lawyer"
      next   = step.lawyer
    }
  }
  step "lawyer" {
    next = end
    approval { approvers = [role.lawyer] }
  }
  step "send" { by = role.writer }
}
process "printing" {
  owner = role.printer
  input "draft" {
    artifact   = artifact.text
    arrives_at = step.proof
  }
  output "paper" {
    artifact  = artifact.text
    leaves_at = step.print
  }
  step "proof" {
    next = step.print
    approval { approvers = [role.printer] }
  }
  step "print" { by = role.printer }
  # silent: nothing leads here from the service, so it is not on its way.
  step "repair" {
    on   = event.jam
    next = end
    approval { approvers = [role.chief] }
  }
}
process "selling" {
  owner = role.printer
  input "paper" { artifact = artifact.text }
  # silent: the order of these is not known.
  step "one" {
    approval { approvers = [role.chief] }
  }
  step "two" {
    approval { approvers = [role.lawyer] }
  }
}
interface "draft_to_print" {
  from = process.drafting.output.draft
  to   = process.printing.input.draft
}
interface "paper_to_shop" {
  from = process.printing.output.paper
  to   = process.selling.input.paper
  approval { approvers = [role.publisher] }
}
service "news" { # want "One way through `service.news` passes 4 approvals, one after the other: `process.drafting.step.peer`, `process.drafting.step.chief`, `process.printing.step.proof` and `interface.paper_to_shop`"
  owner = role.publisher
  flow  = [interface.draft_to_print, interface.paper_to_shop]
}
# silent: the same path in another service is told with the first; the other one has two on it.
service "more_news" {
  owner = role.publisher
  flow  = [interface.paper_to_shop, interface.draft_to_print]
}
service "sales" {
  owner = role.publisher
  flow  = [interface.paper_to_shop]
}

# What is decided while the sender waits for its answer is on the way.
process "asking" {
  owner = role.writer
  output "question" {
    artifact  = artifact.text
    leaves_at = step.ask
  }
  input "answer" {
    artifact   = artifact.text
    arrives_at = step.read
  }
  step "ask" {
    next = step.read
    approval { approvers = [role.chief] }
  }
  step "read" {
    next = end
    join = "all"
    approval { approvers = [role.lawyer] }
  }
}
process "answering" {
  owner = role.writer
  input "question" {
    artifact   = artifact.text
    arrives_at = step.think
  }
  output "answer" {
    artifact  = artifact.text
    leaves_at = step.think
  }
  step "think" {
    next = end
    approval { approvers = [role.peer] }
  }
}
interface "question" {
  from = process.asking.output.question
  to   = process.answering.input.question
}
interface "answer" {
  from    = process.answering.output.answer
  to      = process.asking.input.answer
  answers = interface.question
}
service "advice" { # want "`process.asking.step.ask`, `process.answering.step.think` and `process.asking.step.read`"
  owner = role.writer
  flow  = [interface.question, interface.answer]
}
# silent: where the work leaves is misspelt, so nobody knows which gates it has passed.
process "filing" {
  owner = role.writer
  output "file" {
    artifact  = artifact.text
    leaves_at = step.srot # want reference/unknown "step.sort"
  }
  step "sort" {
    by   = role.writer
    next = step.first
  }
  step "first" {
    next = step.second
    approval { approvers = [role.peer] }
  }
  step "second" {
    next = end
    approval { approvers = [role.chief] }
  }
}
process "keeping" {
  owner = role.writer
  input "file" { artifact = artifact.text }
}
interface "file" {
  from = process.filing.output.file
  to   = process.keeping.input.file
  approval { approvers = [role.lawyer] }
}
service "archive" {
  owner = role.writer
  flow  = [interface.file]
}
event "jam" {}
artifact "text" {}
role "writer" {}
role "peer" {}
role "chief" {}
role "lawyer" {}
role "printer" {}
role "publisher" {}
