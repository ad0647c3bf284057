# What Release Management passes on: the result to Change Enablement, and fair warning to the people at the phone.

interface "release_to_change" {
  title   = "The change learns how its release ended"
  from    = process.release_management.output.release_result
  to      = process.change_enablement.input.deployed
  answers = interface.change_to_release
  via     = system.itsm
  mode    = "automated"

  create {
    release_id  = release.id
    change_id   = release.change_id
    result      = release.result
    version     = release.version
    finished_at = release.finished_at
  }
  notify   = [role.change_coordinator]
  fallback = "Phone the change coordinator from the deployment channel."

  sla { policy = sla_policy.between_offices }
  escalation { policy = escalation_policy.between_offices }
}

# A joint inside one process: between two roles that have to trust each other's record of what was built.
interface "build_to_test" {
  title    = "The build goes to test"
  from     = process.release_management.step.build
  to       = process.release_management.step.test
  carries  = artifact.release
  provides = [version]
  requires = [version]
  via      = system.build_server
  mode     = "automated"
  fallback = "The engineer tells the tester the version and the checksum, face to face."

  sla {
    policy      = sla_policy.between_offices
    acknowledge = "1h"
  }
  escalation {
    after = {
      "30m" = role.release_manager
    }
  }
  handback {
    reason = "A test failed."
    limit  = 1
    notify = [role.release_manager]
  }
}

# Both ends are steps: the ports are implied, and the whole handoff is this one block.
interface "release_note" {
  title   = "The desk is warned of a release"
  from    = process.release_management.step.plan
  to      = process.contact_handling.step.brief_desk
  carries = artifact.release
  creates = artifact.release_note
  via     = system.chat

  create {
    release_id   = release.id
    headline     = release.title
    text         = release.summary
    goes_live_at = release.window_start
    affected_cis = release.affected_cis
  }
  requires = [headline, goes_live_at]
  notify   = [role.service_desk_agent]
  fallback = "Print it and put it up at the desk."

  due {
    before = milestone.winter_release
    within = "3d"
  }
  escalation {
    clock = "due"
    after = {
      "2h" = role.release_manager
    }
  }
}
