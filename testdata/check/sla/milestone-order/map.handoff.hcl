# The dates of a release.

milestone "code_freeze" {
  at     = "2027-03-18"
  before = [milestone.release, milestone.beta] # want "comes before `milestone.beta`, and is dated 2027-03-18, after 2027-03-10"
}

# silent: on the same instant nothing is against the order.
milestone "beta" {
  at     = "2027-03-10"
  before = milestone.release_candidate
}

milestone "release_candidate" { at = "2027-03-10" }

# It is in order with the freeze, and not with the hangover that follows the party.
milestone "release" {
  at     = "2027-04-01" # want "comes before `milestone.hangover`, and is dated 2027-04-01, after 2027-03-30"
  before = milestone.party
}

# Undated ones pass the order on.
milestone "party" { before = milestone.hangover }
milestone "hangover" {
  at     = "2027-03-30"
  before = milestone.repentance
}

# silent: nothing follows, and nothing is dated.
milestone "repentance" {}

milestone "chicken" { before = milestone.egg } # want "`milestone.chicken` comes before itself"
milestone "egg" { before = milestone.chicken }

process "building" {
  owner = role.lead
}

process "testing" {
  owner = role.lead
}

interface "late" {
  from    = process.building
  to      = process.testing
  carries = artifact.build
  due {
    after  = milestone.beta
    within = "30d"
    before = milestone.release # want "due 30 days after `milestone.beta`, which is later than `milestone.release`"
  }
}

# silent: a week after the beta is before the release.
interface "early" {
  from    = process.building
  to      = process.testing
  carries = artifact.build
  due {
    after  = milestone.beta
    within = "1w"
    before = milestone.release
  }
}

interface "too_late_to_begin" {
  from    = process.building
  to      = process.testing
  carries = artifact.build
  on      = milestone.code_freeze
  due {
    before = milestone.release # want "it is due before that, at 2027-03-11 00:00"
    within = "3w" # three weeks before April are in the second week of March
  }
}

role "lead" {}
artifact "build" {}
