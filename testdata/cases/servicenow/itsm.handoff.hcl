team "it" {
  title = "IT"
  contact {
    email = "it@example.org"
  }
}
role "itil" {
  title = "itil"
  team  = team.it
}
role "problem_coordinator" {
  title = "Problem coordinator"
  team  = team.it
}
role "change_manager" {
  title = "Change manager"
  team  = team.it
}
system "servicenow" {
  title = "ServiceNow"
  kind  = "itsm"
  owner = team.it
}
artifact "incident" {
  title           = "Incident"
  source_of_truth = system.servicenow
  field "number" {
    type      = string
    key       = true
    generated = true
  }
  field "short_description" { type = string }
  field "severity" { type = enum("S1", "S2", "S3", "S4") }
  field "configuration_item" { type = optional(string) }
  field "state" { type = enum("New", "In Progress", "On Hold", "Resolved", "Closed", "Canceled") }
  field "hold_reason" { type = optional(enum("Awaiting Caller", "Awaiting Change", "Awaiting Problem", "Awaiting Vendor")) }
  lifecycle {
    field   = state
    initial = "New"
    final   = ["Closed", "Canceled"]
    transition "New" { to = ["In Progress", "Canceled"] }
    transition "In Progress" { to = ["On Hold", "Resolved", "Canceled"] }
    transition "On Hold" { to = ["In Progress", "Resolved"] }
    transition "Resolved" { to = ["Closed", "In Progress"] }
  }
}
artifact "problem" {
  title           = "Problem"
  source_of_truth = system.servicenow
  field "number" {
    type      = string
    key       = true
    generated = true
  }
  field "problem_statement" { type = string }
  field "priority" { type = enum("Critical", "High", "Moderate", "Low", "Planning") }
  field "configuration_item" { type = string }
  field "origin_task" { type = optional(ref(artifact.incident)) }
  field "workaround" { type = optional(string) }
  field "state" { type = enum("New", "Assess", "Root Cause Analysis", "Fix in Progress", "Resolved", "Closed") }
}
artifact "change_request" {
  title           = "Change request"
  source_of_truth = system.servicenow
  field "number" {
    type      = string
    key       = true
    generated = true
  }
  field "short_description" { type = string }
  field "type" { type = enum("Normal", "Standard", "Emergency") }
  field "risk" { type = optional(enum("High", "Moderate", "Low")) }
  field "configuration_item" { type = string }
  field "state" { type = enum("New", "Assess", "Authorize", "Scheduled", "Implement", "Review", "Closed", "Canceled") }
  lifecycle {
    field   = state
    initial = "New"
    final   = ["Closed", "Canceled"]
    transition "New" { to = ["Assess", "Authorize", "Scheduled", "Canceled"] }
    transition "Assess" { to = ["Authorize", "Canceled"] }
    transition "Authorize" { to = ["Scheduled", "Canceled"] }
    transition "Scheduled" { to = ["Implement", "Canceled"] }
    transition "Implement" { to = ["Review", "Canceled"] }
    transition "Review" { to = ["Closed"] }
  }
}
process "incident" {
  title = "Incident"
  owner = role.itil
  team  = team.it
  input "call" {
    artifact = artifact.incident
    external = true
  }
  output "create_problem" { artifact = artifact.incident }
  output "create_change" { artifact = artifact.incident }
  input "closed" {
    artifact = artifact.problem
  }
}
process "problem" {
  title = "Problem"
  owner = role.problem_coordinator
  team  = team.it
  input "from_incident" {
    artifact = artifact.problem
  }
  output "create_change" { artifact = artifact.problem }
  output "closed" { artifact = artifact.problem }
  input "change_closed" { artifact = artifact.change_request }
}
process "change" {
  title = "Change"
  owner = role.change_manager
  team  = team.it
  input "request" { artifact = artifact.change_request }
  output "closed" { artifact = artifact.change_request }
  output "approved" {
    artifact = artifact.change_request
  }
  step "assess" {
    title = "Assess"
    by    = role.change_manager
    entry = true
    branch {
      when = change_request.type == "Normal"
      next = step.authorize
      update {
        state = "Assess"
      }
    }
    branch {
      when = change_request.type == "Emergency"
      next = step.authorize
    }
    next = step.implement
  }
  step "authorize" {
    title = "Authorize"
    approval {
      approvers = [role.change_manager]
    }
    update {
      state = "Authorize"
    }
    branch {
      choice = "Approved"
      next   = step.implement
    }
    branch {
      choice = "Rejected"
      next   = step.assess
    }
  }
  step "implement" {
    title = "Implement"
    by    = role.itil
  }
}
# The names of the two records differ: severity S1-S4 here, priority there; and configuration_item may be empty.
interface "incident_to_problem" {
  title = "Create Problem"
  from  = process.incident.output.create_problem
  to    = process.problem.input.from_incident
  via   = system.servicenow
}
interface "incident_to_change" {
  title = "Create Change"
  from  = process.incident.output.create_change
  to    = process.change.input.request
  via   = system.servicenow
  create {
    short_description  = incident.short_description
    type               = "Normal"
    configuration_item = incident.configuration_item
  }
}
interface "problem_to_change" {
  title = "Create Change from problem"
  from  = process.problem.output.create_change
  to    = process.change.input.request
  via   = system.servicenow
  create {
    short_description  = problem.problem_statement
    type               = "Normal"
    configuration_item = problem.configuration_item
  }
}
interface "change_closed" {
  title   = "Pending change closes"
  from    = process.change.output.closed
  to      = process.problem.input.change_closed
  answers = interface.problem_to_change
  via     = system.servicenow
}
interface "problem_closed" {
  title = "Related incidents resolve"
  from  = process.problem.output.closed
  to    = process.incident.input.closed
  via   = system.servicenow
  mode  = "automated"
}
