artifact "ci" {
  field "name" {
    type = string
    key  = true
  }
}
artifact "incident" {
  field "id" {
    type      = string
    key       = true
    generated = true
  }
  field "title" { type = string }
  field "affected_cis" { type = list(ref(artifact.ci)) }
}
artifact "problem" {
  field "id" {
    type      = string
    key       = true
    generated = true
  }
  field "title" { type = string }
  field "incident_id" { type = optional(ref(artifact.incident)) }
  field "ci" { type = optional(ref(artifact.ci)) }
}
artifact "change" {
  field "id" {
    type      = string
    key       = true
    generated = true
  }
  field "reason" { type = string }
  field "problem_ids" { type = optional(set(ref(artifact.problem))) }
}
artifact "outcome" {
  field "problem_id" { type = ref(artifact.problem) }
  field "text" { type = string }
}
# An alert has no key: there is nothing to carry along.
artifact "alert" {
  field "text" { type = string }
}

process "incidents" {
  owner = role.manager
  input "alert" { artifact = artifact.incident }
  output "incident" { artifact = artifact.incident }
}
process "problems" {
  owner = role.manager
  input "candidate" { artifact = artifact.problem }
  input "outcome" { artifact = artifact.outcome }
  output "fix" { artifact = artifact.problem }
}
process "changes" {
  owner = role.manager
  input "request" { artifact = artifact.change }
  output "done" { artifact = artifact.change }
}
process "monitoring" {
  owner = role.manager
  output "alert" { artifact = artifact.alert }
}

interface "incident_to_problem" {
  from = process.incidents.output.incident
  to   = process.problems.input.candidate
  create { # want "does not carry its key along. Set `incident_id`, which is there for it" "`artifact.incident` knows by `affected_cis` which `artifact.ci` it is about"
    title = incident.title
  }
}

# silent: both go along, one of them in a field of another name.
interface "whole_incident_to_problem" {
  from = process.incidents.output.incident
  to   = process.problems.input.candidate
  create {
    title       = incident.title
    incident_id = from.id
    ci          = incident.affected_cis[0]
  }
}

# silent: the number stands in the title, where people look for it; and the record itself gives its key.
interface "incident_in_words" {
  from = process.incidents.output.incident
  to   = process.problems.input.candidate
  create {
    title = "${incident.id}: ${incident.title}"
    ci    = incident.affected_cis[0]
  }
}
interface "problem_to_change" {
  from = process.problems.output.fix
  to   = process.changes.input.request
  create {
    reason      = problem.title
    problem_ids = [problem]
  }
}

interface "nameless_change" {
  from = process.problems.output.fix
  to   = process.changes.input.request
  create { # want "Set `problem_ids`, which is there for it"
    reason = problem.title
  }
}

# silent: an answer names what was asked about; its own number is of no use to the one who asked.
interface "change_to_problem" {
  from    = process.changes.output.done
  to      = process.problems.input.outcome
  answers = interface.problem_to_change
  create {
    text       = change.reason
    problem_id = "P-1"
  }
}

# silent: a bill must say which change it is for; leaving that out is automation/incomplete-create.
artifact "bill" {
  field "change_id" { type = ref(artifact.change) }
}
interface "bill" {
  from    = process.changes
  to      = process.problems
  carries = artifact.change
  creates = artifact.bill
  create {
  }
}

# Nobody asked, so it should say which change it was.
interface "news" {
  from = process.changes.output.done
  to   = process.problems.input.outcome
  create { # want "makes `artifact.outcome` from `artifact.change` and does not carry its key along"
    text       = change.reason
    problem_id = "P-1"
  }
}

# silent: an alert has no key.
interface "alert_to_incident" {
  from = process.monitoring.output.alert
  to   = process.incidents.input.alert
  create {
    title        = alert.text
    affected_cis = []
  }
}

# Without a `create` the fields of the same name go along, and no others.
interface "incident_as_problem" {
  from = process.incidents.output.incident
  to   = process.problems.input.candidate # want "`artifact.ci` it is about"
}

role "manager" {}
