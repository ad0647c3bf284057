# A pizzeria with one of everything wrong: each fault carries a comment that begins with the rule which finds it.
# Run `handoff check` here to see them all.

workspace {
  name = "Slice of Heaven (on a bad day)"
}
