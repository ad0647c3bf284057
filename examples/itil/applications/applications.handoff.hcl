# Application Support runs no process of its own here. It is the voice of the applications in other people's processes.

team "applications" {
  title    = "Application Support"
  lead     = role.application_owner
  calendar = calendar.office_hours
  contact {
    chat  = "#applications"
    email = "applications@example.org"
  }
}

role "application_owner" {
  title       = "Application owner"
  description = "Knows what the application is for and what may not break; sits on the change advisory board."
  team        = team.applications
  deputy      = role.service_owner
}
