# What Problem Management passes on: the workaround to the Service Desk, and the fix to Change Enablement.

interface "known_error_to_desk" {
  title = "The desk learns the workaround"
  from  = process.problem_management.output.known_error
  to    = process.contact_handling.input.known_error
  via   = system.itsm

  create {
    problem_id   = problem.id
    symptom      = problem.title
    workaround   = problem.workaround
    affected_cis = problem.affected_cis
  }
  approval {
    approvers = [role.problem_manager]
  }
  notify   = [role.service_desk_lead]
  fallback = "Mail the workaround to the shift lead and read it out at the next handover."

  sla { policy = sla_policy.between_offices }
  escalation { policy = escalation_policy.between_offices }
}

# The change carries the id of its problem and the CIs: without them nobody can tell, a year later, why it was made.
interface "problem_to_change" {
  title = "A fix becomes a change"
  from  = process.problem_management.output.fix_proposal
  to    = process.change_enablement.input.request
  via   = system.itsm

  create {
    title         = "Fix: ${problem.title}"
    type          = problem.fix_type
    problem_id    = problem.id
    incident_ids  = problem.incident_ids
    affected_cis  = problem.affected_cis
    reason        = "${problem.root_cause}\n\n${problem.proposed_fix}"
    back_out_plan = problem.back_out_plan
  }
  update {
    change_ids = [to.id]
  }
  notify   = [role.change_manager]
  fallback = "Mail the change form to the change manager; the form has the same fields in the same order."

  sla {
    policy   = sla_policy.between_offices
    complete = "18d"
  }
  escalation {
    clock = "acknowledged"
    after = {
      "10d" = role.change_manager
      "16d" = [role.service_owner, role.process_integrator]
    }
  }
  handback {
    reason = "No back-out plan, or the CIs do not match the fix."
    limit  = 1
    notify = [role.problem_analyst]
  }
}
