role "nonna" { retired = true }
role "old_boss" {
  retired = true

  # silent: a retired role may name another one.
  deputy = role.nonna
}
role "baker" {
  # A stand-in who is gone stands in for nobody.
  deputy = role.old_boss # want "`role.baker` still names it (`deputy`)"
}

process "baking" {
  owner = role.baker
  step "knead" { by = role.nonna } # want "`role.nonna` is retired"
  step "bake" { by = role.baker }

  # silent: one finding a role; this place is beside the first.
  step "taste" { by = role.nonna }
}

# silent: retired and gone.
role "errand_boy" { retired = true }
