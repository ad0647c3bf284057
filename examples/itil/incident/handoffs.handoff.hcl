# What Incident Management passes on: the answer to the Service Desk, and the incident that keeps coming back.

interface "incident_to_contact" {
  title   = "The desk gets its answer"
  from    = process.incident_management.output.restored
  to      = process.contact_handling.input.restored
  answers = interface.contact_to_incident
  via     = system.itsm
  mode    = "automated"

  create {
    incident_id   = incident.id
    contact_id    = incident.contact_id
    what_was_done = incident.resolution
    resolved_at   = incident.resolved_at
  }
  fallback = "Phone the Service Desk shift lead and read the resolution out."

  sla {
    acknowledge = "15m"
    calendar    = calendar.always
  }
  escalation { policy = escalation_policy.around_the_clock }
  handback {
    reason = "The caller still cannot work."
    limit  = 1
    notify = [role.incident_manager]
  }
}

# The handoff this map is proudest of. When an incident has come back three times in a day, nobody has to remember anything: the
# suite opens the problem with the evidence in it, tells its owner, and marks the incident.
interface "incident_to_problem" {
  title = "A repeated incident becomes a problem"
  from  = process.incident_management.output.repeated_incident
  to    = process.problem_management.input.candidate
  on    = event.incident_repeated
  via   = system.itsm
  mode  = "automated"

  create {
    title        = "Recurring: ${incident.title}"
    priority     = incident.priority
    incident_ids = [incident.id]
    affected_cis = incident.affected_cis
    logs         = incident.logs
    ci_history   = incident.ci_history
    first_seen   = incident.opened_at
  }
  update {
    status      = "under_investigation"
    problem_ids = [to.id]
  }
  notify   = [role.problem_manager]
  fallback = "Phone the problem manager, open the problem by hand and paste the log and history links from the incident."

  sla {
    acknowledge = "30m"
    complete    = "46d"
    calendar    = calendar.office_hours
  }
  escalation {
    after = {
      "20m" = role.problem_manager
      "4h"  = [role.service_owner, role.process_integrator]
    }
  }
  handback {
    reason = "Logs or CI history are missing."
    limit  = 1
    notify = [role.incident_manager]
  }
}
