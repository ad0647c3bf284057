# The root of the map. This file configures the tool; the organisation is described in the *.handoff.hcl files below.

workspace {
  name = "Service operations"
}

check {
  edition = "2026-11" # rules that come with a later release of handoff stay off until this line moves on
  fail_on = "warning"
}

docs {
  title = "Service operations handbook"
}
