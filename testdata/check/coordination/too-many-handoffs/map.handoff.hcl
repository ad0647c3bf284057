# A chain of ten processes; the way back is no new handoff.
process "p0" { owner = role.runner }
process "p1" { owner = role.runner }
process "p2" { owner = role.runner }
process "p3" { owner = role.runner }
process "p4" { owner = role.runner }
process "p5" { owner = role.runner }
process "p6" { owner = role.runner }
process "p7" { owner = role.runner }
process "p8" { owner = role.runner }
process "p9" { owner = role.runner }
interface "to_1" {
  from    = process.p0
  to      = process.p1
  carries = artifact.baton
}
interface "to_2" {
  from    = process.p1
  to      = process.p2
  carries = artifact.baton
}
interface "to_3" {
  from    = process.p2
  to      = process.p3
  carries = artifact.baton
}
interface "to_4" {
  from    = process.p3
  to      = process.p4
  carries = artifact.baton
}
interface "to_5" {
  from    = process.p4
  to      = process.p5
  carries = artifact.baton
}
interface "to_6" {
  from    = process.p5
  to      = process.p6
  carries = artifact.baton
}
interface "to_7" {
  from    = process.p6
  to      = process.p7
  carries = artifact.baton
}
interface "to_8" {
  from    = process.p7
  to      = process.p8
  carries = artifact.baton
}
interface "to_9" {
  from    = process.p8
  to      = process.p9
  carries = artifact.baton
}
interface "back" {
  from    = process.p9
  to      = process.p0
  carries = artifact.baton
  answers = interface.to_1
}
interface "round_again" {
  from    = process.p5
  to      = process.p2
  carries = artifact.baton
}
interface "aside" {
  from    = process.p1
  to      = process.p9
  carries = artifact.baton
}
service "long" { # want "One way through `service.long` passes 9 handoffs, one after the other: `interface.to_1`, `interface.to_2`, `interface.to_3`, `interface.to_4` and 5 more"
  owner = role.runner
  flow = [
    interface.to_1, interface.to_2, interface.to_3, interface.to_4, interface.to_5, interface.to_6, interface.to_7, interface.to_8, interface.to_9,
    interface.round_again, interface.aside, interface.back,
  ]
}
# silent: eight of them, with an answer; a loop is gone through once; and what stands side by side does not add up.
service "shorter" {
  owner = role.runner
  start = process.p1
  flow = [
    interface.to_2, interface.to_3, interface.to_4, interface.to_5, interface.to_6, interface.to_7, interface.to_8, interface.to_9,
    interface.round_again, interface.aside,
  ]
}
artifact "baton" {}
role "runner" {}
