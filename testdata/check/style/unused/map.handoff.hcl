process "baking" {
  owner = role.baker
  output "bread" {
    artifact = artifact.bread
    external = true
  }
  sla { policy = sla_policy.daily }
  escalation { policy = escalation_policy.night }
}
role "baker" { calendar = calendar.night }

artifact "cake" {} # want "`artifact.cake` is declared, and nothing refers to it"
# Its own fields do not count.
artifact "recipe" { # want "nothing refers to it"
  field "based_on" { type = optional(ref(artifact.recipe)) }
}
calendar "weekend" { days = ["sat", "sun"] } # want "nothing refers to it"
sla_policy "weekly" { complete = "1w" } # want "nothing refers to it"
escalation_policy "day" { # want "nothing refers to it"
  after = { "1h" = role.baker }
}

# silent: a port holds it, a field of another artifact has its type, a role works by it, a process promises by it.
artifact "bread" {
  field "flour" { type = ref(artifact.flour) }
}
artifact "flour" {
  field "sort" {
    type = string
    key  = true
  }
}
calendar "night" { hours = "22:00-06:00" }
sla_policy "daily" { complete = "1d" }
escalation_policy "night" {
  after = { "1h" = role.baker }
}
# silent: not its business.
team "shop" {}
event "bell" {}
