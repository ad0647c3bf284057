# silent: nothing is handed on yet.
process "baking" { owner = role.baker }
role "baker" {}
