# The root of the map. This file configures the tool; everything else is said in the *.handoff.hcl files beside and below it,
# in any number of them, in any order: one folder a team is usual.

workspace {
  name = "Support and development"
}

check {
  edition = "2026-11" # rules that come with a later release of handoff stay off until this line moves on
}
