# Monitoring: see it before the caller does. The tool decides, people decide what the tool looks at.

team "monitoring" {
  title    = "Monitoring"
  lead     = role.monitoring_lead
  calendar = calendar.always
  contact {
    chat    = "#monitoring"
    on_call = "https://oncall.example.org/monitoring"
  }
}

role "monitoring_lead" {
  title      = "Monitoring lead"
  team       = team.monitoring
  deputy     = role.monitoring_engineer
  reports_to = role.service_owner
}

role "monitoring_engineer" {
  title      = "Monitoring engineer"
  team       = team.monitoring
  reports_to = role.monitoring_lead
}

system "metrics" {
  title    = "Metrics and alerting"
  kind     = "monitoring"
  owner    = team.monitoring
  url      = "https://metrics.example.org"
  fallback = "Two people watch the wall dashboard in turns of 30 minutes and phone what they see."
}

system "logging" {
  title = "Central logging"
  kind  = "logging"
  owner = team.monitoring
  url   = "https://logs.example.org"
}

artifact "alert" {
  title           = "Alert"
  description     = "As the alerting tool sends it; the shape is the tool's own schema file."
  schema          = "../schemas/alert.schema.json"
  example         = "../samples/alert.json"
  source_of_truth = system.metrics
  steward         = role.monitoring_lead
}

event "threshold_exceeded" {
  title    = "A measurement crosses its threshold"
  source   = process.monitoring
  artifact = artifact.alert
  when     = alert.value > alert.threshold
}

process "monitoring" {
  title        = "Monitoring"
  purpose      = "Notice faults before callers do, and only faults."
  owner        = role.monitoring_lead
  team         = team.monitoring
  emergency    = role.duty_manager
  ref          = "MON-1"
  tags         = ["operations"]
  links        = { "Wall dashboard" = "https://metrics.example.org/d/wall" }
  reviewed     = "2026-10-01"
  review_every = "2y"

  input "measurement" {
    title      = "A measurement outside its band"
    artifact   = artifact.alert
    external   = true
    source     = system.metrics
    arrives_at = step.evaluate
  }
  input "new_ci" {
    title      = "A CI that should be watched"
    artifact   = artifact.ci
    requires   = [check_profile]
    arrives_at = step.tune_checks
  }
  output "alert" {
    title     = "A fault nobody has called about yet"
    artifact  = artifact.alert
    leaves_at = step.raise
  }

  sla {
    complete = "1d"
    calendar = calendar.always
  }

  step "evaluate" {
    title        = "Evaluate the measurement"
    by           = system.metrics
    within       = "2m"
    takes        = "1m"
    every        = "1m"
    entry        = true
    instructions = "The rule engine compares value and threshold. Three misses in a row count, one does not."
    branch {
      when = alert.value > alert.threshold
      next = step.raise
    }
    next = end
  }

  step "raise" {
    title        = "Raise the alert"
    by           = system.metrics
    within       = "1m"
    takes        = "1m"
    uses         = [system.itsm]
    instructions = "Send the alert with its log link. One alert a host and metric: repeats update the open one."
    verify       = "The alert shows the incident number it became."
  }

  step "tune_checks" {
    title  = "Set up the checks"
    by     = role.monitoring_engineer
    within = "1d"
    takes  = "1h"
    uses   = [system.metrics, system.cmdb]
    raci {
      consulted = [role.application_owner]
    }
    instructions = <<-MD
      1. Apply the CI's check profile. Do not invent thresholds: take them from the profile or ask the application owner.
      2. Remove the checks of CIs that are retired.
      3. Trip each new check once, on purpose.
    MD
    verify       = "The test alert reached the test queue, and no other."
    rollback     = "Restore the previous rule file from the repository and reload."
  }
}

interface "alert_to_incident" {
  title = "An alert becomes an incident"
  from  = process.monitoring.output.alert
  to    = process.incident_management.input.alert
  on    = event.threshold_exceeded
  via   = [system.metrics, system.itsm]
  mode  = "automated"

  create {
    title        = "${alert.metric} out of bounds on ${alert.host}"
    description  = alert.summary
    source       = "monitoring"
    priority     = alert.severity == "critical" ? "P1" : "P3"
    opened_at    = alert.raised_at
    affected_cis = [alert.host]
    alert_id     = alert.id
    logs         = [alert.log_url]
  }
  notify   = [role.incident_manager]
  fallback = "Phone the incident bridge, +41 44 555 01 20, with host, metric and time."

  sla {
    acknowledge = "15m"
    calendar    = calendar.always
  }
  escalation { policy = escalation_policy.around_the_clock }
}
