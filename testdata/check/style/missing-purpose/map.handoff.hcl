process "baking" { owner = role.baker } # want "`process.baking` does not say what it is for"
# silent: it says so.
process "selling" {
  purpose = "Bread on every table."
  owner   = role.baker
}
# silent: a black box.
process "mill" { external = true }
role "baker" {}
