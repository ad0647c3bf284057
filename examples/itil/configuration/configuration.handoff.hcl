# Configuration Management: what we have, who it belongs to, what hangs on it. The CMDB is the one place that may not lie.

team "configuration" {
  title    = "Configuration Management"
  lead     = role.configuration_manager
  calendar = calendar.office_hours
  contact {
    chat  = "#cmdb"
    email = "cmdb@example.org"
  }
}

role "configuration_manager" {
  title      = "Configuration manager"
  team       = team.configuration
  deputy     = role.configuration_analyst
  reports_to = role.service_owner
}

role "configuration_analyst" {
  title      = "Configuration analyst"
  team       = team.configuration
  reports_to = role.configuration_manager
}

system "cmdb" {
  title    = "CMDB"
  kind     = "cmdb"
  owner    = team.configuration
  url      = "https://cmdb.example.org"
  fallback = "Work from last night's read-only export; write corrections on the paper list next to it."
}

system "discovery" {
  title       = "Network discovery"
  description = "Scans every night. It knows what is there, and nothing about why."
  kind        = "discovery"
  owner       = team.configuration
  url         = "https://discovery.example.org"
}

# The canonical configuration item. Everybody else holds its name, and nothing else about it. Where two sources disagree, the
# order in updated_by decides.
artifact "ci" {
  title           = "Configuration item (CI)"
  source_of_truth = system.cmdb
  steward         = role.configuration_manager
  example         = "../samples/ci.json"
  verified_within = "30d"

  field "name" {
    type  = string
    key   = true
    named = "host-name"
  }
  field "kind" {
    type       = enum("server", "application", "database", "network", "cloud_service")
    updated_by = [process.configuration_management, system.discovery]
  }
  field "environment" {
    type       = enum("production", "staging", "test")
    updated_by = [process.configuration_management]
  }
  field "owner_team" {
    type        = string
    updated_by  = [process.configuration_management]
    description = "The team that is called when it breaks."
  }
  field "version" {
    type            = optional(string)
    updated_by      = [process.configuration_management, system.discovery]
    verified_within = "7d"
    description     = "What a change deployed. Discovery may only correct it where no change says otherwise."
  }
  field "addresses" {
    type       = set(string)
    updated_by = [system.discovery, process.configuration_management]
  }
  field "resources" {
    type       = optional(object({ cpus = integer, memory_gb = number, disk_gb = optional(number) }))
    updated_by = [system.discovery]
  }
  field "depends_on" {
    type       = list(ref(artifact.ci))
    updated_by = [process.configuration_management, system.discovery]
  }
  field "labels" {
    type       = map(string)
    updated_by = [process.configuration_management]
  }
  field "last_seen" {
    type            = timestamp
    updated_by      = [system.discovery]
    verified_within = "2d"
  }
  field "support_until" {
    type       = optional(date)
    updated_by = [process.configuration_management]
  }
  field "contract" {
    type        = optional(union(uri, string))
    updated_by  = [process.configuration_management]
    description = "The support contract: a link, or its number where it is still on paper."
  }
  field "check_profile" {
    type        = optional(string)
    updated_by  = [process.configuration_management]
    description = "Which checks Monitoring runs on it."
  }
}

artifact "cmdb_update" {
  title       = "CMDB update"
  description = "Travels to Configuration Management with the facts and comes back with the time they were recorded."
  steward     = role.configuration_manager

  field "id" {
    type      = string
    key       = true
    generated = true
  }
  field "change_id" { type = ref(artifact.change) }
  field "affected_cis" { type = list(ref(artifact.ci)) }
  field "version" { type = string }
  field "deployed_at" { type = timestamp }
  field "recorded_at" { type = optional(timestamp) }
}

