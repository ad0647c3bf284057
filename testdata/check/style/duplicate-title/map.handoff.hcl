process "bread" {
  title = "Baking"
  owner = role.baker
  # silent: an input and an output may be called the same; so may blocks of two kinds.
  input "dough" {
    title    = "Dough"
    artifact = artifact.dough
  }
  output "dough" {
    title    = "Dough"
    artifact = artifact.dough
  }
  input "more_dough" {
    title    = "dough " # want "share the title “dough ”"
    artifact = artifact.dough
  }
  step "first" {
    title = "Bake"
    by    = role.baker
  }
  step "second" {
    title = "Bake" # want "`process.bread.step.first` and `process.bread.step.second` share the title “Bake”"
    by    = role.baker
  }
}
# Three of one title are one finding.
process "cake" {
  title = "baking" # want "`process.bread`, `process.cake` and `process.biscuits` share"
  owner = role.baker
  # silent: a step of another process.
  step "first" {
    title = "Bake"
    by    = role.baker
  }
}
process "biscuits" {
  title = "Baking"
  owner = role.baker
}
# silent: a title that is made from the name is nobody's choice.
process "Dough" { owner = role.baker }
process "dough" { owner = role.baker }
# silent: another kind.
artifact "dough" { title = "Dough" }
role "baker" {
  title = "Baker"
  ref   = "HB 2.1"
}
role "head_baker" {
  title = "Head baker"
  ref   = "HB 2.1" # want "share the reference number “HB 2.1”"
}
