# Conditions and assignments are checked against the records in scope.

role "agent" {}

artifact "incident" {
  field "id" {
    type      = string
    key       = true
    generated = true
  }
  field "priority" { type = enum("P1", "P2") }
  field "major" { type = bool }
  field "count" { type = integer }
  field "logs" { type = optional(list(uri)) }
}

artifact "problem" {
  field "id" {
    type      = string
    key       = true
    generated = true
  }
  field "title" { type = string }
  field "incidents" { type = list(ref(artifact.incident)) }
  field "logs" { type = list(uri) }
}

process "incidents" {
  owner = role.agent
  input "report" {
    artifact = artifact.incident
    external = true
  }
  output "with_logs" {
    artifact = artifact.incident
    provides = [logs]
  }
  output "without" { artifact = artifact.incident }
  step "classify" {
    by = role.agent
    branch {
      when = incident.priority == "P9" # want type/not-in-enum "P9"
      next = end
    }
    branch {
      when = incident.count == "3" # want type/never-equal ""
      next = end
    }
    branch {
      when = incident.count # want type/not-a-condition ""
      next = end
    }
    branch {
      when = incident.majr # want type/unknown-field "major"
      next = end
    }
    branch {
      when = incident.major && local.threshold > incident.count
      next = end
    }
    branch {
      when = incidnt.major # want type/unknown-name "incident"
      next = end
    }
    update {
      priority = "P3" # want type/not-in-enum "P3"
    }
  }
}

process "problems" {
  owner = role.agent
  input "candidate" { artifact = artifact.problem }
}

locals {
  threshold = 3
}

interface "raise" {
  from = process.incidents.output.with_logs
  to   = process.problems.input.candidate
  create {
    title     = "Recurring: ${incident.title}" # want type/unknown-field "title"
    incidents = [incident.id]
    logs      = incident.logs # guaranteed by `provides`
  }
}

interface "raise_bare" {
  from = process.incidents.output.without
  to   = process.problems.input.candidate
  create {
    title     = upper(from.id)
    incidents = [for i in [from, from] : i.id]
    logs      = from.logs # want type/unguaranteed ""
  }
  update {
    count = "many" # want type/mismatch ""
  }
}

event "repeated" {
  artifact = artifact.incident
  when     = incident.count >= 3
}

rule "owned" {
  each    = "process"
  require = each.owner != null
  message = "${each.address} has no owner: ${txt(each.owner)}" # want type/function "text"
}

# What the receiver requires must be there, though its record calls it optional.
artifact "article" {
  field "text" { type = optional(string) }
  field "logs" { type = optional(list(uri)) }
}
process "library" {
  owner = role.agent
  input "article" {
    artifact = artifact.article
    requires = [logs]
  }
}
interface "write_up" {
  from = process.incidents.output.without
  to   = process.library.input.article
  create {
    text = from.logs == null ? null : "logs: ${from.logs[0]}"
    logs = from.logs # want type/unguaranteed "must be there"
  }
}
