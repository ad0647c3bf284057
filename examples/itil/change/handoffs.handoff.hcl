# What Change Enablement passes on, and the answers it waits for.

interface "change_to_release" {
  title = "An authorised change is released"
  from  = process.change_enablement.output.authorised_change
  to    = process.release_management.input.authorised_change
  via   = system.itsm
  mode  = "automated"

  create {
    title         = change.title
    summary       = change.reason
    change_id     = change.id
    affected_cis  = change.affected_cis
    back_out_plan = change.back_out_plan
    window_start  = change.planned_start
    window_end    = change.planned_end
  }
  notify   = [role.release_manager]
  fallback = "Walk over to Release Engineering with the printed change; they key it in."

  sla {
    policy   = sla_policy.between_offices
    complete = "8d"
  }
  escalation { policy = escalation_policy.between_offices }
}

interface "change_to_configuration" {
  title = "Changed CIs are recorded"
  from  = process.change_enablement.output.changed_cis
  to    = process.configuration_management.input.update_request
  via   = [system.itsm, system.cmdb]
  mode  = "automated"

  create {
    change_id    = change.id
    affected_cis = change.affected_cis
    version      = change.deployed_version
    deployed_at  = change.deployed_at
  }
  fallback = "Mail the list of CIs with their new versions to the configuration analyst."

  sla {
    policy   = sla_policy.between_offices
    complete = "2d"
  }
  escalation { policy = escalation_policy.between_offices }
}

interface "change_to_problem" {
  title   = "The problem learns how its change ended"
  from    = process.change_enablement.output.outcome
  to      = process.problem_management.input.change_done
  answers = interface.problem_to_change
  via     = system.itsm
  mode    = "automated"

  create {
    change_id    = change.id
    problem_id   = change.problem_id
    affected_cis = change.affected_cis
    outcome      = change.outcome
    closed_at    = change.closed_at
  }
  fallback = "Mail the outcome to the problem analyst named in the problem."

  sla { policy = sla_policy.between_offices }
  escalation { policy = escalation_policy.between_offices }
}
