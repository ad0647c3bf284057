# What a process is certain to have is guaranteed in a `create` too, without `provides`.

artifact "signal" {
  field "level" { type = optional(string) }
  field "note" { type = optional(string) }
}

artifact "report" {
  field "text" { type = string }
}

process "watching" {
  owner = role.agent
  input "signal" {
    artifact   = artifact.signal
    external   = true
    requires   = [level]
    arrives_at = step.look
  }
  output "seen" {
    artifact  = artifact.signal
    leaves_at = step.look
  }
  output "noted" {
    artifact  = artifact.signal
    leaves_at = step.write
  }
  step "look" {
    by   = role.agent
    next = step.write
  }
  step "write" {
    by = role.agent
    update {
      note = "seen"
    }
  }
}

process "reporting" {
  owner = role.agent
  input "level" { artifact = artifact.report }
  input "note" { artifact = artifact.report }
  input "early" { artifact = artifact.report }
}

interface "level" {
  from = process.watching.output.seen
  to   = process.reporting.input.level
  create {
    text = signal.level # every input requires it, and no step touches it
  }
}

interface "note" {
  from = process.watching.output.noted
  to   = process.reporting.input.note
  create {
    text = signal.note # the step it leaves at sets it
  }
}

interface "early" {
  from = process.watching.output.seen
  to   = process.reporting.input.early
  create {
    text = signal.note # want type/unguaranteed "may be missing"
  }
}
