workspace {
  name = "Parts"
}
