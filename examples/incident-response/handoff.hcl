# How PagerDuty answers a major incident, drawn after its public incident response documentation and told in our own words.
# Source: https://github.com/PagerDuty/incident-response-docs at commit e8a6182e031e, Apache-2.0.
# Where the source gives no figure, no owner or no end, the map says so beside an ignore, and invents nothing.

workspace {
  name = "Incident response"
}

check {
  edition = "2026-11"
  fail_on = "warning"
}

docs {
  title = "Incident response handbook"
}
