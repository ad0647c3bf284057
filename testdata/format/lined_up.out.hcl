service "s" {
  title      = "S"
  owner      = role.lead
  integrator = role.lead
  flow = [
    interface.a,
  ]
  emergency = role.duty

  description = "after an empty line, a column of its own"
  sla {
    complete = "35d"           # office days
    calendar = calendar.office # ours
  }
}
