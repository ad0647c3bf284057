# Problem Management: find out why, and see to it that it does not happen again.

team "problem_analysis" {
  title    = "Problem Analysis"
  lead     = role.problem_manager
  calendar = calendar.office_hours
  contact {
    chat  = "#problems"
    email = "problems@example.org"
  }
}

role "problem_manager" {
  title      = "Problem manager"
  team       = team.problem_analysis
  deputy     = role.problem_analyst
  reports_to = role.service_owner
  contact {
    email = "problem-manager@example.org"
    phone = "+41 44 555 01 30"
  }
}

role "problem_analyst" {
  title      = "Problem analyst"
  team       = team.problem_analysis
  reports_to = role.problem_manager
}

artifact "problem" {
  title           = "Problem record"
  source_of_truth = system.itsm
  steward         = role.problem_manager

  field "id" {
    type      = string
    key       = true
    generated = true
  }
  field "title" { type = string }
  field "priority" { type = artifact.incident.priority }
  field "incident_ids" { type = list(ref(artifact.incident)) }
  field "affected_cis" { type = list(ref(artifact.ci)) }
  field "logs" { type = list(uri) }
  field "ci_history" { type = list(uri) }
  field "first_seen" { type = timestamp }
  field "status" {
    type       = enum("logged", "analysing", "known_error", "fix_requested", "solved")
    updated_by = [process.problem_management]
  }
  field "root_cause" { type = optional(string) }
  field "workaround" { type = optional(string) }
  field "proposed_fix" { type = optional(string) }
  field "back_out_plan" { type = optional(string) }
  field "fix_type" {
    type        = optional(artifact.change.type)
    description = "How urgent the fix is, in the words of Change Enablement."
  }
  field "change_ids" {
    type        = optional(list(ref(artifact.change)))
    description = "Filled in by the handoff to Change Enablement."
  }

  lifecycle {
    field   = status
    initial = "logged"
    final   = ["solved"]
    transition "logged" { to = ["analysing"] }
    transition "analysing" { to = ["known_error", "solved"] }
    transition "known_error" { to = ["fix_requested"] }
    transition "fix_requested" { to = ["solved"] }
  }
}

artifact "known_error" {
  title       = "Known error"
  description = "The symptom in a caller's words, and what to do until the fix is in."
  steward     = role.problem_manager

  field "problem_id" { type = ref(artifact.problem) }
  field "symptom" { type = string }
  field "workaround" { type = string }
  field "affected_cis" { type = list(ref(artifact.ci)) }
}

