# A publishing house.

calendar "office_hours" {
  timezone = "Europe/Zurich"
  days     = ["mon", "tue", "wed", "thu", "fri"]
  hours    = "08:00-18:00"
}

process "editing" {
  owner    = role.editor
  sequence = [step.read, step.cut]
  sla {
    complete = "4d" # want "the longest way through its steps ends on"
    calendar = calendar.office_hours
  }
  step "read" {
    within = "3d"
  }
  step "cut" {
    within = "1d1h"
  }
}

# silent: ten hours are a day here, so it just fits.
process "proofreading" {
  owner    = role.editor
  sequence = [step.first, step.second]
  sla {
    complete = "2d"
    calendar = calendar.office_hours
  }
  step "first" {
    within = "1d"
  }
  step "second" {
    within = "10h"
  }
}

# silent: one step promises nothing, and the others are short enough; what is missing may be none.
process "typesetting" {
  owner    = role.editor
  sequence = [step.set, step.wait_for_ink]
  sla { complete = "2d" }
  step "set" {
    within = "1d"
  }
  step "wait_for_ink" {}
}

# Once is in time; twice, as the limit allows, is not: a warning.
process "covers" {
  owner = role.editor
  sla { complete = "3d" } # want "if work is handed back as often as it may be"
  step "draw" {
    within = "1d"
    next   = step.approve
  }
  step "approve" {
    within = "1d"
    handback {
      limit = 1
    }
    branch {
      choice = "No"
      next   = step.draw
    }
    branch {
      choice = "Yes"
      next   = end
    }
  }
}

# The planned work is too long already, which infeasible says. silent: one defect, one finding.
process "indexing" {
  owner    = role.editor
  sequence = [step.collect, step.sort]
  sla { complete = "1d" }
  step "collect" {
    within = "1d"
    takes  = "1d"
  }
  step "sort" {
    within = "1d"
    takes  = "1h"
  }
}

# It waits for the printer: two days, with an answer that is accepted after an hour.
process "printing" {
  owner = role.editor
  sla { complete = "2d" } # want "`process.printing` promises 2 days"
  output "plates" {
    artifact  = artifact.book
    leaves_at = step.order
  }
  input "sheets" {
    artifact   = artifact.book
    arrives_at = step.bind
  }
  step "order" {
    within = "1h"
    next   = step.bind
  }
  step "bind" {
    within = "1h"
    join   = "all"
  }
}

process "printer" {
  external = true
  input "plates" { artifact = artifact.book }
  output "sheets" { artifact = artifact.book }
}

interface "plates" {
  from = process.printing.output.plates
  to   = process.printer.input.plates
  sla { complete = "2d" }
}

interface "sheets" {
  from    = process.printer.output.sheets
  to      = process.printing.input.sheets
  answers = interface.plates
}

# A handoff must leave time to accept and to work: two days and four days are six, not five.
interface "manuscript" {
  from    = process.proofreading
  to      = process.editing
  carries = artifact.book
  sla {
    acknowledge = "2d"
    complete    = "5d" # want "the work of `process.editing` ends on"
    calendar    = calendar.office_hours
  }
}

# silent: six are.
interface "second_manuscript" {
  from    = process.proofreading
  to      = process.editing
  carries = artifact.book
  sla {
    acknowledge = "2d"
    complete    = "6d"
    calendar    = calendar.office_hours
  }
}

# silent: how long the printer takes is not known, and what is known is short enough.
interface "pamphlet" {
  from    = process.proofreading
  to      = process.printer
  carries = artifact.book
  sla {
    acknowledge = "2d"
    complete    = "3d"
    calendar    = calendar.office_hours
  }
}

role "editor" {}
artifact "book" {}
