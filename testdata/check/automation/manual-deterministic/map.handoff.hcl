process "watching" { owner = role.engineer }
process "mending" { owner = role.engineer }
process "supplier" { external = true }

artifact "measurement" {
  field "degrees" { type = number }
  field "limit" { type = number }
}
artifact "fault" {
  source_of_truth = system.desk
  field "degrees" { type = number }
}
artifact "note" {
  field "text" { type = string }
}
event "hot" {
  source   = system.sensor
  artifact = artifact.measurement
  when     = measurement.degrees > measurement.limit
}
event "burnt" {
  source   = process.watching
  artifact = artifact.fault
  when     = fault.degrees > 90
}
event "funny_smell" { source = process.watching }

interface "heat_to_fault" { # want "both its ends are kept in systems: `system.sensor` and `system.desk`"
  from    = process.watching
  to      = process.mending
  carries = artifact.measurement
  creates = artifact.fault
  on      = event.hot
  create { degrees = measurement.degrees }
}
interface "fault_to_mending" {
  from    = process.watching
  to      = process.mending
  carries = artifact.fault
  on      = event.burnt
  mode    = "manual" # want "both its ends are kept in `system.desk`"
}
interface "note_by_two" { # want "`system.sensor` and `system.desk`"
  from    = process.watching
  to      = process.mending
  carries = artifact.note
  via     = [system.sensor, system.desk]
  on      = event.burnt
}

# silent: a system does it.
interface "automated" {
  from    = process.watching
  to      = process.mending
  carries = artifact.fault
  on      = event.burnt
  via     = system.desk
  mode    = "automated"
}
# silent: no condition, so somebody judges; or somebody has to agree.
interface "by_nose" {
  from    = process.watching
  to      = process.mending
  carries = artifact.fault
  on      = event.funny_smell
}
interface "agreed" {
  from    = process.watching
  to      = process.mending
  carries = artifact.fault
  on      = event.burnt
  approval { approvers = [role.engineer] }
}
# silent: where the records are kept is not said, and the paper has no interface.
interface "on_paper" {
  from    = process.watching
  to      = process.mending
  carries = artifact.note
  on      = event.burnt
}
# silent: the supplier's systems are not ours.
interface "to_supplier" {
  from    = process.watching
  to      = process.supplier
  carries = artifact.fault
  on      = event.burnt
}
system "sensor" { owner = role.engineer }
system "desk" { owner = role.engineer }
role "engineer" {}
