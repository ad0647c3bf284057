artifact "gripe" {} # want "`artifact.gripe` is passed in 2 handoffs"

# silent: it says what is in it.
artifact "review" {
  field "text" { type = string }
}

# silent: its fields are in a schema file.
artifact "alert" { schema = "alert.schema.json" }

# silent: nobody passes it.
artifact "poem" {}

process "delivery" { owner = role.rider }
process "complaints" { owner = role.rider }

interface "gripe_to_desk" {
  from    = process.delivery
  to      = process.complaints
  carries = artifact.gripe
}
interface "gripe_back" {
  from    = process.complaints
  to      = process.delivery
  carries = artifact.gripe
}
interface "review_to_desk" {
  from    = process.delivery
  to      = process.complaints
  carries = artifact.review
}
interface "alert_to_desk" {
  from    = process.delivery
  to      = process.complaints
  carries = artifact.alert
}

interface "shout" { # want "does not say what is passed"
  from = process.delivery
  to   = process.complaints
}

# silent: what it carries is misspelt, not missing.
interface "sigh" {
  from    = process.delivery
  to      = process.complaints
  carries = artifact.gripes # want reference/unknown "gripes"
}

# silent: the input says it.
process "archive" {
  owner = role.rider
  input "review" { artifact = artifact.review }
}
interface "review_to_archive" {
  from = process.complaints
  to   = process.archive.input.review
}

role "rider" {}
