team "kitchen" {
  contact {
    phone = "+39 081 555 0100"
  }
}
team "company" {
  contact {
    email = "all@example.org"
  }
}
team "cellar" { parent = team.company }
team "attic" {}

# silent: it takes its team's.
role "baker" { team = team.kitchen }

# silent: it takes that of the team above its team.
role "cooper" { team = team.cellar }

# silent: it has its own.
role "hermit" {
  contact {
    phone = "+39 081 555 0101"
  }
}

# silent: nobody has to reach it.
role "owl" { team = team.attic }

role "night_owl" {} # want "is called in an emergency of `process.baking`, and there is no way to reach it"
role "plumber" {} # want "is told by the escalation of `process.baking`"
role "landlord" {} # want "owns `system.oven`"

# silent: its team is misspelt, and may have a contact.
role "porter" { team = team.kitchn } # want reference/unknown "kitchn"

# silent: retired (owner/retired says what is to say).
role "nonna" { retired = true }

process "baking" {
  owner     = role.baker
  emergency = role.night_owl
  escalation {
    after = {
      "1h" = [role.plumber, role.cooper]
      "2h" = [role.hermit, role.porter, role.nonna]
    }
  }
}

# A team may be named, too; and an empty contact is none.
team "riders" { # want "`team.riders` owns `process.delivery`, and there is no way to reach it"
  contact {}
}
process "delivery" { owner = team.riders }

# One team without a contact is one finding, however many of its roles need one.
team "counter" {} # want "`team.counter` has no contact, and `role.seller` and `role.cashier`, who must be reached, have none either"
role "seller" { team = team.counter }
role "cashier" { team = team.counter }
process "selling" { owner = role.seller }
service "hunger_to_pizza" {
  owner     = role.cashier
  emergency = role.cashier
  flow      = [interface.pizza]
}
interface "pizza" {
  from    = process.baking
  to      = process.delivery
  carries = artifact.pizza
}
artifact "pizza" {}
system "oven" { owner = role.landlord }
