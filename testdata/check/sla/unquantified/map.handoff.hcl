# A bakery that would rather not be pinned down.

process "baking" {
  owner = role.baker
  sla {
    per = size
    target "small" {
      complete = unstated("in no time") # want "says `target.complete` only in words: \"in no time\""
    }
    target "large" {
      complete = unstated("when it is done") # one finding a block: this is the related place
    }
  }
  escalation { # want "says who is woken in which order, and not after how long"
    order = [role.baker, role.owner]
  }
  input "order" {
    artifact = artifact.cake
    external = true
  }
  step "knead" {
    within = unstated("as long as it takes") # want "says `within` only in words"
    takes  = unstated("an age")              # want "says `takes` only in words"
  }
  # silent: a figure is a figure, even a long one.
  step "rest" { within = "3d" }
  step "taste" {
    every   = unstated("often") # want "says `every` only in words"
    meeting = cadence.tasting
  }
}

interface "to_counter" {
  from    = process.baking
  to      = process.selling
  carries = artifact.cake
  sla {
    acknowledge = "5m"
    complete    = unstated("before it is cold") # want "says `sla.complete` only in words"
  }
  escalation {
    after = {
      "3m" = role.baker
    }
  }
}

interface "to_window" {
  from    = process.baking
  to      = process.selling
  carries = artifact.cake
  due {
    before = milestone.easter
    within = unstated("well before") # want "says `due.within` only in words"
  }
}

# silent: the ladder has times.
process "selling" {
  owner = role.owner
  escalation {
    after = {
      "10m" = role.owner
    }
  }
}

sla_policy "sweet" {
  complete = unstated("soon") # want "`sla_policy.sweet` says `sla.complete` only in words"
}

cadence "tasting" {
  every = unstated("whenever there is cake") # want "`cadence.tasting` says `every` only in words"
}

calendar "siesta" { # want "does not say when it is open"
  timezone = "Europe/Madrid"
  days     = ["mon", "tue"]
}

# silent: it is open on Mondays, all day.
calendar "mondays" {
  days  = ["mon"]
  hours = "00:00-24:00"
}

milestone "easter" { at = "2027-03-28" }
role "baker" {}
role "owner" {}
artifact "cake" {
  field "size" { type = enum("small", "large") }
}

escalation_policy "someday" { # want "`escalation_policy.someday` says who is woken in which order, and not after how long"
  order = [role.baker, role.owner]
}
