process "baking" {
  owner = role.baker
  input "flour" {
    artifact   = artifact.flour
    external   = true
    arrives_at = step.mix
  }
  step "mix" {
    by   = role.baker
    next = step.bake
  }
  step "bake" { by = role.baker }
  # Only the first of an island; what lies behind it is told with it.
  step "cool" { # want "Nothing leads to `process.baking.step.cool`: no step, no input and no event. So the work does not come to `process.baking.step.cut` and `process.baking.step.wrap` either"
    by   = role.baker
    next = step.cut
  }
  step "cut" {
    by   = role.baker
    next = step.wrap
  }
  step "wrap" { by = role.baker }
  # silent: an event starts it, or it starts by itself.
  step "open_windows" {
    by = role.baker
    on = event.smoke
  }
  step "sweep" {
    by    = role.baker
    every = "1h"
  }
  step "taste" {
    by      = role.baker
    meeting = cadence.tasting
  }
}

# The first step that nothing leads to is where it begins. A second one is not.
process "selling" {
  owner = role.baker
  step "greet" {
    by   = role.baker
    next = step.sell
  }
  step "sell" { by = role.baker }
  step "wave" { by = role.baker } # want "Nothing leads to `process.selling.step.wave`"
}
# silent: it begins by itself, and an input joins in later.
process "holding" {
  owner = role.baker
  input "flour" {
    artifact   = artifact.flour
    external   = true
    arrives_at = step.second
  }
  step "first" {
    by   = role.baker
    next = step.second
  }
  step "second" { by = role.baker }
}
# silent: both are said to be entries.
process "parallel" {
  owner = role.baker
  step "left" {
    by    = role.baker
    entry = true
    next  = step.join
  }
  step "right" {
    by    = role.baker
    entry = true
    next  = step.join
  }
  step "join" { by = role.baker }
}
# An island without a beginning.
process "dancing" {
  owner = role.baker
  step "bow" {
    by    = role.baker
    entry = true
    next  = end
  }
  step "left" { # want "`process.dancing.step.left` and `process.dancing.step.right` lead only to each other: nothing leads to them from where `process.dancing` begins. So the work does not come to `process.dancing.step.curtsy` either"
    by   = role.baker
    next = step.right
  }
  step "right" {
    by = role.baker
    branch {
      choice = "Once more"
      next   = step.left
    }
    next = step.curtsy
  }
  step "curtsy" { by = role.baker }
}
# silent: that the cake is never made is told by handoff/never-produced.
process "confectionery" {
  owner = role.baker
  output "cake" {
    artifact  = artifact.flour
    external  = true
    leaves_at = step.ice
  }
  step "whip" {
    by    = role.baker
    entry = true
    next  = end
  }
  step "ice" { by = role.baker }
}
# silent: the steps are a list; or only some of what follows is known, and says so or is misspelt.
process "cleaning" {
  owner = role.baker
  step "walls" { by = role.baker }
  step "floor" { by = role.baker }
}
process "learning" {
  owner = role.baker
  flow  = "partial"
  step "watch" {
    by   = role.baker
    next = step.try
  }
  step "try" { by = role.baker }
  step "fail" { by = role.baker }
}
process "writing" {
  owner = role.baker
  step "think" {
    by   = role.baker
    next = step.wirte # want reference/unknown "step.write"
  }
  step "write" { by = role.baker }
}
# silent: something else leads there: late work, another step's interface, the sequence.
process "driving" {
  owner    = role.baker
  sequence = [step.load, step.drive]
  step "load" {
    by      = role.baker
    within  = "1h"
    overdue = step.phone
  }
  step "drive" { by = role.baker }
  step "phone" { by = role.baker }
  step "park" { by = role.baker }
}
interface "keys" {
  from    = process.driving.step.drive
  to      = process.driving.step.park
  carries = artifact.flour
}
# silent: a misspelt interface may be what leads there.
process "packing" {
  owner = role.baker
  step "box" {
    by   = role.baker
    next = end
  }
  step "label" { by = role.baker }
}
interface "boxes" {
  from    = process.packing.step.box
  to      = process.packing.step.lable # want reference/unknown "label"
  carries = artifact.flour
}
# silent: what leads there is misspelt at its other end.
process "wrapping" {
  owner = role.baker
  step "fold" {
    by   = role.baker
    next = end
  }
  step "tape" { by = role.baker }
}
interface "paper" {
  from    = process.packing.step.bxo # want reference/unknown "box"
  to      = process.wrapping.step.tape
  carries = artifact.flour
}
event "smoke" {}
cadence "tasting" { every = "1d" }
artifact "flour" {}
role "baker" {}
