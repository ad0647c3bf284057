# The handoffs: what leaves one process and arrives at another, how fast, and who is told when it does not.
# Try it: remove `steps` below, or one of the interfaces, and run `handoff check`.

interface "fault_to_bug" {
  title = "A reproducible fault becomes a bug"
  from  = process.support.output.fault
  to    = process.bugfixing.input.bug
  via   = system.tracker

  # Builds the receiver's record, field by field. Without it the record is passed as it is.
  create {
    summary = request.summary
    steps   = request.steps
    request = request.id
  }

  sla {
    acknowledge = "4h" # from sent to accepted
    complete    = "4d" # from sent to done
    calendar    = calendar.office_hours
  }
  escalation {
    after = {
      "2h" = role.lead_developer
      "1d" = role.support_lead
    }
  }
  handback {
    reason = "The steps do not show the fault."
    limit  = 1 # so that it cannot go to and fro for ever
    notify = [role.support_agent]
  }
}

interface "fix_to_support" {
  title   = "The fix is told to support"
  from    = process.bugfixing.output.fix
  to      = process.support.input.fixed
  answers = interface.fault_to_bug # closes the loop: the reply to that request
  via     = system.tracker

  sla {
    acknowledge = "1d"
    calendar    = calendar.office_hours
  }
  escalation {
    after = {
      "4h" = role.support_lead
    }
  }
}

# What customers see: the whole way, with one promise.
service "customer_support" {
  title      = "Customer support"
  owner      = role.support_lead
  integrator = role.support_lead # who owns the joints between the processes
  emergency  = role.on_call
  flow       = [interface.fault_to_bug, interface.fix_to_support]

  sla {
    complete = "2w"
  }
}

kpi "answered_in_time" {
  title  = "Requests answered in time"
  metric = "sla_compliance"
  of     = service.customer_support
  target = ">= 95 %"
  owner  = role.support_lead
}

cadence "monthly_review" {
  title    = "Monthly review"
  every    = "1mo"
  duration = "1h"
  chair    = role.support_lead
  attend   = [role.lead_developer]
  reviews  = [service.customer_support, kpi.answered_in_time]
}
