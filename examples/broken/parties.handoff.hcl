# Parties: what is promised, and how long it takes.

calendar "evenings" {
  title    = "Evenings"
  timezone = "Europe/Rome"
  days     = ["tue", "wed", "thu", "fri", "sat"]
  hours    = "17:00-23:00"
}

calendar "siesta" {
  title    = "While the oven is free"
  timezone = "Europe/Rome"
  hours    = "14:00-16:00"
}

# sla/milestone-order: the feast is before the cook is back from his holiday, and after it.
milestone "cook_is_back" {
  title  = "The cook is back"
  at     = "2027-08-20"
  owner  = role.head_chef
  before = milestone.feast
}

milestone "feast" {
  title = "Feast of the patron saint"
  at    = "2027-08-15"
  owner = role.shift_manager
}

artifact "party" {
  title   = "Party"
  steward = role.shift_manager
  field "guests" { type = integer }
  field "kind" { type = enum("birthday", "wedding", "funeral") }
}

# sla/uncovered-priority: birthdays and weddings are promised something. Funerals are not.
process "party_planning" {
  title   = "Party planning"
  purpose = "Turn a telephone call into a menu."
  owner   = role.shift_manager
  team    = team.counter

  input "call" {
    artifact   = artifact.party
    external   = true
    arrives_at = step.listen
  }
  output "menu" {
    artifact  = artifact.party
    leaves_at = step.decide
  }

  sla {
    per = kind
    target "birthday" {
      complete = "2d"
    }
    target "wedding" {
      complete = "10d"
    }
  }

  step "listen" {
    title  = "Listen"
    by     = role.order_taker
    within = "1h"
    next   = step.decide
  }
  # sla/meeting-wait: decided within a day, at a dinner that is held once a month.
  step "decide" {
    title   = "Decide on a menu"
    by      = role.shift_manager
    within  = "1d"
    meeting = cadence.family_dinner
  }
}

# sla/inconsistent: an hour for the dough and four for the piglet, and all of it in four.
process "party_cooking" {
  title   = "Party cooking"
  purpose = "Turn a menu into a feast."
  owner   = role.sous_chef
  team    = team.kitchen

  input "menu" {
    artifact   = artifact.party
    arrives_at = step.knead
  }
  output "feast" {
    artifact  = artifact.party
    leaves_at = step.roast
  }

  sla {
    complete = "4h"
  }
  escalation {
    after = {
      "1h" = role.sous_chef
    }
  }

  step "knead" {
    title  = "Knead"
    by     = role.sous_chef
    within = "1h"
    next   = step.roast
  }
  # sla/window: the piglet takes three hours, and the oven is free for two.
  step "roast" {
    title  = "Roast"
    by     = role.sous_chef
    within = "4h"
    takes  = "3h"
    during = calendar.siesta
    next   = end
  }
}

# sla/calendar-mismatch: four hours, day and night, by people who come on five evenings a week.
process "party_serving" {
  title   = "Party serving"
  purpose = "Carry everything up the hill."
  owner   = role.shift_manager
  team    = team.riders

  input "feast" {
    artifact   = artifact.party
    arrives_at = step.carry
  }
  output "dishes" {
    artifact  = artifact.party
    leaves_at = step.carry
  }

  sla {
    complete = "4h"
  }

  step "carry" {
    title  = "Carry"
    by     = role.rider
    within = "3h"
    next   = end
  }
}

process "party_cleaning" {
  title   = "Party cleaning"
  purpose = "Leave no trace."
  owner   = role.shift_manager
  team    = team.counter

  input "dishes" {
    artifact   = artifact.party
    arrives_at = step.scrub
  }

  sla {
    complete = "1d"
  }

  # sla/infeasible: the pots take six hours, and four are all there is.
  step "scrub" {
    title  = "Scrub the pots"
    by     = role.order_taker
    within = "4h"
    takes  = "6h"
    next   = end
  }
}

# sla/unquantified: when does the phone stop ringing?
interface "menu_to_kitchen" {
  title      = "The kitchen hears about the party"
  from       = process.party_planning.output.menu
  to         = process.party_cooking.input.menu
  integrator = role.shift_manager
  sla {
    acknowledge = unstated("when the phone stops ringing")
  }
}

# sla/escalation-late: half an hour to take it, and after an hour somebody asks.
interface "feast_to_riders" {
  title      = "The riders take the feast"
  from       = process.party_cooking.output.feast
  to         = process.party_serving.input.feast
  integrator = role.shift_manager
  sla {
    acknowledge = "30m"
    calendar    = calendar.evenings
  }
  escalation {
    after = {
      "1h" = role.shift_manager
    }
  }
}

# sla/off-duty: on Sunday morning the pots are still on the hill, and the rider who is called is asleep.
# sla/escalation-order: and the manager, who is told first, is written below him.
interface "dishes_to_counter" {
  title      = "The pots come back"
  from       = process.party_serving.output.dishes
  to         = process.party_cleaning.input.dishes
  integrator = role.shift_manager
  sla {
    acknowledge = "1d"
  }
  escalation {
    after = {
      "12h" = role.rider
      "10h" = role.shift_manager
    }
  }
}

# sla/no-escalation: a promise to the neighbours, and nobody is told when it is forgotten.
interface "leftovers_to_neighbours" {
  title      = "The neighbours get what is left"
  from       = process.party_serving.step.carry
  to         = process.neighbours
  carries    = artifact.party
  integrator = role.shift_manager
  sla {
    complete = "1h"
  }
}

process "neighbours" {
  title    = "The neighbours"
  external = true
}

# sla/budget-exceeded: everybody has half a week, and the couple was promised three days.
service "call_to_clean_pots" {
  title      = "From the call to clean pots"
  owner      = role.shift_manager
  integrator = role.shift_manager
  emergency  = role.shift_manager
  flow = [
    interface.menu_to_kitchen,
    interface.feast_to_riders,
    interface.dishes_to_counter,
    interface.leftovers_to_neighbours,
  ]
  sla {
    complete = "3d"
  }
}

kpi "party_time" {
  title  = "Time from the call to clean pots"
  metric = "lead_time"
  of     = service.call_to_clean_pots
  target = "<= 3d"
  owner  = role.shift_manager
}

cadence "family_dinner" {
  title   = "Family dinner"
  every   = "1mo"
  chair   = role.shift_manager
  reviews = [service.call_to_clean_pots, service.hunger_to_pizza, service.pizza_to_regret, kpi.party_time]
}
