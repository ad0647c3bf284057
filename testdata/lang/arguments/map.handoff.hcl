# A misspelt argument or block is read as the nearest one, so that one slip is one finding.

teem "desk" { # want syntax/unknown-block "Did you mean `team`?"
  title = "Desk"
}

role "agent" {
  team = team.desk # known, although its block is misspelt
}

process "support" {
  onwer   = role.agent # want syntax/unknown-argument "Did you mean `owner`?"
  colour  = "red"      # want syntax/unknown-argument "It takes: purpose, owner"
  sla     = "4h"       # want syntax/unknown-argument "`sla` is a block"

  sla {
    complete = "4h"
  }
  sla { # want syntax/duplicate-block "only the first is read"
    complete = "5h"
  }

  input "call" { # want syntax/missing-argument "This input has no `artifact`."
    external = true
  }
  output "answer" {
    artefact = artifact.ticket # want syntax/unknown-argument "Did you mean `artifact`?"
    external = true
  }
  stepp "a" { # want syntax/unknown-block "Did you mean `step`?"
    by = role.agent
  }
}

artifact "ticket" {
  lifecycle { # want syntax/missing-argument "This lifecycle has no `field`."
    initial = "open"
  }
}

workspace { # want syntax/unknown-block "Settings of the tool belong into handoff.hcl"
  name = "x"
}

title = "Nowhere" # want syntax/stray-argument "stands at the top of the file"

team { # want syntax/label "has no name"
}

team "a" "b" { # want syntax/label "takes one label"
}

process "sorting" {
  step "look" {
    branch { # want syntax/missing-argument "neither `when` nor `choice`"
      next = end
    }
  }
}
