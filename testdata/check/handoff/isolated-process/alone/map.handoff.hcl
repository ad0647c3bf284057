# silent: there is nothing else it could be joined to, and it says what comes in from outside.
process "selling" {
  owner = role.clerk
  input "wish" {
    artifact = artifact.thing
    external = true
  }
}

role "clerk" {}
artifact "thing" {}