process "configuration_management" {
  title        = "Configuration Management"
  purpose      = "Keep one true record of what we run and what depends on what."
  owner        = role.configuration_manager
  team         = team.configuration
  emergency    = role.duty_manager
  ref          = "CFG-1"
  tags         = ["control"]
  links        = { "Drift report" = "https://cmdb.example.org/reports/drift" }
  reviewed     = "2026-10-01"
  review_every = "2y"

  input "discovered" {
    title      = "What the scan found"
    artifact   = artifact.ci
    external   = true
    source     = system.discovery
    arrives_at = step.reconcile
  }
  input "update_request" {
    title      = "What a change changed"
    artifact   = artifact.cmdb_update
    requires   = [change_id, affected_cis, version]
    arrives_at = step.record_change
  }
  output "recorded" {
    title     = "The CIs are recorded"
    artifact  = artifact.cmdb_update
    provides  = [recorded_at]
    leaves_at = step.record_change
  }
  output "watched_ci" {
    title     = "A CI that should be watched"
    artifact  = artifact.ci
    provides  = [check_profile]
    leaves_at = step.publish
  }

  sla {
    complete = "1d"
    calendar = calendar.office_hours
  }

  step "reconcile" {
    title        = "Reconcile the scan with the CMDB"
    by           = role.configuration_analyst
    within       = "4h"
    takes        = "1h"
    uses         = [system.discovery, system.cmdb]
    entry        = true
    instructions = <<-MD
      1. Open the drift report. Begin with production.
      2. For each difference ask: is there a change? Then the change is right.
      3. Unknown device: do not delete, do not adopt. Find its owner first.
    MD
    branch {
      choice = "The sources disagree and no change explains it"
      next   = step.settle_difference
    }
    branch {
      choice = "They agree, or a change explains it"
      next   = step.publish
    }
  }

  step "settle_difference" {
    title        = "Settle the difference"
    by           = role.configuration_manager
    within       = "3h"
    takes        = "30m"
    uses         = [system.cmdb]
    instructions = "Call the owner team. If somebody changed production without a change record, say so to the change manager, by name of the CI and not of the person."
    next         = step.publish
  }

  step "record_change" {
    title        = "Record the change"
    by           = role.configuration_analyst
    within       = "4h"
    takes        = "20m"
    uses         = [system.cmdb]
    instructions = "Write version and date on each CI and link the change. New CI? Fill in owner team and check profile before you save."
    verify       = "The history of each CI shows the change id."
    rollback     = "Restore the previous revision of the CI; the CMDB keeps all of them."
    next         = step.publish
  }

  step "publish" {
    title        = "Publish the record"
    by           = role.configuration_analyst
    within       = "2h"
    takes        = "10m"
    uses         = [system.cmdb]
    instructions = "Check that each production CI has an owner team and a check profile. Then release the revision; subscribers get it within a minute."
  }

  matrix {
    columns           = [role.configuration_analyst, role.configuration_manager, role.change_manager]
    reconcile         = ["R", "A", ""]
    settle_difference = ["", "RA", "C"]
    record_change     = ["R", "A", ""]
    publish           = ["R", "A", "I"]
  }
}

# The same artifact travels both ways here, so no record is built: the answer is the request with recorded_at filled in.
interface "configuration_to_change" {
  title    = "The change learns that its CIs are recorded"
  from     = process.configuration_management.output.recorded
  to       = process.change_enablement.input.cis_recorded
  answers  = interface.change_to_configuration
  via      = [system.cmdb, system.itsm]
  mode     = "automated"
  fallback = "Mail the change coordinator: change id, CIs, time."

  sla { policy = sla_policy.between_offices }
  escalation { policy = escalation_policy.between_offices }
}

interface "ci_to_monitoring" {
  title    = "A recorded CI is watched"
  from     = process.configuration_management.output.watched_ci
  to       = process.monitoring.input.new_ci
  via      = system.cmdb
  mode     = "automated"
  notify   = [role.monitoring_engineer]
  fallback = "Send Monitoring the list of new and retired CIs once a day."

  sla { policy = sla_policy.between_offices }
  escalation { policy = escalation_policy.between_offices }
}
