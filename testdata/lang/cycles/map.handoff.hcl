# What must not go round.

process "a" {
  step "one" { calls = process.b } # want reference/cycle "`process.a` calls `process.b` calls `process.a`."
}
process "b" {
  step "one" { calls = process.a }
}
process "c" {
  step "one" { calls = process.a } # leads into the circle and is no part of it
}

team "x" { parent = team.y } # want reference/cycle "is part of"
team "y" { parent = team.x }

role "r" { reports_to = role.r } # want reference/cycle "reports to"
role "s" { deputy = role.s }     # want reference/cycle "is its own deputy"
role "t" { deputy = role.u }     # two that stand in for each other are no circle
role "u" { deputy = role.t }

interface "there" {
  from    = process.c
  to      = process.a
  answers = interface.back # want reference/cycle "`interface.there` answers `interface.back` answers `interface.there`."
}
interface "back" {
  from    = process.a
  to      = process.c
  answers = [interface.there]
}

artifact "chicken" {
  field "egg" { type = artifact.egg } # want type/cycle "egg"
}
artifact "egg" {
  field "chicken" { type = artifact.chicken }
}
artifact "folder" {
  field "children" { type = list(artifact.folder) } # lists may be empty: no circle
}
