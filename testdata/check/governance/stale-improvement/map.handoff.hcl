# Today is 2026-11-25.
improvement "late" {
  kpi   = kpi.waste
  owner = role.baker
  due   = "2026-11-24" # want "`improvement.late` was due on 2026-11-24"
}
improvement "nobodys" { # want "has nobody who sees to it"
  kpi = kpi.waste
  due = "2027-01-01"
}
improvement "vague" { # want "names no KPI"
  owner = role.baker
}
# Each of them is a thing to do of its own.
improvement "wish" { # want "has nobody who sees to it" "names no KPI"
  due    = "2020-01-01" # want "was due on 2020-01-01"
  status = "in_progress"
}
# silent: due today, and in good order.
improvement "good" {
  kpi   = kpi.waste
  owner = role.baker
  due   = "2026-11-25"
}
# silent: over and done with.
improvement "over" {
  due    = "2020-01-01"
  status = "done"
}
improvement "forgotten" {
  status = "dropped"
}
# silent: misspelt names are there.
improvement "misspelt" {
  kpi   = kpi.wsate   # want reference/unknown "kpi.waste"
  owner = role.bakre # want reference/unknown "role.baker"
}
kpi "waste" { metric = "waste" }
role "baker" {}