process "problem_management" {
  title        = "Problem Management"
  purpose      = "Remove the causes of incidents, and share a workaround until they are gone."
  owner        = role.problem_manager
  team         = team.problem_analysis
  emergency    = role.duty_manager
  ref          = "PRB-1"
  tags         = ["improvement"]
  reviewed     = "2026-10-01"
  review_every = "2y"

  input "candidate" {
    title      = "An incident that keeps coming back"
    artifact   = artifact.problem
    requires   = [logs, ci_history, affected_cis, incident_ids]
    arrives_at = step.triage
  }
  input "vendor_answer" {
    title      = "What the vendor found"
    artifact   = artifact.vendor_case
    requires   = [problem_id, finding]
    arrives_at = step.read_answer
  }
  input "change_done" {
    title      = "The change is over"
    artifact   = artifact.change_outcome
    requires   = [problem_id, outcome]
    arrives_at = step.verify_fix
  }
  output "known_error" {
    title     = "A known error with its workaround"
    artifact  = artifact.problem
    provides  = [workaround]
    leaves_at = step.analyse
  }
  output "vendor_question" {
    title     = "A question for the vendor"
    artifact  = artifact.problem
    leaves_at = step.ask_vendor
  }
  output "fix_proposal" {
    title     = "A fix that needs a change"
    artifact  = artifact.problem
    provides  = [root_cause, proposed_fix, back_out_plan, fix_type]
    leaves_at = step.request_fix
  }

  sla {
    complete = "45d"
    calendar = calendar.office_hours
    since    = input.candidate
  }

  step "triage" {
    title  = "Triage"
    by     = role.problem_manager
    within = "4h"
    takes  = "30m"
    uses   = [system.itsm]
    entry  = true
    update {
      status = "analysing"
    }
    instructions = <<-MD
      1. Open every log link. Hand the record back if one is empty: without evidence there is no analysis.
      2. Search open problems by CI. The same fault twice? Link the incidents to the older record and close this one.
      3. Name one analyst.
    MD
    branch {
      choice = "An older problem covers it"
      next   = end
      update {
        status = "solved"
      }
    }
    branch {
      choice = "It is new"
      next   = step.analyse
    }
  }

  step "analyse" {
    title  = "Find the cause and a workaround"
    by     = role.problem_analyst
    within = "3d"
    takes  = "8h"
    uses   = [system.logging, system.cmdb, system.itsm]
    update {
      status = "known_error"
    }
    instructions = <<-MD
      1. Lay the incidents, the logs and the CI history on one timeline.
      2. Write the workaround first; the Service Desk needs it today.
      3. Ask *why* until the answer is something we can change. "Human error" is not a cause.
      4. Reproduce it in test. If you cannot, say so in the record.
    MD
    expect       = "Root cause and workaround are in the record, each in words a stranger understands."
    verify       = "Somebody who did not write the workaround has followed it."
    branch {
      choice = "The cause is in the vendor's product"
      next   = step.ask_vendor
    }
    next = step.request_fix
  }

  step "ask_vendor" {
    title        = "Ask the vendor"
    by           = role.problem_analyst
    within       = "1d"
    takes        = "1h"
    instructions = "One question a case. Attach the reproduction and the logs, strip host names and customer data."
    next         = step.read_answer
  }

  step "read_answer" {
    title        = "Read the vendor's answer"
    by           = role.problem_analyst
    within       = "1d"
    takes        = "1h"
    join         = "all"
    uses         = [system.itsm]
    instructions = "\"Upgrade to the latest version\" is an answer only with a line in its release notes that names our fault. Otherwise ask again by phone."
    next         = step.request_fix
  }

  step "request_fix" {
    title  = "Request the fix"
    by     = role.problem_analyst
    within = "1d"
    takes  = "2h"
    uses   = [system.itsm]
    update {
      status = "fix_requested"
    }
    instructions = <<-MD
      1. Describe the fix, how to back it out, and what happens if we do nothing.
      2. Choose normal or emergency. Emergency means: another incident is likely before the next CAB.
      3. Press **Create change**. Problem id and CIs go along by themselves; check that they did.
    MD
    next         = step.verify_fix
  }

  step "verify_fix" {
    title        = "Verify the fix"
    by           = role.problem_analyst
    within       = "1d"
    takes        = "1h"
    uses         = [system.metrics, system.itsm]
    join         = "all"
    instructions = "Run the reproduction again. Look for the symptom in the logs since the deployment."
    verify       = "The reproduction fails to reproduce."
    branch {
      when = change_outcome.outcome == "successful"
      next = step.close_problem
    }
    next = step.settle
  }

  step "settle" {
    title  = "Settle without the fix"
    by     = role.problem_manager
    within = "4h"
    takes  = "1h"
    uses   = [system.itsm]
    raci {
      consulted = [role.application_owner]
    }
    instructions = "Decide with the application owner: live with the workaround, or open a new problem with what was learnt. Write down who decided."
    next         = step.close_problem
  }

  step "close_problem" {
    title  = "Close the problem"
    by     = role.problem_manager
    within = "2h"
    takes  = "15m"
    uses   = [system.itsm, system.knowledge_base]
    update {
      status = "solved"
    }
    instructions = "Retire the known-error article if the fix holds. Thank the people who called it in."
  }

  matrix {
    columns       = [role.problem_analyst, role.problem_manager, role.application_owner]
    triage        = ["", "RA", ""]
    analyse       = ["R", "A", "C"]
    ask_vendor    = ["R", "A", ""]
    read_answer   = ["R", "A", "C"]
    request_fix   = ["R", "A", "C"]
    verify_fix    = ["R", "A", ""]
    settle        = ["", "RA", "C"]
    close_problem = ["I", "RA", ""]
  }
}
