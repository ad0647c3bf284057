# Names of fields, and labels that name values of an enum.

role "agent" {}

artifact "ticket" {
  field "id" {
    type = string
    key  = true
  }
  field "priority" { type = enum("P1", "P2") }
  field "note" { type = optional(string) }
  field "note" { type = string } # want reference/duplicate "two fields called `note`"
}

process "support" {
  owner = role.agent
  input "call" {
    artifact = artifact.ticket
    requires = [nots, ticket.id] # want type/unknown-field "Did you mean `note`?" reference/not-a-field "Write `id`"
  }
  output "done" {
    artifact = artifact.ticket
    provides = ["note"] # want reference/not-a-field "Write `note` without quotes."
  }
  sla {
    per = priority
    target "P1" { complete = "1h" }
    target "P3" { complete = "3h" } # want type/not-in-enum "is no value of `artifact.ticket.priority`"
    target "P1" { complete = "2h" } # want reference/duplicate "two targets for \"P1\""
  }
  step "work" {
    by = role.agent
    update {
      note    = "seen"
      colour  = "red" # want type/unknown-field "has no field `colour`"
    }
  }
}

process "other" {
  owner = role.agent
  input "call" { artifact = artifact.ticket }
  sla {
    per = note # want type/not-in-enum "Targets go by the values of an enum"
    target "P1" { complete = "1h" }
  }
}

process "third" {
  owner = role.agent
  input "call" { artifact = artifact.ticket }
  sla {
    target "P1" { complete = "1h" } # want syntax/missing-argument "`per` does not say"
  }
}
