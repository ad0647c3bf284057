# Fields may come from a JSON Schema file that the organisation keeps already.

role "agent" {}

artifact "bounce" {
  schema  = "schemas/bounce.schema.json"
  example = "samples/none.json" # want reference/file "there is no such file"

  field "seen_by" { type = optional(string) } # what the schema does not say is added by a block
}

artifact "reply" {
  schema = "schemas/bounce.schema.json"

  field "kind" { type = enum("hard") }                        # a block may be narrower than the schema
  field "reason" { type = optional(artifact.bounce.seen_by) } # and may reuse a type
  field "email" { type = bool }                               # want type/schema "`email` is `bool` here and `email` in schemas/bounce.schema.json"
}

artifact "list" {
  schema = "schemas/list.schema.json" # want type/schema "an artifact is an object with named fields"
}

artifact "gone" {
  schema = "schemas/gone.schema.json" # want reference/file "there is no such file"
}

process "mail" {
  owner = role.agent
  input "bounced" {
    artifact = artifact.bounce
    requires = [email, reasn, seen_by] # want type/unknown-field "Did you mean `reason`?"
  }
  input "whatever" {
    artifact = artifact.gone
    requires = [anything] # its fields are not known, so none is missing
  }
  step "read" {
    by = role.agent
    branch {
      when = bounce.kind == "soft" # want type/not-in-enum "soft"
      next = end
    }
  }
}
