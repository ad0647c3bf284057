role "ghost" {} # want "`role.ghost` is declared, and nothing refers to it"
team "phantom" {} # want "`team.phantom` is declared"
system "fax" { owner = role.baker } # want "`system.fax` is declared"

# Naming itself is no use.
role "narcissus" { # want "`role.narcissus` is declared"
  description = "Stands in for nobody but himself."
  reports_to  = role.narcissus # want reference/cycle ""
}

# silent: it owns something.
role "baker" { team = team.kitchen }

# silent: a role belongs to it.
team "kitchen" { parent = team.company }

# silent: a team is part of it.
team "company" {}

# silent: work is done with it.
system "oven" {}

# silent: retired and gone is as it should be.
role "nonna" { retired = true }

# silent: the misspelt reference below may mean it.
role "cashier" {}

process "baking" {
  owner     = role.baker
  emergency = role.casheir # want reference/unknown "casheir"
  step "bake" {
    by   = role.baker
    uses = [system.oven]
  }
}

# A rename is no use either: what it was called is gone.
moved {
  from = role.spirit
  to   = role.ghost
}
