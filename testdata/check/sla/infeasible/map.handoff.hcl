# A tailor who plans his work.

process "mending" {
  owner = role.tailor
  step "sew" {
    within = "1h" # want "takes 2 hours, and is promised within 1 hour"
    takes  = "2h"
  }
  # silent: as long as promised.
  step "iron" {
    within = "1h"
    takes  = "1h"
  }
}

# Side by side the work is not added up: three hours of sewing is the longest way, and with an hour of cutting it is more than three.
process "making" {
  owner = role.tailor
  sla { complete = "3h" } # want "the planned work alone ends on"
  step "cut" {
    takes = "1h"
    next  = [step.sew, step.iron]
  }
  step "sew" {
    takes = "3h"
    next  = step.fit
  }
  step "iron" {
    takes = "2h"
    next  = step.fit
  }
  step "fit" {
    join = "all"
  }
}

# silent: either way there is time, and the loop is counted once.
process "altering" {
  owner = role.tailor
  sla { complete = "4h" }
  step "measure" {
    takes = "1h"
    branch {
      choice = "Shorter"
      next   = step.cut
    }
    branch {
      choice = "Wider"
      next   = step.let_out
    }
  }
  step "cut" {
    takes = "3h"
    next  = end
  }
  step "let_out" {
    takes = "2h"
    branch {
      choice = "Still too tight"
      next   = step.let_out
    }
    branch {
      choice = "Fits"
      next   = end
    }
  }
}

# By urgency: a condition keeps the long way for those who have time. silent: so each promise can be kept.
process "shirts" {
  owner = role.tailor
  input "order" {
    artifact = artifact.shirt
    external = true
  }
  sla {
    per = urgency
    target "party_tonight" { complete = "2h" }
    target "some_day" { complete = "9d" }
  }
  step "look" {
    takes = "1h"
    branch {
      when = shirt.urgency == "party_tonight"
      next = step.press
    }
    next = step.embroider
  }
  step "press" {
    takes = "1h"
  }
  step "embroider" {
    takes = "8d"
  }
}

# What a handoff promises is held to the receiver's work.
interface "suit" {
  from    = process.altering
  to      = process.suits
  carries = artifact.shirt
  sla { complete = "1d" } # want "`interface.suit` promises 1 day"
}

process "suits" {
  owner    = role.tailor
  sequence = [step.cut, step.sew]
  step "cut" {
    takes = "12h"
  }
  step "sew" {
    takes = "16h"
  }
}

# And what a service promises to all the work along its flow.
service "wedding" {
  owner = role.tailor
  flow  = [interface.dress]
  sla { complete = "2d" } # want "`service.wedding` promises 2 days"
}

process "designing" {
  owner    = role.tailor
  sequence = [step.dream, step.draw]
  step "dream" {
    takes = "1d"
  }
  step "draw" {
    takes = "1d"
  }
}

process "dresses" {
  owner    = role.tailor
  sequence = [step.cut, step.sew]
  step "cut" {
    takes = "1d"
  }
  step "sew" {
    takes = "2d"
  }
}

interface "dress" {
  from    = process.designing.step.draw
  to      = process.dresses
  carries = artifact.shirt
}

role "tailor" {}
artifact "shirt" {
  field "urgency" { type = enum("party_tonight", "some_day") }
}
