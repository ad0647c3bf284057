role "boss" {} # want "accountable for every step of `process.selling`, `process.packing` and `process.billing`"

process "selling" {
  owner = role.boss
  step "sell" { by = role.clerk }
}
process "packing" {
  owner = role.boss
  step "pack" { by = role.clerk }
}
process "billing" {
  owner = role.boss
  step "bill" { by = role.clerk }
}

# silent: a process without steps has no rows to answer for.
process "thinking" { owner = role.thinker }
process "dreaming" { owner = role.thinker }
process "hoping" { owner = role.thinker }
role "thinker" {}

# silent: a clerk does it all, but answers for nothing.
role "clerk" {}

# silent: a team has many shoulders.
team "everybody" {}
process "a" {
  owner = team.everybody
  step "a" { by = role.clerk }
}
process "b" {
  owner = team.everybody
  step "b" { by = role.clerk }
}
process "c" {
  owner = team.everybody
  step "c" { by = role.clerk }
}

role "busy" {} # want "accountable for 16 rows"
process "everything" {
  owner = role.busy
  raci {
    responsible = role.clerk
  }
  step "s1" {}
  step "s2" {}
  step "s3" {}
  step "s4" {}
  step "s5" {}
  step "s6" {}
  step "s7" {}
  step "s8" {}
  step "s9" {}
  step "s10" {}
  step "s11" {}
  step "s12" {}
  step "s13" {}
  step "s14" {}
  step "s15" {}
  step "s16" {}
}
