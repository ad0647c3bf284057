# The office that owns the joints between the teams, the two duty rosters, and the tools everybody shares.

team "service_management" {
  title    = "Service Management Office"
  lead     = role.service_owner
  calendar = calendar.office_hours
  contact {
    chat  = "#service-management"
    email = "smo@example.org"
  }
}

role "service_owner" {
  title       = "Service owner"
  description = "Answers to the business for the service as a whole, from the first call to the permanent fix."
  team        = team.service_management
  deputy      = role.duty_manager
  contact {
    email = "service-owner@example.org"
    phone = "+41 44 555 01 10"
  }
}

role "process_integrator" {
  title       = "Process integrator"
  description = "Owns the joints: every handoff between two teams, its contract and its figures."
  team        = team.service_management
  deputy      = role.service_owner
  reports_to  = role.service_owner
}

role "duty_manager" {
  title       = "Duty manager"
  description = "Decides when nobody else may: around the clock from Monday to Friday."
  team        = team.service_management
  calendar    = calendar.weekdays
  deputy      = role.weekend_duty_manager
  reports_to  = role.service_owner
  contact {
    phone   = "+41 44 555 01 12"
    page    = "duty-manager"
    on_call = "https://oncall.example.org/duty-manager"
  }
}

role "weekend_duty_manager" {
  title       = "Weekend duty manager"
  description = "The duty manager's stand-in from Friday midnight to Sunday midnight; one name a weekend, swapped only through the roster."
  team        = team.service_management
  calendar    = calendar.weekend
  deputy      = role.duty_manager
  reports_to  = role.service_owner
  links       = { "Roster" = "https://oncall.example.org/weekend" }
  contact {
    phone   = "+41 44 555 01 13"
    page    = "weekend-duty-manager"
    on_call = "https://oncall.example.org/weekend"
  }
}

system "itsm" {
  title    = "ITSM suite"
  kind     = "itsm"
  owner    = team.service_management
  url      = "https://itsm.example.org"
  fallback = "Fill in the paper form from the red folder at the duty desk, phone the receiver, and key it in when the suite is back."
}

system "chat" {
  title = "Chat"
  kind  = "chat"
  owner = team.service_management
  url   = "https://chat.example.org"
}
