# A name that is not found is one finding, with the nearest of the right kind, then what other kinds have.

team "service_desk" {
  title = "Service Desk"
}

role "cab" {
  title = "Change Advisory Board"
  team  = team.servce_desk # want reference/unknown "Did you mean `team.service_desk`?"
}

role "manager" {
  team       = team.servce_desk # the same misspelt team: a related place of the finding above, not a second one
  deputy     = "role.cab"       # want reference/not-a-reference "Write it without quotes: `role.cab`"
  reports_to = team.service_desk # want reference/wrong-kind "`team.service_desk` is a team; `reports_to` wants a role"
}

system "itsm" {
  owner = cab # want reference/unknown "Did you mean `role.cab`?"
}

artifact "ticket" {
  source_of_truth = system.cab # want reference/unknown "`role.cab` exists; `source_of_truth` wants a system"
  steward         = rol.cab    # want reference/unknown "Did you mean `role.cab`?"

  field "id" {
    type = string
    key  = true
  }
  field "parent" {
    type = ref(artifact.tiket) # want reference/unknown "Did you mean `artifact.ticket`?"
  }
}

process "support" {
  owner = role.manager
  team  = [team.service_desk] # want reference/not-a-reference "Only one may stand here"

  input "call" {
    artifact   = artifact.ticket
    external   = true
    arrives_at = step.anwser # want reference/unknown "Did you mean `step.answer`?"
  }
  output "done" {
    artifact  = artifact.ticket
    external  = true
    leaves_at = output.done # want reference/wrong-kind "is an output; `leaves_at` wants a step"
  }

  step "answer" {
    by   = role.manager
    next = finish # want reference/unknown "Did you mean `step.finish`?"
  }
  step "finish" {
    by   = role.manager
    next = end
  }
}

interface "again" {
  from = process.support.output.don     # want reference/unknown "Did you mean `process.support.output.done`?"
  to   = process.suport.input.call      # want reference/unknown "Did you mean `process.support.input.call`?"
  via  = [system.itsm, system.monitor]  # want reference/unknown "There is no `system.monitor`."
  on   = step.answer                    # want reference/unknown "it stands in none"
}
