# Who there is. Work, answers and escalations belong to roles, never to persons; a role belongs to a team and inherits its contact.

team "support" {
  title    = "Support"
  lead     = role.support_lead
  calendar = calendar.office_hours
  contact {
    chat  = "#support"
    phone = "+49 30 5550100"
  }
}

team "development" {
  title    = "Development"
  lead     = role.lead_developer
  calendar = calendar.office_hours
  contact {
    chat    = "#development"
    on_call = "https://oncall.example/development"
  }
}

role "support_agent" {
  title  = "Support agent"
  team   = team.support
  deputy = role.support_lead
}

role "support_lead" {
  title  = "Support lead"
  team   = team.support
  deputy = role.support_agent # who stands in
}

role "developer" {
  title  = "Developer"
  team   = team.development
  deputy = role.lead_developer
}

role "lead_developer" {
  title  = "Lead developer"
  team   = team.development
  deputy = role.developer
}

# Whoever carries the telephone this week. In an emergency somebody has to answer it at any hour.
role "on_call" {
  title    = "Engineer on call"
  team     = team.development
  calendar = calendar.always
  deputy   = role.lead_developer
  contact {
    phone   = "+49 30 5550112"
    on_call = "https://oncall.example/development"
  }
}

# When they work. Promises that name a calendar count its open hours only.
calendar "office_hours" {
  title    = "Office hours"
  timezone = "Europe/Berlin"
  days     = ["mon", "tue", "wed", "thu", "fri"]
  hours    = "09:00-17:00"
  holidays = ["2026-12-25", "2027-01-01"]
}

# The tools that hold and carry records.
system "tracker" {
  title    = "Issue tracker"
  kind     = "itsm"
  owner    = team.development
  url      = "https://tracker.example"
  fallback = "Write it down, and telephone the one who has to know."
}
