# After PEP 101, "Doing Python Releases 101" (public domain), in our own words.

workspace {
  name = "pep101"
}
