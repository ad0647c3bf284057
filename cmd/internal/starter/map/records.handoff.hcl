# What is passed. A record has fields, each with a type; what the receiver needs is checked against what the sender has.

artifact "request" {
  title           = "Customer request"
  source_of_truth = system.tracker
  steward         = role.support_lead

  field "id" {
    type      = string
    key       = true
    generated = true # the system assigns it; no sender has to
  }
  field "summary" {
    type = string
  }
  field "urgency" {
    type = enum("high", "normal")
  }
  field "steps" {
    type        = optional(string) # may be missing until somebody guarantees it
    description = "How to make the fault appear."
  }
}

artifact "bug" {
  title           = "Bug"
  source_of_truth = system.tracker
  steward         = role.lead_developer

  field "id" {
    type      = string
    key       = true
    generated = true
  }
  field "summary" {
    type = string
  }
  field "steps" {
    type = string
  }
  field "request" {
    type = ref(artifact.request) # the id of the request it came from
  }
  field "fixed_in" {
    type = optional(string)
  }
}
