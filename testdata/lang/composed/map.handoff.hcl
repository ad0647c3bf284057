# `é` is one letter or an e with an accent: the same name, however an editor writes it down. Here the declarations have the one, the uses the other.

artifact "floor" {
  field "étage" {
    type = enum("one", "two")
  }
  field "part" {
    type = optional(object({ côté = string }))
  }
  lifecycle {
    field   = étage
    initial = "one"
    transition "one" {
      to = "two"
    }
  }
}

process "climbing" {
  input "floor" {
    artifact = artifact.floor
    external = true
    requires = [étage]
  }
  step "climb" {
    branch {
      when = floor.étage == "one" && floor.part.côté != "left"
      next = end
    }
    within = local.délai
  }
}

locals {
  délai = "15m"
}
