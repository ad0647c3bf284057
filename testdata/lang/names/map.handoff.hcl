# Labels are identifiers; a few words are reserved.

team "Service Desk" {} # want syntax/name "service_desk"
team "true" {}         # want syntax/name "reserved"
team "desk" {}
team "desk" {}         # want reference/duplicate "`team.desk` is declared twice"

calendar "always" {}   # want reference/duplicate "built in"

import "role" { # want syntax/name "cannot be an alias"
  source = "" 
}

process "support" {
  step "columns" {} # want syntax/name "reserved"
  step "answer" {}
  step "answer" {}  # want reference/duplicate "`process.support.step.answer` is declared twice"
}
