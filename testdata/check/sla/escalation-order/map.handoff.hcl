# Ladders of a theatre.

process "rehearsing" {
  owner = role.director
  escalation {
    after = {
      "2h"  = role.director
      "30m" = role.prompter # want "the level after 30 minutes stands behind the one after 2 hours"
      "3h"  = role.prompter # want "`role.prompter` is told again"
    }
  }
  step "sing" {
    escalation {
      order = [role.prompter, role.prompter] # want "`role.prompter` is told again"
    }
  }
  # silent: one is told again, and somebody with them.
  step "dance" {
    escalation {
      after = {
        "30m" = role.prompter
        "1h"  = [role.prompter, role.director]
      }
    }
  }
}

# silent: in order, in whatever units.
interface "to_stage" {
  from    = process.rehearsing
  to      = process.playing
  carries = artifact.play
  escalation {
    after = {
      "90m" = role.prompter
      "2h"  = role.director
      "1d"  = role.prompter
    }
  }
}

process "playing" {
  owner = role.director
  # silent: the ladder stands in the policy, and is told there.
  escalation { policy = escalation_policy.shouting }
}

escalation_policy "shouting" {
  after = {
    "1h"  = role.director
    "45m" = role.prompter # want "the level after 45 minutes stands behind the one after 1 hour"
  }
}

role "director" {}
role "prompter" {}
artifact "play" {}
