# handoff:ignore style/missing-purpose -- we have not agreed on it yet # want "Nothing here breaks `style/missing-purpose`"
process "selling" {
  title    = "Selling"
  purpose  = "Turn enquiries into orders."
  external = true
}

# silent: it silences the missing purpose.
# handoff:ignore style/missing-purpose -- we have not agreed on it yet
process "buying" {
  title = "Buying"
}

process "paying" {
  title    = "Paying" # handoff:ignore style/duplicate-title -- stands behind the argument # want "Nothing here breaks `style/duplicate-title`"
  purpose  = "Settle what we owe."
  external = true
  # handoff:ignore style/naming -- what it was about is gone # want "No block or argument follows"
}

# Only one of the two is of use; the fix leaves the other.
# handoff:ignore style/missing-purpose, style/naming -- under discussion # want "Nothing here breaks `style/naming`"
process "hiring" {
  title = "Hiring"
}

# silent: a rule that nobody knows is another finding, and so is a comment without a reason, or one that has run out.
# handoff:ignore style/nameing -- a slip of the pen
process "firing" {
  title    = "Firing"
  purpose  = "Part in peace."
  external = true
}

# handoff:ignore style/naming
process "resting" {
  title    = "Resting"
  purpose  = "Come back in the morning."
  external = true
}

# handoff:ignore style/naming until=2026-01-31 -- renamed by then
process "dreaming" {
  title    = "Dreaming"
  purpose  = "See what might be."
  external = true
}
