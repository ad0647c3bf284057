workspace {
  name = "Repair shop"
}

check {
  preset = "strict"
  rule "owner/overloaded" {
    max = 1
  }
  rule "owner/retired" {
    severity = "info"
    paths    = ["parts"]
  }
}

docs {
  source = "https://git.example.org/{file}#L{line}"
}

source "book" {
  format      = "csv"
  delimiter   = "|"
  encoding    = "iso-8859-1"
  timezone    = "Europe/Zurich"
  time_layout = "DD/MM/YYYY HH:mm"
  null        = ["n/a"]
  of          = service.car_to_road
  artifact    = artifact.job
  fields      = { fault = "fault" }
  links       = { "goes on in" = interface.job_to_repair }

  columns {
    case      = "{job"
    time      = "at"
    tie_break = "n"
    activity  = "done, by, hand, or, not, and, when"
    state     = "state, as, of, then"
    group     = "team"
    actor     = "who"
    priority  = "how soon"
  }
  groups = {
    "Desk"         = team.works
    "Yard\u0085 1" = team.garage
  }
  steps = {
    "Seen"    = process.reception.step.look
    "Written" = process.reception.step.write_down
    "Planned" = process.repair.step.plan
    "Driven"  = process.repair.step.test_drive
  }
  priorities = { "1" = "now", "2" = "later" }
  queued     = ["Queued"]
  accepted   = ["Working"]
  paused     = ["Waiting"]
  failed     = ["Returned"]
  start      = ["Written"]
  stop       = ["Ready"]
  systems    = ["svc_*"]
}

source "sorted" {
  delimiter   = "|"
  time_layout = "DD/MM/YYYY HH:mm"
  format      = "csv"
  order       = "time"
  columns {
    case     = "{job"
    time     = "at"
    activity = "done, by, hand, or, not, and, when"
    actor    = "who"
  }
  steps = {
    "Seen"    = process.reception.step.look
    "Planned" = process.repair.step.plan
  }
}

source "hands" {
  delimiter   = "|"
  time_layout = "DD/MM/YYYY HH:mm"
  format      = "csv"
  by          = "process"
  columns {
    case     = "{job"
    time     = "at"
    activity = "done, by, hand, or, not, and, when"
    actor    = "who"
  }
  steps = {
    "Seen"    = process.reception.step.look
    "Planned" = process.repair.step.plan
  }
}
