# A repair shop that says, with testdata/render/runbook/map, everything a map may say: each argument at a place where it matters.

import "store" {
  source = "./parts"
}

locals {
  greeting = "Everybody."
}

moved {
  from = process.mending
  to   = process.repair
}

team "works" {
  title       = "Works"
  description = local.greeting
}

team "garage" {
  title    = "Garage"
  parent   = team.works
  lead     = role.foreman
  calendar = calendar.workdays
  contact {
    on_call = "https://rota.example.org"
  }
}

team "customers" {
  title    = "Customers"
  external = true
}

role "foreman" {
  title        = "Foreman"
  team         = team.garage
  reviewed     = "2026-01-10"
  review_every = "6mo"
  tags         = ["lead"]
  links        = { "Rota" = "https://rota.example.org/foreman" }
  contact {
    phone = "+41 44 555 77 11"
  }
}

role "mechanic" {
  title  = "Mechanic"
  team   = team.garage
  deputy = role.foreman
  meta   = { certified = true }
}

role "inspector" {
  title = "Inspector"
  team  = team.works
}

role "coachbuilder" {
  title   = "Coachbuilder"
  team    = team.garage
  retired = true
}

calendar "workdays" {
  title    = "Workdays"
  timezone = "Europe/Zurich"
  holidays = ["2026-12-25"]
  window {
    days  = ["mon", "tue", "wed"]
    hours = "08:00-17:00"
  }
}

calendar "night" {
  title = "Night"
  hours = "22:00-05:00"
}

milestone "season" {
  title    = "The season opens"
  at       = "2027-04-01T08:00"
  timezone = "Europe/Zurich"
  owner    = role.foreman
  before   = milestone.fair
}

milestone "fair" {
  title = "The fair"
  at    = "2027-06-01"
}

event "breakdown" {
  title    = "A breakdown"
  source   = team.customers
  artifact = artifact.job
}

system "book" {
  title     = "Job book"
  kind      = "itsm"
  owner     = role.foreman
  exclusive = true
}

system "ramp" {
  title = "Ramp"
  owner = role.mechanic
}

artifact "job" {
  title           = "Job"
  source_of_truth = system.book
  steward         = role.foreman
  verified_within = "1d"
  field "number" {
    type            = string
    key             = true
    named           = "Job no."
    verified_within = "1w"
  }
  field "urgency" { type = enum("now", "later") }
  field "state" {
    type       = enum("open", "waiting", "done")
    updated_by = [process.repair]
  }
  field "fault" { type = optional(string) }
  field "price" { type = optional(number) }
}

artifact "bill" {
  title           = "Bill"
  source_of_truth = system.book
  steward         = role.foreman
  schema          = "schemas/bill.schema.json"
  example         = "schemas/bill.json"
}

sla_policy "standard" {
  title       = "Standard"
  per         = urgency
  calendar    = calendar.workdays
  pause       = job.state == "waiting"
  acknowledge = "1h"
  complete    = "3d"
  at_least    = "10m"
  since       = milestone.season
  target "now" { complete = "1d" }
}

escalation_policy "ladder" {
  title = "Ladder"
  clock = "due"
  after = { "1h" = role.foreman }
}

escalation_policy "list" {
  title = "List"
  order = [role.foreman, role.inspector]
}

process "reception" {
  title   = "Reception"
  purpose = "Know what is wrong."
  owner   = role.foreman
  team    = team.works
  flow    = "partial"

  input "car" {
    artifact   = artifact.job
    external   = true
    source     = team.customers
    arrives_at = step.look
    as         = "car"
  }
  input "tow" {
    artifact   = artifact.job
    external   = true
    arrives_at = step.look
    as         = "tow"
  }
  output "job" {
    artifact  = artifact.job
    leaves_at = step.write_down
  }
  output "note" {
    artifact  = artifact.job
    external  = true
    leaves_at = step.write_down
  }
  output "filed" {
    artifact  = artifact.job
    stored_in = system.book
    leaves_at = step.write_down
  }

  sla {
    policy = sla_policy.standard
  }
  escalation {
    policy = escalation_policy.ladder
  }

  step "look" {
    title = "Look at it"
    by    = role.mechanic
    on    = event.breakdown
    next  = step.write_down
    branch {
      when = car.urgency == "now"
      next = step.write_down
    }
  }
  step "write_down" {
    title = "Write it down"
    by    = role.mechanic
    next  = end
  }
  step "phone_back" {
    title = "Phone back"
    by    = role.foreman
    every = "1d"
  }
}

