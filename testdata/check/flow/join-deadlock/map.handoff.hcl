process "two_branches" {
  owner = role.packer
  input "order" { artifact = artifact.order }
  step "take" {
    branch {
      when = order.express
      next = step.wrap
    }
    next = step.weigh
  }
  step "wrap" { next = step.send }
  step "weigh" { next = step.send }
  step "send" {
    join = "all" # want "waits for `process.two_branches.step.wrap` and `process.two_branches.step.weigh`, but `process.two_branches.step.take` takes one of its branches only"
  }
}

# Long ways round are the same.
process "far_away" {
  owner = role.packer
  input "order" { artifact = artifact.order }
  step "take" {
    branch {
      choice = "Fragile"
      next   = [step.wrap, step.label]
    }
    branch {
      choice = "Sturdy"
      next   = step.weigh
    }
  }
  step "wrap" { next = step.seal }
  step "seal" { next = step.send }
  step "label" { next = step.send }
  step "weigh" {
    branch {
      when = order.express
      next = step.stamp
    }
    next = step.frank
  }
  step "stamp" { next = step.pile }
  step "frank" { next = step.pile }
  step "pile" { next = step.send }
  step "send" {
    join = "all" # want "none leads to all of them"
  }
}

# A step that decides may itself be one of those that are waited for.
process "itself" {
  owner = role.packer
  input "order" { artifact = artifact.order }
  step "take" {
    branch {
      when = order.express
      next = step.send
    }
    next = step.weigh
  }
  step "weigh" { next = step.send }
  step "send" {
    join = "all" # want "waits for `process.itself.step.take` and `process.itself.step.weigh`"
  }
}

# Any two of the three would do, all three never.
process "three" {
  owner = role.packer
  input "order" { artifact = artifact.order }
  step "take" {
    branch {
      choice = "One"
      next   = [step.a, step.b]
    }
    branch {
      choice = "Two"
      next   = [step.b, step.c]
    }
    branch {
      choice = "Three"
      next   = [step.a, step.c]
    }
  }
  step "a" { next = step.send }
  step "b" { next = step.send }
  step "c" { next = step.send }
  step "send" {
    join = "all" # want "waits for"
  }
}

# silent: both are started at once.
process "parallel" {
  owner = role.packer
  input "order" { artifact = artifact.order }
  step "take" { next = [step.wrap, step.weigh] }
  step "wrap" { next = step.send }
  step "weigh" { next = step.send }
  step "send" { join = "all" }
}

# silent: the branches meet before the join, and the list comes after.
process "meeting" {
  owner = role.packer
  input "order" { artifact = artifact.order }
  step "take" {
    branch {
      when = order.express
      next = step.hurry
    }
    next = step.check
  }
  step "hurry" { next = step.check }
  step "check" { next = [step.wrap, step.weigh] }
  step "wrap" { next = step.send }
  step "weigh" { next = step.send }
  step "send" { join = "all" }
}

# silent: one of the branches leads to both.
process "one_is_enough" {
  owner = role.packer
  input "order" { artifact = artifact.order }
  step "take" {
    branch {
      when = order.express
      next = [step.wrap, step.weigh]
    }
    next = step.weigh
  }
  step "wrap" { next = step.send }
  step "weigh" { next = step.send }
  step "send" { join = "all" }
}

# silent: the first one counts.
process "any" {
  owner = role.packer
  input "order" { artifact = artifact.order }
  step "take" {
    branch {
      when = order.express
      next = step.wrap
    }
    next = step.weigh
  }
  step "wrap" { next = step.send }
  step "weigh" { next = step.send }
  step "send" {}
}

# silent: the work comes back, and may take the other branch then.
process "again" {
  owner = role.packer
  input "order" { artifact = artifact.order }
  step "take" {
    branch {
      when = order.express
      next = step.wrap
    }
    next = step.weigh
  }
  step "wrap" { next = [step.send, step.take] }
  step "weigh" { next = step.send }
  step "send" { join = "all" }
}

# silent: an input starts one of them, whatever the step decides.
process "from_outside" {
  owner = role.packer
  input "order" { artifact = artifact.order }
  input "wrapping" {
    artifact   = artifact.order
    as         = "paper"
    arrives_at = step.wrap
  }
  step "take" {
    entry = true
    branch {
      when = order.express
      next = step.wrap
    }
    next = step.weigh
  }
  step "wrap" { next = step.send }
  step "weigh" { next = step.send }
  step "send" { join = "all" }
}

# silent: when it is overdue, the other one is done as well.
process "overdue" {
  owner = role.packer
  input "order" { artifact = artifact.order }
  step "take" {
    within  = "1h"
    overdue = step.wrap
    branch {
      when = order.express
      next = step.wrap
    }
    next = step.weigh
  }
  step "wrap" { next = step.send }
  step "weigh" { next = step.send }
  step "send" { join = "all" }
}

# silent: a word of the flow is wrong, so that what follows what is not known.
process "misspelt" {
  owner = role.packer
  input "order" { artifact = artifact.order }
  step "take" {
    branch {
      when = order.express
      next = [step.wrap, step.wiegh] # want reference/unknown "weigh"
    }
    next = step.weigh
  }
  step "wrap" { next = step.send }
  step "weigh" { next = step.send }
  step "send" { join = "all" }
}

# silent: only some of the flow is known.
process "partial" {
  owner = role.packer
  flow  = "partial"
  input "order" { artifact = artifact.order }
  step "take" {
    branch {
      when = order.express
      next = step.wrap
    }
    next = step.weigh
  }
  step "wrap" { next = step.send }
  step "weigh" { next = step.send }
  step "send" { join = "all" }
}

artifact "order" {
  field "express" { type = bool }
}

role "packer" {}

# The answer never comes where the question leaves only afterwards.
process "asking" {
  owner = role.packer
  input "order" { artifact = artifact.order }
  input "reply" {
    artifact   = artifact.order
    arrives_at = step.hear
  }
  output "question" {
    artifact  = artifact.order
    leaves_at = step.ask
  }
  step "think" {
    entry = true
    next  = step.hear
  }
  step "hear" {
    join = "all" # want "waits for `process.asking.input.reply`"
    next = step.ask
  }
  step "ask" {}
}
process "knowing" {
  owner = role.packer
  input "question" { artifact = artifact.order }
  output "reply" { artifact = artifact.order }
}
interface "question" {
  from = process.asking.output.question
  to   = process.knowing.input.question
}
interface "reply" {
  from    = process.knowing.output.reply
  to      = process.asking.input.reply
  answers = interface.question
}

# silent: the question is asked beside the work that goes on.
process "asking_aside" {
  owner = role.packer
  input "order" { artifact = artifact.order }
  input "reply" {
    artifact   = artifact.order
    arrives_at = step.hear
  }
  output "question" {
    artifact  = artifact.order
    leaves_at = step.ask
  }
  step "think" {
    entry = true
    next  = [step.ask, step.work]
  }
  step "ask" { next = step.hear }
  step "work" { next = step.hear }
  step "hear" { join = "all" }
}
interface "question_aside" {
  from = process.asking_aside.output.question
  to   = process.knowing.input.question
}
interface "reply_aside" {
  from    = process.knowing.output.reply
  to      = process.asking_aside.input.reply
  answers = interface.question_aside
}
