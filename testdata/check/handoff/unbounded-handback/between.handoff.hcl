# Between processes.

process "first_line" { owner = role.agent }
process "second_line" { owner = role.agent }
process "third_line" { owner = role.agent }

interface "to_second" {
  from    = process.first_line
  to      = process.second_line
  carries = artifact.ticket
}
interface "to_third" {
  from    = process.second_line
  to      = process.third_line
  carries = artifact.ticket
}
interface "back_to_first" { # want "`process.first_line`, `process.second_line` and `process.third_line` can pass `artifact.ticket` round"
  from    = process.third_line
  to      = process.first_line
  carries = artifact.ticket
}

# silent: it may come back once, then no more.
interface "order_out" {
  from    = process.first_line
  to      = process.second_line
  carries = artifact.order
}
interface "order_back" {
  from    = process.second_line
  to      = process.first_line
  carries = artifact.order
  handback {
    reason = "The address is missing"
    limit  = 1
  }
}

# It may come back, but how often?
interface "form_out" {
  from    = process.first_line
  to      = process.third_line
  carries = artifact.form
  handback { # want "may be handed back, and nothing says how often"
    reason = "It is not signed"
  }
}

# silent: a request and its answer.
interface "question" {
  from    = process.first_line
  to      = process.third_line
  carries = artifact.question
}
interface "reply" {
  from    = process.third_line
  to      = process.first_line
  carries = artifact.question
  answers = interface.question
}

# silent: what a black box sends back is a case of its own.
process "supplier" { external = true }
interface "to_supplier" {
  from    = process.first_line
  to      = process.supplier
  carries = artifact.part
}
interface "from_supplier" {
  from    = process.supplier
  to      = process.first_line
  carries = artifact.part
}

# silent: a record made anew is another record.
interface "incident_to_problem" {
  from    = process.first_line
  to      = process.second_line
  carries = artifact.incident
  creates = artifact.problem
  create {
    text = incident.text
  }
}
interface "problem_to_incident" {
  from    = process.second_line
  to      = process.first_line
  carries = artifact.problem
  creates = artifact.incident
  create {
    text = problem.text
  }
}

role "agent" {}
artifact "ticket" {}
artifact "order" {}
artifact "form" {}
artifact "question" {}
artifact "part" {}
artifact "incident" {
  field "text" { type = string }
}
artifact "problem" {
  field "text" { type = string }
}
