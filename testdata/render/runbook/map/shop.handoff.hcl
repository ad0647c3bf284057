# The shop takes orders: a process with declared flow, branches, a deadline and a hostile title.

team "shop" {
  title    = "Shop"
  calendar = calendar.opening
  contact {
    phone = "+41 44 555 77 00"
  }
}

role "seller" {
  title      = "Seller | <b>front</b>"
  team       = team.shop
  deputy     = role.baker
  reports_to = role.shop_lead
}

role "shop_lead" {
  title = "Shop lead"
  team  = team.shop
  contact {
    email = "lead@bakery.example.org"
    chat  = "#shop"
  }
}

calendar "opening" {
  title    = "Opening hours"
  timezone = "Europe/Zurich"
  days     = ["tue", "wed", "thu", "fri", "sat"]
  hours    = "06:00-18:30"
}

system "till" {
  title    = "Till"
  owner    = role.shop_lead
  url      = "https://till.bakery.example.org"
  fallback = "Write it into the **red book**."
}

artifact "order" {
  title           = "Order"
  description     = "What somebody wants, and by when."
  source_of_truth = system.till
  steward         = role.shop_lead

  field "number" {
    type      = string
    key       = true
    generated = true
  }
  field "size" { type = enum("small", "large") }
  field "allergies" {
    type        = optional(list(string))
    description = "Ask. *Nobody says it unasked.*"
  }
  field "wanted_at" { type = timestamp }
  field "status" { type = enum("taken", "confirmed", "refused") }

  lifecycle {
    field   = status
    initial = "taken"
    final   = ["refused"]
    transition "taken" {
      to     = ["confirmed", "refused"]
      within = "1d"
    }
    transition "confirmed" { to = ["refused"] }
  }
}

process "order_taking" {
  title     = "Take an order"
  purpose   = "Promise only what the oven can keep"
  owner     = role.shop_lead
  team      = team.shop
  emergency = role.baker
  ref       = "S-1"
  reviewed  = "2026-09-01"

  input "request" {
    title    = "Somebody wants bread"
    artifact = artifact.order
    external = true
  }
  output "confirmed" {
    title     = "An order that can be baked"
    artifact  = artifact.order
    provides  = [allergies]
    leaves_at = step.confirm
  }

  sla {
    per      = size
    calendar = calendar.opening
    complete = "1d"
    target "small" { complete = "10m" }
  }
  escalation {
    after = { "30m" = role.shop_lead }
  }

  step "ask" {
    title  = "Ask what is wanted"
    by     = role.seller
    within = "5m"
    uses   = [system.till]
    instructions = <<-MD
      # Ask, in this order

      1. Which bread, how much?
      2. By when?
      3. **Allergies?** Write them down with `till allergy --order ${NUMBER}`.
    MD
    expect = "The order is in the till."
    branch {
      when = order.size == "large"
      next = step.ask_baker
    }
    next = step.confirm
  }

  step "ask_baker" {
    title   = "Ask the baker"
    by      = role.seller
    within  = "1h"
    overdue = step.refuse
    raci {
      consulted = [role.baker]
    }
    branch {
      choice = "It can be done"
      next   = step.confirm
    }
    branch {
      choice = "It cannot"
      next   = step.refuse
    }
  }

  step "confirm" {
    title = "Confirm"
    by    = role.seller
    raci {
      informed = [role.shop_lead]
    }
    update {
      status = "confirmed"
    }
    rollback = "Call the customer. Then refuse."
    next     = end
  }

  step "refuse" {
    title = "Refuse, kindly"
    by    = role.shop_lead
    update {
      status = "refused"
    }
    next = end
  }
}
