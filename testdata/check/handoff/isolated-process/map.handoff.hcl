process "archiving" { # want "hands nothing on and gets nothing"
  owner = role.clerk
  step "file" { by = role.clerk }
}

# Its ports lead out of the map, but to nothing else in it.
process "cleaning" { # want "hands nothing on and gets nothing"
  owner = role.clerk
  input "rubbish" {
    artifact = artifact.thing
    external = true
  }
}

# silent: it hands on.
process "selling" { owner = role.clerk }

# silent: it gets.
process "packing" { owner = role.clerk }

interface "order_to_packing" {
  from    = process.selling
  to      = process.packing
  carries = artifact.thing
}

# silent: an orphan port says it more exactly (handoff/orphan-output).
process "advertising" {
  owner = role.clerk
  output "leaflet" { artifact = artifact.thing }
}

# silent: it calls another process, and that one is called.
process "billing" {
  owner = role.clerk
  step "check" {
    by    = role.clerk
    calls = process.credit_check
  }
}

process "credit_check" { owner = role.clerk }

# silent: what is noticed in one sets off a step of the other.
process "watching" { owner = role.clerk }

process "extinguishing" {
  owner = role.clerk
  step "pour" {
    by = role.clerk
    on = event.fire
  }
}

event "fire" { source = process.watching }

role "clerk" {}
artifact "thing" {}
