team "shop" {}

role "nephew" {} # want "has a part in `process.selling.step.sell`, and belongs to no team"
role "landlord" {} # want "has a part in `process.renting`"
role "integrator" {} # want "has a part in `interface.order`"

# silent: it has a home.
role "seller" { team = team.shop }

# silent: it has two.
role "driver" { team = [team.shop, team.shop] }

# silent: it does nothing; it is only told.
role "neighbour" {}

# silent: retired (owner/retired says what is to say).
role "grandmother" { retired = true }

# silent: its team is misspelt, not missing.
role "cousin" { team = team.shpo } # want reference/unknown "shpo"

process "selling" {
  owner = role.seller
  step "sell" {
    by = [role.nephew, role.driver, role.grandmother, role.cousin]
    raci {
      informed = [role.neighbour]
    }
  }
}
process "renting" { owner = role.landlord }

interface "order" {
  from       = process.selling
  to         = process.renting
  carries    = artifact.order
  integrator = role.integrator
}
artifact "order" {}
