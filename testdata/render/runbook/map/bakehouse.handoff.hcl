# The bakehouse: a process whose steps are a list, an agreement with everything in it, and what governs it.

team "bakehouse" {
  title = "Bakehouse"
}

role "baker" {
  title      = "Baker"
  team       = team.bakehouse
  calendar   = calendar.always
  reports_to = role.shop_lead
  contact {
    page = "baker"
  }
}

artifact "batch" {
  title = "Batch"
  field "id" {
    type      = string
    key       = true
    generated = true
  }
  field "order_number" { type = ref(artifact.order) }
  field "free_of" { type = list(string) }
  field "ready_by" { type = timestamp }
  field "oven" { type = optional(integer) }
}

process "baking" {
  title   = "Bake"
  purpose = "Bread on time."
  owner   = role.baker
  team    = team.bakehouse

  input "order" {
    title    = "Something to bake"
    artifact = artifact.batch
    requires = [free_of]
  }
  step "knead" {
    title = "Knead"
    by    = role.baker
  }
  step "bake" {
    title = "Bake"
    by    = role.baker
  }
}

event "large_order" {
  title    = "A large order"
  source   = process.order_taking
  artifact = artifact.order
  when     = order.size == "large" && order.allergies != null
}

interface "order_to_baking" {
  title = "An order is baked"
  from  = process.order_taking.output.confirmed
  to    = process.baking.input.order
  on    = event.large_order
  via   = system.till
  mode  = "automated"

  create {
    order_number = order.number
    free_of      = order.allergies
    ready_by     = order.wanted_at
  }
  notify = [role.baker]

  sla {
    acknowledge = "30m"
    complete    = unstated("ASAP")
  }
  escalation {
    after = {
      "15m" = role.baker
      "1h"  = [role.shop_lead, team.shop]
    }
  }
  handback {
    reason = "Allergies are missing"
    limit  = 2
    notify = [role.seller]
  }
}

service "bread" {
  title      = "From wish to bread"
  owner      = role.shop_lead
  integrator = role.baker
  emergency  = role.baker
  flow       = [interface.order_to_baking]
  sla { complete = "2d" }
}

kpi "wait" {
  title  = "Wait for the oven"
  metric = "handoff_wait"
  of     = interface.order_to_baking
  target = "<= 30m"
  owner  = role.baker
  source = system.till
}

cadence "tasting" {
  title    = "Tasting"
  every    = "1w"
  duration = "30m"
  chair    = role.baker
  attend   = [role.shop_lead]
  reviews  = [kpi.wait, process.baking]
}

improvement "second_oven" {
  title  = "A second oven"
  of     = [process.baking]
  kpi    = kpi.wait
  owner  = role.shop_lead
  due    = "2027-05-01"
  status = "planned"
}
