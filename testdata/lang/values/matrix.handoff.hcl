process "survey" {
  step "look" {}
  matrix {
    colums = [role.agent, team.desk] # want syntax/unknown-argument "Did you mean `columns`?"
    look   = ["R", "A"]
  }
}

process "inspection" {
  step "look" {}
  step "judge" {}
  matrix {
    columns = [role.agent, team.desk]
    look    = ["R", "A"]
    judge   = ["R"]     # want syntax/value "columns of the matrix: 2"
    juge    = ["R", ""] # want reference/unknown "Did you mean `step.judge`?"
  }
}
