# Where an end of the handoff is misspelt, the records named in it are not unknown too.

interface "raise_misspelt" {
  from = process.incidents.output.with_log # want reference/unknown "Did you mean `process.incidents.output.with_logs`?"
  to   = process.problems.input.candidate
  create {
    title     = "Recurring: ${incident.id}"
    incidents = [incident.id]
    logs      = incident.logs
  }
}
