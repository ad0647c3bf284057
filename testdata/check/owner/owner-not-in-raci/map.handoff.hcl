process "baking" {
  owner = role.head_chef # want "`role.head_chef` owns `process.baking`, and is neither"
  raci {
    accountable = role.sous_chef
  }
  step "mix" { by = role.baker }
  step "bake" { by = role.baker }
}

process "frying" {
  owner = role.head_chef # want "owns `process.frying`"
  step "fry" {}
  matrix {
    columns = [role.baker, role.sous_chef]
    fry     = ["R", "A"]
  }
}

# silent: where nobody else is accountable, the owner is.
process "washing" {
  owner = role.head_chef
  step "wash" { by = role.baker }
}

# silent: to be informed is a part.
process "tasting" {
  owner = role.head_chef
  step "taste" {
    by = role.baker
    raci {
      accountable = role.sous_chef
      informed    = [role.head_chef]
    }
  }
}

# silent: the owner is a team, and one of its roles bakes.
process "grilling" {
  owner = team.kitchen
  step "grill" {
    by = role.baker
    raci {
      accountable = role.sous_chef
    }
  }
}

# silent: a process without steps has no rows.
process "cleaning" { owner = role.head_chef }

# silent: a misspelt role may be the owner.
process "serving" {
  owner = role.head_chef
  step "serve" {
    by = role.head_chif # want reference/unknown "head_chif"
    raci {
      accountable = role.sous_chef
    }
  }
}

team "kitchen" {}
role "head_chef" {}
role "sous_chef" {}
role "baker" { team = team.kitchen }
