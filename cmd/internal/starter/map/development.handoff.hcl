# The second process, of another team.

process "bugfixing" {
  title     = "Fix bugs"
  purpose   = "A bug that customers meet is fixed before the next one meets it."
  owner     = role.lead_developer
  team      = team.development
  emergency = role.on_call

  input "bug" {
    artifact = artifact.bug
    requires = [summary, steps]
  }
  output "fix" {
    artifact  = artifact.bug
    provides  = [fixed_in]
    leaves_at = step.release
  }

  sla {
    complete = "3d"
    calendar = calendar.office_hours
  }

  # Each step leads to the next one in the list.
  sequence = [step.find, step.fix, step.release]

  step "find" {
    title  = "Find the cause"
    by     = role.developer
    within = "1d"
  }
  step "fix" {
    title  = "Fix it"
    by     = role.developer
    within = "1d"
    raci {
      consulted = [role.support_agent]
    }
  }
  step "release" {
    title    = "Release the fix"
    by       = role.developer
    within   = "1d"
    rollback = "Release the version before this one again."
  }
}
