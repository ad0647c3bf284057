process "baking" { owner = role.baker } # want "Nothing in this map is measured"
# silent: one finding for the map is enough.
process "selling" { owner = role.baker }
interface "bread_to_shop" {
  from    = process.baking
  to      = process.selling
  carries = artifact.bread
}
artifact "bread" {}
role "baker" {}
