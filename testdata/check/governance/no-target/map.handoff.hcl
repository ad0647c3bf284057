kpi "waste" { # want "does not say what is good enough, nor whose figure it is"
  metric = "waste"
}
kpi "speed" { # want "`kpi.speed` does not say what is good enough"
  metric = "lead_time"
  owner  = role.baker
}
kpi "taste" { # want "Nobody answers for `kpi.taste`"
  metric = "taste"
  target = ">= 4 stars"
}
# silent: it has both.
kpi "hunger" {
  metric = "hunger"
  target = "none"
  owner  = [role.baker]
}
# silent: the owner is misspelt, which is another matter.
kpi "flour" {
  metric = "flour"
  target = "<= 100 kg"
  owner  = role.bakre # want reference/unknown "role.baker"
}
kpi "wait" {
  metric = "handoff_wait"
  target = "at\nmost 3" # want "begins with none of"
  owner  = role.baker
}
# silent: it can be read.
kpi "share" {
  metric = "automation_rate"
  target = ">= 95 %"
  owner  = role.baker
}
role "baker" {}
