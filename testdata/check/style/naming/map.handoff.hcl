process "bakingBread" { # want "Call it `process.baking_bread`"
  owner = role.baker
  input "raw-dough" { # want "Call it `process.bakingBread.input.raw_dough`"
    artifact = artifact.dough
    external = true
  }
  step "bake_" { by = role.baker } # want "Call it `process.bakingBread.step.bake`"
  step "cool__down" { by = role.baker } # want "`process.bakingBread.step.cool_down`"
  # silent: short, in capitals nowhere, with a number.
  step "b2" { by = role.baker }
}
process "cleaning_process" { owner = role.baker } # want "says twice that it is a process"
event "CIBugFound" {} # want "`event.ci_bug_found`"
event "AffectedCIs" {} # want "`event.affected_cis`"
escalation_policy "night_escalation_policy" {} # want "Call it `escalation_policy.night`"
# A name that is wrong in both ways is one finding.
role "BakerRole" {} # want "Call it `role.baker`"

# silent: the kind at the front makes a noun of its own, and another kind at the end says something.
process "process_design" { owner = role.baker }
event "end_of_process" {}
# silent: letters of other scripts are letters.
role "bäcker_für_brot" {}
role "烘焙师" {}
role "baker" {}
artifact "dough" {
  # silent: the tool that holds the record names its fields.
  field "weightInGrams" { type = integer }
}
