# The vendor is a black box: we know what it takes, what it owes us, and whom to phone.

team "vendor" {
  title    = "Database vendor"
  external = true
  calendar = calendar.office_hours
  contact {
    phone = "+41 44 555 09 00"
    email = "support@vendor.example.com"
  }
}

artifact "vendor_case" {
  title       = "Vendor case"
  description = "Goes out as a question and comes back with a finding."
  steward     = role.problem_analyst

  field "case_number" {
    type      = string
    key       = true
    generated = true
    named     = "case-no"
  }
  field "problem_id" { type = ref(artifact.problem) }
  field "question" { type = string }
  field "logs" { type = list(uri) }
  field "finding" { type = optional(string) }
}

process "vendor_support" {
  title    = "Vendor support"
  team     = team.vendor
  external = true
  links    = { "Contract" = "https://contracts.example.org/V-2291" }

  input "question" { artifact = artifact.vendor_case }
  output "answer" {
    artifact = artifact.vendor_case
    provides = [finding]
  }
}

interface "problem_to_vendor" {
  title = "The vendor is asked"
  from  = process.problem_management.output.vendor_question
  to    = process.vendor_support.input.question

  create {
    problem_id = problem.id
    question   = problem.title
    logs       = problem.logs
  }
  fallback = "Phone +41 44 555 09 00 and quote contract V-2291."

  sla {
    acknowledge = "1d"
    complete    = "5d"
    calendar    = calendar.office_hours
  }
  escalation {
    after = {
      "4h" = role.problem_manager
      "3d" = [role.service_owner]
    }
  }
}

interface "vendor_to_problem" {
  title   = "The vendor answers"
  from    = process.vendor_support.output.answer
  to      = process.problem_management.input.vendor_answer
  answers = interface.problem_to_vendor

  sla { policy = sla_policy.between_offices }
  escalation { policy = escalation_policy.between_offices }
}
