workspace {
  name    = "A role that is retired elsewhere"
  imports = ["guests"]
}
