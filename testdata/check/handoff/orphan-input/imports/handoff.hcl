workspace {
  name    = "An imported map"
  imports = ["payments"]
}
