artifact "order" {
  source_of_truth = system.till

  field "wish" { type = optional(string) } # want "`process.serving` and `process.baking` write `wish` of `artifact.order`"
  # silent: their order says whose word counts.
  field "size" {
    type       = optional(string)
    updated_by = [process.serving, process.baking]
  }
  # silent: only one process writes it, however many of its steps do.
  field "table" { type = optional(integer) }
  field "note" {
    type       = optional(string)
    updated_by = [process.serving]
  }
  # silent: the waiter writes it in both processes.
  field "mood" {
    type       = optional(string)
    updated_by = [role.waiter]
  }
  # silent: so does the till, which carries what is written back.
  field "bill_id" {
    type       = optional(string)
    updated_by = [system.till]
  }
  # silent: who may write it is misspelt, and that is one mistake.
  field "tip" {
    type       = optional(number)
    updated_by = [process.servin] # want reference/unknown "process.serving"
  }
  # silent: made in one place, written in another.
  field "state" { type = optional(string) }
  field "paid" { type = optional(bool) } # want "`process.baking` and `process.serving` write `paid`"
}
artifact "bill" {
  field "id" {
    type      = string
    key       = true
    generated = true
  }
  field "order_state" { type = optional(string) }
}

process "serving" {
  owner = role.waiter
  output "order" { artifact = artifact.order }
  output "served" { artifact = artifact.order }
  step "ask" {
    by = role.waiter
    update {
      wish  = "no onions"
      size  = "large"
      table = 7
      note  = "in a hurry"
      mood  = "good"
      tip   = 0
    }
    branch {
      choice = "Moved"
      next   = end
      update { table = 8 }
    }
  }
}
process "baking" {
  owner = role.baker
  input "order" { artifact = artifact.order }
  step "read" {
    by = [role.baker, role.waiter]
    update {
      wish = "onions"
      size = "small"
      note = "not in my oven" # want "its `updated_by` does not name `process.baking`"
      mood = "bad"
      tip  = 1
      paid = true
    }
  }
}
process "billing" {
  owner = role.waiter
  input "bill" { artifact = artifact.bill }
}

interface "order_to_kitchen" {
  from = process.serving.output.order
  to   = process.baking.input.order
}
interface "order_to_bill" {
  from = process.serving.output.served
  to   = process.billing.input.bill
  via  = system.till
  create {
    order_state = from.state
  }
  update {
    bill_id = to.id
    paid    = true
  }
}

system "till" { owner = role.waiter }
role "waiter" {}
role "baker" {}
