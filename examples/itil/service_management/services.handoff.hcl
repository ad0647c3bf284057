# What the business sees: three ways through the map, each with one owner and one promise. And how we know whether we keep it.

service "call_to_answer" {
  title        = "From a call to an answer that helps"
  description  = "What a caller experiences. Everything behind the Service Desk is our affair, not theirs."
  owner        = role.service_owner
  integrator   = role.process_integrator
  emergency    = role.duty_manager
  start        = process.contact_handling
  reviewed     = "2026-10-01"
  review_every = "2y"
  flow         = [interface.contact_to_incident, interface.incident_to_contact]

  sla {
    complete = "15d"
    calendar = calendar.office_hours
  }
}

service "alert_to_prevention" {
  title        = "From an alert to a permanent fix"
  description  = "A fault that comes back is a fault we decided to keep. This is how we decide otherwise."
  owner        = role.service_owner
  integrator   = role.process_integrator
  emergency    = role.duty_manager
  start        = process.monitoring
  reviewed     = "2026-10-01"
  review_every = "2y"
  flow = [
    interface.alert_to_incident,
    interface.incident_to_problem,
    interface.known_error_to_desk,
    interface.problem_to_vendor,
    interface.vendor_to_problem,
    interface.problem_to_change,
    interface.change_to_release,
    interface.release_to_change,
    interface.change_to_configuration,
    interface.configuration_to_change,
    interface.change_to_problem,
  ]

  sla {
    complete = "65d"
    calendar = calendar.office_hours
  }
}

service "change_to_readiness" {
  title        = "From an authorised change to a service we can run"
  description  = "Live is not enough: the desk is briefed, the CMDB is right and Monitoring is watching."
  owner        = role.service_owner
  integrator   = role.process_integrator
  emergency    = role.duty_manager
  start        = process.change_enablement
  reviewed     = "2026-10-01"
  review_every = "2y"
  flow = [
    interface.change_to_release,
    interface.build_to_test,
    interface.release_note,
    interface.release_to_change,
    interface.change_to_configuration,
    interface.configuration_to_change,
    interface.ci_to_monitoring,
  ]

  sla {
    complete = "30d"
    calendar = calendar.office_hours
  }
}

kpi "time_to_answer" {
  title  = "Time to answer a call"
  metric = "lead_time"
  of     = service.call_to_answer
  target = "<= 2d"
  owner  = role.service_desk_lead
  source = system.itsm
}

kpi "time_to_prevention" {
  title  = "Time to a permanent fix"
  metric = "lead_time"
  of     = service.alert_to_prevention
  target = "<= 40d"
  owner  = role.problem_manager
  source = system.itsm
}

kpi "time_to_readiness" {
  title  = "Time until a change is fully supported"
  metric = "lead_time"
  of     = service.change_to_readiness
  target = "<= 15d"
  owner  = role.change_manager
  source = system.itsm
}

kpi "problem_wait" {
  title  = "Wait between incident and problem"
  metric = "handoff_wait"
  of     = interface.incident_to_problem
  target = "<= 30m"
  owner  = role.process_integrator
  source = system.itsm
}

kpi "returned_work" {
  title  = "Work that comes back"
  metric = "handback_rate"
  of     = [interface.contact_to_incident, interface.incident_to_problem, interface.problem_to_change]
  target = "<= 5 %"
  owner  = role.process_integrator
  source = system.itsm
}

kpi "restored_in_time" {
  title  = "Incidents restored in time"
  metric = "sla_compliance"
  of     = process.incident_management
  target = ">= 95 %"
  owner  = role.incident_manager
  source = system.itsm
}

kpi "recurrence" {
  title      = "Recurrence"
  metric     = "recurrence"
  definition = "Incidents on a CI within 90 days of the problem on it being solved, as a share of all incidents."
  unit       = "%"
  of         = process.problem_management
  target     = "<= 3 %"
  owner      = role.problem_manager
  source     = system.itsm
}

kpi "true_cis" {
  title      = "CIs that tell the truth"
  metric     = "ci_accuracy"
  definition = "CIs of a monthly sample of 50 whose record matches what is really there."
  unit       = "%"
  of         = artifact.ci
  target     = ">= 98 %"
  owner      = role.configuration_manager
  source     = system.cmdb
}

cadence "change_advisory_board" {
  title    = "Change advisory board (CAB)"
  every    = "1d"
  duration = "30m"
  chair    = role.change_manager
  attend   = [role.application_owner, role.configuration_manager]
  reviews  = [process.change_enablement]
}

cadence "problem_review" {
  title    = "Problem review"
  every    = "1w"
  duration = "45m"
  chair    = role.problem_manager
  attend   = [role.incident_manager, role.problem_analyst, role.application_owner]
  reviews  = [process.problem_management, kpi.recurrence, kpi.time_to_prevention]
}

cadence "integration_review" {
  title    = "Integration review"
  every    = "2w"
  duration = "1h"
  chair    = role.process_integrator
  attend   = [role.service_owner, role.service_desk_lead, role.incident_manager, role.change_manager, role.release_manager]
  reviews = [
    service.call_to_answer, service.alert_to_prevention, service.change_to_readiness,
    kpi.time_to_answer, kpi.time_to_readiness, kpi.problem_wait, kpi.returned_work, kpi.restored_in_time, kpi.true_cis,
    improvement.fewer_handbacks,
  ]
}

improvement "fewer_handbacks" {
  title       = "Fewer problems handed back"
  description = "Have the ITSM suite refuse to open a problem while a log link is empty, instead of finding out at triage."
  of          = interface.incident_to_problem
  kpi         = kpi.returned_work
  owner       = role.process_integrator
  due         = "2027-12-31"
  status      = "in_progress"
}
