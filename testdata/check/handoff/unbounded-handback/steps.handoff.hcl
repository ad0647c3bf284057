# Between steps, where steps are known.

process "kitchen" {
  owner = role.cook
  input "pizza" {
    artifact   = artifact.pizza
    arrives_at = step.bake
  }
  input "cold_pizza" {
    artifact   = artifact.pizza
    arrives_at = step.bake
  }
  output "pizza" {
    artifact  = artifact.pizza
    leaves_at = step.bake
  }
  step "bake" {
    by   = role.cook
    next = step.clean
  }
  step "clean" { by = role.cook }
}

process "delivery" {
  owner = role.rider
  input "pizza" {
    artifact   = artifact.pizza
    arrives_at = step.ride
  }
  output "cold_pizza" {
    artifact  = artifact.pizza
    leaves_at = step.ring
  }
  step "ride" {
    by   = role.rider
    next = step.ring
  }
  step "ring" { by = role.rider }
}

interface "pizza_to_rider" {
  from = process.kitchen.output.pizza
  to   = process.delivery.input.pizza
}
interface "cold_pizza_to_oven" { # want "`process.kitchen` and `process.delivery` can pass `artifact.pizza` round"
  from = process.delivery.output.cold_pizza
  to   = process.kitchen.input.cold_pizza
}

# silent: the empty box comes back to a step from which no pizza leaves again.
interface "box_to_rider" {
  from    = process.kitchen.step.bake
  to      = process.delivery.step.ride
  carries = artifact.box
}
interface "box_to_kitchen" {
  from    = process.delivery.step.ring
  to      = process.kitchen.step.clean
  carries = artifact.box
}

# Reopening after an answer is a loop: the answer arrives at a step that leads to the request again.
process "desk" {
  owner = role.cook
  output "question" {
    artifact  = artifact.inquiry
    leaves_at = step.ask
  }
  input "reply" {
    artifact   = artifact.inquiry
    arrives_at = step.read
  }
  step "ask" {
    by   = role.cook
    next = step.read
  }
  step "read" {
    by   = role.cook
    join = "all"
    branch {
      choice = "Not good enough"
      next   = step.ask
    }
    next = end
  }
}

process "experts" { owner = role.rider }

interface "question_to_experts" {
  from = process.desk.output.question
  to   = process.experts
}
interface "reply_to_desk" { # want "`process.desk` and `process.experts` can pass `artifact.inquiry` round"
  from    = process.experts
  to      = process.desk.input.reply
  carries = artifact.inquiry
  answers = interface.question_to_experts
}

role "cook" {}
role "rider" {}
artifact "pizza" {}
artifact "box" {}
artifact "inquiry" {}
