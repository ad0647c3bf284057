artifact "ci" {
  field "name" {
    type = string
    key  = true
  }
  field "owner" { type = ref(artifact.person) }
  field "environment" { type = enum("production", "staging", "test") }
  # silent: a record's own key may bear its name.
  field "ci" { type = string }
}
artifact "person" {
  field "number" {
    type = integer
    key  = true
  }
}

artifact "incident" {
  field "id" {
    type = string
    key  = true
  }
  field "priority" { type = enum("P1", "P2", "P3", "P4") }
  field "status" { type = enum("open", "resolved", "closed") }
  field "channel" { type = enum("phone", "mail") }
  field "ci" { type = string }           # want "by its name it holds the key of `artifact.ci`"
  field "related" { type = list(string) } # silent: it may hold anything.
  lifecycle { field = status }
}

artifact "problem" {
  field "incident_ids" { type = optional(list(string)) } # want "If it means that record, say so: `type = list(ref(artifact.incident))`"
  field "owner" { type = integer }                       # want "`owner` of `artifact.ci` refers to `artifact.person`"
  field "priority" { type = enum("P1", "P2", "P3") }     # want "only that one has \"P4\""
  # silent: a state is the record's own, and "closed" means what its lifecycle says.
  field "status" { type = enum("open", "analysed", "closed") }
  # silent: the key of an incident is a text, so a number is something else.
  field "incident" { type = integer }
  # silent: the canonical types are reused.
  field "incident_id" { type = ref(artifact.incident) }
  field "environment" { type = artifact.ci.environment }
  # silent: one value in common is no common meaning.
  field "channel" { type = enum("mail", "letter", "fax") }
}

artifact "change" {
  # silent: the id is written down as the type of the incident's own.
  field "incident_id" { type = artifact.incident.id }
  # silent: the same values as the incident's, written twice.
  field "priority" { type = enum("P4", "P3", "P2", "P1") }
  # silent: a text, where the one who owns a CI goes by a number.
  field "owner" { type = string }
  field "environment" { type = enum("production", "staging", "lab") } # want "only this one has \"lab\" and only that one has \"test\""
}

# silent: what a tool sends is what its schema file says; a schema knows no references.
artifact "alert" {
  schema = "alert.schema.json"
}

# silent: a `create` says which priority becomes which.
artifact "ticket" {
  field "priority" { type = enum("P1", "P2", "P9") }
  field "note" { type = string }
}
process "desk" {
  owner = role.agent
  output "incident" { artifact = artifact.incident }
  output "raw_incident" { artifact = artifact.incident }
}
process "vendor" {
  external = true
  input "ticket" { artifact = artifact.ticket }
  input "form" { artifact = artifact.form }
}
interface "incident_to_vendor" {
  from = process.desk.output.incident
  to   = process.vendor.input.ticket
  create {
    priority = incident.priority == "P1" ? "P1" : "P9"
    note     = incident.id
  }
}

# silent: the two ends of a handoff disagree, which schema/type-mismatch tells.
artifact "form" {
  field "priority" { type = enum("P1", "P2") }
}
interface "incident_to_form" {
  from = process.desk.output.raw_incident
  to   = process.vendor.input.form
}

role "agent" {}
