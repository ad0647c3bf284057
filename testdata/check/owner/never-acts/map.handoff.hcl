role "blogger" {} # want "consulted or informed once"
role "critic" {} # want "consulted or informed in 2 rows"

# silent: informed, and responsible elsewhere.
role "baker" {}

# silent: told, and called when things go wrong.
role "manager" {}

# silent: it stands in for somebody who acts.
role "deputy" {}

# silent: of another organisation.
role "reporter" { team = team.press }

# silent: no part at all (owner/unused).
role "ghost" {}

team "press" { external = true }
role "owner" { deputy = role.deputy }

process "baking" {
  owner = role.owner
  escalation {
    after = {
      "1h" = role.manager
    }
  }
  step "bake" {
    by = role.baker
    raci {
      consulted = [role.critic]
      informed  = [role.blogger, role.manager, role.reporter, role.deputy]
    }
  }
  step "serve" { by = role.owner }
  matrix {
    columns = [role.owner, role.critic, role.baker]
    serve   = ["R", "I", "I"]
  }
}
