role "manager" {}
artifact "incident" {
  field "priority" { type = enum("P1", "P2") }
  field "severity" { type = enum("Sev-1", "Sev-2") }
  field "size" { type = enum("large", "small") }
}

process "incidents" { # want "promises something for \"P1\""
  owner = role.manager
  input "report" {
    artifact = artifact.incident
    external = true
  }
  sla {
    per = priority
    target "P2" {
      complete = "1d"
    }
    target "P1" {
      complete = "4h"
    }
  }
}

# The targets may come from a policy.
sla_policy "severe" {
  per = severity
  target "Sev-1" {
    complete = "1h"
  }
}
process "outages" { # want "promises something for \"Sev-1\""
  owner = role.manager
  input "report" {
    artifact = artifact.incident
    external = true
  }
  sla {
    policy = sla_policy.severe
  }
}

# silent: somebody is named.
process "major_incidents" {
  owner     = role.manager
  emergency = role.manager
  input "report" {
    artifact = artifact.incident
    external = true
  }
  sla {
    policy = sla_policy.severe
  }
}

# silent: large is not grave.
process "deliveries" {
  owner = role.manager
  input "report" {
    artifact = artifact.incident
    external = true
  }
  sla {
    per = size
    target "large" {
      complete = "4h"
    }
  }
}

# silent: a black box has its own.
process "supplier" {
  external = true
  input "report" {
    artifact = artifact.incident
    external = true
  }
  sla {
    policy = sla_policy.severe
  }
}

interface "pass" {
  from    = process.incidents
  to      = process.outages
  carries = artifact.incident
}

service "outage_to_fix" { # want "When `service.outage_to_fix` fails"
  owner = role.manager
  flow  = [interface.pass]
}

# silent: somebody is named.
service "outage_to_report" {
  owner     = role.manager
  emergency = role.manager
  flow      = [interface.pass]
}