process "repair" {
  title    = "Repair"
  purpose  = "A car that drives."
  owner    = role.foreman
  team     = team.garage
  sequence = [step.approve, step.test_drive, step.wash]

  input "job" {
    artifact   = artifact.job
    arrives_at = step.plan
    requires   = [fault]
  }
  output "bill" {
    artifact  = artifact.bill
    leaves_at = step.test_drive
  }

  sla {
    per      = urgency
    since    = input.job
    pause    = job.state == "waiting"
    complete = "5d"
    at_least = "1h"
    target "now" {
      calendar    = calendar.always
      acknowledge = "5m"
      complete    = "4h"
      at_least    = "30m"
    }
  }
  escalation {
    clock = "acknowledged"
    after = { "1h" = role.foreman }
    order = [role.inspector]
  }
  raci {
    accountable = role.inspector
  }
  matrix {
    columns    = [role.mechanic, role.foreman]
    test_drive = ["R", "A"]
  }

  step "plan" {
    title   = "Plan"
    by      = role.foreman
    takes   = "1h"
    within  = "2h"
    since   = event.breakdown
    meeting = cadence.morning
    next    = [step.dismount, step.order_parts]
  }
  step "dismount" {
    title = "Dismount"
    by    = role.coachbuilder
    takes = "2h"
    uses  = [system.ramp]
    next  = step.mount
  }
  step "order_parts" {
    title   = "Order parts"
    creates = artifact.bill
    calls   = process.welding
    next    = step.mount
    raci {
      responsible = role.inspector
    }
  }
  step "mount" {
    title  = "Mount"
    by     = role.mechanic
    entry  = true
    join   = "all"
    during = calendar.night
    verify = "Nothing is left over."
    next   = step.approve
  }
  step "approve" {
    title = "Approve"
    approval {
      approvers = [role.inspector, role.foreman]
      need      = "any"
    }
    branch {
      choice = "Good"
      next   = step.test_drive
    }
    branch {
      choice = "Again"
      next   = step.mount
    }
  }
  step "test_drive" {
    title = "Drive it"
  }
  step "wash" {
    title = "Wash it"
    by    = role.mechanic
  }
}

process "welding" {
  title   = "Weld"
  purpose = "Hold together."
  owner   = role.mechanic
  team    = team.garage
  input "job" {
    artifact = artifact.bill
  }
}

process "payment" {
  title    = "Payment"
  external = true
  input "bill" {
    artifact = artifact.bill
  }
}

interface "job_to_repair" {
  title      = "A job is taken on"
  from       = process.reception.output.job
  to         = process.repair.input.job
  integrator = role.mechanic
  via        = system.book
  fallback   = "Shout across the yard."
}

interface "bill_to_payment" {
  title = "The bill goes out"
  from  = process.repair.output.bill
  to    = process.payment.input.bill
  due {
    before = milestone.fair
    within = "2w"
  }
}

interface "ask_back" {
  title    = "The workshop asks back"
  from     = process.repair.step.plan
  to       = process.reception.step.phone_back
  carries  = artifact.job
  provides = [price]
  requires = [fault]
  answers  = interface.job_to_repair
  due {
    after  = milestone.season
    within = "1w"
  }
}

interface "estimate" {
  title   = "An estimate is opened"
  from    = process.reception.step.write_down
  to      = process.repair.step.order_parts
  carries = artifact.job
  creates = artifact.bill
  create {
    number = job.number
    amount = 12
  }
}

interface "parts_ordered" {
  title = "Parts are ordered"
  from  = process.repair.step.order_parts
  to    = store.process.supply.input.order
}

service "car_to_road" {
  title      = "From breakdown to road"
  owner      = role.foreman
  integrator = role.inspector
  start      = process.repair
  flow       = [interface.job_to_repair, interface.bill_to_payment]
}

kpi "smiles" {
  title      = "Smiles"
  metric     = "smiles"
  of         = process.repair
  definition = "People who smile when they fetch the car."
  unit       = "people"
}

cadence "morning" {
  title    = "Morning round"
  every    = "1d"
  duration = "15m"
  chair    = role.foreman
}

rule "certified" {
  title    = "Mechanics are certified"
  each     = "role"
  when     = each.name == "mechanic"
  require  = each.meta == null
  message  = "${each.name} is not certified"
  severity = "error"
}
