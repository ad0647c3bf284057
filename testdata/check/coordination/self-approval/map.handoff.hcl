process "baking" {
  owner = role.baker
  output "cake" {
    artifact  = artifact.cake
    leaves_at = step.ice
  }
  output "bread" {
    artifact  = artifact.cake
    leaves_at = step.bake
  }
  step "bake" {
    by   = role.baker
    next = step.look
  }
  step "look" {
    approval { approvers = [role.baker] } # want "Only `role.baker` approves `process.baking.step.look`, and is responsible for the work that comes to it, `process.baking.step.bake`"
    branch {
      choice = "Good"
      next   = step.ice
    }
    branch {
      choice = "Bad"
      next   = step.bake
    }
  }
  step "ice" {
    by   = [role.baker, role.chef]
    next = step.taste
  }
  # silent: somebody else looks, or one more; and a gate behind a gate has nothing made.
  step "taste" {
    next = step.taste_again
    approval { approvers = [role.waiter] }
  }
  step "taste_again" {
    next = step.pack
    approval { approvers = [role.waiter] }
  }
  step "pack" {
    by   = role.waiter
    next = step.check
  }
  step "check" {
    next = step.scan
    approval {
      approvers = [role.waiter, role.chef]
      need      = "all"
    }
  }
  # silent: the scale does it, and its owner approves.
  step "scan" {
    by   = system.scale
    next = step.release
  }
  step "release" {
    next = step.sweep
    approval { approvers = [role.chef] }
  }
  # silent: one of a team may approve what another has done.
  step "sweep" {
    by   = team.kitchen
    next = step.inspect
  }
  step "inspect" {
    next = end
    approval { approvers = [team.kitchen] }
  }
  step "forgotten" {
    next = end
    approval {}
  }
}
process "serving" {
  owner = role.waiter
  input "cake" { artifact = artifact.cake }
}
interface "cake_to_table" {
  from = process.baking.output.cake
  to   = process.serving.input.cake
  approval { approvers = [role.chef] } # want "Only `role.chef` approves `interface.cake_to_table`"
}
# silent: somebody else does.
interface "bread_to_table" {
  from = process.baking.output.bread
  to   = process.serving.input.cake
  approval { approvers = [role.chef] }
}
# silent: who is meant is misspelt.
interface "more_bread" {
  from = process.baking.output.bread
  to   = process.serving.input.cake
  approval { approvers = [role.bakre] } # want reference/unknown "role.baker"
}
system "scale" { owner = role.chef }
artifact "cake" {}
team "kitchen" {}
role "baker" { team = team.kitchen }
role "chef" { team = team.kitchen }
role "waiter" {}
