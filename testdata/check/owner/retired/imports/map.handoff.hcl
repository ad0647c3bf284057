import "guests" { source = "guests" }

process "cleaning" {
  owner = role.cleaner
  step "sweep" { by = guests.role.uncle } # want "`guests.role.uncle` is retired"

  # silent: this one is not.
  step "mop" { by = guests.role.aunt }
}

role "cleaner" {}
