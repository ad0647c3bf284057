# The root of the map. This file configures the tool; the organisation is described in the *.handoff.hcl files below.

workspace {
  name = "Service operations"
}

check {
  edition = "2026-11" # rules that come with a later release of handoff stay off until this line moves on
  fail_on = "warning"
}

docs {
  title = "Service operations handbook"
}

# How the ITSM suite's history of incidents is read: `handoff measure samples/itsm.csv`.
source "itsm" {
  order    = "time"
  of       = service.call_to_answer
  artifact = artifact.incident
  fields   = { affected_cis = "cmdb_ci", logs = "log_link" }

  columns {
    case      = "number"
    time      = "updated_at"
    tie_break = "update_no"
    activity  = "activity"
    state     = "status"
    group     = "assignment_group"
    actor     = "updated_by"
    priority  = "priority"
  }
  groups = {
    "Service Desk"        = team.service_desk
    "Incident Response"   = team.incident_response
    "Problem Analysis"    = team.problem_analysis
    "Application Support" = team.applications
  }
  steps = {
    "Opened"           = process.contact_handling.step.log_contact
    "Passed on"        = process.incident_management.step.classify
    "Accepted"         = process.incident_management.step.classify
    "Diagnosed"        = process.incident_management.step.diagnose
    "Restored"         = process.incident_management.step.restore
    "Problem opened"   = process.problem_management.step.triage
    "Problem accepted" = process.problem_management.step.triage
    "Caller told"      = process.contact_handling.step.confirm_with_caller
    "Closed"           = process.contact_handling.step.close_contact
  }
  priorities = {
    "1 - Critical" = "P1"
    "2 - High"     = "P2"
    "3 - Moderate" = "P3"
    "4 - Low"      = "P4"
  }
  queued   = "Queued"
  accepted = "In progress"
  paused   = "Pending"
  failed   = "Returned"
  stop     = "Closed"
  systems  = "svc_*"
}
