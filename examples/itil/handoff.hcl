# The root of the map. This file configures the tool; the organisation is described in the *.handoff.hcl files below.

workspace {
  name = "Service operations"
}

check {
  fail_on = "warning"
}

docs {
  title = "Service operations handbook"
}
